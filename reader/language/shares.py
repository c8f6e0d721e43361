"""Parts of a whole in Chinese text: 三分之二, 1/3, 百分之三十, 千分之二, 三成, 两成半.

Text given here has been through `numerals.normal`.
"""

import re
from decimal import Decimal

from reader.language.numerals import (
    HAN,
    JOIN,
    JOINTS,
    LETTER,
    ORDINALS,
    Number,
    counted,
    number_at,
    read,
    say,
    say_whole,
    shift,
    value,
    words,
)
from reader.language.quantity import Quantity

_PERCENT = {"百": 0, "千": -1, "万": -2}  # 千分之三 is 0.3%
_CARDINALS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_FRACTION = re.compile(rf"([0-9]{{1,4}}|[{HAN}]{{1,4}})分之")
_SLASH = re.compile(rf"([0-9]{{1,3}})/([0-9]{{1,3}})(?![0-9./]|{LETTER})")
_TENTHS = re.compile(
    "(?:(?P<least>[0-9一二两三四五六七八九])(?P<join>[-–~至到]|(?<![0-9])))?(?P<most>[0-9](?:\\.[0-9])?|[一二两三四五六七八九十])成"
    "(?:(?P<more>[半一二三四五六七八九])(?![个十百千万亿年月日天成数家名]))?(?![为功立了员本长都果绩就分型交品熟名年人份双效])"
)


def fraction(text: str, start: int) -> Quantity | None:
    if (found := _SLASH.match(text, start)) and int(found[1]) < int(found[2]):
        said = f"{say_whole(found[2])} fēn zhī {say_whole(found[1])}"
        part = Decimal(found[1])
        return Quantity(start, found.end(), "number", said, found[0], part, part, f"/{found[2]}")
    found = _FRACTION.match(text, start)
    number = found and number_at(text, found.end())
    if not found or not number:
        return None
    if found[1] in _PERCENT:
        return _percentage(text, found, number)
    try:
        whole = int(found[1] if found[1].isascii() else value(found[1]))
    except ValueError:
        return None
    many = int(number.low) if number.low < 10**4 else -1
    if whole < 2 or number.low != many:
        return None
    english = f"{many}/{whole}"
    if whole <= 10 and 0 < many <= 10:
        name = {2: "half", 4: "quarter"}.get(whole, ORDINALS[whole])
        english = f"{_CARDINALS[many]} {name if many == 1 else 'halves' if whole == 2 else name + 's'}"
    said = f"{say_whole(found[1]) if found[1].isascii() else say(found[1])} fēn zhī {number.spoken}"
    return Quantity(start, number.end, "number", said, english, number.low, number.low, f"/{whole}")


def _percentage(text: str, found: re.Match[str], number: Number) -> Quantity:
    """百分之三十, 百分之三至五, 千分之二."""
    said, exponent = f"{say(found[1])} fēn zhī", _PERCENT[found[1]]
    spoken, last, numbers = f"{said} {number.spoken}", number, [number]
    if join := re.compile(f"({JOIN})({found[0]})?").match(text, number.end):
        upper = number_at(text, join.end())
        if upper and upper.low > number.low:
            spoken += f" {JOINTS[join[1]]} {said + ' ' if join[2] else ''}{upper.spoken}"
            last, numbers = upper, [number, upper]
    english = " to ".join((n.english(False) if not exponent else words(shift(n.low, exponent))) + "%" for n in numbers)
    high = None if last.high is None else shift(last.high, exponent)
    english = f"{'more than ' if high is None else ''}{english}"
    return Quantity(found.start(), last.end, "number", spoken, english, shift(number.low, exponent), high, "%")


def tenths(text: str, start: int) -> Quantity | None:
    """三成 is 30%, 七八成 70% to 80%, 两成半 25%, 九成九 99%."""
    found = _TENTHS.match(text, start)
    most = found and read(found["most"], 0)
    least = read(found["least"], 0) if found and found["least"] else most
    if not found or not most or not least or least.low > most.low:
        return None
    low, high = shift(least.low, 1), shift(most.low, 1)
    if more := found["more"]:
        high += 5 if more == "半" else value(more)
        low = low if found["least"] else high
    english = f"{words(low)}% to {words(high)}%" if low < high else f"{words(high)}%"
    numbers = [counted(number) for number in ((least, most) if found["least"] else (most,))]
    said = f" {JOINTS[found['join']]} ".join(numbers) if found["join"] else " ".join(numbers)
    said += " chéng" + ("" if not more else " bàn" if more == "半" else f" {say(more)}")
    return Quantity(start, found.end(), "number", said, english, low, high, "%")
