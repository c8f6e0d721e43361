"""All SQL of the program. One connection a process, write-ahead log, every change its own transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from reader.errors import StoreError
from reader.model import Anchor, Annotated, Block, Document, Flag, Link, Machine, Term, Translation
from reader.store.migrations import MIGRATIONS

_WAIT_S = 5.0  # how long to wait for another process's write; writes here take milliseconds


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document as the store knows it: its number and where the reader was, an offset in its text (0 at first).

    `engine`, `glossaries` (absolute paths) and `beam` are what it was last read with; None and none at first.
    """

    id: int
    document: Document
    place: int
    engine: str | None = None
    glossaries: tuple[Path, ...] = ()
    beam: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A sentence border the reader set ("cut") or took away ("join"), at an offset in the document text."""

    kind: Literal["cut", "join"]
    offset: int


class Store:
    """The store file, made with its folder if it is not there.

    A damaged file is set aside with its name and the time, and begun anew: at once if it shows at the start, and
    `notice` says so; later with a StoreError that says so.

    Raises StoreError if it cannot be opened or written, or comes from a newer version of the program (it is left
    untouched then).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice = ""
        with self._errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._open()
            except sqlite3.DatabaseError as error:
                if not _damaged(error):
                    raise
                self.notice = self._begin_anew()

    def _open(self) -> None:
        self._db = sqlite3.connect(self.path, isolation_level=None, timeout=_WAIT_S, check_same_thread=False)
        self._migrate()

    def close(self) -> None:
        self._db.close()

    # Documents and places

    def shelve(self, document: Document) -> Shelved:
        """Remember that `document` is being read; the place in it is kept from the last time."""
        origin = _key(document)
        with self._errors(), self._transaction():
            self._db.execute(
                "INSERT INTO documents (origin, document, opened) VALUES (?, ?, ?)"
                " ON CONFLICT (origin) DO UPDATE SET document = excluded.document, opened = excluded.opened",
                (origin, _dump(document), datetime.now(UTC).isoformat()),
            )
            number, place, chosen = self._db.execute(
                "SELECT id, place, chosen FROM documents WHERE origin = ?", (origin,)
            ).fetchone()
        return Shelved(number, document, _find(place, document.text) or 0, *_chosen(chosen))

    def last_read(self) -> Shelved | None:
        """The document that was opened last, as it was then."""
        with self._errors():
            row = self._db.execute(
                "SELECT id, document, place, chosen FROM documents ORDER BY opened DESC, id DESC LIMIT 1"
            ).fetchone()
        if row is None:
            return None
        document = _document(row[1])
        return Shelved(row[0], document, _find(row[2], document.text) or 0, *_chosen(row[3]))

    def keep_place(self, shelved: Shelved, offset: int) -> None:
        """Remember the reader's place, an offset in the document text."""
        anchor = Anchor.at(shelved.document.text, offset)
        with self._errors():
            self._db.execute("UPDATE documents SET place = ? WHERE id = ?", (json.dumps(asdict(anchor)), shelved.id))

    def keep_choice(self, shelved: Shelved, engine: str, glossaries: Iterable[Path], beam: int | None = None) -> None:
        """Remember what a document is read with."""
        chosen = {"engine": engine, "glossaries": [str(path.absolute()) for path in glossaries], "beam": beam}
        with self._errors():
            self._db.execute("UPDATE documents SET chosen = ? WHERE id = ?", (json.dumps(chosen), shelved.id))

    # Corrections

    def correct(self, shelved: Shelved, correction: Correction) -> None:
        """Keep a correction; it also holds when the source changes elsewhere."""
        anchor = Anchor.at(shelved.document.text, correction.offset)
        with self._errors():
            self._db.execute(
                "INSERT INTO corrections (document, kind, anchor) VALUES (?, ?, ?)",
                (shelved.id, correction.kind, json.dumps(asdict(anchor))),
            )

    def undo(self, shelved: Shelved) -> Correction | None:
        """Take the last correction of this document back; None if there is none."""
        with self._errors(), self._transaction():
            row = self._db.execute(
                "SELECT id, kind, anchor FROM corrections WHERE document = ? AND undone = 0 ORDER BY id DESC LIMIT 1",
                (shelved.id,),
            ).fetchone()
            if row is None:
                return None
            self._db.execute("UPDATE corrections SET undone = 1 WHERE id = ?", (row[0],))
        return Correction(row[1], _find(row[2], shelved.document.text) or 0)

    def cuts(self, shelved: Shelved) -> dict[int, bool]:
        """The reader's borders by offset in the document text: True is a cut, False a join; the last word counts."""
        with self._errors():
            rows = self._db.execute(
                "SELECT kind, anchor FROM corrections WHERE document = ? AND undone = 0 ORDER BY id", (shelved.id,)
            ).fetchall()
        found = ((kind, _find(anchor, shelved.document.text)) for kind, anchor in rows)
        return {offset: kind == "cut" for kind, offset in found if offset is not None}

    # Translations

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

    # Inside

    def _migrate(self) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            self._db.close()
            raise StoreError(
                str(self.path), "was written by a newer duizhao and is left as it is; update duizhao to open it"
            )
        self._db.execute("PRAGMA foreign_keys = ON")
        if self._db.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            raise StoreError(str(self.path), "this file system does not allow a write-ahead log; set DUIZHAO_HOME")
        self._db.execute("PRAGMA synchronous = NORMAL")
        if version == len(MIGRATIONS):
            return
        with self._transaction():  # the version is read again: another process may have been here first
            for number in range(self._db.execute("PRAGMA user_version").fetchone()[0], len(MIGRATIONS)):
                for statement in _statements(MIGRATIONS[number]):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {number + 1}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _begin_anew(self) -> str:
        """Set the damaged file aside, with what SQLite keeps beside it, and open an empty one. Says what was done."""
        self._db.close()
        stamp = f"broken-{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"
        for beside in ("-wal", "-shm", ""):
            file = self.path.with_name(self.path.name + beside)
            if file.exists():
                file.rename(self.path.with_name(f"{self.path.name}.{stamp}{beside}"))
        self._open()
        return f"{self.path}: was damaged; it is kept as {self.path.name}.{stamp}, and an empty one has been begun"

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            if _damaged(error):
                done = self._begin_anew().removeprefix(f"{self.path}: ")
                raise StoreError(str(self.path), f"{done}; do again what you were doing") from error
            if _primary(error) == sqlite3.SQLITE_BUSY:
                raise StoreError(
                    str(self.path), "another duizhao is writing in it and does not end; close that, or try again later"
                ) from error
            raise StoreError(
                str(self.path),
                f"cannot be used ({getattr(error, 'strerror', None) or error}); make room or mend what is there,"
                " or set DUIZHAO_HOME to another folder",
            ) from error


def _primary(error: Exception) -> int:
    """SQLite's primary result code, 0 for other errors."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _damaged(error: Exception) -> bool:
    return _primary(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def glossary_key(annotated: Annotated) -> str:
    """A hash of the glossary entries that match in this sentence, "" if there are none."""
    if not annotated.matches:
        return ""
    entries = sorted({(m.start, m.entry.source, m.entry.target, m.entry.variants) for m in annotated.matches})
    return hashlib.sha256(repr(entries).encode()).hexdigest()[:16]


def _key(document: Document) -> str:
    """What a document is known by: its path or URL; text from standard input by itself."""
    if document.origin != "-":
        return document.origin
    return "-" + hashlib.sha256(document.text.encode()).hexdigest()


def _find(anchor: str | None, text: str) -> int | None:
    return Anchor(**json.loads(anchor)).find(text) if anchor else None


def _chosen(chosen: str | None) -> tuple[str | None, tuple[Path, ...], int | None]:
    """The engine, the glossaries and the beam of a choice as it is kept."""
    if chosen is None:
        return None, (), None
    fields = json.loads(chosen)
    return fields["engine"], tuple(map(Path, fields["glossaries"])), fields.get("beam")


def _dump(document: Document) -> str:
    return json.dumps(asdict(document), ensure_ascii=False)


def _document(dumped: str) -> Document:
    fields = json.loads(dumped)
    fields["blocks"] = tuple(Block(**block) for block in fields["blocks"])
    return Document(**fields)


def _statements(script: str) -> Iterator[str]:
    """The statements of a migration, one by one: `executescript` would end the transaction around them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
