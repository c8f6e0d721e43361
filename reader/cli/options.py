"""Arguments that several commands share, and what they are turned into."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reader.pipeline import Options

Source = Annotated[str, typer.Argument(help="A .txt, .md or .html file, a URL, or - for standard input.")]
Engine = Annotated[
    str, typer.Option("--engine", help="auto (argos if a model is installed, else gloss), argos, or gloss.")
]
Glossary = Annotated[
    list[Path] | None,
    typer.Option("--glossary", help="A glossary of your own (.tsv); may be repeated, later ones win."),
]
Lines = Annotated[bool, typer.Option("--lines", help="Take every input line for one sentence.")]


def options(engine: str, glossary: list[Path] | None) -> Options:
    """What was asked for, checked before anything is opened. Raises GlossaryError, ModelError.

    Where "auto" comes down to the word gloss because a model is broken, stderr says so.
    """
    from reader import pipeline
    from reader.layout import visible
    from reader.translate import packages

    chosen = pipeline.Options(engine, tuple(glossary or ()))
    pipeline.open_glossary(chosen)
    pipeline.open_engine(engine)
    if engine == "auto" and (problem := packages.unusable()):
        typer.echo(f"duizhao: word gloss, no translation: {visible(problem)}; duizhao model install mends it", err=True)
    return chosen
