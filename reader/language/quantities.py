"""Amounts, dates and times in Chinese text: where they are, how they are said, how English writes them.

    9830亿元     jiǔ qiān bā bǎi sān shí yì yuán     983 billion yuan
    12月10日     shí èr yuè shí rì                   December 10

A numeral that may be part of an ordinary word (一定, 十分, 千万别, 四川) is left to the dictionary, and digits that
belong to a Latin name (GPT-4o, 5G) to that name. Readings are in citation tones.
"""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from reader.language.dates import date_at
from reader.language.durations import length_at
from reader.language.numerals import (
    HAN,
    JOIN,
    JOINTS,
    LETTER,
    Number,
    counted,
    halved,
    normal,
    number_at,
    rank,
    read,
    say,
    say_code,
    shift,
    value,
    words,
)
from reader.language.quantity import Quantity
from reader.language.shares import fraction, tenths
from reader.language.units import Unit, unit_at, unit_named

__all__ = ["Quantity", "find", "spoken"]


@lru_cache(maxsize=64)  # segmenting, annotating and checking ask it of the sentences of one group
def find(text: str) -> tuple[Quantity, ...]:
    """The quantities and dates of `text`, left to right, none overlapping another. URLs are for the caller to skip."""
    plain = normal(text)
    gaps = {gap.start() for gap in _GAP.finditer(plain)}
    if not gaps:
        return tuple(_scan(plain))
    places = [place for place in range(len(plain)) if place not in gaps]
    found = _scan("".join([plain[place] for place in places]))
    return tuple(replace(part, start=places[part.start], end=places[part.end - 1] + 1) for part in found)


def spoken(text: str) -> str:
    """How a text that is one quantity is read aloud; "" when it is anything else."""
    found = find(text)
    return found[0].spoken if found and (found[0].start, found[0].end) == (0, len(text)) else ""


def _scan(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    position = 0
    while start := _START.search(text, position):
        position = start.end()
        after_another = found and found[-1].end == start.start()
        if start.lastgroup in ("word", "latin") or (start[0] == "-" and after_another):
            continue
        for reader in _READERS:
            if quantity := reader(text, start.start()):
                found.append(quantity)
                position = quantity.end
                break
    return found


# A space set between digits and Chinese (2025 年 10 月) belongs to the quantity.
_SPACE = "[ \u00a0\u2009\u202f]"
_GAP = re.compile(
    rf"{_SPACE}(?:(?<=[0-9]{_SPACE})(?=[\u4e00-\u9fff])|(?<=[年月日第时点纪至到之币负下前]{_SPACE})(?=[0-9]))"
)
# Digits that are no part of the Latin name in front of them: Meta12月10日, 占GDP10%.
_APART = r"(?:(?:1[89]|20)[0-9]{2}年|[0-9]{1,2}月[0-9]|[0-9]{1,4}(?:\.[0-9]{1,4})?(?:%|万|亿|个百分点))"
# Ordinary words and names that hold numerals or weekdays in front of a number.
_WORDS = (
    "双1[0-2](?![0-9.])|"
    "[统唯同单专逐归合]一|万一|[这那每某新又上下头后前有哪另]一(?![零一二三四五六七八九十百千万亿])"
    "|一(?:天|年一度|年到头|年四季|周一次|成不变)|(?:周|星期|礼拜)[一二三四五六]|双十[一二]|十一(?=假期|黄金周|长假|国庆)"
    "|第(?:一(?:时间|财经|夫人|手)|二天|三(?:方|者|世界)|六感|四范式)|五月天|四周|[一二三]元|二百五(?!十)|十分(?!之|钟)"
    "|百分百|三五成群|三天[两打]|十[全恶]|十万火急|亿万|万万|百万富翁|千百万|成百上千|成千上万|(?:二十|十[七八九])大"
    "|三七二十一|零零[后碎星]|退一万步|两个一百年|(?:二十|[七八])国集团"
)
_BEGINNINGS = (
    "双统唯同单专逐归合这那每某新又上下头后前有哪另周星礼五退成第零公负数几人RCUHN¥€£$-"  # of _WORDS and marks
)
_START = re.compile(
    rf"(?=[0-9{HAN}{_BEGINNINGS}]|{LETTER})"  # most characters begin nothing: that is soon seen
    rf"(?:(?P<word>{_WORDS})"
    rf"|(?P<mark>(?:(?:US|HK|NT)?\$|[¥€£]|RMB|CNY|USD|人民币) ?(?=[0-9])|第(?=[0-9{HAN}])|零下(?=[0-9{HAN}])"
    rf"|公元前?(?=[0-9])|(?<![A-Za-z0-9.)])-(?=[0-9])|负(?=[0-9])"
    rf"|(?:几|(?<![人次总指参函基位系分倍读代整实小字票级奇偶对常无多少])数)(?=[十百千万亿])"
    "|(?<![以网身线晚早地路海马世桌台之加赶会桥车船船街岸])上(?=[百千万亿])(?!千万[别不要]|万科|百度|百分|[千万]里))"
    rf"|(?P<latin>{LETTER}+(?:[-_+.]?{LETTER}+|(?:[-_+]|(?<=[0-9])\.)?(?!{_APART})[0-9]+)*+)"
    rf"|[0-9]+|[{HAN}]+)"
)


def _date(text: str, start: int) -> Quantity | None:
    if length := length_at(text, start):
        return Quantity(start, length[0], "number", *length[1:])
    found = date_at(text, start)
    return Quantity(start, found[0], "date", *found[1:]) if found else None


_CODE = re.compile(
    rf"(?:[0-9]+(?:\.[0-9]+){{2,}}|0[0-9]{{2,3}}-[0-9]{{7,8}}|[0-9]+(?:-[0-9]+){{2,}})(?![0-9%]|{LETTER})"
)
_TELEPHONE = re.compile("[01][0-9]{6,}")
_GENERATION = re.compile("([5-9][05]|0[05])后(?![来续期面者台方半果悔勤卫天年])")
_RATIO = re.compile(
    rf"[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?(?::[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?){{1,3}}(?![:0-9]|{LETTER})|[0-9]{{1,4}}比[0-9]{{1,4}}"
)
_SCORE = re.compile(rf"([0-9]{{1,3}})[-–]([0-9]{{1,3}})(?![0-9.,:/-]|{LETTER})")


def _code(text: str, start: int) -> Quantity | None:
    """Versions, addresses and telephone numbers, read digit by digit; 90后."""
    if found := _CODE.match(text, start):
        said = " diǎn ".join(map(say, found[0].split("."))) if "." in found[0] else say_code(found[0])
        return Quantity(start, found.end(), "number", said, found[0])
    if found := _GENERATION.match(text, start):
        english = f"post-{found[1]}{'s' if found[1][1] == '0' else ''}"
        return Quantity(start, found.end(), "number", f"{say(found[1])} hòu", english)
    return None


def _ratio(text: str, start: int) -> Quantity | None:
    """1:3, 3比2 and the score 2-1. What looks like one before a unit is not: 排名前10:300家."""
    found = _RATIO.match(text, start)
    if not found and (score := _SCORE.match(text, start)) and int(score[1]) >= int(score[2]):
        found = score
    if not found or unit_at(text, found.end()):
        return None
    numbers = [read(number, 0) for number in re.split("[-–:比]", found[0])]
    said = " bǐ ".join(number.spoken for number in numbers if number)
    return Quantity(start, found.end(), "number", said, found[0].replace("比", ":"))


_SCALES = (
    "", "dozens", "hundreds", "thousands", "tens of thousands", "hundreds of thousands", "millions", "tens of millions",
    "hundreds of millions", "billions", "tens of billions", "hundreds of billions", "trillions",
    "tens of trillions", "hundreds of trillions", "quadrillions",
)  # fmt: skip
_VAGUE = re.compile("([数几上])((?:[十百千](?:万亿|亿|万)?|万亿|亿|万))(余?)")
_MONEY = {"$": "美元", "US$": "美元", "USD": "美元", "HK$": "港元", "NT$": "新台币", "€": "欧元", "£": "英镑"}
_MARK = re.compile(r"(?P<sign>零下|[-负])|(?P<money>(?:US|HK|NT)?\$|[¥€£]|RMB|CNY|USD|人民币) ?")
_JOINED = re.compile(JOIN)
_HALF = re.compile("个([多半])(月|小时|星期|钟头|世纪)")
_REST = re.compile("多(?![模媒元种数少么样国边次轮个家方维])|半(?![导岛数球径夜成价封山路])")
_SPLIT = re.compile("秒([0-9]{2})(?![0-9.%]|秒)")  # 31秒62 is 31.62 seconds
_HALVED = {"year", "month", "week", "day", "hour"}
# Behind a single numeral these are too often part of another word: 一个, 一度, 三人行.
_WORDY = {"", "li", "point", "degree", "number", "person", "g", "jin", "L", "pound", "W", "barrel"}


def _ordinal(text: str, start: int) -> Quantity | None:
    """第3名, 第13号, 第三季度; what is ranked stays outside where English would move it."""
    number = number_at(text, start + 1) if text[start] == "第" else None
    if not number or number.low != number.high or not rank(number):
        return None
    unit, end = unit_at(text, number.end) or (None, number.end)
    english, said = rank(number), f"dì {number.spoken}"
    if unit and unit.code == "number":
        english = unit.write(number.english(False), many=False)
    elif unit and unit.code and unit.english[:2] in ("# ", "@ ") and not unit.code.isupper():
        english = unit.write(english, many=False)
    elif unit and unit.code not in ("", "person"):
        unit, end = None, number.end
    return Quantity(start, end, "number", unit.say(said) if unit else said, english, number.low, number.low, "ordinal")


def _vague(text: str, start: int) -> Quantity | None:
    """数十亿元 is billions of yuan: 2 to 10 times its scale; 上百万 is a million and more."""
    found = _VAGUE.match(text, start)
    if not found:
        return None
    unit, end = unit_at(text, found.end()) or (None, found.end())
    scale = value("一" + found[2] if found[2][0] in "万亿" else found[2])
    english = _SCALES[scale.adjusted()] + (f" of {unit.plural}" if unit and unit.plural else "")
    said = say(found[0])
    said, code = (unit.say(said), unit.code) if unit else (said, "")
    if found[1] == "上":
        english = f"more than {unit.write(words(scale), many=True) if unit else words(scale)}"
        return Quantity(start, end, "number", said, english, scale, None, code)
    return Quantity(start, end, "number", said, english, 2 * scale, 10 * scale, code)


def _amount(text: str, start: int) -> Quantity | None:
    """A number or a range of two with sign, currency and unit, each where there is one."""
    mark = _MARK.match(text, start)
    sign, money = (mark["sign"], mark["money"]) if mark else (None, None)
    first = number_at(text, mark.end() if mark else start)
    if not first:
        return None
    if first.digits.isdecimal() and (split := _SPLIT.match(text, first.end)) and not unit_at(text, split.end()):
        seconds = first.low + shift(Decimal(split[1]), -2)
        said = f"{counted(first)} miǎo {say(split[1])}"
        return Quantity(start, split.end(), "number", said, f"{seconds} seconds", seconds, seconds, "second")
    last, join, same = _range(text, first)
    first = first if same else _sharing(first, last)
    unit, end, rest = _unit(text, last.end)
    if money:
        named = unit_named(_MONEY.get(money, "元"))
        unit, end = (unit, end) if unit and unit.code == named.code else (named, last.end)
    elif sign == "零下" and (not unit or unit.code not in ("degree", "°C", "°F")):
        return None
    elif sign == "-" and not unit and "一" <= text[start - 1 : start] <= "龥":
        return None  # the name of a thing: 伊尔-76
    elif unit and unit.english.startswith("@ quarter") and text[start - 1 : start] == "前":
        unit = replace(unit_named("个季度"), spoken=unit.spoken)  # 前三季度 are three quarters, 三季度 is the third
    if _is_word(text, first, last, unit):
        return None
    if not (mark or unit or join) and _TELEPHONE.fullmatch(first.digits):
        return Quantity(start, end, "number", say_code(first.digits), first.digits)

    said = unit.say(counted(last, unit.counted)) if unit else last.spoken
    if join:
        left = counted(first, bool(unit and unit.counted))
        said = f"{unit.say(left) if unit and (same or unit.spoken[0] != '#') else left} {JOINTS[join]} {said}"
    said = {"零下": "líng xià ", "-": "fù ", "负": "fù ", None: ""}[sign] + said
    said = f"rén mín bì {said}" if money == "人民币" else said

    low, high = first.low, last.high
    if rest:
        low, high = (low, None) if rest == "多" else (halved(low), None if high is None else halved(high))
    plain = not unit and first.digits and last.digits
    shown = [_show(first, unit, not plain) if rest != "半" else words(low)]
    if join or (high is not None and high > low):
        shown.append(_show(last, unit, not plain) if join else words(last.high or last.low))
    many = (low != 1 or len(shown) > 1) and not (unit and "@" in unit.english)
    if sign:
        shown = [f"-{number}" for number in shown]
        low, high = (high or low).copy_negate(), None if high is None else low.copy_negate()
    english = unit.write(*shown, many=many) if unit else (join if plain and join == "-" else " to ").join(shown)
    english = f"more than {english}" if high is None else english
    return Quantity(start, end, "number", said, english, low, high, unit.code if unit else "")


def _range(text: str, first: Number) -> tuple[Number, str, bool]:
    """The other end of a range, what joins it, and whether both ends carry the unit: 3-5天, 20%-30%, 1万元至2万元."""
    unit, end = unit_at(text, first.end) or (None, first.end)
    join = _JOINED.match(text, end)
    last = number_at(text, join.end()) if join and first.high is not None else None
    if not join or not last:
        return first, "", True
    behind = unit_at(text, last.end)
    same = bool(unit and behind and behind[0] == unit)
    if (unit and not same) or _sharing(first, last).low >= last.low:
        return first, "", True
    return last, join[0], same


def _sharing(first: Number, last: Number) -> Number:
    """3-5亿 is 3亿 to 5亿 and 800-1000万 is 800万 to 1000万, but 8000-1.2万 means what it says."""
    for exponent in (last.exponent, last.exponent // 4 * 4):
        if exponent and first.exponent < 4 and first.low < shift(last.low, -exponent):
            return first.scaled(exponent)
    return first


def _unit(text: str, start: int) -> tuple[Unit | None, int, str]:
    """The unit at `start`, the offset after it, and the 多 or 半 in or behind it: 个半月, 年多."""
    if half := _HALF.match(text, start):
        whole = unit_named("个" + half[2])
        said = whole.spoken.replace("gè", "gè bàn" if half[1] == "半" else "gè duō")
        return replace(whole, spoken=said), half.end(), half[1]
    unit, end = unit_at(text, start) or (None, start)
    if unit and unit.code and (rest := _REST.match(text, end)) and (rest[0] == "多" or unit.code in _HALVED):
        return replace(unit, spoken=f"{unit.spoken} {'duō' if rest[0] == '多' else 'bàn'}"), rest.end(), rest[0]
    return unit, end, ""


_NEARLY = re.compile("(?:近|超过?|逾|约|达到?|[突打]破|[跨超]过|不[到足])$")  # 近千名 is no word, as 百姓 and 千家 are


def _is_word(text: str, first: Number, last: Number, unit: Unit | None) -> bool:
    """Whether a numeral is left to the dictionary: 一个, 三星, 千万别, 十四五 (the plan), but not 三天, 十四五天."""
    for number in (first,) if first is last else (first, last):
        written = number.numeral
        if not written:
            continue
        if not unit:
            pair = number.high is not None and number.low < number.high and written[-1] not in "十百千万亿"
            begging = written == "千万" and text[number.end - 3 : number.end - 2] not in tuple("近超逾达上约过")
            if len(written) == 1 or pair or begging or ("点" in written and not number.exponent):
                return True
        elif first is last and len(written) == 1 and (unit.code in _WORDY or written in "零〇百千万亿"):
            return not (written in "百千万亿" and _NEARLY.search(text, max(0, number.end - 4), number.end - 1))
    return first is last and first.numeral == "一" and unit is not None and unit.code == "times"


def _show(number: Number, unit: Unit | None, grouped: bool) -> str:
    return (rank(number) if unit and unit.english[0] == "@" else "") or number.english(grouped)


_READERS = (_date, _code, _ordinal, _vague, fraction, tenths, _ratio, _amount)
