"""`duizhao define`: a word with its readings, meanings and levels; what is none is refused in one line."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_contract import wrong

from reader.language.define import define
from reader.language.dictionary import Dictionary


def test_a_word_is_shown_with_all_that_is_known(run: Any, house: dict[str, str]) -> None:
    assert run("define", "银行", **house).fine().out == (
        "银行  HSK 3 (2021: 2 · 2.0: 3)\n"
        "\n"
        "银行 · 銀行  yín háng\n"
        "  bank\n"
        "  counted with: 家 jiā, 个 gè\n"
        "\n"
        "characters\n"
        "  银  yín  silver · silver-colored · relating to money or currency\n"
        "  行  háng  row · line · commercial firm · line of business · profession"
        " · to rank (first, second etc) among one's siblings (by age)\n"
    )


SHOWN = [
    ("长", "长 · 長  zhǎng"),
    ("长", "长 · 長  cháng"),
    ("條", "  measure word for long thin things (ribbon, river, road, trousers etc)"),
    ("王", "  surname Wang"),
    ("台灣", "台湾 · 臺灣  Tái wān"),
    ("潜能", "潜能  HSK 7–9 (2021: 7–9)"),
    ("套壳", "套壳  not in HSK"),
    ("套壳", "glossary: tào ké  wrapper  slang: another maker's model under one's own name"),
    ("套壳", "  壳  ké  shell · carapace · crust (earth's crust etc) · also pr. ké"),
    ("中国人民银行", "words in it"),
    ("卡拉OK", "卡拉OK  kǎ lā O K"),
    ("PK", "  showdown"),
    (" 模型 ", "  model"),
]


@pytest.mark.parametrize(("word", "line"), SHOWN)
def test_a_word_has_this_line(run: Any, house: dict[str, str], word: str, line: str) -> None:
    assert line in run("define", word, **house).fine().lines


@pytest.mark.parametrize("word", ["银行", "行", "王", "台灣", "開源", "哪儿", "卡拉OK", "套壳", "中国人民银行"])
def test_json_keeps_the_schema(run: Any, house: dict[str, str], word: str) -> None:
    (record,) = run("define", word, "--json", **house).fine().records
    assert wrong("defined", [record]) == []
    assert record["word"] == word


def test_json_says_what_each_meaning_is(run: Any, house: dict[str, str]) -> None:
    (record,) = run("define", "發", "--json", **house).fine().records
    assert record["hsk"] == {"2025": 3, "2021": 2, "2.0": 4}
    first = record["entries"][0]
    assert (first["simplified"], first["traditional"], first["tones"]) == ("发", "發", ["fa1"])
    assert {"kind": "measure word", "text": "classifier for gunshots (rounds)"} in first["meanings"]


def test_a_term_of_your_own_is_found(run: Any, house: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text(
        "source\ttarget\tpinyin\tpos\tnote\tvariants\n银行业长\tbanker\t\t\t\t\n", "utf-8"
    )
    assert "glossary:  banker" in run("define", "银行业长", "--glossary", tmp_path / "own.tsv", **house).fine().lines


@pytest.mark.parametrize("word", ["银行业长", "𠮷龘", "㐀\u3007甲乙丙丁"])
def test_a_word_not_found_is_said_and_its_parts_are_shown(run: Any, house: dict[str, str], word: str) -> None:
    shown, record = run("define", word, **house), run("define", word, "--json", **house)
    complaint = f"duizhao: {word}: neither in the dictionary nor in a glossary; what is in it is shown\n"
    assert [(ran.code, ran.err) for ran in (shown, record)] == [(1, complaint)] * 2
    assert "\ncharacters\n" in shown.out
    assert wrong("defined", record.records) == []


REFUSED = [
    ("", "WORD: empty; give a Chinese word, for example 银行"),
    (" \n", "WORD: empty; give a Chinese word, for example 银行"),
    ("hello", "hello: no Chinese in it; give a Chinese word, for example 银行"),
    ("ひらがな", "ひらがな: no Chinese in it; give a Chinese word, for example 银行"),
    ("\x1b[31m红", "[31m红: control characters in it or what is no text"),
    ("银\u202e行", "银行: control characters in it or what is no text"),
    ("银\n行", "银 行: control characters in it or what is no text"),
    ("\udcff\udcfe", "WORD: control characters in it or what is no text"),
    ("行" * 40_000, "行行行行行行行行行行行行行行…: longer than 40 characters; duizhao annotate takes a text"),
]


@pytest.mark.parametrize(("word", "complaint"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_word_is_refused(run: Any, house: dict[str, str], word: str, complaint: str) -> None:
    assert run("define", word, **house).complaint.startswith(complaint)


def test_a_look_up_takes_no_time(prepared: Path) -> None:
    dictionary = Dictionary.open(prepared)
    define("银行", dictionary)  # the HSK lists are loaded once
    start = time.perf_counter()
    define("中国人民银行", dictionary)
    assert time.perf_counter() - start < 0.1


@given(st.text(st.one_of(st.sampled_from("中国银行长发后裏着A"), st.characters()), min_size=1, max_size=40))
def test_any_word_can_be_asked_for(prepared: Path, word: str) -> None:
    found = define(word, Dictionary.open(prepared))
    assert all(part.text in word for part in (*found.inside, *found.characters))
