"""Sentences that are too long, of a whole document, with the reader's own cuts, and of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentence_texts import ANY, TEXT, cut

from reader.language.sentences import LIMIT, spans, split, split_block
from reader.model import Block, Document

A, B, C = "甲" * 60, "乙" * 60, "丙" * 60
LONG = {
    "the comma nearest the middle": f"{A}，{B}|，{C}，{A}。",
    "a half-width comma": f"{A},{B}|,{C},{A}。",
    "a semicolon before commas": f"{A}；|{B}，{C}，{A}。",
    "a comma before a list mark": f"{A}{A}{A}，|{B}、{C}。",
    "a list mark if there is no comma": f"{A}{B}、|{C}{A}。",
    "white space if there is no comma": f"{A}{B} |{C}{A}。",
    "no mark at all": f"{A}{A}{A}{'甲' * 20}|{B}{C}。",
    "no place inside a number": f"{A}{A}{A}{'甲' * 17}|1,040{B}。",
    "no place inside a word": f"{A}{A}{A}{'甲' * 17}|DeepSeek{B}。",
    "no place inside a title": f"{A}《{'名' * 30}，{'名' * 30}》{B}，|{C}。",
    "no place inside a short bracket": f"{A}{A}（注，释）{B}，|{C}。",
    "no place before a closing mark": f"{A}{A}{A}{'甲' * 19}|甲。",
    "the comma's closing quote goes with it": f"他说：“{A}{B}，”|{A}{B}。",
    "the sentences of a quotation": f"他说：“{A}。|{A}{B}！|{C}。”|然后离开。",
    "the sentences of a bracket": f"（{A}。|{A}{B}！|{C}。）|然后离开。",
    "the sentences of a quotation in a quotation": f"他说：“信上写：‘{A}。|{A}{B}！|{C}。’”|然后离开。",
    "the speaker stays": f"“{A}。|{A}{B}！|{C}。”他说。|然后离开。",
    "not the sentences of a short quotation": f"{A}{A}{A}“停！别走。”，|{B}。",
    "200 characters are not too many": f"{A}，{B}，{C}{'丙' * 17}。",
}


@pytest.mark.parametrize("case", LONG.values(), ids=LONG.keys())
def test_a_sentence_over_the_limit_is_cut_at(case: str) -> None:
    case = case.replace("|，", "，|").replace("|,", ",|")
    assert cut(case.replace("|", "")) == "|".join(part.strip() for part in case.split("|"))


@given(ANY)
def test_sentences_hold_every_character_in_order(text: str) -> None:
    at = 0
    for start, end in spans(text):
        assert text[at:start].strip() == ""
        assert text[start:end].strip() == text[start:end] != ""
        at = end
    assert text[at:].strip() == ""


@given(TEXT)
def test_no_sentence_is_longer_than_the_limit(text: str) -> None:
    assert all(end - start <= LIMIT for start, end in spans(text))


def document(*blocks: str, kinds: str = "") -> Document:
    """Blocks joined by a blank line; those whose letter in `kinds` is "c" are code."""
    parts, at = [], 0
    for index, block in enumerate(blocks):
        parts.append(Block("code" if kinds[index : index + 1] == "c" else "paragraph", at, at + len(block)))
        at += len(block) + 2
    return Document("-", "\n\n".join(blocks), tuple(parts))


def shown(text: Document, cuts: dict[int, bool] | None = None) -> str:
    return " ".join(f"{s.paragraph}:{s.text}" for s in split(text, cuts or {}))


def test_split_goes_through_all_blocks_but_code() -> None:
    assert shown(document("一。二。", "x = 1。y", "三。", kinds="pcp")) == "0:一。 0:二。 2:三。"


def test_offsets_count_in_the_document() -> None:
    text = document("一。二。", "三。")
    assert [text.text[s.start : s.end] for s in split(text)] == [s.text for s in split(text)]


def test_equal_sentences_have_their_own_ids() -> None:
    first, other, second = split(document("好。不好。好。"))
    assert len({first.id, other.id, second.id}) == 3
    assert split(document("天。好。好。"))[1:] != [first, second]
    assert [s.id for s in split(document("天。好。好。"))[1:]] == [first.id, second.id]


def test_a_cut_changes_no_other_id() -> None:
    text = document("甲乙丙。丁。戊己。")
    before, after = split(text), split(text, {1: True, 6: False})
    assert shown(text, {1: True, 6: False}) == "0:甲 0:乙丙。 0:丁。戊己。"
    assert {s.id for s in split(text, {1: True})} >= {s.id for s in before[1:]}
    assert len({s.id for s in before} | {s.id for s in after}) == len(before) + len(after)


CUTS = {
    "cut": ({2: True}, "0:甲乙 0:丙。 0:丁。 1:戊。"),
    "cut twice": ({1: True, 2: True}, "0:甲 0:乙 0:丙。 0:丁。 1:戊。"),
    "join": ({4: False}, "0:甲乙丙。 丁。 1:戊。"),
    "join at its first character": ({5: False}, "0:甲乙丙。 丁。 1:戊。"),
    "join and cut": ({1: True, 5: False}, "0:甲 0:乙丙。 丁。 1:戊。"),
    "a cut that is there": ({5: True}, "0:甲乙丙。 0:丁。 1:戊。"),
    "a join where nothing is cut": ({2: False}, "0:甲乙丙。 0:丁。 1:戊。"),
    "the start of the text": ({0: False}, "0:甲乙丙。 0:丁。 1:戊。"),
    "the start of a paragraph": ({9: False}, "0:甲乙丙。 0:丁。 1:戊。"),
    "between paragraphs": ({7: True, 8: False}, "0:甲乙丙。 0:丁。 1:戊。"),
    "outside the text": ({-3: True, 99: False}, "0:甲乙丙。 0:丁。 1:戊。"),
}


@pytest.mark.parametrize(("cuts", "expected"), CUTS.values(), ids=CUTS.keys())
def test_cuts_of_the_reader(cuts: dict[int, bool], expected: str) -> None:
    assert shown(document("甲乙丙。 丁。", "戊。"), cuts) == expected


@given(TEXT, st.integers(0, 400))
def test_a_cut_sticks_and_leaves_the_others_alone(text: str, offset: int) -> None:
    whole = document(text)
    before, after = split(whole), split(whole, {offset: True})
    touched = {s.start for s in before if s.start < offset < s.end}
    if touched:
        start = offset + len(text[offset:]) - len(text[offset:].lstrip())
        assert start in {s.start for s in after}
    assert [s.text for s in before if s.start not in touched] == [
        s.text for s in after if not any(b.start in touched and b.start <= s.start < b.end for b in before)
    ]
    assert split(whole, {offset: True} | dict.fromkeys([offset], False)) == split(whole, {offset: False})


@given(TEXT)
def test_joining_and_cutting_again_restores(text: str) -> None:
    whole = document(text)
    before = split(whole)
    for sentence in before[1:]:
        joined = split(whole, {sentence.start: False})
        assert len(joined) == len(before) - 1
        assert split(whole, {sentence.start: False} | {sentence.start: True}) == before
    assert len(split(whole, {s.start: False for s in before})) == min(len(before), 1)


@given(TEXT, st.dictionaries(st.integers(-5, 420), st.booleans()))
def test_with_any_cuts_nothing_is_lost(text: str, cuts: dict[int, bool]) -> None:
    sentences = split_block(document(text), 0, cuts)
    assert "".join("".join(s.text.split()) for s in sentences) == "".join(text.split())
    assert len({s.id for s in sentences}) == len(sentences)


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        spans(text)
        best = min(best, time.process_time() - started)
    return best


UNITS = r"""字 字， 好。 “ ” “” " 字" “好。 “好。”他说。 （。 （（）） 《 【 # #a a a. 1.2. … https:// 👍🏽 他说：“ """


@pytest.mark.parametrize("unit", [*UNITS.split(), "a. ", "1. ", ". ", " ", "字\n "])
def test_time_is_linear(unit: str) -> None:
    size = 12_000 // len(unit)
    assert seconds(unit * size * 4) < 9 * seconds(unit * size) + 0.01


def test_time_is_linear_in_nested_quotations() -> None:
    assert seconds("“好。" * 16_000 + "”" * 16_000) < 9 * seconds("“好。" * 4_000 + "”" * 4_000) + 0.01
