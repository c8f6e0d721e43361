"""Readings on the card and above the words, in the tones, style and colours that the reader has set."""

from __future__ import annotations

import pytest
from driving import Reading, document, reading

from reader.config import Config
from reader.language.colours import COLOURS
from reader.tui import card

pytestmark = pytest.mark.usefixtures("cache")

TEXT = "妈妈不会骑马。\n\n银行行长很好，他不去。"


def colours(reader: Reading) -> dict[str, str]:
    """The colour of every reading above the words."""
    found = {}
    for y in range(reader.page.size.height):
        for segment in reader.page.render_line(y):
            if segment.style and segment.style.color and segment.style.color.triplet:
                found[segment.text] = segment.style.color.triplet.hex
    return found


async def test_spoken_tones_are_shown_on_the_card_and_above_the_words() -> None:
    async with reading(document(TEXT), config=Config(tones="spoken")) as reader:
        await reader.press("l")
        assert "不会  bú huì" in reader.card
        await reader.press("p")
        assert any("māma búhuì qímǎ" in " ".join(row.split()) or "búhuì" in row for row in reader.text())
        assert not any("bùhuì" in row for row in reader.text())


async def test_every_reading_of_the_card_has_the_style() -> None:
    async with reading(document(TEXT), config=Config(pinyin="zhuyin")) as reader:
        assert "妈妈  ㄇㄚ ˙ㄇㄚ" in reader.card
    async with reading(document("人工智能很好。"), config=Config(pinyin="numbers")) as reader:
        assert "ren2 gong1 zhi4 neng2" in reader.card
        await reader.press("enter")
        assert "zhi4neng2" in reader.card  # the words inside


async def test_off_hides_readings_in_every_style() -> None:
    async with reading(document(TEXT), config=Config(pinyin="zhuyin", tone_colours="pleco")) as reader:
        await reader.press("P", "k", "enter")
        assert reader.message == "pinyin: off"
        assert "ㄇㄚ" not in reader.card
        assert "reading" not in reader.card


@pytest.mark.parametrize("scheme", ["dummitt", "pleco"])
async def test_syllables_have_the_colours_of_their_tones(scheme: str) -> None:
    config = Config(tone_colours=scheme)  # type: ignore[arg-type]
    async with reading(document(TEXT), config=config) as reader:
        await reader.press("p", "j")
        found = colours(reader)
        expected = COLOURS[config.tone_colours]
        assert {text: found.get(text) for text in ("mā", "qí", "mǎ", "bù")} == {
            "mā": expected[1], "qí": expected[2], "mǎ": expected[3], "bù": expected[4],
        }  # fmt: skip
        shown = reader.screen.query_one(card.DockedCard).render()
        assert any(expected[2] in str(span.style) for span in shown.spans)  # type: ignore[union-attr]


async def test_without_a_scheme_readings_have_the_colour_of_readings() -> None:
    async with reading(document(TEXT)) as reader:
        await reader.press("p", "j")
        found = colours(reader)
        assert found["mā"] == found["ma"] == found["qí"] == found["mǎ"]
