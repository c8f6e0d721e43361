"""`duizhao read` and `show`: the page on screen, or printed once. Plain `duizhao` opens the shelf."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from reader.cli.options import (
    Beam,
    Engine,
    Glossary,
    PinyinStyle,
    Quality,
    Script,
    Source,
    Threads,
    Tones,
    options,
    settings,
)

if TYPE_CHECKING:
    from reader.config import Config
    from reader.model import Document
    from reader.pipeline import Options
    from reader.store import Shelved, Store

_SHARE_FROM = 100  # sentences whose widths decide where `show` puts the rule


def read(
    source: Source,
    engine: Engine = "auto",
    glossary: Glossary = None,
    quality: Quality = "best",
    beam: Beam = None,
    threads: Threads = 0,
    script: Script = None,
    tones: Tones = None,
    pinyin_style: PinyinStyle = None,
) -> None:
    """Open a text in the reader: Chinese left, English right."""
    config = settings(tones, pinyin_style)
    chosen = options(engine, glossary, quality, beam, threads, own=False)  # the page says what is wrong with that
    _need_terminal()
    document = _document(source, script)
    if source == "-":
        _keys_from_terminal()
    store = _store()
    shelved = store.shelve(document)
    store.keep_choice(shelved, chosen.engine, chosen.glossaries, chosen.beam, script)
    _open(shelved, store, chosen, config, store.notice)


def shelf() -> None:
    """Open the shelf with all that has been read, or say how to begin where there is no terminal for it."""
    config = settings()
    store = _store()
    if not sys.stdout.isatty() and not store.listed():
        typer.echo("Nothing has been read yet. Begin with a text of yours:\n\n    duizhao read article.md\n")
        typer.echo("A .txt, .md or .html file, a URL, or - for standard input. duizhao --help tells the rest.")
        return
    _need_terminal()
    try:
        from reader.tui.app import ReaderApp

        ReaderApp(None, store, notice=store.notice, config=config).run()
    finally:
        store.close()


def show(
    source: Source,
    engine: Engine = "auto",
    glossary: Glossary = None,
    width: Annotated[int | None, typer.Option("--width", min=20, max=400, help="Cells; else the terminal's.")] = None,
    pinyin: Annotated[bool, typer.Option("--pinyin", help="Pinyin above every word.")] = False,
    quality: Quality = "best",
    beam: Beam = None,
    threads: Threads = 0,
    script: Script = None,
    tones: Tones = None,
    pinyin_style: PinyinStyle = None,
) -> None:
    """Print the page once, for `less -R`."""
    from rich.console import Console

    config = settings(tones, pinyin_style)
    chosen = options(engine, glossary, quality, beam, threads)
    document = _document(source, script)
    console = Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in _printed(document, chosen, width or console.width, config if pinyin else None):
        console.print(line, end="\n")


def _printed(document: Document, chosen: Options, width: int, config: Config | None) -> Iterator[object]:
    """The page as lines of rich Text, from the top; with readings if there is a `config` for them."""
    from itertools import chain, islice

    from reader import page
    from reader.cli import printing
    from reader.cli.work import renderings
    from reader.layout import cells
    from reader.pipeline import Pipeline

    store = _store()
    pipeline = Pipeline(chosen, store)
    pairs = renderings(document, pipeline, store)
    head = list(islice(pairs, _SHARE_FROM))
    source = sum(cells(a.sentence.text) for a, t in head if t)
    share = page.share(source, sum(cells(t.target) for _, t in head if t))
    geometry = page.geometry(width, share)
    engine = pipeline.engine
    yield from printing.heading(document, engine.name, engine.version, engine.machine, geometry)
    yield from printing.body(document, chain(head, pairs), geometry, config)


def _document(source: str, script: str | None) -> Document:
    from reader.cli.work import open_document

    return open_document(source, script)


def _store() -> Store:
    from reader.cli.work import open_store

    return open_store()


def _open(shelved: Shelved, store: Store, chosen: Options, config: Config, notice: str = "") -> None:
    from reader.room import Room

    room = Room(chosen, store.path)  # started first: it loads jieba while this process loads Textual
    try:
        from reader.tui.app import ReaderApp

        ReaderApp(shelved, store, chosen, room, notice, config).run()
    finally:
        room.close()
        store.close()


def _need_terminal() -> None:
    from reader.errors import OutputError

    if not sys.stdout.isatty():
        raise OutputError("standard output", "is not a terminal; `duizhao show` prints the page into a pipe or file")


def _keys_from_terminal() -> None:
    """The text came through standard input; from here on the terminal itself answers there."""
    from reader.errors import OutputError

    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise OutputError("/dev/tty", "there is no terminal to take keys from; use `duizhao show -`") from error
    os.dup2(terminal, 0)
    os.close(terminal)
