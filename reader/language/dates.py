"""Dates and times in Chinese text: how they are said and how English writes them.

Text given here has been through `numerals.normal`.
"""

import re

from reader.language.numerals import JOIN, LETTER, ordinal, say, say_whole, value
from reader.language.units import unit_at

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PART = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = "(?:[0-9]{4}|[〇零一二三四五六七八九]{4})"
_MONTH_AND_DAY = re.compile(
    rf"(?:(?P<year>{_YEAR}|[0-9]{{2}})年)?(?:(?P<month1>{_PART})月?{JOIN})?(?P<month>{_PART})月份?"
    rf"(?:(?:(?P<day1>{_PART})[日号]?{JOIN})?(?P<day>{_PART})[日号])?"
)
_DAY = re.compile(
    rf"(?:(?P<day1>{_PART})日?{JOIN})?(?P<day>[0-9]{{1,2}}|[二三]?十[一二三四五六七八九]|[二三]十)日"
    "(?![元本均报常益子式期程志用记内电韩美经产语活化系企方军游])"
)
_NUMERIC = re.compile(r"(?P<year>[0-9]{4})([-./])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})(?!\.?[0-9])")
# 年底, 年报 and their like are words of their own behind the year.
_YEAR_WORD = "年(?:初(?![步中级始衷])|底(?![部层特气盘])|末(?!端)|终(?!于)|度(?!过)|报(?![道告名考价]))|[财学]年|赛季"
# 98年 may be 98 years; it is 1998 behind 从 and before what only a year has.
_SHORT = "[6-9][0-9](?:(?<=[从自]..)|(?=年(?:[初末春夏秋冬]|底(?!层)|[上下]半年|入学|毕业|出生|世界杯|奥运|洪水|金融)))"
_YEARS = re.compile(
    rf"公元(?P<before>前?)(?P<old>[0-9]{{1,5}})年|(?:(?P<year1>{_YEAR})年?{JOIN})?(?P<year>{_YEAR}|[0零〇][0-9]|〇{_PART}|{_SHORT})"
    rf"(?:(?={_YEAR_WORD})|年)"
)
# 2025 alone is read as a year, but not 2000, 2025个 or the end of a range in other units.
_BARE = "(?:(?:19|20)(?!00)[0-9]{2}|[一二][九零〇][〇零一二三四五六七八九]{2})"
_BARE_YEARS = re.compile(
    rf"(?P<old>)(?:(?P<year1>{_BARE}){JOIN})?(?P<year>{_BARE})"
    rf"(?![0-9%％多余几十百千万亿零〇一二三四五六七八九]|[.,:][0-9]|/[0-9]+/|{JOIN}[0-9]{{3}}|-[0-9]+-|{LETTER})"
)
_DECADE = re.compile(
    "(?:(?P<century>[12][0-9]|二十一?|十[六七八九])世纪)?"
    "(?:(?P<decade1>[0-9]{1,4})[、至到-]|(?P<tens1>[二三四五六七八九])、?)?(?P<decade>[0-9]{4}|[0-9]0|[一二三四五六七八九]十)年代"
)
_COLON_TIME = re.compile(rf"([0-9]{{1,2}}):([0-5][0-9])(?::([0-5][0-9]))?(?![:0-9]|{LETTER}|的?比[例率分])")
_SPOKEN_TIME = re.compile(
    "(?P<hour>[0-9]{1,2}|二?十[一二三四五六七八九]?|[一二两三四五六七八九])[点时]"
    "(?:(?P<minute>[0-9]{1,2}|[零〇]?[一二三四五六七八九十]{1,3})分(?![之钟])|(?P<even>整|钟)|(?P<half>半)"
    "|(?P<quarter>[一三13])刻|(?P<bare>[0-5][0-9])(?![0-9.%])|(?<=点)(?![0-9一二三四五六七八九十评击赞子名燃亮缀滴对出到明头]"
    "|建议|意见|要求|原因|理由|内容|经验|启示|看法|说明|体会|共识|优势|问题)|(?<=时)(?![代间候期常而尚任光刻速装报空长局髦隔]))"
)
_TIMES_OF_DAY = ("午", "晨", "晚", "早", "夜", "晚上", "早上")
_SAID = (
    "年nián 月yuè 份fèn 日rì 号hào 点diǎn 时shí 分fēn 秒miǎo 半bàn 整zhěng 钟zhōng 刻kè 代dài 世shì 纪jì 公gōng "
    "元yuán 前qián 至zhì 到dào -dào –dào —dào ~dào"
)
_SYLLABLES = {pair[0]: pair[1:] for pair in _SAID.split()}
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
        elif piece[0] != "、":
            syllables.append(_SYLLABLES.get(piece[0]) or say(piece[0]))
    return " ".join(syllables)


def date_at(text: str, start: int) -> tuple[int, str, str] | None:
    """The date or time that begins at offset `start`: the offset after it, its pinyin and its English."""
    for pattern, write in _CALENDAR:
        if (found := pattern.match(text, start)) and (english := write(found)):
            written = "{year}年{month}月{day}日".format(**found.groupdict()) if pattern is _NUMERIC else found[0]
            return found.end(), _aloud(written), english
    return _clock(text, start)


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
    month, day, year = MONTHS[parts["month"] - 1], parts.get("day"), parts.get("year")
    if "month1" in parts:
        month = f"{MONTHS[parts['month1'] - 1]} to {month}"
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
    if old := found["old"]:
        return f"{int(old)} BC" if found["before"] else f"AD {int(old)}"
    if len(found["year"]) == 2:
        year = _digits(found["year"])
        return str(year + (2000 if year < 50 else 1900))
    years = [_digits(found[name]) for name in ("year1", "year") if found[name]]
    likely = all(1800 <= year <= 2100 or (1000 < year < 1800 and year % 100) for year in years)
    return " to ".join(map(str, years)) if likely and years == sorted(set(years)) else ""


def _bare_years(found: re.Match[str]) -> str:
    return "" if unit_at(found.string, found.end()) else _years(found)


def _decade(found: re.Match[str]) -> str:
    """80年代 without a century is the 1980s, 00年代 the 2000s, 七八十年代 the 1970s to 1980s."""
    decade = _whole(found["decade"])
    if decade < 100:
        decade += 100 * (_whole(found["century"]) - 1) if found["century"] else 1900 if decade else 2000
    if before := found["decade1"] or found["tens1"]:
        first = _whole(before) * (10 if len(before) == 1 else 1)
        first += decade // 100 * 100 if first < 100 else 0
        return f"{first}s to {decade}s" if first < decade and first % 10 == 0 else ""
    return f"{decade}s"


_CALENDAR = (
    (_NUMERIC, _month_and_day),
    (_DECADE, _decade),
    (_MONTH_AND_DAY, _month_and_day),
    (_YEARS, _years),
    (_BARE_YEARS, _bare_years),
    (_DAY, _day),
)


def _clock(text: str, start: int) -> tuple[int, str, str] | None:
    if found := _COLON_TIME.match(text, start):
        hour, minute, second = found.groups(default="00")
        said = f"{int(hour)}点" + (f"{minute}分" if minute != "00" else "") + (f"{second}秒" if second != "00" else "")
        return (found.end(), _aloud(said), found[0]) if int(hour) <= 24 else None
    if not (found := _SPOKEN_TIME.match(text, start)) or (found.lastgroup == "hour" and not _is_hour(found)):
        return None
    clock, past = _whole(found["hour"]), 30 if found["half"] else 0
    if found["quarter"]:
        past = 45 if found["quarter"] in "三3" else 15
    elif written := found["minute"] or found["bare"]:
        try:
            past = _whole(written)
        except ValueError:
            return None
    if clock > 24 or past > 59:
        return None
    english = f"{clock}:{past:02}" if past or not 0 < clock <= 12 or "时" in found[0] else f"{clock} o'clock"
    return found.end(), _aloud(found[0]), english


def _is_hour(found: re.Match[str]) -> bool:
    """Whether 10点 with nothing behind it is a time: 涨了10点 is not, 三点 only in 下午三点 or as the whole text."""
    before = found.string[max(0, found.start() - 2) : found.start()]
    if found["hour"].isascii():
        return not before.endswith(tuple("涨跌升降扣加弹挫了得这第"))
    alone = found[0] == found.string
    return alone or "十" in found["hour"] or (before.endswith(_TIMES_OF_DAY) and found["hour"] != "一")
