"""The store's full text search: all texts in passages, their characters one by one in an index of SQLite (FTS5).

The index knows no words: neither SQLite's own tokenizer nor trigrams would find 开源. A phrase of single characters
finds any string, across line breaks and marks too, for neither is in the index.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reader.store.shelf import Shelf

LONGEST = 64  # characters of what is searched for
_PASSAGE = 1_000  # characters; each goes on for LONGEST more, so that nothing falls between two
_AT_ONCE = 50  # passages written in one transaction: others wait for 30 ms, not for a novel
_BETWEEN = r"[\W_]*"  # marks and white space, which the index leaves out
_HAVING = (
    "FROM found JOIN passages ON passages.id = found.rowid"
    " JOIN documents ON documents.id = document AND documents.edition = passages.edition"
    " WHERE found MATCH ? AND deleted IS NULL"
)
_AROUND = 24, 60  # characters before a hit and after it that are told


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a text has what was searched for: its offset in the text of that document, and what is around."""

    document: int
    title: str
    offset: int
    before: str
    hit: str
    after: str


class Elsewhere(NamedTuple):
    """How many other texts on the shelf have a word, and how often they have it together."""

    texts: int
    times: int


class Passages(Shelf):
    """Texts by what they say."""

    def index(self, but: int | None = None) -> Iterator[None]:
        """Make all texts on the shelf findable, the last read first, a few passages at each step; one may wait."""
        while True:
            with self._errors():
                row = self._db.execute(
                    "SELECT id, edition, json_extract(content, '$.text')"
                    " FROM documents JOIN texts ON document = id"
                    " WHERE indexed < characters AND deleted IS NULL AND id IS NOT ? ORDER BY opened DESC LIMIT 1",
                    (but,),
                ).fetchone()
            if row is None:
                return
            while self._index_some(*row):
                yield

    def unindexed(self) -> int:
        """How many texts on the shelf cannot be found yet, or not wholly."""
        with self._errors():
            row = self._db.execute("SELECT count(*) FROM documents WHERE indexed < characters AND deleted IS NULL")
            return int(row.fetchone()[0])

    def _index_some(self, number: int, edition: int, text: str) -> bool:
        """Write the next passages of a text, or delete those of older editions; False if it is done or another now."""
        with self._errors(), self._transaction():
            row = self._db.execute(
                "SELECT indexed FROM documents WHERE id = ? AND edition = ?", (number, edition)
            ).fetchone()
            if row is None:
                return False
            old = self._db.execute(
                "SELECT id, text FROM passages WHERE document = ? AND edition != ? LIMIT ?",
                (number, edition, _AT_ONCE),
            ).fetchall()
            for passage, content in old:
                self._db.execute(
                    "INSERT INTO found (found, rowid, characters) VALUES ('delete', ?, ?)", (passage, _spaced(content))
                )
                self._db.execute("DELETE FROM passages WHERE id = ?", (passage,))
            if old:
                return True
            end = row[0] + _AT_ONCE * _PASSAGE
            for start in range(row[0], min(end, len(text)), _PASSAGE):
                content = text[start : start + _PASSAGE + LONGEST]
                passage = self._db.execute(
                    "INSERT INTO passages (document, edition, start, text) VALUES (?, ?, ?, ?)",
                    (number, edition, start, content),
                ).lastrowid
                self._db.execute("INSERT INTO found (rowid, characters) VALUES (?, ?)", (passage, _spaced(content)))
            done = end >= len(text)
            self._db.execute("UPDATE documents SET indexed = iif(?, characters, ?) WHERE id = ?", (done, end, number))
        return not done

    def search(self, typed: str, most: int, but: int | None = None) -> list[Found]:
        """Where the texts on the shelf have these characters, at most so many places, the text read last first.

        One text can be left out.

        Of what was typed the first LONGEST letters, digits and characters count; case, spaces and marks do not.
        """
        wanted = _phrase(typed)
        if not wanted:
            return []
        pattern = re.compile(_BETWEEN.join(map(re.escape, wanted)), re.IGNORECASE)
        found: list[Found] = []
        with self._errors():
            rows = self._db.execute(
                f"SELECT document, iif(name != '', name, title), start, text {_HAVING} AND document IS NOT ?"
                " ORDER BY opened DESC, passages.id",
                (f'"{" ".join(wanted)}"', but),
            )
            for number, title, start, text in rows:
                for match in pattern.finditer(text):
                    if match.start() >= _PASSAGE:  # it stands in the next passage too
                        break
                    if len(found) == most:
                        return found
                    before, after = text[: match.start()][-_AROUND[0] :], text[match.end() :][: _AROUND[1]]
                    found.append(Found(number, title, start + match.start(), before, match[0], after))
        return found

    def elsewhere(self, word: str, but: int) -> Elsewhere:
        """How many texts on the shelf but one have exactly these characters, one after another, and how often."""
        times: Counter[int] = Counter()
        if wanted := _phrase(word):
            with self._errors():
                rows = self._db.execute(
                    f"SELECT document, text {_HAVING} AND document != ?", (f'"{" ".join(wanted)}"', but)
                )
                for number, text in rows:
                    times[number] += text.count(word, 0, _PASSAGE + len(word) - 1)  # the rest is in the next passage
        return Elsewhere(sum(1 for count in times.values() if count), times.total())


def _phrase(typed: str) -> list[str]:
    """What the index can find of this."""
    return [character for character in typed if character.isalnum()][:LONGEST]


def _spaced(text: str) -> str:
    """Each character a word of its own for the index."""
    return " ".join(text)
