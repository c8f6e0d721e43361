"""New words: what a text says again and again and no dictionary has."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.dictionary import Dictionary
from reader.language.newwords import Cut, find
from reader.language.vocabulary import Vocabulary
from reader.language.words import Segmenter

Found = list[str]


class Finder:
    """Texts of our own, a sentence a line, to the new words in them."""

    def __init__(self, folder: Path) -> None:
        self.dictionary = Dictionary.open(folder)
        self.vocabulary = Vocabulary.open(self.dictionary, folder)
        self.segmenter = Segmenter(self.dictionary, self.vocabulary)

    def cuts(self, text: str, *terms: str) -> list[Cut]:
        cuts = []
        for line in text.split("\n"):
            spans = [(start, start + len(term)) for term in terms if (start := line.find(term)) >= 0]
            cuts.append(Cut(line, self.segmenter.tokens(line, spans), frozenset(start for start, _ in spans)))
        return cuts

    def __call__(self, text: str, *terms: str) -> Found:
        """Each with its count: 智驾 2."""
        found = find(self.cuts(text, *terms), self.dictionary, self.vocabulary)
        return [f"{word.text} {len(word.places)}" for word in found]


@pytest.fixture(scope="module")
def finder(prepared: Path) -> Finder:
    return Finder(prepared)


FOUND = [
    ("智驾系统卖得很好。\n没有智驾就不买。", "智驾 2"),  # what jieba's model takes for a word
    ("智驾系统卖得很好。\n谁懂智驾？", "智驾 2"),  # though it takes 懂智驾 for one too
    ("云栖大会明天开幕。\n记者到了云栖大会的会场。\n很多人喜欢云栖大会。", "云栖大会 3"),  # with a word beside it
    ("他爱自驾游。\n今年的自驾游很贵。\n自驾游也要花时间。", "自驾游 3"),  # a part that never stands alone
    ("这是AI玩具。\n孩子要AI玩具，\n商店没有AI玩具。", "AI玩具 3"),  # with Latin letters
    ("费雷尔走了。\n我们都认识费雷尔。", "费雷尔 2"),  # a name that nothing knows
    ("他们叫它“盒区房”。", "盒区房 1"),  # once, in quotation marks
    ("这本《经济蓝页》刚刚出版。", "经济蓝页 1"),
    ("固体废物太多。\n城市处理固体废物。\n谁来管固体废物？", "固体废物 3"),  # two headwords that stick together
]


@pytest.mark.parametrize(("text", "word"), FOUND)
def test_found(finder: Finder, text: str, word: str) -> None:
    assert finder(text) == [word]


NOT_FOUND = [
    "智驾系统卖得很好。",  # said once
    "人工智能很热。\n他研究人工智能。",  # a headword
    "他喜欢看书。\n孩子也看书。\n大家都看书。",  # a verb with its object
    "桌上有三本书。\n她买了三本书。\n三本书不贵。",  # what is counted
    "这支队伍很强。\n这支队伍赢了。\n这支队伍回家了。",
    "普京先生来了。\n记者问普京先生。\n普京先生没有回答。",  # a name with a title
    "我们的问题很大。\n我们的问题不少。\n我们的问题是什么？",  # function words
    "他在家中。\n她也在家中。",  # 中 is a word by itself
    "",
    "，。！？\n……",
    "OpenAI OpenAI OpenAI",
]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(finder: Finder, text: str) -> None:
    assert finder(text) == []


def test_a_glossary_term_is_not_new(finder: Finder) -> None:
    text = "智驾系统卖得很好。\n老张搞智驾。"
    assert finder(text, "智驾") == []


def test_a_piece_of_a_longer_new_word_is_not_offered_beside_it(finder: Finder) -> None:
    text = "云栖大会明天开幕。\n记者到了云栖大会的会场。"
    assert finder(text) == ["云栖大会 2"]
    assert finder(text + "\n云栖很小。\n他住在云栖。") == ["云栖 4", "云栖大会 2"]


def test_the_most_frequent_comes_first(finder: Finder) -> None:
    text = "云栖很小。\n老张搞智驾。\n智驾不贵。\n他住在云栖。\n谁懂智驾？"
    assert finder(text) == ["智驾 3", "云栖 2"]


def test_in_a_long_text_twice_is_not_enough(finder: Finder) -> None:
    text = "老张搞智驾。\n智驾不贵。\n" + "今天的天气很好，我们去公园。\n" * 3000
    assert finder(text) == []
    assert finder(text + "谁懂智驾？") == ["智驾 3"]


GIVEN = [
    ("莫兰(Anna Moran)来了。\n谁认识莫兰？", ["Anna Moran"]),
    ("安娜·莫兰（Anna Moran）来了。\n谁认识莫兰？", ["Moran"]),
    ("“盒区房”（box zone homes）很贵。", ["box zone homes"]),
    ("“盒区房”（见第3页）很贵。", [""]),
]


@pytest.mark.parametrize(("text", "english"), GIVEN)
def test_the_english_that_a_text_gives_itself(finder: Finder, text: str, english: list[str]) -> None:
    assert [word.given for word in find(finder.cuts(text), finder.dictionary, finder.vocabulary)] == english


PIECES = [
    "智驾",
    "云栖",
    "大会",
    "费雷尔",
    "·",
    "“",
    "”",
    "(Ada Lo)",
    "AI",
    "玩具",
    "的",
    "三",
    "在",
    "，",
    " ",
    "𠮷",
    "3",
    "\ud800",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), max_size=8))
def test_every_place_joins_back_to_the_text(finder: Finder, lines: list[str]) -> None:
    cuts = finder.cuts("\n".join(lines))
    for word in find(cuts, finder.dictionary, finder.vocabulary):
        assert {cuts[index].text[start : start + len(word.text)] for index, start in word.places} == {word.text}
        assert len(set(word.places)) == len(word.places)


@given(st.text(max_size=60))
def test_any_text_is_taken(finder: Finder, text: str) -> None:
    find(finder.cuts(text * 2), finder.dictionary, finder.vocabulary)
