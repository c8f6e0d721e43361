"""Which words of an English sentence render a Chinese term: by meanings, by sound, and by attention where there is any.

Every content word of the English is weighed: does it mean the term or a part of it, does another Chinese word of the
sentence claim it, does it sound like the term? The span that covers most of the term with fewest other words wins, if
it wins clearly.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.model import Annotated, Entry, Match
from reader.model import Word as SourceWord
from reader.translate.engine import Attention
from reader.translate.terms import evidence, inflection, sound
from reader.translate.terms.evidence import Wording
from reader.translate.terms.finding import Span, free
from reader.translate.terms.meanings import Lexicon

# Settled on wmt17 and flores-dev by tests/bench/terms.py.
_ENOUGH = 0.55  # of a score from 0 to 1
_MARGIN = 0.12  # by which the best span must beat any span elsewhere, unless it has the same words
_DISTANCE = 0.25  # what it costs to stand at the other end of the sentence …
_AWAY = 0.15  # … from which part of its length on
_NEARER = 0.02  # what makes the nearer of two equal spans win
_CONTESTED = 0.5  # worth of a word that another Chinese word claims too
_CLAIMED = 0.2  # from which a claim counts against a word that means but one character of the term
_BESIDE = 0.8  # worth of a word nobody claims, among those that mean a part of the term
_ADVERB = 0.8  # score that an adverb needs, because its words may do anything in a sentence
_PAID = 0.5  # worth of words that mean nothing of the term, but pay it most of the attention
_ATTENTION = 0.4  # worth of the attention on top of the meaning
_ELSEWHERE = 0.25  # what it costs if the rest of the term's words stand somewhere else
_SIMILAR = 0.1  # by which wordings are about as good
_MORE = 0.03  # worth of each word more that means the term
_FAR = 40  # words around a span in which the rest of the term is looked for
_NEAR = 3  # words around a span in which a character's meaning counts as standing elsewhere
_LONGEST = 12  # words of a rendering

_ARTICLES = frozenset({"a", "an", "the"})
_NUMBER = re.compile(
    r"\d|(?:thir|four|fif|six|seven|eigh|nine)t|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b", re.I
)
_PEOPLE = re.compile(r"(?:m[ae]n|ians?|ish|ese|ots)$")  # not a place, but who or what is from there
_NAMES = frozenset({"company", "person", "model", "media", "place", "org", "product", "name"})
_JOINTS = ("·", "•", "・", "-")  # of a foreign name, of which the term is a part
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


class Page:
    """A sentence beside its English, and which English words each Chinese word may mean."""

    def __init__(self, annotated: Annotated, target: str, taken: Sequence[Span], lexicon: Lexicon) -> None:
        """`taken` are spans of the target that are terms already."""
        self.annotated, self.target, self.lexicon = annotated, target, lexicon
        self.words = evidence.words(target)
        self.open = [free((w.start, w.end), taken) and not w.function for w in self.words]
        self.claims = list(self._claims())
        self._kept: dict[tuple[Entry, tuple[bool, bool]], tuple[_Candidate, ...]] = {}

    def find(self, match: Match, attention: Attention | None = None) -> Rendering | None:
        """The span of the target that renders `match`, if that is clear; it touches none of the `taken` ones.

        Of spans with the same words the one is taken that stands where the term does.
        """
        candidates = sorted(self._candidates(match, attention), key=lambda c: (-c.score, c.last - c.first))
        if not candidates or candidates[0].score < _ENOUGH:
            return None
        best = candidates[0]
        for other in candidates[1:]:
            if best.score - other.score >= _MARGIN:
                break
            apart = other.last < best.first or other.first > best.last
            if apart and self._stems(best) != self._stems(other):
                return None
        return Rendering((self.words[best.first].start, self.words[best.last].end), best.score)

    def _candidates(self, match: Match, attention: Attention | None) -> Iterator[_Candidate]:
        """Spans that may render the term, the less likely the farther from where the term stands in the Chinese."""
        settled = (
            not any(word.end == match.start and not hits for word, hits in self.claims),
            not any(word.start == match.end and not hits for word, hits in self.claims),
        )
        mass = _masses(self.words, attention, match) if attention else None
        key = match.entry, settled
        candidates = self._kept.get(key) if mass is None else None
        if candidates is None:
            candidates = self._kept[key] = tuple(_Scene(self, match, settled, mass).candidates())
        place = (match.start + match.end) / 2 / max(len(self.annotated.sentence.text), 1)
        for one in candidates:
            middle = (self.words[one.first].start + self.words[one.last].end) / 2 / len(self.target)
            away = abs(middle - place)
            yield replace(one, score=one.score - _DISTANCE * max(0.0, away - _AWAY) - _NEARER * away)

    def _stems(self, candidate: _Candidate) -> list[frozenset[str]]:
        return [w.stems for w in self.words[candidate.first : candidate.last + 1]]

    def _claims(self) -> Iterator[tuple[SourceWord, list[int]]]:
        """Each Chinese word that means something, with the indices of the English words that it may mean."""
        by_stem: dict[str, list[int]] = {}
        for index, english in enumerate(self.words):
            for stem in english.stems:
                by_stem.setdefault(stem, []).append(index)
        names = [i for i, w in enumerate(self.words) if w.text[0].isupper()]
        entries = {match.start: match.entry for match in self.annotated.matches}
        for word in self.annotated.words:
            if word.kind in ("punctuation", "space", "other") or word.text in _PARTICLES:
                continue
            entry = entries.get(word.start)
            forms = (entry.target, *entry.variants) if entry else ()
            wanted = evidence.all_stems(word.text, forms, self.lexicon) & by_stem.keys()
            found = {i for stem in wanted for i in by_stem[stem]}
            hits = {i for i in found if not self.words[i].function}
            if found and not hits:
                continue  # said by a word of grammar: other, for 其他
            if not hits and len(word.pinyin) > 1:
                hits = {i for i in names if sound.likeness(self.words[i].text, word.pinyin, ())}
            yield word, sorted(hits)


class _Scene:
    """One term beside the English, with what each word of the English has to do with it."""

    def __init__(self, page: Page, match: Match, settled: tuple[bool, bool], mass: list[float] | None) -> None:
        """`settled`: whether the Chinese words beside the term have a place, so that what nobody claims is not theirs.

        `mass` is the attention each word pays to the term.
        """
        self.target, self.words, self.open, self.entry = page.target, page.words, page.open, match.entry
        self.evidence = evidence.of(match.entry, _pinyin(page.annotated, match), page.lexicon)
        self.settled, self.mass = settled, mass
        text = page.annotated.sentence.text
        self.joined = text[match.start - 1 : match.start] in _JOINTS, text[match.end : match.end + 1] in _JOINTS
        self.claims = [0.0] * len(self.words)
        """How surely other Chinese words mean each word: 1 if one of them has no other place to go, else less."""
        for word, hits in page.claims:
            if word.text != match.entry.source and not match.start <= word.start < match.end:
                for i in hits:
                    self.claims[i] = max(self.claims[i], 1 / len(hits))
        self.support = [
            is_open and bool(w.stems & self.evidence.stems) for w, is_open in zip(self.words, self.open, strict=True)
        ]
        self.backed = [i for i, backed in enumerate(self.support) if backed]

    def candidates(self) -> Iterator[_Candidate]:
        least = _ADVERB if self.entry.pos in ("adv", "adverb") else 0.0
        for first in range(len(self.words)):
            if not self.open[first]:
                continue
            for last in range(first, min(first + _LONGEST, len(self.words))):
                if last > first and not self.words[last].follows:
                    break
                if not self.open[last]:
                    if self._links(last):
                        continue
                    break
                score = self._score(first, last)
                if score > least and self._whole(first, last) and self._noun(first, last):
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
        return best + _ATTENTION * heard if best else 0.0

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
            whole = self.words[i].stems & self.evidence.whole
            if self.claims[i] and (not self.support[i] or (self.claims[i] == 1.0 and not whole)):
                return 0.0
            if self.support[i]:
                firm = self.words[i].stems & self.evidence.firm
                worth += 1.0 if self.claims[i] < (0.5 if firm else _CLAIMED) else _CONTESTED
            else:
                worth += _BESIDE
        between = len(inside) > before + len(backed) + after
        small = any(self.words[i].text[0].islower() for i in backed)
        if (between and not all(self.settled)) or (small and any(self._another_name(i) for i in inside)):
            return 0.0
        return self._coverage(backed, bool(before), between, bool(after)) * worth / len(inside)

    def _coverage(self, backed: Sequence[int], before: bool, between: bool, after: bool) -> float:
        """The share of the term that these words mean, in the wording that suits best.

        Less, if the rest of such a wording stands elsewhere: price, where “the price of Apple's shares” renders 股价;
        or if a word beside them might be the rest: coach, of “lead coach”; transfer, of “transfer contributions”.
        """
        words = [self.words[i] for i in backed]
        found = []
        for wording in self.evidence.wordings:
            filled = wording.filled(words)
            if any(filled):
                found.append((wording.share(filled, words, before, between, after), wording, filled))
        best = max((share for share, _, _ in found), default=0.0)
        cut = not before and backed[0] > 0 and self.words[backed[0]].follows and self._nobodys(backed[0] - 1)
        end = backed[-1] + 1
        goes_on = not after and end < len(self.words) and self.words[end].follows and self._goes_on(end)
        split = any(
            (cut and not filled[0]) or (goes_on and not filled[-1]) or self._split(wording, filled, backed)
            for share, wording, filled in found
            if share > best - _SIMILAR
        )
        return best + _MORE * len(backed) * (best > 0) - _ELSEWHERE * split

    def _split(self, wording: Wording, filled: Sequence[float], backed: Sequence[int]) -> bool:
        """Whether what these words leave out of a wording is said by others: near them, or free of other claims."""
        within = slice(bisect_left(self.backed, backed[0] - _FAR), bisect_right(self.backed, backed[-1] + _FAR))
        others = [i for i in self.backed[within] if i not in backed]
        near = [i for i in others if backed[0] - _NEAR <= i <= backed[-1] + _NEAR]
        free_ones = [i for i in others if i in near or self.claims[i] < 0.5]
        return any(
            meaning.hit(self.words[i] for i in (free_ones if meaning.firm else near))
            for slot, worth in zip(wording.slots, filled, strict=True)
            if not worth
            for meaning in slot
        )

    def _weak(self, first: int, last: int, inside: Sequence[int]) -> bool:
        """Whether the first or last word means but one character of the term, and is cut off by “of” or the like."""
        ends = ((first, first + 1), (last, last - 1))
        return first < last and any(
            not self.words[i].stems & self.evidence.firm and self.words[beside].function for i, beside in ends
        )

    def _torn(self, first: int, last: int) -> bool:
        """Whether the term goes on beyond these words, or a name that nobody claims: United, of United Nations."""
        for inner, outer, follower in ((first, first - 1, first), (last, self._behind(last), last + 1)):
            if 0 <= outer < len(self.words) and self.words[follower].follows and self.words[outer].start > 0:
                word = self.words[outer]
                capitals = word.text[0].isupper() and self.words[inner].text[0].isupper()
                nobodys = not self.claims[outer] or word.stems & self.evidence.firm
                if capitals and self.open[outer] and (nobodys or outer > last + 1):
                    return True
                means = word.stems & (self.evidence.stems if outer < first else self.evidence.firm)
                if means and word.lemmas & self.evidence.lemmas and self.open[outer] and self.claims[outer] < 0.5:
                    return True
        return False

    def _behind(self, last: int) -> int:
        """The index of the word after this one, past a possessive: Gazette, in the Daily People’s Gazette."""
        possessive = last + 2 < len(self.words) and self.words[last + 1].text == "s" and self.words[last + 2].follows
        return last + 2 if possessive else last + 1

    def _beside(self, first: int, end: int, side: int) -> bool:
        """Whether these words beside the ones that are meant may belong to the term: nobody else claims them."""
        return all(self.settled[side] and self._nobodys(i) for i in range(first, end))

    def _goes_on(self, index: int) -> bool:
        return self.words[index].text.lower() == "of" or self._nobodys(index)

    def _nobodys(self, index: int) -> bool:
        return not self.words[index].function and not self.claims[index]

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
        if (not self.joined[0] and self._same_name(first, first - 1)) or (
            not self.joined[1] and self._same_name(last, last + 1)
        ):
            return 0.0
        name = " ".join(w.text for w in inside)
        if _PEOPLE.search(name) and not _PEOPLE.search(self.entry.target):
            return 0.0
        return sound.likeness(name, self.evidence.syllables, self.evidence.names)

    def _another_name(self, index: int) -> bool:
        """Whether a word is a name that is no part of the term: Apple, in the price of Apple’s shares, for 股价."""
        word = self.words[index]
        return word.text[:2].istitle() and word.start > 0 and not self.support[index]

    def _same_name(self, index: int, beside: int) -> bool:
        """Whether the word beside one of a name goes on with it: Lin, of Chen Da Lin."""
        if not 0 <= beside < len(self.words) or not self.words[max(index, beside)].follows:
            return False
        word = self.words[beside]
        unknown = word.text[:2].istitle() and not inflection.is_known(word.text) and not word.function
        return unknown and self.open[beside] and not self.claims[beside] and word.start > 0

    def _heard(self, first: int, last: int, inside: Sequence[int]) -> float:
        """The share of the attention to the term that these words pay; each of them pays it or means the term."""
        if self.mass is None or any(w.text.lower() in _ARTICLES for w in self.words[first : last + 1]):
            return 0.0
        if not all(
            self.mass[i] >= 0.4 or (self.support[i] and self.claims[i] < 1.0) or self._run(i, first) for i in inside
        ):
            return 0.0
        if self._torn(first, last):
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


def _masses(words: Sequence[evidence.Word], attention: Attention, match: Match) -> list[float]:
    """The attention each word pays to the term: the mean over its pieces."""
    columns = [i for i, (start, end) in enumerate(attention.sources) if start < match.end and match.start < end]
    masses = []
    for word in words:
        rows = [
            sum(row[i] for i in columns)
            for (start, end), row in zip(attention.targets, attention.weights, strict=True)
            if start < word.end and word.start < end
        ]
        masses.append(sum(rows) / len(rows) if rows and not word.function else 0.0)
    return masses
