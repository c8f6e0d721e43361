"""The reader's own English: written in the reader, kept for ever, taken back, and never touched by a machine."""

from __future__ import annotations

import pytest
from driving import Reading, document, reading
from textual.widgets import TextArea

from reader import paths
from reader.model import Annotated
from reader.store import Correction, Store

pytestmark = pytest.mark.usefixtures("cache")

TWICE = "开源模型很多。\n\n他走了。开源模型很多。"


def english(reader: Reading) -> list[str]:
    return ["".join(reader.screen._sheet.english(n)) for n in range(len(reader.screen._sheet.sentences))]


async def write(reader: Reading, text: str) -> None:
    """Open the editor, put this text in place of what is there, and keep it."""
    await reader.press("e")
    reader.app.screen.query_one(TextArea).text = text
    await reader.press("enter")


async def complete(reader: Reading) -> None:
    await reader.until(lambda: all(english(reader)))
    await reader.pilot.pause()


async def test_the_editor_begins_with_the_english_and_the_cursor_at_its_end() -> None:
    async with reading(document(TWICE)) as reader:
        before = english(reader)[0]
        await reader.press("e", "!", "enter")
        assert english(reader)[0] == f"{before}!"


async def test_what_was_written_is_shown_as_human_wherever_the_sentence_stands() -> None:
    async with reading(document(TWICE)) as reader:
        machine = english(reader)
        await write(reader, "There are many open models.")
        assert english(reader) == ["There are many open models.", machine[1], "There are many open models."]
        assert reader.message == "kept for this sentence, in every text; u takes it back"
        await reader.press("tab")
        assert reader.card.startswith("by a human")
        assert sum("✎│" in row for row in reader.text()) == 2


async def test_on_a_narrow_page_the_mark_stands_in_the_left_margin() -> None:
    async with reading(document(TWICE), size=(60, 30)) as reader:
        await write(reader, "There are many open models.")
        assert [row for row in reader.text() if "✎" in row] == ["✎There are many open models."] * 2


async def test_it_is_there_in_every_other_text_for_ever() -> None:
    async with reading(document(TWICE)) as reader:
        await write(reader, "There are many open models.")
    async with reading(document("新闻。开源模型很多。", "/texts/other.txt")) as reader:
        assert english(reader)[1] == "There are many open models."


async def test_esc_gives_up() -> None:
    async with reading(document(TWICE)) as reader:
        before = english(reader)
        await reader.press("e", "x", "y", "escape")
        assert english(reader) == before
        assert len(reader.app.screen_stack) == 2


async def test_an_empty_text_gives_the_sentence_back_to_the_engine() -> None:
    async with reading(document(TWICE)) as reader:
        before = english(reader)
        await write(reader, "Mine.")
        await write(reader, " \n ")
        await complete(reader)
        assert english(reader) == before
        assert not any("✎" in row for row in reader.text())


async def test_nothing_is_kept_where_nothing_changes() -> None:
    async with reading(document(TWICE)) as reader:
        await write(reader, "")
        assert reader.message == "nothing has changed"
        await reader.press("u")
        assert reader.message == "nothing to take back"


async def test_undo_takes_english_cuts_and_joins_back_in_the_order_they_were_made() -> None:
    async with reading(document(TWICE)) as reader:
        before = english(reader)
        await write(reader, "First.")
        await reader.press("j", "g", "J", "home")
        await write(reader, "Second.")
        said = []
        for _ in range(4):
            await reader.press("u")
            said.append((reader.message, english(reader)[0]))
        await complete(reader)
        assert said[:2] == [("took back: your English", "First."), ("took back: join", "First.")]
        assert [message for message, _ in said[2:]] == ["took back: your English", "nothing to take back"]
        assert english(reader) == before


async def test_what_is_pasted_becomes_one_line_without_control_characters() -> None:
    async with reading(document(TWICE)) as reader:
        await write(reader, "Many \x1b[31mopen\x1b[0m\x07\nmodels.\n")
        assert english(reader)[0] == "Many open models."


async def test_a_machine_that_answers_late_does_not_take_its_place() -> None:
    async with reading(document(TWICE)) as reader:
        machine = reader.screen._sheet.translation(0)
        assert machine
        await write(reader, "Mine.")
        reader.screen._sheet.translate(0, machine)
        assert english(reader)[0] == "Mine."


async def test_what_has_no_english_cannot_be_corrected() -> None:
    async with reading(document(TWICE)) as reader:
        reader.screen._sheet.wanted = [False] * 3
        await reader.press("e")
        assert reader.message == "this has no English to correct"


async def test_a_long_sentence_fits_the_editor_of_a_narrow_terminal() -> None:
    async with reading(document(TWICE), size=(40, 20)) as reader:
        await write(reader, "word " * 100)
        await reader.press("e")
        area = reader.app.screen.query_one(TextArea)
        assert area.wrapped_document.height > 10
        assert area.region.right <= 40
        assert area.region.bottom <= 20


async def test_two_readers_on_one_store_see_what_the_other_wrote() -> None:
    async with reading(document(TWICE)) as reader:
        other = Store(paths.store())
        elsewhere = other.shelve(document("他走了。", "/texts/other.txt"))
        other.correct(elsewhere, Correction("english", 0, "他走了。", "He is gone."))
        await write(reader, "Mine.")
        await reader.press("u")
        await complete(reader)
        assert english(reader)[1] == "He is gone."
        assert [t.target for t in other.human([Annotated(s, ()) for s in reader.screen._sheet.sentences])] == [
            "He is gone."
        ]


async def test_a_near_match_is_a_hint_on_the_card_and_never_the_english() -> None:
    async with reading(document("甲公司发布了新的语言模型。\n\n他走了。\n\n甲公司发布了新的模型。")) as reader:
        machine = english(reader)
        await write(reader, "A has a new language model.")
        await reader.press("G")
        hint = "91% like: 甲公司发布了新的语言模型。 → A has a new language model., by a human"
        await reader.until(lambda: hint in reader.docked)
        assert english(reader)[1:] == machine[1:]
        await reader.press("enter")
        assert hint in reader.card
        await reader.press("escape", "k")
        await reader.until(lambda: reader.word == "他")
        assert "like:" not in reader.card


async def test_a_long_hint_takes_one_line_of_the_card() -> None:
    source = "甲公司" + "发布了新的语言模型" * 9 + "。"
    async with reading(document(f"{source}\n\n{source[:-1]}！")) as reader:
        await write(reader, "word " * 60)
        await reader.press("j")
        await reader.until(lambda: "98% like: " in reader.card)
        (hint,) = [row for row in reader.docked if "like" in row]
        assert hint.endswith("…, by a human")
        assert "… → word word" in hint
