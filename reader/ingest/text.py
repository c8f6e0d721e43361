"""Plain text to a Document: which lines belong to one paragraph, and which line is the title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from rich.cells import cell_len

from reader.ingest import news
from reader.ingest.assemble import Piece, assemble, name_of
from reader.ingest.clean import clean
from reader.ingest.join import is_spaced, join
from reader.model import Document

_TITLE = 40  # characters a title has at most
_HEADLINE = 60  # the same where a byline stands below it
_LETTER = re.compile(r"[^\W_]")
_NO_TITLE = re.compile(r"[。．.！!？?…；;：:，,、][”’」』）)\"']*$|。")
_ENDED = re.compile(r"(?:[。！？!?…]|[A-Za-z]\.)[”’」』）)\"']*$")

_WIDEST = 160  # cells: nobody wraps by hand wider than this, so a text with longer lines has one paragraph a line
_NARROWEST = 28  # cells: shorter lines of equal length are verse or a list
_NARROWEST_PAIR = 40  # the same where no more than two breaks bear witness
_HANGING = 2  # cells a closing mark may hang over the edge
_MOST = 0.6  # of the lines that go on are full; the others end paragraphs
_SAMPLE = 500  # chunks that are looked at to find the wrap
_INDENT = re.compile(r"[ \t\u3000]*")
_MARKER = re.compile(r"(?:[-*•●◆■▪○]|\d{1,3}\.) +|\d{1,3}[、)）]|[（(]\d{1,2}[）)]|[一二三四五六七八九十]{1,3}、")
# What no tool breaks: opening marks, a word or one wide character, closing marks.
_UNIT = re.compile(r"[（(「『【《〈“‘\[]*(?:[^\s\u2e80-\U0003ffff]+|.)?[，。、；：！？）」』】》〉”’…,.;:!?)\]%]*")
_UNBROKEN = re.compile(r"[^\s\u2e80-\U0003ffff]+")
_AMBIGUOUS = re.compile("[“”‘’…—·①-⑳]")  # two cells in some Chinese editors


def from_text(text: str, origin: str) -> Document:
    """The document of a plain text: its title, publisher and date found, what a site put around it set aside."""
    pieces = [Piece("paragraph", paragraph) for paragraph in paragraphs(clean(text))]
    pieces, publisher, date = news.take_byline(pieces)
    pieces, title = news.take_lead(pieces)
    if not title and len(pieces) > 1 and _is_title(pieces[0].text, above_byline=bool(publisher or date)):
        title = pieces[0].text
        pieces[0] = replace(pieces[0], kind="heading", level=1)
    return assemble(news.set_aside(pieces, publisher), origin, title or name_of(origin), publisher, date)


def _is_title(text: str, *, above_byline: bool) -> bool:
    """Whether a first line is short and has no end mark, as titles do; above a byline it may ask or exclaim."""
    if above_byline:
        return len(text) <= _HEADLINE and (not _NO_TITLE.search(text) or text.endswith(("？", "！", "?", "!")))
    return (
        len(text) <= _TITLE
        and not _NO_TITLE.search(text)
        and not _MARKER.match(text)
        and _LETTER.search(text) is not None
    )


def paragraphs(text: str) -> list[str]:
    """The paragraphs of `text` (cleaned), without indentation, the lines of a hard-wrapped one joined.

    A text is hard-wrapped where most lines are full, the next line's first word being too long for the rest of them.
    In a text that is not, every line is a paragraph.
    """
    lines = (line.rstrip("\n") for line in text.split("\n"))
    chunks = [list(chunk) for filled, chunk in groupby(lines, lambda line: bool(line.strip())) if filled]
    wrap = _find_wrap(chunks)
    if wrap is None:
        return [line.strip() for chunk in chunks for line in chunk]
    spaced = is_spaced(text)
    return [join(lines, spaced=spaced) for chunk in chunks for lines in _split(chunk, wrap)]


@dataclass(frozen=True, slots=True)
class _Wrap:
    """Lines broken at `width`, in what `measure` counts."""

    measure: Callable[[str], int]
    width: int

    def is_full(self, line: str, following: str) -> bool:
        unit = _UNIT.match(following.lstrip())
        needed = self.measure(line.rstrip()) + (self.measure(unit[0]) if unit else 0)
        return needed > self.width - _HANGING


def _find_wrap(chunks: list[list[str]]) -> _Wrap | None:
    """Where the text is wrapped, or None. Tools count cells, some with ambiguous characters as two, or characters."""
    chunks = chunks[:_SAMPLE]
    lines = [line.rstrip() for chunk in chunks for line in chunk if not _UNBROKEN.fullmatch(line.strip())]
    if not lines or max(map(len, lines)) > _WIDEST or (widest := max(map(cell_len, lines))) > _WIDEST:
        return None
    going_on = [(line, after) for chunk in chunks for line, after, starts in _steps(chunk) if not starts]
    if widest < (_NARROWEST if len(going_on) > 2 else _NARROWEST_PAIR):
        return None
    for measure in (cell_len, _wide_cells, len):
        wrap = _Wrap(measure, max(map(measure, lines)))
        full = [line for line, after in going_on if wrap.is_full(line, after)]
        ended = sum(bool(_ENDED.search(line.rstrip())) for line in full)
        if full and len(full) >= _MOST * len(going_on) and ended <= len(full) / 2:
            return wrap
    return None


def _wide_cells(line: str) -> int:
    return cell_len(line) + len(_AMBIGUOUS.findall(line))


def _split(chunk: list[str], wrap: _Wrap) -> Iterator[list[str]]:
    """The lines of `chunk`, paragraph by paragraph."""
    lines = chunk[:1]
    for line, after, starts in _steps(chunk):
        if starts or not wrap.is_full(line, after):
            yield lines
            lines = []
        lines.append(after)
    yield lines


def _steps(chunk: list[str]) -> Iterator[tuple[str, str, bool]]:
    """Each line with the next one, and whether that starts a paragraph: it is indented or begins with a list mark."""
    indents = [match[0] for line in chunk if (match := _INDENT.match(line))]
    least = min(map(len, indents))
    hang = -1  # what the lines of a list item are indented by
    for (line, after), (before, indent) in zip(pairwise(chunk), pairwise(indents), strict=True):
        if marker := _MARKER.match(line, len(before)):
            hang = marker.end()
        indented = "\u3000" in indent or (len(indent) > least and len(indent) != hang)
        yield line, after, indented or _MARKER.match(after, len(indent)) is not None
