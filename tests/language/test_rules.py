"""The reader's rules: a case is a text as it is cut without them, the rules, and how it is cut and read with them."""

from __future__ import annotations

import time
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.rules import Rules
from reader.language.words import Token
from reader.model import Rule, RuleKind, Sentence, WordKind

START = 100  # of every sentence here, in its document


def sentence(text: str) -> Sentence:
    return Sentence("id", 0, START, START + len(text), text)


def tokens(cut: str) -> list[Token]:
    """银行|行长 as tokens."""
    ends = [0, *accumulate(map(len, cut.split("|")))]
    return [(start, end, "word") for start, end in pairwise(ends)]


def rules(written: str) -> list[Rule]:
    """Words `银行行长=银行 行长`, a reading at an offset in the sentence `3:还~huán`."""
    made = []
    for rule in written.split(", "):
        kind: RuleKind = "words" if "=" in rule else "reading"
        word, parts = rule.split("=" if kind == "words" else "~")
        place, word = word.split(":") if ":" in word else ("", word)
        made.append(Rule(kind, word, tuple(parts.split()), START + int(place) if place else None))
    return made


def recut(cut: str, written: str) -> str:
    text = cut.replace("|", "")
    found = Rules(rules(written)).recut(sentence(text), tokens(cut), lambda word: "word")
    return "|".join(text[start:end] for start, end, _ in found)


CASES = """
具|身|智能|很|好     具身智能=具身智能                    具身智能|很|好
银行行长|说          银行行长=银行 行长                   银行|行长|说
银行行长|说          银行行长=银行 行长, 行长说=行长说    银行|行长说
具|身|智能           具身智能=具身智能, 具身智能=具身 智能  具身|智能
具|身|智能           具身智能=具身 智能, 具身智能=具身智能  具身智能
很|好|很|好          很好=很好                            很好|很好
很|好|很|好          2:很好=很好                          很|好|很好
很|好|很|好          很好=很好, 2:很好=很 好              很好|很|好
智能|化|了           能化=能化                            智能|化|了
甲|乙|丙             甲乙=甲乙, 乙丙=乙丙                 甲乙|丙
A|股|跌              A股=A股                              A股|跌
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_words_are_as_the_reader_has_them(case: str) -> None:
    columns = [part.strip() for part in case.split("  ") if part.strip()]
    assert recut(columns[0], columns[1]) == columns[2]


def test_a_reading_for_a_place_comes_before_one_for_all() -> None:
    found = Rules(rules("还~hái, 3:还~huán"))
    assert [found.reading("还", START + 3), found.reading("还", START), found.reading("还"), found.reading("没")] == [
        ("huán",), ("hái",), ("hái",), (),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cut", "kinds", "written", "expected"),
    [
        ("扎克|伯格", ["name", "name"], "扎克伯格=扎克伯格", ["name"]),
        ("马斯|克", ["name", "word"], "马斯克=马斯克", ["word"]),
        ("A|股", ["latin", "word"], "A股=A股", ["word"]),
        ("GPT|4", ["latin", "latin"], "GPT4=GPT4", ["latin"]),
        ("习近平|好", ["name", "word"], "习近平=习 近平", ["word", "word", "word"]),
    ],
)
def test_what_a_mended_word_is(cut: str, kinds: list[WordKind], written: str, expected: list[WordKind]) -> None:
    old = [(start, end, kind) for (start, end, _), kind in zip(tokens(cut), kinds, strict=True)]
    found = Rules(rules(written)).recut(sentence(cut.replace("|", "")), old, lambda word: "word")
    assert [kind for _, _, kind in found] == expected


PIECES = st.lists(st.text("甲乙丙a", min_size=1, max_size=3), min_size=1, max_size=8)


@given(PIECES, st.lists(st.tuples(PIECES, st.none() | st.integers(START, START + 9)), max_size=6))
def test_whatever_the_rules_are_the_words_join_back(cut: list[str], made: list[tuple[list[str], int | None]]) -> None:
    text = "".join(cut)
    ruled = Rules(Rule("words", "".join(parts), tuple(parts), offset) for parts, offset in made)
    found = ruled.recut(sentence(text), tokens("|".join(cut)), lambda word: "word")
    assert [0, *(end for _, end, _ in found)] == [*(start for start, _, _ in found), len(text)]
    assert all(start < end for start, end, _ in found)


def test_a_rule_that_does_not_spell_its_word_is_none() -> None:
    wrong = Rules([Rule("words", "甲乙", ("甲", "丙"))])
    assert wrong.recut(sentence("甲乙"), tokens("甲乙"), lambda word: "word") == [(0, 2, "word")]


def test_ten_thousand_rules_cost_a_sentence_little_more_than_ten() -> None:
    text = "甲乙丙丁戊己庚辛" * 250

    def seconds(count: int) -> float:
        ruled = Rules(Rule("words", f"{n}甲", (f"{n}", "甲")) for n in range(100, 100 + count))
        begun = time.perf_counter()
        for _ in range(20):
            ruled.recut(sentence(text), tokens("|".join(text)), lambda word: "word")
        return time.perf_counter() - begun

    assert seconds(10_000) < 5 * seconds(10)
