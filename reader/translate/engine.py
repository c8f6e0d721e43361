"""What a translation engine is, and the check that its answers belong to the sentences it was given."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from reader.errors import ModelError
from reader.model import Annotated, Machine, Translation

_NO_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # controls, line breaks, half characters


def never() -> bool:
    """The `cancelled` of a caller that does not cancel."""
    return False


class Engine(Protocol):
    """Turns Chinese sentences into English ones. Opening an engine is cheap; it loads at the first `translate`."""

    @property
    def name(self) -> str:
        """The name the reader chooses it by, part of the store's key: "argos"."""

    @property
    def version(self) -> str:
        """The version of the model or method, part of the store's key: "1.9"."""

    @property
    def machine(self) -> Machine:
        """What its English is worth: "translation" by a model, or a word-by-word "gloss"."""

    @property
    def options(self) -> str:
        """What else decides its output, part of the store's key: "beam=4"."""

    def translate(self, sentences: Sequence[Annotated], cancelled: Callable[[], bool] = never) -> Iterator[Translation]:
        """One answer for each sentence id, in any order, `Translation.id` being the id of its sentence.

        Sentences that share an id share the answer. The caller decides how many sentences to give at once: more are
        translated faster, fewer arrive earlier. Once `cancelled()` is true, nothing more is yielded after the batch
        in work. An engine that finds nothing to say yields an empty target: judging that is a later stage.

        Raises ModelError if the engine cannot be loaded or fails.
        """


@dataclass(frozen=True, slots=True)
class Attention:
    """How much each piece of a target looked at each piece of its source.

    `targets` and `sources` are the pieces as (start, end), offsets in characters of the target and the source; a row of
    `weights` belongs to a target piece and has one number (0 to 1) for each source piece.
    """

    targets: tuple[tuple[int, int], ...]
    sources: tuple[tuple[int, int], ...]
    weights: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One way to translate a text. `score` is its log probability, divided by its length in tokens."""

    text: str
    score: float
    attention: Attention | None = None


@runtime_checkable
class Hypothesizer(Protocol):
    """An engine that can also be asked again: for several translations of a text, and of texts that were altered."""

    def hypotheses(
        self, sources: Mapping[str, str], count: int, cancelled: Callable[[], bool] = never, *, wide: bool = False
    ) -> Iterator[tuple[str, tuple[Hypothesis, ...]]]:
        """For each key, in any order, at most `count` translations of its source, the one the engine prefers first.

        The first of an unaltered sentence is what `translate` says of it, unless `wide` lets the engine search as
        widely as it takes to have so many. Once `cancelled()` is true, nothing more is yielded after the batch in work.

        Raises ModelError if the engine cannot be loaded or fails.
        """


def answered(
    sentences: Sequence[Annotated], translations: Iterable[Translation], cancelled: Callable[[], bool] = never
) -> Iterator[Translation]:
    """The answers as they come, as long as they are right: what was yielded may be kept, whatever follows.

    Raises ModelError for an answer to an unknown id, a second one, one that is no line of text, and, at the end of a
    run that was not cancelled, for one that is missing.
    """
    missing = {annotated.sentence.id for annotated in sentences}
    asked, engine = frozenset(missing), "the engine"
    for translation in translations:
        engine = translation.engine
        if translation.id not in asked:
            raise _slipped(engine, f"an answer to the unknown sentence {translation.id}")
        if translation.id not in missing:
            raise _slipped(engine, f"a second answer to {translation.id}")
        if _NO_LINE.search(translation.target):
            raise _slipped(engine, f"what it says of {translation.id} is no line of text")
        missing.discard(translation.id)
        yield translation
    if missing and not cancelled():
        raise _slipped(engine, f"no answer to {len(missing)} of {len(asked)} sentences")


def matched(sentences: Sequence[Annotated], translations: Sequence[Translation]) -> list[Translation]:
    """The answer to each sentence, in the order of the sentences, so that no row can slip.

    For a run that was not cancelled. Raises ModelError for an answer that is missing, doubled or to an unknown id.
    """
    answers = {translation.id: translation for translation in answered(sentences, translations)}
    return [answers[annotated.sentence.id] for annotated in sentences]


def _slipped(engine: str, what: str) -> ModelError:
    return ModelError(engine, f"{what}; what was finished before is kept: run it again, or with another engine")
