"""Which words of an English sentence render a Chinese term: by meanings, by sound, and by attention where there is any.

Every content word of the English is weighed: does it mean the term or a part of it, does another Chinese word of the
sentence claim it, does it sound like the term? The span that covers most of the term with fewest other words wins, if
it wins clearly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.model import Annotated, Match
from reader.translate import evidence, inflection, sound
from reader.translate.engine import Attention
from reader.translate.evidence import Wording
from reader.translate.lexicon import Lexicon
from reader.translate.terms import Span, free

# Settled on wmt17 and flores-dev by tests/bench/terms.py.
_ENOUGH = 0.55  # of a score from 0 to 1
_MARGIN = 0.12  # by which the best span must beat any span elsewhere, unless it has the same words
_DISTANCE = 0.25  # what it costs to stand at the other end of the sentence
_NEARER = 0.02  # what makes the nearer of two equal spans win
_CONTESTED, _UNKNOWN = 0.5, 0.2  # worth of a word that another Chinese word claims too, of one that nobody claims
_BESIDE = 0.8  # worth of a word nobody claims, beside one that means a part of the term
_ADVERB = 0.8  # score that an adverb needs, because its words may do anything in a sentence
_PAID = 0.5  # worth of words that mean nothing of the term, but pay it most of the attention
_ATTENTION = 0.4  # worth of the attention on top of the meaning
_ELSEWHERE = 0.25  # what it costs if the rest of the term's words stand somewhere else
_SIMILAR = 0.1  # by which wordings are about as good
_MORE = 0.03  # worth of each word more that means the term
_NEAR = 3  # words around a span in which a character's meaning counts as standing elsewhere
_LONGEST = 12  # words of a rendering

_ARTICLES = frozenset({"a", "an", "the"})
_NUMBER = re.compile(
    r"\d|(?:thir|four|fif|six|seven|eigh|nine)t|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b", re.I
)
_PEOPLE = re.compile(r"(?:m[ae]n|ians?|ish|ese|ots)$")  # not a place, but who or what is from there
_NAMES = frozenset({"company", "person", "model", "media", "place", "org", "product", "name"})
_PARTICLES = frozenset("的地得了着过之在是和与及或而并也就都将对把被从到于以为向由等其该此这那有个名位们所")
# What hyphens glue to a word of another meaning: anti-doping, US-led.
_AFFIXES = inflection.word_set(
    "anti pro non pre post ex co re mid semi sub super ultra multi inter led based style type like free related "
    "backed born wide made year old level"
)


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
        self.words = evidence.words(target)
        self.evidence = evidence.of(match.entry, _pinyin(annotated, match), lexicon)
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
            wanted = evidence.all_stems(word.text, (entry.target, *entry.variants) if entry else (), lexicon)
            hits = [i for i, w in enumerate(self.words) if not w.function and w.stems & wanted]
            if not hits and len(word.pinyin) > 1:
                hits = [
                    i
                    for i, w in enumerate(self.words)
                    if w.text[0].isupper() and sound.likeness(w.text, word.pinyin, ())
                ]
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
        return small in self.evidence.links or (small in _ARTICLES and before in self.evidence.links)

    def _whole(self, first: int, last: int) -> bool:
        """No compound is cut at its hyphen, unless the rest of it belongs to another word: pro-Trump, US-led."""
        return not any(
            0 <= beside < len(self.words)
            and self.target[start:end] in ("-", "‐", "‑")
            and not self.claims[beside]
            and self.words[beside].text.lower() not in _AFFIXES
            for beside, start, end in (
                (first - 1, self.words[first - 1].end, self.words[first].start),
                (last + 1, self.words[last].end, self.words[min(last + 1, len(self.words) - 1)].start),
            )
        )

    def _noun(self, first: int, last: int) -> bool:
        """The words may be a noun where the term is one: not “was shot” for shooting, nor “nominated” for nomination.

        A head of the same family is another part of speech, and no other rendering: Fijians is not Fiji.
        """
        if self.entry.pos in ("verb", "v"):
            return True
        head = next((i - 1 for i in range(first + 1, last) if self.words[i].text.lower() in self.evidence.links), last)
        if self.support[head] and not self.words[head].lemmas & self.evidence.lemmas:
            return False
        before = self.words[first - 1].text.lower() if first and self.words[first].follows else ""
        if before == "to" and last > first and self._verb(first, before):
            return False
        return not self._verb(last, before if first == last else "")

    def _verb(self, index: int, before: str) -> bool:
        """Whether a word is a verb; one with a capital inside a sentence is a name."""
        word = self.words[index]
        if word.text[0].isupper() and word.start > 0:
            return False
        return inflection.is_verb(word.text.lower(), before, self.target[word.end : word.end + 4].lstrip())

    def _score(self, first: int, last: int) -> float:
        inside = [i for i in range(first, last + 1) if not self.words[i].function]
        meant, heard = self._meant(first, last, inside), self._heard(first, last, inside)
        best = max(self._named(first, last), meant, _PAID if heard >= 0.5 else 0.0)
        if not best:
            return 0.0
        middle = (self.words[first].start + self.words[last].end) / 2 / max(len(self.target), 1)
        away = abs(middle - self.place)
        return best - _DISTANCE * max(0.0, away - 0.15) - _NEARER * away + _ATTENTION * heard

    def _meant(self, first: int, last: int, inside: Sequence[int]) -> float:
        """How much of the term the words mean, and how few of them mean something else."""
        backed = [i for i in inside if self.support[i]]
        if all(_NUMBER.match(self.words[i].text) for i in backed):
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
        """The share of the term that these words mean, in the wording that suits best.

        Less, if the rest of such a wording stands elsewhere: price, where “the price of Apple's shares” renders 股价.
        """
        words = [self.words[i] for i in backed]
        found = []
        for wording in self.evidence.wordings:
            filled = wording.filled(words)
            if any(filled):
                found.append((wording.share(filled, len(words), before, after), wording, filled))
        best = max((share for share, _, _ in found), default=0.0)
        split = any(self._split(w, filled, backed) for share, w, filled in found if share > best - _SIMILAR)
        return best + _MORE * len(backed) * (best > 0) - _ELSEWHERE * split

    def _split(self, wording: Wording, filled: Sequence[float], backed: Sequence[int]) -> bool:
        """Whether what these words leave out of a wording is said by others: near them, or free of other claims."""
        others = [i for i in range(len(self.words)) if self._open(i) and i not in backed]
        near = [i for i in others if backed[0] - _NEAR <= i <= backed[-1] + _NEAR]
        free_ones = [i for i in others if i in near or self.claims[i] < 0.5]
        return any(
            meaning.hit(self.words[i] for i in (free_ones if meaning.firm else near))
            for slot, worth in zip(wording.slots, filled, strict=True)
            if not worth
            for meaning in slot
        )

    def _open(self, index: int) -> bool:
        return self.open[index] and not self.words[index].function

    def _weak(self, first: int, last: int, inside: Sequence[int]) -> bool:
        """Whether the first or last word means but one character of the term, and is cut off by “of” or the like."""
        ends = ((first, first + 1), (last, last - 1))
        return first < last and any(
            not self.words[i].stems & self.evidence.firm and self.words[beside].function for i, beside in ends
        )

    def _torn(self, first: int, last: int) -> bool:
        """Whether the term goes on beyond these words, or a name that nobody claims: United, of United Nations."""
        for inner, outer, follower in ((first, first - 1, first), (last, last + 1, last + 1)):
            if 0 <= outer < len(self.words) and self.words[follower].follows and self.words[outer].start > 0:
                word = self.words[outer]
                capitals = word.text[0].isupper() and self.words[inner].text[0].isupper()
                if capitals and self._open(outer) and not (self.claims[outer] or self.support[outer]):
                    return True
                means = word.stems & (self.evidence.stems if outer < first else self.evidence.firm)
                if means and word.lemmas & self.evidence.lemmas and self._open(outer) and self.claims[outer] < 0.5:
                    return True
        return False

    def _beside(self, first: int, end: int, side: int) -> bool:
        """Whether these words beside the ones that are meant may belong to the term: nobody else claims them."""
        return all(self.settled[side] and not self.words[i].function and not self.claims[i] for i in range(first, end))

    def _named(self, first: int, last: int) -> float:
        inside = self.words[first : last + 1]
        if len(inside) > 4 or not all(w.text[0].isupper() or self.target[w.start - 1] == "-" for w in inside):
            return 0.0
        if any(self.claims[i] for i in range(first, last + 1)) or any(w.function for w in inside):
            return 0.0
        if self.entry.pos not in ("person", "place") and (
            (self.entry.pos and self.entry.pos not in _NAMES) or all(inflection.is_known(w.text) for w in inside)
        ):
            return 0.0
        name = " ".join(w.text for w in inside)
        if _PEOPLE.search(name) and not _PEOPLE.search(self.entry.target):
            return 0.0
        return sound.likeness(name, self.evidence.syllables, self.evidence.names)

    def _heard(self, first: int, last: int, inside: Sequence[int]) -> float:
        """The share of the attention to the term that these words pay; each of them pays it or means the term."""
        if self.mass is None or any(w.text.lower() in _ARTICLES for w in self.words[first : last + 1]):
            return 0.0
        if not all(
            self.mass[i] >= 0.4 or (self.support[i] and self.claims[i] < 1.0) or self._run(i, first) for i in inside
        ):
            return 0.0
        paid = sum(self.mass[i] for i in inside if self.mass[i] >= 0.3)
        return paid / max(sum(mass for mass in self.mass if mass >= 0.3), 1e-9)

    def _run(self, index: int, first: int) -> bool:
        """Whether a word goes on with a name that begins at `first`: Questions, in Thousand Questions."""
        names = self.words[first : index + 1]
        return index > first and not self.claims[index] and all(w.text[0].isupper() and not w.function for w in names)


def _pinyin(annotated: Annotated, match: Match) -> tuple[str, ...]:
    if match.entry.pinyin:
        return match.entry.pinyin
    return next((w.pinyin for w in annotated.words if (w.start, w.end) == (match.start, match.end)), ())
