"""`duizhao memory`: what is kept of sentences and their English, as a file for other programs, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reader.model import Unit
    from reader.store import Store

app = typer.Typer(help="Export, import and count what has been translated.")


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="The .tmx or .tsv file to write.")],
    machine: Annotated[bool, typer.Option("--all", help="Machine translations too, each with its engine.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")] = False,
) -> None:
    """Write what a human wrote as TMX 1.4 or tab-separated text."""
    from reader import memory
    from reader.export import files

    memory.check(file)
    files.check(file, force=force)
    count = 0

    def counted() -> Iterator[Unit]:
        nonlocal count
        for unit in _store().units(machine=machine):
            count += 1
            yield unit

    files.write(file, memory.written(file, counted()), force=force)
    typer.echo(f"written: {count:,} sentences{'' if machine else ' by a human'}", err=True)
    typer.echo(str(file))


@app.command("import")
def import_(files: Annotated[list[Path], typer.Argument(metavar="FILE…", help=".tmx or .tsv files.")]) -> None:
    """Keep the sentences of translation memories: as a human's, unless the file says a machine made them.

    All files are taken, or none. A human's English takes the place of what was kept for its sentence.
    """
    from reader import memory

    units = [unit for file in files for unit in memory.read(file)]
    taken = _store().take_in(units)
    typer.echo(
        f"kept: {taken.human:,} by a human ({taken.replaced:,} in place of others), {taken.machine:,} by machines;"
        f" {len(units) - taken.human - taken.machine:,} were there already",
        err=True,
    )


@app.command()
def stats() -> None:
    """Print who made the English that is kept, and for how many sentences."""
    for who, count in _store().counts():
        typer.echo(f"{who}\t{count}")


def _store() -> Store:
    from reader import paths
    from reader.store import Store

    return Store(paths.store())
