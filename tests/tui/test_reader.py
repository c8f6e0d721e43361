"""The reader, driven by keys and pointer, with a real engine room behind it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from driving import Reading, document, reading

from reader.ingest import ingest
from reader.translate.packages import install_from
from reader.tui import card
from reader.tui.bars import Header
from reader.tui.view import PageView

SAMPLE = Path(__file__).parents[2] / "assets" / "sample.md"
pytestmark = pytest.mark.usefixtures("cache")


async def test_each_sentence_starts_on_the_row_of_its_english() -> None:
    async with reading() as reader:
        rows = reader.text()
        row = next(row for row in rows if "智谱" in row)
        assert "Zhipu" in row.split("│")[1]


async def test_keys_move_by_word_and_sentence() -> None:
    async with reading() as reader:
        words = [reader.word]
        for key in ("l", "j", "l", "right", "h", "k", "left"):
            await reader.press(key)
            words.append(reader.word)
        assert words == ["开源", "模型", "智谱", "发布", "了", "发布", "开源", "开源"]


async def test_paragraphs_ends_and_the_way_back() -> None:
    async with reading() as reader:
        words = []
        for keys in (
            ["right_curly_bracket"],
            ["right_curly_bracket"],
            ["left_curly_bracket"],
            ["G"],
            ["ctrl+o"],
            ["g", "g"],
            ["end"],
            ["home"],
        ):
            await reader.press(*keys)
            words.append(reader.word)
        assert words == ["智谱", "闭源", "智谱", "套壳", "智谱", "开源", "套壳", "开源"]


async def test_the_card_tells_word_pinyin_meaning_term_and_source() -> None:
    async with reading() as reader:
        await reader.press("j", "j")
        assert reader.word == "银行"
        assert "银行  yín háng" in reader.card
        assert "bank" in reader.card
        assert "reading: dictionary" in reader.card
        await reader.press("home")
        assert "开源  kāi yuán  open-source  new · glossary term · in the English · reading: glossary" in reader.card


async def test_the_pointer_lights_a_word_and_floats_its_card() -> None:
    async with reading() as reader:
        await reader.point_at("银行")
        assert reader.word == "银行"
        await reader.until(lambda: bool(reader.floating))
        assert "yín háng" in reader.floating
        await reader.press("j")
        assert reader.floating == ""


async def test_a_click_moves_the_cursor() -> None:
    async with reading() as reader:
        await reader.point_at("闭源")
        y = next(y for y, row in enumerate(reader.text()) if "闭源" in row)
        await reader.pilot.click(PageView, offset=(2, y))
        assert reader.page.cursor.item == reader.page.light.item
        assert reader.word == "闭源"


async def test_the_english_has_a_card_too() -> None:
    async with reading() as reader:
        await reader.press("j", "tab")
        assert reader.word == "Zhipu"
        assert "word gloss, not a translation" in reader.card


async def test_pinyin_stands_above_its_words_then_on_the_card_only() -> None:
    async with reading() as reader:
        await reader.press("p")
        rows = reader.text()
        y = next(y for y, row in enumerate(rows) if "智谱" in row)
        assert re.search(r"Zhìpǔ|zhìpǔ", rows[y - 1])
        assert reader.message == "pinyin: above every word"
        await reader.press("p")
        assert reader.message == "pinyin: on the card only"
        assert reader.text() != rows
        assert "kāi yuán" in reader.card


LONG = "\n\n".join(f"第{n}天，公司发布了新模型，它是开源的，价格比去年下降了百分之{n}。" for n in range(1, 30))


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 24)])
async def test_pinyin_on_and_off_is_the_page_as_it_was(size: tuple[int, int]) -> None:
    async with reading(ingest(str(SAMPLE)), size=size) as reader:
        for _ in range(20):
            before = reader.text()
            await reader.press("p", "p")
            assert reader.text() == before
            await reader.press("j")


async def test_a_text_opened_again_shows_the_whole_sentence() -> None:
    async with reading(document(LONG)) as reader:
        await reader.press(*"jjjjjjjjjjjjjjjj", "q")
    async with reading(document(LONG)) as reader:
        page = reader.page
        top, rows = page._row(page.cursor.item), len(page.sheet.rows(page.cursor.item)) - 1
        assert (page.cursor.item, rows > 1) == (16, True)
        assert 0 < top <= top + rows <= page.size.height


async def test_the_first_of_two_keys_is_forgotten_with_a_second_that_means_nothing() -> None:
    async with reading() as reader:
        await reader.press("g")
        assert reader.message == "g …"
        await reader.press("z")
        assert reader.message == ""


@pytest.mark.parametrize("keys", [(), ("enter",)])
async def test_a_card_that_has_no_room_ends_with_an_ellipsis(keys: tuple[str, ...]) -> None:
    async with reading(document("打" * 3 + "。打了他。"), size=(20, 30)) as reader:
        await reader.press(*keys)
        shown = reader.docked
        assert len(shown) == (14 if keys else 3)
        assert shown[-1 - len(keys)].endswith(" …")
        assert shown[-1].startswith("pinned") == bool(keys)


async def test_a_pinned_card_stays_until_esc() -> None:
    async with reading() as reader:
        await reader.press("enter", "j", "j")
        assert reader.card.startswith("开源")
        await reader.press("escape")
        assert not reader.card.startswith("开源")
        await reader.press("escape")
        assert not reader.screen.query_one(card.DockedCard).region


async def test_a_sentence_is_cut_joined_and_both_taken_back() -> None:
    def sentences(reader: Reading) -> list[str]:
        return [s.text for s in reader.screen._sheet.sentences][1:3]

    async with reading() as reader:
        before = sentences(reader)
        await reader.press("j", "l", "l", "l", "g", "c")
        assert sentences(reader) == ["智谱发布了", "新模型，它是开源的。"]
        await reader.press("k", "g", "J")
        assert sentences(reader)[0] == "智谱发布了新模型，它是开源的。"
        await reader.press("u")
        assert sentences(reader)[0] == "智谱发布了"
        await reader.press("u")
        assert sentences(reader) == before
        await reader.press("u")
        assert reader.message == "nothing to take back"


async def test_a_cut_loses_no_other_sentence() -> None:
    async with reading() as reader:
        english = [reader.screen._sheet.translation(n) for n in range(len(reader.screen._sheet.sentences))]
        await reader.press("j", "l", "g", "c")
        kept = [reader.screen._sheet.translation(n) for n in range(len(reader.screen._sheet.sentences))]
        assert kept[3:] == english[2:]


async def test_a_cut_is_there_when_the_text_is_opened_again() -> None:
    async with reading() as reader:
        await reader.press("j", "l", "g", "c", "q")
    async with reading() as reader:
        assert reader.screen._sheet.sentences[1].text == "智谱"


async def test_the_place_is_kept() -> None:
    async with reading() as reader:
        await reader.press("j", "j", "l", "q")
    async with reading() as reader:
        assert reader.word == "行长"


async def test_the_header_says_what_the_english_is_and_how_far() -> None:
    async with reading() as reader:
        header = str(reader.screen.query_one(Header).render())
        assert "某报 · 2025-12-11 · word gloss, not a translation · 6 of 6 sentences" in header


@pytest.mark.parametrize(("width", "said"), [(80, "word gloss, not a translation"), (30, "gloss")])
async def test_a_narrow_header_still_says_what_the_english_is(width: int, said: str) -> None:
    async with reading(size=(width, 30)) as reader:
        assert said in str(reader.screen.query_one(Header).render())


async def test_the_chinese_is_there_before_any_engine() -> None:
    async with reading(finished=False) as reader:
        assert any("开源模型崛起" in row for row in reader.text())


async def test_markup_in_the_text_is_text() -> None:
    async with reading() as reader:
        await reader.press("G")
        assert any("[red]红[/red]" in row for row in reader.text())
        for _ in range(6):
            await reader.press("l")
        assert "red" in "".join(reader.text())


async def test_help_shows_every_key_and_any_key_closes_it() -> None:
    async with reading() as reader:
        await reader.press("question_mark")
        assert len(reader.app.screen_stack) == 3
        await reader.press("j")
        assert len(reader.app.screen_stack) == 2


@pytest.mark.parametrize("width", [20, 60, 79])
async def test_a_narrow_terminal_stacks_the_english_under_the_chinese(width: int) -> None:
    async with reading(size=(width, 30)) as reader:
        rows = reader.text()
        y = next(y for y, row in enumerate(rows) if "智谱" in row)
        assert not any("│" in row for row in rows)
        assert any("Zhipu" in row for row in rows[y + 1 : y + 4])


async def test_a_resize_keeps_the_sentence_on_screen() -> None:
    async with reading() as reader:
        await reader.press("G")
        for size in ((40, 12), (10, 5), (160, 20)):
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
            assert reader.page.cursor.item in reader.page._shown()
            assert reader.word == "套壳"


async def test_pinning_a_card_moves_no_column() -> None:
    async with reading() as reader:
        before = reader.screen._sheet.geometry
        await reader.press("j", "enter", "escape")
        assert reader.screen._sheet.geometry == before


async def test_the_split_moves_by_keys() -> None:
    async with reading() as reader:
        before = reader.screen._sheet.geometry.source_width
        await reader.press("greater_than_sign")
        wider = reader.screen._sheet.geometry.source_width
        await reader.press("less_than_sign", "less_than_sign")
        assert reader.screen._sheet.geometry.source_width < before < wider


# The word gloss under a translation, and which words render which


async def test_the_english_of_the_word_lights_up() -> None:
    async with reading() as reader:
        sheet = reader.screen._sheet
        index = next(i for i, s in enumerate(sheet.sentences) if s.text.startswith("闭源"))
        words, english = [w.text for w in sheet.words(index)], sheet.english(index)
        linked = {
            word: "".join(english[n] for n in sorted(sheet.linked(index, k, "source"))) for k, word in enumerate(words)
        }
        assert linked["闭源"].lower() == "the closed-source"
        assert linked["模型"] == "model"
        back = sheet.linked(index, english.index("model"), "target")
        assert [words[n] for n in back] == ["模型"]


async def test_over_a_gloss_the_literal_key_says_why_not() -> None:
    async with reading() as reader:
        await reader.press("w")
        assert "is the word gloss" in reader.message


async def test_the_literal_line_stands_under_a_translation() -> None:
    install_from(Path(__file__).parents[1] / "models" / "tiny-zh_en.argosmodel", trust=True)
    async with reading(document("快讯\n\n谷歌发布大模型。")) as reader:
        await reader.until(lambda: bool(reader.screen._sheet._literal))
        assert not any("≈" in row for row in reader.text())
        await reader.press("w")
        assert any("Google releases the large model." in row for row in reader.text())
        assert any("≈ Google releases large model." in row for row in reader.text())
        await reader.press("w")
        assert not any("≈" in row for row in reader.text())
