"""The engine room: one child process that runs the pipeline, and the small messages to and from it.

jieba, pypinyin, the dictionary and CTranslate2 live in the child, so that the process with the page answers every key
at once, quits at once, and stays when an engine crashes. The parent sends orders; the child answers with facts, each
stamped with the `text` number of the order it belongs to, so that stale ones can be dropped.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from reader import paths
from reader.errors import ReaderError
from reader.model import Annotated, Machine, Sentence, Translation
from reader.order import Order

if TYPE_CHECKING:
    from reader.pipeline import Options, Pipeline

_REACH = 400  # sentences worked on ahead of the reader: half an hour of reading, and a novel does not fill the memory

# Orders, from the page to the room


@dataclass(frozen=True, slots=True)
class LookAt:
    """The reader is at sentence `place`: go on from there, after the `missing` ones, which are on screen now."""

    place: int
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """Annotate these sentences and translate the `wanted` ones; replaces the text before."""

    text: int
    sentences: tuple[Sentence, ...]
    wanted: tuple[bool, ...]
    look_at: LookAt = LookAt(0)


@dataclass(frozen=True, slots=True)
class InstallModel:
    """Download and install the zh→en model, then open the engine anew.

    Without a `mirror` it comes from its own site; one is a URL, with the size in bytes and SHA-256 to hold it to.
    """

    mirror: tuple[str, int, str] | None = None


Command = Read | LookAt | InstallModel

# Facts, from the room to the page


@dataclass(frozen=True, slots=True)
class EngineOpened:
    name: str
    version: str
    machine: Machine
    glossary: int


@dataclass(frozen=True, slots=True)
class SentencesAnnotated:
    text: int
    sentences: tuple[tuple[int, Annotated], ...]


@dataclass(frozen=True, slots=True)
class SentencesTranslated:
    text: int
    sentences: tuple[tuple[int, Translation], ...]


@dataclass(frozen=True, slots=True)
class TextFinished:
    text: int


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
    """The work in hand ended with an error the reader can do something about; the room goes on."""

    message: str


@dataclass(frozen=True, slots=True)
class RoomCrashed:
    """The child is gone. `reason` says how, as far as can be known."""

    reason: str


Fact = (
    EngineOpened
    | SentencesAnnotated
    | SentencesTranslated
    | TextFinished
    | ModelDownloaded
    | ModelInstalled
    | WorkFailed
    | RoomCrashed
)


class Room:
    """The parent's end. `receive` blocks and belongs in a thread; the other methods return at once."""

    def __init__(self, options: Options, store: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, options, store), name="duizhao-room", daemon=True)
        self._process.start()
        theirs.close()  # so that the child's end is the only one, and its death is seen at once

    def send(self, order: Command) -> None:
        """Give an order; nothing happens if the child is gone, `receive` says so."""
        with contextlib.suppress(OSError):
            self._connection.send(order)

    def receive(self) -> Fact:
        """The next fact, or RoomCrashed for ever once the child is gone or the room closed."""
        try:
            fact: Fact = self._connection.recv()
        except (EOFError, OSError):
            self._process.join(1)
            return RoomCrashed(_reason(self._process.exitcode))
        return fact

    def close(self) -> None:
        """Stop the child at once, whatever it is doing; finished translations are in the store already."""
        self._process.kill()
        self._process.join()


def _reason(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"stopped by {signal.Signals(-exit_code).name}"
    return f"stopped with exit code {exit_code}; see {paths.cache() / 'room.log'}"


# The child's side


def _serve(connection: Connection, options: Options, store_path: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C belongs to the page
    _redirect_output()
    with contextlib.suppress(EOFError, OSError):  # the page is gone: nothing left to do
        _Child(connection, options, store_path).work()


def _redirect_output() -> None:
    """What libraries print must not reach the screen the page is drawn on."""
    try:
        paths.cache().mkdir(parents=True, exist_ok=True)
        log = os.open(paths.cache() / "room.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError:
        log = os.open(os.devnull, os.O_WRONLY)
    os.dup2(log, 1)
    os.dup2(log, 2)


class _Child:
    """Takes orders one after another; a new one ends the work in hand."""

    def __init__(self, connection: Connection, options: Options, store_path: Path) -> None:
        self._connection, self._options, self._store_path = connection, options, store_path
        self._pipeline: Pipeline | None = None
        self._reading: Read | None = None
        self._order = Order(0)
        self._waiting: Command | None = None

    def work(self) -> None:
        while True:
            command = self._waiting or self._connection.recv()
            self._waiting = None
            try:
                self._obey(command)
            except ReaderError as error:
                self._connection.send(WorkFailed(str(error)))

    def _obey(self, command: Command) -> None:
        if isinstance(command, InstallModel):
            self._install(command)
            return
        if isinstance(command, Read):
            self._reading = command
            self._order = Order(len(command.sentences), _REACH)
            command = command.look_at
        self._order.first(command.missing, command.place)
        if self._reading:
            self._go_on(self._reading)

    def _interrupted(self) -> bool:
        """Look at the commands that have come: a new place is taken up, anything else ends the work in hand."""
        while self._waiting is None and self._connection.poll():
            command = self._connection.recv()
            if isinstance(command, LookAt):
                self._order.first(command.missing, command.place)
            else:
                self._waiting = command
        return self._waiting is not None

    def _go_on(self, reading: Read) -> None:
        from reader.pipeline import Annotations

        pipeline, text = self._opened(), reading.text
        for found in pipeline.run(reading.sentences, reading.wanted, self._order, self._interrupted):
            if isinstance(found, Annotations):
                self._connection.send(SentencesAnnotated(text, found.sentences))
            else:
                self._connection.send(SentencesTranslated(text, found.sentences))
        if self._waiting is None:
            self._connection.send(TextFinished(text))

    def _opened(self) -> Pipeline:
        if self._pipeline is None:
            from reader.pipeline import Pipeline
            from reader.store import Store

            self._pipeline = Pipeline(self._options, Store(self._store_path))
            engine, glossary = self._pipeline.engine, self._pipeline.glossary
            self._connection.send(EngineOpened(engine.name, engine.version, engine.machine, len(glossary)))
        return self._pipeline

    def _install(self, command: InstallModel) -> None:
        from reader.translate import packages

        url, size, sha256 = command.mirror or (packages.URL, packages.SIZE, packages.SHA256)

        def progress(done: int, total: int) -> None:
            self._connection.send(ModelDownloaded(done, total))

        packages.install(progress, url=url, size=size, sha256=sha256, cancelled=self._interrupted)
        self._pipeline = None
        self._connection.send(ModelInstalled())
