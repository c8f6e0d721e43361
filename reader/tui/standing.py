"""Which sentences of a text have a term, as far as their words are known. No Textual here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.glossary import Glossary
from reader.model import Word
from reader.tui.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Standing:
    """The sentences with a term by their index, each with its first place in it, in characters.

    `sure` is whether their words are known: else some may have the term's characters in a longer word alone.
    """

    places: tuple[tuple[int, int], ...] = ()
    sure: bool = True


def standing(sheet: Sheet, glossary: Glossary, source: str) -> Standing:
    """Where the term of this source stands, by a glossary that has it."""
    places, sure = [], True
    for index, sentence in enumerate(sheet.sentences):
        if source in sentence.text:
            words = sheet.words(index)
            sure = sure and bool(words)
            found = (m.start for m in glossary.match(sentence.text, _fits(words)) if m.entry.source == source)
            if (start := next(found, None)) is not None:
                places.append((index, start))
    return Standing(tuple(places), sure)


def _fits(words: Sequence[Word]) -> Callable[[int, int], bool]:
    """A term does not cut through a word, unless that is one no dictionary has."""
    inner = {offset for word in words if not word.new for offset in range(word.start + 1, word.end)}
    return lambda start, end: start not in inner and end not in inner
