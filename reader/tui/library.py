"""What is done with texts behind the shelf, in threads with a store of their own. No Textual here."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from reader import pipeline
from reader.errors import SourceError
from reader.ingest import ingest
from reader.language.script import SCRIPTS, converted
from reader.language.sentences import split
from reader.model import Document
from reader.store import Shelved, Store


def add(store: Store, typed: str) -> Shelved:
    """Put on the shelf what was typed: a path, a URL, or a text itself. Raises SourceError, StoreError."""
    if is_text(typed):
        return store.shelve(ingest("-", stdin=BytesIO(typed.encode(errors="replace"))))
    source = typed.strip()
    if source == "-":
        raise SourceError(source, "is standard input, which is the keyboard here; paste the text instead")
    return store.shelve(ingest(str(Path(source).expanduser()) if source.startswith("~") else source))


def is_text(typed: str) -> bool:
    """Whether this is a text rather than the name of one: several lines, or sentences and no file of that name."""
    line = typed.strip()
    return "\n" in line or "\r" in line or (any(mark in line for mark in "。！？") and not _is_file(line))


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # longer than a name may be, a null character
        return False


def take_down(store: Store, number: int) -> tuple[Shelved, str]:
    """A text to be read on, and what the reader is to know of it. If its file has changed, it is read again.

    What cannot be read again is as it was read last.
    """
    state = store.file_state(number)
    shelved = store.take_down(number)
    origin = shelved.document.origin
    if state == "gone":
        return shelved, f"{origin}: no longer there; this is the text as it was read last"
    if state == "changed":
        try:
            return read_again(store, shelved), f"{origin} has changed and was read again"
        except SourceError as error:
            return shelved, f"{error}; this is the text as it was read last"
    return shelved, ""


def read_again(store: Store, shelved: Shelved) -> Shelved:
    """The document anew from where it came from, in the script it was read in; corrections and place go with it.

    Raises SourceError, StoreError.
    """
    document = ingest(shelved.document.origin)
    script = next((script for script in SCRIPTS if script == shelved.script), None)
    return store.shelve(converted(document, script) if script else document)


def options_of(shelved: Shelved) -> tuple[pipeline.Options, str]:
    """What a text was read with last, and what the reader is to know of it: a glossary may have been moved."""
    there = tuple(path for path in shelved.glossaries if path.exists())
    gone = ", ".join(str(path) for path in shelved.glossaries if path not in there)
    notice = f"{gone}: no longer there, so read without; put it back, or choose anew with duizhao read --glossary"
    return pipeline.Options(shelved.engine or "auto", there, shelved.beam or pipeline.BEAM), notice if gone else ""


def bring_up_to_date(store: Store, stopped: Callable[[], bool]) -> None:
    """Count what is translated of the texts that have been read since, then make all texts findable, step by step."""
    index = store.index()
    while not stopped():
        if numbers := store.uncounted():
            shelved = store.shelved(numbers[0])
            store.count(shelved.id, _wanted(shelved.document, store.cuts(shelved)))
        elif next(index, False) is False:
            return


def _wanted(document: Document, cuts: dict[int, bool]) -> list[str]:
    """The sentences of a document that are to be translated."""
    sentences = split(document, cuts)
    wanted = pipeline.translated(document, sentences)
    return [sentence.text for sentence, is_wanted in zip(sentences, wanted, strict=True) if is_wanted]
