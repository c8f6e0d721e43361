"""A translation that ends badly loses no finished sentence, and the next run goes on."""

from __future__ import annotations

import runpy
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.model import Annotated, Sentence, Translation, sentence_id
from reader.store import Store

BENCH = runpy.run_path(str(Path(__file__).parents[1] / "bench" / "killed.py"))


def test_killed_at_fifty_random_moments_no_finished_sentence_is_lost(home: Path, prepared: Path, tiny: Path) -> None:
    home.mkdir()
    (home / "cache").symlink_to(prepared, target_is_directory=True)
    runs, wrong = BENCH["killed"](home, tiny, moments=50, seed=7)
    assert wrong == []
    assert sum(run.killed for run in runs) >= 25
    assert len({len(run.printed) for run in runs if run.killed}) >= 3  # some before the first sentence, some far on


def test_a_disk_that_fills_up_loses_no_finished_sentence(home: Path, disk: object) -> None:
    store = Store(home / "store.sqlite")
    disk.leave(200_000)  # type: ignore[attr-defined]
    kept: list[Annotated] = []
    with pytest.raises(StoreError, match="make room or mend what is there"):
        keep_all(store, kept)
    disk.grow()  # type: ignore[attr-defined]
    store.close()
    with closing(sqlite3.connect(home / "store.sqlite")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    again = Store(home / "store.sqlite")
    assert len(kept) > 10
    assert len(list(again.known(kept, "argos", "1", "", "translation"))) == len(kept)
    again.close()


def keep_all(store: Store, kept: list[Annotated]) -> None:
    for number in range(10_000):
        text = f"第{number}句。"
        a = Annotated(Sentence(sentence_id(text, 0), 0, 0, len(text), text), ())
        store.keep(a, Translation(a.sentence.id, "Sentence. " * 50, "argos", "1", "translation"), "")
        kept.append(a)
