"""A document through the pipeline for commands that print or write: in order, with a progress bar on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.language.script import Script
    from reader.model import Annotated, Document, Rule, Sentence, Translation
    from reader.pipeline import Pipeline
    from reader.store import Store


def script_named(name: str | None) -> Script | None:
    """The script that --script names, None without it. Raises SourceError for one that is none."""
    from reader.errors import SourceError
    from reader.language.script import SCRIPTS

    if name is None:
        return None
    found = next((script for script in SCRIPTS if script == name), None)
    if found is None:
        raise SourceError(f"--script {name}", f"is not known; choose one of {', '.join(SCRIPTS)}")
    return found


def open_document(source: str, script: str | None) -> Document:
    """The document at `source`, as it is or in that script. Raises SourceError."""
    from reader.ingest import ingest
    from reader.language.script import converted

    wanted = script_named(script)
    document = ingest(source)
    return converted(document, wanted) if wanted else document


def open_store() -> Store:
    """The reader's store; stderr says it if the one that was there was damaged."""
    from reader import paths
    from reader.layout import visible
    from reader.store import Store

    store = Store(paths.store())
    if store.notice:
        sys.stderr.write(f"duizhao: {visible(store.notice)}\n")
    return store


def rules(document: Document | None = None) -> tuple[Rule, ...]:
    """What the reader has said of words for this text and for all; for a command that keeps nothing."""
    from reader import paths

    return open_store().rules(document) if paths.store().exists() else ()


def renderings(document: Document, pipeline: Pipeline, store: Store) -> Iterator[tuple[Annotated, Translation | None]]:
    """Every sentence of a document with its English, in order; None for what is not to be translated.

    Sentences and words are as the reader has cut them; the document is on the shelf from now on.
    """
    from reader.language.sentences import split
    from reader.pipeline import translated

    sentences = split(document, store.cuts(store.shelve(document)))
    pipeline.obey(store.rules(document))
    yield from run(pipeline, sentences, translated(document, sentences))


def run(
    pipeline: Pipeline, sentences: list[Sentence], wanted: list[bool]
) -> Iterator[tuple[Annotated, Translation | None]]:
    """The same for sentences that are known already."""
    from rich.console import Console
    from rich.progress import Progress

    from reader.pipeline import pairs

    quiet = not sys.stderr.isatty()  # FORCE_COLOR makes rich take a pipe for a terminal
    with Progress(console=Console(stderr=True), transient=True, disable=quiet) as progress:
        task = progress.add_task(f"{pipeline.engine.name} {pipeline.engine.version}", total=len(sentences))
        for pair in pairs(pipeline.run(sentences, wanted), wanted):
            yield pair
            progress.advance(task)
