"""`duizhao export`: the bilingual text as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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


def export(
    source: Source,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The .md file to write; else a free name in this folder.")
    ] = None,
    style: Annotated[str, typer.Option("--style", help="table, stacked or quote.")] = "table",
    pinyin: Annotated[bool, typer.Option("--pinyin", help="Add a reading line.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")] = False,
    engine: Engine = "auto",
    glossary: Glossary = None,
    quality: Quality = "best",
    beam: Beam = None,
    threads: Threads = 0,
    script: Script = None,
    tones: Tones = None,
    pinyin_style: PinyinStyle = None,
) -> None:
    """Write the Chinese and its English as Markdown."""
    from reader.cli.work import open_document, open_store, renderings
    from reader.errors import OutputError
    from reader.export import bilingual, files
    from reader.export.markdown import STYLES
    from reader.pipeline import Pipeline

    config = settings(tones, pinyin_style)
    chosen = options(engine, glossary, quality, beam, threads)
    wanted = next((known for known in STYLES if known == style), None)
    if wanted is None:
        raise OutputError(f"--style {style}", f"is not known; choose one of {', '.join(STYLES)}")
    if output and output.suffix.lower() not in (".md", ".markdown"):
        raise OutputError(str(output), "only Markdown can be written so far; end the name in .md")
    if output:
        files.check(output, force=force)
    document = open_document(source, script)
    store = open_store()
    pipeline = Pipeline(chosen, store)
    path = output or files.free_name(document, Path.cwd())
    pairs = renderings(document, pipeline, store)
    bilingual.write(path, document, pairs, pipeline, wanted, pinyin=pinyin, config=config, force=force)
    typer.echo(str(path))
