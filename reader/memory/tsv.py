r"""Tab-separated text: `source` and `target`, and for what a machine made also its `engine` and `version`.

UTF-8, no header, one unit a line. Within a column a tab is written \t, a line feed \n, a carriage return \r and a
backslash \\. A byte order mark, which programs drop where it begins a file, is \ufeff. Nothing else is escaped, so
that any text comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reader.errors import SourceError
from reader.model import Unit

_ESCAPED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\ufeff": "\\ufeff"}
_MEANT = {escape: character for character, escape in _ESCAPED.items()}
_SPECIAL = re.compile(r"[\\\t\n\r\ufeff]")
_ESCAPE = re.compile(r"\\(?:ufeff|.?)", re.DOTALL)


def line(unit: Unit) -> str:
    """A unit as one line, its line feed included."""
    return row([unit.source, unit.target, *([unit.engine, unit.version] if unit.engine else [])])


def row(columns: Iterable[str]) -> str:
    """Columns as one line, its line feed included."""
    return "\t".join(_SPECIAL.sub(lambda found: _ESCAPED[found[0]], column) for column in columns) + "\n"


def columns(row: str) -> list[str]:
    """The columns of a line without its line feed. Raises ValueError for an escape that is none."""
    return [_ESCAPE.sub(_meant, column) for column in row.split("\t")]


def units(data: bytes, name: str) -> Iterator[Unit]:
    """The units of a file's bytes; empty lines are nothing. Raises SourceError, with `name` and line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{name}, line {number}", "is not UTF-8; save the file as UTF-8") from error
    for number, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        try:
            yield _unit(columns(written.removesuffix("\r")))
        except ValueError as error:
            raise SourceError(f"{name}, line {number}", str(error)) from error


def _unit(fields: list[str]) -> Unit:
    if len(fields) not in (2, 4):
        raise ValueError(
            f"has {len(fields)} columns; it must have source and target, and for a machine's also engine and version"
        )
    if not fields[0].strip() or not fields[1].strip():
        raise ValueError(f"has no {'target' if fields[0].strip() else 'source'}")
    return Unit(*fields)


def _meant(escape: re.Match[str]) -> str:
    try:
        return _MEANT[escape[0]]
    except KeyError:
        raise ValueError(
            f"has “{escape[0]}”, which is no escape; write \\t, \\n, \\r, and \\\\ for a backslash"
        ) from None
