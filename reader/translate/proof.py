"""What becomes of an engine's answer before a reader sees it: terms placed, amounts mended, and what is wrong said.

answers ─ again if hopeless ─▶ terms ─▶ amounts ─▶ guards ─▶ Translation with its terms, flags, and the original
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reader.language.dictionary import Dictionary
from reader.model import Annotated, Term, Translation
from reader.translate import amounts, guards
from reader.translate.amounts.mending import Edit
from reader.translate.engine import Engine, Hypothesis, Hypothesizer, answered, never
from reader.translate.terms import meanings, placing

VERSION = "2"
"""Part of the store's key: another version makes kept translations be proved again."""

_ALTERNATIVES = 8  # hypotheses of a sentence that the reader can choose from, before those that come to the same
_TRIED = 8  # hopeless sentences of one call that are tried clause by clause: a good model has one in hundreds


class Proof:
    """Checks and mends translations of one dictionary's language; remembers what it has looked up."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._meanings = meanings.of(dictionary)
        self._lexicon = guards.Lexicon(dictionary)

    def proved(
        self, engine: Engine, sentences: Sequence[Annotated], cancelled: Callable[[], bool] = never
    ) -> Iterator[Translation]:
        """The English of these sentences, in any order, each as good as it could be made.

        The engine is asked once for all of them, several hypotheses each, and then again at most twice: for the clauses
        of a few hopeless ones, and for those that lack a term. A word gloss is given as it is: it has its terms and
        numbers by itself.

        Raises ModelError if the engine fails or answers what it was not asked; what was yielded before is sound.
        """
        if engine.machine == "gloss":
            yield from answered(sentences, engine.translate(sentences, cancelled), cancelled)
            return
        asked = {annotated.sentence.id: annotated for annotated in sentences}
        plain: dict[str, str] = {}
        heard: dict[str, tuple[Hypothesis, ...]] = {}
        answers = answered(sentences, _answers(engine, sentences, heard, cancelled), cancelled)
        sane = self._sane(engine, answers, asked, plain, heard, cancelled)
        for placed in placing.place(engine, sane, sentences, self._meanings, cancelled, heard):
            yield self.checked(placed, asked[placed.id], plain[placed.id])

    def alone(self, translation: Translation, annotated: Annotated) -> Translation:
        """A translation whose engine is not there to be asked again, as good as it can be made without it."""
        placed = placing.replace_terms(translation, annotated, self._meanings)
        return self.checked(placed, annotated, translation.target)

    def alternatives(
        self, engine: Engine, annotated: Annotated, cancelled: Callable[[], bool] = never
    ) -> Iterator[tuple[Translation, float]]:
        """What the engine could say of a sentence, each mended like its first answer, with the engine's own score.

        The best comes first; what is the same in the end comes once, and what is hopeless not at all; nothing where the
        engine has one answer alone. Scores as in `Hypothesis`. Raises ModelError.
        """
        if not isinstance(engine, Hypothesizer):
            return
        key, source, given = annotated.sentence.id, annotated.sentence.text, set[str]()
        for _, found in engine.hypotheses({key: source}, _ALTERNATIVES, cancelled, wide=True):
            for hypothesis in found:
                said = Translation(key, hypothesis.text, engine.name, engine.version, engine.machine)
                heard = {key: (hypothesis,)}
                for placed in placing.place(engine, [said], [annotated], self._meanings, cancelled, heard):
                    made = self.checked(placed, annotated, hypothesis.text)
                    if made.target not in given and not _hopeless(source, made.target):
                        given.add(made.target)
                        yield made, hypothesis.score

    def checked(self, translation: Translation, annotated: Annotated, plain: str) -> Translation:
        """The translation with its amounts mended and its flags; `plain` is what the engine said at first."""
        source, terms = annotated.sentence.text, translation.terms
        skip = [(word.start, word.end) for word in annotated.words if word.kind == "url" or word.term]
        found = amounts.check(source, translation.target, skip)
        flags = (*found.flags, *guards.guard(source, found.target, self._lexicon))
        terms = tuple(_moved(term, found.edits) for term in terms)
        original = plain if found.target != plain else ""
        return replace(translation, target=found.target, terms=terms, flags=flags, original=original)

    def _sane(
        self,
        engine: Engine,
        answers: Iterable[Translation],
        asked: Mapping[str, Annotated],
        plain: dict[str, str],
        heard: Mapping[str, tuple[Hypothesis, ...]],
        cancelled: Callable[[], bool],
    ) -> Iterator[Translation]:
        """The answers, noted in `plain`; for a loop or nothing at all another hypothesis, or what the clauses give."""
        lost: list[Translation] = []
        for answer in answers:
            plain[answer.id], source = answer.target, asked[answer.id].sentence.text
            texts = (answer.target, *(other.text for other in heard.get(answer.id, ())[1:]))
            target = next((text for text in texts if not _hopeless(source, text)), None)
            if target is None:
                lost.append(answer)
            else:
                yield replace(answer, target=target)
        tried = {answer.id: asked[answer.id].sentence.text for answer in lost[:_TRIED]}
        said = _by_clauses(engine, tried, cancelled) if isinstance(engine, Hypothesizer) else {}
        for answer in lost:
            target = said.get(answer.id, answer.target)
            sane = not _hopeless(asked[answer.id].sentence.text, target)
            yield replace(answer, target=target) if sane else answer


def _hopeless(source: str, target: str) -> bool:
    return guards.hopeless(guards.broken(source, target))


def _answers(
    engine: Engine,
    sentences: Sequence[Annotated],
    heard: dict[str, tuple[Hypothesis, ...]],
    cancelled: Callable[[], bool],
) -> Iterator[Translation]:
    """What the engine says; where it gives several hypotheses, these are noted in `heard`."""
    if not isinstance(engine, Hypothesizer):
        yield from engine.translate(sentences, cancelled)
        return
    sources = {annotated.sentence.id: annotated.sentence.text for annotated in sentences}
    for key, found in engine.hypotheses(sources, placing.HYPOTHESES, cancelled):
        heard[key] = found
        yield Translation(key, found[0].text, engine.name, engine.version, engine.machine)


def _by_clauses(engine: Hypothesizer, sources: Mapping[str, str], cancelled: Callable[[], bool]) -> dict[str, str]:
    """These texts translated clause by clause, all in one call; none of a single clause, or without all its answers."""
    spans = {key: guards.clauses(source) for key, source in sources.items()}
    parts = {
        f"{key} {number}": sources[key][start:end]
        for key, found in spans.items()
        if len(found) > 1
        for number, (start, end) in enumerate(found)
    }
    said = {part: found[0].text.strip() for part, found in engine.hypotheses(parts, 1, cancelled)}
    names = {key: [f"{key} {number}" for number in range(len(found))] for key, found in spans.items()}
    return {key: " ".join(said[name] for name in of) for key, of in names.items() if all(name in said for name in of)}


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
