"""Readings: which, from where, and whether they are a guess."""

from __future__ import annotations

import re
import subprocess
import sys
import tracemalloc
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.language.dictionary import Dictionary
from reader.language.polyphones import Polyphones, clues
from reader.language.polyphones.clues import CLUES, Clue
from reader.language.polyphones.context import Known, Token
from reader.language.readings import Cut, Reading, Readings, weighed
from reader.language.vocabulary import Vocabulary
from reader.language.words import Segmenter
from reader.pinyin import is_han, mark

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
HAN = st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF).filter(is_han) | st.sampled_from(
    "的一不了儿行长为地〇𠮷嗯呣哼欸"
)


@pytest.fixture(scope="session")
def readings(prepared: Path) -> Readings:
    dictionary = Dictionary.open(prepared)
    model = Polyphones.open(ROOT / "assets/polyphones.npz")
    return Readings(dictionary, model, Vocabulary.open(dictionary, prepared))


@pytest.fixture(scope="session")
def segmenter(prepared: Path) -> Segmenter:
    return Segmenter.open(Dictionary.open(prepared), prepared)


def line(token: str, reading: Reading) -> str:
    return f"{token}/{' '.join(reading.pinyin)}/{reading.source}{'' if reading.certain else '?'}"


def syllables(readings: Readings, segmenter: Segmenter, text: str) -> dict[int, tuple[str, bool]]:
    """The reading of each Han character of a sentence by its offset, and whether it is certain."""
    tokens = segmenter.tokens(text)
    return {
        start + inside: (syllable, reading.certain)
        for (start, _, _), reading in zip(tokens, readings.sentence(text, tokens), strict=True)
        for inside, syllable in enumerate(reading.pinyin)
    }


@pytest.mark.parametrize(
    "expected",
    [
        "开源/kāi yuán/dictionary",
        "银行/yín háng/dictionary",
        "行长/háng zhǎng/dictionary",
        "着重/zhuó zhòng/dictionary",
        "绿色/lǜ sè/dictionary",
        "战略/zhàn lüè/dictionary",
        "还款/huán kuǎn/dictionary",
        "微调/wēi tiáo/dictionary",
        "銀行/yín háng/dictionary",
        "中国/zhōng guó/dictionary",  # the capital of a name is the dictionary's business
        "银行行长/yín háng háng zhǎng/phrase",  # no table has the whole of it, but both parts
        "调优/tiáo yōu/dictionary",
        "套壳/tào ké/character?",
        "长得/zhǎng de/dictionary?",
        "长序列/cháng xù liè/model",
        "东西/dōng xi/dictionary?",
        "拍球儿/pāi qiú ér/model?",
        "人/rén/dictionary",
        "的/de/dictionary",
        "了/le/dictionary?",
        "和/hé/dictionary",
        "得/de/dictionary?",
        "只/zhǐ/dictionary?",
        "还/hái/dictionary?",
        "将/jiāng/dictionary?",
        "没/méi/dictionary",
        "拖拽/tuō zhuài/dictionary",
        "困难/kùn nán/model?",  # the dictionary has nan
        "弟弟/dì di/dictionary?",
        "朝霞映/zhāo xiá yìng/model?",
        "总产达/zǒng chǎn dá/phrase",
        "着/zhe/dictionary?",
        "朝阳/cháo yáng/model?",
    ],
)
def test_a_word_is_read(readings: Readings, expected: str) -> None:
    token = expected.partition("/")[0]
    assert line(token, readings.read(token)) == expected


@pytest.mark.parametrize(
    "expected",
    ["一度/yī dù", "不会/bù huì", "孤注一掷/gū zhù yī zhì", "一个/yī gè", "不一样/bù yī yàng", "一/yī", "不/bù"],
)
def test_tones_are_citation_tones(readings: Readings, expected: str) -> None:
    token = expected.partition("/")[0]
    assert f"{token}/{' '.join(readings.read(token).pinyin)}" == expected


def test_no_table_has_the_sandhi_of_one_and_not_baked_in(readings: Readings) -> None:
    from pypinyin.constants import PHRASES_DICT

    words = [word for word in PHRASES_DICT if "一" in word or "不" in word]
    changed = {
        word: tones
        for word in [*words, "比一比", "看一看", "走一走"]
        for known in [readings.known(word)]
        for tones in [*known.dictionary, known.phrase or ()]
        if {"yi2", "yi4", "yi5", "bu2"} & {tone for one, tone in zip(word, tones, strict=False) if one in "一不"}
    }
    assert len(words) > 2000
    assert changed == {}


@pytest.mark.parametrize("expected", ["哪儿/nǎ er/na3 er5", "这儿/zhè er/zhe4 er5", "女儿/nǚ ér/nv3 er2"])
def test_a_suffix_er_is_a_syllable_without_tone(readings: Readings, expected: str) -> None:
    token = expected.partition("/")[0]
    reading = readings.read(token)
    assert f"{token}/{' '.join(reading.pinyin)}/{' '.join(reading.tones)}" == expected


@pytest.mark.parametrize("clue", CLUES, ids=lambda clue: clue.example)
def test_each_clue_fits_its_example(clue: Clue) -> None:
    before, character, after = re.split("[<>]", clue.example)
    assert clues.find(character, before, after) == clue


CASES = [line.split("\t") for line in Path(__file__).with_name("readings.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    "expected",
    [
        "他在<行>动中学会了忍耐。 xíng",
        "这家银行的<行>长很年轻。 háng",
        "领导<着>重强调了安全。 zhuó",
        "他每月<还>款三千元。 huán",
        "模型支持<长>上下文。 cháng",
        "工程师正在<调>优参数。 tiáo",
        "孩子<长>得很高。 zhǎng",
        "他说<得>清楚。 de",
        "他一个一个<地>看。 de",
        "她<数>了数盒子里的糖。 shǔ",
        "她数了<数>盒子里的糖。 shǔ",
        "那是他的<地>。 dì",
        "选他<为>主席。 wéi",
    ],
)
def test_what_stands_around_a_character_tells_its_reading(
    readings: Readings, segmenter: Segmenter, expected: str
) -> None:
    text, pinyin = expected.split()
    assert syllables(readings, segmenter, re.sub("[<>]", "", text))[text.index("<")][0] == pinyin


def test_hard_polyphones(readings: Readings, segmenter: Segmenter) -> None:
    """Of our own sentences with hard polyphones 90 of 100 marked words are right, of those that are certain 97."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for text, expected in (case for case in CASES if len(case) == 2):
        found = syllables(readings, segmenter, re.sub(r"[\[\]]", "", text))
        for number, (word, pinyin) in enumerate(zip(re.finditer(r"\[([^]]+)", text), expected.split(), strict=True)):
            start = word.start() - 2 * number  # brackets before it
            marked = [found[place] for place in range(start, start + len(word[1]))]
            right[all(certain for _, certain in marked)].append("".join(syllable for syllable, _ in marked) == pinyin)
    both = right[True] + right[False]
    assert len(both) > 1200
    assert (sum(both) / len(both) > 0.9, sum(right[True]) / len(right[True]) > 0.97) == (True, True)


@pytest.mark.parametrize(("probability", "alone", "sure"), [(0.96, False, 1), (0.9, False, 0.9), (0.9, True, 1)])
def test_what_all_tables_agree_on_is_doubted_only_for_its_sentence(
    probability: float, alone: bool, sure: float
) -> None:
    known = Known((("guan1", "qia3"),), ("guan1", "qia3"))
    assert weighed(known, 1, "qia3", probability, alone=alone) == ("qia3", sure)


@pytest.fixture(scope="module")
def polyphones() -> Polyphones:
    return Polyphones.open(ROOT / "assets/polyphones.npz")


@pytest.mark.parametrize("places", [[0], [3], [6], [1, 5]])
def test_the_network_says_the_same_of_one_place_as_of_all(polyphones: Polyphones, places: list[int]) -> None:
    line = [polyphones._places[character] for character in "他在银行里行走"]
    every = [*polyphones._network.opinions([line], [range(len(line))])]
    assert np.allclose([*polyphones._network.opinions([line], [places])], [every[i] for i in places], atol=1e-4)


@given(st.lists(st.lists(st.integers(1, 4_000), min_size=1, max_size=40), min_size=1, max_size=40))
def test_the_network_says_the_same_of_many_lines_as_of_one(polyphones: Polyphones, lines: list[list[int]]) -> None:
    together = [*polyphones._network.opinions(lines, [range(len(line)) for line in lines])]
    alone = [opinion for line in lines for opinion in polyphones._network.opinions([line], [range(len(line))])]
    assert np.allclose(together, alone, atol=1e-4)


def test_sentences_are_read_together_as_one_by_one(readings: Readings, segmenter: Segmenter) -> None:
    lines = (Path(__file__).parent / "readings.tsv").read_text("utf-8").splitlines()
    texts = [*[line.split("\t")[0] for line in lines if line][:60], "", "，", "行长"]
    cuts = [Cut(text, segmenter.tokens(text)) for text in texts]
    assert readings.sentences(cuts) == [readings.sentence(cut.text, cut.tokens) for cut in cuts]


@pytest.mark.parametrize("expected", ["曾国强/zēng guó qiáng", "任志宏/rén zhì hóng", "冯大卫/féng dà wèi"])
def test_a_surname_has_its_own_reading(readings: Readings, expected: str) -> None:
    token = expected.partition("/")[0]
    assert f"{token}/{' '.join(readings.read(token).pinyin)}" == expected


def test_the_glossary_knows_better(readings: Readings) -> None:
    reading = readings.read("套壳", ("tào", "ké"))
    assert (line("套壳", reading), reading.tones) == ("套壳/tào ké/glossary", ("tao4", "ke2"))


@pytest.mark.parametrize("token", ["GPT-4o", "4%", "。", " ", "", "の", "\ud800"])
def test_what_is_not_all_han_has_no_reading(readings: Readings, token: str) -> None:
    assert readings.read(token) == Reading()


@pytest.mark.parametrize(
    "line",
    [
        "T恤  T xù/dictionary",
        "双11  shuāng shí yī/dictionary",
        "A股 gǔ A gǔ/glossary",
        "36氪 kè 36 kè/glossary",
        "马克·扎克伯格 mǎ,kè,zhā,kè,bó,gé mǎ kè·zhā kè bó gé/glossary",
        "C位  C wèi/dictionary",
        "X行者  X xíng zhě/character?",
    ],
)
def test_a_word_that_is_not_all_han_is_spoken(readings: Readings, line: str) -> None:
    token, given, spoken = line.split(" ", 2)
    reading = readings.read(token, given.split(",") if given else ())
    assert f"{reading.spoken}/{reading.source}{'' if reading.certain else '?'}" == spoken
    assert reading.pinyin == ()


def test_a_character_that_no_table_knows_stands_for_itself(readings: Readings) -> None:
    assert readings.read("\U0002fffd") == Reading(("\U0002fffd",), ("\U0002fffd",), "character", certain=False)


@given(st.lists(st.text(HAN, min_size=1, max_size=12) | st.text(max_size=3), min_size=1, max_size=5))
@example(["一" * 300])
def test_one_syllable_a_character(readings: Readings, words: list[str]) -> None:
    ends = [*accumulate(map(len, words))]
    tokens: list[Token] = [(end - len(word), end, "word") for word, end in zip(words, ends, strict=True) if word]
    text = "".join(words)
    for (start, end, _), reading in zip(tokens, readings.sentence(text, tokens), strict=True):
        assert len(reading.pinyin) == len(reading.tones) == (end - start if is_han(text[start:end]) else 0)
        assert all(reading.pinyin)
        assert tuple(map(mark, reading.tones)) == reading.pinyin


@given(st.text())
def test_any_text_has_a_reading_or_none(readings: Readings, text: str) -> None:
    reading = readings.read(text)
    assert (reading.source is not None) == any(map(is_han, text))
    assert bool(reading.pinyin) == is_han(text)


def test_the_tables_of_pypinyin_stay_as_they_are(readings: Readings) -> None:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    before = (len(PHRASES_DICT), len(PINYIN_DICT), "调优" in PHRASES_DICT)
    for token in ("调优", "银行行长", "一度", "曾国强", "\U0002fffd"):
        readings.read(token)
    assert (len(PHRASES_DICT), len(PINYIN_DICT), "调优" in PHRASES_DICT) == before


def test_a_line_of_any_length_is_read_alike_and_in_little_memory(readings: Readings, segmenter: Segmenter) -> None:
    sentence = "这家银行的行长数了数客户还给他的三只箱子，"
    text = sentence * 1_000
    tokens = segmenter.tokens(text)
    tracemalloc.start()
    found = [tone for reading in readings.sentence(text, tokens) for tone in reading.tones]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    alone = [tone for reading in readings.sentence(sentence, segmenter.tokens(sentence)) for tone in reading.tones]
    assert (found, peak < 50_000_000) == (alone * 1_000, True)


def test_the_model_reads_what_it_was_trained_on(cache: Path) -> None:
    """The program gives the model what training gave it: a feature that differs shows here, and no other thing does."""
    if not (SHARED / "data/cpp").exists():
        pytest.skip("../shared is absent")
    command = [sys.executable, str(ROOT / "tests/bench/readings.py"), str(SHARED / "data/cpp")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    right, share, precision = map(float, re.findall(r"([\d.]+)%", printed))
    assert (right > 99, share > 80, precision > 99.9) == (True, True, True), printed
