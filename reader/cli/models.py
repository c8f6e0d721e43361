"""`duizhao model`: install, list, verify and remove the models that the argos engine translates with.

stdout has the data, one line a package with tabs between the fields; stderr has the talk and the progress.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reader.errors import ModelError

if TYPE_CHECKING:
    from reader.translate.download import Progress
    from reader.translate.packages import Package

app = typer.Typer(help="Install, list, verify and remove translation models.")


@app.command()
def install(
    source: Annotated[
        str | None, typer.Option("--from", metavar="PATH_OR_URL", help="An .argosmodel file, a folder or a mirror.")
    ] = None,
    trust: Annotated[bool, typer.Option("--trust", help="Take a model whose SHA-256 is not the known one.")] = False,
) -> None:
    """Install the zh→en model of Argos Translate (74 MB): from its own site, or from where --from says."""
    from reader.translate import packages

    if source and not source.startswith(("http://", "https://")):
        _tell("installed", packages.install_from(Path(source), trust=trust))
        return
    if not trust and (present := packages.current(packages.SHA256)):
        _tell("installed already", present)
        return
    url = source or packages.URL
    with _progress(url) as progress:
        if trust:
            package = packages.install(progress, url=url, size=None, sha256=None)
        else:
            package = packages.install(progress, url=url)
    _tell("installed", package)
    if not trust:
        typer.echo(f"licence of the model: {packages.LICENCE}", err=True)


@app.command("list")
def list_() -> None:
    """List the zh→en models found: folder, version, whose, state. The first that is fine is the one used."""
    from reader.translate import packages

    found = packages.installed()
    for package in found:
        whose = "ours" if package.ours else "argos"
        typer.echo(f"{package.folder}\t{package.version}\t{whose}\t{package.problem or 'fine'}")
    if not found:
        typer.echo("no zh→en model is installed; duizhao model install gets one", err=True)


@app.command()
def verify() -> None:
    """Check every file of the models found, and load each once. Exit code 1 if something is wrong."""
    from reader.translate import packages

    found = packages.installed()
    if not found:
        raise ModelError("no zh→en model", "nothing to verify; duizhao model install gets one")
    healthy = True
    for package in found:
        problems = packages.verify(package)
        healthy = healthy and not problems
        for state in problems or ["fine"]:
            typer.echo(f"{package.folder}\t{state}")
    if not healthy:
        typer.echo("duizhao model remove and duizhao model install mend what is ours", err=True)
        raise typer.Exit(1)


@app.command()
def remove(
    name: Annotated[
        str | None, typer.Argument(help="Its folder's name as `list` shows it, if there are several.")
    ] = None,
) -> None:
    """Remove a model that was installed here; those of Argos Translate stay."""
    from reader.translate import packages

    found = [package for package in packages.installed() if package.folder.name == name or (not name and package.ours)]
    if not found:
        raise ModelError(name or "no model of ours", "not installed; duizhao model list shows what is")
    if len(found) > 1 and not name:
        names = ", ".join(package.folder.name for package in found)
        raise ModelError("several models", f"name the one to remove: {names}")
    packages.remove(found[0])
    _tell("removed", found[0])


def _tell(what: str, package: "Package") -> None:
    typer.echo(f"{what}: zh→en {package.version}, {package.folder}", err=True)


@contextmanager
def _progress(url: str) -> "Iterator[Progress]":
    """A bar where stderr is a terminal, else a line for every tenth of the way."""
    typer.echo(f"downloading {url}", err=True)
    if sys.stderr.isatty():
        with _bar() as progress:
            yield progress
        return
    told = 0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if total and done * 10 // total > told:
            told = done * 10 // total
            typer.echo(f"{told * 10} % of {total / 1e6:.1f} MB", err=True)

    yield tell


@contextmanager
def _bar() -> "Iterator[Progress]":
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)
