"""The child's end of the engine room: takes orders, runs the pipeline, tells what it finds."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from reader import paths
from reader.errors import GlossaryError, OutputError, ReaderError
from reader.model import Annotated, Translation
from reader.order import Order
from reader.room.facts import (
    EngineOpened,
    EnglishFound,
    GlossaryOpened,
    ModelDownloaded,
    ModelInstalled,
    NearFound,
    NewWordsFound,
    ReadingsFound,
    SentencesAnnotated,
    SentencesGlossed,
    SentencesTranslated,
    SentencesWritten,
    SoundFound,
    TextFinished,
    TextWritten,
    WordFound,
    Work,
    WorkFailed,
)  # fmt: skip
from reader.room.orders import (
    Command,
    FindEnglish,
    FindNear,
    FindNewWords,
    FindReadings,
    FindSound,
    FindWord,
    InstallModel,
    LookAt,
    Obey,
    OpenGlossary,
    Quick,
    Read,
    WriteText,
)  # fmt: skip

if TYPE_CHECKING:
    from reader.pipeline import Annotations, Literals, Options, Pipeline, Renderings

REACH = 400  # sentences worked on ahead of the reader: half an hour of reading, and a novel does not fill the memory


def serve(connection: Connection, options: Options, store_path: Path) -> None:
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
            if isinstance(command, Obey) and self._reading:
                command = replace(self._reading, text=command.text, look_at=command.look_at, rules=command.rules)
            elif isinstance(command, OpenGlossary) and self._reading:
                command = replace(self._reading, text=command.text, look_at=command.look_at)
                self._try("glossary", partial(self._open_glossary, command))
            if isinstance(command, Read):
                self._reading = command
                self._order = Order(len(command.sentences), REACH)
                command = command.look_at
            if isinstance(command, LookAt):
                self._order.first(command.missing, command.place)
            elif isinstance(command, Quick):
                self._try("english" if isinstance(command, FindEnglish) else "reading", partial(self._find, command))
            elif isinstance(command, FindNewWords) and self._reading:
                self._try("words", partial(self._find_new_words, self._reading))
            elif isinstance(command, InstallModel):
                self._try("model", partial(self._install, command))
            elif isinstance(command, WriteText):
                self._try("writing", partial(self._write, command))
            if self._waiting is None and self._reading:
                self._try("reading", partial(self._go_on, self._reading))

    def _open_glossary(self, reading: Read) -> None:
        if self._pipeline:  # else nothing has been done yet by another one
            place = reading.look_at.place

            def near(index: int) -> bool:
                return abs(index - place) <= REACH

            changed = self._pipeline.open_glossary_again(reading.sentences, near)
            self._connection.send(GlossaryOpened(reading.text, tuple(changed), all(map(near, changed))))

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
            elif isinstance(command, Quick):
                self._try("english" if isinstance(command, FindEnglish) else "reading", partial(self._find, command))
            else:
                self._waiting = command
        return self._waiting is not None

    def _go_on(self, reading: Read) -> None:
        pipeline = self._obedient(reading)
        for found in pipeline.run(reading.sentences, reading.wanted, self._order, self._interrupted, literal=True):
            self._tell(reading.text, found)
        if self._waiting is None:
            self._connection.send(TextFinished(reading.text))

    def _find(self, command: Quick) -> None:
        match command:
            case FindNear(source):
                self._connection.send(NearFound(source, self._opened().near(source)))
            case FindReadings(word, tones):
                self._connection.send(ReadingsFound(word, self._opened().alternatives(word, tones)))
            case FindWord(word, pinyin):
                self._connection.send(WordFound(word, pinyin, self._opened().look_up(word, pinyin)))
            case FindSound(typed) if reading := self._reading:
                places = self._opened().sounding(typed, reading.sentences)
                self._connection.send(SoundFound(reading.text, typed, tuple(places)))
            case FindEnglish(text, sentence) if (reading := self._reading) and reading.text == text:
                found = tuple(self._obedient(reading).other_english(reading.sentences[sentence]))
                self._connection.send(EnglishFound(text, sentence, found))

    def _find_new_words(self, reading: Read) -> None:
        found = self._obedient(reading).new_words(reading.sentences, reading.wanted, self._interrupted)
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
            from reader.translate import packages

            self._pipeline = self._new_pipeline()
            engine, glossary = self._pipeline.engine, len(self._pipeline.glossary)
            problem = packages.unusable() if self._options.engine == "auto" else ""
            self._connection.send(EngineOpened(engine.name, engine.version, engine.machine, glossary, problem))
        return self._pipeline

    def _new_pipeline(self) -> Pipeline:
        """A pipeline; without the reader's own glossary where that is broken, and the page is told so."""
        from reader.pipeline import Pipeline
        from reader.store import Store

        store = Store(self._store_path)
        try:
            return Pipeline(self._options, store)
        except GlossaryError as error:
            pipeline = Pipeline(replace(self._options, own=False), store)  # another one that is broken is said alone
            self._connection.send(WorkFailed(f"{error}; your own terms are left out until it is mended", "glossary"))
            return pipeline

    def _obedient(self, reading: Read) -> Pipeline:
        """The pipeline, obeying the rules that the text is read by."""
        pipeline = self._opened()
        pipeline.obey(reading.rules)
        return pipeline

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
            for found in self._obedient(reading).run(reading.sentences, reading.wanted, order, self._interrupted):
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
