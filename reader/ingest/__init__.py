"""Source to Document: a file, a page or standard input, in any of the encodings Chinese is written in.

The format is chosen by what the text looks like first and by the suffix second.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import BinaryIO

from reader.errors import SourceError
from reader.ingest.clean import clean_line
from reader.model import Document

__all__ = ["ingest", "lines", "read_lines"]

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


def ingest(source: str, *, stdin: BinaryIO | None = None) -> Document:
    """The document at `source`: a path, an http(s) URL, or "-" for `stdin` (`sys.stdin.buffer` if None) to its end.

    Raises:
        SourceError: it cannot be had, is no text, or has no Chinese in it.
    """
    try:
        document = _ingest(source, stdin)
        if not document.text:
            raise SourceError(source, "nothing to read in it; give a text with Chinese in it")
        if not _HAN.search(document.text):
            raise SourceError(source, "no Chinese in it; give a text with Chinese in it")
    except SourceError as error:  # a name or a server may say anything, even in escape sequences
        title = "standard input" if source == "-" else clean_line(source) or error.title
        raise SourceError(title, clean_line(error.message)) from error.__cause__
    return document


def lines(data: bytes, origin: str = "-") -> list[str]:
    r"""The lines of `data`, one sentence each, cleaned like document text; empty ones are kept.

    Only ``\n`` and ``\r\n`` end a line, a final one adds none; other line breaks become spaces.

    Raises:
        SourceError: it is no text.
    """
    from reader.ingest.decode import decode

    found = decode(data, origin).split("\n")
    if not found[-1]:
        found.pop()
    return [clean_line(line.removesuffix("\r")) for line in found]


def read_lines(source: str, *, stdin: BinaryIO | None = None) -> list[str]:
    """The lines of a file, or of `stdin` for "-", for those who have a sentence on each; see `lines`.

    Raises:
        SourceError: it cannot be had, or is no text.
    """
    from reader.ingest.source import read_file, read_stream

    if _SCHEME.match(source):
        raise SourceError(clean_line(source), "lines are read from a file or from standard input, not from an address")
    if source == "-":
        return lines(read_stream(sys.stdin.buffer if stdin is None else stdin, "-"), "standard input")
    return lines(read_file(source), source)


def _ingest(source: str, stdin: BinaryIO | None) -> Document:
    from reader.ingest.source import read_file, read_stream

    if source == "-":
        return _document(read_stream(sys.stdin.buffer if stdin is None else stdin, "-"), "-")
    if not source:
        raise SourceError("source", "no name given; give a file, a URL, or - for standard input")
    scheme = _SCHEME.match(source)
    if scheme is None:
        data = read_file(source)
        path = str(Path(source).resolve()).encode(errors="replace").decode()  # a name may be no Unicode
        return _document(data, path)
    if scheme[1].lower() not in {"http", "https"}:
        raise SourceError(source, f"{scheme[1]} addresses are not read; give an http or https address, or a file")
    from reader.ingest.url import fetch

    page = fetch(source)
    return _document(page.data, source, page.charset, page.suffix)


def _document(data: bytes, origin: str, charset: str = "", suffix: str = "") -> Document:
    """The document in `data`; `charset` and `suffix` are what a server says of it."""
    from reader.ingest.assemble import path_of
    from reader.ingest.decode import decode
    from reader.ingest.html import declared_charset, from_html
    from reader.ingest.markdown import from_markdown
    from reader.ingest.sniff import sniff
    from reader.ingest.text import from_text

    if not data.strip():
        raise SourceError(origin, "empty; give a text with Chinese in it")
    text = decode(data, origin, charset, declared_charset(data))
    match sniff(text, suffix or path_of(origin).suffix):
        case "html":
            return from_html(text, origin)
        case "markdown":
            return from_markdown(text, origin)
        case "text":
            return from_text(text, origin)
