"""Sentences to tokens: words as the vocabulary has them, with everything that is no Chinese word kept whole.

What the vocabulary lacks is left to jieba's hidden Markov model, and the pieces of foreign names are put together.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING

from reader.language.dictionary import Dictionary
from reader.language.names import FOREIGN, is_chinese, is_foreign
from reader.language.unknown import model
from reader.language.vocabulary import Vocabulary
from reader.model import CODE, WordKind
from reader.pinyin import HAN

if TYPE_CHECKING:
    from reader.language.quantities import Quantity

Token = tuple[int, int, WordKind]

_WORDS = ("word", "name")
_NEAR = 8  # characters around a word that decide whether it is a part of another one

# Words of one character. Where jieba's model finds a word that is no headword, it often has one of them glued on:
# 时均, 盟主到, 两座. Not in front: 于, 曾 and 向 are surnames too.
_FUNCTION = frozenset(
    "的了着过地得是在有和与及或而且并但若如因则却也就都又再还更最很太仅只均皆不没未已将会能可要应"
    "之对把被让从到由以为至自所其该此这那每各我你他她它们等个来去时"
)
_LEADING = _FUNCTION | frozenset("一二三四五六七八九十百千万亿两数几半")
_TRAILING = _FUNCTION | frozenset("于曾向")
# Characters of foreign names that are words by themselves more often: before a name (因|斯图尔特) and behind it.
_BEFORE = frozenset("东多因万里利本平门什约明海金古米牛根热道班马法特图西南华林谢曾派连达内比爱")
_BEHIND = _BEFORE - frozenset("特利西图金林古爱牛根什米达")

# What is counted in these units are two tokens or more: 30|个, 第16|届, 440|人, 3|个|月, 17|公里. The dictionary has
# the units, as words to learn. Money, shares, other measures and dates are read, and checked, as a whole.
_COUNTED = frozenset(
    ["", *"person ordinal year month week day hour minute second age century km km2 m2 m3 ha kg".split()]
)
# What such a unit is made of: 三个小时 has 个 and 小时; 5千米 are 5 km, and 2小时15分 are left whole.
_UNIT = re.compile(
    r"\s|个|多|半|人次|小时|分钟|秒钟|星期|礼拜|钟头|世纪|周岁|(?:平方)?公里|平方米|立方米|公顷|公斤"
    r"|[^\s\d零〇一二三四五六七八九十百千方米克]"
)
_DIGIT = r"[\d零〇○一二三四五六七八九十百千万亿两几数上多余半]"
_NUMBER = re.compile(rf"第?(?:{_DIGIT}|[., ，．·–—~～至到-](?={_DIGIT}))+")

_LATIN = r"A-Za-zÀ-ÖØ-öø-ɏḀ-ỿＡ-Ｚａ-ｚ\u0300-\u036f"
# What belongs to the character before it: combining marks, joiners, variation selectors.
_ATTACHED = r"\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\u3099\u309a\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_URL = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+(?<![.,;:!?)\]'])"
_OPAQUE = re.compile(
    rf"(?=[!-~＃])(?:(?P<code>{CODE})|(?P<url>(?:(?i:https?|ftp)://|(?i:(?<![a-z0-9])www\.)){_URL}"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    # 60 characters, because a longer one is two unrelated marks; a topic without a second mark ends at a space;
    # "#1 " is a number.
    r"|(?P<hashtag>(?<![A-Za-z0-9])[#＃](?!\d+[^\w#＃])(?:[^\s#＃。！？!?…](?:[^\n#＃。！？!?…]{0,58}[^\s#＃。！？!?…])?[#＃]"
    r"|(?=\d{0,60}[^\W\d])\w{1,60}(?!\S))))"
)
_NAME = re.compile(
    rf"(?=[\d.\-_&]{{0,40}}[{_LATIN}])(?<![{_LATIN}\d])(?:(?:[A-Za-z]\.){{2,}}-?)?[{_LATIN}\d]*"
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


class Segmenter:
    """Cuts text into tokens. The global tokenizer of jieba is left alone."""

    def __init__(self, dictionary: Dictionary, vocabulary: Vocabulary) -> None:
        self._dictionary = dictionary
        self._vocabulary = vocabulary
        self._mixed = re.compile("|".join(map(re.escape, sorted(vocabulary.mixed, key=len, reverse=True))))
        self._model = model()
        self._plain = lru_cache(maxsize=16)(self._cut)
        self._unknown = lru_cache(maxsize=16_384)(self._by_model)

    @classmethod
    def open(cls, dictionary: Dictionary, folder: Path) -> Segmenter:
        """With the word list kept in `folder`."""
        return cls(dictionary, Vocabulary.open(dictionary, folder))

    def tokens(self, text: str, terms: Sequence[tuple[int, int]] = ()) -> list[Token]:
        """The tokens of a sentence as (start, end, kind), offsets in characters: they join back to it.

        Each of the `terms` (spans that do not overlap) becomes exactly one token.
        """
        return [*(self._cut(text, tuple(terms)) if terms else self._plain(text))]

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that it cuts text into."""
        return self._vocabulary

    def tag(self, word: str) -> str:
        """jieba's part of speech of a word wherever it stands ("n", "vn", "nr" …); "" for one it does not know."""
        return self._vocabulary.tag(word)

    def kind(self, word: str) -> WordKind:
        """Whether Han characters are a word or a name."""
        is_name = word in self._vocabulary.names or (len(word) > 2 and self._looks_like_name(word))
        return "name" if is_name else "word"

    def fits(self, text: str) -> Callable[[int, int], bool]:
        """A test whether a term may stand at [start, end) of `text`: it must not cut through a word.

        That is a word known to the dictionary or the vocabulary, an amount, a Latin name, a hashtag or a URL, where
        the text without terms has them: 开源 does not fit in 开源节流, nor 千问 in 一千问题. What only jieba's
        model took for a word may be cut, and so may words that are less likely there than the term is: 华为 fits in
        对华为实施, though the plain cut has 对华.
        """
        tokens = self._plain(text)
        inner = set(chain.from_iterable(self._inner(text, *token) for token in tokens))
        singles = {end: text[start] for start, end, kind in tokens if kind in _WORDS and end - start == 1}

        def fit(start: int, end: int) -> bool:
            if start in inner or end in inner:
                return self._likelier(text, tokens, start, end)
            return not self._rivalled(singles.get(start, ""), text[start:end])

        return fit

    def _rivalled(self, before: str, term: str) -> bool:
        """Whether a word of one character before a term is rather one word with the term's beginning: 上网|易."""
        weights, others = self._vocabulary.weights, self._vocabulary.others
        rivals = [before + term[:length] for length in range(1, len(term))] if before else []
        least = weights.get(term, math.log(_NAME_TERM))
        if any(others.get(rival, 0) > least for rival in rivals):  # 最大|模型
            return True
        return before not in _LEFT and any(weights.get(rival, 0) > least for rival in rivals)

    def _likelier(self, text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Whether the words around a term are likelier cut with it than without, by jieba's own measure."""
        crossed = [token for token in tokens if token[0] < end and token[1] > start]
        if any(kind not in _WORDS for _, _, kind in crossed):
            return False
        first, last = crossed[0][0], crossed[-1][1]
        likelihood = self._vocabulary.likelihood
        left, right = self._vocabulary.cut(text[first:start]), self._vocabulary.cut(text[end:last])
        if any(len(part) == 1 and part not in _LEFT for part in left):
            return False
        if any(len(part) == 1 and part not in _RIGHT for part in right):
            return False
        if right == ["中"] and _PLACE.search(text, max(0, start - _NEAR), start):
            return True
        least = _COMPOUND_TERM if self._dictionary.inside(text[start:end]) else _NAME_TERM
        within = likelihood([text[start:end]], least) + likelihood([*left, *right])
        return within > likelihood(text[a:b] for a, b, _ in crossed)

    def _inner(self, text: str, start: int, end: int, kind: WordKind) -> Iterable[int]:
        """The offsets inside a token where no term may begin or end."""
        if kind in _WORDS:
            token = text[start:end]
            return range(start + 1, end) if token in self._vocabulary or self._dictionary.has(token) else ()
        if kind == "latin":  # Meta fits in Meta's
            return (i for i in range(start + 1, end) if text[i] not in "'’")
        opaque = kind in ("number", "date", "hashtag", "url") or text[start] == "`"
        return range(start + 1, end) if opaque else ()

    def _cut(self, text: str, terms: tuple[tuple[int, int], ...] = ()) -> tuple[Token, ...]:
        tokens: list[Token] = []
        position = 0
        for start, end, kind in self._wholes(text, terms):
            if position < start:
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
        amounts = chain.from_iterable(self._amount(text, quantity) for quantity in quantities.find(text))
        others = sorted(chain(latin, amounts, self._mixed_words(text)), key=lambda token: (token[0], -token[1]))
        taken = bytearray(len(text))
        wholes: list[Token] = []
        given: Iterable[Token] = ((start, end, _term_kind(text[start:end])) for start, end in terms)
        for start, end, kind in chain(given, opaque, others):
            if start < end and 1 not in taken[start:end]:
                taken[start:end] = b"\1" * (end - start)
                wholes.append((start, end, kind))
        return sorted(wholes)

    def _amount(self, text: str, quantity: Quantity) -> list[Token]:
        """The tokens of an amount; none where it is the beginning of a dictionary word: 第三 in 第三方."""
        from reader.language import quantities

        start, end = quantity.start, quantity.end
        if word := self._vocabulary.numeral(text, start, end):
            return [] if word > end - start else [(start, end, quantity.kind)]
        number = _NUMBER.match(text, start, end)
        vague = quantity.low != quantity.high and quantity.high is not None and quantity.unit  # thousands of years
        if quantity.kind == "date" or quantity.unit not in _COUNTED or vague or not number or number.end() == end:
            return [(start, end, quantity.kind)]
        if len(number[0]) > 1 and not number[0][-1].isdecimal() and not quantities.spoken(number[0]):
            return [(start, end, quantity.kind)]  # 两三 alone is no amount
        offset, parts = number.end(), _UNIT.findall(text, number.end(), end)
        if sum(map(len, parts)) < end - offset:
            return [(start, end, quantity.kind)]
        kind: WordKind = "number" if len(number[0]) > 1 or number[0].isdecimal() else "word"
        tokens: list[Token] = [(start, offset, kind)]
        for part in parts:
            tokens.append((offset, offset + len(part), "space" if part.isspace() else "word"))
            offset += len(part)
        return tokens

    def _mixed_words(self, text: str) -> Iterator[Token]:
        """Dictionary words with Latin letters or digits in them (卡拉OK, T恤), unless they cut through another."""
        for match in self._mixed.finditer(text):
            start, end = match.span()
            first = max(0, start - _NEAR)
            words = self._vocabulary.cut(text[first : end + _NEAR])
            if {start, end} <= {*accumulate(map(len, words), initial=first)}:
                yield start, end, "word"

    def _rest(self, text: str, start: int, end: int) -> Iterator[Token]:
        """The tokens of a stretch of text without wholes."""
        for match in _REST.finditer(text, start, end):
            if match.lastgroup != "han":
                yield match.start(), match.end(), _rest_kind(match)
                continue
            offset = match.start()
            for word in self._words(match[0]):
                following = offset + len(word)
                yield offset, following, self.kind(word)
                offset = following

    def _words(self, text: str) -> list[str]:
        """The words of Han text: those of the vocabulary, and what the model finds where it has only characters."""
        words: list[str] = []
        singles = ""
        for word in (*self._vocabulary.cut(text), ""):
            if len(word) == 1:
                singles += word
                continue
            if singles:
                words += self._unknown(singles) if len(singles) > 1 else singles
                singles = ""
            words.append(word)
        return self._joined(words)

    def _by_model(self, singles: str) -> list[str]:
        """Characters that are no words of the vocabulary, as words of jieba's model."""
        if singles in self._vocabulary:  # which is less likely there
            return [*singles]
        return [part for word in self._model(singles) for part in self._split(word)]

    def _split(self, word: str) -> tuple[str, ...]:
        """A word of the model; if it is no headword, the words of one character at its ends are cut off."""
        start, end = 0, len(word)
        while end - start > 1 and word[start] in _LEADING and not self._has(word[start:end]):
            start += 1
        while end - start > 1 and word[end - 1] in _TRAILING and not self._has(word[start:end]):
            end -= 1
        return (*word[:start], word[start:end], *word[end:])

    def _has(self, word: str) -> bool:
        """Whether it is a headword, and no two words like 一家."""
        return self._vocabulary.weights.get(word, 0) >= 0 and self._dictionary.has(word)

    def _joined(self, words: list[str]) -> list[str]:
        """The words, which "" ends, the pieces of a foreign name as one: 斯|图尔|特 → 斯图尔特."""
        joined: list[str] = []
        run: list[str] = []
        for word in words:
            if word and word[0] in FOREIGN and self._is_piece(word):
                run.append(word)
                continue
            if len(run) > 1:
                first = next((i for i, piece in enumerate(run) if piece not in _BEFORE), len(run))
                last = next((i for i in range(len(run), first, -1) if run[i - 1] not in _BEHIND), first)
                name = run[first:last]
                if sum(map(len, name)) > 2 and any(self._is_loose(piece) for piece in name):
                    run[first:last] = ["".join(name)]
            if run:
                joined += run
                run = []
            joined.append(word)
        return joined[:-1]

    def _is_piece(self, word: str) -> bool:
        """Whether a word may be a part of a foreign name: by its characters, if it is no everyday word."""
        if not is_foreign(word):
            return False
        return len(word) == 1 or word not in self._vocabulary or self._vocabulary.tag(word)[:2] in ("nr", "ns", "nz")

    def _is_loose(self, piece: str) -> bool:
        return piece not in _BEFORE if len(piece) == 1 else piece not in self._vocabulary

    def _looks_like_name(self, word: str) -> bool:
        """Whether a word of three characters or more is no headword, and written like a name: 陈思远, 斯图尔特."""
        if word in self._vocabulary or not (is_foreign(word) or (len(word) == 3 and is_chinese(word))):
            return False
        return not self._dictionary.has(word)


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
