"""The store's English: what a human wrote, which outranks all else, and what each engine said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple
from datetime import UTC, datetime

from reader.model import Annotated, Flag, Link, Machine, Term, Translation
from reader.store.database import Database

HUMAN = "human"
"""The engine of what a human wrote; its version is the day it was written (UTC, ISO 8601)."""

_STANDS = "undone = 0 ORDER BY id DESC LIMIT 1"  # of all a human has said of a sentence, the last word counts


class English(Database):
    """Translations by the text of their sentence."""

    def human(self, sentences: Iterable[Annotated]) -> Iterator[Translation]:
        """What a human wrote for these sentences, one for each that has it, whatever the engine and the document."""
        for annotated in sentences:
            with self._errors():
                row = self._db.execute(
                    f"SELECT target, written FROM human WHERE source = ? AND {_STANDS}", (annotated.sentence.text,)
                ).fetchone()
            if row is not None and row[0]:
                yield Translation(annotated.sentence.id, row[0], HUMAN, row[1][:10], "human")

    def known(
        self, sentences: Iterable[Annotated], engine: str, version: str, options: str, machine: Machine
    ) -> Iterator[Translation]:
        """The kept translations of these sentences by this very engine, one for each that has one."""
        for annotated in sentences:
            with self._errors():
                row = self._db.execute(
                    "SELECT target, terms, original, flags, links FROM translations"
                    " WHERE source = ? AND engine = ? AND version = ? AND options = ? AND glossary = ?",
                    (annotated.sentence.text, engine, version, options, glossary_key(annotated)),
                ).fetchone()
            if row is not None:
                target, terms, original, flags, links = row
                yield Translation(
                    annotated.sentence.id,
                    target,
                    engine,
                    version,
                    machine,
                    tuple(Term(**term) for term in json.loads(terms)),
                    original,
                    tuple(Flag(**flag) for flag in json.loads(flags)),
                    tuple(Link(*link) for link in json.loads(links)),
                )

    def keep(self, annotated: Annotated, translation: Translation, options: str) -> None:
        """Keep a finished translation."""
        terms = json.dumps([asdict(term) for term in translation.terms], ensure_ascii=False)
        flags = json.dumps([asdict(flag) for flag in translation.flags], ensure_ascii=False)
        with self._errors():
            self._db.execute(
                "INSERT OR REPLACE INTO translations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    annotated.sentence.text,
                    translation.engine,
                    translation.version,
                    options,
                    glossary_key(annotated),
                    translation.target,
                    terms,
                    translation.original,
                    flags,
                    json.dumps([astuple(link) for link in translation.links]),
                ),
            )

    def _write_human(self, source: str, target: str, correction: int | None = None) -> bool:
        """Keep what a human wrote, or with "" take it away, inside a transaction; False if it is so already."""
        row = self._db.execute(f"SELECT target FROM human WHERE source = ? AND {_STANDS}", (source,)).fetchone()
        if target == (row[0] if row else ""):
            return False
        self._db.execute(
            "INSERT INTO human (source, target, written, correction) VALUES (?, ?, ?, ?)",
            (source, target, datetime.now(UTC).isoformat(), correction),
        )
        return True


def glossary_key(annotated: Annotated) -> str:
    """A hash of the glossary entries that match in this sentence, as far as they decide its English; "" if none do."""
    if not annotated.matches:
        return ""
    entries = sorted(
        {
            (m.start, m.entry.source, m.entry.target, m.entry.pinyin, m.entry.pos, m.entry.variants)
            for m in annotated.matches
        }
    )
    return hashlib.sha256(repr(entries).encode()).hexdigest()[:16]
