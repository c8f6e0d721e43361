"""What has become of each word of the source in the English, clause by clause.

The English of a clause is looked for where most of its words stand close together; a word that another clause has the
better claim to is counted for that one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from reader.language import quantities
from reader.language.english_numbers import numbers
from reader.language.quantity import Quantity
from reader.translate.guards.lexicon import Lexicon, stems

# Found in the English of its clause; only far from it; only where another clause has it; its characters hint at it.
Mark = Literal["found", "far", "shared", "soft", "missing", "short"]

_TOKEN = re.compile(r"(?P<latin>[A-Za-z][A-Za-z0-9]+)|\d[\d,]*(?:\.\d+)?")
_POWERS = (0, 3, 6, 9, 12)  # of ten, that English has a word for
_LETTERS = re.compile(r"[a-z]+")
_PARTS = re.compile(r"\d+|[a-z]+")  # of a date, a share or a ratio as English writes it
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_HALF_WIDTH = {ord("０") + n: ord("0") + n for n in range(10)}

_PREFIX, _CUT = 4, 5  # letters of a stem that others may begin with (glass: glassware), or that may lack its last ones
_NEAREST = 8  # places of one stem that are looked at
_ROOM, _ROOM_LEAST = 12, 0.03  # characters, and share of the English, more than usual that a clause may take
_FROM_PLACE = 1.2  # words that the whole length of the English counts for, where a clause may stand in two places
_LONG = 1.3  # a word of three characters or more counts so much more than one of two
_AROUND = 0.05  # of the English: around a clause, where a hint still is one

Span = tuple[int, int]
_Occurrence = tuple[float, int]  # where a word of the English stands, as a share of its length, and its number


@dataclass(slots=True)
class Word:
    """A word or number of the source; offsets in characters."""

    start: int
    end: int
    token: bool = False  # a number or Latin name
    mark: Mark = "missing"
    at: float | None = None  # where it was found, as a share of the English
    clause: int = 0
    occurrences: list[_Occurrence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Alignment:
    words: list[Word]
    places: list[tuple[float, float]]  # of each clause in the English, as shares of it
    free: list[tuple[float, bool]]  # English words that no word of the source explains, and whether in capitals


def aligned(source: str, target: str, clauses: Sequence[Span], usual: Sequence[float], lexicon: Lexicon) -> Alignment:
    """The words of these clauses; `usual` is the length of English for each beginning of the source, in characters."""
    english = [(part, at, at / len(target)) for part, at in stems(target)]
    index = _Index([(part, share) for part, _, share in english])
    whole = max(usual[-1], 1.0)
    tokens = list(_tokens(source, target))
    counted = {at for token in tokens for at in range(token.start, token.end)}
    words = [Word(*span) for span in lexicon.content(source) if span[0] not in counted]
    for word in words:
        place = (usual[word.start] + usual[word.end]) / 2 / whole
        word.occurrences = index.near(lexicon.meanings(source[word.start : word.end]), place)
    places, best = [], []
    first = 0
    for number, (start, end) in enumerate(clauses):
        last = first
        while last < len(words) and words[last].start < end:
            words[last].clause = number
            last += 1
        here, first = words[first:last], last
        share, place = (usual[end] - usual[start]) / whole, (usual[end] + usual[start]) / 2 / whole
        places.append(_place(here, max(share, _ROOM_LEAST) + _ROOM / len(target), place))
        best.append(_settle(here, places[-1]))
    _share(words, best, places)
    for word in words:
        if word.mark == "missing" and _hinted(source[word.start : word.end], places[word.clause], index, lexicon):
            word.mark = "soft"
    taken = {number for word in words for _, number in word.occurrences}
    explained = lexicon.explained(source)
    free = [
        (share, target[at].isupper())
        for number, (part, at, share) in enumerate(english)
        if number not in taken and part not in explained
    ]
    return Alignment(sorted([*words, *tokens], key=lambda word: word.start), places, free)


class _Index:
    """The words of the English by stem and beginning."""

    def __init__(self, english: Iterable[tuple[str, float]]) -> None:
        self.places: dict[str, list[_Occurrence]] = {}
        for number, (part, share) in enumerate(english):
            self.places.setdefault(part, []).append((share, number))
        self._longer: dict[str, list[str]] = {}
        for part in self.places:
            for size in range(_PREFIX, len(part)):
                self._longer.setdefault(part[:size], []).append(part)

    def near(self, meanings: Iterable[str], place: float) -> list[_Occurrence]:
        """Where any of these stems stands, or one that begins like it: of each the places nearest to the one given."""
        found: set[_Occurrence] = set()
        for meaning in meanings:
            shorter = (meaning[:size] for size in (len(meaning) - 1, len(meaning) - 2) if size >= _CUT)
            for part in (meaning, *self._longer.get(meaning, ()), *shorter):
                if part in self.places:
                    at = bisect_left(self.places[part], (place, 0))
                    found.update(self.places[part][max(0, at - _NEAREST // 2) : at + _NEAREST // 2])
        return sorted(found)


def _place(words: Sequence[Word], width: float, expected: float) -> tuple[float, float]:
    """The stretch of the English, of this width at least, where most of these words stand; the nearest, if equal."""
    points = sorted((share, n) for n, word in enumerate(words) for share, _ in word.occurrences)
    if not points:
        return expected - width / 2, expected + width / 2
    weights = [_LONG if word.end - word.start > 2 else 1.0 for word in words]
    inside = [0] * len(words)
    best, first, weight = (float("-inf"), 0.0, 0.0), 0, 0.0
    for share, n in points:
        inside[n] += 1
        weight += weights[n] if inside[n] == 1 else 0.0
        while share - points[first][0] > width:
            gone = points[first][1]
            inside[gone] -= 1
            weight -= 0.0 if inside[gone] else weights[gone]
            first += 1
        score = weight - _FROM_PLACE * abs((share + points[first][0]) / 2 - expected)
        best = max(best, (score, points[first][0], share))
    _, start, end = best
    slack = max(0.0, width - (end - start)) / 2
    return start - slack, end + slack


def _settle(words: Sequence[Word], place: tuple[float, float]) -> float:
    """Marks the words by what stands in this place; the share of them that do."""
    middle = (place[0] + place[1]) / 2
    for word in words:
        here = [share for share, _ in word.occurrences if place[0] <= share <= place[1]]
        if here:
            word.mark, word.at = "found", min(here, key=lambda share: abs(share - middle))
        elif word.occurrences:
            word.mark = "far"
    return sum(word.mark == "found" for word in words) / max(1, len(words))


def _share(words: Sequence[Word], best: Sequence[float], places: Sequence[tuple[float, float]]) -> None:
    """Gives each word of the English to one clause, the one of whose words most were found."""
    claims: dict[int, list[Word]] = {}
    for word in words:
        if word.at is not None:
            number = next(number for share, number in word.occurrences if share == word.at)
            claims.setdefault(number, []).append(word)
    for claimants in claims.values():
        owner = max((best[word.clause], word.clause) for word in claimants)[1]
        for word in claimants:
            start, end = places[word.clause]
            others = [other for share, other in word.occurrences if start <= share <= end and other not in claims]
            if word.clause != owner and not others:
                word.mark = "shared"
    for word in words:
        if word.mark == "far" and all(number in claims for _, number in word.occurrences):
            word.mark = "shared"


def _hinted(word: str, place: tuple[float, float], index: _Index, lexicon: Lexicon) -> bool:
    """Whether a meaning of one of its characters stands in the place of the clause."""
    return any(
        place[0] - _AROUND <= share <= place[1] + _AROUND
        for character in word
        for meaning in lexicon.meanings(character)
        for share, _ in index.places.get(meaning, ())[:_NEAREST]
    )


def _tokens(source: str, target: str) -> Iterator[Word]:
    """The amounts, dates and Latin names of the source, found or not, an amount in any unit or in words."""
    lowered = target.lower().replace(",", "")
    figures = {part for found in _FIGURES.findall(lowered) for part in (found, *found.split("."))}
    figures.update(f"{number.low:f}" for number in numbers(target) if number.low is not None)
    words, taken = set(_LETTERS.findall(lowered)), set[int]()
    for quantity in quantities.find(source):
        taken.update(range(quantity.start, quantity.end))
        ways = _ways(quantity)
        said = not ways.isdisjoint(figures) or not ways.isdisjoint(words)
        short = all(len(way) < 2 or way.isalpha() for way in ways)
        yield Word(quantity.start, quantity.end, token=True, mark=_said(said, short))
    for found in _TOKEN.finditer(source.translate(_HALF_WIDTH)):
        if found.start() not in taken:
            text = found[0].lower().replace(",", "")
            said = text in lowered if found["latin"] else text in figures
            yield Word(*found.span(), token=True, mark=_said(said, len(text) < 2))


def _said(said: bool, short: bool) -> Mark:
    return "found" if said else "short" if short else "missing"


def _ways(quantity: Quantity) -> set[str]:
    """What of an amount or date one must find in English, any of it: 3450万 34.5 (million), 四分之一 quarter, 1960."""
    if quantity.low is None or quantity.unit.startswith("/"):
        parts = _PARTS.findall(quantity.english.lower().replace(",", ""))
        years = {part for part in parts if len(part) > 2 and part.isdigit()}
        return years or {short for part in parts for short in (part, part[:3])}
    values = {value for value in (quantity.low, quantity.high) if value is not None}
    return {_written(value.scaleb(-power)) for value in values for power in _POWERS}


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"
