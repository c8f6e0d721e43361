"""Dates and times in English text: December 10, 2025; 10th of December; Dec. 10-15; the 1980s; 9.30 p.m.; noon."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reader.language.dates import MONTHS


@dataclass(frozen=True, slots=True)
class Date:
    """A date or time at characters `start` to `end` of a text.

    `parts` are ("year", 2025), ("month", 12), ("day", 10), ("decade", 1980), ("hour", 9) and ("minute", 30), from the
    month to the year; two of a kind for the ends of a span. Hours are 0 to 11, for half of the texts do not
    say which half of the day; years before Christ are negative.
    """

    start: int
    end: int
    parts: tuple[tuple[str, int], ...]


_MONTH_NUMBERS = {name[: 3 if short else None].lower(): n for n, name in enumerate(MONTHS, 1) for short in (0, 1)}
_MONTH_NUMBERS["sept"] = 9
_FULL = "|".join(MONTHS)
_MONTH = rf"(?:(?:{_FULL})(?![a-z])|(?:Sept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?![a-z])\.?)"
_YEAR = r"(?:(?:1[0-9]|20)[0-9]{2}(?![0-9]|[.,][0-9]|%|s\b))"
_DAY = r"(?:(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9A-Za-z]|[.,][0-9]|%))"
_TO = r"(?: ?[-–—] ?| to | and | through | or )"
_COMMA_YEAR = rf"(?:(?:,| of|,? in)? ?(?P<year>{_YEAR}))?"
_CLOCK = r"(?:[01]?[0-9]|2[0-4])"
_HALF_OF_DAY = r"(?:[ap]\.?m\b\.?)"
_TWENTIES_TO_NINETIES = "twenties thirties forties fifties sixties seventies eighties nineties"
_DECADES = {name: 10 * n for n, name in enumerate(_TWENTIES_TO_NINETIES.split(), 2)}
_ONE_TO_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
_HOURS = {name: n for n, name in enumerate(_ONE_TO_TWELVE.split(), 1)}


def _year(group: str) -> str:
    return rf"(?:(?:,| of|,? in)? ?(?P<{group}>{_YEAR}))?"


_FORMS = re.compile(
    rf"(?P<iso>\b[12][0-9]{{3}}[-/][01]?[0-9][-/][0-3]?[0-9]\b)"
    rf"|\b(?:(?P<m1>{_MONTH})(?:{_TO}(?P<m2>{_MONTH}))? (?:the )?(?P<d1>{_DAY})(?:{_TO}(?P<d2>{_DAY})(?! {_MONTH}))?"
    rf"{_year('year')}"
    rf"|(?:(?P<d3>{_DAY})(?: of)?(?: (?P<m3>{_MONTH}))?(?:{_TO}| ?/ ?|, )(?:the )?)?(?P<d4>{_DAY})(?: of | |-)"
    rf"(?P<m4>{_MONTH}){_year('year2')}"
    rf"|(?P<m5>{_MONTH})(?:{_TO}(?P<m6>{_MONTH}))?{_year('year3')}"
    rf"|half past (?P<past>{_CLOCK})"
    rf"|(?P<hour>{_CLOCK})[:.](?P<minute>[0-5][0-9])(?:[:.][0-5][0-9])?[ \u00a0]?{_HALF_OF_DAY}"
    rf"|(?P<hour2>{_CLOCK}):(?P<minute2>[0-5][0-9])(?::[0-5][0-9])?(?![:0-9])"
    rf"|(?P<hour3>{_CLOCK}|{'|'.join(_HOURS)})(?:[ \u00a0]?{_HALF_OF_DAY}| ?o['’] ?clock)"
    rf"|(?P<midday>noon|midday|midnight)\b"
    rf"|(?:the )?(?:(?:early|late|mid)[- ])?['’]?(?P<decade>(?:1[0-9]|20)[0-9]0|[1-9]0)['’]?s\b"
    rf"|(?P<named>{_TWENTIES_TO_NINETIES.replace(' ', '|')})\b"
    rf"|(?P<old>[0-9]{{1,5}}|[0-9]{{1,2}},[0-9]{{3}}) (?P<bc>B\.?C\.?(?:E\.?)?|AD|A\.D\.|CE)(?![A-Za-z])"
    rf"|AD (?P<ad>[0-9]{{1,4}})\b"
    rf"|(?P<years>{_YEAR})"
    rf"(?:(?: ?[-–/] ?| to | and )(?P<until>{_YEAR}|(?<! )[0-9]{{2}}(?![0-9.,%:-]))(?!-))?)"
)
_NAME_BEFORE = re.compile(r"\b[A-Z][a-z]+ $")
_LETTERS_BEFORE = re.compile(r"[^\W\d_][-.]?$|[\d.,]$|[$€£¥] ?$|\d-$")
_WORD_BEFORE = re.compile(r"(?<![A-Za-z])(?:[a-z]{2,}-|’|')$")


def dates(text: str) -> list[Date]:
    """The dates and times of `text`, left to right, none overlapping another. A year may be a plain number."""
    return [date for found in _FORMS.finditer(text) if (date := _date(text, found))]


def _date(text: str, found: re.Match[str]) -> Date | None:
    start, end = found.span()
    before = text[max(0, start - 16) : start]
    if found[0][0].isdecimal() and _LETTERS_BEFORE.search(before) and not _WORD_BEFORE.search(before):
        return None
    parts = _parts(found)
    alone = (
        found["m5"] in ("May", "March", "Mar", "Mar.", "Jan", "Dec", "Sep") and not found["m6"] and not found["year3"]
    )
    if not parts or (alone and not _MONTH_BEFORE.search(before)):
        return None
    return Date(start, end, tuple(parts))


# May and March begin sentences and are names; behind these they are months.
_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|of|since|by|last|this|next|until|till|early|late|mid|from|to|and|between|before|after|during|for|the)"
    r"[ -]"
    r"|[(,-] ?)$",
    re.IGNORECASE,
)


def _parts(found: re.Match[str]) -> list[tuple[str, int]]:
    parts: list[tuple[str, int]] = []
    if iso := found["iso"]:
        year, month, day = (int(part) for part in re.split("[-/]", iso))
        return [("year", year), ("month", month), ("day", day)] if 0 < month < 13 and 0 < day < 32 else []
    if found["old"] or found["ad"]:
        year = _number(found["old"] or found["ad"])
        return [("year", -year if (found["bc"] or "").startswith("B") else year)]
    if past := found["past"]:
        return [("hour", int(past) % 12), ("minute", 30)]
    if found["midday"]:
        return [("hour", 0), ("minute", 0)]
    for group, (kind, read) in _READ.items():
        if found[group]:
            parts.append((kind, read(found[group])))
    if until := found["until"]:
        year = int(found["years"])
        last = int(until) if len(until) == 4 else year // 100 * 100 + int(until)
        parts.append(("year", last))
    return parts


def _number(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _month(written: str) -> int:
    return _MONTH_NUMBERS[written.lower().rstrip(".")]


def _clock(written: str) -> int:
    return (_HOURS.get(written) or int(written)) % 12


def _decade(written: str) -> int:
    return int(written) if len(written) == 4 else 1900 + int(written)


_READ: dict[str, tuple[str, Callable[[str], int]]] = {
    **{f"m{n}": ("month", _month) for n in range(1, 7)},
    **{f"d{n}": ("day", _number) for n in range(1, 5)},
    **dict.fromkeys(("hour", "hour2", "hour3"), ("hour", _clock)),
    **dict.fromkeys(("minute", "minute2"), ("minute", int)),
    **dict.fromkeys(("year", "year2", "year3", "years"), ("year", int)),
    "decade": ("decade", _decade),
    "named": ("decade", lambda name: 1900 + _DECADES[name]),
}
