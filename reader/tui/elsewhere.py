"""How often words stand in the other texts on the shelf, counted in a thread: a common word takes a while."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from reader.errors import ReaderError
from reader.store import Elsewhere, Store


class Counts:
    """What is known of the words of one text, which is `but` on the shelf; `tell` is called in the thread.

    It is given a word and what was found, or a word and why nothing can be. A text is searched first where it was not.
    """

    def __init__(self, store: Path, but: int, tell: Callable[[str, Elsewhere | str], None]) -> None:
        self._store, self._but, self._tell = store, but, tell
        self._known: dict[str, Elsewhere] = {}
        self._asked: SimpleQueue[str | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._stopped = False

    def of(self, word: str) -> Elsewhere | None:
        return self._known.get(word)

    def keep(self, word: str, found: Elsewhere) -> None:
        self._known[word] = found

    def ask(self, word: str) -> None:
        """Count a word, unless that is known; of several that wait only the last one is still of interest."""
        if word in self._known or self._stopped:
            return
        self._asked.put(word)
        if self._thread is None:  # a daemon: nothing may wait for it when the reader leaves
            self._thread = Thread(target=self._work, name="elsewhere", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        self._stopped = True
        self._asked.put(None)

    def _work(self) -> None:
        word: str | None = ""
        try:
            with closing(Store(self._store)) as store:
                while not self._stopped and (word := self._last_asked()) is not None:
                    for _ in store.index(self._but):
                        if self._stopped:
                            return
                    self._tell(word, store.elsewhere(word, self._but))
        except ReaderError as error:
            self._stopped = True
            if word is not None:
                self._tell(word, str(error))

    def _last_asked(self) -> str | None:
        word = self._asked.get()
        while word is not None and not self._asked.empty():
            word = self._asked.get()
        return word
