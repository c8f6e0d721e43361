"""How near a figure in the English comes to a quantity of the source: right, repairable, or another thing altogether.

Right means what an editor would let stand: rounded, in another unit of the same measure (三十年 / three decades, 一半 /
50 per cent), 增长3倍 as fourfold or by 300 per cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal

# right · the number is right and the currency is not · the unit is (percent for percentage points) · the digits are
# right and the number is not (by a factor, ill-formed) · another number of the same thing
Verdict = Literal["right", "currency", "point", "digits", "value"]


@dataclass(frozen=True, slots=True)
class Amount:
    """One number of a sentence on either side: a plain amount or one end of a range.

    `low` and `high` are as in `Quantity`, both None for an ill-formed number, whose `digits` are all that is known.
    `owner` is the index of the quantity or figure it belongs to, `index` which of its numbers it is, `place` where it
    stands, 0 to 1 from the start to the end of the text.
    """

    owner: int
    index: int
    low: Decimal | None
    high: Decimal | None
    unit: str
    digits: str
    place: float
    vague: bool = False
    hedged: bool = False
    small: bool = False  # a word like one or seven, which may be any
    part: bool = False  # of more words than were read as one number: “six and four kilometres”
    year: bool = False  # a bare 2015, which is a date unless the source has that number


_CODES = "CNY USD EUR GBP HKD TWD AUD CAD SGD NZD JPY KRW INR RUB CHF THB BRL"
MONEY = frozenset(_CODES.split())
_DOLLARS = frozenset({"USD", "HKD", "TWD", "AUD", "CAD", "SGD", "NZD"})
# What can be converted: unit | measure | how many of the smallest.
_CONVERSIONS = """
years: century 1200, decade 120, year 12, anniversary 12, age 12, quarter 3, month 1
time: week 604800, day 86400, hour 3600, minute 60, second 1, ms 0.001
days: working day 1, trading day 1
length: km 1000, li 500, m 1, cm 0.01, mm 0.001, nm 0.000000001, nautical mile 1852, mile 1609.344
length: foot 0.3048, inch 0.0254
area: km2 1000000, ha 10000, acre 4046.86, mu 666.67, m2 1
mass: t 1000000, kg 1000, jin 500, pound 453.592, GBP 453.592, ounce 28.3495, g 1, mg 0.001
volume: m3 1000, L 1, mL 0.001
power: GW 1000000000, MW 1000000, kW 1000, W 1
speed: mph 1.609, km/h 1
share: % 1, percentage point 1, ‰ 0.1, basis point 0.01
"""
_SCALES = {
    unit: (measure, Decimal(many))
    for line in _CONVERSIONS.strip().splitlines()
    for measure, _, entries in [line.partition(": ")]
    for unit, many in [entry.rsplit(" ", 1) for entry in entries.split(", ")]
}
# What is often said for points and thousandths, with the same number.
_POINTS = {
    "percentage point": {"%"}, "basis point": {"%", "percentage point"}, "point": {"%", "percentage point"}, "‰": {"%"},
}  # fmt: skip
# Units that mean one thing here; what is ranked may carry its noun (the 21st century) or not.
_RANKED = "century quarter anniversary grade number month day year week minute hour person"
_ALIKE = [
    {"age", "year"}, {"degree", "°C"}, {"degree", "°F"}, {"working day", "day"}, {"trading day", "day"},
    {"GBP", "pound"}, {"km", "km/h"}, {"mile", "mph"}, {"point", "percentage point"}, {"point", "basis point"},
    *({"ordinal", unit} for unit in _RANKED.split()),
]  # fmt: skip
_SAME = [{"km", "km/h"}, {"mile", "mph"}, {"GBP", "pound"}, {"mu", "acre"}]  # mu that engines call acres
_EXACT = Context(prec=40, traps=[])
_NEARBY = Decimal("0.01")  # a rounded number, unless it says about: then six in a hundred
_ABOUT = Decimal("0.06")
_CONVERTED = Decimal("0.03")


def closeness(want: Amount, have: Amount) -> tuple[float, Verdict] | None:
    """What it costs to take `have` for the rendering of `want`, and what is then to be said of it; None if it is not.

    0 is a perfect fit; up to 1 is right; the rest, up to 5, is less and less certain.
    """
    unit = _unit_cost(want.unit, have.unit)
    if (same := _same_share(want, have)) is not None:
        return same
    if want.unit == "times" or (have.unit == "times" and want.unit in ("", "%")):
        return _times(want, have)
    if unit and _accepts(want, have):
        return unit
    if (converted := _converted(want, have)) is not None:
        return converted
    if unit is None:
        return None
    cost, verdict = unit
    if have.year and want.unit and want.low != have.low:
        return None
    if want.unit and have.unit and verdict == "right" and not _same_kind(want, have):
        return None
    if want.digits and want.digits == have.digits and _telling(want, have):
        return (1.5 if have.low is None else 2.0) + cost, "digits"
    if want.digits and have.digits and _nearly(want.digits, have.digits) and _telling(want, have):
        return 2.5 + cost, "digits" if have.low is None else "value"
    bare = not have.unit and want.unit not in MONEY and want.unit != "%"  # hundreds of thousands, for 数百万人
    if want.vague and have.vague and (bare or want.unit == have.unit):
        return 3.0 + cost, "digits"
    if _same_kind(want, have):
        return 3.5 + cost + _difference(want, have), "value"
    return None


def _difference(want: Amount, have: Amount) -> float:
    """0 for nearly the same number, 0.5 for one far from it."""
    if want.low is None or have.low is None:
        return 0.5
    return min(0.5, float(min(_apart(want.low, have.low), Decimal(1))))


def _same_kind(want: Amount, have: Amount) -> bool:
    """Whether both count the same thing, so that another number is a wrong one and no other matter."""
    if want.unit in MONEY and have.unit in MONEY:
        return True
    same = want.unit == have.unit or {want.unit, have.unit} in _SAME
    return same and want.unit not in ("", "ordinal", "number")


def _telling(want: Amount, have: Amount) -> bool:
    """Whether equal digits say something: 11 and 1,100 may be any two numbers, 11 and 1,100 yuan not."""
    if have.small and not _same_kind(want, have):
        return False
    large = (want.low or 0) >= 10000 or ((want.low or 0) >= 1000 and (have.low or 0) >= 100)
    return len(want.digits) > 2 or _same_kind(want, have) or large


def _unit_cost(want: str, have: str) -> tuple[float, Verdict] | None:
    if want == have:
        return 0.0, "right"
    if want in MONEY and have in MONEY:
        if have == "USD" and want in _DOLLARS:
            return 0.3, "right"
        return 1.2, "currency"
    if have in _POINTS.get(want, ()):
        return 0.6, "point"
    if {want, have} in _ALIKE:
        return 0.2, "right"
    if not want or not have:
        return (0.5 if want in MONEY or have in MONEY else 0.3), "right"
    if "ordinal" in (want, have) or want in MONEY or have in MONEY or "%" in (want, have):
        return None
    if {want, have} & {"person", "number", "mu", "jin", "degree"}:
        return 0.8, "right"
    return None


def _accepts(want: Amount, have: Amount) -> bool:
    """Whether the English number may stand for the Chinese: the same, rounded, or within what 多 and 数 leave open."""
    if want.low is None or have.low is None:
        return False
    top = want.high if want.high is not None else _EXACT.add(want.low, _step(want.low))
    if have.vague:
        return have.low <= top and (have.high is None or want.low < have.high)
    if want.vague:
        return want.low / 2 <= have.low <= top
    if want.low <= have.low <= top:
        return True
    bound = _ABOUT if want.hedged or have.hedged or have.high is None else _NEARBY
    rounded = len(have.digits) < len(want.digits) and abs(want.low) >= 10
    return rounded and _apart(want.low, have.low) <= bound


def _step(number: Decimal) -> Decimal:
    """What 多 may add: ten to 20多, a hundred to 300多, ten million to 3000多万."""
    digits, exponent = f"{abs(number):f}".split(".")[0], 0
    while exponent < len(digits) - 1 and digits[-1 - exponent] == "0":
        exponent += 1
    return Decimal(1).scaleb(exponent)


def _apart(first: Decimal, second: Decimal) -> Decimal:
    return abs(_EXACT.divide(_EXACT.subtract(first, second), first)) if first else Decimal(1)


def _share(amount: Amount) -> Decimal | None:
    """A fraction in percent."""
    if amount.low is None or amount.unit[:1] != "/":
        return None
    return _EXACT.divide(amount.low * 100, Decimal(amount.unit[1:]))


def _same_share(want: Amount, have: Amount) -> tuple[float, Verdict] | None:
    """三分之二 and 66.7 per cent, 25% and a quarter."""
    one, other = _share(want), _share(have)
    if one is None and other is None:
        return None
    one = want.low if one is None and want.unit == "%" else one
    other = have.low if other is None and have.unit == "%" else other
    if one is None or other is None:
        return None
    if _apart(one, other) <= _CONVERTED or (want.hedged and _apart(one, other) <= _ABOUT):
        return 0.2, "right"
    return None


def _times(want: Amount, have: Amount) -> tuple[float, Verdict] | None:
    """增长3倍 is three or four times, or 300 or 400 per cent."""
    if want.low is None or have.low is None:
        return None
    if have.unit == "times" and want.unit == "times":
        near = abs(want.low - have.low) <= 1 or _accepts(want, have)
        if not near:
            return (2.0, "digits") if want.digits == have.digits else (3.5, "value")
        return 0.1 * float(min(abs(want.low - have.low), Decimal(1))), "right"
    times, percent = (want.low, have.low) if want.unit == "times" else (have.low, want.low)
    if "%" in (want.unit, have.unit):
        return (0.5, "right") if any(percent == 100 * (times + more) for more in (-1, 0, 1)) else None
    return (0.4, "right") if "" in (want.unit, have.unit) and _accepts(want, have) else None


def _converted(want: Amount, have: Amount) -> tuple[float, Verdict] | None:
    if (
        want.unit == have.unit
        or want.low is None
        or have.low is None
        or {want.unit, have.unit} == {"%", "percentage point"}
    ):
        return None
    (measure, one), (other_measure, other) = _SCALES.get(want.unit, ("", 1)), _SCALES.get(have.unit, ("?", 1))
    if measure != other_measure:
        return None
    first, second = _EXACT.multiply(want.low, one), _EXACT.multiply(have.low, other)
    exact = measure in ("years", "time", "days")
    return (0.4, "right") if _apart(first, second) <= (_NEARBY if exact else _CONVERTED) else None


def _nearly(first: str, second: str) -> bool:
    """Whether two runs of three digits or more differ by one that is left out, put in, changed or swapped."""
    if min(len(first), len(second)) < 3 or abs(len(first) - len(second)) > 1:
        return False
    head = 0
    while head < min(len(first), len(second)) and first[head] == second[head]:
        head += 1
    rest, other = first[head:], second[head:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[2:] == other[2:] and rest[:2] == other[1::-1])
    )
