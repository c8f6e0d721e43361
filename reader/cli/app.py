"""The command line as a whole."""

from __future__ import annotations

from typing import Annotated

import typer

from reader.cli import check, define, doctor, memory, models, read, rules, scripts, terms
from reader.cli import export as export_

app = typer.Typer(
    name="duizhao",
    help="Read Chinese beside its English, offline, with pinyin and meanings under the pointer.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(read.read)
app.command()(read.show)
app.command()(export_.export)
app.command()(scripts.sentences)
app.command()(scripts.annotate)
app.command()(scripts.translate)
app.command()(define.define)
app.command()(check.check)
app.command()(terms.terms)
app.add_typer(models.app, name="model", help="Install, list, check and remove translation models.")
app.add_typer(memory.app, name="memory", help="Export, import and count what has been translated.")
app.add_typer(rules.app, name="rules", help="Export and import how words are cut and read.")
app.command()(doctor.doctor)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False,
    licences: Annotated[bool, typer.Option("--licences", help="Whose work this stands on.", is_eager=True)] = False,
) -> None:
    """Without a command: the shelf, with all that has been read."""
    if version:
        from reader import __version__

        typer.echo(f"duizhao {__version__}")
        raise typer.Exit
    if licences:
        from reader import paths

        typer.echo(paths.shipped("assets", "licences.txt").read_text(encoding="utf-8"), nl=False)
        raise typer.Exit
    if context.invoked_subcommand is None:
        read.shelf()
