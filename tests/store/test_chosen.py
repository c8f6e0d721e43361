"""What the reader chose of a machine's English, and what was done to the glossary: kept, and turned like the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader.model import Annotated, Block, Document, Flag, Link, Sentence, Term, Translation, Unit, sentence_id
from reader.store import Correction, Store

SOURCE = "乙公司开源了它。"
DOCUMENT = Document("/news/a.txt", SOURCE, (Block("paragraph", 0, len(SOURCE)),))
ANNOTATED = Annotated(Sentence(sentence_id(SOURCE, 0), 0, 0, len(SOURCE), SOURCE), ())
CHOSEN = Translation(
    ANNOTATED.sentence.id,
    "B made it open-source.",
    "argos",
    "1.9",
    "translation",
    (Term("开源", "open-source", 3, 5, 10, 21, "injected"),),
    "B made it open.",
    (Flag("length", "short", 0, 8, repaired=False),),
    (Link(0, 3, 0, 1),),
)


@pytest.fixture
def store(home: Path) -> Store:
    return Store(home / "store.sqlite")


def choose(store: Store, translation: Translation = CHOSEN) -> bool:
    correction = Correction("alternative", 0, SOURCE, translation.target)
    return store.correct(store.shelve(DOCUMENT), correction, translation)


def write(store: Store, english: str) -> bool:
    return store.correct(store.shelve(DOCUMENT), Correction("english", 0, SOURCE, english))


def said(store: Store) -> list[Translation]:
    return list(store.human([ANNOTATED]))


def test_what_was_chosen_comes_back_as_the_machine_made_it_and_says_that_it_was_chosen(store: Store) -> None:
    assert choose(store)
    assert said(Store(store.path)) == [replace(CHOSEN, chosen=True)]


def test_the_last_word_counts_whether_written_or_chosen_and_each_is_taken_back(store: Store) -> None:
    choose(store)
    write(store, "Mine.")
    choose(store)
    assert [t.machine for t in said(store)] == ["translation"]
    shelved, seen = store.shelve(DOCUMENT), []
    for _ in range(3):
        undone = store.undo(shelved)
        seen.append((undone and undone.kind, [t.machine for t in said(store)]))
    assert seen == [("alternative", ["human"]), ("english", ["translation"]), ("alternative", [])]
    assert store.redo(shelved) == Correction("alternative", 0, SOURCE, CHOSEN.target)
    assert said(store) == [replace(CHOSEN, chosen=True)]


def test_what_is_so_already_is_not_chosen_again_and_an_empty_english_gives_it_back(store: Store) -> None:
    assert (choose(store), choose(store)) == (True, False)
    write(store, "")
    assert said(store) == []


def test_what_was_chosen_leaves_the_store_as_a_machines(store: Store) -> None:
    choose(store)
    machines = Unit(SOURCE, CHOSEN.target, "argos", "1.9")
    assert (list(store.units()), list(store.units(machine=True)), store.unit(SOURCE)) == ([], [machines], machines)
    assert store.counts() == [("human", 0)]


def test_a_change_of_the_glossary_is_given_back_word_for_word(store: Store) -> None:
    shelved, change = store.shelve(DOCUMENT), Correction("term", 3, "开源", '["开源", [], [[1, "开源\\topen"]]]')
    assert store.correct(shelved, change)
    assert (store.undo(shelved), store.redo(shelved), store.undo(shelved)) == (change, change, change)


def test_english_kept_by_an_older_version_is_a_humans(store: Store) -> None:
    write(store, "Mine.")
    store._db.executescript(
        "DROP TABLE told; DROP TABLE terms; ALTER TABLE human DROP COLUMN engine;"
        "ALTER TABLE human DROP COLUMN version; ALTER TABLE human DROP COLUMN made; PRAGMA user_version = 6;"
    )
    store.close()
    assert [(t.target, t.machine, t.chosen) for t in said(Store(store.path))] == [("Mine.", "human", False)]
