"""What the screen is made of, without a screen."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key
from textual.geometry import Region, Size
from textual.keys import _character_to_key
from textual.screen import Screen

from reader.keys import PAGE, SHELF, Keymap, written
from reader.model import Word
from reader.store import Listed
from reader.tui import card, catalogue, library
from reader.tui.app import ReaderApp
from reader.tui.heights import Heights
from reader.tui.listing import columns
from reader.tui.pressing import Keys, pressed
from reader.tui.reading import ReadingScreen
from reader.tui.shelf import ShelfScreen

heights = st.lists(st.integers(0, 9), max_size=60)


@given(heights, st.lists(st.tuples(st.integers(0, 59), st.integers(0, 9)), max_size=20))
def test_heights_agree_with_plain_sums(start: list[int], changes: list[tuple[int, int]]) -> None:
    plain, fast = list(start), Heights(start)
    for item, height in changes:
        if item < len(plain):
            plain[item] = fast[item] = height
    assert fast.total == sum(plain)
    assert [fast.top(n) for n in range(len(plain))] == [sum(plain[:n]) for n in range(len(plain))]
    rows = [(item, row) for item, height in enumerate(plain) for row in range(height)]
    assert [fast.at(y) for y in range(-1, sum(plain) + 1)] == [None, *rows, None]


screens = pytest.mark.parametrize(("keymap", "screen"), [(PAGE, ReadingScreen), (SHELF, ShelfScreen)])


@screens
def test_no_key_has_two_meanings(keymap: Keymap, screen: type[Screen[None]]) -> None:
    assert [key for key, count in Counter(k for b in keymap for k in b.keys).items() if count > 1] == []


@screens
def test_no_key_is_the_beginning_of_a_longer_one(keymap: Keymap, screen: type[Screen[None]]) -> None:
    keys = {k for b in keymap for k in b.keys}
    assert {k for k in keys if " " in k and k.split()[0] in keys} == set()


@screens
def test_every_key_has_an_action(keymap: Keymap, screen: type[Screen[None]]) -> None:
    assert [b.action for b in keymap if not hasattr(screen, f"action_{b.action}")] == []
    assert ReaderApp.BINDINGS == []


@pytest.mark.parametrize(
    ("typed", "is_text"),
    [
        ("/a/b.txt", False),
        ("https://example.org/a?b=1", False),
        ("开源", False),
        ("开源。", True),
        ("开源\n", False),
        ("一\n二", True),
        ("。" * 10_000, True),
        ("\0。", True),
    ],
)
def test_a_text_is_told_from_the_name_of_one(typed: str, is_text: bool) -> None:
    assert library.is_text(typed) == is_text


def listed(**known: Any) -> Listed:
    fields = {"title": "题", "publisher": "", "characters": 200, "place": None, "sentences": 0, "translated": 0}
    return Listed(**{"id": 1, "origin": "/a.txt", "tags": (), "opened": datetime.now(UTC), **fields, **known})


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({}, "题/a.txt/new"),
        ({"title": "\x1b\u202e", "origin": "-0a", "place": 0}, "a text without a title/pasted/0%"),
        ({"publisher": "某报", "place": 199}, "题/某报/99%"),
        ({"origin": "https://example.org/news/1.html?a"}, "题/example.org/new"),
    ],
)
def test_a_list_says_of_a_text(known: dict[str, Any], said: str) -> None:
    text = listed(**known)
    assert "/".join((catalogue.title(text), catalogue.source(text), catalogue.progress(text))) == said


@given(st.integers(0, 300))
def test_columns_and_titles_fill_the_width(width: int) -> None:
    titles, beside = columns(width)
    assert titles >= 1
    assert 2 + titles + sum(column.width + 2 for column in beside) == max(width, 3)


@pytest.mark.parametrize(
    ("pressed", "actions"),
    [("j", ["sentence_down"]), ("g g", ["", "top"]), ("g c", ["", "cut_sentence"]), ("g x", ["", None]), ("ß", [None])],
)
def test_keys_and_sequences_find_their_action(pressed: str, actions: list[str | None]) -> None:
    keys = Keys(PAGE)
    assert [keys.press(key) for key in pressed.split()] == actions


def test_a_sequence_that_means_nothing_is_forgotten() -> None:
    keys = Keys(PAGE)
    assert [keys.press(key) for key in ("g", "x", "g", "g")] == ["", None, "", "top"]


@pytest.mark.parametrize("character", list(map(chr, range(33, 127))))
def test_a_character_that_is_pressed_is_written_as_itself(character: str) -> None:
    assert pressed(Key(_character_to_key(character), character)) == written(character) == character


@pytest.mark.parametrize(
    ("key", "character", "said"),
    [
        ("ctrl+d", "\x04", "Ctrl-d"),
        ("space", " ", "Space"),
        ("left", None, "←"),
        ("ctrl+shift+up", None, "Ctrl-Shift-↑"),
        ("alt+x", None, "Alt-x"),
        ("f1", None, "F1"),
        ("escape", "\x1b", "Esc"),
        ("开", "开", "开"),
    ],
)
def test_a_key_that_is_pressed_is_written_as_the_help_has_it(key: str, character: str | None, said: str) -> None:
    assert pressed(Key(key, character)) == written(said) == said


AREA = Region(0, 2, 120, 36)
regions = st.tuples(st.integers(1, 42), st.integers(2, 36)).map(lambda p: Region(p[0], p[1], 4, 1))


@given(regions, st.integers(0, 12), st.integers(3, 12))
def test_a_card_covers_neither_its_word_nor_the_english(word: Region, above: int, height: int) -> None:
    top = max(AREA.y, word.y - above)
    english = Region(47, top, 70, min(20, AREA.bottom - top))
    size = Size(42, height)
    found = Region(*card.place(size, word, english, AREA), *size)
    assert AREA.contains_region(found)
    assert not found.overlaps(word)
    assert not found.overlaps(english)


@given(st.integers(2, 20), st.integers(1, 8), st.integers(3, 8))
def test_a_card_over_a_stacked_page_covers_neither_if_there_is_room(row: int, lines: int, height: int) -> None:
    page = Region(0, 2, 60, 40)
    word, english = Region(10, row, 4, 1), Region(1, row + 1, 58, lines)
    size = Size(42, height)
    found = Region(*card.place(size, word, english, page), *size)
    assert not found.overlaps(word)
    assert not found.overlaps(english)


HEADS = [
    (Word("潜能", 0, 2, "word", hsk=7), "潜能  HSK 7–9"),
    (Word("开源", 0, 2, "word", term="open-source"), "开源  open-source  glossary term · not in HSK"),
    (Word("北京", 0, 2, "name"), "北京"),  # names are not what the lists are about
    (Word("苹果", 0, 2, "name", hsk=1), "苹果  HSK 1"),
    (Word("35%", 0, 3, "number"), "35%  number"),
]


@pytest.mark.parametrize(("word", "head"), HEADS, ids=[head for _, head in HEADS])
def test_the_card_says_the_level_of_a_word(word: Word, head: str) -> None:
    assert card.word_lines(word, None)[0].plain == head
