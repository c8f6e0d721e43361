"""Amounts, dates and times in Chinese text: where they are, how they are said, how English writes them.

    9830亿元     jiǔ qiān bā bǎi sān shí yì yuán     983 billion yuan
    12月10日     shí èr yuè shí rì                   December 10

A numeral that may be part of an ordinary word (一定, 十分, 千万别, 四川) is left to the dictionary, and digits that
belong to a Latin name (GPT-4o, 5G) to that name. Readings are in citation tones.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from reader.language.numerals import (
    HAN,
    Number,
    Unit,
    normal,
    ordinal,
    read,
    say,
    say_code,
    say_whole,
    shift,
    unit_at,
    unit_named,
    value,
    words,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity or date at characters `start` to `end` of the text it was found in.

    `spoken` is how it is read aloud: pinyin with tone marks, a space between syllables. `english` is how English
    writes it. `low` and `high` bound a number exactly: equal for a plain amount, the two ends of a range, `high` None
    for “more than”; both are None for dates, times, codes and ratios. `unit` is what they count: an ISO 4217 code
    (CNY), "%", an English noun (year, km2), "ordinal" (第3), "/3" for thirds, or "" where there is none.
    """

    start: int
    end: int
    kind: Literal["number", "date"]
    spoken: str
    english: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""

    @property
    def value(self) -> Decimal | None:
        """The exact number; None for a range, for “more than” and where there is none."""
        return self.low if self.low == self.high else None


def find(text: str) -> list[Quantity]:
    """The quantities and dates of `text`, left to right, none overlapping another. URLs are for the caller to skip."""
    plain = normal(text)
    gaps = {gap.start() for gap in _GAP.finditer(plain)}
    if not gaps:
        return _scan(plain)
    places = [place for place in range(len(plain)) if place not in gaps]
    found = _scan("".join([plain[place] for place in places]))
    return [replace(part, start=places[part.start], end=places[part.end - 1] + 1) for part in found]


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
        if start.lastgroup == "skip" or (start[0] == "-" and after_another):
            continue
        for reader in _READERS:
            if quantity := reader(text, start.start()):
                found.append(quantity)
                position = quantity.end
                break
    return found


# A space set between digits and Chinese (2025 年 10 月) belongs to the quantity.
_SPACE = "[ \u00a0\u2009\u202f]"
_GAP = re.compile(rf"(?<=[0-9]){_SPACE}(?=[\u4e00-\u9fff])|(?<=[年月日第时点至到之币负下]){_SPACE}(?=[0-9])")
_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ]"
_FULL_DATE = "(?:(?:1[89]|20)[0-9]{2}年|[0-9]{1,2}月[0-9])"
_JOIN = "(?:[-–~]|—(?!—)|至|到)"
# Ordinary words and names that hold numerals or weekdays in front of a number.
_WORDS = (
    "[统唯同单专逐归合]一|万一|[这那每某新又上下头后前有哪另]一(?=[年周])|一(?:天|年一度|年到头|周一次)|一成不变"
    "|(?:周|星期|礼拜)[一二三四五六]|双十[一二]|十一(?=假期|黄金周|长假|国庆)|五月天|四周|百分百|二百五|十分(?!之|钟)"
    "|第(?:一(?:时间|财经|夫人|手)|二天|三(?:方|者|世界)|六感|四范式)|三五成群|三天[两打]|十[全恶]|十万火急|亿万|万万"
    "|百万富翁|千[百]万|成百上千|成千上万|(?:二十|十[七八九])大|三七二十一|零零[后碎星]"
)
_START = re.compile(
    rf"(?P<mark>(?:(?:US|HK|NT)?\$|[¥€£]|RMB|CNY|USD|人民币) ?(?=[0-9])|第(?=[0-9{HAN}])|零下(?=[0-9{HAN}])"
    rf"|公元前?(?=[0-9])|(?<![A-Za-z0-9.)])-(?=[0-9])|负(?=[0-9])"
    rf"|(?:几|(?<![人次总指参函基位系分倍读代整实小字票级奇偶对常无多少])数)(?=[十百千万亿]))"
    rf"|(?P<skip>{_WORDS}|{_LETTER}+(?:[-_+.]?{_LETTER}+|(?:[-_+]|(?<=[0-9])\.)?(?!{_FULL_DATE})[0-9]+)*+)"
    rf"|[0-9]+|[{HAN}]+"
)

# --- dates and times -------------------------------------------------------------------------------------------------

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PART = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = "(?:[0-9]{4}|[〇零一二三四五六七八九]{4})"
_MONTH_AND_DAY = re.compile(
    rf"(?:(?P<year>{_YEAR}|[0-9]{{2}})年)?(?:(?P<month1>{_PART})月?{_JOIN})?(?P<month>{_PART})月份?"
    rf"(?:(?:(?P<day1>{_PART})[日号]?{_JOIN})?(?P<day>{_PART})[日号])?"
)
_DAY = re.compile(
    rf"(?:(?P<day1>{_PART})日?{_JOIN})?(?P<day>[0-9]{{1,2}}|[二三]?十[一二三四五六七八九]|[二三]十)日"
    "(?![元本均报常益子式期程志用记内电韩美经产语活化系企方军游])"
)
_NUMERIC = re.compile(r"(?P<year>[0-9]{4})(?P<mark>[-./])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9.])")
# 年底, 年报 and their like are words of their own behind the year.
_YEAR_WORD = "年(?:初(?![步中级始衷])|底(?![部层特气盘])|末(?!端)|终(?!于)|度(?!过)|报(?![道告名考价]))|[财学]年|赛季"
_YEARS = re.compile(
    rf"公元(?P<before>前?)(?P<old>[0-9]{{1,4}})年|(?:(?P<year1>{_YEAR})年?{_JOIN})?(?P<year>{_YEAR}|[0零〇][0-9]|〇{_PART})"
    rf"(?:(?={_YEAR_WORD})|年)"
)
_DECADE = re.compile("([0-9]{4}|[0-9]{2}|[一二三四五六七八九]十)年代")
_COLON_TIME = re.compile(rf"([0-9]{{1,2}}):([0-5][0-9])(?::([0-5][0-9]))?(?![:0-9]|{_LETTER}|的?比[例率分])")
_SPOKEN_TIME = re.compile(
    "(?P<hour>[0-9]{1,2}|二?十[一二三四五六七八九]?|[一二两三四五六七八九])[点时]"
    "(?:(?P<minute>[0-9]{1,2}|[零〇]?[一二三四五六七八九十]{1,3})分(?![之钟])|(?P<even>整|钟)|(?P<half>半)"
    "|(?P<quarter>[一三13])刻|(?P<bare>[0-5][0-9])(?![0-9.%])|(?<=点)(?![0-9一二三四五六七八九十评击赞子名燃亮缀滴对出到明头]"
    "|建议|意见|要求|原因|理由|内容|经验|启示|看法|说明|体会|共识|优势|问题)|(?<=时)(?![代间候期常而尚任光刻速装报空长局髦隔]))"
)
_SYLLABLES = dict(
    zip(
        "年月份日号点时分秒半整钟刻代公元前至到-–~—",
        "nián yuè fèn rì hào diǎn shí fēn miǎo bàn zhěng zhōng kè dài gōng yuán qián zhì dào dào dào dào dào".split(),
        strict=True,
    )
)
_PIECE = re.compile(
    "(?P<year>[0-9]{4}|[0-9]+(?=年(?!代)))|(?P<two>2(?=[点时]))|0*(?P<whole>[0-9]+)(?=[月日号至到~–—-])|(?P<other>[0-9]+)|."
)


def _aloud(text: str) -> str:
    """A date or time as it is read: years digit by digit, months, days, hours and minutes as numbers."""
    syllables = []
    for piece in _PIECE.finditer(text):
        if piece["year"]:
            syllables.append(say(piece["year"]))
        elif piece["two"]:
            syllables.append("liǎng")
        elif digits := piece["whole"] or piece["other"]:
            syllables.append(say_whole(digits))
        else:
            syllables.append(_SYLLABLES.get(piece[0]) or say(piece[0]))
    return " ".join(syllables)


def _calendar(text: str, start: int) -> Quantity | None:
    for pattern, write in _CALENDAR:
        if (found := pattern.match(text, start)) and (english := write(found)):
            return Quantity(start, found.end(), "date", _aloud(_dated(found)), english)
    return None


def _dated(found: re.Match[str]) -> str:
    """A date as it is read: 2025-12-11 like 2025年12月11日."""
    return "{}年{}月{}日".format(*found.group("year", "month", "day")) if found.re is _NUMERIC else found[0]


def _parts(found: re.Match[str]) -> dict[str, int] | None:
    """The numbers of a date by their group; None where one is no number or no month or day."""
    parts = {}
    for name, written in found.groupdict().items():
        if written:
            try:
                parts[name] = _digits(written) if "year" in name else _whole(written)
            except ValueError:
                return None
            limit = 12 if "month" in name else 31 if "day" in name else 9999
            if not 0 < parts[name] <= limit:
                return None
    return parts


def _whole(written: str) -> int:
    return int(written) if written.isascii() else int(value(written))


def _digits(written: str) -> int:
    return int("".join(str(_whole(digit)) for digit in written))


def _month_and_day(found: re.Match[str]) -> str:
    if not (parts := _parts(found)):
        return ""
    month, day, year = _MONTHS[parts["month"] - 1], parts.get("day"), parts.get("year")
    if "month1" in parts:
        month = f"{_MONTHS[parts['month1'] - 1]} to {month}"
    if "day1" in parts:
        month += f" {parts['day1']} to"
    if year is not None and year < 100:
        year += 2000 if year < 50 else 1900
    return month + (f" {day}" if day else "") + (f"{',' if day else ''} {year}" if year else "")


def _day(found: re.Match[str]) -> str:
    if not (parts := _parts(found)):
        return ""
    first = f"the {ordinal(parts['day1'])} to " if "day1" in parts else ""
    return f"{first}the {ordinal(parts['day'])}"


def _years(found: re.Match[str]) -> str:
    """A year or two; 20年 and 1500年 are durations, 1842年 and 1644年 years."""
    if found["old"]:
        return f"{int(found['old'])} BC" if found["before"] else f"AD {int(found['old'])}"
    years = [_digits(found[name]) for name in ("year1", "year") if found[name]]
    if len(found["year"]) == 2:
        return str(2000 + years[-1])
    likely = all(1800 <= year <= 2100 or (1000 < year < 1800 and year % 100) for year in years)
    return " to ".join(map(str, years)) if likely and years == sorted(set(years)) else ""


def _decade(found: re.Match[str]) -> str:
    decade = _whole(found[1])
    return "" if decade % 10 else f"{decade if decade > 99 else 1900 + decade if decade else 2000}s"


_CALENDAR = (
    (_NUMERIC, _month_and_day),
    (_DECADE, _decade),
    (_MONTH_AND_DAY, _month_and_day),
    (_YEARS, _years),
    (_DAY, _day),
)


def _clock(text: str, start: int) -> Quantity | None:
    if found := _COLON_TIME.match(text, start):
        hour, minute, second = found.groups()
        said = f"{int(hour)}点" + (f"{minute}分" if second or minute != "00" else "") + (f"{second}秒" if second else "")
        return Quantity(start, found.end(), "date", _aloud(said), found[0]) if int(hour) <= 24 else None
    if not (found := _SPOKEN_TIME.match(text, start)) or (found.lastgroup == "hour" and not _is_hour(found)):
        return None
    hour, minute = _whole(found["hour"]), 30 if found["half"] else 0
    if found["quarter"]:
        minute = 45 if found["quarter"] in "三3" else 15
    elif written := found["minute"] or found["bare"]:
        minute = _whole(written)
    if hour > 24 or minute > 59:
        return None
    english = f"{hour}:{minute:02}" if minute or not 0 < hour <= 12 or "时" in found[0] else f"{hour} o'clock"
    return Quantity(start, found.end(), "date", _aloud(found[0]), english)


def _is_hour(found: re.Match[str]) -> bool:
    """Whether 10点 with nothing behind it is a time: 涨了10点 is not, 三点 only in 下午三点."""
    before = found.string[: found.start()][-1:]
    if found["hour"].isascii():
        return before not in tuple("涨跌升降扣加了得这第")
    return len(found["hour"]) > 1 or (before in tuple("午晨晚早夜天") and found["hour"] != "一")


# --- numbers without a unit ------------------------------------------------------------------------------------------

_CODE = re.compile(
    rf"(?:[0-9]+(?:\.[0-9]+){{2,}}|0[0-9]{{2,3}}-[0-9]{{7,8}}|[0-9]+(?:-[0-9]+){{2,}})(?![0-9%]|{_LETTER})"
)
_TELEPHONE = re.compile("[01][0-9]{6,}")
_GENERATION = re.compile("([5-9][05]|0[05])后(?![来续期面者台方半果悔勤卫天年])")
_RATIO = re.compile(rf"[0-9]{{1,4}}(?:\.[0-9]+)?(?::[0-9]{{1,4}}(?:\.[0-9]+)?)+(?![:0-9]|{_LETTER})|[0-9]+比[0-9]+")
_SCORE = re.compile(rf"([0-9]{{1,3}})[-–]([0-9]{{1,3}})(?![0-9.,:/-]|{_LETTER})")


def _code(text: str, start: int) -> Quantity | None:
    """Versions, addresses and telephone numbers, read digit by digit; 90后."""
    if found := _CODE.match(text, start):
        said = " diǎn ".join(say_code(group) for group in found[0].split("."))
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


# --- amounts ---------------------------------------------------------------------------------------------------------

_PERCENT = {"百": 0, "千": -1, "万": -2}
_PARTS_OF = {2: "half/halves", 3: "third/thirds", 4: "quarter/quarters", 5: "fifth/fifths", 6: "sixth/sixths",
             7: "seventh/sevenths", 8: "eighth/eighths", 9: "ninth/ninths", 10: "tenth/tenths"}
