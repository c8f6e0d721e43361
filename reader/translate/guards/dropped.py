"""A clause of the source that the English says nothing of.

Each clause is weighed by what speaks for its having been left out: words none of whose meanings is in the English, a
number or Latin name that is not there, an English that is as much too short as the clause is long; and by what speaks
against it: words that are there, and English words near its place that no word of the source explains, which may be
its free rendering. The weights are those of a logistic regression (see WEIGHTS).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.model import Flag
from reader.translate.guards.clauses import clauses
from reader.translate.guards.extent import SPREAD, expected
from reader.translate.guards.lexicon import Lexicon, stems

# Log odds that a clause was left out, a unit of each feature. Fitted on the English of a leading online system for
# wmt17 and flores-dev (3,000 sentences) with one clause removed, against the same sentences whole.
WEIGHTS = {
    "found": -0.35,
    "far": -0.86,
    "shared": 0.84,
    "soft": 0.17,
    "missing": 1.23,
    "token": -0.93,
    "no token": 3.0,
    "free": -0.44,
    "any": -1.44,
    "length": 2.82,
    "without": -4.19,
    "shorter": 0.35,
}
BIAS = 0.59
LEAST = 2.5  # log odds from which a clause is flagged: at most one sentence in a hundred of that system's

_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]+|\d{2,}(?!\d*\s*[.万亿千百世月])")
_HALF_WIDTH = {ord("０") + n: ord("0") + n for n in range(10)}
_FAR = 0.35  # of the sentence: a meaning that is as far from its place may belong to another word
_HINT = 0.25  # of the sentence: within it the meaning of one character is a hint of the word
_NEAR = 0.15  # of the sentence: where the rendering of a clause may be, before and after its own place
_SHORTEST = 14.0  # letters of English expected for a clause; what is shorter may be said by one small word

_Places = dict[str, list[float]]  # where each stem of the English stands, as shares of its length


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is about one clause: its span in the source and the features that WEIGHTS names."""

    start: int
    end: int
    features: dict[str, float]

    @property
    def odds(self) -> float:
        return BIAS + sum(WEIGHTS[name] * value for name, value in self.features.items())


_STOPS = re.compile(r"[。！？!?.…；;：:][”’」』）)\"\s]*$")
_ENGLISH_STOPS = re.compile(r"[.!?…;:。！？][”’\"')\]\s]*$")


def flags(source: str, target: str, lexicon: Lexicon) -> Iterator[Flag]:
    """A flag for each run of clauses that were left out; the offsets are those of the run in the source."""
    if _STOPS.search(source[-8:]) and not _ENGLISH_STOPS.search(target[-8:]):
        yield Flag("dropped", "the English stops in mid-sentence", 0, len(source), repaired=False)
        return
    run: tuple[int, int] | None = None
    for clause in evidence(source, target, lexicon):
        if clause.odds < LEAST:
            continue
        if run and run[1] == clause.start:
            run = run[0], clause.end
            continue
        if run:
            yield _flag(source, *run)
        run = clause.start, clause.end
    if run:
        yield _flag(source, *run)


def _flag(source: str, start: int, end: int) -> Flag:
    said = source[start:end].strip(" ，。；：！？,.;:!?")
    return Flag("dropped", f"nothing in the English for {said}", start, end, repaired=False)


def evidence(source: str, target: str, lexicon: Lexicon) -> list[Evidence]:
    """What there is about each clause that is long enough to be judged."""
    english = stems(target)
    places: _Places = {}
    for stem, at in english:
        places.setdefault(stem, []).append(at / len(target))
    words = lexicon.content(source)
    meant = [lexicon.meanings(source[start:end]) & places.keys() for start, end in words]
    asked = Counter(stem for stems_ in meant for stem in stems_)
    marks = [
        (start, _mark(source[start:end], start / len(source), found, places, asked, lexicon))
        for (start, end), found in zip(words, meant, strict=True)
    ]
    lowered = target.lower().replace(",", "")
    marks += [
        (m.start(), "token" if m[0].lower() in lowered else "no token")
        for m in _TOKEN.finditer(source.translate(_HALF_WIDTH))
    ]
    explained = lexicon.explained(source)
    free = [at / len(target) for stem, at in english if stem not in explained]
    return [*_clauses(source, target, expected(source, lexicon), sorted(marks), free)]


def _mark(
    word: str, place: float, found: frozenset[str], places: _Places, asked: Counter[str], lexicon: Lexicon
) -> str:
    """What has become of a word that stands at `place` of its sentence, of whose meanings some are `found`."""
    if found:
        if all(asked[stem] > len(places[stem]) for stem in found):
            return "shared"  # another word of the source asks for the same English word
        return "far" if min(_distance(places[stem], place) for stem in found) > _FAR else "found"
    hints = frozenset().union(*map(lexicon.meanings, word)) & places.keys()
    return "soft" if any(_distance(places[stem], place) < _HINT for stem in hints) else "missing"


def _distance(places: Sequence[float], place: float) -> float:
    at = bisect_left(places, place)
    return min(abs(near - place) for near in places[max(0, at - 1) : at + 1])


def _clauses(
    source: str, target: str, usual: Sequence[float], marks: Sequence[tuple[int, str]], free: Sequence[float]
) -> Iterator[Evidence]:
    whole = max(usual[-1], 1.0)
    length = math.log(len(target) / whole)
    for start, end in clauses(source):
        share = usual[end] - usual[start]
        here = Counter(mark for _, mark in marks[bisect_left(marks, (start, "")) : bisect_left(marks, (end, ""))])
        if share < _SHORTEST or not here:
            continue
        without = math.log(len(target) / max(whole - share, 5))
        lo, hi = start / len(source) - _NEAR, end / len(source) + _NEAR
        features = {
            **here,
            "free": min(bisect_right(free, hi) - bisect_left(free, lo), 6),
            "any": float(here["found"] > 0),
            "length": max(-1.0, min(length, 0.5)),
            "without": max(-1.0, min(without, 0.8)),
            "shorter": max(-6.0, min((length**2 - without**2) / (2 * SPREAD**2), 6.0)),
        }
        yield Evidence(start, end, features)
