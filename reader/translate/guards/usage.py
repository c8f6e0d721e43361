"""How English says frequent Chinese words beyond what the dictionary has, and how often it does not say them: a table.

`tests/bench/dropped.py` learns it from sentences and their English; it holds words, stems and counts, no sentence.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from reader import paths

TABLE = "usage.tsv"

_USUAL = 0.15  # of the words of good English are not found by their meanings
_PRIOR = 4  # words of the usual kind that count beside those seen


class Usage(NamedTuple):
    seen: int
    missed: int  # of those seen, without any of its meanings in the English
    also: frozenset[str]  # stems that it is often rendered by

    @property
    def freedom(self) -> float:
        """How much oftener than others it is not found, as a logarithm; below 0 for what English hardly leaves out."""
        return math.log((self.missed + _PRIOR * _USUAL) / (self.seen + _PRIOR) / _USUAL)


UNKNOWN = Usage(0, 0, frozenset())


@lru_cache(maxsize=1)
def usages() -> dict[str, Usage]:
    """The table that ships: word → usage."""
    return dict(
        parsed(line)
        for line in paths.shipped("assets", TABLE).read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )


def parsed(line: str) -> tuple[str, Usage]:
    word, seen, missed, *also = line.split("\t")
    return word, Usage(int(seen), int(missed), frozenset(also))
