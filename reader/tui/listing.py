"""The list of texts: one a row, in columns that fit the screen. Only the rows on screen are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from reader import layout
from reader.store import Listed
from reader.tui.catalogue import percent, progress, source, title, when

_TITLE = 24  # cells the titles get before other columns do
_GAP = 2  # cells between columns


class Column(NamedTuple):
    """A column after the titles: `width` in cells, what it shows, and how late it goes where it gets narrow."""

    name: str
    width: int
    show: Callable[[Listed], str]
    keep: int
    right: bool = True


COLUMNS = (
    Column("source", 16, source, 1, right=False),
    Column("read", 5, progress, 5),
    Column("characters", 10, lambda text: f"{text.characters:,}", 2),
    Column("translated", 10, lambda text: percent(text.translated, text.sentences) if text.sentences else "", 3),
    Column("last opened", 11, lambda text: when(text.opened), 4),
)


def columns(width: int) -> tuple[int, list[Column]]:
    """How many cells the titles get on a screen so many cells wide, and which columns stand beside them."""
    shown = list(COLUMNS)
    while shown and width - 2 - sum(column.width + _GAP for column in shown) < _TITLE:
        shown.remove(min(shown, key=lambda column: column.keep))
    return max(width - 2 - sum(column.width + _GAP for column in shown), 1), shown


class ShelfHead(Widget):
    """How many texts there are, and which are shown how, above a rule."""

    left = reactive("")
    right = reactive("")

    def render(self) -> RenderResult:
        width = self.size.width
        right = layout.shorten(layout.visible(self.right), width - 2 - layout.cells(self.left) - 2)
        gap = " " * max(width - 2 - layout.cells(self.left) - layout.cells(right), 0)
        rule = ("─" * width, "$foreground 30%")
        return Content.assemble(" ", (self.left, "bold"), gap, (right, "$text-muted"), "\n", rule)


class Listing(ScrollView, can_focus=True, inherit_bindings=False):
    """Texts below the names of their columns, with the cursor on one. `empty` is shown in place of none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--head", "listing--cursor", "listing--tag", "listing--aside"}

    @dataclass
    class Chosen(Message):
        """A click on the text the cursor is on."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: Sequence[Listed] = ()
        self.cursor = 0
        self.empty: Sequence[str] = ()

    @property
    def current(self) -> Listed | None:
        """The text the cursor is on."""
        return self.texts[self.cursor] if self.texts else None

    def show(self, texts: Sequence[Listed], number: int | None = None) -> None:
        """Show these texts, the cursor on that with this number, else on the one it is on, else where it was."""
        wanted = number if number is not None else self.current.id if self.current else None
        self.texts = texts
        self.virtual_size = Size(self.size.width, len(texts) + 1)
        places = (place for place, text in enumerate(texts) if text.id == wanted)
        self.go(next(places, self.cursor))

    def go(self, place: int) -> None:
        """Put the cursor on the text at a place, the nearest there is, and show it."""
        self.cursor = min(max(place, 0), max(len(self.texts) - 1, 0))
        top, rows = self.scroll_offset.y, max(self.size.height - 1, 1)
        if not top <= self.cursor < top + rows:
            above = self.cursor if self.cursor < top else self.cursor - rows + 1
            self.scroll_to(y=above, animate=False, force=True)
        self.refresh()

    def move(self, by: int) -> None:
        """Move the cursor by so many texts."""
        self.go(self.cursor + by)

    @property
    def screenful(self) -> int:
        return max(self.size.height - 1, 1)

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.texts) + 1)
        self.call_after_refresh(self.go, self.cursor)

    def on_click(self, event: events.Click) -> None:
        place = self.scroll_offset.y + event.y - 1
        if event.y < 1 or not 0 <= place < len(self.texts):
            return
        if place == self.cursor:
            self.post_message(self.Chosen())
        self.go(place)

    # How it looks

    def render_line(self, y: int) -> Strip:
        width, ground = self.size.width, self.rich_style
        if not self.texts:
            said = self.empty[y - 1] if 0 < y <= len(self.empty) else ""
            return _strip([(f" {said}", ground)], width, ground)
        room, shown = columns(width)
        if y == 0:
            head = self._look("head")
            cells = [_fit(column.name, column.width, right=column.right) for column in shown]
            return _strip([(" ".join(["", _fit("title", room), *(f" {cell}" for cell in cells)]), head)], width, head)
        place = self.scroll_offset.y + y - 1
        if not 0 <= place < len(self.texts):
            return Strip.blank(width, ground)
        text = self.texts[place]
        style = self._look("cursor") if place == self.cursor else ground
        aside = style if place == self.cursor else self._look("aside")
        parts: list[tuple[str, Style]] = [(" ", style)]
        called = layout.shorten(title(text), room)
        tags = layout.visible("".join(f"  #{tag}" for tag in text.tags))
        tags = layout.shorten(tags, room - layout.cells(called)) if tags else ""
        parts.append((called, style))
        parts.append((tags, aside if place == self.cursor else self._look("tag")))
        parts.append((" " * (room - layout.cells(called) - layout.cells(tags)), style))
        parts += [
            (
                " " * _GAP + _fit(layout.shorten(column.show(text), column.width), column.width, right=column.right),
                aside,
            )
            for column in shown
        ]
        return _strip(parts, width, style)

    def _look(self, name: str) -> Style:
        """A component's style with its colours mixed with the list's."""
        return self.get_visual_style(f"listing--{name}").rich_style


def _fit(text: str, width: int, *, right: bool = False) -> str:
    text = layout.shorten(text, width)
    gap = " " * (width - layout.cells(text))
    return gap + text if right else text + gap


def _strip(parts: Sequence[tuple[str, Style]], width: int, style: Style) -> Strip:
    strip = Strip([Segment(text, look) for text, look in parts if text])
    return strip.adjust_cell_length(width, style)
