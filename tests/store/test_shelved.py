"""The shelf of the store: what a list shows, what is found in all texts, and what changes leave as it was."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import StoreError
from reader.model import Block, Document, Unit
from reader.store import Correction, Shelved, Store
from reader.store.migrations import MIGRATIONS
from reader.store.passages import _PASSAGE, LONGEST

TEXT = "甲公司发布新模型，性能很好。乙公司开源了它。\n\n丙公司没有说话。"


@pytest.fixture
def store(home: Path) -> Store:
    return Store(home / "store.sqlite")


def shelve(store: Store, text: str = TEXT, origin: str = "/news/a.txt", title: str = "甲公司") -> Shelved:
    return store.shelve(Document(origin, text, (Block("paragraph", 0, len(text)),), title, "某报", "2025"))


def titles(store: Store) -> str:
    return " ".join(text.title for text in store.listed())


def found(store: Store, typed: str, most: int = 99) -> str:
    for _ in store.index():
        pass
    return " ".join(f"{f.title}:{f.offset}" for f in store.search(typed, most))


def test_what_was_opened_last_is_listed_first(store: Store) -> None:
    for origin in ("/a", "/b", "/a"):
        shelve(store, origin=origin, title=origin)
    assert titles(store) == "/a /b"


def test_a_list_tells_source_length_place_and_what_is_translated(store: Store) -> None:
    shelved = shelve(store)
    (listed,) = store.listed()
    assert (listed.publisher, listed.characters, listed.place) == ("某报", 32, None)
    store.keep_place(shelved, 14)
    store.take_in([Unit("丙公司没有说话。", "C."), Unit("乙公司开源了它。", "B.", "argos", "1"), Unit("无", "x")])
    store.count(shelved.id, ["甲公司发布新模型，性能很好。", "乙公司开源了它。", "丙公司没有说话。"])
    (listed,) = store.listed()
    assert (listed.place, listed.translated, listed.sentences) == (14, 2, 3)
    assert store.uncounted() == []
    store.keep_place(shelved, 0)
    assert store.uncounted() == [shelved.id]


def test_names_and_tags_are_the_readers_and_can_be_as_they_were(store: Store) -> None:
    number = shelve(store).id
    assert [store.rename(number, " 我的 名字 "), store.tag(number, "b a b")] == ["", ""]
    (listed,) = store.listed()
    assert (listed.title, listed.tags) == ("我的 名字", ("b", "a"))
    shelve(store, title="新标题")
    assert titles(store) == "我的 名字"
    assert [store.rename(number, ""), store.tag(number, "")] == ["我的 名字", "b a"]
    assert titles(store) == "新标题"


def test_what_is_taken_from_the_shelf_comes_back_with_all_that_belongs_to_it(store: Store) -> None:
    for origin in ("/a", "/b", "/c"):
        store.correct(shelve(store, origin=origin, title=origin), Correction("cut", 9))
    store.keep_place(shelve(store, origin="/b", title="/b"), 14)
    for number in (1, 2):
        store.remove(number)
    assert (titles(store), found(store, "开源")) == ("/c", "/c:17")
    again = Store(store.path)
    assert [again.put_back(), again.put_back(1), again.put_back()] == [2, 1, None]
    assert titles(again) == "/b /c /a"
    assert (again.take_down(2).place, again.cuts(again.take_down(2))) == (14, {9: True})


def test_to_read_it_again_puts_it_back_too(store: Store) -> None:
    store.remove(shelve(store).id)
    shelve(store)
    assert titles(store) == "甲公司"


def test_what_was_kept_before_there_was_a_shelf_is_kept(home: Path) -> None:
    path, anchor = home / "old.sqlite", json.dumps({"offset": 14, "before": "性能很好。", "after": "乙公司"})
    content = {"origin": "/a", "text": TEXT, "blocks": [], "title": "甲公司", "publisher": "某报"}
    chosen = {"engine": "gloss", "glossaries": ["/g.tsv"]}
    with sqlite3.connect(path) as db:
        for number in range(4):
            db.executescript(MIGRATIONS[number])
        db.execute(
            "INSERT INTO documents (origin, document, opened, place, chosen) VALUES ('/a', ?, '2025-12-11', ?, ?)",
            (json.dumps(content), anchor, json.dumps(chosen)),
        )
        db.execute("INSERT INTO corrections (document, kind, anchor) VALUES (1, 'cut', ?)", (anchor,))
        db.execute("PRAGMA user_version = 4")
    store = Store(path)
    (listed,) = store.listed()
    assert (listed.title, listed.publisher, listed.characters, listed.place) == ("甲公司", "某报", 32, 14)
    shelved = store.take_down(1)
    assert (shelved.place, shelved.engine, shelved.glossaries) == (14, "gloss", (Path("/g.tsv"),))
    assert (store.cuts(shelved), found(store, "开源")) == ({14: True}, "甲公司:17")
    assert store.file_state(1) == "as it was"


def test_a_text_without_a_title_is_listed_as_it_begins(store: Store) -> None:
    shelve(store, title="", origin="-")
    assert titles(store) == TEXT.split("\n", maxsplit=1)[0]


def test_a_text_that_is_not_there_is_one_clear_error(store: Store) -> None:
    with pytest.raises(StoreError, match="add it again"):
        store.take_down(7)


def test_the_file_of_a_text_is_known_to_be_another_or_gone(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, "utf-8")
    numbers = [shelve(store, origin=origin).id for origin in (str(file), "https://example.org/a", "-")]
    assert [store.file_state(number) for number in numbers] == ["as it was"] * 3
    os.utime(file, (1, 1))
    assert store.file_state(numbers[0]) == "changed"
    shelve(store, origin=str(file))
    assert store.file_state(numbers[0]) == "as it was"
    file.unlink()
    assert store.file_state(numbers[0]) == "gone"


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("开源", "甲公司:17"),
        ("公", "甲公司:1 甲公司:15 甲公司:25"),
        ("很好乙", "甲公司:11"),  # across a mark
        ("它丙公司", "甲公司:20"),  # across a line break
        ("模型 性能", "甲公司:6"),
        ("源开", ""),
        ("，", ""),
        ('" OR 1', ""),
        ("", ""),
    ],
)
def test_texts_are_found_by_what_they_say(store: Store, typed: str, places: str) -> None:
    shelve(store)
    assert found(store, typed) == places


def test_letters_are_found_within_words_in_any_case(store: Store) -> None:
    shelve(store, "他用DeepSeek-R1写作。")
    assert found(store, "seek r1") == "甲公司:6"


def test_what_surrounds_a_hit_is_told(store: Store) -> None:
    shelve(store)
    assert found(store, "开源")
    (hit,) = store.search("开源", 9)
    assert (hit.before[-3:], hit.hit, hit.after) == ("乙公司", "开源", "了它。\n\n丙公司没有说话。")


def test_no_more_is_listed_than_was_asked_for(store: Store) -> None:
    shelve(store, "公司。" * 1000)
    assert found(store, "公司", 3) == "甲公司:0 甲公司:3 甲公司:6"


def test_a_text_that_is_another_now_is_found_by_that(store: Store) -> None:
    shelve(store)
    assert found(store, "开源") == "甲公司:17"
    shelve(store, "丁公司闭源了。" * 200)
    assert store.unindexed() == 1
    assert store.search("开源", 9) == []
    assert (found(store, "开源"), found(store, "闭源", 1), store.unindexed()) == ("", "甲公司:3", 0)


def test_two_that_make_the_same_text_findable_do_it_once(store: Store) -> None:
    shelve(store, "公司发布模型。" * 30_000 + "开源。")
    one, two = store.index(), Store(store.path).index()
    for _ in zip(one, two, strict=False):
        pass
    assert found(store, "开源") == "甲公司:210000"


@given(st.text(alphabet="甲乙，\n", min_size=1), st.integers(0, 2 * LONGEST))
def test_whatever_stands_at_the_border_of_two_passages_is_found_once(around: str, before: int) -> None:
    text = "子" * (_PASSAGE - before) + "开源模型" + around + "丑" * _PASSAGE
    folder = Path(os.environ["DUIZHAO_HOME"])
    store = Store(folder / "border.sqlite")
    shelve(store, text)
    assert found(store, "开源模型") == f"甲公司:{_PASSAGE - before}"
    assert store.elsewhere("开源模型", 0) == (1, 1)
    store.close()


def elsewhere(store: Store, word: str, but: Shelved) -> str:
    for _ in store.index(but.id):
        pass
    found = store.elsewhere(word, but.id)
    return f"{found.times} in {found.texts}"


@pytest.mark.parametrize(
    ("word", "said"),
    [("开源", "3 in 2"), ("公司", "3 in 1"), ("甲公司", "1 in 1"), ("型性", "0 in 0"), ("，", "0 in 0")],
)
def test_how_often_other_texts_have_a_word(store: Store, word: str, said: str) -> None:
    here = shelve(store, "开源，开源。", "/here")
    shelve(store)
    shelve(store, "开源。开源。开 源。", "/b")
    assert elsewhere(store, word, here) == said


def test_a_text_taken_from_the_shelf_counts_no_longer(store: Store) -> None:
    here, other = shelve(store, "开源", "/here"), shelve(store)
    assert elsewhere(store, "开源", here) == "1 in 1"
    store.remove(other.id)
    assert elsewhere(store, "开源", here) == "0 in 0"
