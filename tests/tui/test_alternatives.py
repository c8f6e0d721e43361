"""What else the engine could say of a sentence: asked of the real small model, taken by one key, and taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from driving import Reading, document, reading
from textual.widgets import OptionList

from reader import paths, room
from reader.store import Store
from reader.translate.packages import install_from
from reader.tui.alternatives import AlternativesScreen

TINY = Path(__file__).parents[1] / "models" / "tiny-zh_en.argosmodel"
TEXT = "阿里巴巴从开源转向闭源。\n\n华为花了30亿元购买算力。阿里巴巴从开源转向闭源。"
pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture(autouse=True)
def model(cache: Path) -> None:
    install_from(TINY, trust=True)


def english(reader: Reading) -> list[str]:
    return ["".join(reader.screen._sheet.english(n)) for n in range(len(reader.screen._sheet.sentences))]


async def offered(reader: Reading) -> list[str]:
    """Ask for what else could be said, and wait for it."""
    await reader.press("a")
    await reader.until(lambda: isinstance(reader.app.screen, AlternativesScreen))
    await reader.until(lambda: bool(reader.app.screen.query(OptionList)))
    await reader.pilot.pause()
    return [str(option.prompt) for option in reader.app.screen.query_one(OptionList).options]


async def test_they_are_listed_with_the_engines_score_and_the_one_on_the_page_is_said() -> None:
    async with reading(document(TEXT)) as reader:
        lines = await offered(reader)
        assert lines[0].startswith("1 Alibaba turned from open-source to closed-source.\n  -0.")
        assert lines[0].endswith(" · as it is now")
        assert [line[:2] for line in lines] == [f"{number} " for number in range(1, len(lines) + 1)]
        assert len(lines) > 1
        assert "said by a machine, argos 1.0, all of them" in reader.app.screen._title  # type: ignore[attr-defined]


async def test_a_digit_takes_one_wherever_the_sentence_stands_and_it_stays_a_machines() -> None:
    async with reading(document(TEXT)) as reader:
        before = english(reader)
        taken = (await offered(reader))[1][2:].split("\n")[0]
        await reader.press("2")
        assert english(reader) == [taken, before[1], taken]
        assert taken != before[0]
        assert reader.message == "chosen for this sentence, in every text; u takes it back"
        await reader.press("tab")
        assert reader.card.startswith("machine translation, which you chose  argos 1.0")
        assert sum("✓│" in row for row in reader.text()) == 2


async def test_enter_takes_the_first_that_is_another_and_u_and_ctrl_r_turn_it() -> None:
    async with reading(document(TEXT)) as reader:
        before = english(reader)
        await offered(reader)
        await reader.press("enter")
        after = english(reader)
        assert after != before
        await reader.press("u")
        assert reader.message == "took back: the English you chose"
        await reader.until(lambda: english(reader) == before)
        await reader.press("ctrl+r")
        assert english(reader) == after


async def test_it_stands_in_every_later_reading_and_after_your_own_english_is_taken_back() -> None:
    async with reading(document(TEXT)) as reader:
        await offered(reader)
        await reader.press("2")
        after = english(reader)
        await reader.press("e", *" Mine.", "enter", "u")
        assert english(reader) == after
    async with reading(document(TEXT, "/texts/other.txt")) as reader:
        assert english(reader) == after


async def test_a_term_is_obeyed_by_what_was_chosen_before_it_was_one() -> None:
    async with reading(document(TEXT)) as reader:
        await offered(reader)
        await reader.press("2")
        chosen = english(reader)[0]
    paths.glossary().write_text("source\ttarget\n阿里巴巴\tAli\n", "utf-8")
    async with reading(document(TEXT)) as reader:
        assert english(reader)[0] == chosen.replace("Alibaba", "Ali")
        translation = reader.screen._sheet.translation(0)
        assert translation
        assert (translation.chosen, [t.status for t in translation.terms if t.target == "Ali"]) == (True, ["replaced"])


async def test_what_is_on_the_page_already_is_no_choice() -> None:
    async with reading(document(TEXT)) as reader:
        await offered(reader)
        await reader.press("1")
        assert reader.message == "that is its English already"
        await reader.press("u")
        assert reader.message == "nothing to take back"


async def test_where_nothing_else_is_left_that_is_said() -> None:
    async with reading(document("谷歌有30万个衍生模型。")) as reader:
        await reader.press("a")
        await reader.until(lambda: reader.message == "the engine has nothing else to say of this sentence")


async def test_whoever_has_gone_on_is_not_held_up_by_a_late_answer() -> None:
    async with reading(document(TEXT)) as reader:
        screen, (sentence, score) = reader.screen, (reader.screen._sheet.translation(0), -0.1)
        assert sentence
        found = room.EnglishFound(screen._text.number, 0, ((replace(sentence, target="Other."), score),))
        await reader.press("j")
        screen.hear(found)
        screen.hear(replace(found, text=found.text - 1, sentence=1))
        await reader.pilot.pause()
        assert reader.app.screen is screen
        await reader.press("k")
        screen.hear(found)
        await reader.pilot.pause()
        assert isinstance(reader.app.screen, AlternativesScreen)


async def test_two_readers_choose_in_one_store_and_the_last_word_counts() -> None:
    async with reading(document(TEXT)) as reader:
        await offered(reader)
        await reader.press("2")
        (unit,) = {unit for unit in Store(paths.store()).units(machine=True) if unit.target == english(reader)[0]}
        assert (unit.engine, unit.version) == ("argos", "1.0")


async def test_the_word_gloss_has_none(home: Path) -> None:
    for package in (home / "models").iterdir():
        package.rename(home / package.name)
    async with reading(document(TEXT)) as reader:
        await reader.press("a")
        assert reader.message == (
            "the word gloss has one English alone; a translation model has others (M installs it)"
        )
