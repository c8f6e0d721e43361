"""The reader driven by keys and pointer, in words a test can read, with a real engine room behind it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from reader import paths
from reader.config import DEFAULTS, Config
from reader.layout import cells
from reader.model import Block, Document
from reader.pipeline import Options
from reader.store import Store
from reader.tui import card
from reader.tui.app import ReaderApp
from reader.tui.bars import Footer, Header
from reader.tui.beginning import TOLD, FirstKeys
from reader.tui.fullcard import FullCard
from reader.tui.reading import ReadingScreen
from reader.tui.view import PageView

TEXT = (
    "开源模型崛起\n\n智谱发布了新模型，它是开源的。银行行长说：“我们很高兴。”然后他走了。\n\n"
    "闭源模型很贵。套壳产品不少[red]红[/red]。"
)
SIZE = (100, 30)


def document(text: str = TEXT, origin: str = "/texts/news.txt") -> Document:
    blocks, start = [], 0
    for number, part in enumerate(text.split("\n\n")):
        blocks.append(Block("paragraph" if number else "heading", start, start + len(part), 0 if number else 1))
        start += len(part) + 2
    return Document(origin, text, tuple(blocks), text.split("\n\n", maxsplit=1)[0], "某报", "2025-12-11")


class Reading:
    """The reader at work, in words a test can read."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def screen(self) -> ReadingScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, ReadingScreen))

    @property
    def page(self) -> PageView:
        return self.screen.query_one(PageView)

    @property
    def word(self) -> str:
        return self.page.word_under(self.page.light)

    @property
    def card(self) -> str:
        return str(self.screen.query_one(card.DockedCard).render())

    @property
    def docked(self) -> list[str]:
        """The docked card as it stands on screen, row by row."""
        widget = self.screen.query_one(card.DockedCard)
        return [widget.render_line(y).text.strip() for y in range(widget.size.height)]

    @property
    def full(self) -> str:
        """The full card, all of it; empty while it is closed."""
        found = self.screen.query_one(FullCard)
        return found.text if found.display else ""

    @property
    def first(self) -> str:
        """The line for those who are new here."""
        found = self.screen.query_one(FirstKeys)
        return found.render_line(0).text.strip() if found.display else ""

    @property
    def floating(self) -> str:
        found = self.screen.query_one(card.FloatingCard)
        return str(found.render()) if found.display else ""

    @property
    def message(self) -> str:
        """What the footer has to say, uncut; empty where it shows the keys."""
        return self.screen.query_one(Footer).shown

    @property
    def footer(self) -> list[str]:
        """The footer as it stands on screen, row by row."""
        widget = self.screen.query_one(Footer)
        return [widget.render_line(y).text.strip() for y in range(widget.size.height)]

    @property
    def header(self) -> str:
        return self.screen.query_one(Header).render_line(0).text.strip()

    def text(self) -> list[str]:
        """What the page shows, row by row."""
        return [self.page.render_line(y).text.rstrip() for y in range(self.page.size.height)]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait for what another process sends, a minute at most."""
        end = time.monotonic() + 60
        while not done():
            assert time.monotonic() < end, f"never came; the footer says: {self.message}"
            await self.pilot.pause(0.01)

    async def point_at(self, word: str) -> None:
        """Move the pointer over the first place a word is drawn."""
        for y, row in enumerate(self.text()):
            if word in row:
                x = cells(row[: row.index(word)])
                await self.pilot.hover(PageView, offset=(x, y))
                await self.pilot.pause()
                return
        raise AssertionError(f"{word} is not on screen")


@asynccontextmanager
async def reading(
    doc: Document | None = None,
    size: tuple[int, int] = SIZE,
    finished: bool = True,
    config: Config = DEFAULTS,
    first: bool = False,
) -> AsyncIterator[Reading]:
    """A text opened in the reader; `first`: by someone who has never seen it."""
    store = Store(paths.store())
    if not first:
        store.tell(TOLD)
    app = ReaderApp(store.shelve(doc or document()), store, Options(), config=config)
    async with app.run_test(size=size) as pilot:
        try:
            await pilot.pause()
            reader = Reading(app, pilot)
            if finished:
                await reader.until(lambda: sum(reader.screen._sheet.fresh) == sum(reader.screen._sheet.wanted))
                await pilot.pause()
            yield reader
        finally:
            app.room.close()  # its listener would keep the app from ending
