"""What reaches the screen has no control characters, and nothing else is changed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.clean import clean, clean_line

CASES = [
    ("\x1b[31m红\x1b[0m色", "红色"),
    ("\x1b[38;5;196;1m红\x1b[m", "红"),
    ("\x9b31m红\x9b0m", "红"),
    ("\x1b[2J\x1b[H\x1b[?25l清屏", "清屏"),
    ("\x1b]0;标题\x07正文", "正文"),
    ("\x1b]8;;https://a.b\x1b\\链接\x1b]8;;\x1b\\", "链接"),
    ("\x9d52;c;5Lit5paH\x9c剪贴板", "剪贴板"),
    ("\x1bPq#0;2;0;0;0~~\x1b\\图", "图"),
    ("\x90q~~\x9c图", "图"),
    ("\x1b_Gf=24;AAAA\x1b\\图", "图"),
    ("\x1b^私\x1b\\信", "信"),
    ("\x1bX串\x1b\\尾", "尾"),
    ("\x1bPtmux;\x1b\x1b]52;c;AA\x07\x1b\\外", "外"),
    ("\x1b(B\x1b=\x1bc\x1b7重置", "重置"),
    ("\x1b]0;没有结尾的一行\n下一行还在\x07", "0;没有结尾的一行\n下一行还在"),
    ("\x1b", ""),
    ("\x1b[31", ""),
    ("响\x07铃\x08退\x00空\x7f删", "响铃退空删"),
    ("一\r\n二\r三\x0b四\x0c五\x85六\u2028七", "一\n二\n三\n四\n五\n六\n七"),
    ("一\u2029二", "一\n\n二"),
    ("一\r\x00\n二", "一\n二"),
    ("孤\ud800立\udfff\ud83d\ude00", "孤\ufffd立\ufffd\ufffd\ufffd"),
    ("制\t表", "制\t表"),
    ("[red]标记[/red] [@click=app.quit]", "[red]标记[/red] [@click=app.quit]"),
    ("零\u200b宽\u200d和\u202e方\u2066向\ufeff", "零\u200b宽\u200d和\u202e方\u2066向\ufeff"),
    ("e\u0301 ﬁ Ａ　① \u00a0 ㈱", "e\u0301 ﬁ Ａ　① \u00a0 ㈱"),
]


@pytest.mark.parametrize(("text", "cleaned"), CASES, ids=[ascii(text) for text, _ in CASES])
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"), [("一\t二\x0b三\u2029四", "一 二 三 四"), ("\x1b[1m一\x1b[m", "一"), ("", "")]
)
def test_clean_line(text: str, cleaned: str) -> None:
    assert clean_line(text) == cleaned


NOISE = st.text(
    st.one_of(st.sampled_from("\x1b\x9b\x9d\x90\x9c\x07[]P\\;031m\r\n\t中文 "), st.characters()), max_size=60
)


@given(NOISE)
def test_no_control_character_is_left(text: str) -> None:
    left = {character for character in clean(text) if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}}
    assert left <= {"\n", "\t"}


@given(NOISE)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_text_without_control_characters_stays_as_it_is(text: str) -> None:
    assert clean(text) == text
