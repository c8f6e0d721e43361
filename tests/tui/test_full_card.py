"""The full card: what it says, where it stands, what keys do while it is open, how often words stand elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import Reading, document, reading
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.geometry import Region
from textual.widgets import OptionList, Static

from reader import paths
from reader.config import Config
from reader.ingest import ingest
from reader.store import Store
from reader.tui import fullcard
from reader.tui.choosing import ChoiceScreen
from reader.tui.fullcard import FullCard

pytestmark = pytest.mark.usefixtures("cache")

SAMPLE = Path(__file__).parents[2] / "assets" / "sample.md"
TEXT = "银行行长很高兴。\n\n他去银行，银行发布了开源模型。三十亿元很多。"
LONG = "\n\n".join(f"第{n}天，公司发布了新模型，它是开源的，价格比去年下降了百分之{n}。" for n in range(1, 30))


async def at(reader: Reading, word: str) -> None:
    """Put the cursor on the first place of a word."""
    await reader.press("g", "g")
    for _ in range(99):
        if reader.word == word:
            return
        await reader.press("l")
    raise AssertionError(f"{word} is no word of the text")


async def look_up(reader: Reading, word: str) -> str:
    """Open the full card of a word, and wait for what the dictionary says."""
    await at(reader, word)
    await reader.press("K")
    await reader.until(lambda: bool(reader.full) and "looking it up" not in reader.full)
    return reader.full


def region(reader: Reading) -> Region:
    return reader.screen.query_one(FullCard).region


async def test_it_says_all_that_is_known_of_a_word() -> None:
    async with reading(document(TEXT)) as reader:
        said = await look_up(reader, "银行")
        assert [
            wanted
            for wanted in (
                "银行  yín háng  new",
                "reading: dictionary",
                "yínháng  bank · classifier: 家 jiā, 个 gè  銀行",
                "characters",
                "  银  yín  silver",
                "  行  háng  row · line",
                "HSK  2025: 3 · 2021: 2 · 2.0: 3",
                "in your texts  3 times here",
                "ways to read it",
                "  1 yínháng  as it is now · dictionary",
                "  2 yínxíng  character by character",
            )
            if wanted not in said
        ] == []


async def test_it_has_every_reading_of_the_headword() -> None:
    async with reading(document("他行。")) as reader:
        said = await look_up(reader, "行")
        assert "\nxíng  to walk" in said
        assert "\nháng  row" in said


async def test_it_says_what_became_of_a_glossary_term() -> None:
    async with reading(document(TEXT)) as reader:
        said = await look_up(reader, "开源")
        assert "glossary  开源 → open-source" in said
        assert "in the English" in said


async def test_it_names_the_words_inside() -> None:
    async with reading(document("人工智能很好。")) as reader:
        said = await look_up(reader, "人工智能")
        assert "words in it\n  人工  réngōng" in said


async def test_a_number_has_its_english_and_no_dictionary() -> None:
    async with reading(document(TEXT)) as reader:
        await at(reader, "三十亿元")
        await reader.press("K")
        assert "in English  " in reader.full
        assert "looking it up" not in reader.full


async def test_readings_are_in_the_style_of_the_reader() -> None:
    async with reading(document(TEXT), config=Config(pinyin="numbers")) as reader:
        assert "  2 yin2xing2  " in await look_up(reader, "银行")


async def test_the_english_has_its_card_in_full() -> None:
    async with reading(document(TEXT)) as reader:
        await reader.press("j", "tab", "K")
        assert "word gloss, not a translation" in reader.full


# Keys


async def test_it_follows_the_cursor_and_escape_closes_it() -> None:
    async with reading(document(TEXT)) as reader:
        await look_up(reader, "银行")
        await reader.press("l")
        assert reader.full.startswith("行长")
        await reader.press("escape")
        assert reader.full == ""


async def test_pinned_it_stays_at_its_word() -> None:
    async with reading(document(TEXT)) as reader:
        await look_up(reader, "银行")
        await reader.press("enter", "l", "j")
        assert reader.full.startswith("银行")
        assert "pinned" in str(reader.screen.query_one(FullCard).border_subtitle)
        await reader.press("K")
        assert reader.full.startswith(reader.word)
        await reader.press("K")
        assert reader.full == ""


async def test_a_pinned_card_outlives_a_cut_of_its_sentence() -> None:
    async with reading(document(TEXT)) as reader:
        await look_up(reader, "发布")
        await reader.press("enter", "g", "c")
        await reader.until(lambda: sum(reader.screen._sheet.fresh) == sum(reader.screen._sheet.wanted))
        assert reader.full.startswith("发布")


async def test_keys_for_screens_scroll_it_and_leave_the_page() -> None:
    async with reading(document(LONG), size=(60, 20)) as reader:
        await look_up(reader, "发布")
        card, top = reader.screen.query_one(FullCard), reader.page.scroll_offset.y
        assert card.max_scroll_y > 0
        await reader.press("pagedown")
        assert card.scroll_offset.y > 0
        assert reader.page.scroll_offset.y == top
        await reader.press("pageup")
        assert card.scroll_offset.y == 0


async def test_y_copies_the_card() -> None:
    async with reading(document(TEXT)) as reader:
        said = await look_up(reader, "银行")
        await reader.press("y")
        assert reader.app.clipboard == said
        assert reader.message == "copied: the card of 银行"


async def test_a_number_chooses_a_reading() -> None:
    async with reading(document("他还没走。")) as reader:
        await look_up(reader, "还")
        await reader.press("r")
        await reader.until(lambda: reader.app.screen.query_one(OptionList).option_count > 1)
        await reader.press("2")
        await reader.until(lambda: "还  huán" in reader.full)
        assert "reading: your correction" in reader.full


async def test_a_click_on_a_reading_keeps_it() -> None:
    async with reading(document("他还没走。")) as reader:
        await look_up(reader, "还")
        card = reader.screen.query_one(FullCard)
        said = card.query_one(Static)
        row = next(y for y in range(said.size.height) if said.render_line(y).text.startswith("  2 "))
        card.scroll_to(y=row, animate=False)
        await reader.pilot.pause()
        await reader.pilot.click(FullCard, offset=(6, row - card.scroll_offset.y + 1))
        await reader.until(lambda: "还  huán" in reader.full)


# Where it stands


async def test_it_never_covers_its_word_nor_the_cursor() -> None:
    async with reading(ingest(str(SAMPLE)), size=(80, 24)) as reader:
        await reader.press("K")
        for key in "jljljjlljjjlk":
            await reader.press(key)
            word, _ = reader.screen._rows(reader.page.cursor.place)
            card = region(reader)
            assert reader.page.region.contains_region(card)
            assert card.bottom <= word.start or card.y >= word.stop


@given(
    st.integers(3, 40).flatmap(
        lambda height: st.tuples(
            st.just(height), st.integers(0, height - 1), st.integers(0, 5), st.integers(0, 5), st.integers(1, 60)
        )
    )
)
def test_wherever_the_word_is_the_card_is_on_the_page_and_not_over_it(known: tuple[int, int, int, int, int]) -> None:
    height, at_row, before, after, rows = known
    page = Region(0, 2, 80, height)
    word = range(2 + at_row, 3 + at_row)
    found = fullcard.place(rows, 60, word, range(word.start - before, word.stop + after), page)
    assert page.contains_region(found)
    assert found.bottom <= word.start or found.y >= word.stop


# Other texts


async def test_the_card_says_in_how_many_other_texts_a_word_stands() -> None:
    store = Store(paths.store())
    store.shelve(document("银行。银行。", "/texts/a.txt"))
    store.shelve(document("银行。", "/texts/b.txt"))
    store.close()
    async with reading(document(TEXT)) as reader:
        await at(reader, "银行")
        await reader.until(lambda: "3 times here · 2 other texts" in reader.card)
        await reader.press("K")
        assert "in your texts  3 times here · 3 in 2 other texts" in reader.full
        await reader.press("l", "h")
        assert "3 times here · 2 other texts" in reader.card


async def test_the_word_again_lists_its_places_in_other_texts_and_goes_there() -> None:
    store = Store(paths.store())
    store.shelve(document("题\n\n他很好。银行很大。", "/texts/a.txt"))
    store.close()
    async with reading(document(TEXT)) as reader:
        await at(reader, "银行")
        await reader.until(lambda: "1 other text" in reader.card)
        await reader.press("asterisk")
        assert reader.message.endswith("· * again: other texts")
        await reader.press("asterisk")
        await reader.until(lambda: isinstance(reader.app.screen, ChoiceScreen))
        await reader.press("enter")
        await reader.until(
            lambda: len(reader.app.screen_stack) == 2 and reader.screen._text.document.origin == "/texts/a.txt"
        )
        await reader.until(lambda: reader.word == "银行")


async def test_a_word_that_no_other_text_has_is_said() -> None:
    async with reading(document(TEXT)) as reader:
        await at(reader, "银行")
        await reader.press("asterisk", "asterisk")
        await reader.until(lambda: reader.message == "银行: in no other text on the shelf")


async def test_the_wheel_scrolls_the_card_and_not_the_page() -> None:
    async with reading(document(LONG), size=(60, 20)) as reader:
        await look_up(reader, "发布")
        full, top = reader.screen.query_one(FullCard), reader.page.scroll_offset.y
        await reader.pilot._post_mouse_events([events.MouseScrollDown], FullCard, offset=(5, 3), button=0)
        await reader.pilot.pause()
        assert full.scroll_offset.y > 0
        assert reader.page.scroll_offset.y == top
