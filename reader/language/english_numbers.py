"""Numbers in English text, in digits, in words and in both: 1,234.5, twenty-two, 1.5 million, half a million.

What is ill-formed is found too ("2,18 billion", "2.50.00 million"), with no value but with its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reader.language.numerals import shift


@dataclass(frozen=True, slots=True)
class Number:
    """A number at characters `start` to `end` of a text, without sign, currency and unit.

    `low` and `high` are equal, or the bounds of a vague number (“dozens”), or both None for an ill-formed one. `digits`
    are its significant digits, no zeros at either end. `exponent` is that of its scale words (6 for million). `unit` is
    set where the number itself names it: "ordinal" (third), "/3" (two thirds), "times" (doubled, threefold).
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    digits: str = ""
    exponent: int = 0
    unit: str = ""
    in_words: bool = False


_ONE_TO_NINE = "one two three four five six seven eight nine"
_TEN_TO_NINETEEN = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TWENTY_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
_FIRST_TO_NINETEENTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_ONES, _TEENS, _TENS = _ONE_TO_NINE.split(), _TEN_TO_NINETEEN.split(), _TWENTY_TO_NINETY.split()
_SMALL = {word: number for number, word in enumerate(["zero", *_ONES, *_TEENS])}
_SMALL |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15}
_SHORT = {"k": 3, "m": 6, "mn": 6, "mln": 6, "bn": 9, "bln": 9, "b": 9, "tn": 12, "trn": 12}
_RANKS = {word: number for number, word in enumerate(_FIRST_TO_NINETEENTH.split(), 1)}
_RANKS |= {word[:-1] + "ieth": 10 * number for number, word in enumerate(_TENS, 2)} | {"hundredth": 100}
_SHARES = {"half": 2, "quarter": 4} | {word: number for word, number in _RANKS.items() if number > 2}
_VAGUE_SCALES = {"dozen": 1, "ten": 1, "hundred": 2} | _SCALES
_TIMES = {"twice": 2, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10} | {
    verb + ending: number
    for verb, number in (("doubl", 2), ("tripl", 3), ("trebl", 3), ("quadrupl", 4))
    for ending in ("e", "es", "ed", "ing")
}
_GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SMALL_WORDS = rf"(?:(?:{_any(_TENS)})(?:[- ](?:{_any(_ONES)})(?![a-z]))?|{_any([*_TEENS, *_ONES])}|zero)(?![a-z])"
_SECTION = rf"(?:(?:an?|{_SMALL_WORDS})[- ]hundred(?![a-z])(?:(?: and)?[ -]{_SMALL_WORDS})?|{_SMALL_WORDS})"
_SCALE = rf"(?:{_any(_SCALES)})(?![a-z])"
_DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]?\d)|\d+(?:[.,]\d+)*)"
# 万 and 亿 word for word: “47.32 100 million”, “72,450 ten thousand”.
_LITERAL = r" (?:10,000|100 million|(?:one )?hundred million|ten thousand)(?![a-z])"
_MANY = rf"(?:dozens|hundreds|thousands|millions|billions|trillions|multi[- ]?{_SCALE})(?![a-z])"
_SEVERAL = "(?:several|an? few|few|many)"
_FORMS = re.compile(
    rf"(?P<slash>(?<![\d/.])\d{{1,3}}/\d{{1,3}}(?![\d/.]))|(?P<glyph>[{''.join(_GLYPHS)}])"
    rf"|(?P<digits>{_DIGITS})(?:(?P<th>st|nd|rd|th)(?![a-z])|(?P<literal>{_LITERAL})"
    rf"|(?P<scales>(?:[ -]?(?:hundred|{_SCALE})(?![a-z])){{1,3}})|(?P<short> ?(?:{_any(_SHORT)})(?![^\W_])))?"
    rf"|\b(?:(?P<part>half|quarter)(?: of)?(?: an?|-an?-|-) ?(?P<of>{_SCALE}|dozen\b)"
    rf"|(?P<vague>{_SEVERAL} (?:dozen|hundred|{_SCALE})(?: {_SCALE})?(?![a-z])"
    rf"|(?:{_SEVERAL} )?(?:(?:tens|dozens|hundreds|thousands|millions) of ){{0,3}}{_MANY})"
    rf"|(?P<count>an?|{_SMALL_WORDS})[- ](?P<share>{_any(_SHARES)}|halve)s?(?![a-z])(?=(?P<whole>(?:-[a-z]| of\b)?))"
    rf"|(?P<some>{_SMALL_WORDS}) (?:in|out of)(?: every)? "
    rf"(?P<every>(?!(?:1[0-9]|20)[0-9]{{2}}\b)[0-9][0-9,]*\b|{_SECTION})"
    rf"(?! (?:years?|months?|days?|minutes?|hours?|weeks?|cities|countries)\b)"
    rf"|(?P<times>{_any(_TIMES)})\b|(?P<fold>{_SMALL_WORDS})[- ]?fold\b"
    rf"|(?P<rank>(?:(?:{_any(_TENS)})[- ])?(?:{_any(_RANKS)}))\b"
    rf"|(?P<dozen>(?:an?|{_SMALL_WORDS}) dozen)\b|(?P<half>half)(?![a-z])"
    rf"|(?P<words>(?:an?|{_SECTION})(?:[- ]{_SCALE}){{1,3}}(?:(?:,|,? and)? {_SECTION}(?:[- ]{_SCALE}){{0,3}}){{0,4}}"
    rf"|(?:hundred )?{_SCALE}|{_SECTION}))",
    re.IGNORECASE,
)
_WELL_FORMED = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?")
_AND_A_HALF = re.compile(rf" and a half(?: ({_SCALE}))?\b", re.IGNORECASE)
# Digits behind these are numbers, behind other letters part of a name: mid-2015 and RMB5, but GPT-4 and iPhone7.
_LETTERS_BEFORE = re.compile(r"(?:[^\W\d_][\w.]*[-_]?|\d-)$")
_NUMBER_FOLLOWS = re.compile(
    r"(?:\b(?:rmb|cny|usd|eur|euro|gbp|pound|hkd|yen|jpy|yuan|top)[-.]?|(?<![a-z0-9])(?-i:[a-z]{2,})-|\.|\b\d+-)$",
    re.IGNORECASE,
)
_UNIT_FOLLOWS = re.compile(
    r"(?:km²?|kg|mg|g|cm|mm|nm|m²?|ml|l|t|kw|kwh|mw|gw|w|mph|kph|am|pm|s|h|min|hrs?|sec|ft|in|lbs?|oz|rmb|yuan|x|percent|per|pc|"
    r"pp|bps?|years?|days?|months?|people|euros?|dollars?|pounds?|fold)(?![^\W_])|(?![^\W\d_])",
    re.IGNORECASE,
)
_MONEY_FOLLOWS = re.compile(" (?:yuan|rmb|us dollars|dollars|euros?|pounds|yen)(?![a-z])", re.IGNORECASE)
_LOOK_BACK = 24  # characters; the longest word before a hyphen that matters


def numbers(text: str) -> list[Number]:
    """The numbers of `text`, left to right, none overlapping another."""
    return [number for found in _FORMS.finditer(text) if (number := _number(text, found))]


def _number(text: str, found: re.Match[str]) -> Number | None:
    start, end = found.span()
    if found["digits"] or found["slash"]:
        before = text[max(0, start - _LOOK_BACK) : start]
        if _LETTERS_BEFORE.search(before) and not _NUMBER_FOLLOWS.search(before):
            return None
    if found["digits"]:
        return _in_digits(text, found)
    if written := found["slash"]:
        part, whole = map(int, written.split("/"))
        return _share(found, part, whole) if 0 < part < whole else None
    if found["glyph"]:
        return _share(found, *_GLYPHS[found[0]])
    if part_word := found["part"]:
        exponent = _SCALES.get(found["of"].lower(), 0)
        low = shift(Decimal("0.5" if part_word.lower() == "half" else "0.25"), exponent) if exponent else Decimal(6)
        return Number(start, end, low, low, significant(low), exponent, in_words=True)
    if found["vague"]:
        return _vague(found)
    if found["share"]:
        return _part(found)
    if some := found["some"]:  # one in five
        part, every = _evaluate(some), found["every"].replace(",", "")
        whole = int(every) if every[0].isdecimal() else _evaluate(every)
        return _share(found, part, whole) if 0 < part < whole else None
    if found["half"]:
        return _share(found, 1, 2)
    if word := found["times"] or found["fold"]:
        times = Decimal(_TIMES.get(word.lower()) or _evaluate(word))
        return Number(start, end, times, times, significant(times), unit="times", in_words=True)
    if found["rank"]:
        *tens, last = re.findall("[a-z]+", found[0].lower())
        rank = Decimal(_evaluate(" ".join(tens)) + _RANKS[last])
        return Number(start, end, rank, rank, significant(rank), unit="ordinal", in_words=True)
    value = Decimal(_evaluate(found[0]) * (12 if found["dozen"] else 1))
    exponent = sum(_SCALES.get(word, 0) for word in re.findall("[a-z]+", found[0].lower()))
    return _halved(text, Number(start, end, value, value, significant(value), exponent, in_words=True))


def _in_digits(text: str, found: re.Match[str]) -> Number | None:
    start, end = found.span()
    digits, scales, short = found["digits"], found["scales"], found["short"]
    if short:
        # 5m is a length and $5m an amount of money; 300k and 5bn are amounts.
        name = short.strip().lower()
        money = text[max(0, start - 2) : start].rstrip()[-1:] in tuple("$€£¥") or _MONEY_FOLLOWS.match(text, end)
        if not (money or name in ("mn", "mln", "bn", "bln", "tn", "trn") or short == "k"):
            short, end = None, found.end("digits")
    if not (short or scales or found["th"] or found["literal"]) and not _UNIT_FOLLOWS.match(text, end):
        return None
    if literal := found["literal"]:
        exponent = 8 if "million" in literal.lower() else 4
        return Number(start, end, None, None, re.sub(r"\D", "", digits).strip("0"), exponent)
    exponent = _SHORT[short.strip().lower()] if short else 0
    for word in re.findall("[a-z]+", (scales or "").lower()):
        exponent += _SCALES.get(word, 2)
    if not _WELL_FORMED.fullmatch(digits):
        return Number(start, end, None, None, re.sub(r"\D", "", digits).strip("0"), exponent)
    value = shift(Decimal(re.sub("[, \u00a0\u202f]", "", digits)), exponent)
    unit = "ordinal" if found["th"] else ""
    return _halved(text, Number(start, end, value, value, significant(value), exponent, unit))


def _halved(text: str, number: Number) -> Number:
    """“two and a half million”, “2 million and a half”."""
    half = _AND_A_HALF.match(text, number.end)
    if not half or number.low is None or number.unit:
        return number
    exponent = _SCALES[half[1].lower()] if half[1] else number.exponent
    low = shift(number.low, exponent if half[1] else 0) + shift(Decimal("0.5"), exponent)
    return Number(number.start, half.end(), low, low, significant(low), exponent, in_words=number.in_words)


def _vague(found: re.Match[str]) -> Number:
    """dozens, tens of thousands, several hundred: from one or two to ten times the scale."""
    words = re.findall("[a-z]+", found[0].lower())
    exponent = sum(_VAGUE_SCALES.get(word.removesuffix("s"), 0) for word in words)
    low = shift(Decimal(2 if words[0] in ("several", "few", "a") else 1), exponent)
    return Number(*found.span(), low, shift(Decimal(1), exponent + 1), exponent=exponent, in_words=True)


def _part(found: re.Match[str]) -> Number:
    """two thirds, a quarter of; “a third runway” has a rank and “a quarter” alone may be a time."""
    many = _evaluate(found["count"])
    name = found["share"].lower().replace("halve", "half")
    if many == 1 and name in _RANKS and found["count"].lower() != "one" and found["whole"] != " of":
        rank = Decimal(_RANKS[name])
        return Number(
            found.start("share"), found.end("share"), rank, rank, significant(rank), unit="ordinal", in_words=True
        )
    if many >= 20 and name in _RANKS:  # twenty-fifth
        rank = Decimal(many + _RANKS[name])
        return Number(*found.span(), rank, rank, significant(rank), unit="ordinal", in_words=True)
    return _share(found, many, _SHARES[name])


def _share(found: re.Match[str], part: int, whole: int) -> Number:
    low = Decimal(part)
    return Number(*found.span(), low, low, significant(low), unit=f"/{whole}", in_words=not found[0][:1].isdecimal())


def _evaluate(text: str) -> int:
    """What English number words mean: “two hundred and five thousand” is 205000."""
    total, section = 0, None
    for word in re.findall("[a-z]+", text.lower()):
        if word in _SMALL:
            section = (section or 0) + _SMALL[word]
        elif word in ("a", "an"):
            section = 1
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in _SCALES:
            scale = 10 ** _SCALES[word]
            total, section = (max(total, 1) * scale, None) if section is None else (total + section * scale, None)
    return total + (section or 0)


def significant(number: Decimal) -> str:
    """The digits of a number without the zeros at its ends: "34" for 3400 and for 0.34."""
    return f"{number:f}".replace(".", "").strip("0")
