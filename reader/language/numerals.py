"""Numbers as Chinese texts write them: read, written, said aloud and set in English.

`numeral` and `value` are a pair (1020 ↔ 一千零二十). `read` takes the number that begins at one place of a text, in
digits, in Chinese numerals or in both (9830亿, 1亿2000万, 20多万, 三点五亿). Its text has been through `normal`, which
keeps every offset. Values are exact: no step rounds.
"""

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import cache

HAN = "零〇一二两三四五六七八九十百千万亿"
_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_EXPONENTS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_PINYIN = dict(
    zip(
        "零〇一二两三四五六七八九十百千万亿点多余几数个",
        "líng líng yī èr liǎng sān sì wǔ liù qī bā jiǔ shí bǎi qiān wàn yì diǎn duō yú jǐ shù gè".split(),
        strict=True,
    )
)
_LONGEST = 40  # characters of a Chinese numeral; 9999万9999亿9999万9999 written out has 31
_SPOKEN_WHOLE = 16  # digits; longer runs are codes and are read digit by digit
_EXACT = Context(prec=200)  # far above what the parts of one number can need

_NORMAL = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | dict(zip("％．：－／～＄￥○−", "%.:-/~$¥〇-", strict=True))
    | dict(
        zip(
            "萬億兩點餘幾數負個歲噸時鐘鍾號週歐鎊圓幣韓盧臺輛條種項場層級戶頁筆門張顆間處紀攝畝頃納釐華裡後",
            "万亿两点余几数负个岁吨时钟钟号周欧镑元币韩卢台辆条种项场层级户页笔门张颗间处纪摄亩顷纳厘华里后",
            strict=True,
        )
    )
)
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


def normal(text: str) -> str:
    """`text` with half-width digits, letters and signs and simplified number words: character for character."""
    return _WIDE_COMMA.sub(",", text).translate(_NORMAL)


# A section is what stands before 万 or 亿: 一千零二十, 十五, and alone 百 or 千 (百万, 千亿).
_ONE = "[一二两三四五六七八九]"
_SECTION = f"(?:[百千]|(?:{_ONE}千)?(?:零?{_ONE}百)?(?:零?{_ONE}?十)?(?:零?{_ONE})?)"
_NUMERAL = re.compile(rf"(?!.+零$)(?:(?:零?{_SECTION}万)?(?:零?{_SECTION})?亿)*(?:零?{_SECTION}万)?(?:零?{_SECTION})?")


def numeral(number: int) -> str:
    """`number` (0 or more) in Chinese numerals as a standard speaker says it: 二百, but 两千, 两万, 两亿; 十五, 一百一十."""
    written = _write(number)
    return written[1:] if written.startswith("一十") else written


def _write(number: int) -> str:
    if number < 10:
        return "零一二三四五六七八九"[number]
    scale = next(scale for scale in "亿万千百十" if number >= 10 ** _EXPONENTS[scale])
    unit = 10 ** _EXPONENTS[scale]
    many, rest = divmod(number, unit)
    head = "两" if many == 2 and scale in "千万亿" else _write(many)
    if not rest:
        return head + scale
    return f"{head}{scale}{'零' if rest < unit // 10 else ''}{_write(rest)}"


def value(text: str) -> Decimal:
    """What a Chinese numeral means: 一千零二十 is 1020, 两万五 25000, 三点五亿 350000000, 二〇二五 2025.

    Raises ValueError when `text` is not a well-formed numeral of at most 40 characters (一二, 十四五, 万一).
    """
    if len(text) > _LONGEST or not text:
        raise ValueError(f"not a Chinese numeral: {text[:_LONGEST]!r}")
    whole, point, tail = text.partition("点")
    if point:
        fraction = tail.rstrip("万亿")
        if not fraction or not all(character in _DIGITS for character in fraction):
            raise ValueError(f"not a Chinese numeral: {text!r}")
        digits = "".join(str(_DIGITS[character]) for character in fraction)
        exponent = sum(_EXPONENTS[scale] for scale in tail[len(fraction) :])
        return shift(Decimal(f"{value(whole)}.{digits}"), exponent)
    text = text.replace("〇", "零")
    if len(text) > 2 and "零" in text and all(character in _DIGITS for character in text):
        return Decimal("".join(str(_DIGITS[character]) for character in text))
    if not _NUMERAL.fullmatch(text) or (text[0] in "万亿" and text != "万亿"):
        raise ValueError(f"not a Chinese numeral: {text!r}")
    return Decimal(_evaluate(text))


def _evaluate(text: str) -> int:
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in "十百千":
            section += (digit or 1) * 10 ** _EXPONENTS[character]
            digit = 0
        elif character == "万":
            total += (section + digit or 1) * 10**4
            section = digit = 0
        else:
            total = (total + section + digit or 1) * 10**8
            section = digit = 0
    if len(text) > 1 and text[-2] in "百千万亿":  # 两万五 leaves out the last scale: 25,000
        digit *= 10 ** (_EXPONENTS[text[-2]] - 1)
    return total + section + digit


def shift(number: Decimal, exponent: int) -> Decimal:
    """`number` times ten to the `exponent`, exact whatever the decimal context."""
    sign, digits, point = number.as_tuple()
    return Decimal((sign, digits, int(point) + exponent))


def say(text: str) -> str:
    """Pinyin of Chinese numerals as they are written, or of digits one by one."""
    return " ".join(_PINYIN["零一二三四五六七八九"[int(c)] if c in "0123456789" else c] for c in text)


def say_code(text: str) -> str:
    """Pinyin of a telephone or other number read digit by digit, with yāo for 1; hyphens are silent."""
    return say(text.replace("-", "")).replace("yī", "yāo")


def say_whole(digits: str) -> str:
    """Pinyin of a whole number in digits: 200 is èr bǎi; with a leading zero or beyond 16 digits digit by digit."""
    if len(digits) > _SPOKEN_WHOLE or (len(digits) > 1 and digits[0] == "0"):
        return say(digits)
    return say(numeral(int(digits)))


def words(number: Decimal) -> str:
    """`number` as English prose has it: 983 billion, 1.2 million, 50,000."""
    for exponent, name in ((12, " trillion"), (9, " billion"), (6, " million")):
        if number >= 10**exponent:
            return _grouped(shift(number, -exponent)) + name
    return _grouped(number)


def ordinal(number: int) -> str:
    """3rd, 11th, 22nd."""
    last = 0 if number // 10 % 10 == 1 else number % 10
    return f"{number:,}{('th', 'st', 'nd', 'rd')[last if last < 4 else 0]}"


def _grouped(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text; `end` is the offset after it.

    `low` and `high` are equal unless it says 多, 余 or 几 (`high` is None) or 两三 (2 and 3). `digits` is how it is
    written when it is nothing but digits, commas and a point, else "". `exponent` is that of the 千, 万, 亿 at its end.
    """

    end: int
    low: Decimal
    high: Decimal | None
    spoken: str
    digits: str = ""
    exponent: int = 0

    def english(self, grouped: bool) -> str:
        """`low` in English; plain digits get thousands commas only if `grouped`."""
        if not self.digits:
            return words(self.low)
        return f"{self.low:,f}" if grouped and not _LEADING_ZERO.match(self.digits) else self.digits

    def scaled(self, exponent: int) -> "Number":
        """The same number in 万 or 亿, as the 3 of 3-5亿 is 3亿."""
        high = None if self.high is None else shift(self.high, exponent)
        return replace(self, low=shift(self.low, exponent), high=high, digits="", exponent=exponent)


_LEADING_ZERO = re.compile(r"0\d")
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
# 千米 and 千克 are units, 多模态 and 余额 words, 万科 a company: none of them belongs to the number before it.
_MORE = "(?:多(?!模态|媒体|元化|智能体|语言|任务|数|少|样|边(?!形))|余(?!额|下|量|地))"
_SCALE = "[十百千]?个?(?:万亿|亿|万(?!科))|千(?![米克瓦卡帕焦赫])|百(?![度货科分])"
_PART = re.compile(rf"({ARABIC})({_MORE}|几)?({_SCALE})?({_MORE})?")
_RUN = re.compile(
    rf"([{HAN}]+)(点[零〇一二三四五六七八九]{{1,8}}(?![十分]))?"
    rf"((?<=[十百千万亿]){_MORE}|(?<=十)几)?([万亿]*)((?<=[万亿]){_MORE})?"
)


def read(text: str, start: int) -> Number | None:
    """The number that begins at offset `start` of a normal text, as far as it goes; None where none begins.

    Digits may carry 千, 万, 亿 and be compound (1亿2000万); a numeral must be well-formed as a whole, or hold a pair of
    neighbours (两三百). Ranges, signs and units are not read here.
    """
    if part := _PART.match(text, start):
        return _compound(text, part)
    run = _RUN.match(text, start)
    return _written(run) if run else None


def _compound(text: str, part: re.Match[str]) -> Number:
    number = _scaled(part)
    while number.exponent and number.high is not None and (following := _PART.match(text, number.end)):
        rest = _scaled(following)
        if not 0 < rest.exponent < number.exponent or max(len(part[1]), len(following[1])) > _SPOKEN_WHOLE:
            break
        low = _EXACT.add(number.low, rest.low)
        high = None if rest.high is None else low
        number = Number(rest.end, low, high, f"{number.spoken} {rest.spoken}", "", rest.exponent)
    return number


def _scaled(part: re.Match[str]) -> Number:
    digits, more, scale, after = (group or "" for group in part.groups())
    exponent = sum(_EXPONENTS.get(character, 0) for character in scale)
    low = shift(Decimal(digits.replace(",", "")), exponent)
    whole, point, fraction = digits.replace(",", "").partition(".")
    spoken = "liǎng" if digits == "2" and scale and scale[0] != "百" else say_whole(whole)
    pieces = (spoken, say("点" + fraction) if point else "", say(more), say(scale), say(after))
    return Number(
        part.end(),
        low,
        None if more or after else low,
        " ".join(piece for piece in pieces if piece),
        "" if more or scale or after else digits,
        exponent,
    )


def _written(run: re.Match[str]) -> Number | None:
    whole, fraction, more, scale, after = (group or "" for group in run.groups())
    written = whole + fraction + scale
    try:
        low, high = _bounds(written)
    except ValueError:
        return None
    scales = written[1:] if written[1:] and not written[1:].strip("十百千万亿") else written[len(written.rstrip("万亿")) :]
    exponent = sum(_EXPONENTS[character] for character in scales)
    return Number(run.end(), low, None if more or after else high, say(run[0]), "", exponent)


def _bounds(written: str) -> tuple[Decimal, Decimal]:
    """The least and the greatest a numeral may mean: 两三百 is 200 to 300, every well-formed one just itself."""
    try:
        return value(written), value(written)
    except ValueError:
        if len(written) > _LONGEST:
            raise
    for place in range(len(written) - 1):
        pair = written[place : place + 2]
        if pair == "三五" or _DIGITS.get(pair[1], 0) - _DIGITS.get(pair[0], 9) == 1 and _DIGITS[pair[0]]:
            return value(written[: place + 1] + written[place + 2 :]), value(written[:place] + written[place + 1 :])
    raise ValueError(f"not a Chinese numeral: {written!r}")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts. `code` is as in `Quantity.unit`.

    In `spoken` and `english` "#" stands for the number (in `english` "@" for its ordinal); `plural` is the noun of
    “billions of yuan”. `counted` units take 两 for 2 (两天), the others 二 (二级, 百分之二).
    """

    code: str
    spoken: str
    english: str
    plural: str = ""
    counted: bool = True

    def say(self, number: str) -> str:
        return self.spoken.replace("#", number)

    def write(self, low: str, high: str = "", many: bool = True) -> str:
        """The English of one number or of a range; `many` chooses the plural noun."""
        template = " ".join(word.split("/")[-many] if "/" in word[1:] else word for word in self.english.split(" "))
        if not high:
            return template.replace("#", low)
        if template.startswith("# "):
            return template.replace("#", f"{low} to {high}")
        return f"{template.replace('#', low)} to {template.replace('#', high)}"


# code | English, the plural where it is no part of it | unit, pinyin, ! what would make it the start of another word.
# A unit with "@" or with words before "#" ranks instead of counting.
_UNITS = """
CNY | # yuan | 元人民币 yuán rén mín bì, 人民币 rén mín bì, 块钱 kuài qián, 元 yuán !素旦件器宵宇年老首帅月始组数
USD | $#; dollars | 美元 měi yuán, 美金 měi jīn
EUR | €#; euros | 欧元 ōu yuán
GBP | £#; pounds | 英镑 yīng bàng
HKD | HK$#; Hong Kong dollars | 港元 gǎng yuán, 港币 gǎng bì
TWD | NT$#; New Taiwan dollars | 新台币 xīn tái bì, 台币 tái bì
AUD | A$#; Australian dollars | 澳元 ào yuán
CAD | C$#; Canadian dollars | 加元 jiā yuán
SGD | S$#; Singapore dollars | 新加坡元 xīn jiā pō yuán, 新元 xīn yuán
JPY | # yen | 日元 rì yuán
KRW | # won | 韩元 hán yuán
INR | # rupee/rupees | 卢比 lú bǐ
RUB | # ruble/rubles | 卢布 lú bù
CHF | # Swiss franc/francs | 瑞士法郎 ruì shì fǎ láng, 瑞郎 ruì láng
% | #% | % bǎi fēn zhī #
‰ | #‰ | ‰ qiān fēn zhī #
percentage point | # percentage point/points | 个百分点 gè bǎi fēn diǎn, 百分点 bǎi fēn diǎn
basis point | # basis point/points | 个基点 gè jī diǎn, 基点 jī diǎn
times | # times | 倍 bèi !增率感受速
year | # year/years | 年 nián !轻龄薪货
month | # month/months | 个月 gè yuè
week | # week/weeks | 周 zhōu !年期边围末报刊, 个星期 gè xīng qī, 星期 xīng qī !一二三四五六日天, 个礼拜 gè lǐ bài
day | # day/days | 天 tiān !津然才空气使堂文真性际线花
working day | # working day/days | 个工作日 gè gōng zuò rì, 工作日 gōng zuò rì
trading day | # trading day/days | 个交易日 gè jiāo yì rì, 交易日 jiāo yì rì
hour | # hour/hours | 个小时 gè xiǎo shí, 小时 xiǎo shí, 个钟头 gè zhōng tóu
minute | # minute/minutes | 分钟 fēn zhōng
second | # second/seconds | 秒钟 miǎo zhōng, 秒 miǎo !杀
ms | # millisecond/milliseconds | 毫秒 háo miǎo
quarter | # quarter/quarters | 个季度 gè jì dù
quarter | @ quarter/quarters | 季度 jì dù, 季报 jì bào
century | # century/centuries | 个世纪 gè shì jì
century | @ century/centuries | 世纪 shì jì
anniversary | @ anniversary/anniversaries | 周年 zhōu nián
grade | grade # | 年级 nián jí
number | No. # | 号 hào !称召角码令
age | # year/years old | 岁 suì !月
person | # person/people | 个人 gè rén !信账隐资所用电化护性数, 人 rén !民类工口均才员生物间气性形权脸行大文机体次
km2 | # square kilometer/kilometers | 平方公里 píng fāng gōng lǐ, 平方千米 píng fāng qiān mǐ
m2 | # square meter/meters | 平方米 píng fāng mǐ, 平米 píng mǐ
m3 | # cubic meter/meters | 立方米 lì fāng mǐ
ha | # hectare/hectares | 公顷 gōng qǐng
mu | # mu | 亩 mǔ !产
km | # kilometer/kilometers | 公里 gōng lǐ, 千米 qiān mǐ
m | # meter/meters | 米 mǐ !饭兰粉哈老其价线黄国拉
cm | # centimeter/centimeters | 厘米 lí mǐ, 公分 gōng fēn
mm | # millimeter/millimeters | 毫米 háo mǐ
nm | # nanometer/nanometers | 纳米 nà mǐ
mile | # mile/miles | 英里 yīng lǐ
foot | # foot/feet | 英尺 yīng chǐ
inch | # inch/inches | 英寸 yīng cùn
nautical mile | # nautical mile/miles | 海里 hǎi lǐ
light year | # light year/years | 光年 guāng nián
km/h | # kilometer/kilometers per hour | 公里每小时 gōng lǐ měi xiǎo shí, 公里/小时 gōng lǐ měi xiǎo shí
kg | # kilogram/kilograms | 公斤 gōng jīn, 千克 qiān kè
g | # gram/grams | 克 kè !服隆里拉林兰罗制扣星
mg | # milligram/milligrams | 毫克 háo kè
jin | # jin | 斤 jīn
t | # ton/tons | 吨 dūn !位
pound | # pound/pounds | 磅 bàng !礴
ounce | # ounce/ounces | 盎司 àng sī
L | # liter/liters | 升 shēng !级值高至到学息温降空起为
mL | # milliliter/milliliters | 毫升 háo shēng
barrel | # barrel/barrels | 桶 tǒng
W | # watt/watts | 瓦 wǎ !解特工砾
kW | # kilowatt/kilowatts | 千瓦 qiān wǎ !时
kWh | # kilowatt-hour/kilowatt-hours | 千瓦时 qiān wǎ shí
°C | #°C | 摄氏度 shè shì dù, ℃ shè shì dù, °C shè shì dù
°F | #°F | 华氏度 huá shì dù, ℉ huá shì dù
degree | # degree/degrees | 度 dù !假过娘量数
"""
# Measure words, which English leaves out.
_MEASURES = """
个 gè !性体别股, 名 míng !字单称为叫誉气牌校义, 位 wèi !置于居列, 家 jiā !庭长居电用具乡族里, 款 kuǎn !项式,
台 tái !湾风北积州阶词独企海商, 部 bù !分门署长落队委位件级, 辆 liàng, 次 cì !日要于数级, 件 jiàn, 项 xiàng !目,
种 zhǒng !类植子族, 条 tiáo !件款例约, 张 zhāng !力家某, 只 zhī !有是要能会需不为好用剩, 支 zhī !持付出撑援配架,
本 běn !地土次月周年人身来科质报届轮田金市国, 座 zuò !位谈椅, 所 suǒ !有以谓在得需属致, 艘 sōu, 架 jià !构,
份 fèn !额, 枚 méi, 颗 kē !粒, 套 tào !壳餐现路利, 批 pī !评准发量判复, 轮 lún !值胎流船番, 届 jiè !时,
期 qī !间待望货权限末, 集 jí !团成中合体群资结装, 篇 piān !幅, 场 chǎng !景所馆面地内外, 层 céng !次面级,
级 jí !别, 代 dài !表码替价理言, 门 mén !户店槛票口诊, 笔 bǐ !记者试, 起 qǐ !来步诉到源初草伏飞码薪售家拍,
例 lì !如外, 处 chù !理于罚在置分长, 股 gǔ !份东票价权市民指息本灾, 户 hù !外籍口型, 页 yè !面岩码,
首 shǒu !次先席个批页发都富届款家付创度要, 字 zì !节符母典体样幕面段, 句 jù, 人次 rén cì
"""
_RANKING = ("级", "期", "代")


@cache
def _units() -> tuple[re.Pattern[str], dict[str, Unit]]:
    units, patterns = {}, {}
    lines = [line.split(" | ") for line in _UNITS.strip().splitlines()] + [["", "#", _MEASURES.replace("\n", " ")]]
    for code, english, forms in lines:
        template, _, plural = english.partition("; ")
        if not plural and template.startswith("# "):
            plural = " ".join(word.split("/")[-1] for word in template[2:].split(" "))
        for form in forms.split(", "):
            name, _, excluded = form.strip().partition(" !")
            written, _, spoken = name.partition(" ")
            counted = template[0] not in "@gN" and code not in ("%", "‰") and written not in _RANKING
            units[written] = Unit(code, spoken if "#" in spoken else f"# {spoken}", template, plural, counted)
            patterns[written] = re.escape(written) + (f"(?![{excluded}])" if excluded else "")
    longest_first = sorted(patterns, key=len, reverse=True)
    return re.compile("|".join(patterns[written] for written in longest_first)), units


def unit_at(text: str, start: int) -> tuple[Unit, int] | None:
    """The unit at offset `start` of a normal text and the offset after it."""
    pattern, units = _units()
    return (units[found[0]], found.end()) if (found := pattern.match(text, start)) else None
