"""Where the reader is in the text: a word of a sentence, in the Chinese or in its English. No Textual here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader import layout
from reader.tui.sheet import Sheet

Column = Literal["source", "target"]
COLUMNS: tuple[Column, ...] = ("source", "target")

_KEPT_BACK = 50  # places Ctrl-o can go back to
_END = 1 << 30  # an offset behind every word


@dataclass(frozen=True, slots=True)
class Place:
    """A token on the page: its item, its index among the tokens of that half (-1 is none), and which half."""

    item: int
    token: int
    column: Column = "source"


class Cursor:
    """Kept as an offset (characters) in its sentence half, so that it stays when words become known.

    The methods that move it say whether they did.
    """

    def __init__(self, sheet: Sheet, item: int = 0, offset: int = 0) -> None:
        self.sheet, self.item, self.offset = sheet, item, offset
        self.column: Column = "source"
        self._back: list[tuple[int, int]] = []

    @property
    def place(self) -> Place:
        """The token the cursor is on."""
        at = 0
        for index, token in enumerate(self.tokens(self.item, self.column)):
            if at <= self.offset < at + len(token):
                return Place(self.item, index, self.column)
            at += len(token)
        return Place(self.item, -1, self.column)

    def tokens(self, item: int, column: Column) -> list[str]:
        """The tokens of a sentence half; none for code, or for English that is not here yet."""
        sentence = self.sheet.items[item].sentence
        if sentence is None:
            return []
        if column == "target":
            return self.sheet.english(sentence)
        words = self.sheet.words(sentence)
        return [word.text for word in words] or layout.tokens(self.sheet.sentences[sentence].text)

    def go(self, item: int, offset: int = 0, *, jump: bool = False) -> bool:
        """To the word at or after `offset` of the sentence, else its last; a jump can be gone back from."""
        if not self.sheet.items:
            return False
        if jump:
            self._back = [*self._back, (self.item, self.offset)][-_KEPT_BACK:]
        self.item = min(max(item, 0), len(self.sheet.items) - 1)
        starts = self._word_starts()
        self.offset = next((start for start in starts if start >= offset), starts[-1] if starts else 0)
        return True

    def enter(self, item: int, offset: int) -> bool:
        """Jump to the token that an offset lies in, a mark or a space too."""
        self.go(item, jump=True)
        self.offset, at = offset, 0
        for token in self.tokens(self.item, self.column):
            if at <= offset < at + len(token):
                self.offset = at
            at += len(token)
        return True

    def word(self, by: int) -> bool:
        """The next word (1) or the one before (-1), over the end of the sentence if need be."""
        starts = self._word_starts()
        here = sum(1 for start in starts if start <= self.offset) - 1 + by
        if 0 <= here < len(starts):
            return self.go(self.item, starts[here])
        neighbour = self.neighbour(self.item, by)
        return neighbour is not None and self.go(neighbour, 0 if by > 0 else _END)

    def sentence(self, by: int) -> bool:
        item = self.neighbour(self.item, by)
        return item is not None and self.go(item)

    def paragraph(self, by: int) -> bool:
        """The beginning of the next block, or of this one, or of the one before."""
        items, item = self.sheet.items, self.item + by
        while 0 <= item < len(items):
            if items[item].first and items[item].sentence is not None:
                return self.go(item)
            item += by
        return False

    def back(self) -> bool:
        """To where the last jump began."""
        return bool(self._back) and self.go(*self._back.pop())

    def neighbour(self, item: int, by: int) -> int | None:
        """The next item in a direction that is a sentence."""
        item += by
        while 0 <= item < len(self.sheet.items):
            if self.sheet.items[item].sentence is not None:
                return item
            item += by
        return None

    def _word_starts(self) -> list[int]:
        """Where the words of the cursor's half begin, marks and spaces left out."""
        starts, at = [], 0
        for token in self.tokens(self.item, self.column):
            if any(c.isalnum() for c in token):
                starts.append(at)
            at += len(token)
        return starts
