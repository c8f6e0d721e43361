"""What the footer offers for what is under the cursor, and the five keys for those who are new."""

from __future__ import annotations

import pytest
from driving import Reading, reading

from reader.keys import PAGE, Binding
from reader.model import Word
from reader.tui import hints
from reader.tui.bars import Footer

pytestmark = pytest.mark.usefixtures("cache")

WORDS = {
    "银行": Word("银行", 0, 2, "word", definitions=("bank",)),
    "开源": Word("开源", 0, 2, "word", term="open-source"),
    "智驾": Word("智驾", 0, 2, "word"),
    "35%": Word("35%", 0, 3, "number"),
}


def offered(word: Word | None, column: str = "source", block: str = "paragraph", *, covered: bool = False) -> str:
    wanted = hints.under_cursor(word, column, block, covered=covered)  # type: ignore[arg-type]
    return hints.line(PAGE, wanted, 200).plain.removeprefix("← → word   ↑ ↓ sentence   ")


def of(actions: str) -> str:
    """Hints for these actions, as the map has their keys, where it has them."""
    return hints.line(PAGE, [tuple(part.split("/")) for part in actions.split()], 200).plain


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("银行", "reading/reading term/term status_new/status_known/status full_card/card"),
        ("开源", "full_card/card term/term status_new/status_known/status"),
        ("智驾", "term/term join_word/join cut_word/cut"),
        ("35%", "full_card/card everywhere/everywhere pinyin/pinyin"),
    ],
)
def test_the_footer_offers_for_a_word(word: str, first: str) -> None:
    assert offered(WORDS[word]).startswith(of(first))


def test_the_footer_offers_other_keys_elsewhere() -> None:
    assert offered(None, "target").startswith(of("edit/edit alternatives/alternatives"))
    assert offered(WORDS["银行"], block="heading").startswith(of("contents/contents"))
    assert offered(WORDS["银行"], covered=True).startswith("Space uncover   z show all")


def test_hints_have_the_keys_of_the_map_and_no_others() -> None:
    keymap = (Binding("edit", ("F4",), "", ""), Binding("help", ("Ctrl-h",), "", ""))
    assert (
        hints.line(keymap, (("edit", "edit"), ("term", "term"), ("help", "help")), 80).plain == "F4 edit   Ctrl-h help"
    )


@pytest.mark.parametrize("room", range(90))
def test_hints_fit_and_the_last_goes_last(room: int) -> None:
    line = hints.line(PAGE, hints.under_cursor(WORDS["银行"], "source", "paragraph", covered=False), room)
    assert line.cell_length <= room
    assert line.plain.endswith("? help") or room < 6


async def test_the_footer_follows_the_cursor() -> None:
    async with reading() as reader:
        await reader.press("j")
        said = []
        for key in ("tab", "z", "z", "tab", "asterisk"):
            await reader.press(key)
            said.append(hinted(reader))
        wanted = ("e edit", "Space uncover", "e edit", "0–5 status", "n next")
        assert [hint for hint, line in zip(wanted, said, strict=True) if hint not in line] == []
        await reader.press("escape")
        assert "n next" not in hinted(reader)


def hinted(reader: Reading) -> str:
    """The hints that stand in the footer once its message has gone."""
    return hints.line(PAGE, reader.screen.query_one(Footer).hints, 100).plain


# The first time


async def test_the_first_time_five_keys_are_said_until_one_is_used_and_never_again() -> None:
    async with reading(first=True) as reader:
        assert reader.first == "New here?  ← → word   ↑ ↓ sentence   p pinyin   K all about a word   ? all keys"
        await reader.press("g")
        assert reader.first
        await reader.press("g", "l")
        assert reader.first == ""
    async with reading(first=True) as reader:
        assert reader.first == ""


async def test_escape_ends_it_too_and_until_then_it_is_said_again() -> None:
    for _ in range(2):
        async with reading(first=True) as reader:
            assert reader.first
    async with reading(first=True) as reader:
        await reader.press("escape")
        assert reader.first == ""
    async with reading(first=True) as reader:
        assert reader.first == ""
