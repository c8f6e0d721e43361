"""Arguments that several commands share, and what they are turned into."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reader.config import Config
    from reader.pipeline import Options

Source = Annotated[str, typer.Argument(help="A .txt, .md or .html file, a URL, or - for standard input.")]
Engine = Annotated[
    str, typer.Option("--engine", help="auto (argos if a model is installed, else gloss), argos, or gloss.")
]
Glossary = Annotated[
    list[Path] | None,
    typer.Option(
        "--glossary", help="A glossary (.tsv) before all others, also your own; may be repeated, later ones win."
    ),
]
Quality = Annotated[
    str,
    typer.Option(
        "--quality",
        help="How long argos searches: best (beam 4, as Argos Translate itself), balanced (beam 2, two thirds of the"
        " time) or fast (beam 1, two fifths; fewer glossary terms find their place). Each keeps its own translations.",
    ),
]
Beam = Annotated[
    int | None, typer.Option("--beam", min=1, max=16, help="Translations argos weighs up at once, past --quality.")
]
Threads = Annotated[
    int, typer.Option("--threads", min=0, max=256, help="Processors for argos, 0 for all. The English stays the same.")
]
Script = Annotated[
    str | None,
    typer.Option("--script", help="Show the Chinese in simplified or traditional characters, whatever the source has."),
]
Tones = Annotated[
    str | None,
    typer.Option(
        "--tones", help="citation (as dictionaries have them) or spoken (with the sandhi of 一, 不 and third tones)."
    ),
]
PinyinStyle = Annotated[
    str | None, typer.Option("--pinyin-style", help="marks, numbers, zhuyin, or none (letters without tones).")
]
Lines = Annotated[bool, typer.Option("--lines", help="Take every input line for one sentence.")]

_TOLD = 5  # contradictions that are said one by one


def options(
    engine: str,
    glossary: list[Path] | None,
    quality: str = "best",
    beam: int | None = None,
    threads: int = 0,
    *,
    own: bool = True,
) -> Options:
    """What was asked for, checked before anything is opened. Raises GlossaryError, ModelError.

    Without `own`, the reader's own glossary is not looked into.

    stderr says which terms contradict each other, and that "auto" comes down to the word gloss because a model is
    broken.
    """
    from reader import pipeline
    from reader.errors import ModelError
    from reader.layout import visible
    from reader.translate import packages

    if quality not in pipeline.QUALITIES:
        raise ModelError(f"--quality {quality}", f"is not known; choose one of {', '.join(pipeline.QUALITIES)}")
    chosen = pipeline.Options(engine, tuple(glossary or ()), beam or pipeline.QUALITIES[quality], threads)
    contradictions = pipeline.open_glossary(replace(chosen, own=own)).contradictions
    for line in contradictions[:_TOLD]:
        typer.echo(f"duizhao: {visible(line)}", err=True)
    if more := len(contradictions[_TOLD:]):
        typer.echo(f"duizhao: and {more} more terms that contradict each other", err=True)
    pipeline.open_engine(engine)
    if engine == "auto" and (problem := packages.unusable()):
        typer.echo(f"duizhao: word gloss, no translation: {visible(problem)}; duizhao model install mends it", err=True)
    return chosen


def settings(tones: str | None = None, pinyin_style: str | None = None) -> Config:
    """The reader's settings, with what an option says in place of the one it overrides. Raises ConfigError."""
    from reader import config

    found = config.load()
    for option, name, value in (("--tones", "tones", tones), ("--pinyin-style", "pinyin", pinyin_style)):
        if value is not None:
            found = config.changed(found, name, value, f"{option} {value}")
    return found
