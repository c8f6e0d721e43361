"""What a translation engine is, and the check that its answers belong to the sentences it was given."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from reader.errors import ModelError
from reader.model import Annotated, Machine, Translation


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


def matched(sentences: Sequence[Annotated], translations: Sequence[Translation]) -> list[Translation]:
    """The answer to each sentence, in the order of the sentences, so that no row can slip.

    For a run that was not cancelled. Raises ModelError for an answer that is missing, doubled or to an unknown id.
    """
    answers = {translation.id: translation for translation in translations}
    asked = {annotated.sentence.id for annotated in sentences}
    if len(answers) < len(translations):
        raise _slipped(translations, f"{len(translations) - len(answers)} answered twice")
    if unknown := answers.keys() - asked:
        raise _slipped(translations, f"an answer to the unknown sentence {min(unknown)}")
    if missing := asked - answers.keys():
        raise _slipped(translations, f"no answer to {len(missing)} of {len(asked)} sentences")
    return [answers[annotated.sentence.id] for annotated in sentences]


def _slipped(translations: Sequence[Translation], what: str) -> ModelError:
    engine = translations[0].engine if translations else "the engine"
    return ModelError(engine, f"{what}: nothing was kept of this batch; run it again, or with another engine")
