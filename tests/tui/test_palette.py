"""The command palette: every action by its words."""

from __future__ import annotations

import pytest
from driving import document, reading
from textual.command import CommandList, CommandPalette
from textual.widgets import Static

from reader.config import Config
from reader.keys import PAGE, Keymaps, changed

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
        await reader.until(lambda: palette.query_one(CommandList).option_count == len(PAGE) - 1)
        shown = str(palette.query_one(CommandList).options[0].prompt)
        assert shown.split("\n") == ["move: word before", "h  ←"]
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_keys_are_those_of_the_settings_everywhere() -> None:
    keys = Keymaps(changed(PAGE, {"help": ["F1"], "export": [], "sentence_down": ["Ctrl-n"], "sentence_up": ["x"]}))
    async with reading(document("开源很好。他走了。"), config=Config(keys=keys)) as reader:
        assert " x Ctrl-n sentence " in reader.footer[0]
        assert "export" not in reader.footer[0]
        await reader.press("ctrl+n")
        assert reader.word == "他"
        await reader.press("x")
        assert reader.word == "开源"
        await reader.press("f1")
        said = "\n".join(
            str(column.render()) for column in reader.app.screen.query("HelpScreen Static").results(Static)
        )
        assert "  F1            this help" in said


def test_every_action_can_be_done() -> None:
    from reader.tui.reading import ReadingScreen

    assert [b.action for b in PAGE if not hasattr(ReadingScreen, f"action_{b.action}")] == []
