"""The lines of one paragraph put together: Chinese to Chinese without a space, Latin to Latin with one."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

_SPACED = re.compile(r"[\u4e00-\u9fff] [A-Za-z0-9]|[A-Za-z0-9] [\u4e00-\u9fff]")
_TIGHT = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")


def join(lines: Sequence[str], *, spaced: bool = False) -> str:
    """One line made of `lines`, without what they are indented by; `spaced` as `is_spaced` finds it."""
    gaps = (" " if has_gap(left, right, spaced=spaced) else "" for left, right in pairwise(lines))
    return "".join(part for line, gap in zip(lines, [*gaps, ""], strict=True) for part in (line.strip(), gap))


def is_spaced(text: str) -> bool:
    """Whether `text` sets a space between Han and Latin more often than not, so that a line break may stand for one."""
    return len(_SPACED.findall(text)) > len(_TIGHT.findall(text))


def has_gap(left: str, right: str, *, spaced: bool) -> bool:
    """Whether a space belongs between two lines, `spaced` as `is_spaced` finds it."""
    before, after = left.rstrip(), right.lstrip()
    if not before or not after:
        return False
    sides = _is_wide(before[-1]), _is_wide(after[0])
    if all(sides):
        return False
    if any(sides):
        return left != before or (spaced and before[-1].isalnum() and after[0].isalnum())
    if before[-1] == "-" and before[-2:-1].isalnum():  # a word broken at its own hyphen
        return False
    # Half-width marks are used in both scripts: the nearest letters tell which this is.
    return not (_is_wide(_letter(reversed(before))) or _is_wide(_letter(iter(after))))


def _letter(characters: Iterator[str]) -> str:
    return next((character for character in characters if character.isalnum()), " ")


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in {"W", "F"}
