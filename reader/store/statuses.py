"""The store's statuses: how well the reader knows which word, and up to which HSK level all of them."""

from __future__ import annotations

from reader.model import Status
from reader.store.rules import Rules

_STANDS = "undone = 0 ORDER BY id DESC LIMIT 1"  # of all that was said, the last word counts


class Statuses(Rules):
    """Statuses by the word and its reading, the same in all texts."""

    def statuses(self) -> dict[tuple[str, str], Status]:
        """The status of every word that has been given one, by its text and its pinyin with spaces."""
        with self._errors():
            rows = self._db.execute("SELECT word, pinyin, status FROM statuses WHERE undone = 0 ORDER BY id")
            return {(word, pinyin): status for word, pinyin, status in rows}

    def known_level(self) -> int:
        """The HSK level up to which the reader knows all words, 7 for the band 7–9; 0 if none has been named."""
        with self._errors():
            return self._level()

    def asked_level(self) -> bool:
        """Whether the reader has ever been asked for that level."""
        with self._errors():
            return self._db.execute("SELECT 1 FROM levels LIMIT 1").fetchone() is not None

    def _level(self) -> int:
        row = self._db.execute(f"SELECT level FROM levels WHERE {_STANDS}").fetchone()
        return int(row[0]) if row else 0

    def _write_status(self, word: str, pinyin: str, status: str, correction: int | None) -> bool:
        """Keep the status of a word, inside a transaction; False if it is so already."""
        standing = self._db.execute(
            f"SELECT status FROM statuses WHERE word = ? AND pinyin = ? AND {_STANDS}", (word, pinyin)
        ).fetchone()
        if standing == (status,):
            return False
        self._db.execute(
            "INSERT INTO statuses (word, pinyin, status, correction) VALUES (?, ?, ?, ?)",
            (word, pinyin, status, correction),
        )
        return True

    def _write_level(self, level: int, correction: int | None) -> bool:
        """Keep the level, and that it was asked for, inside a transaction; False if the level was that already."""
        before = self._level()
        self._db.execute("INSERT INTO levels (level, correction) VALUES (?, ?)", (level, correction))
        return level != before
