"""Brings the glossary's English into a translation, step by step, and says which step did it.

present     the translation has the term or a variant
chosen      another hypothesis of the engine has it: its words are taken where it has the term
injected    the source with the English in the term's place was translated again, and it came through once
replaced    the words that render the term were found, and the term put in their place in the right form
unplaced    none of these was sure: nothing is changed
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain
from types import MappingProxyType

from reader.model import Annotated, Entry, Match, TermStatus, Translation
from reader.translate.engine import Attention, Engine, Hypothesis, Hypothesizer, never
from reader.translate.terms import finding, fitting
from reader.translate.terms.finding import Span
from reader.translate.terms.meanings import Lexicon
from reader.translate.terms.rendering import Page

HYPOTHESES = 4
"""How many translations of a sentence are looked through: as many as the usual beam is wide, which costs least."""

COST = 0.7
"""Log probability a token, at most, that a hypothesis may lie below the best one: each token is half as likely."""

_LINKS = frozenset({"a", "an", "the", "of", "'", "’", "s", "-"})  # words that may come over with a term
_LOOSE = 3  # words more than the term has that it may stand for
_MORE = re.compile(r"[,;:.!?](?:\s|$)|\S\s+(?:a|an|the)\b")  # signs that a span is more than the words of one term
_SAME = 0.7  # share of the words that another translation must share with the plain one
_HAN = re.compile(r"[\u3400-\u9fff]")
_ROUNDS = 3


class Draft:
    """A translation that terms are being placed in: its text, and the span and the step of each term placed."""

    def __init__(self, text: str, matches: Sequence[Match]) -> None:
        self.original = self.text = text
        self.matches = matches
        self.places: dict[int, Span] = finding.locate(text, matches)
        self.steps: dict[int, TermStatus] = dict.fromkeys(self.places, "present")
        self.attention: Attention | None = None

    @property
    def missing(self) -> list[int]:
        """The matches without a place, by index."""
        return [index for index in range(len(self.matches)) if index not in self.places]

    def put(self, index: int, span: Span, text: str, form: Span, step: TermStatus) -> bool:
        """Write `text` over a span, with the term at `form` in it (offsets in `text`); False if that may not be."""
        start, end = span
        if not finding.free(span, self.places.values()):
            return False
        grown = len(text) - (end - start)
        self.text = self.text[:start] + text + self.text[end:]
        for other, (a, b) in self.places.items():
            if a >= end:
                self.places[other] = (a + grown, b + grown)
        self.places[index] = (start + form[0], start + form[1])
        self.steps[index] = step
        if self.attention:
            pieces = tuple(_moved(piece, start, end, grown) for piece in self.attention.targets)
            self.attention = replace(self.attention, targets=pieces)
        return True

    def finished(self, translation: Translation) -> Translation:
        """The translation with this text and its terms; equal terms are placed in the order of the source."""
        for entry in {match.entry for match in self.matches}:
            indices = [i for i in range(len(self.matches)) if self.matches[i].entry == entry]
            placed = sorted((self.places.pop(i), self.steps.pop(i)) for i in indices if i in self.places)
            for index, (span, step) in zip(indices, placed, strict=False):
                self.places[index], self.steps[index] = span, step
        found = tuple(
            finding.term(match, self.places.get(index), self.steps.get(index, "unplaced"))
            for index, match in enumerate(self.matches)
        )
        original = (translation.original or self.original) if self.text != self.original else translation.original
        return replace(translation, target=self.text, terms=found, original=original)


def _moved(piece: Span, start: int, end: int, grown: int) -> Span:
    """Where a piece stands after [start, end) has grown; one that was written over stands nowhere."""
    if piece[1] <= start:
        return piece
    return (piece[0] + grown, piece[1] + grown) if piece[0] >= end else (start, start)


def place(
    engine: Engine,
    answers: Iterable[Translation],
    sentences: Iterable[Annotated],
    lexicon: Lexicon,
    cancelled: Callable[[], bool] = never,
    heard: Mapping[str, tuple[Hypothesis, ...]] = MappingProxyType({}),
) -> Iterator[Translation]:
    """The answers with their terms placed: at once where nothing is missing, the others together at the end.

    Answers that know their terms already pass as they are, and so do those to no sentence. An engine that is a
    `Hypothesizer` is asked again for the sentences that lack a term, and for these alone: in one call for the
    hypotheses of those that are not in `heard` (by id; looked into at the end), in one for those with terms injected.
    Once `cancelled()` is true, what has not been settled is not yielded.

    Raises ModelError if the engine fails.
    """
    asked = {annotated.sentence.id: annotated for annotated in sentences}
    lacking: dict[str, tuple[Translation, Draft]] = {}
    for answer in answers:
        draft = Draft(answer.target, asked[answer.id].matches if answer.id in asked else ())
        if answer.terms or not draft.matches:
            yield answer
        elif draft.missing and answer.target and answer.machine == "translation":
            lacking[answer.id] = answer, draft
        else:
            yield draft.finished(answer)
    drafts = {key: draft for key, (_, draft) in lacking.items()}
    asides = _ask(engine, drafts, asked, heard, cancelled) if isinstance(engine, Hypothesizer) else {}
    for key, (answer, draft) in lacking.items():
        if cancelled():
            return
        aside = asides.get(key, _Aside())
        _replace(draft, asked[key], lexicon)
        yield aside.settled(draft).finished(answer)


def replace_terms(translation: Translation, annotated: Annotated, lexicon: Lexicon) -> Translation:
    """A translation whose engine is not there, with its terms placed as far as its words show where."""
    draft = Draft(translation.target, annotated.matches)
    _replace(draft, annotated, lexicon)
    return draft.finished(translation)


@dataclass(frozen=True, slots=True)
class _Aside:
    """What the engine said when it was asked again, as whole texts."""

    chosen: tuple[str, ...] = ()
    injected: tuple[str, ...] = ()

    def settled(self, draft: Draft) -> Draft:
        """The draft, or a whole other text where that places a term which could not be placed in the draft."""
        others: tuple[tuple[TermStatus, tuple[str, ...]], ...] = (
            ("chosen", self.chosen),
            ("injected", self.injected),
        )
        for step, texts in others:
            for text in texts:
                if draft.missing and (reworded := _reworded(draft, text, step)):
                    draft = reworded
        return draft


def _ask(
    engine: Hypothesizer,
    drafts: Mapping[str, Draft],
    asked: Mapping[str, Annotated],
    heard: Mapping[str, tuple[Hypothesis, ...]],
    cancelled: Callable[[], bool],
) -> dict[str, _Aside]:
    """Graft what the engine says otherwise on the drafts; what it said is handed on for the steps that follow."""
    sources = {key: asked[key].sentence.text for key in drafts if key not in heard}
    known = ((key, heard[key]) for key in drafts if key in heard)
    asides = {}
    for key, found in chain(known, engine.hypotheses(sources, HYPOTHESES, cancelled)):
        draft, best = drafts[key], found[0]
        chosen = tuple(h.text for h in found[1:] if best.score - h.score <= COST)
        asides[key] = _Aside(chosen)
        if best.text == draft.original:
            draft.attention = best.attention
        for text in chosen:
            _graft(draft, text, draft.missing, "chosen")
    altered = {key: injection(asked[key], draft.missing) for key, draft in drafts.items() if draft.missing}
    for key, found in engine.hypotheses(altered, 1, cancelled):
        draft, text = drafts[key], found[0].text
        came = _came_through(draft, text)
        if came == draft.missing:
            asides[key] = replace(asides[key], injected=(text,))
        _graft(draft, text, came, "injected")
    return asides


def injection(annotated: Annotated, missing: Iterable[int]) -> str:
    """The Chinese with the English of the missing terms in their places."""
    text = annotated.sentence.text
    for index in sorted(missing, reverse=True):
        match = annotated.matches[index]
        text = text[: match.start] + match.entry.target + text[match.end :]
    return text


def _came_through(draft: Draft, text: str) -> list[int]:
    """The missing terms that stand in `text` exactly as often as they were injected, beside those that were there."""
    entries = [draft.matches[index].entry for index in draft.missing]
    return [
        index
        for index, entry in zip(draft.missing, entries, strict=True)
        if finding.count(text, entry) - finding.count(draft.text, entry) == entries.count(entry)
    ]


def _replace(draft: Draft, annotated: Annotated, lexicon: Lexicon) -> None:
    """Put each missing term over the words that render it, where these are clear; the surest choose first."""
    for _ in range(_ROUNDS):
        if not draft.missing:
            return
        page = Page(annotated, draft.text, tuple(draft.places.values()), lexicon)
        found = [
            (rendering, index)
            for index in draft.missing
            if (rendering := page.find(draft.matches[index], draft.attention))
        ]
        if not found:
            return
        chosen: list[tuple[Span, int]] = []
        for rendering, index in sorted(found, key=lambda pair: -pair[0].score):
            if finding.free(rendering.span, (span for span, _ in chosen)):
                chosen.append((rendering.span, index))
        for span, index in sorted(chosen, reverse=True):  # from the end, so that the other spans stay where they are
            made = fitting.fit(draft.text, span, draft.matches[index].entry)
            draft.put(index, made.span, made.text, made.form, "replaced")


def _graft(draft: Draft, text: str, indices: Iterable[int], step: TermStatus) -> None:
    """Take from another translation the words with these missing terms in them, and nothing else.

    They are taken over where both translations agree around them, and where what stood there is about as long.
    """
    if not (indices := list(indices)):
        return
    compared = _Compared(draft.text, text)
    left: dict[Entry, Iterator[Span]] = {}  # where the other translation has a term and none has been taken yet
    chosen: list[tuple[Span, Span, Span, int]] = []
    for index in indices:
        entry = draft.matches[index].entry
        for place in left.setdefault(entry, iter(finding.every(text, entry))):
            taken = chain(draft.places.values(), (span for span, *_ in chosen))
            if (hunk := compared.hunk(place)) and finding.free(hunk[0], taken):
                chosen.append((*hunk, place, index))
                break
    for span, (first, last), (start, end), index in sorted(chosen, reverse=True):
        draft.put(index, span, text[first:last], (start - first, end - first), step)


class _Compared:
    """Two translations of a sentence, and where they have the same words."""

    def __init__(self, plain: str, other: str) -> None:
        self._plain, self._other = plain, other
        self._ours, self._theirs = _tokens(plain), _tokens(other)
        ours, theirs = [plain[a:b] for a, b in self._ours], [other[a:b] for a, b in self._theirs]
        self._opcodes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()

    def hunk(self, place: Span) -> tuple[Span, Span] | None:
        """The span of `plain` for which `other` has the words at `place`, and those words, an article included."""
        ours, theirs = self._ours, self._theirs
        inside = [i for i, (a, b) in enumerate(theirs) if a < place[1] and place[0] < b]
        low, high = inside[0], inside[-1] + 1
        first = last = None
        start, end = low, high
        for tag, i1, i2, j1, j2 in self._opcodes:
            if j1 < high and low < j2:
                if first is None:
                    first, start = (i1 + low - j1, low) if tag == "equal" and j1 < low else (i1, min(j1, low))
                last, end = (i1 + high - j1, high) if tag == "equal" and j2 > high else (i2, max(j2, high))
        if first is None or last is None or first >= last:
            return None
        extra = [self._other[a:b] for i, (a, b) in enumerate(theirs) if start <= i < low or high <= i < end]
        old = self._plain[ours[first][0] : ours[last - 1][1]]
        articles = sum(word.lower() in ("a", "an", "the") for word in extra)
        if (
            articles > 1
            or any(word.lower() not in _LINKS for word in extra)
            or last - first > high - low + _LOOSE
            or _MORE.search(old)
        ):
            return None
        return (ours[first][0], ours[last - 1][1]), (theirs[start][0], theirs[end - 1][1])


def _tokens(text: str) -> list[Span]:
    return [found.span() for found in re.finditer(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\S", text)]


def _reworded(draft: Draft, text: str, step: TermStatus) -> Draft | None:
    """Another translation as a whole: it has more of the terms, loses none, and is sane beside the draft."""
    other = Draft(text, draft.matches)
    if not draft.places.keys() < other.places.keys() or not _sane(draft.text, text):
        return None
    other.original = draft.original
    other.steps = {index: draft.steps.get(index, step) for index in other.places}
    return other


def _sane(plain: str, other: str) -> bool:
    """Whether most words are the same, all numbers are, the length is, and no Chinese came in."""
    ours, theirs = ([text[a:b].lower() for a, b in _tokens(text)] for text in (plain, other))
    same = sum((Counter(ours) & Counter(theirs)).values())
    numbers = [Counter(word for word in words if word[0].isdigit()) for words in (ours, theirs)]
    alike = same >= _SAME * max(len(ours), len(theirs))
    return alike and numbers[0] == numbers[1] and bool(_HAN.search(plain)) >= bool(_HAN.search(other))
