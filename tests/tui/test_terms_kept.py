"""The glossary opened in the reader: a term kept, changed, taken away, and the sentences that follow it."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import Reading, document, reading
from textual.widgets import Input, OptionList, Static

from reader import paths
from reader.glossary import load
from reader.tui.choosing import ChoiceScreen
from reader.tui.term import TermScreen

pytestmark = pytest.mark.usefixtures("cache")

HEADER = "source\ttarget\tpinyin\tpos\tnote\tvariants\n"
TEXT = "智驾很贵。他走了。\n\n没有智驾就不买。\n\n开源很好。开源节流。"


def english(reader: Reading) -> list[str]:
    return ["".join(reader.screen._sheet.english(n)) for n in range(len(reader.screen._sheet.sentences))]


def having(reader: Reading, said: str) -> list[int]:
    """The sentences whose English has this."""
    return [number for number, text in enumerate(english(reader)) if said.lower() in text.lower()]


def own(*lines: str) -> Path:
    paths.glossary().write_text(HEADER + "".join(f"{line}\n" for line in lines), "utf-8")
    return paths.glossary()


def kept() -> dict[str, str]:
    return {entry.source: entry.target for entry in load(paths.glossary()).entries}


async def at(reader: Reading, word: str) -> None:
    """Put the cursor on the first place of a word."""
    await reader.until(lambda: all(reader.screen._sheet.words(n) for n in range(len(reader.screen._sheet.sentences))))
    reader.page.go(*reader.screen._text.at(reader.screen._text.document.text.index(word)))
    await reader.pilot.pause()


async def opened(reader: Reading, word: str = "") -> TermScreen:
    """Open the glossary at a word, and wait until it and the sentences are there."""
    if word:
        await at(reader, word)
    await reader.press("t")
    screen = reader.app.screen
    assert isinstance(screen, TermScreen)
    await reader.until(lambda: bool(part(screen, "sentences")) or reader.app.screen is not screen)
    await reader.pilot.pause()
    return screen


def part(screen: TermScreen, name: str) -> str:
    return str(screen.query_one(f".{name}", Static).render())


def fields(screen: TermScreen) -> list[str]:
    return [field.value for field in screen.query(Input)]


async def fill(reader: Reading, **values: str) -> None:
    for name, value in values.items():
        reader.app.screen.query_one(f"#{name}", Input).value = value
    await reader.pilot.pause()


async def keep(reader: Reading, word: str, target: str) -> None:
    """Give a word this English, and wait until the engine room has said whom that concerns."""
    await opened(reader, word)
    await fill(reader, target=target)
    await reader.press("enter")
    await changed(reader)


async def changed(reader: Reading) -> None:
    await reader.until(lambda: "changed" in reader.message)


async def test_a_word_becomes_a_term_and_its_sentences_are_done_again() -> None:
    async with reading(document(TEXT)) as reader:
        before = english(reader)
        await keep(reader, "智驾", "assisted driving")
        assert reader.message == "智驾 → assisted driving · u takes it back · 2 sentences of this text have changed"
        await reader.until(lambda: having(reader, "assisted driving") == [0, 2])
        assert [english(reader)[n] for n in (1, 3, 4)] == [before[n] for n in (1, 3, 4)]
        assert paths.glossary().read_text("utf-8") == HEADER + "智驾\tassisted driving\n"


async def test_a_new_term_begins_with_the_first_meaning_as_a_hint_that_typing_replaces() -> None:
    async with reading(document(TEXT)) as reader:
        screen = await opened(reader, "贵")
        assert fields(screen) == ["贵", "expensive", "", "", "", ""]
        assert (
            part(screen, "origin")
            == "a new term for your glossary; its English is the dictionary's first meaning, a hint"
        )
        assert screen.query_one("#pinyin", Input).placeholder == "guì, as it is read now"
        await reader.press(*"dear")
        assert fields(screen)[1] == "dear"


async def test_a_shipped_term_is_shown_as_such_and_can_be_changed_and_the_change_taken_away() -> None:
    async with reading(document(TEXT)) as reader:
        before = english(reader)
        screen = await opened(reader, "开源")
        assert fields(screen)[:3] == ["开源", "open-source", "kāi yuán"]
        assert part(screen, "origin") == "from ai.tsv, which came with duizhao; yours comes before it"
        await fill(reader, target="in the open")
        await reader.press("enter")
        await reader.until(lambda: having(reader, "in the open") == [3])
        screen = await opened(reader)
        assert (fields(screen)[1], part(screen, "origin")) == ("in the open", "from your glossary")
        await reader.press("ctrl+d")
        await reader.until(lambda: english(reader) == before)
        assert kept() == {}


async def test_a_shipped_term_can_be_switched_off_and_on_again() -> None:
    async with reading(document(TEXT)) as reader:
        await opened(reader, "开源")
        await reader.press("ctrl+d")
        await changed(reader)
        assert reader.message.startswith("开源 is no term any more · u takes it back · 1 sentence")
        await reader.until(lambda: reader.screen._sheet.words(3)[0].term == "")
        assert kept() == {"开源": "-"}
        assert part(await opened(reader), "origin") == "no term, says your glossary"
        await reader.press("ctrl+d")
        await reader.until(lambda: reader.screen._sheet.words(3)[0].term == "open-source")


async def test_the_sentences_that_have_it_are_shown_before_it_is_kept() -> None:
    async with reading(document(TEXT)) as reader:
        assert part(await opened(reader, "智驾"), "sentences").split("\n") == [
            "2 sentences have it and change:", "  智驾很贵。", "  没有智驾就不买。",
        ]  # fmt: skip
        await reader.press("escape")
        assert part(await opened(reader, "开源"), "sentences").split("\n") == [
            "1 sentence of this text has it and changes:", "  开源很好。",
        ]  # fmt: skip
        await fill(reader, source="*开源*")
        await reader.until(lambda: "2 sentences" in part(reader.app.screen, "sentences"))  # type: ignore[arg-type]
        await fill(reader, source="量子")
        await reader.until(lambda: "no sentence" in part(reader.app.screen, "sentences"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "typed", "wrong"),
    [
        ("target", " ", "it has no target"),
        ("source", "abc", "it has a source without Chinese: “abc”"),
        ("source", "#智驾", "it begins with #, which makes it a comment"),
        ("pinyin", "zhi4", "it has 1 syllables of pinyin for the 2 Chinese characters of “智驾”"),
    ],
)
async def test_what_is_wrong_is_said_while_it_is_typed_and_not_kept(field: str, typed: str, wrong: str) -> None:
    async with reading(document(TEXT)) as reader:
        screen = await opened(reader, "智驾")
        await fill(reader, target="driving")
        await fill(reader, **{field: typed})
        assert part(screen, "wrong") == wrong
        await reader.press("enter")
        assert (reader.app.screen, paths.glossary().exists()) == (screen, False)


async def test_all_columns_are_kept_and_foreign_lines_stay() -> None:
    own("# mine", "闭源\tclosed-source")
    async with reading(document(TEXT)) as reader:
        await opened(reader, "智驾")
        await fill(reader, target="driving", pinyin="zhi4 jia4", pos="noun", note="of cars", variants="autopilot|AP")
        await reader.press("enter")
        await changed(reader)
        line = "智驾\tdriving\tzhì jià\tnoun\tof cars\tautopilot|AP"
        assert paths.glossary().read_text("utf-8") == f"{HEADER}# mine\n闭源\tclosed-source\n{line}\n"
        await reader.until(lambda: reader.screen._sheet.words(0)[0].reading == "glossary")


async def test_u_and_ctrl_r_turn_the_file_and_the_page() -> None:
    own("智驾\tself-driving")
    async with reading(document(TEXT)) as reader:
        await keep(reader, "智驾", "assisted driving")
        await reader.until(lambda: having(reader, "assisted driving") == [0, 2])
        await reader.press("u")
        await reader.until(lambda: having(reader, "self-driving") == [0, 2])
        assert kept() == {"智驾": "self-driving"}
        assert reader.message == "took back: 智驾 in your glossary · 2 sentences of this text have changed"
        await reader.press("ctrl+r")
        await reader.until(lambda: having(reader, "assisted driving") == [0, 2])
        assert kept() == {"智驾": "assisted driving"}
        await opened(reader)
        await reader.press("ctrl+d")
        await changed(reader)
        await reader.press("u")
        await reader.until(lambda: having(reader, "assisted driving") == [0, 2])


async def test_what_was_changed_by_hand_since_is_not_lost_to_undo() -> None:
    async with reading(document(TEXT)) as reader:
        await keep(reader, "贵", "dear")
        await keep(reader, "智驾", "assisted driving")
        path = own("智驾\tby hand", "贵\tdear")
        await reader.press("u")
        assert reader.message == f"{path}: has 智驾 otherwise since, and is left as it is"
        assert kept() == {"智驾": "by hand", "贵": "dear"}
        await reader.press("u")
        await changed(reader)
        assert kept() == {"智驾": "by hand"}
        await reader.until(lambda: having(reader, "by hand") == [0, 2])


async def test_your_own_english_stays() -> None:
    async with reading(document(TEXT)) as reader:
        await at(reader, "智驾")
        await reader.press("e", *" Mine.", "enter")
        mine = english(reader)[0]
        await keep(reader, "智驾", "assisted driving")
        assert reader.message.endswith("2 sentences of this text have changed, your own English of 1 of them stays")
        await reader.until(lambda: having(reader, "assisted driving") == [2])
        assert english(reader)[0] == mine


async def test_the_page_keeps_its_place() -> None:
    text = "\n\n".join(f"第{n}段说的是智驾，说了很多很多。" for n in range(60))
    async with reading(document(text)) as reader:
        reader.page.go(40, 7)
        await reader.pilot.pause()
        row = reader.page._row(40)
        await keep(reader, "", "the assisted driving of cars on roads and in towns and elsewhere")
        await reader.until(lambda: "assisted" in english(reader)[40])
        await reader.pilot.pause()
        assert (reader.page.cursor.item, reader.word, reader.page._row(40)) == (40, "智驾", row)


async def test_a_broken_file_is_said_in_the_footer_and_reading_goes_on() -> None:
    path = own("智驾 assisted")
    async with reading(document(TEXT)) as reader:
        said = f"{path}, line 2: has no tab; source and target are separated by one"
        assert reader.message == f"{said}; your own terms are left out until it is mended"
        await at(reader, "智驾")
        await reader.press("t")
        await reader.until(lambda: reader.app.screen is reader.screen)
        assert reader.message == said
        await reader.press("T")
        await reader.until(lambda: reader.message == said)
        own("智驾\tassisted")
        await keep(reader, "智驾", "driving")
        await reader.until(lambda: having(reader, "driving") == [0, 2])


async def test_enter_without_a_change_and_esc_change_nothing() -> None:
    path = own("智驾\tself-driving")
    before = path.stat().st_mtime_ns
    async with reading(document(TEXT)) as reader:
        for key, said in (("enter", "nothing has changed"), ("escape", "")):
            await opened(reader, "智驾")
            await reader.press(key)
            assert (reader.app.screen, reader.message) == (reader.screen, said)
        await reader.press("u")
        assert reader.message == "nothing to take back"
    assert path.stat().st_mtime_ns == before


async def test_where_there_is_no_chinese_word_the_footer_says_what_to_do() -> None:
    async with reading(document("AI来了。")) as reader:
        await at(reader, "AI")
        await reader.press("t")
        assert reader.message == "put the cursor on a Chinese word"


async def test_own_terms_are_listed_and_opened_from_the_list() -> None:
    async with reading(document(TEXT)) as reader:
        await reader.press("T")
        await reader.until(lambda: reader.message.startswith("no terms of your own yet"))
        own("智驾\tself-driving\t\t\tof cars", "开源\t-")
        await reader.press("T")
        await reader.until(lambda: isinstance(reader.app.screen, ChoiceScreen))
        lines = [str(option.prompt) for option in reader.app.screen.query_one(OptionList).options]
        assert lines == ["智驾  self-driving  of cars", "开源  no term"]
        await reader.press("j", "enter")
        screen = reader.app.screen
        assert isinstance(screen, TermScreen)
        await reader.until(lambda: bool(part(screen, "sentences")))
        assert fields(screen)[:2] == ["开源", "-"]


async def test_it_fits_a_small_terminal() -> None:
    async with reading(document(TEXT), size=(40, 12)) as reader:
        screen = await opened(reader, "智驾")
        assert screen.query_one("#target", Input).region.right <= 40
        await reader.press("tab", "tab", "tab", "tab")
        await reader.pilot.pause()
        assert screen.focused is screen.query_one("#variants", Input)
        assert screen.region.contains_region(screen.query_one("#variants", Input).region)
