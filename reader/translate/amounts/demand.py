"""Which quantities English must have in some form, and what it may say in place of a number.

去年7个月   "seven months", or nothing an editor would miss
9830亿元    an amount: its absence is an error
一百年      "a century" will do
"""

from __future__ import annotations

import re
from decimal import Decimal

from reader.language.quantities import Quantity
from reader.translate.amounts.measure import MONEY

_COUNTED = 13  # smaller numbers English often says in another way: both, a few, the two sides, this week
_LARGE = 10_000
_TIMES = 10
_HUNDREDTH = Decimal("0.01")
_SHARES = {"%", "‰", "percentage point", "basis point", "point"}
_MEASURES = frozenset("km2 m2 m3 ha mu km m mile li kg t pound barrel kWh km/h".split())
_RANKS = {"ordinal", "number", "grade", "anniversary", "age", "century", "quarter"}


# 9、10月份, 80、90后: the number is part of a date that is not read with it. 7.19 is July 19, 楚十七 a name.
_LISTED = re.compile("[、和及与或][0-9]{1,4}(?:[、和及与或][0-9]{1,4})*(?:月|年|日|后|世纪|号|岁)|[年月后]")
_ITEM = re.compile("[.．、)）]")  # 2.我们: the number of an item
_IS_NAME = re.compile(r"[0-9]{1,2}[.·][0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?")


def demanded(source: str, quantity: Quantity) -> bool:
    """Whether the English is wrong if it has no number for this quantity."""
    low = quantity.low
    written = source[quantity.start : quantity.end]
    if low is None or _LISTED.match(source, quantity.end) or _IS_NAME.fullmatch(written):
        return False
    if quantity.start == 0 and _ITEM.match(source, quantity.end):
        return False
    if quantity.unit == "times":
        return low >= _TIMES or low != low.to_integral_value()
    if quantity.unit in _RANKS:
        return low >= _COUNTED and any(character.isdecimal() for character in written)
    if quantity.unit in MONEY or quantity.unit in _SHARES or abs(low) >= _LARGE:
        return True
    if quantity.unit[:1] == "/":
        return True
    return low >= _COUNTED or (low >= 2 and any(character.isdecimal() for character in written))


# unit, value | what English may say instead
_SAID = [
    (units.split(), value, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
    for units, value, pattern in (
        ("% /2", 50, r"half|halves|halved|halving"),
        (
            "%",
            100,
            r"all|entire(?:ly)?|complete(?:ly)?|full(?:y)?|whol(?:e|ly)|every|total(?:ly)?|absolute(?:ly)?|doubl\w+",
        ),
        ("%", 10, r"tenth"),
        ("%", 20, r"fifth"),
        ("%", 25, r"quarter"),
        ("%", 75, r"three[- ]quarters"),
        ("%", 200, r"doubl\w+|tripl\w+|twice"),
        ("year", 10, r"decades?|10th|tenth"),
        ("year", 20, r"decades|twent\w+"),
        ("year", 30, r"decades|thirt\w+"),
        ("year", 40, r"decades|forties|fortieth"),
        ("year", 50, r"half[- ](?:a[- ])?century|decades|fift\w+"),
        ("year", 100, r"century|centuries|centenar\w+|centennial"),
        ("year", 1000, r"millenni\w+|thousand"),
        ("month", 12, r"year|annual\w*"),
        ("month", 18, r"year and a half"),
        ("hour", 24, r"day|daily|around the clock|round[- ]the[- ]clock|all[- ]day"),
        ("hour", 48, r"days"),
        ("day", 14, r"fortnight|two[- ]weeks?"),
        ("day", 30, r"month"),
        ("day", 100, r"hundred"),
        ("minute", 15, r"quarter"),
        ("minute", 30, r"half"),
        ("minute", 60, r"hour"),
        ("minute", 90, r"hour and a half|one and a half hours"),
    )
]
_DECADES = "teens twenties thirties forties fifties sixties seventies eighties nineties"
_TENS = dict(enumerate(_DECADES.split(), 1))
_PER_MANY = re.compile("[千万]分之")
_DIGITS = re.compile("[0-9]+(?:[.,][0-9]+)*")
# Round numbers that stand for many: 百, 万 and 亿 each have their words.
_ROUND = [
    (re.compile("亿"), re.compile(r"(?<!\d )\b(?:hundred million|billions?|trillions?|countless)\b", re.IGNORECASE)),
    (re.compile("万"), re.compile(r"(?<!\d )\b(?:thousands?|millions?|billions?|countless|myriad)\b", re.IGNORECASE)),
    (re.compile("千(?!百)"), re.compile(r"\b(?:thousands?|countless|myriad|many)\b", re.IGNORECASE)),
    (re.compile(""), re.compile(r"\b(?:dozens|scores|hundreds?|thousands?|countless|many)\b", re.IGNORECASE)),
]
_ROUND_NUMERAL = re.compile("[上成数几]?[十百千万亿]+(?![零〇一二三四五六七八九点])")


def excused(source: str, quantity: Quantity, target: str) -> bool:
    """Whether the English says it without a number: half, a decade, hundreds of, all."""
    value = quantity.low
    if value is None:
        return True
    if quantity.unit[:1] == "/":
        value, unit = value * 100 / int(quantity.unit[1:]), "%"
        value = value.quantize(_HUNDREDTH) if value != value.to_integral_value() else value
    else:
        unit = quantity.unit
    if any(unit in units and value == said and pattern.search(target) for units, said, pattern in _SAID):
        return True
    written = source[quantity.start : quantity.end]
    runs = _DIGITS.findall(written)  # 76人队, the 76ers; 2016/17; 2分43秒18, 2:43.18
    measured = quantity.unit in _SHARES or quantity.unit in _MEASURES
    plain = not quantity.unit.isupper() and not measured and value < _LARGE
    if runs and plain and all(re.search(rf"(?<!\d){re.escape(run)}(?!\d)", target) for run in runs):
        return True
    if _PER_MANY.match(written) and re.search(r"thousand|\b10?,?000\b", target):  # two in a thousand
        return True
    if quantity.unit == "year" and runs and re.search(rf"\b(?:19|20|')?{runs[0]}\b", target):  # 98年, 1998
        return True
    if quantity.unit in ("age", "year") and value < 100:  # in his 20s, two decades
        tens = _TENS.get(int(value) // 10, "decades")
        if re.search(rf"\b{int(value)}s\b|\b{tens}\b|\bdecades?\b", target, re.IGNORECASE):
            return True
    if not _ROUND_NUMERAL.match(written) or quantity.unit.isupper():
        return False
    return bool(next(words for scale, words in _ROUND if scale.search(written)).search(target))
