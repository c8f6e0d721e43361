"""Rules for words and readings, statuses of words: where they hold, which counts, taken back and made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model import Annotated, Block, Document, KeptRule, Rule, Sentence, Translation, Word, sentence_id
from reader.store import Correction, Scope, Shelved, Store

TEXT = "甲公司发布新模型，性能很好。乙公司开源了它。\n\n丙公司没有说话。"
DOCUMENT = Document("/news/a.txt", TEXT, (Block("paragraph", 0, 22), Block("paragraph", 24, 32)))
OTHER = Document("/news/b.txt", TEXT, DOCUMENT.blocks)


@pytest.fixture
def store(home: Path) -> Store:
    return Store(home / "store.sqlite")


def ruled(target: str, scope: Scope, offset: int = 16) -> Correction:
    return Correction("words", offset, "开源", target, scope)


def test_a_rule_holds_where_it_was_made_for(store: Store) -> None:
    shelved = store.shelve(DOCUMENT)
    store.correct(shelved, ruled("开 源", "place"))
    store.correct(shelved, Correction("reading", 0, "公司", "gōng sī", "all"))
    assert store.rules(DOCUMENT) == (Rule("reading", "公司", ("gōng", "sī")), Rule("words", "开源", ("开", "源"), 16))
    assert store.rules(OTHER) == store.rules() == (Rule("reading", "公司", ("gōng", "sī")),)


def test_a_rule_for_a_place_moves_with_it(store: Store) -> None:
    store.correct(store.shelve(DOCUMENT), ruled("开 源", "place"))
    longer = Document(DOCUMENT.origin, f"昨天，{TEXT}", DOCUMENT.blocks)
    assert store.rules(longer)[0].offset == 19
    assert store.rules(Document(DOCUMENT.origin, "别的。", DOCUMENT.blocks)) == ()


def test_the_last_word_on_a_word_counts(store: Store) -> None:
    shelved = store.shelve(DOCUMENT)
    assert [store.correct(shelved, ruled(target, "text")) for target in ("开 源", "开源", "开源")] == [
        True,
        True,
        False,
    ]
    assert store.rules(DOCUMENT) == (Rule("words", "开源", ("开源",)),)
    store.undo(shelved)
    assert store.rules(DOCUMENT) == (Rule("words", "开源", ("开", "源")),)


def test_what_is_taken_back_is_told(store: Store) -> None:
    shelved = store.shelve(DOCUMENT)
    for scope in ("place", "text", "all"):
        store.correct(shelved, ruled("开 源", scope))
    assert store.last_correction(shelved) == ruled("开 源", "all")
    assert [store.undo(shelved) for _ in range(4)] == [ruled("开 源", s) for s in ("all", "text", "place")] + [None]  # type: ignore[arg-type]
    assert list(store.kept_rules()) == []


def test_imported_rules_are_all_or_none(store: Store) -> None:
    rules = [KeptRule("words", "开源", ("开", "源")), KeptRule("reading", "行", ("háng",), "/news/a.txt")]
    assert [store.take_in_rules(rules), store.take_in_rules(rules)] == [2, 0]
    assert list(store.kept_rules()) == rules


def test_a_gloss_of_other_words_is_another_gloss(store: Store) -> None:
    whole, cut = ([Word("东西", 0, 2, "word")], [Word("东", 0, 1, "word"), Word("西", 1, 2, "word")])
    one, two = (Annotated(Sentence(sentence_id("东西", 0), 0, 0, 2, "东西"), tuple(words)) for words in (whole, cut))
    store.keep(one, Translation(one.sentence.id, "thing", "gloss", "1", "gloss"), "")
    assert [len(list(store.known([a], "gloss", "1", "", "gloss"))) for a in (one, two)] == [1, 0]


def test_what_was_taken_back_is_made_again_in_order_until_there_is_another_change(store: Store) -> None:
    shelved = store.shelve(DOCUMENT)
    store.correct(shelved, Correction("cut", 14))
    store.correct(shelved, ruled("开 源", "text"))
    assert [store.undo(shelved), store.undo(shelved)] == [ruled("开 源", "text"), Correction("cut", 14)]
    assert [store.redo(shelved), store.redo(shelved), store.redo(shelved)] == [
        Correction("cut", 14), ruled("开 源", "text"), None,
    ]  # fmt: skip
    assert (store.cuts(shelved), len(store.rules(DOCUMENT))) == ({14: True}, 1)
    store.undo(shelved)
    store.correct(shelved, Correction("bookmark", 0))
    assert store.redo(shelved) is None


def give(store: Store, shelved: Shelved, word: str, pinyin: str, status: str) -> bool:
    return store.correct(shelved, Correction("status", 0, word, status, "all", pinyin))


def test_a_status_is_kept_by_word_and_reading_for_all_texts(store: Store) -> None:
    shelved = store.shelve(DOCUMENT)
    assert give(store, shelved, "行", "háng", "learning 1")
    assert give(store, shelved, "行", "xíng", "known")
    assert not give(store, shelved, "行", "xíng", "known")
    assert give(store, store.shelve(Document("/news/b.txt", "行。", ())), "行", "háng", "learning 2")
    assert Store(store.path).statuses() == {("行", "háng"): "learning 2", ("行", "xíng"): "known"}


def test_a_status_is_taken_back_and_given_again(store: Store) -> None:
    shelved = store.shelve(DOCUMENT)
    give(store, shelved, "开源", "kāi yuán", "learning 1")
    give(store, shelved, "开源", "kāi yuán", "known")
    known = Correction("status", 0, "开源", "known", "all", "kāi yuán")
    assert store.undo(shelved) == known
    assert store.statuses() == {("开源", "kāi yuán"): "learning 1"}
    assert store.redo(shelved) == known
    assert store.statuses() == {("开源", "kāi yuán"): "known"}
    store.undo(shelved)
    store.undo(shelved)
    assert (store.statuses(), store.undo(shelved)) == ({}, None)


def test_the_level_is_asked_for_once_and_can_be_taken_back(store: Store) -> None:
    shelved = store.shelve(DOCUMENT)
    assert (store.asked_level(), store.known_level()) == (False, 0)
    assert not store.correct(shelved, Correction("hsk", 0, target="0", scope="all"))
    assert (store.asked_level(), store.known_level(), store.undo(shelved)) == (True, 0, None)
    assert store.correct(shelved, Correction("hsk", 0, target="4", scope="all"))
    assert store.known_level() == 4
    assert store.undo(shelved) == Correction("hsk", 0, target="4", scope="all")
    assert (store.asked_level(), store.known_level()) == (True, 0)
