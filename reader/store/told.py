"""What the store remembers of the program itself: what the reader has been told once and needs no more."""

from __future__ import annotations

from reader.store.passages import Passages


class Told(Passages):
    """Things told, by a name."""

    def told(self, what: str) -> bool:
        with self._errors():
            return self._db.execute("SELECT 1 FROM told WHERE what = ?", (what,)).fetchone() is not None

    def tell(self, what: str) -> None:
        """From now on the reader knows this."""
        with self._errors():
            self._db.execute("INSERT OR IGNORE INTO told VALUES (?)", (what,))
