"""Amounts, dates and times in English text: where they are and what they mean.

    $3.45 billion                  3450000000 USD
    between 1 and 1.5 million      1000000 to 1500000
    two thirds                     2 /3
    12 December 2025               day 12, month 12, year 2025

The mirror of `quantities`: the same bounds, the same unit codes. It is made for the English of translation engines, so
it also reads what is ill-formed ("2,18 billion", whose value nobody can know) and keeps its digits. Digits that belong
to a Latin name (iPhone7, COVID-19) are left to that name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from reader.language.english_dates import Date, dates
from reader.language.english_numbers import Number, numbers
from reader.language.english_units import currency_before, unit_after
from reader.language.numerals import shift


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity or date at characters `start` to `end` of an English text, its currency and unit words included.

    `numbers` are the numbers in it as they are written: one, or the two ends of a range; none for a date. `low`, `high`
    and `unit` are as in `Quantity`: equal bounds for a plain amount, `high` None for “more than”, both None for a date
    and for a number that is ill-formed. Currency signs count as the unit they usually mean: "$" is USD. `parts` are
    those of a date, ("month", 12); a year alone has both, for it may turn out to be a number.
    """

    start: int
    end: int
    kind: Literal["number", "date"]
    numbers: tuple[Number, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    parts: tuple[tuple[str, int], ...] = ()


def figures(text: str) -> list[Figure]:
    """The quantities and dates of `text`, left to right, none overlapping another."""
    found: list[Figure] = []
    free = 0  # the offset after the last figure
    calendar = [date for date in dates(text) if not _counts(text, date)]
    inside = {place for date in calendar for place in range(date.start, date.end)}
    apart = [number for number in numbers(text) if number.start not in inside and number.end - 1 not in inside]
    parts: list[Date | Number] = [*calendar, *apart]
    for part in sorted(parts, key=lambda part: part.start):
        if part.start < free:
            continue
        figure = _dated(text, part, free) if isinstance(part, Date) else _amount(text, part, free)
        if found and (joined := _range(text, found[-1], figure)):
            figure = joined
            found.pop()
        found.append(figure)
        free = figure.end
    return found


def _counts(text: str, date: Date) -> bool:
    """Whether two years are two numbers: 1499 to 1299 yuan, and whatever falls."""
    if [name for name, _ in date.parts] != ["year", "year"] or not text[date.start].isdecimal():
        return False
    (_, first), (_, last) = date.parts
    unit = unit_after(text, date.end)
    return first > last or bool(unit and unit[0] != "second") or currency_before(text, date.start) is not None


def _dated(text: str, date: Date, free: int) -> Figure:
    """A date; 2015 alone may be a number as well, and in “2000 people” it is one."""
    figure = Figure(date.start, date.end, "date", parts=date.parts)
    if [name for name, _ in date.parts] != ["year"] or not text[date.start : date.end].isdecimal():
        return figure
    value = Decimal(date.parts[0][1])
    written = Number(date.start, date.end, value, value, str(value).strip("0"))
    unit = unit_after(text, date.end)
    if currency_before(text, date.start) or (unit and unit[0] != "second"):
        return _amount(text, written, free)
    return replace(figure, numbers=(written,), low=value, high=value)


# What says that a number is only the least: over 300, at least three, 300 or more.
_MORE_BEFORE = re.compile(
    r"\b(?:more than|over|above|exceed(?:s|ed|ing)?|upwards? of|in excess of|at least|surpass(?:es|ed|ing)?|beyond"
    r"|greater than|no (?:less|fewer) than|not less than)(?: an?| the)? ?$",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?:(?<![\w)%])(?<!\d )[-−]|\b[Mm]inus )$")
_MORE_AFTER = re.compile(r"[ -]?(?:or more\b|or above\b|plus\b|\+|-odd\b|-some\b)", re.IGNORECASE)
_LOOK_BACK = 32  # characters; the longest phrase of _MORE_BEFORE and its article


def _amount(text: str, number: Number, free: int) -> Figure:
    start, end, high = number.start, number.end, number.high
    if number.low is not None and number.low == high:
        if more := _MORE_AFTER.match(text, end):
            high, end = None, more.end()
        elif _MORE_BEFORE.search(text, max(0, start - _LOOK_BACK), start):
            high = None
    unit = number.unit
    if (before := currency_before(text, start)) and before[1] >= free:
        unit, start = before
    after = unit_after(text, end)
    if after and (after[0] != "KRW" or number.exponent or len(text[number.start : number.end]) > 3):  # “3 won medals”
        # “RMB 300 million yuan” says it twice; “$300 per day” has two units, and the first is the amount's.
        if not unit:
            unit, end = after
        elif unit.isupper() and after[0].isupper():
            end = after[1]
    low = number.low
    if low is not None and (sign := _MINUS.search(text, max(free, start - 8), start)):
        start = sign.start()
        low, high = (low if high is None else high).copy_negate(), None if high is None else low.copy_negate()
    return Figure(start, end, "number", (number,), low, high, unit)


_TO = re.compile(r" ?(?:-|–|—|~) ?| (?:to|through) (?:about |around |as (?:many|much|high) as )?", re.IGNORECASE)
_OR = re.compile(r",? or | and | to ")
_AND = re.compile(r" (?:and|to|or) ", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:between|from|range[sd]? (?:from|between))(?: about| around| approximately)? ?$", re.IGNORECASE
)


def _range(text: str, first: Figure, last: Figure) -> Figure | None:
    """The two figures as the ends of a range, if that is what they are."""
    if not first.numbers or last.kind == "date":
        return None
    gap = text[first.end : last.start]
    between = _BETWEEN.search(text, max(0, first.start - _LOOK_BACK), first.start)
    if len(first.numbers) > 1 or not (_TO.fullmatch(gap) or (_AND.fullmatch(gap) and between) or _OR.fullmatch(gap)):
        return None
    (least, most), unit = (first.numbers[0], last.numbers[0]), first.unit or last.unit
    if least.low is None or most.low is None or least.low != least.high or "ordinal" in (first.unit, last.unit):
        return None
    if first.unit and first.unit != last.unit and not (first.start < least.start and not last.unit):
        return None  # “by 3.6% to 1.58 million”, but “$3 to 5 million”
    if most.exponent and not least.exponent and first.end == least.end:  # not “3 yuan to 5 million yuan”
        least = _sharing(least, most)
    low, high = least.low, most.low
    assert low is not None
    assert high is not None
    neighbours = least.exponent == most.exponent and high > low and (high - low).adjusted() <= low.adjusted()
    if _OR.fullmatch(gap) and not between and " to " not in gap and not (neighbours and "or" in gap):
        return None
    if low >= high and not between:
        return None
    start = between.start() if between and _AND.fullmatch(gap) else first.start
    if low > high:
        return Figure(start, last.end, "number", (least, most), unit=unit)
    return Figure(start, last.end, "number", (least, most), low, high, unit)


def _sharing(first: Number, last: Number) -> Number:
    """The 1 of “1 to 1.5 million” is 1 million, but that of “800 to 1.2 million” is not 800 million."""
    if first.low is None or last.low is None or first.low >= 1000:
        return first
    low = shift(first.low, last.exponent)
    return replace(first, low=low, high=low) if low < last.low or first.low >= last.low else first
