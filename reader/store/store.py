"""The store as its users know it, and what the reader has changed in its documents."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

from reader.model import Anchor, KeptRule, Translation
from reader.store.rules import key
from reader.store.shelf import Shelved, find
from reader.store.told import Told

CorrectionKind = Literal[
    "cut", "join", "english", "alternative", "words", "reading", "term", "bookmark", "unbookmark", "status", "hsk"
]
Scope = Literal["place", "text", "all"]
"""What a rule of the reader's holds for: the place it was made at, its text, or all texts."""

_LAST = "SELECT id, kind, anchor FROM corrections WHERE document = ? AND undone = 0 ORDER BY id DESC LIMIT 1"
# What was taken back last: nothing has been changed since, or there would be a later one that stands.
_TAKEN_BACK = (
    "SELECT id, kind, anchor FROM corrections WHERE document = ?1 AND id >"
    " (SELECT coalesce(max(id), 0) FROM corrections WHERE document = ?1 AND undone = 0) ORDER BY id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A change the reader made to a text, at an offset in it.

    "cut" and "join" set a sentence border and take one away, "bookmark" and "unbookmark" a bookmark. "english" is the
    reader's own English of the sentence `source` that begins there, in place of any engine's; an empty `target` is the
    engine's again. "alternative" is, in the same way, what the reader chose of an engine's English. "words" and
    "reading" make a rule of this `scope` for the word `source`: `target` is what it is cut into, or its pinyin,
    separated by spaces. "status" gives the word `source` with this `pinyin` the status `target` in all texts, "hsk"
    says that all words are known up to the level `target`. "term" has changed the reader's glossary for the term
    `source`; `target` is the change as the glossary has it: the store keeps it and knows no more of it.
    """

    kind: CorrectionKind
    offset: int
    source: str = ""
    target: str = ""
    scope: Scope = "text"
    pinyin: str = ""


class Store(Told):
    """The store file: documents, places and corrections, and all English, rules and statuses that are kept."""

    def correct(self, shelved: Shelved, correction: Correction, chosen: Translation | None = None) -> bool:
        """Keep a correction; it also holds when the source changes elsewhere.

        English is kept under its sentence, for every document; an alternative is the `chosen` translation. False if it
        was so already.
        """
        anchor = Anchor.at(shelved.document.text, correction.offset)
        with self._errors(), self._transaction():
            number = self._db.execute(
                "INSERT INTO corrections (document, kind, anchor) VALUES (?, ?, ?)",
                (shelved.id, correction.kind, json.dumps(asdict(anchor))),
            ).lastrowid
            changed = True
            if correction.kind in ("english", "alternative"):
                changed = self._write_human(correction.source, correction.target, number, chosen)
            elif correction.kind == "term":
                self._db.execute(
                    "INSERT INTO terms (source, change, correction) VALUES (?, ?, ?)",
                    (correction.source, correction.target, number),
                )
            elif correction.kind in ("words", "reading"):
                text = "" if correction.scope == "all" else key(shelved.document)
                place = anchor if correction.scope == "place" else None
                parts = tuple(correction.target.split())
                rule = KeptRule(correction.kind, correction.source, parts, text, place)
                changed = self._write_rule(rule, number)
            elif correction.kind == "status":
                changed = self._write_status(correction.source, correction.pinyin, correction.target, number)
            elif correction.kind == "hsk":
                changed = self._write_level(int(correction.target), number)
            if not changed:
                self._db.execute("DELETE FROM corrections WHERE id = ?", (number,))
        return changed

    def last_correction(self, shelved: Shelved) -> Correction | None:
        """The last correction of this document that has not been taken back; None if there is none."""
        with self._errors():
            row = self._db.execute(_LAST, (shelved.id,)).fetchone()
            return self._correction(row, shelved.document.text) if row else None

    def undo(self, shelved: Shelved) -> Correction | None:
        """Take the last correction of this document back; None if there is none.

        Where an English or a status was changed again since, in another document, that stays.
        """
        return self._turn(shelved, _LAST, undone=1)

    def redo(self, shelved: Shelved) -> Correction | None:
        """Make the last correction that was taken back again; None if there is none, or another was made since."""
        return self._turn(shelved, _TAKEN_BACK, undone=0)

    def _turn(self, shelved: Shelved, which: str, undone: int) -> Correction | None:
        with self._errors(), self._transaction():
            row = self._db.execute(which, (shelved.id,)).fetchone()
            if row is None:
                return None
            self._db.execute("UPDATE corrections SET undone = ? WHERE id = ?", (undone, row[0]))
            for table in ("human", "rules", "terms", "statuses", "levels"):
                self._db.execute(f"UPDATE {table} SET undone = ? WHERE correction = ?", (undone, row[0]))
            return self._correction(row, shelved.document.text)

    def _correction(self, row: tuple[int, CorrectionKind, str], text: str) -> Correction:
        number, kind, anchor = row
        offset = find(anchor, text) or 0
        if kind == "term":
            term = self._db.execute("SELECT source, change FROM terms WHERE correction = ?", (number,)).fetchone()
            return Correction(kind, offset, *term)
        if kind in ("english", "alternative"):
            english = self._db.execute("SELECT source, target FROM human WHERE correction = ?", (number,)).fetchone()
            return Correction(kind, offset, *(english or ()))
        if kind in ("words", "reading"):
            rule = self._db.execute("SELECT word, parts, text, place FROM rules WHERE correction = ?", (number,))
            word, parts, origin, place = rule.fetchone()
            return Correction(kind, offset, word, parts, "place" if place else "text" if origin else "all")
        if kind == "status":
            given = self._db.execute("SELECT word, status, pinyin FROM statuses WHERE correction = ?", (number,))
            word, status, pinyin = given.fetchone()
            return Correction(kind, offset, word, status, "all", pinyin)
        if kind == "hsk":
            (level,) = self._db.execute("SELECT level FROM levels WHERE correction = ?", (number,)).fetchone()
            return Correction(kind, offset, target=str(level), scope="all")
        return Correction(kind, offset)

    def cuts(self, shelved: Shelved) -> dict[int, bool]:
        """The reader's borders by offset in the document text: True is a cut, False a join; the last word counts."""
        return self._set(shelved, "cut", "join")

    def bookmarks(self, shelved: Shelved) -> list[int]:
        """The reader's bookmarks, offsets in the document text, in its order."""
        return sorted(offset for offset, is_set in self._set(shelved, "bookmark", "unbookmark").items() if is_set)

    def _set(self, shelved: Shelved, on: CorrectionKind, off: CorrectionKind) -> dict[int, bool]:
        """Offsets in the document text at which something was set `on` (True) or `off` last."""
        with self._errors():
            rows = self._db.execute(
                "SELECT kind, anchor FROM corrections WHERE document = ? AND undone = 0 AND kind IN (?, ?) ORDER BY id",
                (shelved.id, on, off),
            ).fetchall()
        found = ((kind, find(anchor, shelved.document.text)) for kind, anchor in rows)
        return {offset: kind == on for kind, offset in found if offset is not None}
