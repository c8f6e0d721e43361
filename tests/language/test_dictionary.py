"""CC-CEDICT: every reading of a headword, the likely one first, kept in a cache that may be missing or broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.dictionary import Dictionary, replacing


@pytest.fixture(scope="session")
def dictionary(prepared: Path) -> Dictionary:
    return Dictionary.open(prepared)


@pytest.mark.parametrize(
    "line",
    [
        "行长/hang2 zhang3/bank president",
        "银行/yin2 hang2/bank",
        "绿色/lv4 se4/green",
        "哪儿/na3 er5/where?",
        "T恤/T xu4/T-shirt",
        "銀行/yin2 hang2/bank",
    ],
)
def test_a_headword_has_its_reading_and_meaning(dictionary: Dictionary, line: str) -> None:
    headword = line.partition("/")[0]
    entry = dictionary.look_up(headword)[0]
    assert f"{headword}/{' '.join(entry.pinyin)}/{entry.definitions[0]}" == line


@pytest.mark.parametrize(
    "line",
    [
        "王: king or monarch | to rule | surname Wang",  # a common word before a surname
        "后: back | empress | surname Hou",  # the character it is simplified from that says more
        "还: still | to pay back | surname Huan",  # the commoner reading
        "着: aspect particle | move | touch | wear",
        "里: lining | measure | variant of | surname",
        "著: make known | aspect particle",  # the simplified character before the one that is written so in Taiwan
    ],
)
def test_the_likely_entry_comes_first(dictionary: Dictionary, line: str) -> None:
    headword, _, meanings = line.partition(": ")
    texts = [
        "; ".join(entry.definitions).replace("Li (surname)", "surname Li") for entry in dictionary.look_up(headword)
    ]
    places = [next(i for i, text in enumerate(texts) if meaning in text) for meaning in meanings.split(" | ")]
    assert places == sorted(places)


@pytest.mark.parametrize("line", ["还 hai2 huan2", "行 hang2 xing2", "长 chang2 zhang3", "地 de5 di4"])
def test_every_reading_is_kept(dictionary: Dictionary, line: str) -> None:
    headword, *readings = line.split()
    assert set(readings) <= {entry.pinyin[0] for entry in dictionary.look_up(headword)}


def test_names_are_marked(dictionary: Dictionary) -> None:
    proper = {word: {entry.proper for entry in dictionary.look_up(word)} for word in ("北京", "开源", "王")}
    assert proper == {"北京": {True}, "开源": {False}, "王": {True, False}}


@pytest.mark.parametrize(
    "line",
    [
        "桌子 -> classifier: 张 zhāng, 套 tào",  # CL:張|张[zhang1],套[tao4]
        "人工智能 -> artificial intelligence (AI)",
    ],
)
def test_definitions_are_written_for_a_reader(dictionary: Dictionary, line: str) -> None:
    headword, _, definition = line.partition(" -> ")
    assert definition in dictionary.look_up(headword)[0].definitions


def test_no_definition_keeps_the_notation_of_the_file(dictionary: Dictionary) -> None:
    words = [simplified for simplified, *_ in dictionary.headwords()][::7]
    texts = [d for word in words for entry in dictionary.look_up(word) for d in entry.definitions]
    notation = re.compile(r"\bCL:|\[[a-z]+[1-5]|[\u4e00-\u9fff]\|[\u4e00-\u9fff]|^\s|\s$|^$")
    assert [text for text in texts if notation.search(text)] == []


def test_no_entry_of_the_file_is_lost(dictionary: Dictionary) -> None:
    assert sum(1 for _ in dictionary.headwords()) == 122_143  # the count in the head of the November 2023 file


@pytest.mark.parametrize("word", ["开源", "開源", "的", "卡拉OK"])
def test_a_headword_is_known(dictionary: Dictionary, word: str) -> None:
    assert dictionary.has(word)


@pytest.mark.parametrize("word", ["", "源开", "zzz", "\ud800", "开\udfff", "\0", "' OR 1=1 --"])
def test_what_is_no_headword_has_no_entry(dictionary: Dictionary, word: str) -> None:
    assert (dictionary.has(word), dictionary.look_up(word)) == (False, ())


@pytest.mark.parametrize(
    "line",
    [
        "银行行长/银行 行长",
        "清华大学/清华 大学",
        "中国人民银行行长/中国人民银行 行长",
        "大语言模型/语言 模型",
        "智能体/智能",
        "银行/",
        "模/",
        "/",
    ],
)
def test_the_words_inside_a_word(dictionary: Dictionary, line: str) -> None:
    word, _, inside = line.partition("/")
    assert " ".join(dictionary.inside(word)) == inside


@pytest.mark.parametrize(
    "line", ["清华大学生/0/清华大学", "清华大学生/2/大学生", "我的模型/2/模型", "源开/0/源", "abc/0/"]
)
def test_the_longest_headword_from_a_place(dictionary: Dictionary, line: str) -> None:
    text, start, longest = line.split("/")
    assert dictionary.longest(text, int(start)) == longest


@given(st.text(st.sampled_from("中国人民银行长大学生开源模型的"), max_size=12))
def test_words_inside_stand_in_their_order_and_do_not_overlap(dictionary: Dictionary, word: str) -> None:
    position = 0
    for part in dictionary.inside(word):
        position = word.index(part, position) + len(part)
        assert len(part) >= 2
        assert part != word
        assert dictionary.has(part)


def test_what_is_built_once_is_opened_again(prepared: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in prepared.iterdir()}
    Dictionary.open(prepared)
    assert {path: path.stat().st_mtime_ns for path in prepared.iterdir()} == before


def test_without_a_folder_to_write_to_it_lives_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Dictionary.open(tmp_path / "file" / "sub").look_up("模型")[0].definitions[0] == "model"


def test_a_damaged_file_is_made_again(tmp_path: Path, prepared: Path) -> None:
    good = next(prepared.glob("cedict-*.sqlite"))
    damaged = tmp_path / good.name
    damaged.write_bytes(b"no database")
    assert Dictionary.open(tmp_path).has("模型")
    assert damaged.stat().st_size == good.stat().st_size


def test_a_file_that_is_not_finished_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("old")
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "kept") as unfinished:
        unfinished.rename(tmp_path / "gone").unlink()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("kept", "old")]
