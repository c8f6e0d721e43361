"""Numbers as Chinese texts write them: read, written, said aloud and set in English.

`numeral` and `value` are a pair (1020 ↔ 一千零二十). `read` takes the number that begins at one place of a text, in
digits, in Chinese numerals or in both (9830亿, 1亿2000万, 20多万, 三点五亿). Its text has been through `normal`, which
keeps every offset. Values are exact: no step rounds.
"""

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import lru_cache

HAN = "零〇一二两三四五六七八九十百千万亿"
_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_EXPONENTS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
_SAID = (
    "零líng 〇líng 一yī 二èr 两liǎng 三sān 四sì 五wǔ 六liù 七qī 八bā 九jiǔ 十shí 百bǎi 千qiān 万wàn 亿yì "
    "点diǎn 多duō 余yú 来lái 几jǐ 数shù 上shàng 个gè 兆zhào"
)
_PINYIN = {pair[0]: pair[1:] for pair in _SAID.split()}
_PINYIN |= {str(digit): _PINYIN[written] for digit, written in enumerate("零一二三四五六七八九")}
LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ]"
JOIN = "(?:[-–~]|—(?!—)|至|到)"  # what stands between the ends of a range
_LONGEST = 40  # characters of a Chinese numeral; 9999万9999亿9999万9999 written out has 31
_SPOKEN_WHOLE = 16  # digits; longer runs are codes and are read digit by digit
_EXACT = Context(prec=200)  # far above what the parts of one number can need

_NORMAL = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | dict(zip("％．：∶－／～＄￥○−", "%.::-/~$¥〇-", strict=True))
    | dict(
        zip(
            "萬億兩點餘幾數負個歲噸時鐘鍾號週歐鎊圓幣韓盧臺輛條種項場層級戶頁筆門張顆間處紀攝畝頃納釐華裡後",
            "万亿两点余几数负个岁吨时钟钟号周欧镑元币韩卢台辆条种项场层级户页笔门张颗间处纪摄亩顷纳厘华里后",
            strict=True,
        )
    )
)
_OTHER = re.compile(f"[{re.escape(''.join(map(chr, _NORMAL)))}]")
_WIDE_COMMA = re.compile(r"，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")


def normal(text: str) -> str:
    """`text` with half-width digits, letters and signs and simplified number words: character for character."""
    text = _WIDE_COMMA.sub(",", text)
    return text.translate(_NORMAL) if _OTHER.search(text) else text


# A section is what stands before 万 or 亿: 一千零二十, 十五, and alone 百 or 千 (百万, 千亿).
_ONE = "[一二两三四五六七八九]"
_SECTION = f"(?:[百千]|(?:{_ONE}千)?(?:零?{_ONE}百)?(?:零?{_ONE}?十)?(?:零?{_ONE})?)"
_NUMERAL = re.compile(rf"(?!.+零$)(?:(?:零?{_SECTION}万)?(?:零?{_SECTION})?亿)*(?:零?{_SECTION}万)?(?:零?{_SECTION})?")


def numeral(number: int) -> str:
    """`number` (0 or more) in Chinese numerals as it is said: 二百 but 两千, 两万; 十五 but 一百一十."""
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


@lru_cache(maxsize=1_024)
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


def halved(number: Decimal) -> Decimal:
    """`number` and a half."""
    return _EXACT.add(number, Decimal("0.5"))


def say(text: str) -> str:
    """Pinyin of Chinese numerals as they are written, or of digits one by one."""
    return " ".join([_PINYIN[character] for character in text])


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

    `low` and `high` are equal unless it says 多, 余, 来 or 几 (`high` is None) or 两三 (2 and 3). `digits` is how it is
    written when it is nothing but digits, commas and a point, `numeral` when it is nothing but a Chinese numeral; the
    other is "". `exponent` is that of the 千, 万, 亿 at its end.
    """

    end: int
    low: Decimal
    high: Decimal | None
    spoken: str
    digits: str = ""
    numeral: str = ""
    exponent: int = 0

    def english(self, grouped: bool) -> str:
        """`low` in English; plain digits get thousands commas only if `grouped`."""
        if not self.digits:
            return words(self.low)
        return f"{self.low:,f}" if grouped and not _LEADING_ZERO.match(self.digits) else self.digits

    def scaled(self, exponent: int) -> "Number":
        """The same number in 万 or 亿, as the 3 of 3-5亿 is 3亿."""
        high = None if self.high is None else shift(self.high, exponent)
        return replace(self, low=shift(self.low, exponent), high=high, digits="", numeral="", exponent=exponent)


_LEADING_ZERO = re.compile(r"0\d")
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,12}(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
# 千米 and 千克 are units, 多模态 and 余额 words, 万科 a company: none of them belongs to the number before it.
_MORE = "(?:多(?!模态|媒体|元化|智能体|语言|任务|数|少|样|边(?!形))|余(?!额|下|量|地)|来(?=[万亿个人名位家岁天年元]))"
# 兆 is a trillion of money, as Taiwan counts; elsewhere a million (兆瓦) or a megabyte.
_TRILLION = "兆(?=[多余]?(?:[美欧日韩港澳加]?元|新?台币|人民币))"
_SCALE = f"[十百千]?个?(?:万亿|亿|万(?!科))|{_TRILLION}|千(?![米克瓦卡帕焦赫])|百(?![度货科分])"
_PART = re.compile(rf"({_ARABIC})({_MORE}|几)?({_SCALE})?({_MORE})?")
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
        number = Number(rest.end, low, high, f"{number.spoken} {rest.spoken}", exponent=rest.exponent)
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
        digits="" if more or scale or after else digits,
        exponent=exponent,
    )


def _written(run: re.Match[str]) -> Number | None:
    whole, fraction, more, scale, after = (group or "" for group in run.groups())
    written = whole + fraction + scale
    try:
        low, high = _bounds(written)
    except ValueError:
        return None
    scales = (
        written[1:] if written[1:] and not written[1:].strip("十百千万亿") else written[len(written.rstrip("万亿")) :]
    )
    exponent = sum(_EXPONENTS[character] for character in scales)
    more += after
    return Number(
        run.end(), low, None if more else high, say(run[0]), numeral="" if more else written, exponent=exponent
    )


def _bounds(written: str) -> tuple[Decimal, Decimal]:
    """The least and the greatest a numeral may mean: 两三百 is 200 to 300, every well-formed one just itself."""
    try:
        only = value(written)
        return only, only
    except ValueError:
        if len(written) > _LONGEST:
            raise
    for place in range(len(written) - 1):
        pair = written[place : place + 2]
        if pair == "三五" or (_DIGITS.get(pair[0]) and _DIGITS[pair[0]] + 1 == _DIGITS.get(pair[1])):
            return value(written[: place + 1] + written[place + 2 :]), value(written[:place] + written[place + 1 :])
    raise ValueError(f"not a Chinese numeral: {written!r}")


JOINTS = {"-": "dào", "–": "dào", "—": "dào", "~": "dào", "到": "dào", "至": "zhì"}
"""How what joins the ends of a range is said."""

ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_LETTERS = re.compile(LETTER)


def number_at(text: str, start: int) -> Number | None:
    """The number at `start`, unless it is the beginning of a Latin name (4o, 3D)."""
    number = read(text, start)
    return None if number and number.digits and _LETTERS.match(text, number.end) else number


def rank(number: Number) -> str:
    """third, 13th; "" for what cannot be a rank."""
    if number.low >= 10**12 or number.low != number.low.to_integral_value():
        return ""
    return ORDINALS[int(number.low)] if 0 < number.low <= 10 else ordinal(int(number.low))


def counted(number: Number, unit_is_counted: bool = True) -> str:
    """How a number is said before a unit: 2 is 两 before those that are counted."""
    return "liǎng" if unit_is_counted and number.digits == "2" else number.spoken
