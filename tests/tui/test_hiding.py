"""The English hidden and uncovered, a sentence at a time; what is copied; changes made again."""

from __future__ import annotations

import pytest
from driving import Reading, document, reading

pytestmark = pytest.mark.usefixtures("cache")

TEXT = "开源很好。他走了。\n\n公司很小。"


def right(reader: Reading) -> list[str]:
    """The English column, its rows that are not empty."""
    x = reader.page.sheet.geometry.target_x
    rows = [reader.page.render_line(y).crop(x).text.strip() for y in range(reader.page.size.height)]
    return [row for row in rows if row]


async def test_z_hides_the_english_and_the_page_stays_as_it_was() -> None:
    async with reading(document(TEXT)) as reader:
        before = right(reader)
        await reader.press("z")
        assert [set(row) for row in right(reader)] == [{"·"}] * len(before)
        assert [len(row) for row in right(reader)] == [len(row) for row in before]
        await reader.press("z")
        assert right(reader) == before


async def test_space_uncovers_a_sentence_until_it_is_left_and_then_turns_the_page() -> None:
    async with reading(document(TEXT)) as reader:
        before = right(reader)
        await reader.press("z", "space")
        assert [row[0] == "·" for row in right(reader)] == [False, True, True]
        await reader.press("l")
        assert right(reader)[0] == before[0]
        await reader.press("j")
        assert [row[0] for row in right(reader)] == ["·"] * 3
        await reader.press("space", "space")
        assert reader.page.cursor.item == 2


async def test_y_copies_the_word_and_capital_y_both_halves() -> None:
    async with reading(document(TEXT)) as reader:
        await reader.press("y")
        assert (reader.app.clipboard, reader.message) == ("开源", "copied: 开源")
        await reader.press("Y")
        assert reader.app.clipboard == f"开源很好。\n{''.join(reader.page.sheet.english(0))}"


async def test_what_was_taken_back_is_made_again_until_something_else_is_changed() -> None:
    async with reading(document(TEXT)) as reader:
        await reader.press("m", "u")
        assert reader.message == "took back: bookmark"
        await reader.press("ctrl+r")
        assert (reader.message, reader.page.sheet.bookmarks) == ("again: bookmark", {0})
        await reader.press("ctrl+r")
        assert reader.message == "nothing has been taken back"
        await reader.press("u", "j", "m", "ctrl+r")
        assert (reader.message, reader.page.sheet.bookmarks) == ("nothing has been taken back", {1})
