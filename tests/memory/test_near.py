"""Near matches: found among all that is kept, offered on the card, never put in."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from reader import memory
from reader.model import Near, Unit
from reader.pipeline import Options, Pipeline
from reader.store import Store

ASKED = "云雀公司昨天发布了新的语言模型。"
OTHERS = [
    Unit("云雀公司今天发布了新的语言模型。", "Skylark released a new language model today."),
    Unit("云雀公司昨天发布了语言模型。", "Skylark released a language model yesterday.", "argos", "1.9"),
    Unit("云雀公司昨天没有发布新的消息。", "Skylark had no news yesterday."),
    Unit("云雀公司昨天发布了新的语言模式。", "≈", "gloss", "2"),
    Unit(ASKED, "Other words.", "argos", "1.9"),
]


@given(st.text("甲乙丙丁", min_size=1, max_size=40), st.text("甲乙丙丁", min_size=1, max_size=40))
def test_no_text_of_another_length_is_alike(source: str, other: str) -> None:
    shortest, longest = memory.lengths(source)
    if not shortest <= len(other) <= longest:
        assert fuzz.ratio(source, other) < memory.LEAST


@given(st.text("甲乙丙", min_size=2, max_size=20), st.lists(st.text("甲乙丙", max_size=20), max_size=20))
def test_what_is_found_is_the_likest_and_nothing_below_the_least(source: str, others: list[str]) -> None:
    found = [percent for _, percent in memory.near(source, others)]
    scores = sorted((fuzz.ratio(source, other) for other in others), reverse=True)
    assert found == [math.floor(score) for score in scores if score >= memory.LEAST][:3]


def test_humans_and_machines_are_offered_and_neither_a_gloss_nor_the_sentence_itself(home: Path, cache: Path) -> None:
    store = Store(home / "store.sqlite")
    store.take_in(OTHERS)
    assert Pipeline(Options("gloss"), store).near(ASKED) == (Near(93, OTHERS[0]), Near(93, OTHERS[1]))


def test_of_a_sentence_with_both_the_humans_english_is_offered(home: Path, cache: Path) -> None:
    store = Store(home / "store.sqlite")
    store.take_in([OTHERS[1], Unit(OTHERS[1].source, "Mine.")])
    (near,) = Pipeline(Options("gloss"), store).near(ASKED)
    assert near.unit == Unit(OTHERS[1].source, "Mine.")


@pytest.mark.usefixtures("cache")
def test_nothing_is_found_without_a_store() -> None:
    assert Pipeline(Options("gloss")).near(ASKED) == ()
