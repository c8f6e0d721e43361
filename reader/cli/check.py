"""`duizhao check`: a text that stands beside its English, looked through and mended."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reader.cli.options import Glossary, options

if TYPE_CHECKING:
    from reader.bilingual import Bilingual, Checked
    from reader.bilingual.consistency import Consistency, Divergence
    from reader.pipeline import Pipeline

_DETAIL, _EXCERPT = 44, 32  # cells of the detail's column; characters of a sentence that are shown


def check(
    bilingual: Annotated[
        str, typer.Argument(help="A .tsv (source, tab, target), a .tmx, a .md that export wrote, or - for a stream.")
    ],
    column: Annotated[str, typer.Option("--column", help="The column of a .tsv that has the English.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, one sentence a line.")] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Write the mended text, with -o.")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write it to.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")] = False,
    glossary: Glossary = None,
) -> None:
    """Check terms, amounts and sanity of a text's English. Exit code 1 if there is something to say."""
    from reader.bilingual import Checked, read
    from reader.bilingual.consistency import Consistency
    from reader.cli.work import rules
    from reader.errors import OutputError
    from reader.export import files
    from reader.pipeline import Pipeline

    chosen = options("gloss", glossary)
    if repair != (output is not None):
        raise OutputError("--repair", "goes with -o FILE, the file that is to be written")
    if output:
        files.check(output, force=force)
    text = read(bilingual, column)
    table = _Table(Consistency(text.repeated))
    show = _print_record if as_json else table.row
    pipeline = Pipeline(chosen)
    pipeline.obey(rules())

    def chunks() -> Iterator[str]:
        for piece in _run(text, pipeline):
            if isinstance(piece, Checked):
                table.count(piece)
                show(piece)
            yield piece.written if isinstance(piece, Checked) else piece

    if output:
        files.write(output, chunks(), force=force)
    else:
        for _ in chunks():
            pass
    if not as_json:
        table.end()
    if table.found:
        raise typer.Exit(1)


def _run(text: Bilingual, pipeline: Pipeline) -> Iterator[str | Checked]:
    """The pieces of a text, checked, with a progress bar on stderr."""
    from rich.console import Console
    from rich.progress import Progress

    from reader.bilingual import check

    quiet = not sys.stderr.isatty() or sys.stdout.isatty()  # it would break the lines of a table
    with Progress(console=Console(stderr=True), transient=True, disable=quiet) as progress:
        task = progress.add_task("check", total=text.count)
        for piece in check(text, pipeline):
            yield piece
            progress.advance(task, 0 if isinstance(piece, str) else 1)


def _print_record(checked: Checked) -> None:
    from dataclasses import replace

    from reader.cli.scripts import print_record, translation_record

    given = replace(checked.translation, target=checked.pair.target, original="")
    extra: dict[str, Any] = {"line": checked.pair.line, "repaired": checked.repaired}
    print_record(translation_record(checked.annotated, given) | extra)


class _Table:
    """The table for people, row by row, and what it counts."""

    def __init__(self, consistency: Consistency) -> None:
        self._consistency = consistency
        self._sentences = self._repaired = self.found = 0
        self._kinds: Counter[str] = Counter()
        self._statuses: Counter[str] = Counter()

    def count(self, checked: Checked) -> None:
        self._sentences += 1
        self._repaired += checked.repaired is not None
        self.found += not checked.clean
        self._kinds.update(flag.kind for flag in checked.translation.flags)
        self._statuses.update(term.status for term in checked.translation.terms)

    def row(self, checked: Checked) -> None:
        """The rows of a pair, one for each thing to say about it."""
        self._consistency.add(checked)
        source, line = checked.annotated.sentence.text, checked.pair.line
        for term in checked.translation.terms:
            if term.status != "present":
                _row(line, term.status, f"{term.source} = {term.target}", _excerpt(source, term.start, term.end))
        for flag in checked.translation.flags:
            detail = f"mended: {flag.detail}" if flag.repaired else flag.detail
            _row(line, flag.kind, detail, _excerpt(source, flag.start, flag.end))

    def end(self) -> None:
        """What is rendered in two ways, and the counts."""
        _section("the same sentence, rendered in two ways", self._consistency.sentences())
        _section("the same term, rendered in two ways", self._consistency.terms())
        _print("")
        sentences = "1 sentence" if self._sentences == 1 else f"{self._sentences} sentences"
        _print(f"{sentences}, {self.found} with something to say, {self._repaired} mended")
        _print(f"terms: {_counts(self._statuses)}")
        _print(f"flags: {_counts(self._kinds)}")


def _section(title: str, found: Iterable[Divergence]) -> None:
    for number, divergence in enumerate(found):
        if not number:
            sys.stdout.write(f"\n{title}\n")
        _print(f"  {_excerpt(divergence.source, 0, len(divergence.source))}")
        for said, lines in divergence.renderings.items():
            where = ", ".join(map(str, lines[:5])) + (f" and {len(lines) - 5} more" if len(lines) > 5 else "")
            _print(f"    {'line' if len(lines) == 1 else 'lines'} {where}: {said or '(nothing)'}")


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counter.most_common()) or "none"


def _row(line: int, kind: str, detail: str, excerpt: str) -> None:
    from reader.layout import cells, visible

    detail = visible(detail)
    _print(f"{line:>6}  {kind:<12}  {detail}{' ' * (_DETAIL - cells(detail))}  {excerpt}")


def _excerpt(source: str, start: int, end: int) -> str:
    """What a remark is about, with some of the sentence around it."""
    first = max(0, min(start, (start + end - _EXCERPT) // 2, len(source) - _EXCERPT))
    last = first + _EXCERPT
    return "…" * (first > 0) + source[first:last] + "…" * (last < len(source))


def _print(line: str) -> None:
    from reader.layout import visible

    sys.stdout.write(visible(line) + "\n")
