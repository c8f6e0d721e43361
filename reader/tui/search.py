"""What is searched for and where it stands: hits in the Chinese and in the English, by sentence. No Textual here."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.pinyin import toneless
from reader.tui.cursor import Column
from reader.tui.sheet import Sheet

_LETTERS = re.compile(r"[a-zü'’\s]+", re.IGNORECASE)


class Hit(NamedTuple):
    """A place that was searched for: a sentence, which half of it, and start and end in that half, in characters."""

    sentence: int
    column: Column
    start: int
    end: int


class Search:
    """The hits of one search, in the order of the page. Case and spaces make no difference.

    `english` is False where a word of the Chinese is meant.
    """

    def __init__(self, typed: str, sheet: Sheet, *, english: bool = True) -> None:
        self.typed = " ".join(typed.split())
        self._pattern = re.compile(r"\s*".join(map(re.escape, re.sub(r"\s+", "", typed))), re.IGNORECASE)
        self._sheet, self._english = sheet, english
        self._sounding: dict[int, list[tuple[int, int]]] = {}
        self._found: defaultdict[int, set[Hit]] = defaultdict(set)
        for hit in self._in_text():
            self._found[hit.sentence].add(hit)
        for sentence in sheet.with_english if english else ():
            self._found[sentence].update(self._in_english(sentence))
        self._sort()

    def over(self, sheet: Sheet) -> Search:
        """The same search in other sentences of the text."""
        return Search(self.typed, sheet, english=self._english)

    @property
    def may_be_pinyin(self) -> bool:
        """Whether it can be pinyin without tones, for which the engine room is asked."""
        return self._english and _LETTERS.fullmatch(self.typed) is not None

    def heard(self, places: Iterable[tuple[int, int, int]]) -> None:
        """Where the text can be read as what was typed: a sentence, start and end in it."""
        self._sounding = {}
        for sentence, start, end in places:
            self._sounding.setdefault(sentence, []).append((start, end))
        self.look(self._sounding)

    def look(self, sentences: Iterable[int]) -> None:
        """Search these sentences again: their words or their English are others now."""
        for sentence in sentences:
            text = self._sheet.sentences[sentence].text
            hits = {Hit(sentence, "source", *match.span()) for match in self._pattern.finditer(text)}
            heard = self._sounding.get(sentence, ())
            hits |= {Hit(sentence, "source", *place) for place in heard if self._sounds(sentence, place)}
            self._found[sentence] = hits.union(self._in_english(sentence) if self._english else ())
        self._sort()

    def of(self, sentence: int, column: Column) -> list[tuple[int, int]]:
        """Start and end of the hits in one half of a sentence."""
        return [(hit.start, hit.end) for hit in self._found.get(sentence, ()) if hit.column == column]

    def step(self, here: Hit, by: int) -> tuple[int, bool]:
        """The number of the hit after (1) or before (-1) a place, and whether that is around an end of the text."""
        at = bisect_right(self.hits, here) if by > 0 else bisect_left(self.hits, here) - 1
        return at % len(self.hits), not 0 <= at < len(self.hits)

    def _sort(self) -> None:
        self.hits = sorted(hit for hits in self._found.values() for hit in hits)

    def _in_text(self) -> Iterator[Hit]:
        """Hits in the Chinese; one that goes on in the next sentence is marked as far as this one goes."""
        sentences = self._sheet.sentences
        starts = [sentence.start for sentence in sentences]
        for match in self._pattern.finditer(self._sheet.document.text):
            number = bisect_right(starts, match.start()) - 1
            if number >= 0 and match.start() < sentences[number].end:
                start = sentences[number].start
                yield Hit(number, "source", match.start() - start, min(match.end(), sentences[number].end) - start)

    def _in_english(self, sentence: int) -> Iterator[Hit]:
        for match in self._pattern.finditer("".join(self._sheet.english(sentence))):
            yield Hit(sentence, "target", *match.span())

    def _sounds(self, sentence: int, place: tuple[int, int]) -> bool:
        """Whether it is read so there, as far as its reading is known."""
        read = "".join(
            toneless(tone)
            for word in self._sheet.words(sentence)
            for offset, tone in enumerate(word.tones, word.start)
            if place[0] <= offset < place[1]
        )
        return not read or read == re.sub(r"[\s'’]", "", self.typed.lower()).replace("ü", "v")
