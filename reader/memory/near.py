"""Sentences that are nearly the same: what translation programs call fuzzy matches."""

from __future__ import annotations

import math
from collections.abc import Iterable

LEAST = 85
"""Percent: below this, what translators get of a match costs them more than it saves."""

_MOST_FOUND = 3


def lengths(source: str) -> tuple[int, int]:
    """The shortest and longest (characters) that a text can be and still be as like `source` as `LEAST` says.

    Of a and b characters at most 2·min(a, b) of a + b are the same, which is all that the likeness counts.
    """
    part = LEAST / (200 - LEAST)
    return math.ceil(len(source) * part), math.floor(len(source) / part)


def near(source: str, others: Iterable[str]) -> list[tuple[str, int]]:
    """The few of `others` that are most like `source`, and how like in percent (rounded down), the best first.

    Likeness is the share of characters left by the fewest insertions and deletions (normalized Indel similarity).
    Nothing is found where rapidfuzz, which is optional, is not installed; `duizhao doctor` says so.
    """
    try:
        from rapidfuzz import fuzz, process
    except ModuleNotFoundError:
        return []

    found = process.extract(source, list(others), scorer=fuzz.ratio, score_cutoff=LEAST, limit=_MOST_FOUND)
    return [(text, int(score)) for text, score, _ in found]
