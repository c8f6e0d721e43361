"""How well the reader knows a word: by what they have said of it, or else by its HSK level or its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reader.model import Status, Word

LEARNED: tuple[Status, ...] = ("learning 1", "learning 2", "learning 3", "learning 4")
_TO_LEARN = ("word", "name")  # the kinds that can be given a status; whatever else there is, is ignored


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the reader knows. `own` has the words that were given a status, by text and pinyin (see `key`).

    All words up to `level` of HSK (7: the band 7–9; 0: none) are known, where they have no status of their own.
    """

    own: Mapping[tuple[str, str], Status] = field(default_factory=dict)
    level: int = 0

    def of(self, word: Word) -> Status:
        """The status of a word. Names are ignored until they are given one; numbers, dates, Latin and marks always."""
        if not can_learn(word):
            return "ignored"
        if own := self.own.get(key(word)):
            return own
        if word.kind == "name":
            return "ignored"
        return "known" if word.hsk is not None and word.hsk <= self.level else "new"

    def said(self, word: Word) -> str:
        """The status of a word for its card; "" where it is ignored by itself."""
        return "" if not can_learn(word) or (word.kind == "name" and key(word) not in self.own) else self.of(word)

    def given(self, word: str, pinyin: str, status: Status) -> Knowledge:
        """The same, and this word with another status."""
        return replace(self, own={**self.own, (word, pinyin): status})

    @property
    def marks_new(self) -> bool:
        """Whether new words stand out: only where a level is named, or nearly all of a page would."""
        return self.level > 0


def can_learn(word: Word) -> bool:
    """Whether a word can be given a status."""
    return word.kind in _TO_LEARN


def key(word: Word) -> tuple[str, str]:
    """What a status is kept under: the word and its reading here, syllables separated by spaces (行 háng, 行 xíng)."""
    return word.text, " ".join(word.pinyin) or word.spoken
