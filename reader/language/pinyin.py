"""How a Chinese word is read, where the reading comes from, and whether it is a guess.

A syllable has two forms: with a tone mark ("lǜ", "er") and with a tone number ("lv4", "er5": neutral 5, ü as v).
Readings are citation tones: 一 is yī and 不 is bù whatever follows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from reader.language import clues
from reader.model import ReadingSource

if TYPE_CHECKING:
    from reader.language.dictionary import Dictionary

Tones = tuple[str, ...]

# 〇, extension A, the main block, compatibility ideographs, and all Han extensions of the planes 2 and 3.
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_HAN_ONLY = re.compile(f"[{HAN}]+")
_RUNS = re.compile(f"[{HAN}]+|[^{HAN}]+")

_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_NUMBERS = {mark: number for number, mark in _MARKS.items()}
# Where the mark stands (Hanyu Pinyin 汉语拼音方案): on a or e, on the o of ou, else on the last vowel; then m, n, ng.
_BEARERS = [re.compile(p, re.IGNORECASE) for p in ("[aeê]", "o(?=u)", "[iouü](?=[^iouü]*$)", "[mn]")]

# Words whose reading CC-CEDICT or pypinyin does not have, or that are read otherwise than the sum of their parts.
# A word of one character is also looked for in these with what stands around it: 数 in 数了数, 长 in 长得很高.
_OWN = {
    "调优": "tiao2 you1",
    "调参": "tiao2 can1",
    "重写": "chong2 xie3",
    "重训": "chong2 xun4",
    "重排": "chong2 pai2",
    "还贷": "huan2 dai4",
    "长上下文": "chang2 shang4 xia4 wen2",
    "长得": "zhang3 de5",
    "长大": "zhang3 da4",
    "长高": "zhang3 gao1",
    "数了数": "shu3 le5 shu3",
    "数一数": "shu3 yi1 shu3",
    "数了": "shu3 le5",
    "数着": "shu3 zhe5",
    "拖拽": "tuo1 zhuai4",
    "还款": "huan2 kuan3",
    "微调": "wei1 tiao2",
    "变得": "bian4 de5",
    "全长": "quan2 chang2",
    "边长": "bian1 chang2",
    "右边": "you4 bian1",
    "单曲": "dan1 qu3",
}

# Characters that have several readings, but one that is meant most of the time when they are a word of their own.
ALONE = {
    "的": "de5", "得": "de5", "了": "le5", "着": "zhe5", "们": "men5", "吗": "ma5", "呢": "ne5",
    "吧": "ba5", "啊": "a5", "么": "me5", "和": "he2", "与": "yu3", "在": "zai4", "是": "shi4", "不": "bu4",
    "一": "yi1", "没": "mei2", "都": "dou1", "还": "hai2", "更": "geng4", "将": "jiang1", "曾": "ceng2",
    "要": "yao4", "会": "hui4", "可": "ke3", "把": "ba3", "被": "bei4", "给": "gei3", "那": "na4", "哪": "na3",
    "这": "zhe4", "他": "ta1", "我": "wo3", "你": "ni3", "您": "nin2", "谁": "shei2", "几": "ji3", "大": "da4",
    "中": "zhong1", "上": "shang4", "下": "xia4", "好": "hao3", "看": "kan4", "说": "shuo1", "过": "guo4",
    "只": "zhi3", "便": "bian4", "却": "que4", "而": "er2", "之": "zhi1", "其": "qi2", "或": "huo4",
    "个": "ge4", "并": "bing4", "据": "ju4", "称": "cheng1", "同": "tong2", "约": "yue1", "占": "zhan4", "打": "da3",
    "万": "wan4", "号": "hao4", "车": "che1", "女": "nv3", "化": "hua4", "节": "jie2", "提": "ti2", "省": "sheng3",
}  # fmt: skip

# Of these the ones that are meant otherwise too often to be sure, by `tests/bench/readings.py` or for want of cases
# there; `clues` knows when some of them are.
_OFTEN = frozenset("得都还将好过只吗吧啊哪")

# Words, and characters in whatever word, that people read otherwise than both tables in more than one of ten cases.
_CONTESTED = ("陂", "艮", "挣", "勾", "弟弟", "钻井")

# Characters whose first reading in pypinyin's table is not the likeliest outside of words that are known; and words of
# several readings.
_LIKELY = {
    "为": "wei2", "地": "de5", "子": "zi3", "尽": "jin4", "什": "shi2", "塞": "sai4", "勒": "le4", "耶": "ye1",
    "肖": "xiao1", "贾": "jia3", "冯": "feng2", "葛": "ge3", "翟": "zhai2", "褚": "chu3", "覃": "qin2",
    "隗": "wei3", "缪": "miao4", "媛": "yuan2", "隽": "jun4", "茜": "qian4", "阙": "que4", "佛": "fo2",
    "杠": "gang4", "帖": "tie3", "粘": "nian2", "仔": "zai3", "仆": "pu2", "桔": "ju2", "靓": "liang4",
    "拽": "zhuai4", "晃": "huang4", "扒": "ba1", "茄": "qie2", "拧": "ning3", "琢": "zhuo2", "镐": "gao3",
    "哩": "li3", "啦": "la5", "哇": "wa1", "剌": "la4", "抡": "lun1", "晕": "yun1", "咽": "yan4", "脯": "fu3",
    "卜": "bu3", "俟": "si4", "裨": "pi2", "哦": "o4", "伺": "si4", "晟": "sheng4", "炔": "que1", "杓": "shao2",
    "大夫": "dai4 fu5",
    "幢": "zhuang4", "煞": "sha4", "耙": "pa2", "壳": "ke2", "曝": "bao4", "哟": "yo5", "啰": "luo1",
}  # fmt: skip

# Surnames with a reading of their own, which a name of three characters begins with.
_SURNAMES = {
    "曾": "zeng1", "任": "ren2", "单": "shan4", "解": "xie4", "仇": "qiu2", "朴": "piao2", "燕": "yan1",
}  # fmt: skip

_LONGEST = 8  # characters of a word looked for inside another


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of a word: exactly one item a character, in both forms; empty for what is not all Han.

    Such a word is `spoken` as its Han characters are read, with the rest as it stands: A gǔ, mǎkè·zhākèbógé.
    A character that no table knows stands for itself. `certain` is False where a reader should see a guess: unless the
    glossary says so, a reading is certain only where there is no other, or where two tables agree on one.
    """

    pinyin: tuple[str, ...] = ()
    tones: Tones = ()
    source: ReadingSource | None = None
    certain: bool = True
    spoken: str = ""


def is_han(text: str) -> bool:
    """Every character is a Han character, and there is at least one."""
    return _HAN_ONLY.fullmatch(text) is not None


def mark(syllable: str) -> str:
    """A syllable with its tone mark: "lv4" and "lu:4" → "lǜ", "ma5" → "ma", "ng4" → "ǹg". Capitals are kept."""
    base, tone = (syllable[:-1], syllable[-1]) if syllable[-1:] in {*_MARKS, "5"} else (syllable, "5")
    base = base.replace("u:", "ü").replace("U:", "Ü").replace("v", "ü").replace("V", "Ü")
    if tone == "5":
        return base
    for bearer in _BEARERS:
        if found := bearer.search(base):
            return unicodedata.normalize("NFC", base[: found.end()] + _MARKS[tone] + base[found.end() :])
    return syllable


def number(syllable: str) -> str:
    """A syllable with its tone number: "lǜ" → "lv4", "ma" → "ma5". Undoes `mark`."""
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = next((_NUMBERS[c] for c in decomposed if c in _NUMBERS), "5")
    base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _NUMBERS))
    return base.replace("ü", "v").replace("Ü", "V") + tone


class Readings:
    """Reads words by CC-CEDICT and pypinyin. pypinyin's own tables are only looked at, never changed."""

    def __init__(self, dictionary: Dictionary) -> None:
        from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

        self._dictionary = dictionary
        self._phrases = PHRASES_DICT
        self._characters = PINYIN_DICT
        self._read = lru_cache(maxsize=65_536)(self._look_up)

    def read(
        self, token: str, given: Sequence[str] = (), before: str | None = None, after: str | None = None
    ) -> Reading:
        """The reading of a word of a sentence.

        `given` is the glossary's reading with tone marks, one syllable a Han character. `before` and `after` are what
        stands around the word in its sentence, where that is known; eight characters are enough.
        """
        if not is_han(token):
            return self._mixed(token, given)
        if len(given) == len(token):
            return _reading(tuple(map(number, given)), "glossary", certain=True)
        if len(token) == 1 and before is not None and after is not None:
            return _around(token, before, after) or self._read(token)
        return self._read(token)

    def _mixed(self, token: str, given: Sequence[str]) -> Reading:
        """A word with Han characters and others: by the glossary, as CC-CEDICT has all of it, else run by run."""
        runs = _RUNS.findall(token)
        if not any(map(is_han, runs)):
            return Reading()
        if given:
            syllables = iter(given)
            spoken = ["".join(islice(syllables, len(run))) if is_han(run) else run for run in runs]
            return Reading(source="glossary", spoken=_spaced(spoken))
        entries = self._dictionary.look_up(token)
        if entries and len(entries[0].pinyin) == len(token):
            syllables = iter(entries[0].pinyin)
            parts = [[*islice(syllables, len(run))] for run in runs]
            spoken = [
                run if part == [*run] else "".join(map(mark, part)) for run, part in zip(runs, parts, strict=True)
            ]
            return Reading(source="dictionary", certain=len(entries) == 1, spoken=_spaced(spoken))
        readings = {run: self._read(run) for run in runs if is_han(run)}
        spoken = ["".join(readings[run].pinyin) if run in readings else run for run in runs]
        return Reading(source="character", certain=False, spoken=_spaced(spoken))

    def _look_up(self, token: str) -> Reading:
        if token in _OWN:
            return _reading(tuple(_OWN[token].split()), "phrase", certain=True)
        if len(token) == 1:
            return self._alone(token)
        known, phrase = self._known(token), self._phrase(token)
        if known:
            guess = phrase or self._composed(token).tones
            likely = tuple(_LIKELY[token].split()) if token in _LIKELY else guess
            best = max(known, key=lambda tones: _agreement(tones, likely))
            certain = len(known) == 1 and best == guess and not any(part in token for part in _CONTESTED)
            return _reading(best, "dictionary", certain=certain)
        if phrase:
            return _reading(phrase, "phrase", certain=False)
        return self._composed(token)

    def _known(self, token: str) -> list[Tones]:
        """The readings CC-CEDICT gives, the likeliest first; surnames and variants only if there is nothing else."""
        entries = [entry for entry in self._dictionary.look_up(token) if len(entry.pinyin) == len(token)]
        usual = [entry for entry in entries if not entry.minor]
        return list(dict.fromkeys(_citation(token, entry.pinyin) for entry in usual or entries))

    def _phrase(self, token: str) -> Tones | None:
        """The reading in pypinyin's phrase table, if it has one alone; the table has few traditional words."""
        syllables = self._phrases.get(token) or self._phrases.get(self._simplified(token)) or []
        tones = tuple(number(options[0]) for options in syllables if len(options) == 1)
        return _citation(token, tones) if len(tones) == len(token) else None

    def _simplified(self, token: str) -> str:
        return next((entry.simplified for entry in self._dictionary.look_up(token)), token)

    def _alone(self, character: str) -> Reading:
        """A word of one character."""
        if character in ALONE:
            return _reading((ALONE[character],), "dictionary", certain=character not in _OFTEN)
        tone, certain = self._character(character)
        return _reading((tone,), "dictionary" if certain else "character", certain=certain)

    def _character(self, character: str) -> tuple[str, bool]:
        """The likeliest reading of a character, or itself; and whether both tables know it and no other."""
        known = {entry.pinyin[0] for entry in self._dictionary.look_up(character) if len(entry.pinyin) == 1}
        options = [number(option) for option in self._characters.get(ord(character), "").split(",") if option]
        shared = [option for option in options if option in known]
        likely = _LIKELY.get(character) or next(iter([*shared, *options, *sorted(known), character]))
        return likely, shared == [likely]

    def _composed(self, token: str) -> Reading:
        """A word that no table has, read by the longest known words in it from the left: always a guess."""
        readings: list[Reading] = []
        start = 0
        for part in self._parts(token):
            end = start + len(part)
            if len(part) > 1:
                readings.append(self._read(part))
            else:
                alone = _reading((self._character(part)[0],), "character", certain=False)
                readings.append(_around(part, token[:start], token[end:]) or alone)
            start = end
        tones = [tone for reading in readings for tone in reading.tones]
        if len(readings) == len(token) == 3 and token[0] in _SURNAMES:
            tones[0] = _SURNAMES[token[0]]
        if token[-1] == "儿" and len(readings[-1].tones) == 1:
            tones[-1] = "er5"
        source: ReadingSource = "phrase" if all(len(reading.tones) > 1 for reading in readings) else "character"
        return _reading(tuple(tones), source, certain=False)

    def _parts(self, token: str) -> Iterator[str]:
        """Cut a word into the longest words that the tables know, from the left, and single characters."""
        start = 0
        while start < len(token):
            ends = range(min(len(token), start + _LONGEST), start + 1, -1)
            parts = (token[start:end] for end in ends if end - start < len(token))
            part = next((part for part in parts if part in self._phrases or self._dictionary.has(part)), token[start])
            yield part
            start += len(part)


def _spaced(runs: Iterable[str]) -> str:
    """Runs in one line, with a space where letters or digits meet: A gǔ, mǎkè·zhākèbógé."""
    line = ""
    for run in runs:
        line += f" {run}" if line[-1:].isalnum() and run[:1].isalnum() else run
    return line


def _reading(tones: Tones, source: ReadingSource, *, certain: bool) -> Reading:
    return Reading(tuple(map(mark, tones)), tones, source, certain)


def _citation(token: str, tones: Tones) -> Tones:
    """Undo tone sandhi, which pypinyin's phrases have baked in: yí dù → yī dù, bú huì → bù huì."""
    if "一" not in token and "不" not in token:
        return tones
    sandhi = {("一", "yi2"): "yi1", ("一", "yi4"): "yi1", ("不", "bu2"): "bu4"}
    return tuple(sandhi.get(pair, pair[1]) for pair in zip(token, tones, strict=True))


def _agreement(tones: Tones, other: Tones) -> int:
    """How many syllables are alike; a neutral tone is like any, because pypinyin often has the full one (东西)."""
    return sum(a == b or (a[-1] == "5" and a[:-1] == b[:-1]) for a, b in zip(tones, other, strict=True))


@lru_cache(maxsize=4096)
def _own(character: str) -> tuple[tuple[str, str, str], ...]:
    """What stands before and after a character in each of our own phrases with it, and its reading there."""
    return tuple(
        (phrase[:place], phrase[place + 1 :], tones.split()[place])
        for phrase, tones in _OWN.items()
        for place, other in enumerate(phrase)
        if other == character
    )


def _around(character: str, before: str, after: str) -> Reading | None:
    """The reading of a word of one character where what stands around it decides."""
    for left, right, tone in _own(character):
        if before.endswith(left) and after.startswith(right):
            return _reading((tone,), "phrase", certain=True)
    clue = clues.find(character, before, after)
    return _reading((clue.reading,), "character", certain=clue.sure) if clue else None
