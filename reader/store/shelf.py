"""The store's shelf: documents, the reader's place in them, and what a list of them shows.

A document's row has all but its text, so that a thousand texts are listed without loading one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from reader.errors import StoreError
from reader.model import Anchor, Block, Document
from reader.store.rules import key
from reader.store.statuses import Statuses

_BEGINNING = 40  # characters of a text that stand for a title it has not

FileState = Literal["as it was", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document as the store knows it: its number and where the reader was, an offset in its text (0 at first).

    `engine`, `glossaries` (absolute paths), `beam` and `script` are what it was last read with; None and none at first.
    """

    id: int
    document: Document
    place: int
    engine: str | None = None
    glossaries: tuple[Path, ...] = ()
    beam: int | None = None
    script: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as a list shows it. `title` is the reader's name for it, else its own, else how it
    begins.

    `origin` is a path, a URL, or "-" and a hash. `characters` is the length of its text, `place` the reader's offset in
    it, None if it was never read. `sentences` are to be translated, `translated` of these are, by a human or a model.
    """

    id: int
    origin: str
    title: str
    publisher: str
    characters: int
    place: int | None
    sentences: int
    translated: int
    tags: tuple[str, ...]
    opened: datetime


class Shelf(Statuses):
    """Documents and places."""

    def shelve(self, document: Document) -> Shelved:
        """Remember that `document` is being read; the place in it is kept from the last time, and so is all else.

        It is on the shelf again if it was taken from there.
        """
        origin, content = key(document), _dump(document)
        with self._errors(), self._transaction():
            self._db.execute(
                "INSERT INTO documents (origin, opened) VALUES (?1, ?2) ON CONFLICT (origin) DO UPDATE SET opened = ?2",
                (origin, _now()),
            )
            number, place, chosen = self._db.execute(
                "SELECT id, place, chosen FROM documents WHERE origin = ?", (origin,)
            ).fetchone()
            self._db.execute(
                "UPDATE documents SET title = ?, publisher = ?, characters = ?, file = ?, deleted = NULL, counted = 0"
                " WHERE id = ?",
                (_title(document), document.publisher, len(document.text), _file(origin), number),
            )
            if self._db.execute("SELECT content = ? FROM texts WHERE document = ?", (content, number)).fetchone() != (
                1,
            ):
                self._db.execute("INSERT OR REPLACE INTO texts VALUES (?, ?)", (number, content))
                self._db.execute("UPDATE documents SET edition = edition + 1, indexed = 0 WHERE id = ?", (number,))
        return Shelved(number, document, find(place, document.text) or 0, *_chosen(chosen))

    def take_down(self, number: int) -> Shelved:
        """A document from the shelf, to be read on. Raises StoreError if it is not there."""
        with self._errors():
            self._db.execute("UPDATE documents SET opened = ?, counted = 0 WHERE id = ?", (_now(), number))
        return self.shelved(number)

    def shelved(self, number: int) -> Shelved:
        """The same, where nobody reads it. Raises StoreError if it is not there."""
        with self._errors():
            row = self._db.execute(
                "SELECT content, place, chosen FROM documents JOIN texts ON document = id WHERE id = ?", (number,)
            ).fetchone()
        if row is None:
            raise StoreError(str(self.path), "this text is no longer in it; add it again")
        document = _document(row[0])
        return Shelved(number, document, find(row[1], document.text) or 0, *_chosen(row[2]))

    def listed(self) -> list[Listed]:
        """All that is on the shelf, what was opened last first."""
        with self._errors():
            rows = self._db.execute(
                "SELECT id, origin, iif(name != '', name, title), publisher, characters,"
                " json_extract(place, '$.offset'), sentences, translated, tags, opened"
                " FROM documents WHERE deleted IS NULL ORDER BY opened DESC, id DESC"
            ).fetchall()
        return [Listed(*[*known, tuple(tags.split()), datetime.fromisoformat(opened)]) for *known, tags, opened in rows]

    def keep_place(self, shelved: Shelved, offset: int) -> None:
        """Remember the reader's place, an offset in the document text."""
        anchor = json.dumps(asdict(Anchor.at(shelved.document.text, offset)))
        with self._errors():
            self._db.execute("UPDATE documents SET place = ?, counted = 0 WHERE id = ?", (anchor, shelved.id))

    def keep_choice(
        self,
        shelved: Shelved,
        engine: str,
        glossaries: Iterable[Path],
        beam: int | None = None,
        script: str | None = None,
    ) -> None:
        """Remember what a document is read with."""
        paths = [str(path.absolute()) for path in glossaries]
        chosen = {"engine": engine, "glossaries": paths, "beam": beam, "script": script}
        with self._errors():
            self._db.execute("UPDATE documents SET chosen = ? WHERE id = ?", (json.dumps(chosen), shelved.id))

    def file_state(self, number: int) -> FileState:
        """What has become of the file a document was read from since; what came from elsewhere is as it was."""
        with self._errors():
            origin, then = self._db.execute("SELECT origin, file FROM documents WHERE id = ?", (number,)).fetchone()
        now = _file(origin)
        return "as it was" if then in ("", now) else "changed" if now else "gone"

    # What the reader does with it on the shelf

    def rename(self, number: int, name: str) -> str:
        """Call a text so from now on, or with "" by its own title; what it was called before."""
        return self._exchange(number, "name", " ".join(name.split()))

    def tag(self, number: int, tags: str) -> str:
        """Give a text these tags, separated by spaces, in place of all it had; which it had."""
        return self._exchange(number, "tags", " ".join(dict.fromkeys(tags.split())))

    def _exchange(self, number: int, column: Literal["name", "tags"], value: str) -> str:
        with self._errors(), self._transaction():
            row = self._db.execute(f"SELECT {column} FROM documents WHERE id = ?", (number,)).fetchone()
            self._db.execute(f"UPDATE documents SET {column} = ? WHERE id = ?", (value, number))
        return str(row[0]) if row else ""

    def remove(self, number: int) -> None:
        """Take a text from the shelf. It is kept with all that belongs to it, and can be put back."""
        with self._errors():
            self._db.execute("UPDATE documents SET deleted = ? WHERE id = ?", (_now(), number))

    def put_back(self, number: int | None = None) -> int | None:
        """Put a text back that was taken from the shelf, without `number` the last one; None if there is none."""
        with self._errors(), self._transaction():
            row = self._db.execute(
                "SELECT id FROM documents WHERE deleted IS NOT NULL AND id = ifnull(?, id)"
                " ORDER BY deleted DESC LIMIT 1",
                (number,),
            ).fetchone()
            if row is None:
                return None
            self._db.execute("UPDATE documents SET deleted = NULL WHERE id = ?", row)
        return int(row[0])

    # How far it is translated

    def uncounted(self) -> list[int]:
        """The texts that have been opened since their translated sentences were counted."""
        with self._errors():
            rows = self._db.execute(
                "SELECT id FROM documents WHERE counted = 0 AND deleted IS NULL ORDER BY opened DESC"
            )
            return [number for (number,) in rows]

    def count(self, number: int, sources: Iterable[str]) -> None:
        """Count which of these sentences, all that are to be translated in a text, have English that is no gloss."""
        has = [self.unit(source) is not None for source in sources]
        with self._errors():
            self._db.execute(
                "UPDATE documents SET sentences = ?, translated = ?, counted = 1 WHERE id = ?",
                (len(has), sum(has), number),
            )


def find(anchor: str | None, text: str) -> int | None:
    """The offset of an anchor, as it is kept, in this text."""
    return Anchor(**json.loads(anchor)).find(text) if anchor else None


def _title(document: Document) -> str:
    """What a document is listed as: its title, else how it begins."""
    return document.title or document.text[:_BEGINNING].split("\n", 1)[0]


def _file(origin: str) -> str:
    """When the file of a document was changed last, and its size; "" if there is none."""
    try:
        found = Path(origin).stat()
    except (OSError, ValueError):
        return ""
    return f"{found.st_mtime_ns} {found.st_size}"


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _chosen(chosen: str | None) -> tuple[str | None, tuple[Path, ...], int | None, str | None]:
    """The engine, the glossaries, the beam and the script of a choice as it is kept."""
    if chosen is None:
        return None, (), None, None
    fields = json.loads(chosen)
    return fields["engine"], tuple(map(Path, fields["glossaries"])), fields.get("beam"), fields.get("script")


def _dump(document: Document) -> str:
    return json.dumps(asdict(document), ensure_ascii=False)


def _document(dumped: str) -> Document:
    fields = json.loads(dumped)
    fields["blocks"] = tuple(Block(**block) for block in fields["blocks"])
    return Document(**fields)
