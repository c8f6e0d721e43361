"""What becomes of an engine's answer before a reader sees it: terms placed, amounts mended, and what is wrong said.

answer ─ again if hopeless ─▶ terms ─▶ amounts ─▶ guards ─▶ Translation with its terms, flags, and the original
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from reader.language.dictionary import Dictionary
from reader.model import Annotated, Term, Translation
from reader.translate import amounts, guards
from reader.translate.amounts.mending import Edit
from reader.translate.engine import Engine, Hypothesizer, never
from reader.translate.terms import meanings, placing

VERSION = "1"
"""Part of the store's key: another version makes kept translations be proved again."""

_HYPOTHESES = 4


class Proof:
    """Checks and mends translations of one dictionary's language; remembers what it has looked up."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._meanings = meanings.of(dictionary)
        self._lexicon = guards.Lexicon(dictionary)

    def proved(
        self,
        engine: Engine,
        answers: Iterable[Translation],
        sentences: Sequence[Annotated],
        cancelled: Callable[[], bool] = never,
    ) -> Iterator[Translation]:
        """The answers to these sentences, in any order, each as good as it could be made.

        A word gloss is given back as it is: it has its terms and numbers by itself.
        """
        if engine.machine == "gloss":
            yield from answers
            return
        asked = {annotated.sentence.id: annotated for annotated in sentences}
        plain: dict[str, str] = {}

        def sane() -> Iterator[Translation]:
            for answer in answers:
                plain[answer.id] = answer.target
                yield self._again(engine, answer, asked[answer.id], cancelled)

        for placed in placing.place(engine, sane(), sentences, self._meanings, cancelled):
            yield self.checked(placed, asked[placed.id], plain[placed.id])

    def alone(self, translation: Translation, annotated: Annotated) -> Translation:
        """A translation whose engine is not there to be asked again, as good as it can be made without it."""
        placed = placing.replace_terms(translation, annotated, self._meanings)
        return self.checked(placed, annotated, translation.target)

    def checked(self, translation: Translation, annotated: Annotated, plain: str) -> Translation:
        """The translation with its amounts mended and its flags; `plain` is what the engine said at first."""
        source, terms = annotated.sentence.text, translation.terms
        skip = [(word.start, word.end) for word in annotated.words if word.kind == "url" or word.term]
        found = amounts.check(source, translation.target, skip)
        flags = (*found.flags, *guards.guard(source, found.target, self._lexicon))
        terms = tuple(_moved(term, found.edits) for term in terms)
        original = plain if found.target != plain else ""
        return replace(translation, target=found.target, terms=terms, flags=flags, original=original)

    def _again(
        self, engine: Engine, answer: Translation, annotated: Annotated, cancelled: Callable[[], bool]
    ) -> Translation:
        """A loop or an empty answer is tried again: another hypothesis, then clause by clause."""
        source = annotated.sentence.text
        if not isinstance(engine, Hypothesizer) or not self._hopeless(source, answer.target):
            return answer
        for _, hypotheses in engine.hypotheses({answer.id: source}, _HYPOTHESES, cancelled):
            for hypothesis in hypotheses:
                if not self._hopeless(source, hypothesis.text):
                    return replace(answer, target=hypothesis.text)
        spans = guards.clauses(source)
        parts = {str(number): source[start:end] for number, (start, end) in enumerate(spans)}
        said = dict(engine.hypotheses(parts, 1, cancelled)) if len(parts) > 1 else {}
        if len(said) == len(parts) > 1:
            joined = " ".join(said[key][0].text.strip() for key in parts if said[key])
            if not self._hopeless(source, joined):
                return replace(answer, target=joined)
        return answer

    def _hopeless(self, source: str, target: str) -> bool:
        return guards.hopeless(guards.guard(source, target, self._lexicon))


def _moved(term: Term, edits: Iterable[Edit]) -> Term:
    """A term's place after these edits of the target; one that an edit went through is not placed any more."""
    if term.target_start is None or term.target_end is None:
        return term
    shift = 0
    for edit in edits:
        if edit.start < term.target_end and term.target_start < edit.end:
            return replace(term, target_start=None, target_end=None, status="unplaced")
        if edit.end <= term.target_start:
            shift += len(edit.text) - (edit.end - edit.start)
    return replace(term, target_start=term.target_start + shift, target_end=term.target_end + shift)
