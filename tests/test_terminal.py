"""The installed command in a real terminal: tmux, with the keys and the pointer of the terminal around it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len
from terminal import DUIZHAO, PROMPT, Terminal

pytestmark = [pytest.mark.usefixtures("cache"), pytest.mark.xdist_group("terminal")]

SAMPLE = Path(__file__).parents[1] / "assets" / "sample.md"
ALL = "25 of 25 sentences"


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    with Terminal(home) as terminal:
        yield terminal


@pytest.fixture
def sample(terminal: Terminal) -> Terminal:
    """The sample is open and all its English is there."""
    terminal.enter(DUIZHAO, "read", SAMPLE)
    terminal.see(ALL)
    return terminal


def page(terminal: Terminal) -> list[str]:
    """The rows between the header and the card."""
    rows = terminal.rows()
    return rows[2 : next(y for y, row in enumerate(rows) if y > 2 and row.startswith("──"))]


def card(terminal: Terminal) -> str:
    """The first line of the card below the page; empty while nothing stands there."""
    rows = terminal.rows()
    rule = next((y for y, row in enumerate(rows) if y > 2 and row.startswith("──")), len(rows))
    return "".join(rows[rule + 1 : rule + 2]).strip()


def follow(terminal: Terminal, key: str, word: str) -> None:
    """Press a key; the card of this word comes."""
    terminal.press(key)
    terminal.until(lambda: card(terminal).startswith(f"{word} "))


def columns(row: str, text: str) -> set[int]:
    """The cells where a text begins in a row."""
    return {cell_len(row[: found.start()]) for found in re.finditer(re.escape(text), row)}


def quit_to_prompt(terminal: Terminal) -> None:
    terminal.press("q")
    terminal.until(lambda: [row for row in terminal.rows() if row][-1:] == [PROMPT])  # a new one, below the command


def test_the_chinese_and_its_english_stand_side_by_side(sample: Terminal) -> None:
    row = next(row for row in sample.rows() if "12月10日" in row)
    chinese, english = row.split("│")
    assert "人工智能" in chinese
    assert "December 10" in english
    assert "word gloss, not a translation" in sample.rows()[0]


def test_the_card_follows_the_keys(sample: Terminal) -> None:
    for key, word in (("j", "12月10日"), ("l", "人工智能"), ("Down", "该"), ("Right", "公司"), ("h", "该")):
        follow(sample, key, word)


def test_pinyin_stands_in_the_column_of_its_word(sample: Terminal) -> None:
    follow(sample, "j", "12月10日")
    sample.press("p")
    sample.see("pinyin: above every word")
    readings = {"杭州": "hángzhōu", "发布": "fābù", "宣布": "xuānbù", "新": "xīn", "公司": "gōngsī"}
    under = {
        word
        for upper, lower in pairwise(page(sample))
        for word, reading in readings.items()
        if columns(upper, reading) & columns(lower, word)
    }
    assert under == set(readings)


def test_the_pointer_floats_a_card_and_a_click_moves_the_cursor(sample: Terminal) -> None:
    def pointed() -> bool:  # the split may move the words once more when all English is there
        sample.point_at("杭州")
        return any("áng zhōu" in row for row in page(sample))

    sample.until(pointed)
    assert card(sample).startswith("云杉 ")
    follow(sample, "l", "智能")
    assert not any("áng zhōu" in row for row in page(sample))
    sample.point_at("杭州", click=True)
    sample.until(lambda: card(sample).startswith("杭州 "))


def test_help_tells_the_keys_until_a_key(sample: Terminal) -> None:
    sample.press("?")
    sample.see("next sentence", "cut the sentence here")
    sample.press("j")
    sample.until(lambda: "next sentence" not in sample.text())


def test_a_sentence_is_cut_and_the_cut_taken_back(sample: Terminal) -> None:
    follow(sample, "j", "12月10日")
    follow(sample, "l", "人工智能")
    sample.press("g", "c")
    sample.see("cut; u takes it back", "26 of 26 sentences")
    assert any(re.match(r" 人工智能.*│  The artificial", row) for row in page(sample))
    sample.press("u")
    sample.see("took back: cut", ALL)


def test_a_text_from_a_pipe_leaves_the_keys_to_the_terminal(terminal: Terminal) -> None:
    terminal.enter(DUIZHAO, "read", "-", before=f"cat {SAMPLE} | ")
    terminal.see(ALL)
    follow(terminal, "j", "12月10日")
    follow(terminal, "Right", "人工智能")
    quit_to_prompt(terminal)


def test_quitting_is_quick_and_gives_the_terminal_back(terminal: Terminal, home: Path) -> None:
    long = home / "long.txt"
    long.write_text("\n".join(f"第{number}天，公司发布了新模型，股价上涨。" for number in range(5000)), "utf-8")
    before = terminal.processes()
    terminal.enter(DUIZHAO, "read", long)
    terminal.until(lambda: bool(re.search(r"[1-9]\d* of 5,000 sentences", terminal.text())))
    assert len(terminal.processes() - before) >= 2, "the engine is at work"
    start = time.monotonic()
    quit_to_prompt(terminal)
    assert time.monotonic() - start < 1
    terminal.until(lambda: terminal.processes() == before)
    modes = terminal.ask("display", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}")
    assert modes == "0 0 1\n"
    terminal.enter("echo", "typed", "again")
    terminal.see(f"{PROMPT} echo typed again\ntyped again")


def test_a_closed_window_leaves_no_process(terminal: Terminal) -> None:
    before = terminal.processes()
    terminal.enter(DUIZHAO, "read", SAMPLE)
    terminal.see(ALL)
    started = terminal.processes() - before
    assert len(started) >= 2, "the page and the engine"
    terminal.ask("respawn-pane", "-k", "sh")
    terminal.until(lambda: not started & terminal.processes())


def test_a_window_made_tiny_and_large_again_shows_the_page_again(sample: Terminal) -> None:
    follow(sample, "j", "12月10日")
    for size in ((10, 3), (1, 1), (100, 30)):
        sample.resize(*size)
    sample.until(lambda: card(sample).startswith("12月10日 "))
    follow(sample, "l", "人工智能")


def test_twenty_columns_are_enough(home: Path) -> None:
    with Terminal(home, (20, 40)) as terminal:
        terminal.enter(DUIZHAO, "read", SAMPLE)
        terminal.see("12月10日", "December 10")
        follow(terminal, "j", "12月10日")
        quit_to_prompt(terminal)


def open_from_shelf(terminal: Terminal) -> None:
    terminal.enter(DUIZHAO)
    terminal.see("对照  1 text ")
    terminal.press("Enter")


def test_the_shelf_reads_on_where_it_was_and_takes_the_text_back(sample: Terminal) -> None:
    before = sample.processes()
    for _ in range(4):
        sample.press("j")
    follow(sample, "l", "它")
    quit_to_prompt(sample)
    open_from_shelf(sample)
    sample.until(lambda: card(sample).startswith("它 "))
    sample.press("q")
    sample.see("对照  1 text ", "last opened")
    assert len(sample.processes()) < len(before), "no engine is at work while nothing is read"
    quit_to_prompt(sample)


def test_the_shelf_reads_on_with_the_same_glossary(terminal: Terminal, home: Path) -> None:
    own = home / "own.tsv"
    own.write_text("source\ttarget\n云杉\tBluespruce\n", "utf-8")
    terminal.enter(DUIZHAO, "read", SAMPLE, "--glossary", "own.tsv", "--engine", "gloss")
    terminal.see(ALL, "Bluespruce")
    quit_to_prompt(terminal)
    open_from_shelf(terminal)
    terminal.see(ALL, "Bluespruce")
    assert "Press M" not in terminal.text(), "the gloss was chosen, so no model is offered"
    terminal.press("q")
    terminal.see("last opened")
    quit_to_prompt(terminal)
    own.rename(home / "moved.tsv")
    open_from_shelf(terminal)
    terminal.see(ALL, "own.tsv: no longer there, so read without")
    assert "Bluespruce" not in terminal.text()


def test_settings_are_edited_and_hold_at_once(terminal: Terminal, home: Path) -> None:
    (home / "change.sed").write_text('s/"marks"/"numbers"/\ns/# copy = ./copy = ["F9", /\n')
    terminal.enter(DUIZHAO, "read", SAMPLE, before=f"EDITOR='sed -i -f {home}/change.sed' ")
    terminal.see(ALL)
    terminal.press(",")
    terminal.see("settings read")
    follow(terminal, "l", "智能")
    terminal.until(lambda: "zhi4" in card(terminal))
    terminal.press("F9")
    terminal.see("copied: 智能")
    assert 'pinyin = "numbers"' in (home / "config.toml").read_text("utf-8")


def test_a_wrong_setting_is_said_and_the_page_stays(terminal: Terminal) -> None:
    terminal.enter(DUIZHAO, "read", SAMPLE, before="EDITOR='sed -i s/citation/spocken/' ")
    terminal.see(ALL)
    terminal.press(",")
    terminal.see("choose one of citation, spoken", ALL)


def test_an_empty_shelf_takes_its_first_text(terminal: Terminal) -> None:
    terminal.enter(DUIZHAO)
    terminal.see("Nothing has been read yet", "A          adds one")
    terminal.press("A")
    terminal.see("add a file, a URL")
    terminal.press("-l", str(SAMPLE))
    terminal.press("Enter")
    terminal.see("added; Enter reads it")
    terminal.press("Enter")
    terminal.see(ALL)


def test_a_word_becomes_a_term_of_ones_own_and_u_takes_it_back(terminal: Terminal, home: Path) -> None:
    (home / "cars.txt").write_text("智驾很贵。他走了。\n", "utf-8")
    terminal.enter(DUIZHAO, "read", home / "cars.txt")
    terminal.see("2 of 2 sentences")
    terminal.press("t")
    terminal.see("a new term for your glossary", "1 sentence of this text has it and changes:")
    terminal.press("self-driving", "Enter")
    terminal.see("智驾 → self-driving · u takes it back · 1 sentence of this text has changed")
    terminal.until(lambda: "self-driving" in page(terminal)[0].lower())
    assert "智驾\tself-driving\n" in (home / "glossary.tsv").read_text("utf-8")
    terminal.press("u")
    terminal.until(lambda: "self-driving" not in page(terminal)[0].lower())
    assert "智驾" not in (home / "glossary.tsv").read_text("utf-8")
    quit_to_prompt(terminal)
