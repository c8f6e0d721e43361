"""Which words of an English sentence render a Chinese term: by meanings, by sound, and by attention where there is any.

Every content word of the English is weighed: does it mean the term or a part of it, does another Chinese word of the
sentence claim it, does it sound like the term? The span that covers most of the term with fewest other words wins, if
it wins clearly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.model import Annotated, Entry, Match
from reader.translate import inflection, sound
from reader.translate.engine import Attention
from reader.translate.lexicon import Lexicon
from reader.translate.terms import Span, free

# Settled on wmt17 and flores-dev by tests/bench/terms.py.
_ENOUGH = 0.55  # of a score from 0 to 1
_MARGIN = 0.12  # by which the best span must beat any span elsewhere, unless it has the same words
_DISTANCE = 0.25  # what it costs to stand at the other end of the sentence
_CONTESTED, _UNKNOWN = 0.5, 0.2  # worth of a word that another Chinese word claims too, of one that nobody claims
_PART, _CHARACTER = 0.9, 0.6  # worth of a meaning of a word inside the term, of one character of it
_FAMILY = 0.6  # worth of a word of the same family: intelligent, for intelligence
_BESIDE = 0.8  # worth of a word nobody claims, beside one that means a part of the term
_ADVERB = 0.8  # score that an adverb needs, because its words may do anything in a sentence
_GAP = 0.4  # worth of the part of the term that such a word stands for
_PAID = 0.5  # worth of words that mean nothing of the term, but pay it most of the attention
_ATTENTION = 0.4  # worth of the attention on top of the meaning
_ELSEWHERE = 0.25  # what it costs if the rest of the term's words stand somewhere else
_NEAR = 3  # words around a span in which a character's meaning counts as standing elsewhere
_LONGEST = 12  # words of a rendering

_FUNCTION = frozenset(
    "a an the of to in on at for from by with and or but as is are was were be been being has have had do does did "
    "will would shall should can could may might must not no it its this that these those he she they we you i his "
    "her their our your my him them us me who which what whose there here than then so if into onto over under up "
    "down out off about after before between among against during through also very more most all any some such "
    "s t one other own same both each every only just because while when where how too".split()
)
_BREAK = re.compile(r"[^\w\s'’‐‑–&./-]|[.](?=\s)|\s[-–]\s")
_INNER = frozenset("of for in and on to with s".split())
_ARTICLES = frozenset({"a", "an", "the"})
_PEOPLE = re.compile(r"(?:m[ae]n|ians?|ish|ese|ots)$")  # not a place, but who or what is from there
_NAMES = frozenset({"company", "person", "model", "media", "place", "org", "product", "name"})
_PARTICLES = frozenset("的地得了着过之在是和与及或而并也就都将对把被从到于以为向由等其该此这那有个名位们所")
# What hyphens glue to a word of another meaning: anti-doping, US-led.
_AFFIXES = frozenset(
    "anti pro non pre post ex co re mid semi sub super ultra multi inter led based style type like free related "
    "backed born wide made year old level".split()
)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    lemmas: frozenset[str]
    stems: frozenset[str]
    function: bool
    follows: bool  # nothing but a space or hyphen before it: it may belong to the word before


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a slot may be filled with: words of these lemmas, or at less worth of these stems."""

    worth: float
    lemmas: frozenset[str]
    stems: frozenset[str]

    def hit(self, words: Iterable[_Word]) -> float:
        return max((self.worth * (1.0 if w.lemmas & self.lemmas else _FAMILY) for w in words if w.stems & self.stems), default=0.0)


_Wording = tuple[tuple[_Meaning, ...], ...]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a term may be called.

    A wording is a row of slots, each with the meanings that fill it: the content words of a phrase, or the characters
    of the Chinese with what they and the words they belong to mean.
    """

    phrases: tuple[_Wording, ...]
    characters: _Wording
    stems: frozenset[str]
    lemmas: frozenset[str]
    firm: frozenset[str]  # the stems of all but the meanings of single characters
    syllables: tuple[str, ...]
    names: tuple[str, ...]


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
    """The span of `target` that renders `match`, if that is clear; it touches none of the `taken` spans.

    Of spans with the same words the one is taken that stands where the term does.
    """
    scene = _Scene(annotated, match, target, taken, lexicon, attention)
    candidates = sorted(scene.candidates(), key=lambda c: (-c.score, c.last - c.first))
    if not candidates or candidates[0].score < _ENOUGH:
        return None
    best = candidates[0]
    for other in candidates[1:]:
        if best.score - other.score >= _MARGIN:
            break
        apart = other.last < best.first or other.first > best.last
        if apart and scene.stems(best) != scene.stems(other):
            return None
    return Rendering((scene.words[best.first].start, scene.words[best.last].end), best.score)


def _words(target: str) -> list[_Word]:
    found: list[_Word] = []
    end = 0
    for start, stop in inflection.words(target):
        text = target[start:stop]
        follows = bool(found) and not _BREAK.search(target, end, start + 1)
        function = text.lower() in _FUNCTION and not (text.isupper() and len(text) > 1)
        found.append(_Word(start, stop, text, inflection.lemmas(text), inflection.stems(text), function, follows))
        end = stop
    return found


class _Scene:
    """One term and one target, with what each word of the target has to do with it."""

    def __init__(
        self,
        annotated: Annotated,
        match: Match,
        target: str,
        taken: Sequence[Span],
        lexicon: Lexicon,
        attention: Attention | None,
    ) -> None:
        self.target, self.entry = target, match.entry
        self.words = _words(target)
        self.evidence = _evidence(match.entry, _pinyin(annotated, match), lexicon)
        self.open = [free((w.start, w.end), taken) for w in self.words]
        self.place = (match.start + match.end) / 2 / max(len(annotated.sentence.text), 1)
        self._claim(annotated, match, lexicon)
        self.support = [self._supported(i) for i in range(len(self.words))]
        self.mass = self._masses(attention, match) if attention else None

    def _claim(self, annotated: Annotated, match: Match, lexicon: Lexicon) -> None:
        """How surely other Chinese words mean each target word: 1 if one has no other place to go, else less.

        And whether the words beside the term have a place: what nobody claims might be theirs otherwise.
        """
        self.claims = [0.0] * len(self.words)
        self.settled = [True, True]
        terms = {m.start: m.entry for m in annotated.matches}
        for word in annotated.words:
            if word.kind in ("punctuation", "space", "other") or match.start <= word.start < match.end:
                continue
            if word.text == match.entry.source:
                continue
            entry = terms.get(word.start)
            wanted = _all_stems(word.text, (entry.target, *entry.variants) if entry else (), lexicon)
            hits = [i for i, w in enumerate(self.words) if not w.function and w.stems & wanted]
            if not hits and len(word.pinyin) > 1:
                hits = [i for i, w in enumerate(self.words) if w.text[0].isupper() and sound.likeness(w.text, word.pinyin, ())]
            for i in hits:
                self.claims[i] = max(self.claims[i], 1 / len(hits))
            if not hits and word.text not in _PARTICLES:
                if word.end == match.start:
                    self.settled[0] = False
                elif word.start == match.end:
                    self.settled[1] = False

    def _supported(self, index: int) -> bool:
        word = self.words[index]
        return self.open[index] and not word.function and bool(word.stems & self.evidence.stems)

    def _masses(self, attention: Attention, match: Match) -> list[float]:
        """The attention each word pays to the term: the mean over its pieces."""
        columns = [i for i, (start, end) in enumerate(attention.sources) if start < match.end and match.start < end]
        masses = []
        for word in self.words:
            rows = [
                sum(row[i] for i in columns)
                for (start, end), row in zip(attention.targets, attention.weights, strict=True)
                if start < word.end and word.start < end
            ]
            masses.append(sum(rows) / len(rows) if rows and not word.function else 0.0)
        return masses

    def stems(self, candidate: _Candidate) -> list[frozenset[str]]:
        return [w.stems for w in self.words[candidate.first : candidate.last + 1]]

    def candidates(self) -> Iterator[_Candidate]:
        for first in range(len(self.words)):
            if not self.open[first] or self.words[first].function:
                continue
            for last in range(first, min(first + _LONGEST, len(self.words))):
                if not self.open[last] or (last > first and not self.words[last].follows):
                    break
                if self.words[last].function and not self._links(last):
                    break
                if not self.words[last].function and self._whole(first, last) and self._noun(first, last):
                    score = self._score(first, last)
                    if score > (_ADVERB if self.entry.pos in ("adv", "adverb") else 0):
                        yield _Candidate(first, last, score)

    def _links(self, index: int) -> bool:
        """Whether a function word may stand inside a term: Bank of China, Ministry of the Interior."""
        small, before = self.words[index].text.lower(), self.words[index - 1].text.lower()
        return small in _INNER or (small in _ARTICLES and before in _INNER)

    def _whole(self, first: int, last: int) -> bool:
        """No compound is cut at its hyphen, unless the rest of it belongs to another word: pro-Trump, US-led."""
        for index, cut in ((first - 1, self.words[first].start - 1), (last + 1, self.words[last].end)):
            beside = self.words[index] if 0 <= index < len(self.words) else None
            if beside and self.target[cut : cut + 1] in ("-", "‐", "‑") and (beside.end == cut or beside.start == cut + 1):
                if not self.claims[index] and beside.text.lower() not in _AFFIXES:
                    return False
        return True

    def _noun(self, first: int, last: int) -> bool:
        """The words may be a noun where the term is one: not “was shot” for shooting, nor “nominated” for nomination.

        A head of the same family is another part of speech, and no other rendering: Fijians is not Fiji.
        """
        if self.entry.pos in ("verb", "v"):
            return True
        head = next((i - 1 for i in range(first + 1, last) if self.words[i].text.lower() in _INNER), last)
        word = self.words[head]
        if word.stems & self.evidence.stems and not word.lemmas & self.evidence.lemmas:
            return False
        for index in {first, last}:
            text = self.words[index].text
            before = self.words[first - 1].text.lower() if first and self.words[first].follows else ""
            if (index == first or first == last or not text[0].isupper()) and not (
                text[0].isupper() and self.words[index].start
            ):
                after = self.target[self.words[index].end :].lstrip()[:3]
                if inflection.is_verb(text.lower(), before if index == first else "", after):
                    if index == last or before == "to":
                        return False
        return True

    def _score(self, first: int, last: int) -> float:
        inside = [i for i in range(first, last + 1) if not self.words[i].function]
        meant, heard = self._meant(first, last, inside), self._heard(first, last, inside)
        best = max(self._named(first, last), meant, _PAID if heard >= 0.5 else 0.0)
        if not best:
            return 0.0
        middle = (self.words[first].start + self.words[last].end) / 2 / max(len(self.target), 1)
        return best - _DISTANCE * max(0.0, abs(middle - self.place) - 0.15) + _ATTENTION * heard

    def _meant(self, first: int, last: int, inside: Sequence[int]) -> float:
        """How much of the term the words mean, and how few of them mean something else."""
        backed = [i for i in inside if self.support[i]]
        if all(self.words[i].text[0].isdigit() for i in backed):
            return 0.0
        if self._torn(first, last) or self._weak(backed[0], backed[-1], inside):
            return 0.0
        before, after = backed[0] - first, last - backed[-1]
        if before + after > 2 or not self._beside(first, backed[0], 0) or not self._beside(backed[-1] + 1, last + 1, 1):
            return 0.0
        worth = 0.0
        for i in inside:
            if self.support[i]:
                worth += _CONTESTED if self.claims[i] >= 0.5 else 1.0
            elif self.claims[i]:
                return 0.0
            else:
                worth += _UNKNOWN if backed[0] < i < backed[-1] else _BESIDE
        return self._coverage(backed, bool(before), bool(after)) * worth / len(inside)

    def _coverage(self, backed: Sequence[int], before: bool, after: bool) -> float:
        """The share of the term that these words mean, in the wording that suits best; less where the rest of that
        wording stands elsewhere: share, where “price of Apple's shares” renders 股价."""
        words = [self.words[i] for i in backed]
        best, split = 0.0, False
        for wording in (*self.evidence.phrases, self.evidence.characters):
            filled = _filled(wording, words)
            most = len(wording) if wording is self.evidence.characters else len(words)
            covered = _covered(filled, most, before, after)
            if covered > best:
                best, split = covered, False
                others = [i for i in range(len(self.words)) if self._open(i) and i not in backed and self.claims[i] < 0.5]
                near = [i for i in others if backed[0] - _NEAR <= i <= backed[-1] + _NEAR]
                for slot, worth in zip(wording, filled, strict=True):
                    for meaning in slot if not worth else ():
                        where = others if meaning.worth > _CHARACTER else near
                        split = split or meaning.hit(self.words[i] for i in where) > 0
        return best - _ELSEWHERE * split

    def _open(self, index: int) -> bool:
        return self.open[index] and not self.words[index].function

    def _weak(self, first: int, last: int, inside: Sequence[int]) -> bool:
        """Whether the first or last word means but one character of the term, and is cut off by “of” or the like."""
        ends = ((first, first + 1), (last, last - 1))
        return first < last and any(
            not self.words[i].stems & self.evidence.firm and self.words[beside].function for i, beside in ends
        )

    def _torn(self, first: int, last: int) -> bool:
        """Whether the term goes on beyond these words, or a name does: United, of United Nations, if nobody claims it."""
        for inner, outer, follower in ((first, first - 1, first), (last, last + 1, last + 1)):
            if 0 <= outer < len(self.words) and self.words[follower].follows and self.words[outer].start > 0:
                word = self.words[outer]
                capitals = word.text[0].isupper() and self.words[inner].text[0].isupper()
                if capitals and self._open(outer) and not (self.claims[outer] or self.support[outer]):
                    return True
                firm = word.stems & self.evidence.firm and word.lemmas & self.evidence.lemmas
                if firm and self._open(outer) and self.claims[outer] < 0.5:
                    return True
        return False

    def _beside(self, first: int, end: int, side: int) -> bool:
        """Whether these words beside the ones that are meant may belong to the term: nobody else claims them."""
        return all(
            self.settled[side] and not self.words[i].function and not self.claims[i] for i in range(first, end)
        )

    def _named(self, first: int, last: int) -> float:
        inside = self.words[first : last + 1]
        if len(inside) > 4 or not all(w.text[0].isupper() or self.target[w.start - 1] == "-" for w in inside):
            return 0.0
        if any(self.claims[i] for i in range(first, last + 1)) or any(w.function for w in inside):
            return 0.0
        if self.entry.pos and self.entry.pos not in _NAMES:
            return 0.0
        name = " ".join(w.text for w in inside)
        if _PEOPLE.search(name) and not _PEOPLE.search(self.entry.target):
            return 0.0
        return sound.likeness(name, self.evidence.syllables, self.evidence.names)

    def _heard(self, first: int, last: int, inside: Sequence[int]) -> float:
        """The share of the attention to the term that these words pay; each of them pays it or means the term."""
        if self.mass is None or any(w.text.lower() in _ARTICLES for w in self.words[first : last + 1]):
            return 0.0
        if not all(self.mass[i] >= 0.4 or (self.support[i] and self.claims[i] < 1.0) or self._run(i, first) for i in inside):
            return 0.0
        paid = sum(self.mass[i] for i in inside if self.mass[i] >= 0.3)
        return paid / max(sum(mass for mass in self.mass if mass >= 0.3), 1e-9)


    def _run(self, index: int, first: int) -> bool:
        """Whether a word goes on with a name that begins at `first`: Questions, in Thousand Questions."""
        names = self.words[first : index + 1]
        return index > first and not self.claims[index] and all(w.text[0].isupper() and not w.function for w in names)


def _filled(wording: _Wording, words: Sequence[_Word]) -> list[float]:
    return [max((meaning.hit(words) for meaning in slot), default=0.0) for slot in wording]


def _covered(filled: Sequence[float], most: int, before: bool, after: bool) -> float:
    """The share of a wording that is filled, by `most` words; unknown words beside them fill a gap in part."""
    places = [i for i, worth in enumerate(filled) if worth]
    if not places:
        return 0.0
    gaps = (before and places[0], after and len(filled) - 1 - places[-1])
    if (before and not gaps[0]) or (after and not gaps[1]):
        return 0.0
    return (min(sum(filled), most) + _GAP * sum(gaps)) / len(filled)


@lru_cache(maxsize=16_384)
def _all_stems(text: str, english: tuple[str, ...], lexicon: Lexicon) -> frozenset[str]:
    """The stems of all that a word may mean; of its parts where the dictionary does not have it."""
    if text.isascii():
        english = (text,)
    meanings = (*english, *lexicon(text)) or tuple(m for a, b in _inner(text) for m in lexicon(text[a:b]))
    return frozenset(stem for wording in _wordings(meanings) for (meaning,) in wording for stem in meaning.stems)


def _wordings(meanings: Sequence[str]) -> tuple[_Wording, ...]:
    """Each meaning as a row of its content words."""
    found = []
    for meaning in meanings:
        texts = (meaning[start:end] for start, end in inflection.words(meaning))
        wording = tuple(
            (_Meaning(1.0, inflection.lemmas(text), inflection.stems(text)),)
            for text in texts
            if text.lower() not in _FUNCTION
        )
        if wording:
            found.append(wording)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _evidence(entry: Entry, pinyin: tuple[str, ...], lexicon: Lexicon) -> _Evidence:
    english = (entry.target, *entry.variants)
    phrases = _wordings((*english, *lexicon(entry.source)))
    slots: list[list[_Meaning]] = [[] for _ in entry.source]
    for start, end in _inner(entry.source):
        found = [meaning for wording in _wordings(lexicon(entry.source[start:end])) for (meaning,) in wording]
        if found:
            lemmas, stems = (frozenset().union(*sets) for sets in zip(*((m.lemmas, m.stems) for m in found), strict=True))
            for at in range(start, end):
                slots[at].append(_Meaning(_PART if end - start > 1 else _CHARACTER, lemmas, stems))
    every = [meaning for wording in (*phrases, slots) for slot in wording for meaning in slot]
    return _Evidence(
        phrases,
        tuple(map(tuple, slots)),
        frozenset(stem for meaning in every for stem in meaning.stems),
        frozenset(lemma for meaning in every for lemma in meaning.lemmas),
        frozenset(stem for meaning in every if meaning.worth > _CHARACTER for stem in meaning.stems),
        pinyin,
        tuple(name for name in english if any(word[:1].isupper() for word in name.split())),
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
