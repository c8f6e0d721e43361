"""Lengths of time in two or three units, where 分 alone is minutes: 2小时15分, 45分30秒.

Text given here has been through `numerals.normal`.
"""

import re

from reader.language.numerals import say_whole

_HOURS = r"(?P<hours>[0-9]{1,3})(?:个?小时|时)"
_LENGTH = re.compile(
    rf"(?:{_HOURS}(?P<minutes>[0-9]{{1,2}})分(?:钟(?!头))?"
    r"|(?P<more>[0-9]{1,3})分(?:钟(?!头))?(?=[0-9]{1,2}秒))"
    r"(?:(?P<seconds>[0-9]{1,2})秒)?(?![0-9之])"
)
_UNITS = (
    ("hours", "xiǎo shí", "hour"),
    ("minutes", "fēn", "minute"),
    ("more", "fēn", "minute"),
    ("seconds", "miǎo", "second"),
)


def length_at(text: str, start: int) -> tuple[int, str, str] | None:
    """The length of time at `start`: the offset after it, how it is said, and its English; None if there is none."""
    found = _LENGTH.match(text, start)
    if not found or re.match(r"[0-9]{1,2}时", found[0]):  # 10时30分 is a time of day
        return None
    parts = [(found[name], said, english) for name, said, english in _UNITS if found[name]]
    spoken = " ".join(f"{_two(number)} {said}" for number, said, _ in parts)
    return found.end(), spoken, " ".join(f"{n} {english}{'s' if int(n) != 1 else ''}" for n, _, english in parts)


def _two(number: str) -> str:
    return "liǎng" if number == "2" else say_whole(number.lstrip("0") or "0")
