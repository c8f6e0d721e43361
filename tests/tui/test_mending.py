"""Words and readings mended by key: at once, for good, taken back, and wherever the reader says."""

from __future__ import annotations

import pytest
from driving import Reading, document, reading
from textual.widgets import OptionList

from reader import paths
from reader.model import KeptRule
from reader.store import Store
from reader.tui.choosing import ChoiceScreen
from reader.tui.pronouncing import PronounceScreen

pytestmark = pytest.mark.usefixtures("cache")

TEXT = "他还了钱，还没走。\n\n智驾很贵。智驾也好。\n\n银行行长来了。"


def words(reader: Reading, sentence: int) -> str:
    return "|".join(word.text for word in reader.screen._sheet.words(sentence))


def pinyin(reader: Reading, sentence: int) -> str:
    return " ".join("".join(word.pinyin) or word.text for word in reader.screen._sheet.words(sentence))


async def at(reader: Reading, word: str) -> None:
    """Put the cursor on the first place of a word."""
    await reader.until(lambda: all(reader.screen._sheet.words(n) for n in range(len(reader.screen._sheet.sentences))))
    await reader.press("home")
    text = reader.screen._text.document.text
    item, offset = reader.screen._text.at(text.index(word))
    reader.page.go(item, offset)
    await reader.pilot.pause()


async def pronounce(reader: Reading, *keys: str) -> None:
    """Open the readings of the word under the cursor, wait for them, press these keys."""
    await reader.press("r")
    screen = reader.app.screen
    assert isinstance(screen, PronounceScreen)
    await reader.until(lambda: bool(screen._found))
    await reader.pilot.pause()
    await reader.press(*keys)


def offered(reader: Reading) -> list[str]:
    return [str(option.prompt) for option in reader.app.screen.query_one(OptionList).options]


def kept() -> list[KeptRule]:
    return list(Store(paths.store()).kept_rules())


async def test_a_word_is_joined_with_the_next_wherever_both_stand_in_the_text() -> None:
    async with reading(document(TEXT)) as reader:
        await at(reader, "很")
        await reader.press("J")
        await reader.until(lambda: words(reader, 1) == "智驾|很贵|。")
        assert reader.message == "很贵 in this text · g a: in all texts · u takes it back"


async def test_a_join_may_be_wrong_and_u_takes_it_back() -> None:
    async with reading(document(TEXT)) as reader:
        await at(reader, "很")
        await reader.press("J")
        await reader.until(lambda: words(reader, 1) == "智驾|很贵|。")
        await reader.press("u")
        await reader.until(lambda: words(reader, 1) == "智驾|很|贵|。")
        assert reader.message == "took back: 很贵 很贵 in this text"
        assert kept() == []


async def test_a_word_of_two_characters_is_cut_at_once_everywhere_in_the_text() -> None:
    async with reading(document(TEXT)) as reader:
        await at(reader, "智驾")
        await reader.press("c")
        await reader.until(lambda: [words(reader, n) for n in (1, 2)] == ["智|驾|很|贵|。", "智|驾|也好|。"])
        assert kept() == [KeptRule("words", "智驾", ("智", "驾"), "/texts/news.txt")]


async def test_a_longer_word_is_cut_where_the_reader_chooses() -> None:
    async with reading(document("银行行长来了。")) as reader:
        await at(reader, "银行")
        await reader.press("J")
        await reader.until(lambda: words(reader, 0) == "银行行长|来|了|。")
        await reader.press("c")
        assert isinstance(reader.app.screen, ChoiceScreen)
        assert offered(reader) == ["银行 | 行长", "银 | 行行长", "银行行 | 长"]
        await reader.press("enter")
        await reader.until(lambda: words(reader, 0) == "银行|行长|来|了|。")


async def test_what_was_mended_is_so_when_the_text_is_opened_again() -> None:
    async with reading(document(TEXT)) as reader:
        await at(reader, "很")
        await reader.press("J")
        await reader.until(lambda: words(reader, 1) == "智驾|很贵|。")
    async with reading(document(TEXT)) as reader:
        assert words(reader, 1) == "智驾|很贵|。"
    async with reading(document(TEXT, "/texts/other.txt")) as reader:
        assert words(reader, 1) == "智驾|很|贵|。"


async def test_g_a_lets_it_hold_in_every_text_and_u_takes_that_back_first() -> None:
    async with reading(document(TEXT)) as reader:
        await at(reader, "很")
        await reader.press("J", "g", "a")
        assert reader.message == "很贵 in all texts · u takes it back"
    async with reading(document(TEXT, "/texts/other.txt")) as reader:
        assert words(reader, 1) == "智驾|很贵|。"
    async with reading(document(TEXT)) as reader:
        await reader.press("u")
        assert [rule.text for rule in kept()] == ["/texts/news.txt"]
        await reader.press("g", "a", "g", "a")
        assert reader.message == "only a change of a word or a reading can hold in more places"


async def test_a_reading_is_chosen_from_what_the_dictionary_has() -> None:
    async with reading(document(TEXT)) as reader:
        await at(reader, "走")
        await reader.press("r")
        await reader.until(lambda: "zǒu" in offered(reader)[0])
        assert "as it is now" in offered(reader)[0]
        await reader.press("escape")
        await at(reader, "还没")
        await pronounce(reader)
        assert [line.split("  ")[0] for line in offered(reader)][:2] == ["1 hái", "2 huán"]


async def test_a_word_of_one_character_is_read_so_at_its_place_first() -> None:
    async with reading(document("他还没走，还没来。")) as reader:
        await at(reader, "还")
        await pronounce(reader, "enter")
        await reader.until(lambda: pinyin(reader, 0) == "tā huán méi zǒu ， hái méi lái 。")
        assert reader.message == "还 huán at this place · g a: in this text · u takes it back"
        await reader.press("g", "a")
        await reader.until(lambda: pinyin(reader, 0) == "tā huán méi zǒu ， huán méi lái 。")
        await reader.press("u", "u")
        await reader.until(lambda: pinyin(reader, 0) == "tā hái méi zǒu ， hái méi lái 。")


async def test_a_reading_is_typed_and_the_card_says_whose_it_is() -> None:
    async with reading(document(TEXT)) as reader:
        await at(reader, "智驾")
        await pronounce(reader, *"zhi1jia4", "enter")
        await reader.until(lambda: pinyin(reader, 1).startswith("zhījià"))
        await reader.pilot.pause()
        assert "zhī jià" in reader.card
        assert "reading: your correction" in reader.card


async def test_tab_lets_the_reading_hold_in_all_texts() -> None:
    async with reading(document(TEXT)) as reader:
        await at(reader, "智驾")
        await pronounce(reader, "tab", *"zhi1jia4", "enter")
        assert reader.message == "智驾 zhī jià in all texts · u takes it back"
        assert kept() == [KeptRule("reading", "智驾", ("zhī", "jià"))]


async def test_what_is_no_pinyin_is_said_and_can_be_mended() -> None:
    async with reading(document(TEXT)) as reader:
        await at(reader, "智驾")
        await pronounce(reader, *"zhi", "enter")
        wrong = str(reader.app.screen.query_one(".wrong").render())
        assert wrong == "it has 1 syllables of pinyin for the 2 Chinese characters of “智驾”"
        await reader.press(*"1jia4", "enter")
        assert kept()[0].parts == ("zhī", "jià")


async def test_the_gloss_follows_the_words() -> None:
    async with reading(document("东西很好。")) as reader:
        before = reader.screen._sheet.english(0)
        await at(reader, "东西")
        await reader.press("c")
        await reader.until(lambda: reader.screen._sheet.english(0) != before)
        assert "east" in reader.screen._sheet.english(0)


@pytest.mark.parametrize(
    ("word", "key", "said"),
    [
        ("。", "J", "put the cursor on a word that another one follows at once"),
        ("来", "c", "put the cursor on a word of several characters"),
        ("AI", "r", "put the cursor on a Chinese word"),
    ],
)
async def test_where_nothing_can_be_mended_the_footer_says_what_to_do(word: str, key: str, said: str) -> None:
    async with reading(document("AI来了。")) as reader:
        await at(reader, word)
        await reader.press(key)
        assert reader.message == said


async def test_the_dialogs_give_up_with_escape() -> None:
    async with reading(document("银行行长来了。")) as reader:
        await at(reader, "银行")
        await pronounce(reader, "escape")
        await reader.press("J")
        await reader.until(lambda: words(reader, 0) == "银行行长|来|了|。")
        await reader.press("c", "escape")
        assert (words(reader, 0), len(kept())) == ("银行行长|来|了|。", 1)
