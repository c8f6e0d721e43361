"""The layouts of the page, walked through by key: the place is kept, and what is not shown cannot be gone to."""

from __future__ import annotations

import pytest
from driving import document, reading

pytestmark = pytest.mark.usefixtures("cache")

TEXT = "开源很好。他走了。\n\n公司很小。"


async def test_l_walks_through_the_layouts_and_says_which() -> None:
    async with reading(document(TEXT), size=(100, 40)) as reader:
        said = []
        for _ in range(5):
            await reader.press("L")
            said.append(reader.message.removeprefix("layout: "))
        assert said == [
            "English under its Chinese", "pinyin over every word, its gloss under it", "Chinese alone", "English alone",
            "English beside its Chinese",
        ]  # fmt: skip


async def test_the_cursor_stays_at_its_word_through_all_of_them() -> None:
    async with reading(document(TEXT), size=(100, 40)) as reader:
        await reader.press("j", "l")
        words = [reader.word]
        for _ in range(3):
            await reader.press("L")
            words.append(reader.word)
        assert words == ["走"] * 4


async def test_english_alone_puts_the_cursor_into_it_and_tab_says_why_not() -> None:
    async with reading(document(TEXT), size=(100, 40)) as reader:
        await reader.press("j", *"LLLL")
        assert (reader.page.cursor.column, reader.page.cursor.item) == ("target", 1)
        await reader.press("tab")
        assert reader.message == "one column alone is shown; L shows both"
        assert "他" not in "".join(reader.text())


async def test_on_a_narrow_screen_beside_is_said_to_be_under() -> None:
    async with reading(document(TEXT), size=(60, 40)) as reader:
        await reader.press(*"LLLLL")
        assert reader.message == "layout: English beside its Chinese, under it while the screen is this narrow"


async def test_a_search_goes_to_what_is_shown() -> None:
    async with reading(document(TEXT), size=(100, 40)) as reader:
        await reader.press(*"LLL")
        await reader.press("/", *"company", "enter")
        assert (reader.page.cursor.column, reader.page.cursor.item) == ("source", 2)
