"""The page on screen: moves the cursor by keys and the light by the pointer, and keeps what is looked at in its row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.timer import Timer

from reader import layout, page
from reader.config import Layout
from reader.tui.cursor import COLUMNS, Column, Cursor, Place
from reader.tui.painting import META, PaintedPage
from reader.tui.sheet import Sheet

REST = 0.12  # seconds the pointer rests on a word before its card floats up
_WORTH_MOVING = 0.03  # of the page's width: less is not worth a page that jumps


class PageView(PaintedPage, can_focus=True, inherit_bindings=False):
    """The page: what the sheet holds around the scroll position, with the light on one word."""

    @dataclass
    class Moved(Message):
        """The light is on another word, by key or by pointer; None if the pointer has left the words."""

        place: Place | None
        by_pointer: bool

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, PageView.Moved) and message.by_pointer == self.by_pointer

    @dataclass
    class Rested(Message):
        """The pointer rests on a word. Regions are in screen cells: the word's, and that of its sentence's English."""

        place: Place
        word: Region
        english: Region

    @dataclass
    class Scrolled(Message):
        """Other sentences are on screen."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, PageView.Scrolled)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self.share = page.SHARE  # the Chinese column's part; by the texts' own widths until the reader moves it
        self._split_moved = False
        self.page_layout = sheet.config.layout
        self.cursor = Cursor(sheet)
        self.pointer: Place | None = None
        self._rest: Timer | None = None

    # The cursor

    @property
    def light(self) -> Place:
        """The token that is lit: under the pointer if it is on one, else at the cursor."""
        return self.pointer or self.cursor.place

    def word_under(self, place: Place) -> str:
        return self.cursor.tokens(place.item, place.column)[place.token]

    def go(self, item: int, offset: int = 0, *, jump: bool = False) -> None:
        """Put the cursor on the word at or after `offset` (characters) of the sentence, and show it."""
        self._move(lambda: self.cursor.go(item, offset, jump=jump))

    def open_at(self, item: int, offset: int) -> None:
        """Put the cursor there as `go` does, a third down the page: English that is still to come finds room below."""
        self.go(item, offset)
        self._settle(item, self.size.height // 3)

    def enter(self, item: int, offset: int) -> None:
        """Jump to the word of the cursor's half that `offset` (characters) lies in, and show it."""
        self._move(lambda: self.cursor.enter(item, offset))

    def step_word(self, by: int) -> None:
        self._step(lambda: self.cursor.word(by))

    def step_sentence(self, by: int) -> None:
        self._step(lambda: self.cursor.sentence(by))

    def step_paragraph(self, by: int) -> None:
        self._step(lambda: self.cursor.paragraph(by))

    def step_rows(self, by: int) -> None:
        """Scroll by so many rows and take the cursor along, by one sentence at least."""
        heights, direction = self.sheet.heights, 1 if by > 0 else -1
        row = heights.top(self.cursor.item) + by
        found = heights.at(min(max(row, 0), heights.total - 1))
        self.scroll_to(y=self.scroll_y + by, animate=False, force=True)
        item = self.cursor.neighbour(found[0] - direction, direction) if found else None
        if item is None or item == self.cursor.item:
            item = self.cursor.neighbour(self.cursor.item, direction)
        if item is not None:
            self.go(item)

    def go_back(self) -> bool:
        return self._move(self.cursor.back)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The halves of a sentence that are on the page."""
        alone: dict[Layout, tuple[Column, ...]] = {"chinese": ("source",), "english": ("target",)}
        return alone.get(self.page_layout, COLUMNS)

    def change_column(self) -> bool:
        """Go to the other half of the sentence; False if there is none on the page."""
        if len(self.columns) == 1:
            return False
        self.cursor.column = "source" if self.cursor.column == "target" else "target"
        self.go(self.cursor.item)
        return True

    def change_layout(self, layout: Layout) -> None:
        """Set the page another way; the cursor stays in its sentence, and at its word if that is still there."""
        self.page_layout = layout
        stays = self.cursor.column in self.columns
        self.lay_out()
        self.go(self.cursor.item, self.cursor.offset if stays else 0)

    def _step(self, move: Callable[[], bool]) -> None:
        """If the wheel has taken the page away from the cursor, the cursor comes to the page first."""
        shown = self._shown()
        if shown and self.cursor.item not in shown:
            first = self.cursor.neighbour(shown[0] - 1, 1)
            move = partial(self.cursor.go, first if first is not None else self.cursor.item)
        self._move(move)

    def _move(self, move: Callable[[], bool]) -> bool:
        self._light_off()
        if self.cursor.column not in self.columns:
            self.cursor.column = self.columns[0]
        if not move():
            return False
        if self.cursor.item != self.uncovered:
            self.cover(-1)
        self._show_cursor()
        self._refresh_item(self.cursor.item)
        self.post_message(self.Moved(self.cursor.place, by_pointer=False))
        return True

    def cover(self, uncovered: int, *, hidden: bool | None = None) -> None:
        """Where the English is `hidden`, uncover that of one item, or of none (-1)."""
        before, self.uncovered = self.uncovered, uncovered
        if hidden is not None:
            self.hidden = hidden
            self.refresh()
        for item in {before, uncovered} - {-1}:
            self._refresh_item(item)

    # What is known of the text

    def sentences_changed(self, sentences: list[int], held: tuple[int, int] | None = None) -> None:
        """Words or English have come: set the page anew where it is concerned; the cursor's row stays where it is.

        `held` is what was to be held before they came, for many may grow at once and push that off the screen.
        """
        if self.search:
            self.search.look(sentences)
        shown = self._shown()
        if any(self.sheet.item_of[sentence] in shown for sentence in sentences):
            self.refresh()
        if held:
            self._settle(*held)
        else:
            self._stay()
        if self.sheet.items[self.cursor.item].sentence in sentences:
            self.post_message(self.Moved(self.cursor.place, by_pointer=False))

    def replace(self, sheet: Sheet, item: int, offset: int) -> None:
        """Show another sheet of the same text, the cursor at this place of it, on the same row."""
        row = self._row(self.cursor.item)
        sheet.pinyin, sheet.literal = self.sheet.pinyin, self.sheet.literal
        self.sheet, self.pointer, self.cursor = sheet, None, Cursor(sheet, item, offset)
        self.search = self.search and self.search.over(sheet)
        self._lay_out(row)
        self.go(item, offset)

    def lay_out(self) -> None:
        """Set the whole page anew for its width; the cursor's sentence stays where it is on screen."""
        self._lay_out(self._row(self.cursor.item))

    def _lay_out(self, row: int) -> None:
        self.sheet.lay_out(page.geometry(self._width, self.share, self.page_layout))
        self._settle(self.cursor.item, row)
        self.refresh()

    def move_split(self, by: float) -> None:
        """Give the Chinese column so much more of the page; it stays there from now on."""
        self.share, self._split_moved = min(max(self.share + by, 0.2), 0.8), True
        self.lay_out()

    def fit_split(self) -> None:
        """All English is here: split by the texts' own widths, if that is worth the movement and none was made."""
        if not self._split_moved and abs(self.sheet.share - self.share) > _WORTH_MOVING:
            self.share = self.sheet.share
            self.lay_out()

    def shown_sentences(self) -> range:
        """The sentences on screen, as a range of their indexes."""
        sentences = [s for n in self._shown() if (s := self.sheet.items[n].sentence) is not None]
        return range(sentences[0], sentences[-1] + 1) if sentences else range(0)

    # Keeping still

    @property
    def _width(self) -> int:
        """The width to lay out for: the scroll bar stands in the page's right margin."""
        return max(self.outer_size.width, 4)

    def _shown(self) -> range:
        """The items on screen."""
        heights, top = self.sheet.heights, self.scroll_offset.y
        first = heights.at(min(max(top, 0), max(heights.total - 1, 0)))
        last = heights.at(min(max(top + self.size.height - 1, 0), max(heights.total - 1, 0)))
        return range(first[0], last[0] + 1) if first and last else range(0)

    def _row(self, item: int) -> int:
        """The row of the page an item begins on; above the page it is negative."""
        return self.sheet.heights.top(item) - self.scroll_offset.y

    def _stay(self) -> None:
        """Make the heights of what is on screen exact; the cursor's sentence (or the topmost) stays in its row."""
        if held := self.held:
            self._settle(*held)

    @property
    def held(self) -> tuple[int, int] | None:
        """What is to stay where it is: the cursor's item, or the topmost on screen, and its row. None on no page."""
        shown = self._shown()
        if not shown:
            return None
        anchor = self.cursor.item if self.cursor.item in shown else shown[0]
        return anchor, self._row(anchor)

    def _settle(self, item: int, row: int) -> None:
        """Scroll an item to a row of the page, as far as there is text, and make the heights around it exact.

        What is on screen is known only with exact heights, and they only with what is on screen: each round there is
        less that is not exact yet.
        """
        heights, settled = self.sheet.heights, False
        while not settled:
            before = self.scroll_offset.y, heights.total
            self._fit()
            self.scroll_to(y=max(heights.top(item) - row, 0), animate=False, force=True)
            for shown in self._shown():
                self.sheet.rows(shown)
            settled = before == (self.scroll_offset.y, heights.total)
            if not settled:
                self.refresh()

    def _fit(self) -> None:
        size = Size(self.size.width, self.sheet.heights.total)
        if size != self.virtual_size:
            self.virtual_size = size

    def _show_cursor(self) -> None:
        """Scroll so that the whole sentence is on screen, or at least the row of the cursor."""
        rows = self.sheet.rows(self.cursor.item)
        self._fit()
        top = self.sheet.heights.top(self.cursor.item)
        height = self.size.height
        if len(rows) - 1 > height:
            top += self.sheet.row_of(self.cursor.item, self.cursor.place.token, self.cursor.column)
            rows = rows[:2]
        bottom = top + len(rows) - 1
        y = self.scroll_offset.y
        if top < y:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > y + height:
            self.scroll_to(y=bottom - height, animate=False, force=True)
        self._stay()

    def _refresh_item(self, item: int) -> None:
        self.refresh_lines(self.sheet.heights.top(item), self.sheet.heights[item])

    # Pointer and size

    def _light_off(self) -> None:
        before = self.light
        self.pointer = None
        if self._rest:
            self._rest.stop()
        self._refresh_item(before.item)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        place = event.style.meta.get(META)
        pointer = Place(*place) if place else None
        if pointer == self.pointer:
            return
        self._light_off()
        self.pointer = pointer
        if pointer:
            self._refresh_item(pointer.item)
            word = self._region_of(event, pointer)
            self._rest = self.set_timer(REST, lambda: self.post_message(self.Rested(pointer, word, self._english())))
        else:
            self._refresh_item(self.cursor.item)
        self.post_message(self.Moved(pointer, by_pointer=True))

    def on_leave(self, event: events.Leave) -> None:
        if self.pointer:
            self._light_off()
            self._refresh_item(self.cursor.item)
            self.post_message(self.Moved(None, by_pointer=True))

    def on_click(self, event: events.Click) -> None:
        place = event.style.meta.get(META)
        if place:
            item, token, self.cursor.column = place
            self.go(item, sum(len(t) for t in self.cursor.tokens(item, self.cursor.column)[:token]))

    def on_resize(self, event: events.Resize) -> None:
        if self.sheet.geometry.width != self._width:
            self.lay_out()
        self._show_cursor()
        self.post_message(self.Scrolled())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    def _region_of(self, event: events.MouseMove, place: Place) -> Region:
        """Where the word under the pointer stands on screen."""
        found = self.sheet.heights.at(event.y + self.scroll_offset.y)
        row = self.sheet.rows(place.item)[found[1]] if found else ()
        cells = [(s.x, s.x + layout.cells(s.text)) for s in row if s.word == place.token]
        left = min((a for a, _ in cells), default=event.x)
        right = max((b for _, b in cells), default=event.x + 1)
        return Region(self.region.x + left, event.screen_y, right - left, 1)

    def _english(self) -> Region:
        """Where the English of the pointer's sentence stands on screen."""
        if not self.pointer:
            return Region()
        rows, g = self.sheet.rows(self.pointer.item), self.sheet.geometry
        numbers = [n for n, row in enumerate(rows) if any(span.role in ("target", "waiting") for span in row)]
        if not numbers:
            return Region()
        top = self.sheet.heights.top(self.pointer.item) - self.scroll_offset.y + self.region.y
        return Region(self.region.x + g.target_x, top + numbers[0], g.target_width, numbers[-1] - numbers[0] + 1)
