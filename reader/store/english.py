"""The store's English: what a human wrote or chose, which outranks all else, and what each engine said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, dataclass, replace
from datetime import UTC, datetime

from reader.model import Annotated, Flag, Link, Machine, Term, Translation, Unit
from reader.store.database import Database

HUMAN = "human"
"""The engine of what a human wrote; its version is the day it was written (UTC, ISO 8601)."""

_IMPORTED = "imported"  # the options of what no engine of ours was asked for, so that it is never shown as one's answer
_STANDS = "undone = 0 ORDER BY id DESC LIMIT 1"  # of all a human has said of a sentence, the last word counts
_GLOSS = "gloss"  # the engine whose English is no translation
_STANDING = "FROM human WHERE id IN (SELECT max(id) FROM human WHERE undone = 0 GROUP BY source) AND target != ''"
_ALL_HUMAN = f"SELECT source, target {_STANDING} AND engine = '' ORDER BY id"
_ALL_MACHINE = (
    f"SELECT source, target, engine, version {_STANDING} AND engine != '' UNION"
    " SELECT source, target, engine, version FROM translations WHERE engine != ? AND target != ''"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many units of an import were new: by a human, how many of these in place of another, and by machines."""

    human: int
    replaced: int
    machine: int


class English(Database):
    """Translations by the text of their sentence."""

    def human(self, sentences: Iterable[Annotated]) -> Iterator[Translation]:
        """What a human wrote for these sentences, or chose of what a machine said, whatever engine and document.

        One for each that has it.
        """
        for annotated in sentences:
            id_ = annotated.sentence.id
            with self._errors():
                row = self._db.execute(
                    f"SELECT target, written, engine, version, made FROM human WHERE source = ? AND {_STANDS}",
                    (annotated.sentence.text,),
                ).fetchone()
            if row is not None and row[0]:
                target, written, engine, version, made = row
                if engine:
                    yield replace(_made(id_, target, engine, version, "translation", *json.loads(made)), chosen=True)
                else:
                    yield Translation(id_, target, HUMAN, written[:10], "human")

    def known(
        self, sentences: Iterable[Annotated], engine: str, version: str, options: str, machine: Machine
    ) -> Iterator[Translation]:
        """The kept translations of these sentences by this very engine, one for each that has one."""
        for annotated in sentences:
            with self._errors():
                row = self._db.execute(
                    "SELECT target, terms, original, flags, links FROM translations"
                    " WHERE source = ? AND engine = ? AND version = ? AND options = ? AND glossary = ?",
                    (annotated.sentence.text, engine, version, options, _key(annotated, machine)),
                ).fetchone()
            if row is not None:
                target, *made = row
                yield _made(annotated.sentence.id, target, engine, version, machine, *made)

    def keep(self, annotated: Annotated, translation: Translation, options: str) -> None:
        """Keep a finished translation."""
        with self._errors():
            self._db.execute(
                "INSERT OR REPLACE INTO translations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    annotated.sentence.text,
                    translation.engine,
                    translation.version,
                    options,
                    _key(annotated, translation.machine),
                    translation.target,
                    *_about(translation),
                ),
            )

    # All of it

    def units(self, *, machine: bool = False) -> Iterator[Unit]:
        """What humans wrote, by sentence, and then, if asked for, what machines translated; no word gloss."""
        with self._errors():
            yield from (Unit(source, target) for source, target in self._db.execute(_ALL_HUMAN))
            if machine:
                yield from (Unit(*row) for row in self._db.execute(_ALL_MACHINE, (_GLOSS,)))

    def sources(self, shortest: int, longest: int) -> list[str]:
        """The sentences of so many characters that a human or a machine has translated, each once, humans' first."""
        between = (shortest, longest)
        with self._errors():
            human = self._db.execute("SELECT source FROM human WHERE length(source) BETWEEN ? AND ?", between)
            machine = self._db.execute(
                "SELECT source FROM translations WHERE length(source) BETWEEN ? AND ? AND engine != ?",
                (*between, _GLOSS),
            )
            return list(dict.fromkeys(source for (source,) in (*human, *machine)))

    def unit(self, source: str) -> Unit | None:
        """What is kept of a sentence: the English a human wrote or chose, else the one that a machine made."""
        with self._errors():
            human = self._db.execute(
                f"SELECT source, target, engine, version FROM human WHERE source = ? AND {_STANDS}", (source,)
            ).fetchone()
            if human and human[1]:
                return Unit(*human)
            row = self._db.execute(
                "SELECT source, target, engine, version FROM translations"
                " WHERE source = ? AND engine != ? AND target != '' ORDER BY version DESC LIMIT 1",
                (source, _GLOSS),
            ).fetchone()
        return Unit(*row) if row else None

    def take_in(self, units: Iterable[Unit]) -> Taken:
        """Keep units from elsewhere, all or none: a human's as the last word on their sentence."""
        human = replaced = machine = 0
        with self._errors(), self._transaction():
            for unit in units:
                if unit.engine in ("", HUMAN):
                    before = self._human_target(unit.source)
                    if self._write_human(unit.source, unit.target):
                        human, replaced = human + 1, replaced + bool(before)
                else:
                    machine += self._write_machine(unit)
        return Taken(human, replaced, machine)

    def counts(self) -> list[tuple[str, int]]:
        """Who made the English that is kept, humans first, and for how many sentences."""
        with self._errors():
            (human,) = self._db.execute(f"SELECT count(*) FROM ({_ALL_HUMAN})").fetchone()
            rows = self._db.execute(
                "SELECT engine, version, count(DISTINCT source) FROM translations"
                " GROUP BY engine, version ORDER BY engine, version"
            ).fetchall()
        return [(HUMAN, human), *((f"{engine} {version}".strip(), count) for engine, version, count in rows)]

    def _human_target(self, source: str) -> str:
        row = self._db.execute(f"SELECT target FROM human WHERE source = ? AND {_STANDS}", (source,)).fetchone()
        return row[0] if row else ""

    def _write_machine(self, unit: Unit) -> bool:
        """Keep a machine's unit from elsewhere, inside a transaction; False if it is there already.

        One engine may have said several things of a sentence: their hash stands where that of a glossary does.
        """
        if self._db.execute(
            "SELECT 1 FROM translations WHERE source = ? AND engine = ? AND version = ? AND target = ?",
            (unit.source, unit.engine, unit.version, unit.target),
        ).fetchone():
            return False
        key = hashlib.sha256(unit.target.encode()).hexdigest()[:16]
        self._db.execute(
            "INSERT INTO translations (source, engine, version, options, glossary, target, terms)"
            " VALUES (?, ?, ?, ?, ?, ?, '[]')",
            (unit.source, unit.engine, unit.version, _IMPORTED, key, unit.target),
        )
        return True

    def _write_human(
        self, source: str, target: str, correction: int | None = None, chosen: Translation | None = None
    ) -> bool:
        """Keep what a human wrote or chose, or with "" take it away, in a transaction; False if it is so already."""
        if target == self._human_target(source):
            return False
        engine, version = (chosen.engine, chosen.version) if chosen else ("", "")
        made = json.dumps(_about(chosen), ensure_ascii=False) if chosen else ""
        self._db.execute(
            "INSERT INTO human (source, target, written, correction, engine, version, made)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (source, target, datetime.now(UTC).isoformat(), correction, engine, version, made),
        )
        return True


def _about(translation: Translation) -> tuple[str, str, str, str]:
    """Terms, the original, flags and links as they are kept, the lists as JSON."""
    return (
        json.dumps([asdict(term) for term in translation.terms], ensure_ascii=False),
        translation.original,
        json.dumps([asdict(flag) for flag in translation.flags], ensure_ascii=False),
        json.dumps([astuple(link) for link in translation.links]),
    )


def _made(
    id_: str, target: str, engine: str, version: str, machine: Machine,
    terms: str, original: str, flags: str, links: str,
) -> Translation:  # fmt: skip
    """A machine's translation from what is kept of it (see `_about`)."""
    return Translation(
        id_,
        target,
        engine,
        version,
        machine,
        tuple(Term(**term) for term in json.loads(terms)),
        original,
        tuple(Flag(**flag) for flag in json.loads(flags)),
        tuple(Link(*link) for link in json.loads(links)),
    )


def _key(annotated: Annotated, machine: Machine) -> str:
    """A hash of what decides the English of a sentence besides its text; "" if nothing does.

    That is the glossary entries that match in it; of a word gloss also its words, which the reader may cut and read
    otherwise.
    """
    if machine != "gloss" and not annotated.matches:
        return ""
    parts: list[tuple[object, ...]] = sorted(
        {
            (m.start, m.entry.source, m.entry.target, m.entry.pinyin, m.entry.pos, m.entry.variants)
            for m in annotated.matches
        }
    )
    if machine == "gloss":
        parts += [(word.text, word.kind, word.pinyin) for word in annotated.words]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
