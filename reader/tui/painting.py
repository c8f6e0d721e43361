"""Draws the sheet: rows of spans as strips of the screen, with the light on a word and marks on what was searched for.

Every word carries its place as style meta, so that a pointer over two-cell characters is never off by a column.
"""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader import layout
from reader.language.colours import COLOURS
from reader.model import Status
from reader.page import Row, Span
from reader.tui.cursor import COLUMNS, Column, Place
from reader.tui.search import Search
from reader.tui.sheet import Sheet

META = "place"
_ENGLISH = ("target", "literal")  # what is covered when the English is hidden: its place on the page stays
_COVER = "·"
_STATUS_LOOKS: dict[Status, str] = {
    "new": "new", "learning 1": "learning", "learning 2": "learning", "learning 3": "nearly", "learning 4": "nearly",
}  # fmt: skip


class PaintedPage(ScrollView):
    """The sheet around the scroll position; whoever moves it says what is in the `light`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "page--heading", "page--reading", "page--target", "page--waiting", "page--marker", "page--mark", "page--human",
        "page--rule", "page--code", "page--aside", "page--literal", "page--linked", "page--sentence", "page--word",
        "page--hit", "page--gloss", "page--bookmark", "page--new", "page--learning", "page--nearly",
    }  # fmt: skip

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.search: Search | None = None
        self.hidden = False  # the English is covered, but that of the item that is `uncovered`
        self.uncovered = -1

    @property
    def light(self) -> Place:
        """The token that is lit."""
        raise NotImplementedError

    def mark(self, search: Search | None) -> None:
        """Mark the hits of a search, or none."""
        self.search = search
        self.refresh()

    def render_line(self, y: int) -> Strip:
        found = self.sheet.heights.at(y + self.scroll_offset.y)
        if found is None:
            return Strip.blank(self.size.width, self.rich_style)
        item, number = found
        rows = self.sheet.rows(item)
        return self._strip(item, rows[min(number, len(rows) - 1)], blank=number >= len(rows) - 1)

    def _strip(self, item: int, row: Row, *, blank: bool) -> Strip:
        light = self.light
        lit = not blank and item == light.item and self.has_words
        linked = self._linked(light) if lit else frozenset()
        hits = self._hits(item)
        ground = self.rich_style
        halves = self._halves() if lit else ()
        sentence = ground + Style(bgcolor=self._look("sentence").bgcolor)
        cover = ground + Style(color=self._look("waiting").color)
        segments: list[Segment] = []
        x = 0

        def fill(end: int) -> None:
            nonlocal x
            borders = sorted({x, end, *(b for half in halves for b in half if x < b < end)})
            for start, stop in pairwise(borders):
                inside = any(a <= start < b for a, b in halves)
                segments.append(Segment(" " * (stop - start), sentence if inside else ground))
            x = max(x, end)

        for span in row:
            fill(span.x)
            inside = any(a <= span.x < b for a, b in halves)
            style = (sentence if inside else ground) + self._style(item, span)
            if lit and span.word >= 0 and self._column(span) == light.column and span.word == light.token:
                style += self._look("word")
            elif (self._column(span), span.word) in hits:
                style += self._look("hit")
            elif span.word in linked and self._column(span) != light.column:
                style += self._look("linked")
            covered = self.hidden and item != self.uncovered and span.role in _ENGLISH
            segments.append(Segment(_COVER * layout.cells(span.text), cover) if covered else Segment(span.text, style))
            x += layout.cells(span.text)
        fill(self.size.width)
        return Strip(segments).adjust_cell_length(self.size.width, ground)

    def _linked(self, light: Place) -> frozenset[int]:
        """The tokens of the other column that belong to the one in the light."""
        sentence = self.sheet.items[light.item].sentence
        return self.sheet.linked(sentence, light.token, light.column) if sentence is not None else frozenset()

    def _hits(self, item: int) -> frozenset[tuple[Column, int]]:
        """The tokens of an item that were searched for, each with its half."""
        sentence = self.sheet.items[item].sentence
        if self.search is None or sentence is None:
            return frozenset()
        return frozenset(
            (column, token)
            for column in COLUMNS
            for token in self.sheet.tokens_at(sentence, column, self.search.of(sentence, column))
        )

    @property
    def has_words(self) -> bool:
        return bool(self.sheet.item_of)

    def _halves(self) -> tuple[tuple[int, int], ...]:
        """The columns, first cell and the one after the last, that are lit with a sentence."""
        g = self.sheet.geometry
        source, target = (g.source_x, g.source_x + g.source_width), (g.target_x, g.target_x + g.target_width)
        return (source,) if g.stacked else (source, target)

    def _style(self, item: int, span: Span) -> Style:
        block = self.sheet.items[item].block
        heading = block.kind == "heading" and span.role in ("source", "target", "reading")
        looks = [span.role] * (span.role != "source") + ["heading"] * heading
        style = Style()
        colours = COLOURS[self.sheet.config.tone_colours]
        if span.role == "reading" and any(colours):
            looks, style = [], Style(color=colours[span.tone] or None)
        for look in looks:
            found = self._look(look)
            style += Style(color=found.color, bold=found.bold, italic=found.italic, dim=found.dim)
        style += self._status_style(item, span)
        if span.word >= 0:
            style += Style.from_meta({META: (item, span.word, self._column(span))})
        return style

    def _status_style(self, item: int, span: Span) -> Style:
        """How a word of the Chinese shows that the reader does not know it yet: by a line, not by colour alone."""
        sentence, knowledge = self.sheet.items[item].sentence, self.sheet.knowledge
        if sentence is None or span.role != "source" or span.word < 0:
            return Style.null()
        status = self.sheet.status(sentence, span.word)
        look = _STATUS_LOOKS.get(status)
        if look is None or (status == "new" and not knowledge.marks_new):
            return Style.null()
        # `get_visual_style` knows no double line.
        lines = self.get_component_styles(f"page--{look}").text_style
        colour = self._look(look).color if status != "new" else None
        return lines + Style(color=colour)

    def _look(self, name: str) -> Style:
        """A component's style with its colours mixed with the page's."""
        return self.get_visual_style(f"page--{name}").rich_style

    @staticmethod
    def _column(span: Span) -> Column:
        return "target" if span.role == "target" else "source"
