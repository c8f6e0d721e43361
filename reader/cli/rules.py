"""`duizhao rules`: what the reader has said of words and readings, as a file to keep, to edit and to pass on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()

_TOLD = 20  # lines that cannot be used are said one by one up to here


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="The .tsv file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")] = False,
) -> None:
    """Write all rules as tab-separated text."""
    from reader.cli.work import open_store
    from reader.errors import OutputError
    from reader.export import files
    from reader.memory import rules

    if file.suffix.lower() != ".tsv":
        raise OutputError(str(file), "rules are written as tab-separated text; end the name in .tsv")
    files.check(file, force=force)
    kept = list(open_store().kept_rules())
    files.write(file, rules.written(kept), force=force)
    typer.echo(f"written: {len(kept):,} rules", err=True)
    typer.echo(str(file))


@app.command("import")
def import_(files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files of rules.")]) -> None:
    """Keep the rules of files, each in place of what was said before of its word.

    Lines that cannot be used are said and left out; the exit code is 1 then.
    """
    from reader.cli.work import open_store
    from reader.layout import visible
    from reader.memory import rules

    loaded = [rules.load(file) for file in files]
    problems = [problem for one in loaded for problem in one.problems]
    for problem in problems[:_TOLD]:
        typer.echo(f"duizhao: {visible(problem)}", err=True)
    if len(problems) > _TOLD:
        typer.echo(f"duizhao: and {len(problems) - _TOLD:,} more lines that cannot be used", err=True)
    found = [rule for one in loaded for rule in one.rules]
    new = open_store().take_in_rules(found)
    typer.echo(f"kept: {new:,} rules; {len(found) - new:,} were there already", err=True)
    if problems:
        raise typer.Exit(1)
