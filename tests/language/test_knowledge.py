"""What the reader knows, and which words have their reading above them for it."""

from __future__ import annotations

import pytest

from reader.language import above
from reader.language.statuses import Knowledge, key
from reader.model import Status, Word

OPEN = Word("开源", 0, 2, "word", ("kāi", "yuán"), ("kai1", "yuan2"))
WATER = Word("水", 0, 1, "word", ("shuǐ",), ("shui3",), hsk=1)
POTENTIAL = Word("潜能", 0, 2, "word", ("qián", "néng"), ("qian2", "neng2"), hsk=7)
APPLE = Word("苹果", 0, 2, "name", ("píng", "guǒ"), ("ping2", "guo3"), hsk=1)
BEIJING = Word("北京", 0, 2, "name", ("Běi", "jīng"), ("Bei3", "jing1"))
SHARE = Word("A股", 0, 2, "word", spoken="A gǔ")
PERCENT = Word("35%", 0, 3, "number", spoken="bǎi fēn zhī sān shí wǔ")


@pytest.mark.parametrize(
    ("word", "own", "level", "status", "said"),
    [
        (OPEN, None, 0, "new", "new"),
        (OPEN, None, 7, "new", "new"),  # what HSK does not have is known only if the reader says so
        (OPEN, "learning 2", 7, "learning 2", "learning 2"),
        (SHARE, "known", 0, "known", "known"),
        (WATER, None, 1, "known", "known"),
        (WATER, "new", 1, "new", "new"),
        (POTENTIAL, None, 6, "new", "new"),
        (POTENTIAL, None, 7, "known", "known"),
        (APPLE, None, 1, "ignored", ""),
        (APPLE, "ignored", 1, "ignored", "ignored"),
        (APPLE, "learning 1", 1, "learning 1", "learning 1"),
        (PERCENT, "learning 1", 7, "ignored", ""),
    ],
)
def test_a_status_of_its_own_comes_before_level_and_kind(
    word: Word, own: Status | None, level: int, status: str, said: str
) -> None:
    knowledge = Knowledge({key(word): own} if own else {}, level)
    assert (knowledge.of(word), knowledge.said(word)) == (status, said)


def test_a_status_is_of_one_reading_of_the_word() -> None:
    row = Word("行", 0, 1, "word", ("háng",), ("hang2",))
    walk = Word("行", 0, 1, "word", ("xíng",), ("xing2",))
    knowledge = Knowledge().given(*key(row), "known")
    assert (knowledge.of(row), knowledge.of(walk)) == ("known", "new")


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        ("on the card only", ""),
        ("above every word", "开源 水 潜能 北京 A股 35%"),
        ("above words not yet known", "开源 潜能 A股"),
        ("above words over HSK 1", "开源 潜能 北京 A股"),
        ("above words over HSK 6", "开源 潜能 北京 A股"),
        ("above the first place of a word", "水 A股"),
        ("off", ""),
    ],
)
def test_each_mode_chooses_its_words(mode: str, shown: str) -> None:
    (found,) = [m for m in above.MODES if m.said == mode]
    words, knowledge = (OPEN, WATER, POTENTIAL, BEIJING, SHARE, PERCENT), Knowledge(level=1)
    here = [w.text for w in words if above.shows(found, w, knowledge.of(w), first=w in (WATER, SHARE))]
    assert " ".join(here) == shown
