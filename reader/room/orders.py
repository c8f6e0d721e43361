"""Orders, from the page to the engine room."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reader.model import Document, Rule, Sentence


@dataclass(frozen=True, slots=True)
class LookAt:
    """The reader is at sentence `place`: go on from there, after the `missing` ones, which are on screen now."""

    place: int
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """Annotate these sentences by these rules, translate the `wanted` ones; replaces the text before."""

    text: int
    sentences: tuple[Sentence, ...]
    wanted: tuple[bool, ...]
    look_at: LookAt = LookAt(0)
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Obey:
    """Do the text again by these rules, which the reader has changed; it is known as `text` from now on."""

    text: int
    rules: tuple[Rule, ...]
    look_at: LookAt


@dataclass(frozen=True, slots=True)
class OpenGlossary:
    """Do the text again by the glossary as it is now; it is known as `text` from now on."""

    text: int
    look_at: LookAt


@dataclass(frozen=True, slots=True)
class FindSound:
    """Say where the text can be read as these letters, without tones; work goes on after that."""

    typed: str


@dataclass(frozen=True, slots=True)
class FindReadings:
    """Say how a word can be read that is read with these `tones` now; work goes on after that."""

    word: str
    tones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindWord:
    """Say all that is known of a word by itself, which has this `pinyin` in its text; work goes on after that."""

    word: str
    pinyin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstallModel:
    """Download and install the zh→en model, then open the engine anew.

    Without a `mirror` it comes from its own site; one is a URL, with the size in bytes and SHA-256 to hold it to.
    """

    mirror: tuple[str, int, str] | None = None


@dataclass(frozen=True, slots=True)
class WriteText:
    """Translate the whole text, which is `document`, and write it to `path`; the page is served meanwhile.

    A LookAt puts what is on screen first; any other order ends it, and nothing is written then.
    """

    document: Document
    path: Path


@dataclass(frozen=True, slots=True)
class StopWriting:
    """Give up what WriteText has begun, and go on with what the reader looks at."""


@dataclass(frozen=True, slots=True)
class FindNear:
    """Say what is kept of other sentences that are nearly this one; work goes on after that."""

    source: str


@dataclass(frozen=True, slots=True)
class FindEnglish:
    """Say what else the engine could say of the sentence with this index; work goes on after that."""

    text: int
    sentence: int


@dataclass(frozen=True, slots=True)
class FindNewWords:
    """Say what words of the text no dictionary and no glossary has; any order but LookAt and the quick ones ends it."""


Quick = FindNear | FindReadings | FindSound | FindEnglish | FindWord
"""Orders that do not end the work in hand."""

Command = Read | Obey | OpenGlossary | LookAt | InstallModel | WriteText | StopWriting | FindNewWords | Quick
