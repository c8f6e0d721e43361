"""Facts, from the engine room to the page, each stamped with the `text` number of the order it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reader.model import Alternative, Annotated, Lookup, Machine, Near, NewWord, Translation

Work = Literal["reading", "model", "writing", "words", "glossary", "english"]


@dataclass(frozen=True, slots=True)
class EngineOpened:
    """Who makes the English from now on. `problem` says why it is not a model that was installed, "" else."""

    name: str
    version: str
    machine: Machine
    glossary: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SentencesAnnotated:
    text: int
    sentences: tuple[tuple[int, Annotated], ...]


@dataclass(frozen=True, slots=True)
class SentencesTranslated:
    text: int
    sentences: tuple[tuple[int, Translation], ...]


@dataclass(frozen=True, slots=True)
class SentencesGlossed:
    """The word gloss of sentences that another engine has translated."""

    text: int
    sentences: tuple[tuple[int, Translation], ...]


@dataclass(frozen=True, slots=True)
class NearFound:
    """What FindNear has found for the sentence `source`, the likest first."""

    source: str
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class SoundFound:
    """What FindSound has found: the index of a sentence, and start and end in it, in the order of the text."""

    text: int
    typed: str
    places: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class ReadingsFound:
    """How a word can be read, the likeliest first."""

    word: str
    readings: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class EnglishFound:
    """What the engine could say of the sentence with this index, its best first, with its own score of each.

    Scores are the log probability a token; there are none of an engine that has one answer alone.
    """

    text: int
    sentence: int
    english: tuple[tuple[Translation, float], ...]


@dataclass(frozen=True, slots=True)
class GlossaryOpened:
    """The glossary is obeyed as it is now; these sentences have other terms than before, by their index.

    It is `sure` of all of them; else some that are far from the reader's place may have the characters of one alone.
    """

    text: int
    changed: tuple[int, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class WordFound:
    """What FindWord has found for a word with this reading."""

    word: str
    pinyin: tuple[str, ...]
    lookup: Lookup


@dataclass(frozen=True, slots=True)
class NewWordsFound:
    """What FindNewWords has found, the most frequent first; places are in the sentences of the text."""

    text: int
    words: tuple[NewWord, ...]


@dataclass(frozen=True, slots=True)
class TextFinished:
    """All within reach of the reader's place is done."""

    text: int


@dataclass(frozen=True, slots=True)
class SentencesWritten:
    """So many sentences of the text are ready for its file."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class TextWritten:
    """The whole text is in this file."""

    path: Path


@dataclass(frozen=True, slots=True)
class ModelDownloaded:
    """So many bytes of the model are here."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ModelInstalled:
    pass


@dataclass(frozen=True, slots=True)
class WorkFailed:
    """The `work` in hand ended with an error the reader can do something about; the room goes on."""

    message: str
    work: Work


@dataclass(frozen=True, slots=True)
class RoomCrashed:
    """The child is gone. `reason` says how, as far as can be known."""

    reason: str


Fact = (
    EngineOpened | SentencesAnnotated | SentencesTranslated | SentencesGlossed | NearFound | ReadingsFound
    | SoundFound | WordFound | EnglishFound | GlossaryOpened | NewWordsFound | TextFinished | SentencesWritten
    | TextWritten | ModelDownloaded | ModelInstalled | WorkFailed | RoomCrashed
)  # fmt: skip
