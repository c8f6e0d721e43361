"""The shelf, driven by keys and pointer, with a real store and real files behind it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from driving import Reading
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from reader import paths
from reader.ingest import ingest
from reader.store import Correction, Store
from reader.tui import library
from reader.tui.app import ReaderApp
from reader.tui.bars import Footer
from reader.tui.listing import Listing, ShelfHead
from reader.tui.reading import ReadingScreen
from reader.tui.shelf import ShelfScreen

SIZE = (100, 20)
TEXTS = {
    "one.txt": "甲公司开源了模型。价格下降了。人们很高兴。",
    "two.txt": "乙公司没有说话。它的产品很贵。\n\n" + "人们等着。" * 50,
    "three.txt": "丙公司也开源了，模型很好。",
}


class Shelf:
    """The shelf at work, in words a test can read."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot
        self.reader = Reading(app, pilot)

    @property
    def screen(self) -> ShelfScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, ShelfScreen))

    @property
    def list(self) -> Listing:
        return self.screen.query_one(Listing)

    @property
    def titles(self) -> str:
        return " ".join(text.title for text in self.list.texts)

    @property
    def current(self) -> str:
        return self.list.current.title if self.list.current else ""

    @property
    def head(self) -> str:
        return " ".join(self.screen.query_one(ShelfHead).render_line(0).text.split())

    @property
    def message(self) -> str:
        return self.screen.query_one(Footer).shown

    @property
    def reading(self) -> bool:
        return isinstance(self.app.screen, ReadingScreen)

    def rows(self) -> list[str]:
        return [self.list.render_line(y).text.rstrip() for y in range(self.list.size.height)]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Into the line that is asked for, in place of what stands there."""
        self.app.screen.query_one(Input).value = text
        await self.pilot.pause()

    async def answer(self, key: str, text: str) -> None:
        await self.press(key)
        await self.type(text)
        await self.press("enter")

    async def open(self) -> None:
        await self.press("enter")
        await self.until(lambda: self.reading)
        await self.reader.until(lambda: sum(self.reader.screen._sheet.fresh) == sum(self.reader.screen._sheet.wanted))

    async def until(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + 20
        while not done():
            assert time.monotonic() < end, f"never came; the footer says: {self.message}"
            await self.pilot.pause(0.01)


@asynccontextmanager
async def shelf(size: tuple[int, int] = SIZE) -> AsyncIterator[Shelf]:
    app = ReaderApp(None, Store(paths.store()))
    async with app.run_test(size=size) as pilot:
        try:
            await pilot.pause()
            yield Shelf(app, pilot)
        finally:
            if app._room:
                app._room.close()


@pytest.fixture
def files(tmp_path: Path, cache: Path) -> Path:
    """Three texts that have been read, the last one last."""
    store = Store(paths.store())
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
        store.shelve(ingest(str(tmp_path / name)))
    store.close()
    return tmp_path


async def test_it_lists_texts_with_what_one_wants_to_know(files: Path) -> None:
    store = Store(paths.store())
    store.keep_place(store.shelve(ingest(str(files / "two.txt"))), 200)
    async with shelf() as there:
        assert there.titles == "two three one"
        assert there.head == "对照 3 texts by last opened"
        head, first, second, *_ = (row.split() for row in there.rows())
        assert head == ["title", "source", "read", "characters", "translated", "last", "opened"]
        assert first[:4] == ["two", "two.txt", "74%", "267"]
        assert second[2] == "new"


@pytest.mark.parametrize(("width", "columns"), [(100, 5), (70, 4), (40, 1), (20, 0)])
async def test_columns_go_where_it_gets_narrow_but_titles_stay(files: Path, width: int, columns: int) -> None:
    async with shelf((width, 20)) as there:
        names = ("source", "read", "characters", "translated", "last opened")
        assert sum(name in there.rows()[0] for name in names) == columns
        assert there.rows()[1].startswith(" three")
        assert max(map(len, there.rows())) <= width


async def test_an_empty_shelf_says_how_to_begin() -> None:
    async with shelf() as there:
        assert "Nothing has been read yet" in there.rows()[1]
        await there.press(*"jkdeTur", "enter", "G")
        assert there.message == ""


async def test_keys_move_and_the_order_changes_by_key(files: Path) -> None:
    async with shelf() as there:
        seen = [there.current]
        for keys in ("j", "j", "j", "k", "gg", "G"):
            await there.press(*keys)
            seen.append(there.current)
        assert seen == ["three", "two", "one", "one", "two", "three", "one"]
        orders = []
        for _ in range(6):
            await there.press("s")
            orders.append(f"{there.head.split(' by ')[1]}: {there.titles}")
        assert orders[0] == "title: one three two"
        assert orders[3] == "characters: two one three"
        assert orders[5] == "last opened: three two one"
        assert there.current == "one"


async def test_a_text_is_read_on_and_left_to_the_shelf(files: Path) -> None:
    async with shelf() as there:
        await there.press("j", "j")
        await there.open()
        await there.press("j", "l")
        word = there.reader.word
        await there.press("q")
        assert not there.reading
        assert (there.current, there.titles) == ("one", "one three two")
        assert there.rows()[1].split()[2] == "52%"
        await there.open()
        assert there.reader.word == word == "下降"
        await there.press("q", "q")
    assert there.app.return_code == 0


async def test_what_is_typed_filters_titles_and_tags(files: Path) -> None:
    async with shelf() as there:
        await there.answer("T", "#news  AI")
        assert there.rows()[1].startswith(" three  #news  #AI")
        await there.press("slash")
        seen = []
        for typed in ("T", "two", "#ai", "zzz"):
            await there.type(typed)
            seen.append(there.titles)
        assert seen == ["three two", "two", "three", ""]
        assert "no text is called so: zzz" in there.rows()[1]
        await there.type("t")
        await there.press("enter")
        assert there.head == "对照 2 of 3 texts by last opened · /t"
        await there.press("escape")
        assert there.titles == "three two one"


async def test_all_texts_are_searched_and_a_hit_opens_at_its_place(files: Path) -> None:
    async with shelf() as there:
        await there.until(lambda: Store(paths.store()).unindexed() == 0)
        await there.answer("f", "模型")
        await there.until(lambda: there.app.screen is not there.screen)
        options = there.app.screen.query_one(OptionList)
        assert [str(option.prompt).split() for option in options.options] == [
            ["three", "…丙公司也开源了，模型很好。"],
            ["one", "…甲公司开源了模型。价格下降了。人们很高兴。"],
        ]
        await there.press("j")
        await there.press("enter")
        await there.until(lambda: there.reading)
        await there.reader.until(lambda: there.reader.word == "模型")
        assert there.reader.message.startswith("模型: 1 of 1")
        await there.press("ctrl+o")
        assert there.reader.word == "甲"


async def test_what_no_text_says_is_said(files: Path) -> None:
    async with shelf() as there:
        await there.answer("f", "[red]丁[/red]")
        await there.until(lambda: there.message.startswith("[red]丁[/red]: in no text"))


async def test_texts_are_renamed_tagged_and_deleted_and_all_is_taken_back(files: Path) -> None:
    async with shelf() as there:
        await there.answer("e", "第三")
        await there.answer("T", "later")
        await there.press("d")
        assert (there.titles, there.message) == ("two one", "taken from the shelf: 第三; u puts it back")
        seen = []
        for _ in range(3):
            await there.press("u")
            seen.append((there.titles, there.list.texts[0].tags))
        assert seen == [("第三 two one", ("later",)), ("第三 two one", ()), ("three two one", ())]
        await there.press("u")
        assert there.message == "nothing to take back"


async def test_what_was_deleted_earlier_is_put_back_too(files: Path) -> None:
    async with shelf() as there:
        await there.press("d", "d")
    async with shelf() as there:
        await there.press("u")
        assert (there.titles, there.current) == ("two one", "two")


async def test_a_file_is_added_and_read(files: Path) -> None:
    (files / "four.txt").write_text("丁公司来了。", "utf-8")
    async with shelf() as there:
        await there.answer("A", str(files / "four.txt"))
        await there.until(lambda: "added" in there.message)
        assert (there.current, there.titles) == ("four", "four three two one")
        await there.open()
        assert there.reader.word == "丁"


async def test_what_is_said_of_a_text_is_not_lost_to_a_later_message() -> None:
    async with shelf() as there:
        there.screen.post_message(ShelfScreen.Kept(None, "added; Enter reads it"))
        there.screen.post_message(ShelfScreen.Kept())
        await there.pilot.pause()
        assert there.message == "added; Enter reads it"


async def test_a_pasted_text_is_added_whole(cache: Path) -> None:
    async with shelf() as there:
        await there.press("A")
        there.app.screen.query_one(Input).post_message(events.Paste("新的一天\n\n今天我们出发。\n然后回家。"))
        await there.until(lambda: "added" in there.message)
        assert (there.titles, there.rows()[1].split()[1]) == ("新的一天", "pasted")


@pytest.mark.parametrize(
    ("typed", "said"), [("/no/such.txt", "there is no such file"), ("ftp://a/b", "ftp addresses"), ("-", "keyboard")]
)
async def test_what_cannot_be_added_is_said(files: Path, typed: str, said: str) -> None:
    async with shelf() as there:
        await there.answer("A", typed)
        await there.until(lambda: said in there.message)
        assert there.titles == "three two one"


async def test_a_file_that_has_changed_is_read_again_and_loses_nothing(files: Path) -> None:
    store = Store(paths.store())
    shelved = store.shelve(ingest(str(files / "one.txt")))
    store.correct(shelved, Correction("cut", 5))
    store.correct(shelved, Correction("bookmark", 9))
    store.keep_place(shelved, 9)
    (files / "one.txt").write_text("新的开头。" + TEXTS["one.txt"], "utf-8")
    async with shelf() as there:
        await there.open()
        sheet = there.reader.screen._sheet
        assert [s.text for s in sheet.sentences] == [
            "新的开头。",
            "甲公司开源",
            "了模型。",
            "价格下降了。",
            "人们很高兴。",
        ]
        assert (there.reader.word, sheet.bookmarks) == ("价格", {3})
        assert "has changed and was read again" in there.reader.message


def test_a_file_is_read_again_in_the_script_it_was_read_in(files: Path) -> None:
    store = Store(paths.store())
    shelved = store.shelve(ingest(str(files / "three.txt")))
    store.keep_choice(shelved, "gloss", (), script="traditional")
    assert library.read_again(store, store.take_down(shelved.id)).document.text == "丙公司也開源了，模型很好。"


async def test_a_file_that_is_gone_is_read_as_it_was(files: Path) -> None:
    (files / "three.txt").unlink()
    async with shelf() as there:
        await there.press("enter")
        await there.until(lambda: there.reading)
        await there.reader.until(lambda: "no longer there; this is the text as it was" in there.reader.message)
        assert there.reader.word == "丙"


async def test_a_source_is_fetched_again_by_key(files: Path) -> None:
    async with shelf() as there:
        await there.press("r")
        await there.until(lambda: there.message == "three: it has not changed")
        (files / "three.txt").write_text("别的。", "utf-8")
        await there.press("r")
        await there.until(lambda: there.message.startswith("three: it has changed"))
        assert there.list.texts[0].characters == 3


async def test_a_title_steers_nothing(cache: Path, tmp_path: Path) -> None:
    file = tmp_path / "[red]a\x1b]0;x\x07\u202e.txt"
    file.write_text("今天下雨。", "utf-8")
    store = Store(paths.store())
    store.shelve(ingest(str(file)))
    async with shelf() as there:
        assert there.rows()[1].split()[:2] == ["[red]a", "[red]a]0;x.txt"]
        await there.press("d")
        assert there.message == "taken from the shelf: [red]a; u puts it back"


async def test_the_mouse_moves_and_opens(files: Path) -> None:
    async with shelf() as there:
        await there.pilot.click(Listing, offset=(3, 2))
        assert there.current == "two"
        assert not there.reading
        await there.pilot.click(Listing, offset=(3, 2))
        await there.until(lambda: there.reading)


async def test_help_tells_the_keys_of_the_shelf(files: Path) -> None:
    async with shelf() as there:
        await there.press("question_mark")
        said = " ".join(str(widget.render()) for widget in there.app.screen.query("Static"))
        assert "in what all texts say" in said
        assert "next word" not in said
        await there.press("j")
        assert there.app.screen is there.screen
