"""Plain text to a Document: its title, and what a site copied around it."""

from __future__ import annotations

import re
from dataclasses import replace

from reader.ingest import news
from reader.ingest.assemble import Piece, assemble, name_of
from reader.ingest.clean import clean
from reader.ingest.wrap import LIST_MARK, paragraphs
from reader.model import Document

_TITLE = 40  # characters a title has at most
_HEADLINE = 60  # the same where a byline stands below it
_LETTER = re.compile(r"[^\W_]")
_NO_TITLE = re.compile(r"[。．.！!？?…；;：:，,、][”’」』）)\"']*$|。")


def from_text(text: str, origin: str) -> Document:
    """The document of a plain text: its title, publisher and date found, what a site put around it set aside."""
    pieces = [Piece("paragraph", paragraph) for paragraph in paragraphs(clean(text))]
    pieces, publisher, date = news.take_byline(pieces)
    pieces, title = news.take_lead(pieces)
    pieces = news.set_aside(pieces, publisher)
    more = any(piece.kind != "aside" for piece in pieces[1:])
    if not title and more and _is_title(pieces[0], above_byline=bool(publisher or date)):
        title = pieces[0].text
        pieces[0] = replace(pieces[0], kind="heading", level=1)
    return assemble(pieces, origin, title or name_of(origin), publisher, date)


def _is_title(piece: Piece, *, above_byline: bool) -> bool:
    """Whether a first line is short and has no end mark, as titles do; above a byline it may ask or exclaim."""
    text = piece.text
    if piece.kind == "aside" or LIST_MARK.match(text) or not _LETTER.search(text):
        return False
    if above_byline:
        return len(text) <= _HEADLINE and (not _NO_TITLE.search(text) or text.endswith(("？", "！", "?", "!")))
    return len(text) <= _TITLE and not _NO_TITLE.search(text)
