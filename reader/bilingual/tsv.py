r"""Tab-separated pairs, a line each: source, a tab, target. Further columns stay as they are.

A first line with the cell “source” names the columns. Only ``\n`` and ``\r\n`` end a line; blank lines are no pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.bilingual.pairs import Pair, Piece
from reader.errors import SourceError

_LINE = re.compile(r"([^\n]*?)(\r?\n|\r?\Z)")


def pieces(text: str, name: str, column: str = "") -> Iterator[Piece]:
    """The pieces of a file; its English is in `column`, else in the one called target, else in the second.

    Raises:
        SourceError: with the line where a tab or a column is missing.
    """
    source, target = 0, 1
    for number, found in enumerate(_LINE.finditer(text), start=1):
        line, end = found.groups()
        cells = line.split("\t")
        if number == 1 and "source" in cells:
            source, target = _columns(cells, name, column)
        elif number == 1 and column:
            raise SourceError(f"{name}, line 1", f"names no columns; put “source” and “{column}” above them")
        elif line.strip():
            if len(cells) < 2:
                raise SourceError(f"{name}, line {number}", "has no tab; write source, a tab, and target on each line")
            if len(cells) <= max(source, target):
                raise SourceError(f"{name}, line {number}", f"has {len(cells)} columns; add the missing ones")
            yield "".join(cell + "\t" for cell in cells[:target])
            yield Pair(number, cells[source], cells[target], cells[target])
            yield "".join("\t" + cell for cell in cells[target + 1 :]) + end
            continue
        yield line + end


def _columns(header: list[str], name: str, column: str) -> tuple[int, int]:
    source = header.index("source")
    wanted = column or "target"
    if wanted in header:
        return source, header.index(wanted)
    if column or len(header) < 2:
        raise SourceError(f"{name}, line 1", f"has no column “{wanted}”; it has {', '.join(header)}")
    return source, 1 if source != 1 else 0
