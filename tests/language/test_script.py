"""Simplified and traditional, phrase by phrase, with offsets that are those of the text shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.ingest.clean import clean_line
from reader.language.dictionary import Dictionary
from reader.language.script import SCRIPTS, Script, convert, convert_all, converted, traditional
from reader.language.sentences import split
from reader.model import Block, Document

PHRASES = [
    "她理发以后头发变短了 = 她理髮以後頭髮變短了",
    "公司发展很快，出发了 = 公司發展很快，出發了",
    "皇后站在大门后面 = 皇后站在大門後面",
    "太后后来很后悔 = 太后後來很後悔",
    "干部把树干晒干，不干涉别人干活 = 幹部把樹幹曬乾，不干涉別人幹活",
    "乾隆年间气候干燥 = 乾隆年間氣候乾燥",
    "这里离山里三公里 = 這裡離山裡三公里",
    "面条在桌子上面 = 麵條在桌子上面",
    "时钟旁边有一台钟表 = 時鐘旁邊有一臺鐘錶",
    "只有一只鸡 = 只有一隻雞",
    "复杂的答复使他恢复了信心 = 複雜的答覆使他恢復了信心",
    "制度和制造 = 制度和製造",
    "云端上的云彩，人云亦云 = 雲端上的雲彩，人云亦云",
    "他看着原著，很着急 = 他看著原著，很著急",
    "土著的专著非常显著 = 土著的專著非常顯著",
    "A股、B超和iPhone 15 = A股、B超和iPhone 15",
]


@pytest.mark.parametrize("line", PHRASES)
def test_a_phrase_decides_the_character(line: str) -> None:
    simplified, _, traditional = line.partition(" = ")
    assert f"{simplified} = {convert(simplified, 'traditional')}" == line
    assert f"{convert(traditional, 'simplified')} = {traditional}" == line


@pytest.mark.parametrize("line", ["裏面 里面", "因爲 因为", "啓動 启动", "羣眾 群众", "麪條 面条", "接着 接着"])
def test_other_ways_to_write_traditional_are_understood(line: str) -> None:
    traditional, _, simplified = line.partition(" ")
    assert convert(traditional, "simplified") == simplified


@cache
def all_traditional() -> frozenset[str]:
    return frozenset(traditional())


@given(st.characters())
@example("發")
@example("台")
@example("著")
@example("𠁞")
def test_traditional_characters_are_those_that_change_by_themselves(character: str) -> None:
    assert (character in all_traditional()) == (convert(character, "simplified") != character)


PARTS = [
    # 皇后在后面 alone would be 皇后在後面; in a traditional text 后 is a queen and nothing else
    ("traditional", "皇后在后花園|這個國家", "皇后在后花園|這個國家"),
    ("traditional", "詩云|這個國家的人說", "詩云|這個國家的人說"),
    ("traditional", "这个国家|這個國家", "這個國家|這個國家"),
    ("traditional", "皇后在后面|这个国家", "皇后在後面|這個國家"),
    ("simplified", "瞭望|这个国家", "瞭望|这个国家"),
    ("simplified", "瞭解|這個國家", "了解|这个国家"),
    ("simplified", "山水|ABC|", "山水|ABC|"),
]


@pytest.mark.parametrize(("script", "parts", "expected"), PARTS)
def test_what_is_in_the_script_already_stays(script: Script, parts: str, expected: str) -> None:
    assert "|".join(convert_all(parts.split("|"), script)) == expected


def document(*texts: str, kinds: str = "") -> Document:
    blocks, start = [], 0
    for number, text in enumerate(texts):
        blocks.append(Block("code" if kinds[number : number + 1] == "c" else "paragraph", start, start + len(text)))
        start += len(text) + 2
    return Document("-", "\n\n".join(texts), tuple(blocks), texts[0] if texts else "")


def test_a_document_is_converted_but_not_its_code() -> None:
    found = converted(document("头发`发`后来", "发 = 1", "干部", kinds=" c"), "traditional")
    assert [found.text_of(block) for block in found.blocks] == ["頭髮`发`後來", "发 = 1", "幹部"]
    assert found.title == "頭髮`发`後來"


TEXT = st.text(
    st.one_of(
        st.sampled_from("头头髮发發后後里裡干乾幹面麵着著，。！？ `\n“”A1"), st.characters(exclude_categories=["Cs"])
    )
)


@given(st.lists(TEXT.map(clean_line).filter(str.strip), max_size=5), st.sampled_from(SCRIPTS))
def test_offsets_are_true_in_the_other_script(texts: list[str], script: Script) -> None:
    before = document(*texts)
    after = converted(before, script)
    assert "\n\n".join(after.text_of(block) for block in after.blocks) == after.text
    assert [len(after.text_of(block)) for block in after.blocks] == [len(text) for text in texts]
    sentences = split(after)
    assert [after.text[s.start : s.end] for s in sentences] == [s.text for s in sentences]


@given(TEXT, st.sampled_from(SCRIPTS))
def test_any_text_keeps_its_length(text: str, script: Script) -> None:
    assert len(convert(text, script)) == len(text)


@given(TEXT, st.sampled_from(SCRIPTS))
def test_once_is_enough(text: str, script: Script) -> None:
    (once,) = convert_all([text], script)
    assert convert_all([once], script) == [once]


@pytest.mark.parametrize(
    "line",
    ["裏面 li3 mian4 inside", "因爲 yin1 wei4 because", "台灣 tai2 wan1 Taiwan", "峯會 feng1 hui4 summit meeting"],
)
def test_a_traditional_word_is_found_however_it_is_written(prepared: Path, line: str) -> None:
    dictionary = Dictionary.open(prepared)
    word, first, second, meaning = line.split(" ", 3)
    entry = dictionary.look_up(word)[0]
    assert (dictionary.has(word), entry.pinyin, entry.definitions[0]) == (True, (first, second), meaning)
