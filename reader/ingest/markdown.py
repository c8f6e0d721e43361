"""Markdown to a Document: what is read stays, what marks it up goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.ingest.assemble import Piece, assemble, name_of
from reader.ingest.clean import clean
from reader.ingest.join import is_spaced, join
from reader.model import BlockKind, Document

if TYPE_CHECKING:
    from markdown_it.token import Token

_FIELD = re.compile(r"""^(\w+)\s*[:：]\s*(["']?)(.*?)\2\s*$""")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_PUBLISHER = ("source", "publisher", "site", "来源")
_DATE = ("date", "published", "日期")
_TITLE = ("title", "标题")


def from_markdown(text: str, origin: str) -> Document:
    """The document of a Markdown text; its title is the first heading of level 1, else that of the front matter."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join").use(front_matter_plugin)
    text = clean(text)
    tokens = parser.parse(text)
    fields = _fields(next((token.content for token in tokens if token.type == "front_matter"), ""))
    pieces = list(_pieces(tokens, spaced=is_spaced(text)))
    heading = next((piece.text for piece in pieces if piece.kind == "heading" and piece.level == 1), "")
    title = heading or _first(fields, _TITLE) or name_of(origin)
    return assemble(pieces, origin, title, _first(fields, _PUBLISHER), _first(fields, _DATE))


def _fields(front_matter: str) -> dict[str, str]:
    """The plain `key: value` lines of a front matter."""
    matches = map(_FIELD.match, front_matter.splitlines())
    return {match[1].lower(): match[3] for match in matches if match}


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")


def _pieces(tokens: list[Token], *, spaced: bool) -> Iterator[Piece]:
    """The blocks of the document; the rows of a table are one block each."""
    containers: list[BlockKind] = []  # the lists and quotations around the token, the innermost last
    marker, heading, cells = "", 0, list[str]()
    for token in tokens:
        match token.type:
            case "blockquote_open":
                containers.append("quote")
            case "bullet_list_open" | "ordered_list_open":
                containers.append("item")
            case "blockquote_close" | "bullet_list_close" | "ordered_list_close":
                containers.pop()
            case "list_item_open":
                marker = f"{token.info}{token.markup}" if token.info else "•"
            case "heading_open":
                heading = int(token.tag[1])
            case "tr_open":
                cells = []
            case "th_open" | "td_open":
                cells.append("")
            case "inline" if cells:
                cells[-1] = _text(token, spaced=spaced)
            case "tr_close":
                yield Piece("paragraph", " | ".join(cells))
                cells = []
            case "inline" if heading:
                yield Piece("heading", _text(token, spaced=spaced), heading)
                heading = 0
            case "inline":
                kind = containers[-1] if containers else "paragraph"
                level = containers.count(kind)
                yield Piece(kind, _text(token, spaced=spaced), level, marker if kind == "item" else "")
                marker = ""
            case "fence" | "code_block":
                yield Piece("code", token.content)


def _text(inline: Token, *, spaced: bool) -> str:
    """What is read of a line: text and code, without marks, pictures and tags."""
    parts = list[str]()
    marks = list[int]()  # the parts that may have left-over emphasis
    for token in inline.children or []:
        match token.type:
            case "text":
                marks.append(len(parts))
                parts.append(token.content)
            case "code_inline" | "text_special":
                parts.append(token.content)
            case "softbreak" | "hardbreak":
                parts.append("\n")
            case "html_inline" if _BREAK.fullmatch(token.content):
                parts.append("\n")
            case "image" if parts:
                parts[-1] = parts[-1].rstrip(" ")
    # CommonMark does not see emphasis that touches both a Chinese mark and a Chinese character: 是**“开源”**的
    if sum(parts[place].count("**") for place in marks) % 2 == 0:
        for place in marks:
            parts[place] = parts[place].replace("**", "")
    return join("".join(parts).split("\n"), spaced=spaced)
