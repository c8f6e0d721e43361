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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Literal

from reader import paths
from reader.errors import OutputError, ReaderError
from reader.model import Annotated, Document, Machine, Near, NewWord, Sentence, Translation
from reader.order import Order

if TYPE_CHECKING:
    from reader.pipeline import Annotations, Literals, Options, Pipeline, Renderings

Work = Literal["reading", "model", "writing", "words"]

REACH = 400  # sentences worked on ahead of the reader: half an hour of reading, and a novel does not fill the memory

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
class FindNewWords:
    """Say what words of the text no dictionary and no glossary has; any order but LookAt and FindNear ends it."""


Command = Read | LookAt | InstallModel | WriteText | StopWriting | FindNear | FindNewWords

# Facts, from the room to the page


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
    EngineOpened | SentencesAnnotated | SentencesTranslated | SentencesGlossed | NearFound | NewWordsFound
    | TextFinished | SentencesWritten | TextWritten | ModelDownloaded | ModelInstalled | WorkFailed | RoomCrashed
)  # fmt: skip


class Room:
    """The parent's end. `receive` blocks and belongs in a thread; the other methods return at once."""

    def __init__(self, options: Options, store: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, options, store), name="duizhao-room", daemon=True)
        self._process.start()
        theirs.close()  # so that the child's end is the only one, and its death is seen at once
        self._orders: SimpleQueue[Command | None] = SimpleQueue()
        Thread(target=self._hand_over, name="orders", daemon=True).start()

    def send(self, order: Command) -> None:
        """Give an order; nothing happens if the child is gone, `receive` says so."""
        self._orders.put(order)

    def _hand_over(self) -> None:
        """A long text fills the pipe, and the child empties it only between two batches of sentences."""
        with contextlib.suppress(OSError):
            while order := self._orders.get():
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
        self._orders.put(None)
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
        self._written: Order | None = None  # the order of what is being written, while it is
        self._waiting: Command | None = None

    def work(self) -> None:
        while True:
            command = self._waiting or self._connection.recv()
            self._waiting = None
            if isinstance(command, Read):
                self._reading = command
                self._order = Order(len(command.sentences), REACH)
                command = command.look_at
            if isinstance(command, LookAt):
                self._order.first(command.missing, command.place)
            elif isinstance(command, FindNear):
                self._try("reading", partial(self._find_near, command))
            elif isinstance(command, FindNewWords) and self._reading:
                self._try("words", partial(self._find_new_words, self._reading))
            elif isinstance(command, InstallModel):
                self._try("model", partial(self._install, command))
            elif isinstance(command, WriteText):
                self._try("writing", partial(self._write, command))
            if self._waiting is None and self._reading:
                self._try("reading", partial(self._go_on, self._reading))

    def _try(self, work: Work, do: Callable[[], None]) -> None:
        try:
            do()
        except ReaderError as error:
            self._connection.send(WorkFailed(str(error), work))

    def _interrupted(self) -> bool:
        """Look at the commands that have come: a new place is taken up, anything else ends the work in hand."""
        while self._waiting is None and self._connection.poll():
            command = self._connection.recv()
            if isinstance(command, LookAt):
                self._order.first(command.missing, command.place)
                if self._written:
                    self._written.first(command.missing)
            elif isinstance(command, FindNear):
                self._find_near(command)
            else:
                self._waiting = command
        return self._waiting is not None

    def _go_on(self, reading: Read) -> None:
        pipeline = self._opened()
        for found in pipeline.run(reading.sentences, reading.wanted, self._order, self._interrupted, literal=True):
            self._tell(reading.text, found)
        if self._waiting is None:
            self._connection.send(TextFinished(reading.text))

    def _find_near(self, command: FindNear) -> None:
        self._connection.send(NearFound(command.source, self._opened().near(command.source)))

    def _find_new_words(self, reading: Read) -> None:
        found = self._opened().new_words(reading.sentences, reading.wanted, self._interrupted)
        if found is not None:
            self._connection.send(NewWordsFound(reading.text, tuple(found)))

    def _tell(self, text: int, found: Annotations | Renderings | Literals) -> None:
        """Send what was found, as far as it is near the reader's place, which is all that the page keeps."""
        from reader.pipeline import Annotations, Literals

        if isinstance(found, Annotations):
            if annotated := tuple(pair for pair in found.sentences if self._order.near(pair[0])):
                self._connection.send(SentencesAnnotated(text, annotated))
        elif translated := tuple(pair for pair in found.sentences if self._order.near(pair[0])):
            said = SentencesGlossed if isinstance(found, Literals) else SentencesTranslated
            self._connection.send(said(text, translated))

    def _opened(self) -> Pipeline:
        if self._pipeline is None:
            from reader.pipeline import Pipeline
            from reader.store import Store
            from reader.translate import packages

            self._pipeline = Pipeline(self._options, Store(self._store_path))
            engine, glossary = self._pipeline.engine, len(self._pipeline.glossary)
            problem = packages.unusable() if self._options.engine == "auto" else ""
            self._connection.send(EngineOpened(engine.name, engine.version, engine.machine, glossary, problem))
        return self._pipeline

    def _write(self, command: WriteText) -> None:
        from reader.export import bilingual

        if self._reading is None:
            return
        self._written = Order(len(self._reading.sentences))
        try:
            pairs = self._all_pairs(self._reading, self._written, command.path)
            bilingual.write(command.path, command.document, pairs, self._opened())
        finally:
            self._written = None
        self._connection.send(TextWritten(command.path))

    def _all_pairs(self, reading: Read, order: Order, path: Path) -> Iterator[tuple[Annotated, Translation | None]]:
        """Every sentence of the text in order; the page is served and told how far it is."""
        from reader.pipeline import pairs

        done, total = 0, len(reading.sentences)

        def run() -> Iterator[Annotations | Renderings | Literals]:
            for found in self._opened().run(reading.sentences, reading.wanted, order, self._interrupted):
                self._tell(reading.text, found)
                yield found
                self._connection.send(SentencesWritten(done, total))

        for done, pair in enumerate(pairs(run(), reading.wanted), start=1):  # noqa: B007 — `run` looks at it
            yield pair
        if done < total:
            raise OutputError(str(path), "stopped, nothing was written; x begins again where it was")

    def _install(self, command: InstallModel) -> None:
        from reader.translate import packages

        url, size, sha256 = command.mirror or (packages.URL, packages.SIZE, packages.SHA256)

        def progress(done: int, total: int) -> None:
            self._connection.send(ModelDownloaded(done, total))

        packages.install(progress, url=url, size=size, sha256=sha256, cancelled=self._interrupted)
        self._pipeline = self._reading = None  # the page asks for its text anew
        self._connection.send(ModelInstalled())
