"""Which words of an English sentence render a Chinese term: by meanings, by sound, and by attention where there is any.

Every content word of the English is weighed: does it mean the term or a part of it, does another Chinese word of the
sentence claim it, does it sound like the term? The span that covers most of the term with fewest other words wins, if
it wins clearly.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from reader.model import Annotated, Match
from reader.translate import inflection
from reader.translate.engine import Attention
from reader.translate.lexicon import Lexicon
from reader.translate.terms import Span, free

# Settled on wmt17 and flores-dev by tests/bench/terms.py.
_ENOUGH = 0.55  # of a score from 0 to 1
_MARGIN = 0.12  # by which the best span must beat any span elsewhere
_DISTANCE = 0.25  # what it costs to stand at the other end of the sentence
_SOUND, _SPELLING = 0.8, 0.7  # likeness from which a name is the same name: to its pinyin, to its English
_CONTESTED, _UNKNOWN = 0.5, 0.4  # worth of a word that another Chinese word claims too, of one that nobody claims
_PART, _CHARACTER = 0.9, 0.6  # worth of a meaning of a word inside the term, of one character of it
_LONGEST = 12  # words of a rendering

_FUNCTION = frozenset(
    "a an the of to in on at for from by with and or but as is are was were be been being has have had do does did "
    "will would shall should can could may might must not no it its this that these those he she they we you i his "
    "her their our your my him them us me who which what whose there here than then so if into onto over under up "
    "down out off about after before between among against during through also very more most all any some such "
    "s t one other own same both each every only just because while when where how too".split()
)
_BREAK = re.compile(r"[^\w\s'’‐‑–&./-]|[.](?=\s)|\s[-–]\s")
_ARTICLE = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    stems: frozenset[str]
    function: bool
    follows: bool  # nothing but a space or hyphen before it: it may belong to the word before


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a term may be called: whole phrases, and meanings of its parts with the characters they stand for."""

    phrases: tuple[tuple[frozenset[str], ...], ...]
    parts: tuple[tuple[int, int, float, frozenset[str]], ...]
    sounds: tuple[str, ...]
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendering:
    """The words that render a term, as a span of the target, and how sure that is (from 0 to about 1)."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    first: int  # indices of words
    last: int
    score: float


def find(
    annotated: Annotated,
    match: Match,
    target: str,
    taken: Sequence[Span],
    lexicon: Lexicon,
    attention: Attention | None = None,
) -> Rendering | None:
    """The span of `target` that renders `match`, if that is clear; it touches none of the `taken` spans."""
    words = _words(target)
    scene = _Scene(annotated, match, target, words, taken, lexicon, attention)
    candidates = sorted(scene.candidates(), key=lambda c: (-c.score, c.last - c.first))
    if not candidates or candidates[0].score < _ENOUGH:
        return None
    best = candidates[0]
    for other in candidates[1:]:
        if (other.last < best.first or other.first > best.last) and best.score - other.score < _MARGIN:
            return None
    first, last = scene.extended(best)
    return Rendering((words[first].start, words[last].end), best.score)


def _words(target: str) -> list[_Word]:
    found: list[_Word] = []
    end = 0
    for start, stop in inflection.words(target):
        text = target[start:stop]
        follows = bool(found) and not _BREAK.search(target, end, start + 1)
        found.append(_Word(start, stop, text, inflection.stems(text), text.lower() in _FUNCTION, follows))
        end = stop
    return found


class _Scene:
    """One term and one target, with what each word of the target has to do with it."""

    def __init__(
        self,
        annotated: Annotated,
        match: Match,
        target: str,
        words: list[_Word],
        taken: Sequence[Span],
        lexicon: Lexicon,
        attention: Attention | None,
    ) -> None:
        self.words, self.target = words, target
        self.evidence = _evidence(match, _pinyin(annotated, match), lexicon)
        self.open = [free((w.start, w.end), taken) for w in words]
        self.mass = _mass(words, attention, match) if attention else None
        length = max(len(annotated.sentence.text), 1)
        self.place = (match.start + match.end) / 2 / length
        self.claims = self._claims(annotated, match, lexicon)
        self.support = [self._supported(i) for i in range(len(words))]

    def _claims(self, annotated: Annotated, match: Match, lexicon: Lexicon) -> list[float]:
        """How surely another Chinese word means each target word: 1 if it has no other place to go, else less."""
        places: dict[int, list[int]] = {}
        for index, (text, english) in enumerate(_others(annotated, match)):
            wanted = _all_stems(text, english, lexicon)
            hits = [i for i, w in enumerate(self.words) if not w.function and w.stems & wanted]
            if hits:
                places[index] = hits
        claims = [0.0] * len(self.words)
        for hits in places.values():
            for i in hits:
                claims[i] = max(claims[i], 1 / len(hits))
        return claims

    def _supported(self, index: int) -> float:
        word = self.words[index]
        if word.function or not self.open[index]:
            return 0.0
        whole = any(word.stems & meant for phrase in self.evidence.phrases for meant in phrase)
        if whole:
            return 1.0
        return max((weight for _, _, weight, meant in self.evidence.parts if word.stems & meant), default=0.0)

    def candidates(self) -> Iterator[_Candidate]:
        for first in range(len(self.words)):
            if not self.open[first] or self.words[first].function:
                continue
            for last in range(first, min(first + _LONGEST, len(self.words))):
                if not self.open[last] or (last > first and not self.words[last].follows):
                    break
                if not self.words[last].function:
                    score = self.score(first, last)
                    if score > 0:
                        yield _Candidate(first, last, score)

    def score(self, first: int, last: int) -> float:
        named = self._named(first, last)
        meant = 0.0
        if self.support[first] and self.support[last]:
            inside = [i for i in range(first, last + 1) if not self.words[i].function]
            worth = [self._worth(i) for i in inside]
            meant = self._coverage(inside) * sum(worth) / len(worth)
        heard = self._heard(first, last)
        best = max(named, meant, heard)
        if not best:
            return 0.0
        middle = (self.words[first].start + self.words[last].end) / 2 / max(len(self.target), 1)
        return best - _DISTANCE * max(0.0, abs(middle - self.place) - 0.15) + 0.2 * min(meant, heard)

    def _worth(self, index: int) -> float:
        claimed = self.claims[index]
        if self.support[index]:
            return 1.0 - (1 - _CONTESTED) * (claimed == 1.0)
        return 0.0 if claimed else _UNKNOWN

    def _coverage(self, inside: Sequence[int]) -> float:
        stems = frozenset[str]().union(*(self.words[i].stems for i in inside))
        whole = max((_share(phrase, stems) for phrase in self.evidence.phrases), default=0.0)
        covered: dict[int, float] = {}
        for start, end, weight, meant in self.evidence.parts:
            if meant & stems:
                for at in range(start, end):
                    covered[at] = max(covered.get(at, 0.0), weight)
        size = max((end for _, end, _, _ in self.evidence.parts), default=1)
        return max(whole, sum(covered.values()) / size)

    def _named(self, first: int, last: int) -> float:
        inside = self.words[first : last + 1]
        if len(inside) > 4 or not all(w.text[0].isupper() for w in inside):
            return 0.0
        spelt = _letters("".join(w.text for w in inside))
        if len(spelt) < 3:
            return 0.0
        sound = max((_likeness(spelt, other) for other in self.evidence.sounds), default=0.0)
        spelling = max((_likeness(spelt, other) for other in self.evidence.spellings), default=0.0)
        return max(sound if sound >= _SOUND else 0.0, spelling if spelling >= _SPELLING else 0.0)

    def _heard(self, first: int, last: int) -> float:
        """The attention that the words pay to the term, if each of them pays it."""
        if self.mass is None or any(w.text.lower() in _ARTICLE for w in self.words[first : last + 1]):
            return 0.0
        inside = [i for i in range(first, last + 1) if not self.words[i].function]
        return sum(self.mass[i] for i in inside) / len(inside) if min(self.mass[i] for i in inside) >= 0.4 else 0.0

    def extended(self, best: _Candidate) -> tuple[int, int]:
        """The candidate and the words beside it that nobody claims, where a part of the term is not accounted for."""
        first, last = best.first, best.last
        if self.mass is not None or not self.evidence.parts:
            return first, last
        stems = frozenset[str]().union(*(w.stems for w in self.words[first : last + 1]))
        if any(_share(phrase, stems) == 1.0 for phrase in self.evidence.phrases) or self._named(first, last):
            return first, last
        covered = {at for start, end, _, meant in self.evidence.parts if meant & stems for at in range(start, end)}
        size = max(end for _, end, _, _ in self.evidence.parts)
        if covered and min(covered) > 0 and self._nobody(first - 1) and self.words[first].follows:
            first -= 1
        if covered and max(covered) < size - 1 and self._nobody(last + 1) and self.words[last + 1].follows:
            last += 1
        return first, last

    def _nobody(self, index: int) -> bool:
        return 0 <= index < len(self.words) and (
            self.open[index] and not self.words[index].function and not self.claims[index]
        )


def _share(phrase: Sequence[frozenset[str]], stems: frozenset[str]) -> float:
    return sum(bool(meant & stems) for meant in phrase) / len(phrase)


def _others(annotated: Annotated, match: Match) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The other Chinese words of the sentence, and what the glossary calls them."""
    terms = {m.start: m.entry for m in annotated.matches}
    for word in annotated.words:
        if word.kind in ("word", "name", "latin", "number", "date") and not match.start <= word.start < match.end:
            entry = terms.get(word.start)
            yield word.text, (entry.target, *entry.variants) if entry else ()


@lru_cache(maxsize=16_384)
def _all_stems(text: str, english: tuple[str, ...], lexicon: Lexicon) -> frozenset[str]:
    """The stems of all that a word may mean; of its parts where the dictionary does not have it."""
    if text.isascii():
        return frozenset(stem for phrase in _phrases((text,)) for meant in phrase for stem in meant)
    meanings = (*english, *lexicon(text))
    if not meanings:
        meanings = tuple(m for start, end in _inner(text) for m in lexicon(text[start:end]))
    return frozenset(stem for phrase in _phrases(meanings) for meant in phrase for stem in meant)


def _phrases(meanings: Sequence[str]) -> tuple[tuple[frozenset[str], ...], ...]:
    """Each meaning as the stems of its content words."""
    found = []
    for meaning in meanings:
        phrase = tuple(
            inflection.stems(word)
            for word in (meaning[start:end] for start, end in inflection.words(meaning))
            if word.lower() not in _FUNCTION
        )
        if phrase:
            found.append(phrase)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _evidence(match: Match, pinyin: tuple[str, ...], lexicon: Lexicon) -> _Evidence:
    entry = match.entry
    english = (entry.target, *entry.variants)
    parts = []
    for start, end in _inner(entry.source):
        stems = frozenset(s for phrase in _phrases(lexicon(entry.source[start:end])) for meant in phrase for s in meant)
        if stems:
            parts.append((start, end, _PART if end - start > 1 else _CHARACTER, stems))
    syllables = [_letters(syllable) for syllable in pinyin]
    orders = (syllables, syllables[1:] + syllables[:1], syllables[2:] + syllables[:2])
    sounds = {"".join(order) for order in orders if len(syllables) > 1}
    spellings = {_letters(name) for name in english if any(word[:1].isupper() for word in name.split())}
    return _Evidence(
        _phrases((*english, *lexicon(entry.source))),
        tuple(parts),
        tuple(sounds),
        tuple(name for name in spellings if len(name) >= 4),
    )


def _inner(source: str) -> Iterator[Span]:
    """All that is shorter than the word itself and inside it."""
    for size in range(min(len(source) - 1, 8), 0, -1):
        for start in range(len(source) - size + 1):
            yield start, start + size


def _pinyin(annotated: Annotated, match: Match) -> tuple[str, ...]:
    if match.entry.pinyin:
        return match.entry.pinyin
    return next((w.pinyin for w in annotated.words if (w.start, w.end) == (match.start, match.end)), ())


@lru_cache(maxsize=16_384)
def _letters(text: str) -> str:
    """Small letters without marks, to compare names by."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if c.isalnum())


@lru_cache(maxsize=65_536)
def _likeness(one: str, other: str) -> float:
    if one[0] != other[0] and not Counter(one) & Counter(other):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > 0.6 else 0.0


def _mass(words: Sequence[_Word], attention: Attention, match: Match) -> list[float]:
    """The attention each word pays to the term: the mean over its pieces."""
    columns = [i for i, (start, end) in enumerate(attention.sources) if start < match.end and match.start < end]
    masses = []
    for word in words:
        rows = [
            sum(row[i] for i in columns)
            for (start, end), row in zip(attention.targets, attention.weights, strict=True)
            if start < word.end and word.start < end
        ]
        masses.append(sum(rows) / len(rows) if rows else 0.0)
    return masses
