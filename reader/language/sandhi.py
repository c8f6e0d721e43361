"""Spoken tones: what becomes of citation tones in connected speech, for 一, 不 and third tones.

Pinyin is written with citation tones (GB/T 16159-2012, Basic rules of the Chinese phonetic alphabet orthography). What
is said follows the textbook account of 变调 (黄伯荣、廖序东《现代汉语》, chapter on sounds). Where three third tones
or more meet, it follows the feet of Shih (The Prosodic Domain of Tone Sandhi in Chinese, 1986) and Chen (Tone Sandhi,
2000): a word first, two syllables by two, then words of one syllable by two, then what is still before a third tone. A
pause ends all that: punctuation, a space, Latin letters. Numbers in digits are said, and so are no pause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reader.model import Word
from reader.pinyin import cut, is_han, is_syllable, mark, number

_DIGITS = "〇零一二三四五六七八九"
_UNITS = "十百千万亿点年月日号"  # each ends a foot of a number: 五百|五十|五
_BORDERS = {"number": "#", "date": "@", "name": "~"}  # before a word in the line that the rules read; else "|"
_B, _C = "[|#@~]", "[^|#@~]"
# 一 at the end of a word stays, but it counts what follows after one of these: 每一|个.
_DETERMINERS = "另某每这那哪任同下上前后再又多少有刚甫偶头"
_RANKED = (
    "月|号|楼|级|流|审|品|郎|季度|年级|把手|世纪|等奖|等[舱座品]|(?:战|甲|秘|等)(?=[|])"
    "|线(?![|]?(?:之|希望|微光|生机|天))"
)

# Where 一 does not follow the syllable after it: its tone, the pattern with 一 as its group, and examples as they are
# said. The line that is read has a border before each word and one at the end: "|看|一|看#三.一亿|".
RULES_OF_ONE = (
    ("1", f"第{_B}?(一)", "第一|名 dì yī míng, 第一 dì yī"),
    ("1", f"(?<=[{_DIGITS}十])(一)", "二十一|个 èr shí yī gè, 九|一|八 jiǔ yī bā, 十一月 shí yī yuè"),
    ("1", f"(一)(?=[{_DIGITS}十])", "一九二一年 yī jiǔ èr yī nián, 一百一十 yì bǎi yī shí, 一一 yī yī"),
    ("1", r"\.(一)", "三点一亿 sān diǎn yī yì, 3.14 sān diǎn yī sì"),
    ("1", r"(一)(?=\.)", "一点五亿 yī dián wǔ yì, 1.5 yī dián wǔ"),
    ("1", f"(一)(?={_B}?比{_B}?[{_DIGITS}])", "一|比|零 yī bǐ líng"),
    ("1", "(?:@|月)(一)(?=[日号])", "一月一日 yī yuè yī rì, 1月1日 yī yuè yī rì"),
    ("1", f"(一)(?={_RANKED})", "一流 yī liú, 一等奖 yī déng jiǎng, 双一流 shuāng yī liú, 一线|希望 yí xiàn xī wàng"),
    ("1", f"(一)(?=[|](?:月|号|楼|级|流|审|季度|年级|世纪){_B})", "一|楼 yī lóu, 1|级 yī jí"),
    ("1", "^[|#](一)(?=[|]是[|])", "一|是|快 yī shì kuài"),
    # A verb said twice, but not a measure word: 一|步|一|步.
    ("5", f"(?<!一)[|~]([^|#@~一]{{1,2}})[|]?(?:了[|]?)?[|#]?(?P<one>一)[|]?\\1(?={_B})",
     "看一看 kàn yi kàn, 试|了|一|试 shì le yi shì, 一|步|一|步 yí bù yí bù"),
    ("1", f"(?<=[^|#@~{_DETERMINERS}])(一)(?={_B})", "统一|价格 tǒng yī jià gé, 万一|去 wàn yī qù, 每|一|个 měi yí gè"),
    ("1", "[唯惟统单专归合](一)", "唯一性 wéi yī xìng, 统一体 tǒng yī tǐ"),
    ("1", f"同(一)(?={_B}?[性律]{_B})", "同一|性 tóng yī xìng, 同一|个 tóng yí gè"),
    # At the end of the first half of an idiom.
    ("1", f"{_B}{_C}(一)(?=[反送而驭赔不漏儆警戒说知无当顶敌抵罚换数]{_C}{_B})",
     "举一反三 jǔ yī fǎn sān, 数一数二 shǔ yī shǔ èr, 独一无二 dú yī wú èr, 九死一生 jiú sǐ yì shēng"),
    ("1", f"~{_C}(一)(?={_C}{_B})", "闻一多 wén yī duō"),
)  # fmt: skip
_POINT = re.compile(f"点(?=[{_DIGITS}])")  # of a number; 一点 is also a time, and a bit
_ONE = [(tone, re.compile(pattern)) for tone, pattern, _ in RULES_OF_ONE]
# 不 between a word and the same again: 好不好, 喜不喜欢.
_NOT = re.compile(f"(?!{_B}时{_B}?不){_B}({_C}{{1,2}}){_B}?(?P<not>不){_B}?\\1")
_COUNTING = frozenset("五九几两百")  # third tones that go with the measure word after them
_FALLING = frozenset("个是过下上去在样会到见")  # neutral ones that are a fourth tone at heart: 一个 yí ge

# A third tone before a neutral one that was third rises in these; in others it does not (姐姐, 椅子, 耳朵).
_RISING = frozenset("小姐 哪里 晌午 老鼠 想起 捧起".split()) | {verb * 2 for verb in "想走等洗讲躺写找跑扫数打"}

# Syllables of numbers in digits, and the characters that the rules know them by.
_SAID = dict(pair.split() for pair in (
    "líng 零,yī 一,èr 二,liǎng 两,sān 三,sì 四,wǔ 五,liù 六,qī 七,bā 八,jiǔ 九,shí 十,bǎi 百,qiān 千,wàn 万,yì 亿,"
    "diǎn 点,dì 第,bǐ 比,nián 年,yuè 月,rì 日,hào 号,lóu 楼,jí 级"
).split(","))  # fmt: skip


@dataclass(slots=True)
class _Syllable:
    """`tone` with its number, as it is said so far; `character` is "" where it is not known."""

    character: str
    tone: str

    @property
    def third(self) -> bool:
        return self.tone[-1] == "3"

    @property
    def neutral(self) -> bool:
        return self.tone[-1] == "5"

    @property
    def fourth(self) -> bool:
        return self.tone[-1] == "4" or (self.neutral and self.character in _FALLING)

    def sound(self, tone: str) -> None:
        self.tone = self.tone[:-1] + tone


_Foot = list[_Syllable]
_Spoken = tuple[Word, list[_Syllable]]  # a word, and those of its syllables that no pause cuts off


def spoken(words: Sequence[Word]) -> list[Word]:
    """The words of a sentence, given with citation tones, with `pinyin`, `tones` and `spoken` as they are said."""
    pieces = [_pieces(word) for word in words]
    for run in _runs(words, pieces):
        _change_one_and_not(run)
        _raise_thirds(run)
    return [_with(word, said) for word, said in zip(words, pieces, strict=True)]


def _pieces(word: Word) -> list[_Syllable | str]:
    """What is said of a word: its syllables, and what stands between them as a string."""
    if word.pinyin:
        said = zip(word.text, word.pinyin, map(number, word.pinyin), strict=True)
        return [_Syllable(character, tone) if is_syllable(tone) else written for character, written, tone in said]
    found = cut(word.spoken, word.text)
    han = iter([character for character in word.text if is_han(character)] if word.kind in ("word", "name") else ())
    return [_Syllable(next(han, "") or _said(piece, word.text), tone) if tone else piece for piece, tone in found]


def _said(piece: str, text: str) -> str:
    """The character of a syllable of a number: units only if the text has them (jí is 级 in 1级, not in 1集)."""
    character = _SAID.get(piece, "")
    return character if character in _DIGITS + "两十百千万亿点比" or character in text else ""


def _runs(words: Sequence[Word], pieces: Sequence[Sequence[_Syllable | str]]) -> Iterator[list[_Spoken]]:
    """The words, or parts of them, between two pauses."""
    run: list[_Spoken] = []
    for word, said in zip(words, pieces, strict=True):
        syllables: list[_Syllable] = []
        for piece in said or [word.text]:
            if isinstance(piece, _Syllable):
                syllables.append(piece)
            elif piece != " " or not said:
                yield [*run, (word, syllables)] if syllables else run
                run, syllables = [], []
        if syllables:
            run.append((word, syllables))
    yield run


def _change_one_and_not(run: Sequence[_Spoken]) -> None:
    line, places = _line(run)
    syllables = [syllable for _, said in run for syllable in said]
    kept: set[int] = set()
    for tone, pattern in _ONE if "一" in line else ():
        for found in pattern.finditer(line):
            place = found.start("one" if tone == "5" else 1)
            if place not in kept and syllables[places[place]].tone == "yi1":
                syllables[places[place]].sound(tone)
            kept.add(place)
    for found in _NOT.finditer(line) if "不" in line else ():
        if syllables[places[found.start("not")]].tone == "bu4":
            syllables[places[found.start("not")]].sound("5")
    kept = {places[place] for place in kept}
    for at, (syllable, following) in enumerate(pairwise(syllables)):
        if syllable.tone == "yi1" and syllable.character == "一" and at not in kept:
            syllable.sound("2" if following.fourth else "4")
        elif syllable.tone == "bu4" and syllable.character == "不" and following.fourth:
            syllable.sound("2")


def _line(run: Sequence[_Spoken]) -> tuple[str, dict[int, int]]:
    """The line that the rules read, and for each of its characters the number of its syllable.

    There is no border between two words that are numerals: 九|一|八 is 九一八.
    """
    line, numeral = "", False
    places: dict[int, int] = {}
    for word, syllables in run:
        text = "".join(syllable.character or "x" for syllable in syllables)
        if word.kind == "number":
            text = _POINT.sub(".", text)
        before, numeral = numeral, not text.strip(_DIGITS)
        if not (before and numeral):
            line += _BORDERS.get(word.kind, "|")
        places |= {len(line) + at: len(places) + at for at in range(len(text))}
        line += text
    return f"{line}|", places


def _raise_thirds(run: Sequence[_Spoken]) -> None:
    feet: list[_Foot] = []
    alone: _Foot = []  # third tones in a row that are words of their own
    for word, syllables in run:
        for one, other in pairwise(syllables):
            if one.third and other.neutral and one.character + other.character in _RISING:
                one.sound("2")
        if alone and not (len(syllables) == 1 and syllables[0].third and syllables[0].character not in _COUNTING):
            feet += _by_two(alone)
            alone = []
        if len(syllables) == 1 and syllables[0].third:
            alone.append(syllables[0])
        else:
            feet += _feet(word, syllables)
    feet += _by_two(alone)
    for foot in feet:
        if len(foot) == 2 and foot[0].third and foot[1].third:
            foot[0].sound("2")
    for foot, following in pairwise(feet):
        if foot[-1].third and following[0].third:
            foot[-1].sound("2")


def _by_two(alone: _Foot) -> list[_Foot]:
    """Words of one syllable by two: an odd one is the first, but 五把伞 is 五把|伞."""
    odd = len(alone) % 2 and not (alone and alone[0].character in _COUNTING)
    return [alone[:1] for _ in range(odd)] + [alone[at : at + 2] for at in range(odd, len(alone), 2)]


def _feet(word: Word, syllables: _Foot) -> list[_Foot]:
    """The feet of a word: a number by its units, other words by the words in them, then by two."""
    feet: list[_Foot] = [[]]
    if word.kind in ("number", "date"):
        for syllable in syllables:
            feet[-1].append(syllable)
            if syllable.character in _UNITS or len(feet[-1]) == 2:
                feet.append([])
        return [foot for foot in feet if foot]
    sizes = _sizes(word) if len(syllables) == len(word.text) else []
    sizes = sizes or [min(2, len(syllables) - at) for at in range(0, len(syllables), 2)]
    ends = [sum(sizes[: at + 1]) for at in range(len(sizes))]
    return [syllables[end - size : end] for size, end in zip(sizes, ends, strict=True)]


def _sizes(word: Word) -> list[int]:
    """How many syllables each foot of a word has by the words inside: 展览|馆, 小|老虎; empty if they do not say."""
    parts = [part.text for part in word.parts]
    if len(word.text) == 3:
        first, last = word.text[:2] in parts, word.text[1:] in parts
        return [1, 2] if last > first or (word.kind == "name" and not first) else [2, 1]
    if len(word.text) > 3 and "".join(parts) == word.text:
        return [size for part in parts for size in [*[2] * (len(part) // 2), *[1] * (len(part) % 2)]]
    return []


def _with(word: Word, said: Sequence[_Syllable | str]) -> Word:
    """The word as it is said now."""
    tones = [piece.tone if isinstance(piece, _Syllable) else piece for piece in said]
    written = [mark(piece.tone) if isinstance(piece, _Syllable) else piece for piece in said]
    if not word.pinyin:
        return replace(word, spoken="".join(written))
    return word if tuple(tones) == word.tones else replace(word, pinyin=tuple(written), tones=tuple(tones))
