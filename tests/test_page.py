"""A sentence and its English as rows, written as text: where the columns and the marks in the margin stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader import layout, page
from reader.config import Layout
from reader.model import Block, Flag, Sound, Translation

SAID = "It cost 3.45 billion yuan, which is much more than anybody had expected it to cost."
TOLD = Translation(
    "a", SAID, "argos", "1", "translation", flags=(Flag("quantity", "34.5亿元 = 3.45 billion yuan", 0, 5, True),)
)
HUMAN = Translation("a", SAID, "human", "2026", "human")
PLAIN = Translation("a", SAID, "argos", "1", "translation")


def drawn(pair: page.Pair, width: int, layout_: Layout = "beside") -> list[str]:
    lines = []
    for row in page.rows(pair, page.geometry(width, layout=layout_)):
        line = ""
        for span in row:
            line += " " * (span.x - layout.cells(line)) + span.text
        lines.append(line)
    return lines


def pair(translation: Translation, **more: object) -> page.Pair:
    tokens = layout.tokens(translation.target)
    block = Block("paragraph", 0, 7)
    return page.Pair(block, ["花", "了", "34.5亿元", "。"], tokens, mark=page.mark(translation), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("translation", "mark"), [(TOLD, "●"), (HUMAN, "✎"), (PLAIN, "")])
def test_the_mark_stands_beside_the_rule_or_in_the_left_margin(translation: Translation, mark: str) -> None:
    assert drawn(pair(translation), 80)[0].split("│")[0] == f" 花了34.5亿元。{' ' * (14 - len(mark))}{mark}"
    assert drawn(pair(translation), 60) == [
        " 花了34.5亿元。",
        f"{mark or ' '}It cost 3.45 billion yuan, which is much more than anybody",
        " had expected it to cost.",
        "",
    ]


def test_on_a_narrow_page_the_mark_stands_at_the_english_under_readings_and_in_a_list() -> None:
    readings = [[Sound("huā", 1)], [Sound("le", 5)], [], []]
    assert drawn(pair(TOLD, readings=readings), 60)[2].startswith("●It cost")
    item = page.Pair(Block("item", 0, 7, 1), ["花了钱。"], layout.tokens("It cost."), mark="●")
    assert drawn(item, 60) == [" • 花了钱。", "●  It cost.", ""]


def test_what_waits_has_no_mark() -> None:
    waiting = page.Pair(Block("paragraph", 0, 4), ["花了钱。"], waiting="…")
    assert drawn(waiting, 60) == [" 花了钱。", " …", ""]


ITEM = page.Pair(
    Block("item", 0, 5, 1), ["开源", "很", "好", "。"], layout.tokens("Open is good."),
    readings=[[Sound("kāi", 1), Sound("yuán", 2)], [Sound("hěn", 3)], [Sound("hǎo", 3)], []],
    glosses=["open-source", "very", "good", ""], mark="●", bookmark=True,
)  # fmt: skip


def test_interlinear_each_word_has_its_reading_above_and_its_gloss_below() -> None:
    assert drawn(ITEM, 90, "interlinear") == [
        "▶  kāiyuán     hěn  hǎo",
        " • 开源        很   好。",
        "   open-source very good",
        "●  Open is good.",
        "",
    ]
    assert drawn(ITEM, 18, "interlinear")[:4] == ["▶  kāiyuán", " • 开源", "   open-source", "   hěn  hǎo"]


def test_one_column_alone_keeps_its_marks() -> None:
    assert drawn(ITEM, 90, "chinese")[:2] == ["▶  kāiyuán     hěn  hǎo", " • 开源        很   好。"]
    assert drawn(ITEM, 90, "english") == ["▶• Open is good.", ""]
    unmarked = replace(ITEM, bookmark=False, readings=(), glosses=())
    assert drawn(unmarked, 90, "chinese") == ["●• 开源很好。", ""]
    assert drawn(unmarked, 90, "english") == ["●• Open is good.", ""]


def test_what_has_no_english_is_chinese_in_every_layout() -> None:
    aside = page.Pair(Block("aside", 0, 5), ["责编：某"])
    assert drawn(aside, 60, "english") == [" 责编：某", ""]
