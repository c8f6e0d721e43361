"""The command palette: every action by its words."""

from __future__ import annotations

import pytest
from driving import document, reading
from textual.command import CommandList, CommandPalette

from reader.tui.keys import KEYMAP

pytestmark = pytest.mark.usefixtures("cache")


async def test_what_is_typed_is_found_and_done() -> None:
    async with reading(document("开源很好。他走了。")) as reader:
        await reader.press(":", *"bookmark here")
        palette = reader.app.screen
        assert isinstance(palette, CommandPalette)
        await reader.until(lambda: palette.query_one(CommandList).option_count == 1)
        await reader.press("enter")
        await reader.until(lambda: reader.page.sheet.bookmarks == {0})
        assert reader.message == "bookmark set; ' lists them"


async def test_ctrl_p_lists_every_action_with_its_keys() -> None:
    async with reading(document("开源很好。")) as reader:
        await reader.press("ctrl+p")
        palette = reader.app.screen
        assert isinstance(palette, CommandPalette)
        await reader.until(lambda: palette.query_one(CommandList).option_count == len(KEYMAP) - 1)
        shown = str(palette.query_one(CommandList).options[0].prompt)
        assert shown.split("\n") == ["move: word before", "h  ←"]
        await reader.press("escape")
        assert reader.app.screen is reader.screen


def test_every_action_can_be_done() -> None:
    from reader.tui.reading import ReadingScreen

    assert [b.action for b in KEYMAP if not hasattr(ReadingScreen, f"action_{b.action}")] == []
