"""Finding: Chinese, English, pinyin without tones, marks, headings, bookmarks; by key, from one to the next."""

from __future__ import annotations

import pytest
from driving import Reading, document, reading
from textual.widgets import OptionList

from reader.tui.asking import AskScreen
from reader.tui.choosing import ChoiceScreen

pytestmark = pytest.mark.usefixtures("cache")

TEXT = "开源模型\n\n智谱的模型是开源的。他开心。\n\n公司很小。开源很好，开源很快。"


async def search(reader: Reading, typed: str) -> None:
    await reader.press("/")
    assert isinstance(reader.app.screen, AskScreen)
    await reader.press(*typed, "enter")


def hits(reader: Reading) -> list[str]:
    """The words that are marked, each with its sentence."""
    found, sheet = reader.page.search, reader.page.sheet
    assert found
    halves = [(sheet.sentences[h.sentence].text, "".join(sheet.english(h.sentence)), h) for h in found.hits]
    return [
        f"{h.sentence} {(source if h.column == 'source' else target)[h.start : h.end]}" for source, target, h in halves
    ]


def place(reader: Reading) -> str:
    return f"{reader.page.sheet.items[reader.page.cursor.item].sentence} {reader.word}"


async def test_chinese_is_found_from_the_cursor_on_and_n_goes_around() -> None:
    async with reading(document(TEXT)) as reader:
        await reader.press("j", "j")
        await search(reader, "开源")
        assert hits(reader) == ["0 开源", "1 开源", "4 开源", "4 开源"]
        assert (place(reader), reader.message) == ("4 开源", "开源: 3 of 4 · n next · N before · Esc ends it")
        await reader.press("n")
        assert reader.message.startswith("开源: 4 of 4")
        await reader.press("n")
        assert (place(reader), reader.message) == (
            "0 开源", "开源: 1 of 4 · n next · N before · Esc ends it · around the end",
        )  # fmt: skip
        await reader.press("N")
        assert reader.message.startswith("开源: 4 of 4")


async def test_a_part_of_a_word_is_found_and_n_gets_past_it() -> None:
    async with reading(document(TEXT)) as reader:
        await search(reader, "源")
        assert (place(reader), len(hits(reader))) == ("0 开源", 4)
        await reader.press("n")
        assert place(reader) == "1 开源"


async def test_pinyin_without_tones_finds_the_chinese() -> None:
    async with reading(document(TEXT)) as reader:
        await search(reader, "kaiyuan")
        await reader.until(lambda: reader.message.startswith("kaiyuan: 1 of 4"))
        assert hits(reader) == ["0 开源", "1 开源", "4 开源", "4 开源"]


async def test_pinyin_finds_what_is_read_so_there() -> None:
    async with reading(document("银行行长。他还在行走。")) as reader:
        await search(reader, "xing")
        await reader.until(lambda: reader.message.startswith("xing: 1 of 1"))
        assert hits(reader) == ["1 行"]


async def test_english_is_found_in_its_own_column() -> None:
    async with reading(document(TEXT)) as reader:
        await search(reader, "company")
        assert hits(reader)[0].lower() == "3 company"
        assert reader.page.cursor.column == "target"


async def test_the_star_walks_through_a_word() -> None:
    async with reading(document(TEXT)) as reader:
        await reader.press("*")
        assert reader.message == "开源: 1 of 4 · n next · N before · Esc ends it"
        await reader.press("n", "n")
        assert place(reader) == "4 开源"


async def test_what_is_not_there_is_said() -> None:
    async with reading(document(TEXT)) as reader:
        await search(reader, "钛")
        assert reader.message == "钛: not found"
        await reader.press("escape", "n")
        assert reader.message == "nothing has been searched for; / searches"


async def test_escape_ends_the_search_and_gives_up_asking() -> None:
    async with reading(document(TEXT)) as reader:
        before = place(reader)
        await reader.press("/", "x", "escape")
        assert (place(reader), reader.page.search) == (before, None)
        await search(reader, "开源")
        await reader.press("escape")
        assert reader.page.search is None


async def test_f_goes_from_mark_to_mark() -> None:
    async with reading(document(TEXT)) as reader:
        await reader.press("f")
        assert reader.message == "no mark in the margin after this"
        await reader.press("j", "j", "m", "home", "f")
        assert place(reader).startswith("2 ")
        await reader.press("F")
        assert reader.message == "no mark in the margin before this"


async def test_a_bookmark_is_shown_listed_kept_and_taken_back() -> None:
    async with reading(document(TEXT)) as reader:
        await reader.press("j", "j", "m")
        assert [row[:2] for row in reader.text() if row.startswith("▶")] == ["▶他"]
        assert reader.message == "bookmark set; ' lists them"
    async with reading(document(TEXT)) as reader:
        await reader.press("home", "'")
        assert isinstance(reader.app.screen, ChoiceScreen)
        assert [str(o.prompt) for o in reader.app.screen.query_one(OptionList).options] == ["他开心。"]
        await reader.press("enter")
        assert place(reader).startswith("2 ")
        await reader.press("m")
        assert (reader.page.sheet.bookmarks, reader.message) == (set(), "bookmark taken away; u brings it back")
        await reader.press("u")
        assert reader.page.sheet.bookmarks == {2}
        await reader.press("u")
        assert reader.page.sheet.bookmarks == set()


async def test_the_headings_are_listed_and_gone_to() -> None:
    async with reading(document(TEXT)) as reader:
        await reader.press("end", "o")
        assert isinstance(reader.app.screen, ChoiceScreen)
        assert [str(o.prompt) for o in reader.app.screen.query_one(OptionList).options] == ["开源模型"]
        await reader.press("enter")
        assert place(reader).startswith("0 ")
        await reader.press("ctrl+o")
        assert place(reader).startswith("4 ")


async def test_hits_follow_the_sentences_when_one_is_cut() -> None:
    async with reading(document(TEXT)) as reader:
        await search(reader, "开源")
        await reader.press("G")
        reader.page.go(reader.page.cursor.item, 5)
        await reader.press("g", "c")
        assert hits(reader) == ["0 开源", "1 开源", "4 开源", "5 开源"]
