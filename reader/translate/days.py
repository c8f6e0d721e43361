"""The dates of a sentence against those of its English.

English may say a date in another way (today, on Thursday, that year). It is wrong where it says another year, month,
day or decade, or a month that a bare day of the source never named, and where it has nothing in the date's place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.language.dates import MONTHS
from reader.language.english import Figure, figures
from reader.language.english_dates import dates
from reader.language.numerals import ordinal
from reader.language.quantities import Quantity
from reader.translate.mending import Edit, Finding


def compare(source: str, target: str, quantities: Sequence[Quantity]) -> list[Finding]:
    """What is wrong with the dates of `target`; `quantities` are those of the source to look at."""
    calendar = [(quantity, parts) for quantity in quantities if quantity.kind == "date" and (parts := _parts(quantity))]
    if not calendar:
        return []
    found = figures(target)
    findings: list[Finding] = []
    for kind in ("year", "month", "day", "decade"):
        findings += _strayed(kind, source, target, calendar, found, quantities)
    findings += _made_up_month(source, calendar, found) + _made_up_hour(source, target, calendar, found)
    known = {finding.start for finding in findings}
    return findings + [f for f in _missing(source, target, calendar, found) if f.start not in known]


_DAY = re.compile("the ([0-9]+)(?:st|nd|rd|th)")


def _parts(quantity: Quantity) -> set[tuple[str, int]]:
    if day := _DAY.fullmatch(quantity.english):
        return {("day", int(day[1]))}
    return {part for date in dates(f"in {quantity.english}") for part in date.parts}


def _detail(source: str, quantity: Quantity) -> str:
    return f"{source[quantity.start : quantity.end]} = {quantity.english}"


Calendar = Sequence[tuple[Quantity, set[tuple[str, int]]]]


def _strayed(
    kind: str, source: str, target: str, calendar: Calendar, found: Sequence[Figure], quantities: Sequence[Quantity]
) -> list[Finding]:
    """Dates of the source whose year (month, day) the English lacks while it has one that the source lacks."""
    said = {value for _, parts in calendar for name, value in parts if name == kind}
    heard = {value for figure in found for name, value in figure.parts if name == kind}
    heard |= _numbers(target, found) if kind in ("year", "day") else set()
    lacking, strange = said - heard, {v for f in found for name, v in f.parts if name == kind} - said
    counted = {int(end) for q in quantities for end in (q.low, q.high) if end is not None and end < 10000}
    strange -= counted
    if not lacking or not strange:
        return []
    months = {value for _, parts in calendar for name, value in parts if name == "month"}
    findings = []
    for quantity, parts in calendar:
        values = [value for name, value in parts if name == kind and value in lacking]
        if not values:
            continue
        edits: tuple[Edit, ...] = ()
        if len(lacking) == len(strange) == len(values) == 1:
            edits = _edit(kind, target, found, min(strange), values[0], parts, months)
        if kind == "year" and not edits and not any(_like(values[0], other) for other in strange):
            continue
        findings.append(Finding("quantity", _detail(source, quantity), quantity.start, quantity.end, edits))
    return findings


# The 18th Garden Show, the 21st century: a rank and no day.
_RANKED = re.compile(r" (?:[A-Z][a-z]+|century|anniversary|session|round|edition|floor|place|minute|time|birthday)\b")


def _numbers(target: str, found: Sequence[Figure]) -> set[int]:
    """The whole numbers of the English that may be years or days: 2015, the 13th."""
    return {
        int(number.low)
        for figure in found
        for number in figure.numbers
        if number.low is not None and number.low < 10000 and not (number.unit and _RANKED.match(target, number.end))
    }


def _like(year: int, other: int) -> bool:
    """Whether one year may be a slip for the other: most of its digits are the same."""
    return sum(a == b for a, b in zip(str(year), str(other), strict=False)) >= len(str(year)) - 2


def _edit(
    kind: str,
    target: str,
    found: Sequence[Figure],
    wrong: int,
    right: int,
    parts: set[tuple[str, int]],
    months: set[int],
) -> tuple[Edit, ...]:
    """The one place where the English says the wrong year, month, day or decade; none where it may be another date."""
    dated = [figure for figure in found if (kind, wrong) in figure.parts]
    if len(dated) != 1:
        return ()
    [figure] = dated
    rest = {part for part in parts if part[0] not in (kind, "hour", "minute")}
    there = {part for part in figure.parts if part[0] not in (kind, "hour", "minute")}
    if (rest and there and not rest & there) or (kind == "day" and {v for n, v in there if n == "month"} - months):
        return ()
    forms = rf"\b(?:{MONTHS[wrong - 1]}|{MONTHS[wrong - 1][:3]}\b\.?)" if kind == "month" else rf"(?<!\d){wrong}(?!\d)"
    places = list(re.finditer(forms, target[figure.start : figure.end]))
    if len(places) != 1:
        return ()
    start, end = figure.start + places[0].start(), figure.start + places[0].end()
    if kind == "day" and (suffix := re.compile("st|nd|rd|th").match(target, end)):
        return (Edit(start, suffix.end(), ordinal(right)),)
    return (Edit(start, end, MONTHS[right - 1] if kind == "month" else str(right)),)


def _made_up_month(source: str, calendar: Calendar, found: Sequence[Figure]) -> list[Finding]:
    """11日 is the 11th and not December 11, where nothing in the source names December."""
    months = {value for _, parts in calendar for name, value in parts if name == "month"}
    findings = []
    for quantity, parts in calendar:
        if {name for name, _ in parts} != {"day"} or len(parts) > 1:
            continue
        for figure in found:
            there = dict(figure.parts)
            if (
                len(figure.parts) == 2
                and {("day", there.get("day"))} == parts
                and there.get("month", 0) not in {0, *months}
            ):
                edit = Edit(figure.start, figure.end, f"the {ordinal(there['day'])}")
                findings.append(Finding("quantity", _detail(source, quantity), quantity.start, quantity.end, (edit,)))
                break
    return findings


def _made_up_hour(source: str, target: str, calendar: Calendar, found: Sequence[Figure]) -> list[Finding]:
    """“The morning of 12 a.m.” for 12日上午."""
    hours = {value for _, parts in calendar for name, value in parts if name == "hour"}
    findings = []
    for quantity, parts in calendar:
        for figure in found:
            day = dict(parts).get("day", 0)
            if len(parts) > 1 or not day or figure.parts != (("hour", day % 12),) or day % 12 in hours:
                continue
            if re.fullmatch(rf"{day} ?[ap]\.?m\.?", target[figure.start : figure.end], re.IGNORECASE):
                placed = target[: figure.start].endswith(("of ", "on "))
                edit = Edit(figure.start, figure.end, f"the {ordinal(day)}")
                detail = _detail(source, quantity)
                findings.append(Finding("quantity", detail, quantity.start, quantity.end, (edit,) if placed else ()))
    return findings


# What English may say in place of a date.
_INSTEAD = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|day|days|date|eve|week|month|months|year|years|"
    r"decade|season|spring|summer|autumn|fall|winter|quarter|weekend|ago|now|then|recent(?:ly)?|currently)\b",
    re.IGNORECASE,
)


def _missing(source: str, target: str, calendar: Calendar, found: Sequence[Figure]) -> list[Finding]:
    """Dates of which the English has no part at all, nor anything in their place."""
    heard = {part for figure in found for part in figure.parts}
    numbers = _numbers(target, found)
    findings = []
    for quantity, parts in calendar:
        dated = {part for part in parts if part[0] not in ("hour", "minute")}
        if dated and not dated & heard and not {value for _, value in dated} & numbers and not _INSTEAD.search(target):
            findings.append(Finding("quantity", _detail(source, quantity), quantity.start, quantity.end))
    return findings
