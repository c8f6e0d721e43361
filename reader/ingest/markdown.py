"""Markdown to a Document: what is read stays, what marks it up goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from reader.ingest.assemble import Piece, assemble, name_of, placed
from reader.ingest.clean import clean
from reader.ingest.join import is_spaced, join
from reader.model import Document

if TYPE_CHECKING:
    from markdown_it.token import Token

_FIELD = re.compile(r"""^(\w+)\s*[:：]\s*(["']?)(.*?)\2\s*$""")
_BREAK = re.compile(r"<br\s*/?>", re.I)
# A tag, or a comment or script with all that is in it.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<hidden>script|style|template)\b.*?(?:</(?P=hidden)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)\b[^<>]*>|<[!?][^<>]*>",
    re.I | re.S,
)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_INLINE = re.compile(r"a|abbr|b|code|del|em|font|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u")
_PUBLISHER = ("source", "publisher", "site", "来源")
_DATE = ("date", "published", "日期")
_TITLE = ("title", "标题")


def from_markdown(text: str, origin: str) -> Document:
    """The document of a Markdown text; its title is the first heading of level 1, else that of the front matter."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    parser.use(front_matter_plugin).use(footnote_plugin)
    parser.disable(["footnote_tail", "footnote_inline"])  # a note stays where it is written
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
    inside = ""  # the lists and quotations around the token, as in `Block`
    marker, heading, cells = "", 0, list[str]()
    for token in tokens:
        match token.type:
            case "blockquote_open":
                inside += ">"
            case "bullet_list_open" | "ordered_list_open":
                inside += "-"
            case "footnote_reference_open":
                inside, marker = f"{inside}-", f"[{token.meta['label']}]"
            case "blockquote_close" | "bullet_list_close" | "ordered_list_close" | "footnote_reference_close":
                inside = inside[:-1]
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
                yield placed(_text(token, spaced=spaced), inside, marker if inside.endswith("-") else "")
                marker = ""
            case "fence" | "code_block":
                yield Piece("code", token.content, inside=inside)
            case "html_block":
                yield from _html(token.content, inside, spaced=spaced)


def _html(html: str, inside: str, *, spaced: bool) -> Iterator[Piece]:
    """What is read of a block of HTML: its headings and paragraphs, without tags, comments and scripts."""
    text, level = "", 0

    def ended() -> Iterator[Piece]:
        line = join(unescape(text).split("\n"), spaced=spaced)
        yield Piece("heading", line, level) if level else placed(line, inside)

    start = 0
    for tag in _TAG.finditer(html):
        text += html[start : tag.start()]
        start = tag.end()
        name = (tag["name"] or "").lower()
        if name == "br":
            text += "\n"
        elif name and not _INLINE.fullmatch(name):
            yield from ended()
            text, level = "", int(name[1]) if name in _HEADINGS and not tag["close"] else 0
    text += html[start:]
    yield from ended()


def _text(inline: Token, *, spaced: bool) -> str:
    """What is read of a line: text and code in its backticks, without marks, pictures and tags."""
    parts = list[str]()
    marks = list[int]()  # the parts that may have left-over emphasis
    for token in inline.children or []:
        match token.type:
            case "text":
                marks.append(len(parts))
                parts.append(token.content)
            case "text_special":
                parts.append(token.content)
            case "code_inline":
                gap = " " if "`" in (token.content[0], token.content[-1]) else ""
                parts.append(f"{token.markup}{gap}{token.content}{gap}{token.markup}")
            case "footnote_ref":
                parts.append(f"[{token.meta['label']}]")
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
