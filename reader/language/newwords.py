"""New words: strings that a text says again and again and that no dictionary and no glossary has.

A candidate is a token that is no headword (智驾), or up to four tokens beside each other (云栖|大会, AI|玩具). It is

    frequent     said twice (thrice in a long text), or once in quotation marks if a part of it is new,
    cohesive     its parts stand together far more often than chance has it: pointwise mutual information, the least of
                 all ways to cut it in two (Church and Hanks 1990),
    free         what stands to its left and right varies: its accessor variety (Feng et al. 2004); a string that has
                 always the same neighbour is a piece of a longer one.

A short text says too little about how frequent its parts are elsewhere: it is weighed as if it stood in a corpus of
_CORPUS more tokens in which words are as frequent as in jieba's, and which does not have the candidate.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.language.dictionary import Dictionary
from reader.language.names import TITLES, is_foreign
from reader.language.vocabulary import NUMERALS, Vocabulary
from reader.model import WordKind

_LONGEST, _TOKENS = 8, 4  # Han characters and tokens of a candidate
_LATIN = 8  # characters of a Latin name that begins a candidate: AI玩具, but no firm's whole name
_LONG_TEXT = 20_000  # tokens from which twice may be chance
_CORPUS = 100_000  # tokens
# The least information, in nats: of known words, of two characters, and where a part is new.
_COHESIVE, _COHESIVE_PAIR, _NEW = 7.0, 8.5, 4.5
_ALWAYS = 0.9  # the share of one neighbour from which a string is a piece of a longer one

# What no new word begins or ends with.
_FUNCTION = frozenset(
    "的了着过地得是在有和与及或而且并但若如因则却也就都又再还更最很太之对把被让从到由以为其此这那我你他她它们等"
)
# The first or last character of what jieba's model glues together may be a word by itself: 本|周, 墙|上, 带|进.
_OPENS = (
    _FUNCTION
    | frozenset("本该各每某另首多几近约愿曾仍已将未不较向给才只仅均皆同可能会要应所至全旧")
    | frozenset(NUMERALS)
)
_SAYS = frozenset("说称")
_CLOSES = _FUNCTION | _SAYS | frozenset("中上下内外里前后间时道据于曾向出进到起住掉完成达入来去回近名位个次们")
# What a verb ends with that takes an object: 装有.
_TAKES = frozenset("有为到向于成给出")
_SUFFIXES = frozenset("论化性率型式界族圈潮案法权税费券商党派风热症剂")  # of nouns: 威胁|论
_COUNTING = frozenset([*NUMERALS, "这", "那", "每", "该", "某"])
# Words beside which any word may stand, and stand always in a short text.
_ANYWHERE = frozenset("的是在和与对等将也")
# jieba's tags of words that name nothing, and of those that may end a name of something.
_EMPTY = re.compile(r"[pcurdfmqtyeoz]|zg|s$|i$|l$")
_NOMINAL = re.compile(r"n|vn|an|j|b|x|$")
# The English that a text gives behind a name: 莫兰 (Anna Moran); and what stands between the parts of one.
_GIVEN = re.compile(r"[”」』》\"]?\s{0,2}[（(]\s?([A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ0-9 .'’&-]{0,58}[A-Za-zÀ-ɏ0-9.])?)\s?[)）]")
_DOTS = frozenset("·•・‧")
_OPENING, _CLOSING = frozenset('“「『《〈‘"'), frozenset('”」』》〉’"')


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence cut into tokens (start, end, kind); `terms` are the starts of those that a glossary has."""

    text: str
    tokens: Sequence[tuple[int, int, WordKind]]
    terms: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A new word and where it stands: the index of each sentence, and the offset in it.

    `is_name`: it is written like a name, from abroad or of a Chinese. `given` is the English that the text itself gives
    behind it in brackets, or "".
    """

    text: str
    is_name: bool
    given: str
    places: tuple[tuple[int, int], ...]


def find(cuts: Sequence[Cut], dictionary: Dictionary, vocabulary: Vocabulary) -> list[Candidate]:
    """The new words of a text, the most frequent first, those alike in the order of the text.

    They are counted where they stand as whole words, also inside a longer new word. Time and memory are linear.
    """
    return _Text(cuts, dictionary, vocabulary).candidates()


class _Text:
    """The tokens of a text, and how often up to four of them stand beside each other."""

    def __init__(self, cuts: Sequence[Cut], dictionary: Dictionary, vocabulary: Vocabulary) -> None:
        self._dictionary, self._vocabulary = dictionary, vocabulary
        self._cuts = cuts = self._unglued(cuts)
        self._names: set[str] = set()
        self._parts: dict[str, tuple[str, ...]] = {}
        self._usable: dict[str, bool] = {}
        # The tokens that a candidate may have; "" for all others, and for what stands between.
        self._tokens = [[self._token(cut, index) for index in range(len(cut.tokens))] for cut in cuts]
        self._size = sum(map(len, self._tokens))
        self._least = 3 if self._size > _LONG_TEXT else 2
        self._counts: Counter[str] = Counter(token for tokens in self._tokens for token in tokens if token)
        for length in range(2, _TOKENS + 1):
            self._count(length)
        self._quoted = self._in_quotes()

    def candidates(self) -> list[Candidate]:
        chosen = {text for text in {*self._counts, *self._quoted} if self._is_candidate(text)}
        places: dict[str, list[tuple[int, int]]] = {text: [] for text in chosen}
        beside = {text: (Counter[str](), Counter[str]()) for text in chosen}
        around = {text: Counter[str]() for text in chosen}  # the longer candidates a candidate stands in
        for number, (cut, tokens) in enumerate(zip(self._cuts, self._tokens, strict=True)):
            found = {(a, b): text for a, b, text in self._spans(tokens) if text in chosen}
            for (first, last), text in found.items():
                places[text].append((number, cut.tokens[first][0]))
                beside[text][0][_word(cut, first - 1)] += 1
                beside[text][1][_word(cut, last)] += 1
                for start in range(max(0, last - _TOKENS), first + 1):
                    for end in range(last, start + _TOKENS + 1):
                        if (start, end) != (first, last) and (start, end) in found:
                            around[text][found[start, end]] += 1
        kept: dict[str, Candidate] = {}
        for text in sorted(chosen, key=len, reverse=True):
            alone = len(places[text]) - max((n for other, n in around[text].items() if other in kept), default=0)
            inside = alone < min(self._least, len(places[text]))
            if not inside and self._is_free(text, *beside[text]):
                is_name, given = self._name(text, places[text])
                kept[text] = Candidate(text, is_name, given, tuple(places[text]))
        return sorted(kept.values(), key=lambda c: (-len(c.places), c.places[0], -len(c.text)))

    # Counting

    def _unglued(self, cuts: Sequence[Cut]) -> list[Cut]:
        """jieba's model sees each sentence by itself: 懂智驾 is cut where 智驾 stands alone elsewhere, as often."""
        new: Counter[str] = Counter()
        for cut in cuts:
            for start, end, kind in cut.tokens:
                if kind == "word" and end - start in (2, 3):
                    word = cut.text[start:end]
                    new[word] += self._is_new(word)
        glued: dict[str, int] = {}  # where such a token is cut
        for word, count in new.items():
            if count and len(word) == 3 and max(new.get(word[1:], 0), new.get(word[:2], 0)) >= count:
                glued[word] = 1 if new.get(word[1:], 0) >= new.get(word[:2], 0) else 2
        return [self._cut_again(cut, glued) for cut in cuts] if glued else [*cuts]

    def _cut_again(self, cut: Cut, glued: Mapping[str, int]) -> Cut:
        tokens: list[tuple[int, int, WordKind]] = []
        for start, end, kind in cut.tokens:
            at = glued.get(cut.text[start:end], 0) if start not in cut.terms else 0
            tokens += [(start, start + at, kind), (start + at, end, kind)] if at else [(start, end, kind)]
        return Cut(cut.text, tokens, cut.terms)

    def _token(self, cut: Cut, index: int) -> str:
        start, end, kind = cut.tokens[index]
        text = cut.text[start:end]
        if start in cut.terms:
            return ""
        if kind == "latin":
            return text if len(text) <= _LATIN else ""
        if kind not in ("word", "name"):
            return ""
        if text not in self._usable:
            self._usable[text] = self._is_usable(text)
        if kind == "name" and self._is_new(text):
            self._names.add(text)
        return text if self._usable[text] else ""

    def _is_usable(self, word: str) -> bool:
        tag = self._vocabulary.tag(word)
        if len(word) == 1:
            return word not in _FUNCTION and word not in NUMERALS and tag[:1] not in ("q", "m", "r", "c", "u", "y")
        return self._is_new(word) or not _EMPTY.match(tag)

    def _is_new(self, token: str) -> bool:
        """Whether it is of several Han characters and no headword."""
        return len(token) > 1 and not token.isascii() and not self._dictionary.has(token)

    def _count(self, length: int) -> None:
        """Count so many tokens beside each other, where all but the last and all but the first are frequent."""
        counts, least = self._counts, self._least
        found: Counter[str] = Counter()
        for tokens in self._tokens:
            for start in range(len(tokens) - length + 1):
                parts = tokens[start : start + length]
                if "" in parts or not _fits(parts):
                    continue
                head, tail = "".join(parts[:-1]), "".join(parts[1:])
                if counts[head] >= least and counts[tail] >= least:
                    text = parts[0] + tail
                    found[text] += 1
                    self._parts.setdefault(text, tuple(parts))
        for text, count in found.items():
            if count >= least:
                counts[text] += count

    def _in_quotes(self) -> Counter[str]:
        quoted: Counter[str] = Counter()
        for cut, tokens in zip(self._cuts, self._tokens, strict=True):
            for first, (start, _, _) in enumerate(cut.tokens):
                if not (start and cut.text[start - 1] in _OPENING and tokens[first]):
                    continue
                for last in range(first + 1, min(first + _TOKENS, len(tokens) - 1) + 1):
                    parts = tokens[first:last]
                    if "" in parts:
                        break
                    if last < len(tokens) and cut.text[cut.tokens[last][0]] in _CLOSING and _fits(parts):
                        text = "".join(parts)
                        quoted[text] += 1
                        self._parts.setdefault(text, tuple(parts))
        return quoted

    def _spans(self, tokens: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """All that may be a candidate: its first token, the one after its last, its text."""
        for first in range(len(tokens)):
            text = ""
            for last in range(first, min(first + _TOKENS, len(tokens))):
                if not tokens[last] or len(text) > _LONGEST + _LATIN:
                    break
                text += tokens[last]
                yield first, last + 1, text

    # Judging

    def _is_candidate(self, text: str) -> bool:
        if self._dictionary.has(text) or text in self._vocabulary.others or text.isascii():
            return False
        parts = self._parts.get(text, (text,))
        if not (self._begins(parts[0]) and self._ends(parts[-1])):
            return False
        count = max(self._counts[text], self._quoted[text])
        new = [part for part in parts if self._is_new(part)]
        if len(parts) == 1:
            return bool(new) and (count >= self._least or text in self._quoted)
        if self._quoted[text] >= (1 if new else 2):
            return True
        # Whether the new part hardly stands without the others; 自|驾游 is one word then, whatever 自 is elsewhere.
        sticks = any(2 * count >= self._counts[part] for part in new)
        if not self._is_phrase(parts, sticks=sticks):
            return False
        least = _NEW if sticks else _COHESIVE if len(text) > 2 else _COHESIVE_PAIR
        derived = len(text) > 2 and parts[-1] in _SUFFIXES
        return count >= (self._least if sticks or derived else 3) and self._cohesion(parts, count) >= least

    def _begins(self, token: str) -> bool:
        if token[0] in _FUNCTION or (self._is_new(token) and token not in self._names and token[-1] in _TAKES):
            return False
        glued = len(token) == 2 and self._is_new(token) and token not in self._names
        return token[0] not in _OPENS or not (glued or len(token) == 1)

    def _ends(self, token: str) -> bool:
        if token[-1] in _FUNCTION:
            return False
        if len(token) > 1 and not (len(token) < 4 and self._is_new(token)):
            return True
        return token[-1] not in (_SAYS if token in self._names else _CLOSES)

    def _is_phrase(self, parts: Sequence[str], *, sticks: bool) -> bool:
        """Whether tokens are, by their parts of speech, the name of a thing: no verb with an object, no title."""
        first, last, names = parts[0], parts[-1], self._names
        tags = [*map(self._vocabulary.tag, parts)]
        if "v" in tags[:-1] or (_EMPTY.match(tags[0]) and not sticks):
            return False
        if not (_NOMINAL.match(tags[-1]) or (sticks and self._is_new(last))):
            return False
        if last in TITLES and (first in names or first in self._vocabulary.names or tags[0].startswith("nr")):  # 王先生
            return False
        return len(parts[-2]) == 1 or not (last in self._vocabulary.names or last in names)  # 总统|特朗普

    def _cohesion(self, parts: Sequence[str], count: int) -> float:
        """The least pointwise mutual information, in nats, of the two halves of a candidate."""
        cuts = (("".join(parts[:i]), "".join(parts[i:])) for i in range(1, len(parts)))
        size = math.log(self._size + _CORPUS)
        return min(math.log(count) + size - self._frequency(left) - self._frequency(right) for left, right in cuts)

    def _frequency(self, text: str) -> float:
        """The logarithm of how often a word stands in the text and in the corpus around it."""
        elsewhere = self._vocabulary.likelihood([text]) if text in self._vocabulary else -math.inf
        return math.log(max(self._counts[text], 1) + _CORPUS * math.exp(elsewhere))

    def _name(self, text: str, places: Sequence[tuple[int, int]]) -> tuple[bool, str]:
        """Whether it is a name, and its English where the text gives it; of a name with a dot its last word."""
        is_name = text in self._names or (len(text) > 2 and is_foreign(text) and text not in self._parts)
        given = ""
        for number, start in places:
            sentence, end = self._cuts[number].text, start + len(text)
            dotted = start > 0 and sentence[start - 1] in _DOTS
            is_name = is_name or dotted or sentence[end : end + 1] in _DOTS
            if not given and (match := _GIVEN.match(sentence, end)):
                given = match[1].split()[-1] if dotted else match[1]
        return is_name, given

    def _is_free(self, text: str, before: Counter[str], after: Counter[str]) -> bool:
        """Whether it stands beside different words, and none of them counts it or takes a part of it: 收盘|价报."""
        has, total = self._dictionary.has, sum(before.values())
        counting = _COUNTING if len(self._parts.get(text, text)[0]) == 1 else frozenset(NUMERALS)
        counted = sum(n for word, n in before.items() if word in counting or word[-1:].isdigit())
        if 2 * counted >= total:  # 七|人制, 这|支队伍
            return False
        if len(text) == 2 and total > 1:
            shared = sum(n for word, n in before.items() if word and has(word + text[0]))
            shared += sum(n for word, n in after.items() if word and has(text[-1] + word))
            if 2 * shared >= total:
                return False
        return _varies(before) and _varies(after)


def _varies(neighbours: Counter[str]) -> bool:
    """Whether there are several; what ends a clause is another one each time."""
    total = sum(neighbours.values())
    others = ((word, n) for word, n in neighbours.items() if word and word not in _ANYWHERE)
    word, most = max(others, key=lambda pair: pair[1], default=("", 0))
    return most < _ALWAYS * total or total == 1 or (total == 2 and len(word) > 1)


def _word(cut: Cut, index: int) -> str:
    """The word, name or number at this index of a sentence, "" if something else stands there."""
    if not 0 <= index < len(cut.tokens):
        return ""
    start, end, kind = cut.tokens[index]
    return cut.text[start:end] if kind in ("word", "name", "latin", "number") else ""


def _fits(parts: Sequence[str]) -> bool:
    """Whether tokens may be one candidate: a Latin name only at its beginning, and not too many characters."""
    han = sum(len(part) for part in parts if not part.isascii())
    return 0 < han <= _LONGEST and not any(part.isascii() for part in parts[1:])
