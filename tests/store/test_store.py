"""The store: what is kept, what is found again, and what happens when it cannot be."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import StoreError
from reader.model import (
    Anchor,
    Annotated,
    Block,
    Document,
    Entry,
    Match,
    Sentence,
    Term,
    Translation,
    sentence_id,
)  # fmt: skip
from reader.store import Correction, Shelved, Store
from reader.store.migrations import MIGRATIONS

TEXT = "甲公司发布新模型，性能很好。乙公司开源了它。\n\n丙公司没有说话。"
DOCUMENT = Document(
    "/news/a.txt", TEXT, (Block("paragraph", 0, 22), Block("paragraph", 24, 32)), "甲公司", "某报", "2025"
)


@pytest.fixture
def store(home: Path) -> Store:
    return Store(home / "store.sqlite")


def annotated(text: str, *entries: Entry) -> Annotated:
    sentence = Sentence(sentence_id(text, 0), 0, 0, len(text), text)
    matches = tuple(Match(e, text.index(e.source), text.index(e.source) + len(e.source)) for e in entries)
    return Annotated(sentence, (), matches)


def translation(a: Annotated, target: str, version: str = "1") -> Translation:
    terms = (Term("开源", "open-source", 0, 2, 4, 15, "present"), Term("套壳", "wrapper", 3, 5, None, None, "unplaced"))
    return Translation(a.sentence.id, target, "argos", version, "translation", terms)


def known(store: Store, a: Annotated, version: str = "1") -> list[Translation]:
    return list(store.known([a], "argos", version, "beam=4", "translation"))


def test_a_document_opens_again_as_it_was(store: Store) -> None:
    assert store.take_down(store.shelve(DOCUMENT).id).document == DOCUMENT


def test_the_place_is_kept(store: Store) -> None:
    store.keep_place(store.shelve(DOCUMENT), 14)
    assert store.shelve(DOCUMENT).place == 14


def test_the_place_moves_with_its_text_when_the_source_changes_before_it(store: Store) -> None:
    store.keep_place(store.shelve(DOCUMENT), 14)
    changed = Document(DOCUMENT.origin, "新的开头。" + TEXT, (Block("paragraph", 0, 27),))
    assert store.shelve(changed).place == 19


def test_what_a_text_is_read_with_is_kept_with_it(store: Store) -> None:
    store.keep_choice(store.shelve(DOCUMENT), "argos", [Path("/mine/a.tsv"), Path("/mine/b.tsv")])
    for again in (store.shelve(DOCUMENT), store.take_down(1)):
        assert (again.engine, again.glossaries) == ("argos", (Path("/mine/a.tsv"), Path("/mine/b.tsv")))
    other = store.shelve(Document("/news/b.txt", "乙。", (Block("paragraph", 0, 2),)))
    assert (other.engine, other.glossaries) == (None, ())


def test_the_beam_is_kept_too(store: Store) -> None:
    shelved = store.shelve(DOCUMENT)
    told = [shelved.beam]
    for beam in (2, None):
        store.keep_choice(shelved, "argos", [], beam)
        told.append(store.shelve(DOCUMENT).beam)
    assert told == [None, 2, None]


def test_a_store_of_the_first_version_is_brought_up_to_date(home: Path) -> None:
    path = home / "old.sqlite"
    with sqlite3.connect(path) as db:
        db.executescript(MIGRATIONS[0])
        dumped = json.dumps({"origin": "/a", "text": "甲。", "blocks": [], "title": "甲"})
        db.execute("INSERT INTO documents (origin, document, opened) VALUES ('/a', ?, '2025-12-11')", (dumped,))
        db.execute("PRAGMA user_version = 1")
    store = Store(path)
    (listed,) = store.listed()
    assert (listed.title, listed.characters, listed.opened) == ("甲", 2, datetime(2025, 12, 11))
    last = store.take_down(listed.id)
    assert (last.document.text, last.engine, last.glossaries) == ("甲。", None, ())
    list(store.index())
    assert len(store.search("甲", 9)) == 1
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_texts_from_standard_input_are_told_apart(store: Store) -> None:
    first = store.shelve(Document("-", "甲。", (Block("paragraph", 0, 2),)))
    second = store.shelve(Document("-", "乙。", (Block("paragraph", 0, 2),)))
    assert first.id != second.id


def test_a_translation_is_found_under_engine_version_options_and_glossary(store: Store) -> None:
    open_source = Entry("开源", "open-source")
    a = annotated("乙公司开源了它。", open_source)
    store.keep(a, translation(a, "B open-sourced it."), "beam=4")
    assert known(store, a) == [translation(a, "B open-sourced it.")]
    assert known(store, a, version="2") == []
    assert known(store, annotated("乙公司开源了它。", Entry("开源", "free"))) == []
    assert list(store.known([a], "argos", "1", "beam=1", "translation")) == []


def test_another_term_elsewhere_in_the_glossary_changes_no_translation(store: Store) -> None:
    a = annotated("丙公司没有说话。")
    store.keep(a, translation(a, "C said nothing."), "beam=4")
    assert len(known(store, annotated("丙公司没有说话。"))) == 1


def test_cuts_and_joins_are_sticky_and_the_last_one_counts(store: Store) -> None:
    shelved = store.shelve(DOCUMENT)
    store.correct(shelved, Correction("cut", 9))
    store.correct(shelved, Correction("join", 14))
    store.correct(shelved, Correction("join", 9))
    assert Store(store.path).cuts(Store(store.path).shelve(DOCUMENT)) == {9: False, 14: False}


def test_undo_takes_back_the_last_correction_and_then_the_one_before(store: Store) -> None:
    shelved = store.shelve(DOCUMENT)
    store.correct(shelved, Correction("cut", 9))
    store.correct(shelved, Correction("join", 14))
    undone = [store.undo(shelved), store.undo(shelved), store.undo(shelved)]
    assert undone == [Correction("join", 14), Correction("cut", 9), None]
    assert store.cuts(shelved) == {}


def test_a_correction_survives_a_change_elsewhere_in_the_source(store: Store) -> None:
    store.correct(store.shelve(DOCUMENT), Correction("cut", 9))
    changed = Document(DOCUMENT.origin, "新的开头。\n\n" + TEXT, (Block("paragraph", 0, 5), Block("paragraph", 7, 29)))
    assert store.cuts(store.shelve(changed)) == {16: True}


def human(store: Store, text: str) -> str | None:
    return next((t.target for t in store.human([annotated(text)])), None)


def write(store: Store, shelved: Shelved, source: str, target: str) -> bool:
    return store.correct(shelved, Correction("english", shelved.document.text.index(source), source, target))


def test_what_a_human_wrote_is_kept_under_its_sentence_for_every_document(store: Store) -> None:
    assert write(store, store.shelve(DOCUMENT), "乙公司开源了它。", "B opened it.")
    again = Store(store.path)
    (found,) = again.human([annotated("乙公司开源了它。", Entry("开源", "open-source"))])
    assert (found.target, found.engine, found.machine) == ("B opened it.", "human", "human")
    assert found.version == datetime.now(UTC).date().isoformat()


def test_the_same_english_again_is_no_change(store: Store) -> None:
    shelved = store.shelve(DOCUMENT)
    assert [write(store, shelved, "丙公司没有说话。", english) for english in ("", "C.", "C.", "")] == [
        False,
        True,
        False,
        True,
    ]
    assert human(store, "丙公司没有说话。") is None


def test_one_undo_for_borders_and_english_the_last_change_first(store: Store) -> None:
    shelved, done = store.shelve(DOCUMENT), []
    write(store, shelved, "丙公司没有说话。", "C.")
    store.correct(shelved, Correction("cut", 9))
    write(store, shelved, "丙公司没有说话。", "C said nothing.")
    while undone := store.undo(shelved):
        done.append(f"{undone.kind} {undone.offset} {human(store, '丙公司没有说话。')}")
    assert done == ["english 24 C.", "cut 9 C.", "english 24 None"]


def test_undo_leaves_what_was_written_in_another_document_since(store: Store) -> None:
    here, there = store.shelve(DOCUMENT), store.shelve(Document("/b", "丙公司没有说话。", (Block("paragraph", 0, 8),)))
    write(store, here, "丙公司没有说话。", "Mine.")
    write(Store(store.path), there, "丙公司没有说话。", "Newer.")
    store.undo(here)
    assert human(store, "丙公司没有说话。") == "Newer."
    store.undo(there)
    assert human(store, "丙公司没有说话。") is None


@pytest.mark.parametrize(
    "changed",
    [Entry("开源", "open"), Entry("开源", "open-source", pos="verb"), Entry("开源", "open-source", variants=("open",))],
)
def test_an_entry_that_would_be_placed_otherwise_is_another_key(store: Store, changed: Entry) -> None:
    kept = annotated("乙公司开源了它。", Entry("开源", "open-source"))
    store.keep(kept, translation(kept, "B open-sourced it."), "beam=4")
    assert known(store, annotated("乙公司开源了它。", Entry("开源", "open-source", note="another note")))
    assert not known(store, annotated("乙公司开源了它。", changed))


def test_a_store_from_a_newer_version_is_refused_and_left_alone(home: Path) -> None:
    path = home / "new.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer duizhao"):
        Store(path)
    assert path.read_bytes() == before


def aside(path: Path) -> list[Path]:
    return [file for file in path.parent.glob(f"{path.name}.broken-*") if not file.name.endswith(("-wal", "-shm"))]


def test_a_file_that_is_no_store_is_set_aside_and_begun_anew(home: Path) -> None:
    path, noise = home / "bad.sqlite", b"not a database, but long enough to look at" * 50
    path.write_bytes(noise)
    store = Store(path)
    store.shelve(DOCUMENT)
    (kept,) = aside(path)
    assert kept.read_bytes() == noise
    assert store.notice == f"{path}: was damaged; it is kept as {kept.name}, and an empty one has been begun"
    assert Store(path).notice == ""


def test_damage_that_shows_later_is_said_and_begun_anew_too(store: Store) -> None:
    store.close()
    whole = store.path.stat().st_size  # an empty store: it opens
    store = Store(store.path)
    for number in range(400):
        a = annotated(f"第{number}句。")
        store.keep(a, translation(a, "Sentence. " * 20), "beam=4")
    store.close()
    content = bytearray(store.path.read_bytes())
    content[whole:] = b"\xa5" * (len(content) - whole)
    store.path.write_bytes(content)
    damaged = Store(store.path)
    with pytest.raises(StoreError, match=r"was damaged; it is kept as store.sqlite.broken-.*; do again what you were"):
        list(damaged.known([annotated(f"第{n}句。") for n in range(400)], "argos", "1", "beam=4", "translation"))
    assert damaged.notice == ""
    assert [file.read_bytes() for file in aside(store.path)] == [content]
    a = annotated("第1句。")
    damaged.keep(a, translation(a, "One."), "beam=4")
    assert len(known(damaged, a)) == 1


def test_another_writer_is_waited_for(store: Store) -> None:
    other = sqlite3.connect(store.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    Timer(0.2, lambda: other.execute("COMMIT")).start()
    store.keep_place(store.shelve(DOCUMENT), 14)
    assert store.shelve(DOCUMENT).place == 14


def test_another_writer_that_does_not_end_is_one_clear_error(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.store.database._WAIT_S", 0.05)
    store = Store(home / "store.sqlite")
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another duizhao is writing in it"):
        store.shelve(DOCUMENT)
    other.execute("ROLLBACK")
    store.shelve(DOCUMENT)


def test_a_folder_that_cannot_be_made_is_one_clear_error(home: Path) -> None:
    (home / "file").write_text("")
    with pytest.raises(StoreError, match="set DUIZHAO_HOME"):
        Store(home / "file" / "store.sqlite")


_WRITER = """
import os, signal, sys
from pathlib import Path
from reader.model import *
from reader.store import Store
store = Store(Path(sys.argv[1]))
for number in range(1000):
    text = f"第{number}句。"
    a = Annotated(Sentence(sentence_id(text, 0), 0, 0, len(text), text), ())
    store.keep(a, Translation(a.sentence.id, f"Sentence {number}.", "argos", "1", "translation"), "")
    print(number, flush=True)
"""


def test_a_killed_process_loses_no_finished_sentence(home: Path) -> None:
    path = home / "store.sqlite"
    with subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        finished = [int(process.stdout.readline()) for _ in range(50)]
        process.kill()
    store = Store(path)
    sentences = [annotated(f"第{number}句。") for number in finished]
    assert len(list(store.known(sentences, "argos", "1", "", "translation"))) == 50
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


@given(st.text(alphabet="甲乙丙。，", min_size=1, max_size=60), st.data())
def test_an_anchor_finds_its_place_in_the_same_text(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert Anchor.at(text, offset).find(text) == offset


@given(st.text(alphabet="甲乙丙", min_size=40, max_size=60), st.text(max_size=20), st.integers(20, 30))
def test_an_anchor_moves_with_what_stands_around_it(text: str, inserted: str, offset: int) -> None:
    found = Anchor.at(text, offset).find(inserted + text)
    assert found is not None
    assert (inserted + text)[:found].endswith(text[offset - 16 : offset])
