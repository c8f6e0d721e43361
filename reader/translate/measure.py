"""How near a figure in the English comes to a quantity of the source: right, repairable, or another thing altogether.

Right means what an editor would let stand: rounded, in another unit of the same measure (三十年 / three decades, 一半 /
50 per cent), 增长3倍 as fourfold or by 300 per cent.
"""

from __future__ import annotations

import re
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
    year: bool = False  # a bare 2015, which is a date unless the source has that number


MONEY = frozenset("CNY USD EUR GBP HKD TWD AUD CAD SGD NZD JPY KRW INR RUB CHF THB BRL".split())
_DOLLARS = frozenset("USD HKD TWD AUD CAD SGD NZD".split())
# What can be converted: unit | measure | how many of the smallest.
_CONVERSIONS = """
decade years 120, century years 1200, year years 12, quarter years 3, month years 1, anniversary years 12, age years 12
week time 604800, day time 86400, hour time 3600, minute time 60, second time 1, ms time 0.001
working day workdays 1, trading day workdays 1
km length 1000, m length 1, cm length 0.01, mm length 0.001, nm length 0.000000001, mile length 1609.344, foot length 0.3048
inch length 0.0254, nautical mile length 1852, yard length 0.9144
km2 area 1000000, m2 area 1, ha area 10000, mu area 666.67, acre area 4046.86, square mile area 2589988, square foot area 0.0929
t mass 1000000, kg mass 1000, g mass 1, mg mass 0.001, jin mass 500, pound mass 453.592, ounce mass 28.3495, GBP mass 453.592
L volume 1, mL volume 0.001, gallon volume 3.785
m3 volume 1000, barrel barrels 1
W power 1, kW power 1000, MW power 1000000, GW power 1000000000, km/h speed 1, mph speed 1.609
percentage point share 1, % share 1, ‰ share 0.1, basis point share 0.01
"""
_SCALES = {
    unit: (measure, Decimal(many))
    for entry in re.split(r"\n|, ", _CONVERSIONS.strip())
    for unit, measure, many in [entry.rsplit(" ", 2)]
}
# Units that mean one thing here.
_ALIKE = ({"age", "year"}, {"degree", "°C"}, {"degree", "°F"}, {"working day", "day"}, {"trading day", "day"},
          {"century", "ordinal"}, {"quarter", "ordinal"}, {"anniversary", "ordinal"}, {"grade", "ordinal"},
          {"GBP", "pound"}, {"km", "km/h"}, {"mile", "mph"}, {"number", "ordinal"}, {"month", "ordinal"}, {"day", "ordinal"}, {"year", "ordinal"},
          {"week", "ordinal"}, {"minute", "ordinal"}, {"hour", "ordinal"}, {"person", "ordinal"})  # fmt: skip
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
    if have.year and want.unit:
        return None
    if want.unit and have.unit and verdict == "right" and not _same_kind(want, have):
        return None
    if want.digits and want.digits == have.digits and _telling(want, have):
        return (1.5 if have.low is None else 2.0) + cost, "digits"
    if want.digits and have.digits and _nearly(want.digits, have.digits) and _telling(want, have):
        return 2.5 + cost, "digits" if have.low is None else "value"
    if want.vague and have.vague and want.unit == have.unit:
        return 3.0 + cost, "digits"
    if _same_kind(want, have):
        return 3.5 + cost, "value"
    return None


def _same_kind(want: Amount, have: Amount) -> bool:
    """Whether both count the same thing, so that another number is a wrong one and no other matter."""
    if want.unit in MONEY and have.unit in MONEY:
        return True
    same = want.unit == have.unit or {want.unit, have.unit} in ({"km", "km/h"}, {"mile", "mph"}, {"GBP", "pound"})
    return same and want.unit not in ("", "ordinal", "number")


def _telling(want: Amount, have: Amount) -> bool:
    """Whether equal digits say something: 5 and 50 may be any two numbers, 5 and 50 per cent or yuan are not."""
    return len(want.digits) > 1 or _same_kind(want, have) or (want.low or 0) >= 10000


def _unit_cost(want: str, have: str) -> tuple[float, Verdict] | None:
    if want == have:
        return 0.0, "right"
    if want in MONEY and have in MONEY:
        if have == "USD" and want in _DOLLARS:
            return 0.3, "right"
        return 1.2, "currency"
    if want == "percentage point" and have == "%":
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
    fewer = len(have.digits) <= len(want.digits)
    return fewer and _apart(want.low, have.low) <= bound and abs(want.low) >= 10


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
        return (0.1 * float(min(abs(want.low - have.low), Decimal(1))), "right") if near else (3.5, "value")
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
    exact = measure in ("years", "time", "workdays")
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
        or rest[2:] == other[2:]
        and rest[:2] == other[1::-1]
    )
