"""Where each word stands first in the text, as far as its words are known. No Textual here."""

from __future__ import annotations

from collections.abc import Sequence

from reader.language.statuses import key
from reader.model import Word


class FirstPlaces:
    """The first sentence of each word and reading, by its index. Words come sentence by sentence, in any order."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], int] = {}

    def add(self, sentence: int, words: Sequence[Word]) -> set[int]:
        """The words of a sentence are known: later sentences that some of them stood first in until now."""
        later = set()
        for word in filter(_is_read, words):
            before = self._first.setdefault(key(word), sentence)
            if before > sentence:
                later.add(before)
                self._first[key(word)] = sentence
        return later

    def forget(self, sentence: int, words: Sequence[Word]) -> None:
        """A sentence is cut into other words now. Until those it stood first for are met again, each place counts."""
        for word in words:
            if self._first.get(key(word)) == sentence:
                del self._first[key(word)]

    def of(self, sentence: int, words: Sequence[Word]) -> list[bool]:
        """For each word of a sentence whether it is the first of its kind in the text."""
        seen: set[tuple[str, str]] = set()
        found = []
        for word in words:
            found.append(self._first.get(key(word), sentence) == sentence and key(word) not in seen)
            seen.add(key(word))
        return found


def _is_read(word: Word) -> bool:
    return bool(word.pinyin or word.spoken)
