"""A bilingual file, its format told by what is in it first and by its suffix second."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from reader.bilingual import markdown, tmx, tsv
from reader.bilingual.pairs import Pair, Piece
from reader.errors import SourceError
from reader.ingest.clean import clean_line
from reader.ingest.decode import decode
from reader.ingest.source import read_file, read_stream
from reader.model import Machine

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_XML = re.compile(r"\s*<(?:\?xml\b|!DOCTYPE\s+tmx\b|tmx\b)")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A bilingual file that is sound. `pieces` gives its pieces, as often as they are asked for.

    `count` is how many pairs it has, `repeated` the hashes of the sources that come more than once. Engine and version
    are “unknown” where the file does not say who made its English.
    """

    name: str
    pieces: Callable[[], Iterator[Piece]]
    count: int
    repeated: frozenset[int]
    engine: str = "unknown"
    version: str = "unknown"
    machine: Machine = "translation"


def read(source: str, column: str = "", *, stdin: BinaryIO | None = None) -> Bilingual:
    """The pairs of a file, or of standard input for "-": TSV, TMX 1.4, or Markdown that `duizhao export` wrote.

    `column` names the column of a TSV that has the English. The file is looked through once, so that whatever is wrong
    with its form is known before any work is done.

    Raises:
        SourceError: it cannot be had, is no text, has a line that is no pair, or no Chinese with English beside it.
    """
    name = "standard input" if source == "-" else clean_line(source)
    data = read_stream(sys.stdin.buffer if stdin is None else stdin, name) if source == "-" else read_file(source)
    if not data.strip():
        raise SourceError(name, "empty; give a text with its English")
    text = _SURROGATES.sub("\ufffd", decode(data, name))
    form = _form(text, Path(source).suffix.lower())
    if column and form != "tsv":
        raise SourceError(name, "has no columns; leave out --column")
    mark = ["\ufeff"] if data.startswith(codecs.BOM_UTF8) else []
    make = {
        "tsv": partial(tsv.pieces, text, name, column),
        "tmx": partial(tmx.pieces, text, name),
        "markdown": partial(markdown.pieces, text, name),
    }[form]

    def pieces() -> Iterator[Piece]:
        return chain(mark, make())

    count, repeated = _looked_through(pieces(), name)
    if form == "markdown":
        return Bilingual(name, pieces, count, repeated, *markdown.made_by(text))
    return Bilingual(name, pieces, count, repeated)


def _form(text: str, suffix: str) -> str:
    if _XML.match(text) or suffix == ".tmx":
        return "tmx"
    return "markdown" if markdown.front(text) or suffix in (".md", ".markdown") else "tsv"


def _looked_through(pieces: Iterator[Piece], name: str) -> tuple[int, frozenset[int]]:
    """How many pairs there are, and the hashes of sources that come again."""
    count, chinese = 0, False
    seen: set[int] = set()
    repeated: set[int] = set()
    for piece in pieces:
        if isinstance(piece, Pair):
            count += 1
            chinese = chinese or bool(_HAN.search(piece.source))
            known = hash(piece.source)
            (repeated if known in seen else seen).add(known)
    if not count:
        raise SourceError(name, "no Chinese with English beside it; a TMX needs segments in zh and in en")
    if not chinese:
        raise SourceError(name, "no Chinese in what should be the source; the source comes first, or in zh")
    return count, frozenset(repeated)
