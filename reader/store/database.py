"""The store's file: opened, brought up to date, written in transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import StoreError
from reader.store.migrations import MIGRATIONS

_WAIT_S = 5.0  # how long to wait for another process's write; writes here take milliseconds


class Database:
    """One connection a process, write-ahead log, every change its own transaction.

    Made with its folder if it is not there. A damaged file is set aside with its name and the time, and begun anew: at
    once if it shows at the start, and `notice` says so; later with a StoreError that says so.

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


def _statements(script: str) -> Iterator[str]:
    """The statements of a migration, one by one: `executescript` would end the transaction around them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
