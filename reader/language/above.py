"""Which words have their reading above them: the modes of pinyin, from the card alone to every word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.language import hsk
from reader.model import Status, Word


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to show readings. `above` says over which words, "" over none; `level` is the HSK level of "hsk"."""

    said: str
    above: Literal["", "every", "unknown", "hsk", "first"] = ""
    level: int = 0
    card: bool = True


CARD = Mode("on the card only")
EVERY = Mode("above every word", "every")
OFF = Mode("off", card=False)
MODES = (
    CARD,
    EVERY,
    Mode("above words not yet known", "unknown"),
    *(Mode(f"above words over {hsk.said(level)}", "hsk", level) for level in range(1, hsk.BAND)),
    Mode("above the first place of a word", "first"),
    OFF,
)


def shows(mode: Mode, word: Word, status: Status, *, first: bool) -> bool:
    """Whether a word has its reading above it; `first` says that it stands here for the first time.

    A word that HSK does not have is over all of its levels, a name too; numbers, dates and Latin are not of its kind.
    """
    match mode.above:
        case "every":
            return True
        case "unknown":
            return status not in ("known", "ignored")
        case "hsk":
            return word.kind in ("word", "name") and (word.hsk is None or word.hsk > mode.level)
        case "first":
            return first
    return False
