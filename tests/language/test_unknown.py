"""The hidden Markov model: the cuts of jieba's own code, in linear time."""

from __future__ import annotations

import re
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.language.unknown import model

BY_HAND = re.sub("[ _~\n]", "", Path(__file__).with_name("words.txt").read_text("utf-8"))


def test_words_are_those_of_jieba() -> None:
    from jieba import finalseg

    runs = re.findall("[\u4e00-\u9fa5]+", BY_HAND)
    assert [model()(run) for run in runs] == [list(finalseg.cut(run)) for run in runs]


@given(st.text(min_size=1))
def test_words_join_back_to_any_text(text: str) -> None:
    words = model()(text)
    assert "".join(words) == text
    assert all(words)


def test_time_is_linear() -> None:
    start = time.process_time()
    assert "".join(model()("囧" * 200_000)) == "囧" * 200_000
    assert time.process_time() - start < 5
