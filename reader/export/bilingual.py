"""A whole text into its file, the same for `duizhao export` and for the reader's `x`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from reader.config import DEFAULTS, Config
from reader.export import files
from reader.export.markdown import Head, Pair, Style, markdown
from reader.model import Document
from reader.pipeline import Pipeline


def write(
    path: Path,
    document: Document,
    pairs: Iterable[Pair],
    pipeline: Pipeline,
    style: Style = "table",
    *,
    pinyin: bool = False,
    config: Config = DEFAULTS,
    force: bool = False,
) -> None:
    """Write all sentences of a document, in order, with the English that `pipeline` makes for them.

    Raises OutputError if it cannot be written, and whatever `pairs` raises; nothing is left behind then.
    """
    engine, glossary = pipeline.engine, pipeline.glossary
    head = Head(
        document,
        engine.name,
        engine.version,
        engine.machine,
        glossary.files,
        glossary.digest,
        date.today().isoformat(),
    )
    files.write(path, markdown(head, pairs, style, pinyin=pinyin, config=config), force=force)
