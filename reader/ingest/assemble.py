"""Blocks of text to a Document: joined by one blank line, with exact offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

from reader.ingest.clean import clean, clean_line
from reader.model import Block, BlockKind, Document


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has its place; the fields are those of `Block`."""

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    inside: str = ""


_KINDS: dict[str, BlockKind] = {"": "paragraph", ">": "quote", "-": "item"}


def placed(text: str, inside: str, marker: str = "") -> Piece:
    """A paragraph in quotations and list items (`Block.inside`): an item or a quotation, if the innermost is one."""
    innermost = inside[-1:]
    return Piece(_KINDS[innermost], text, inside.count(innermost) if innermost else 0, marker, inside)


def assemble(pieces: Iterable[Piece], origin: str, title: str = "", publisher: str = "", date: str = "") -> Document:
    """The document made of `pieces`; those with nothing to show are left out."""
    blocks, texts, start = [], [], 0
    for piece in pieces:
        text = clean(piece.text).strip() if piece.kind == "code" else clean_line(piece.text).strip()
        if text:
            blocks.append(Block(piece.kind, start, start + len(text), piece.level, piece.marker, piece.inside))
            texts.append(text)
            start += len(text) + 2
    heads = (clean_line(head).strip() for head in (title, publisher, date))
    return Document(origin, "\n\n".join(texts), tuple(blocks), *heads)


def path_of(origin: str) -> PurePath:
    """The path in a file name or a URL; an empty one for standard input."""
    if origin == "-":
        return PurePath()
    return PurePath(unquote(urlsplit(origin).path) if "://" in origin else origin)


def name_of(origin: str) -> str:
    """What a document without a title is called: its file name without the suffix, "" for standard input."""
    return path_of(origin).stem
