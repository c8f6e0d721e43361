"""The list of new words in the reader: asked of the engine room, shown with count and context, jumped from."""

from __future__ import annotations

import pytest
from driving import Reading, document, reading
from textual.widgets import OptionList

from reader.tui.choosing import ChoiceScreen

pytestmark = pytest.mark.usefixtures("cache")

TEXT = "云栖很小\n\n今天天气很好。没有智驾就不买。\n\n他住在云栖。智驾系统[red]很贵[/red]。谁懂智驾？"


def is_listed(reader: Reading) -> bool:
    return isinstance(reader.app.screen, ChoiceScreen)


def listed(reader: Reading) -> list[list[str]]:
    options = reader.app.screen.query_one(OptionList).options
    return [[line.strip() for line in str(option.prompt).split("\n")] for option in options]


async def open_list(reader: Reading) -> None:
    await reader.press("g", "t")
    await reader.until(lambda: is_listed(reader))
    await reader.pilot.pause()


async def test_each_stands_with_count_reading_guess_and_its_first_sentence() -> None:
    async with reading(document(TEXT)) as reader:
        await open_list(reader)
        assert listed(reader) == [
            ["3  智驾  zhì jià · Zhi Jia", "没有智驾就不买。"],
            ["2  云栖  yún qī · Yun Qi", "云栖很小"],
        ]


async def test_enter_goes_to_the_first_place_and_ctrl_o_back() -> None:
    async with reading(document(TEXT)) as reader:
        await open_list(reader)
        await reader.press("enter")
        assert (is_listed(reader), reader.word) == (False, "智驾")
        assert reader.screen._text.sentence(reader.page.cursor.item).text == "没有智驾就不买。"  # type: ignore[union-attr]
        await reader.press("ctrl+o")
        assert reader.word == "云栖"


async def test_j_and_k_choose_and_escape_leaves_everything_as_it_was() -> None:
    async with reading(document(TEXT)) as reader:
        await reader.press("j")
        before = reader.word
        await open_list(reader)
        await reader.press("j")
        assert reader.app.screen.query_one(OptionList).highlighted == 1
        await reader.press("k", "escape")
        assert (is_listed(reader), reader.word) == (False, before)


async def test_where_there_are_none_the_footer_says_so() -> None:
    async with reading(document("今天天气很好\n\n我们去公园。")) as reader:
        await reader.press("g", "t")
        await reader.until(lambda: reader.message.startswith("no new words"))
        assert not is_listed(reader)


async def test_with_the_engine_gone_nothing_is_promised() -> None:
    async with reading(document(TEXT)) as reader:
        reader.app.room._process.kill()
        await reader.until(lambda: "Press E" in reader.message)
        await reader.press("g", "t")
        assert "Press E" in reader.message
