"""Lines: what may stand where, and that nothing overflows."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import layout

CHINESE = "开源模型的发布在全球引起关注一次又多个公司表示"
MARKS = "，。、；：！？）」』】》〉”’…,.:;?!)（「『【《〈“‘("
texts = st.lists(
    st.one_of(
        st.text(alphabet=CHINESE, min_size=1, max_size=8),
        st.sampled_from(["Llama", " ", "2.53%", "GPT-4o", "DeepSeek-V3.1", "4", "——", "……", "é", "𠮷", "\u200b", "\t"]),
        st.sampled_from(MARKS),
    ),
    max_size=40,
).map("".join)
readable = st.lists(  # as people write: marks stand alone or in pairs, never in long runs
    st.tuples(
        st.sampled_from(["", "“", "（", "《", "(", "「“"]),
        st.one_of(st.text(alphabet=CHINESE, min_size=1, max_size=9), st.sampled_from(["Llama", "2.53%", "GPT-4o"])),
        st.sampled_from(["", "，", "。", "”", "。”", "）", "》，", ",", "?)", "：“", "！？"]),
    ).map("".join),
    max_size=30,
).map("".join)


def lines(text: str, width: int) -> str:
    return "|".join("".join(p.text for p in line) for line in layout.wrap(layout.tokens(text), width))


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("开源模型崛起", 8, "开源模型|崛起"),
        ("开源模型，崛起", 8, "开源模|型，崛起"),
        ("他说：“开源。”", 8, "他说：|“开源。”"),
        ("DeepSeek 宣布开源", 12, "DeepSeek 宣|布开源"),
        ("涨幅2.53%。好", 9, "涨幅|2.53%。好"),
        ("团队,包括Gemma", 8, "团队,包|括Gemma"),
        ("《书》(Avocado)的", 9, "《书》|(Avocado)|的"),
        ('say "yes" now', 9, 'say "yes"|now'),
        ("the end of it", 7, "the end|of it"),
        ("well-known", 5, "well-|known"),
        ("#开源模型#", 9, "#开源模|型#"),
        ("说#开源#和#模型#的", 6, "说#开|源#和|#模型#|的"),
        ("#Meta开源# 好", 9, "#Meta开|源# 好"),
        ("第#1号", 4, "第#1|号"),
        ("开" * 5, 1, "开|开|开|开|开"),
        ("", 10, ""),
    ],
)
def test_lines_break_where_people_break_them(text: str, width: int, expected: str) -> None:
    assert lines(text, width) == expected


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        (["#开源模型#"], 9, "#开源模|型#"),
        (["看", "#开源#", "和", "#模型#"], 9, "看#开源#|和#模型#"),
        (["(", "#开源模型#", ")"], 9, "(#开源模|型#)"),
    ],
)
def test_the_end_of_a_hashtag_never_stands_alone(words: list[str], width: int, expected: str) -> None:
    assert "|".join("".join(p.text for p in line) for line in layout.wrap(words, width)) == expected


@given(texts)
def test_tokens_join_back_to_the_text(text: str) -> None:
    assert "".join(layout.tokens(text)) == text


@given(texts, st.integers(20, 200))
def test_no_line_is_wider_than_its_width(text: str, width: int) -> None:
    for line in layout.wrap(layout.tokens(text), width):
        assert sum(layout.cells(p.text) for p in line) <= width
        assert all(a.end <= b.x for a, b in pairwise(line))


@given(readable, st.integers(20, 200))
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(text: str, width: int) -> None:
    for line in layout.wrap(layout.tokens(text), width)[1:]:
        assert "".join(p.text for p in line)[0] not in layout.CLOSING
    for line in layout.wrap(layout.tokens(text), width)[:-1]:
        assert "".join(p.text for p in line).rstrip()[-1] not in layout.OPENING


@given(texts, st.integers(20, 200))
def test_only_white_space_is_lost_at_breaks(text: str, width: int) -> None:
    shown = "".join(p.text for line in layout.wrap(layout.tokens(text), width) for p in line)
    assert "".join(shown.split()) == "".join(layout.visible(text).split())


def test_a_reading_stands_over_its_word_and_marks_stand_at_it() -> None:
    words = ["首次", "亮相", "，", "“", "闭源", "”", "。"]
    readings = ["shǒucì", "liàngxiàng", "", "", "bìyuán", "", ""]
    (line,) = layout.wrap(words, 60, readings)
    above = " " * 40
    for piece in line:
        above = above[: piece.x] + piece.above + above[piece.x + layout.cells(piece.above) :]
    assert [(p.text, p.x) for p in line if p.above] == [("首次", 0), ("亮相", 7), ("闭源", 19)]
    assert above.rstrip() == "shǒucì liàngxiàng  bìyuán"


@given(st.lists(st.sampled_from([("开源", "kāiyuán"), ("的", "de"), ("，", ""), ("“", ""), (" ", "")]), max_size=40),
       st.integers(20, 80))  # fmt: skip
def test_readings_never_overlap_and_never_overflow(pairs: list[tuple[str, str]], width: int) -> None:
    for line in layout.wrap([t for t, _ in pairs], width, [r for _, r in pairs]):
        ends = 0
        for piece in line:
            assert not piece.above or piece.x >= ends
            ends = piece.x + layout.cells(piece.above) + 1 if piece.above else ends
            assert max(piece.end, ends - 1) <= width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("开\u202e源", "开源"),
        ("开\u200b源", "开源"),
        ("a\tb", "a b"),
        ("[red]x[/]", "[red]x[/]"),
    ],
)
def test_what_could_steer_a_terminal_is_not_shown(text: str, shown: str) -> None:
    assert layout.visible(text) == shown


NOTED = st.lists(
    st.sampled_from([("开源", "kāiyuán", "open"), ("的", "de", ""), ("，", "", ""), ("好", "", "very good")])
)


@given(NOTED, st.integers(12, 60))
def test_what_stands_above_and_below_never_meets_its_neighbour(words: list[tuple[str, str, str]], width: int) -> None:
    parts, above, below = ([word[k] for word in words] for k in range(3))
    for line in layout.wrap(parts, width, above, below):
        for row in ([(p.x, p.text) for p in line], [(p.x, p.above) for p in line], [(p.x, p.below) for p in line]):
            shown = [(x, x + layout.cells(text)) for x, text in row if text]
            assert all(end <= start for (_, end), (start, _) in pairwise(shown))
            assert all(end <= width for _, end in shown)
