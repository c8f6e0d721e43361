"""A web page to a Document: the article out of it, without the menu."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.ingest import news
from reader.ingest.assemble import Piece, assemble, name_of, placed
from reader.ingest.clean import clean
from reader.model import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"""<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_CHARSET_WITHIN = 4096  # bytes; browsers look at the first 1024
_SHORTEST = "20"  # characters of an article; trafilatura asks for 250, which are six lines of Chinese
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]"
_LINE_BREAK = re.compile(rf"(?<={_WIDE})[ \t]*\n[ \t\n]*(?={_WIDE})")
_SITE = re.compile(r"(?:\s*[_|｜]\s*|\s+[-–—]\s+)[^_|｜]{1,20}$")
_BLOCKS = {"p", "head", "list", "quote", "table", "div", "code"}


def declared_charset(data: bytes) -> str:
    """The encoding that a page says it is in, or ""."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN])
    return match[1].decode("ascii", "ignore") if match else ""


def from_html(text: str, origin: str) -> Document:
    """The article of a page, with the title, site and date it gives.

    Raises:
        SourceError: there is no article in it.
    """
    tree = _parse(clean(text))
    credit = _credit(tree)
    pieces, title, publisher, date = _extract(tree, origin)
    title = _title(title, pieces)
    wanted = _squeeze(title)
    same = next((place for place, piece in enumerate(pieces[:3]) if _squeeze(piece.text) == wanted), None)
    if same is not None:
        pieces[same] = Piece("heading", title, pieces[same].level or 1)
    elif title and not any(wanted in _squeeze(piece.text) for piece in pieces if piece.kind == "heading"):
        pieces.insert(0, Piece("heading", title, 1))
    pieces, byline_publisher, byline_date = news.take_byline(pieces)
    publisher, date = publisher or byline_publisher or credit, date or byline_date
    return assemble(news.set_aside(pieces, publisher), origin, title or name_of(origin), publisher, date)


def _credit(tree: HtmlElement) -> str:
    """The publisher that a line of the page names, which may stand outside of what is taken for the article; or ""."""
    for element in tree.iter():
        if any("源" in (text or "") for text in (element.text, *(child.tail for child in element))):
            line = " ".join("".join(element.itertext()).split())
            if publisher := news.credited(line):
                return publisher
    return ""


def _extract(tree: HtmlElement, origin: str) -> tuple[list[Piece], str, str, str]:
    """The blocks of the article; the title, the site and the date in the page's own data, or ""."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Article
    from trafilatura.settings import use_config

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it has to say is said below
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", _SHORTEST)
    article = bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},  # no dates of other articles
        config=config,
    )
    pieces = list(_walk(article.body)) if isinstance(article, Article) and article.body is not None else []
    if not isinstance(article, Article) or not pieces:
        raise SourceError(origin, "no article found in this page; save its text as a .txt file and read that")
    return pieces, clean(article.title or ""), article.sitename or "", article.date or ""


def _parse(text: str) -> HtmlElement:
    """The tree of a page, with line breaks between Chinese characters taken out of its prose."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    tree = document_fromstring(f"{text}<p></p>".encode(), parser=HTMLParser(encoding="utf-8"))  # refuses to be empty
    for pre in tree.iter("pre"):
        if pre.find(".//code") is None:  # or trafilatura takes it for a quotation
            code = etree.Element("code")
            code.text, pre.text = pre.text, None
            code.extend(pre)
            pre.append(code)
    for caption in list(tree.iter("figcaption")):  # trafilatura leaves figures out with all that is in them
        caption.tag = "p"
        figure = next(caption.iterancestors("figure"), None)
        if figure is not None:
            figure.addnext(caption)
    preserved = {element for pre in tree.iter("pre", "textarea") for element in pre.iter()}
    for element in tree.iter():
        if element.text and element not in preserved:
            element.text = _LINE_BREAK.sub("", element.text)
        if element.tail and (element not in preserved or element.tag == "pre"):
            element.tail = _LINE_BREAK.sub("", element.tail)
    return tree


def _title(title: str, pieces: list[Piece]) -> str:
    """The page's title without what the site hangs on it: the heading it begins with, or up to the last marks."""
    heading = next((piece.text.strip() for piece in pieces if piece.kind == "heading" and piece.level == 1), "")
    if heading and (not title or title.startswith(heading)):
        return heading
    while title != (shorter := _SITE.sub("", title)) and shorter:
        title = shorter
    return title


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _walk(element: HtmlElement, inside: str = "", marker: str = "") -> Iterator[Piece]:
    """The blocks within an element of trafilatura's tree. Text between them is one too, and so is each line of it.

    `inside` are the quotations and list items around it, as in `Block`.
    """
    texts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            texts.append("")
        elif child.tag in _BLOCKS and not _is_inline(child, element, texts[-1]):
            lines = [text for text in texts if text.strip()]
            yield from _pieces(lines, inside, marker)
            marker = "" if lines else marker
            yield from _block(child, inside, marker)
            marker = "" if child.tag == "p" else marker
            texts = [""]
        else:
            texts[-1] += "".join(child.itertext())
        texts[-1] += child.tail or ""
    yield from _pieces([text for text in texts if text.strip()], inside, marker)


def _is_inline(child: HtmlElement, parent: HtmlElement, before: str) -> bool:
    """Whether code or a quotation is part of a sentence."""
    if child.tag == "quote":
        return bool(parent.tag == "p")
    beside = parent.tag in {"p", "item"} or before.strip() or (child.tail or "").strip()
    return child.tag == "code" and bool(beside) and "\n" not in "".join(child.itertext()).strip()


def _pieces(lines: list[str], inside: str, marker: str) -> Iterator[Piece]:
    for place, line in enumerate(line for text in lines for line in text.split("\n") if line.strip()):
        yield placed(line, inside, marker if place == 0 else "")


def _block(element: HtmlElement, inside: str, marker: str) -> Iterator[Piece]:
    text = "".join(element.itertext())
    match element.tag:
        case "head":
            yield Piece("heading", " ".join(text.split()), _heading_level(element))
        case "code":
            yield Piece("code", text, inside=inside)
        case "quote":
            yield from _walk(element, f"{inside}>")
        case "list":
            for number, item in enumerate(element, 1):
                yield from _walk(item, f"{inside}-", f"{number}." if element.get("rend") == "ol" else "•")
        case "table" if not element.xpath(".//p | .//head | .//list"):
            for row in element.iter("row"):
                yield Piece("paragraph", " | ".join(" ".join("".join(cell.itertext()).split()) for cell in row))
        case "table":  # a layout
            for cell in element.iter("cell"):
                yield from _walk(cell, inside)
        case _:
            yield from _walk(element, inside, marker)


def _heading_level(element: HtmlElement) -> int:
    digit = (element.get("rend") or "h2")[-1]
    return int(digit) if digit in "123456" else 2
