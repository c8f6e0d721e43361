"""A clause of the source that the English says nothing of.

Each clause is weighed by what speaks for its having been left out: words none of whose meanings is in the English, or
only where another clause has it; words that the English does not support by their vectors either; an amount or Latin
name that is not there; an English that is as much too short as the clause is long; a seam, where a sentence goes on
with a capital; and by what speaks against it: words that are there, and English words in its place that no word of the
source explains, which may be its free rendering. The weights are those of a logistic regression (see WEIGHTS).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from reader.model import Flag
from reader.translate.guards.alignment import Alignment, Span, aligned
from reader.translate.guards.clauses import clauses
from reader.translate.guards.extent import expected
from reader.translate.guards.lexicon import Lexicon
from reader.translate.guards.support import Support, support

# Log odds that a clause was left out, a unit of each feature: fitted by tests/bench/dropped.py on the English of a
# leading online system for wmt17, wmt18 and flores-dev (7,000 sentences), with one clause removed and whole.
WEIGHTS = {
    "length": -0.25,
    "capital": 0.57,
    "small": 0.68,
    "more clauses": 0.09,
    "share": -1.21,
    "without": -2.12,
    "missing elsewhere": -0.15,
    "found": -0.74,
    "any": -0.78,
    "covered": 0.48,
    "far": 0.24,
    "shared": 0.99,
    "soft": 0.39,
    "missing": 0.98,
    "freedom": -0.62,
    "no token": 2.28,
    "no digit": 3.25,
    "free": -0.21,
    "free names": -0.21,
    "lack": 0.49,
    "words": 0.05,
    "said": 0.12,
    "own": -0.15,
    "strong": 0.18,
    "weak": 0.14,
    "best": 0.02,
    "taken": -0.07,
    "fewer": -2.72,
    "own elsewhere": 0.03,
    "loose": -0.18,
    "looseness": -2.52,
}
BIAS = -2.96
LEAST = 1.6  # log odds from which a clause is flagged: in less than one sentence in a hundred of that system's

_SHORTEST = 14.0  # letters of English expected for a clause; what is shorter may be said by one small word
_AROUND = 0.12  # of the English: how far from the words of a clause its free rendering may stand
_ITEM = 4  # characters of an item of a list, at least, that is looked at by itself

_BESIDE = 0.06  # of the English: how far from where the words of a clause should stand
_FEW = 0.7  # English words that count beside those of a clause, so that short ones weigh less
_SUPPORT = ("words", "said", "own", "strong", "weak", "best", "taken", "fewer", "own elsewhere", "loose", "looseness")

_ENDS = re.compile(r"[,;:.!?](?=\s|$)")
# A sentence that goes on with a capital, or begins with a small letter: something between was taken out.
_CAPITAL = re.compile(
    r"(?:[,;:]|\b[a-z]+) (?:The|A|An|In|It|He|She|They|We|This|That|These|But|And|If|When|As|For|At|On|There|To|With|Of"
    r"|So|Because|After|Before|While|What|Who|Which|Is|Are|Was|By|From)\b(?! [A-Z])"
)
_SMALL = re.compile(r"(?<![A-Z.][a-z])(?<!\b[A-Z])(?<![a-z]\.[a-z])[.!?] [a-z]")


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
    usual, spans = expected(source, lexicon), pieces(source)
    found = aligned(source, target, spans, usual, lexicon)
    supporting = _support(support(source, target, clauses(source), usual, lexicon))
    whole = max(usual[-1], 1.0)
    sentence = {
        "length": max(-1.0, min(math.log(len(target) / whole), 0.5)),
        "capital": float(bool(_CAPITAL.search(target))),
        "small": float(bool(_SMALL.search(target))),
        "more clauses": max(-4.0, min(len(spans) - len(_ENDS.findall(target)), 4.0)),
    }
    missed = [word.clause for word in found.words if not word.token and word.mark in ("missing", "soft")]
    missed_in, words_in = Counter(missed), Counter(word.clause for word in found.words if not word.token)
    all_missed, all_words = len(missed), words_in.total()
    result = []
    for number, (start, end) in enumerate(spans):
        share = usual[end] - usual[start]
        if share < _SHORTEST:
            continue
        features = {
            **sentence,
            "share": min(share, 120.0) / 40,
            "without": max(-1.0, min(math.log(len(target) / max(whole - share, 5.0)), 0.8)),
            "missing elsewhere": (all_missed - missed_in[number] + 0.5) / (all_words - words_in[number] + 3),
        }
        if words := _words(source, (start, end), number, found, lexicon):
            result.append(Evidence(start, end, features | words | supporting((start, end), share / whole)))
    return result


def pieces(source: str) -> list[Span]:
    """The clauses, and the longer items of a list."""
    spans = []
    for start, end in clauses(source):
        first = start
        for comma in re.finditer("、", source[start:end]):
            last = start + comma.end()
            if last - first > _ITEM and end - last > _ITEM:
                spans.append((first, last))
                first = last
        spans.append((first, end))
    return spans


def _words(source: str, span: Span, number: int, found: Alignment, lexicon: Lexicon) -> dict[str, float]:
    """The features of the words and numbers of a clause, and of the English in its place; empty if it has none."""
    first, last = (bisect_left(found.words, at, key=attrgetter("start")) for at in span)
    here = found.words[first:last]
    if not here:
        return {}
    marks = Counter(word.mark for word in here if not word.token)
    tokens = Counter(word.mark for word in here if word.token)
    lo, hi = found.places[number][0] - _AROUND, found.places[number][1] + _AROUND
    free = Counter(
        capital for _, capital in found.free[bisect_left(found.free, (lo,)) : bisect_left(found.free, (hi,))]
    )
    small, capital = min(free[False], 6), min(free[True], 5)
    missed = [source[word.start : word.end] for word in here if not word.token and word.mark in ("missing", "soft")]
    characters = sum(word.end - word.start for word in here if not word.token and word.mark == "found")
    return {
        "found": min(marks["found"], 4),
        "any": float(marks["found"] > 0),
        "covered": min(characters, 14) / (span[1] - span[0]),
        "far": min(marks["far"], 4),
        "shared": marks["shared"],
        "soft": marks["soft"],
        "missing": min(marks["missing"], 6),
        "freedom": sum(lexicon.usage(word).freedom for word in missed),
        "no token": tokens["missing"],
        "no digit": tokens["short"],
        "free": small,
        "free names": capital,
        "lack": max(0.0, len(missed) + marks["shared"] / 2 - small - capital),
    }


def _support(found: Support) -> Callable[[Span, float], dict[str, float]]:
    """The features of how well the English supports the words of a clause that has this share of the sentence."""
    whole, looseness = found.own.sum(), found.free.mean() if found.free.size else 0.0

    def features(span: Span, share: float) -> dict[str, float]:
        first, last = (bisect_left(found.starts, at) for at in span)
        own, places = found.own[first:last], found.places[first:last]
        if not own.size:
            return dict.fromkeys(_SUPPORT, 0.0)
        lo, hi = np.searchsorted(found.english, (places.min() - _BESIDE, places.max() + _BESIDE))
        taken = found.taken[first:last].sum()
        values = (
            len(own),
            found.said[first:last].sum(),
            own.sum(),
            (own > 1).sum(),
            (own < -1).sum(),
            np.sort(own)[-2:].sum(),
            taken,
            math.log((taken + _FEW) / (len(found.english) * share + _FEW)),
            (whole - own.sum()) / (len(found.own) - len(own) + 2),
            found.free[lo:hi].sum(),
            looseness,
        )
        return dict(zip(_SUPPORT, map(float, values), strict=True))

    return features
