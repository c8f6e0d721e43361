"""How well words are known: given by keys, taken back, kept for all texts, shown on the page and on the card."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import pytest
from driving import Reading, document, reading

from reader.model import Document, Status
from reader.tui.choosing import ChoiceScreen

pytestmark = pytest.mark.usefixtures("cache")

TEXT = "开源很好。\n\n他喜欢开源，也喜欢银行。"
STATUSES = get_args(Status)
MARKS = {"double": "=", "bold": "*", "single": "_"}


def paragraphs(text: str, origin: str = "/texts/news.txt") -> Document:
    """A text without a heading, which would be bold."""
    found = document(text, origin)
    return replace(found, blocks=tuple(replace(block, kind="paragraph", level=0) for block in found.blocks))


def lines(reader: Reading) -> str:
    """The words of the Chinese that stand out, in the order of the page: _single_, =double=, *bold and single*."""
    found = []
    for y in range(reader.page.size.height):
        for segment in reader.page.render_line(y).crop(0, reader.page.sheet.geometry.source_width + 1):
            style = segment.style
            if style and (style.underline or style.underline2):
                kind = "double" if style.underline2 else "bold" if style.bold else "single"
                found.append(f"{MARKS[kind]}{segment.text}{MARKS[kind]}")
    return " ".join(found)


def said(reader: Reading) -> str:
    """The status on the card."""
    return next((part for part in re.split(" · |  +", reader.docked[0]) if part in STATUSES), "")


async def answered(reader: Reading, level: int = 0) -> Reading:
    """The reader after having been asked for the HSK words that they know."""
    await reader.press("g", "h", *["j"] * level, "enter")
    return reader


async def test_a_status_shows_on_the_card_and_at_every_place_of_the_word() -> None:
    async with reading(paragraphs(TEXT)) as reader:
        await answered(reader)
        assert said(reader) == "new"
        await reader.press("2", "l")
        assert lines(reader) == "*开源* *开源*"
        await reader.press("h", "4", "l")
        assert lines(reader) == "_开源_ _开源_"
        await reader.press("h")
        assert said(reader) == "learning 4"
        await reader.press("5", "l")
        assert lines(reader) == ""


async def test_every_key_gives_its_status() -> None:
    async with reading(paragraphs(TEXT)) as reader:
        await answered(reader)
        for key, status in zip("012345i", STATUSES, strict=True):
            await reader.press(key)
            assert reader.message == f"开源: {status}, in all texts · u takes it back"
            assert said(reader) == status


async def test_a_status_is_taken_back_and_given_again() -> None:
    async with reading(paragraphs(TEXT)) as reader:
        await answered(reader)
        await reader.press("1", "5", "u")
        assert (reader.message, said(reader)) == ("took back: 开源 known", "learning 1")
        await reader.press("ctrl+r")
        assert (reader.message, said(reader)) == ("again: 开源 known", "known")
        await reader.press("u", "u")
        assert said(reader) == "new"


async def test_a_status_holds_in_other_texts_and_through_cuts() -> None:
    async with reading(paragraphs(TEXT)) as reader:
        await answered(reader)
        await reader.press("3")
    async with reading(paragraphs("我们用开源模型。他们也用。", origin="/texts/other.txt")) as reader:
        assert lines(reader) == "_开源_"
        await reader.press("g", "J")
        await reader.until(lambda: sum(reader.screen._sheet.fresh) == 1)
        assert lines(reader) == "_开源_"


async def test_the_first_status_asks_once_which_words_are_known() -> None:
    async with reading(paragraphs(TEXT)) as reader:
        await reader.press("1")
        assert isinstance(reader.app.screen, ChoiceScreen)
        await reader.press("escape", "l", "2")
        assert not isinstance(reader.app.screen, ChoiceScreen)
    async with reading(paragraphs("开源。")) as reader:
        await reader.press("1")
        assert not isinstance(reader.app.screen, ChoiceScreen)
        assert said(reader) == "learning 1"


async def test_a_pinned_card_follows_its_word() -> None:
    async with reading(paragraphs(TEXT)) as reader:
        await answered(reader)
        await reader.press("enter", "4")
        assert "learning 4" in reader.card
        assert "pinned" in reader.card
        await reader.press("l", "5")
        assert "learning 4" in reader.card


async def test_the_card_says_how_often_the_text_has_the_word() -> None:
    async with reading(paragraphs(TEXT)) as reader:
        assert "2 times here" in reader.card
        await reader.press("l")
        assert "times here" not in reader.card


async def test_with_a_level_its_words_are_known_and_new_ones_stand_out() -> None:
    async with reading(paragraphs(TEXT)) as reader:
        await answered(reader, 3)
        await reader.press("j")
        assert reader.message == ""
        assert lines(reader) == "=开源= =开源="
        await reader.press("l")
        assert said(reader) == "known"
        await reader.press("1", "j")
        assert lines(reader) == "=开源= *喜欢* =开源= *喜欢*"
        await reader.press("u", "u")
        assert (reader.message, lines(reader)) == ("took back: the level you know", "")


async def test_names_numbers_and_latin_are_ignored_by_themselves() -> None:
    async with reading(paragraphs("北京有35%的GPT。")) as reader:
        await answered(reader, 7)
        await reader.press("G")
        assert lines(reader) == ""
        assert said(reader) == ""
        await reader.press("l", "l", "0")
        assert reader.message.endswith("numbers, dates and Latin are ignored by themselves")
        await reader.press("g", "g", "1", "l")
        assert lines(reader) == "*北京*"


def readings(reader: Reading) -> list[str]:
    """What stands above the words, row by row."""
    rows = [reader.page.sheet.rows(item) for item in range(len(reader.page.sheet.items))]
    shown = [" ".join(s.text for s in row if s.role == "reading") for item in rows for row in item]
    return [row for row in shown if row]


MODES = {
    "on the card only": [],
    "above every word": ["kāi yuán hěn hǎo", "tā xǐ huan kāi yuán yě xǐ huan yín háng"],
    "above words not yet known": ["hěn hǎo", "tā yě yín háng"],
    "above words over HSK 1": ["kāi yuán", "kāi yuán yín háng"],
    "above the first place of a word": ["kāi yuán hěn hǎo", "tā xǐ huan yě yín háng"],
    "off": [],
}


async def choose(reader: Reading, mode: str) -> None:
    await reader.press("P")
    options = reader.app.screen.query_one("OptionList")
    said = [str(option.prompt) for option in options.options]  # type: ignore[attr-defined]
    options.highlighted = said.index(mode)  # type: ignore[attr-defined]
    await reader.press("enter")


async def test_readings_stand_above_the_words_that_were_chosen() -> None:
    async with reading(paragraphs(TEXT)) as reader:
        await answered(reader)
        await reader.press("5", "j", "l", "5", "g", "g")
        for mode, expected in MODES.items():
            await choose(reader, mode)
            assert reader.message == f"pinyin: {mode}"
            assert readings(reader) == expected
            assert ("kāi yuán" in reader.card) == (mode != "off")


async def test_p_turns_readings_on_and_off_as_they_were_chosen() -> None:
    async with reading(paragraphs(TEXT)) as reader:
        await choose(reader, "above words over HSK 3")
        await reader.press("p")
        assert (reader.message, readings(reader)) == ("pinyin: on the card only", [])
        await reader.press("p")
        assert reader.message == "pinyin: above words over HSK 3"
        await choose(reader, "off")
        await reader.press("p", "p")
        assert reader.message == "pinyin: off"


async def test_a_word_that_becomes_known_loses_its_reading_everywhere() -> None:
    async with reading(paragraphs(TEXT)) as reader:
        await answered(reader)
        await choose(reader, "above words not yet known")
        assert [row.count("kāi") for row in readings(reader)] == [1, 1]
        await reader.press("5")
        assert [row.count("kāi") for row in readings(reader)] == [0, 0]
        await reader.press("u")
        assert [row.count("kāi") for row in readings(reader)] == [1, 1]
