"""What sites put around an article is told from the article, and no sentence is taken for it."""

from __future__ import annotations

import pytest

from reader.ingest.text import from_text

from .shown import shown

BODY = "今天上午，城里的公园开门了，很多人去看。"

BYLINES = [
    ("来源：城市日报 2025年3月4日 08:10", "城市日报", "2025年3月4日 08:10"),
    ("2025-03-04 08:10:00 来源: 城市日报", "城市日报", "2025-03-04 08:10:00"),
    ("城市日报 2025-03-04", "城市日报", "2025-03-04"),
    ("城市日报 2025-03-04 08:10:00", "城市日报", "2025-03-04 08:10:00"),
    ("2025/03/04 08:10 | 城市日报", "城市日报", "2025/03/04 08:10"),
    ("城市日报 2025年3月4日", "城市日报", "2025年3月4日"),
    ("來源：城市日報　2025.03.04", "城市日報", "2025.03.04"),
    ("发布时间：2025-03-04 08:10 来源：城市网 作者：王小明 责任编辑：李大山", "城市网", "2025-03-04 08:10"),
    ("城市网记者 王小明 2025-03-04 08:10 来源：城市网 字号 大 中 小", "城市网", "2025-03-04 08:10"),
    ("2025-03-04T08:10:00+08:00 城市之家", "城市之家", "2025-03-04T08:10:00+08:00"),
    ("慢镜头 3月4日 08:10", "慢镜头", "3月4日 08:10"),
    ("城市网 2025-03-04 08:10 阅读 1.2万 评论 3", "城市网", "2025-03-04 08:10"),
    ("来源：城市网", "城市网", ""),
    ("2025年3月4日 星期二", "", "2025年3月4日 星期二"),
]


@pytest.mark.parametrize(("line", "publisher", "date"), BYLINES)
def test_byline_is_taken_out(line: str, publisher: str, date: str) -> None:
    document = from_text(f"公园开门了\n\n{line}\n\n{BODY}", "-")
    assert (shown(document), document.publisher, document.date) == (["# 公园开门了", BODY], publisher, date)


NO_BYLINES = [
    "会议定于 2025-03-04",
    "会议定于2025年3月4日举行",
    "2025年3月4日，城市日报报道了这件事",
    "2025-03-04 08:10，大火被扑灭",
    "截至 2025-03-04",
    "公司成立 2025年3月4日",
    "时间：2025年3月4日 14:00",
    "作者：王小明",
    "城市日报北京3月4日电",
    "版本 1.10.2 比 1.9.12 快",
    "他从 08:10 等到 12:30",
]


@pytest.mark.parametrize("line", NO_BYLINES)
def test_a_line_that_only_looks_like_a_byline_stays(line: str) -> None:
    document = from_text(f"公园开门了\n\n{line}\n\n{BODY}", "-")
    assert (shown(document), document.publisher, document.date) == (["# 公园开门了", line, BODY], "", "")


def test_a_byline_deep_in_the_text_stays() -> None:
    lines = [BODY, BODY, "城市日报 2025-03-04 08:10", BODY]
    assert shown(from_text("\n\n".join(lines), "-")) == lines


def test_publisher_and_date_on_lines_of_their_own() -> None:
    document = from_text(f"公园开门了\n来源：城市网\n2025-03-04 08:10\n{BODY}", "-")
    assert (shown(document), document.publisher, document.date) == (
        ["# 公园开门了", BODY],
        "城市网",
        "2025-03-04 08:10",
    )


def test_a_question_above_a_byline_is_a_title() -> None:
    assert from_text(f"公园为什么开门？\n\n城市网 2025-03-04 08:10\n\n{BODY}", "-").title == "公园为什么开门？"


def test_a_line_that_repeats_the_start_of_the_title_is_left_out() -> None:
    text = f"#公园#【城里的公园开门了，人\n\n城市网 2025-03-04 08:10:00\n\n#公园#【城里的公园开门了，人很多】{BODY}"
    document = from_text(text, "-")
    assert (document.title, shown(document)) == (
        "城里的公园开门了，人很多",
        ["# #公园#【城里的公园开门了，人很多】", BODY],
    )


LEADS = [
    (f"【城里的公园开门了】{BODY}", ["# 【城里的公园开门了】", BODY], "城里的公园开门了"),
    (
        f"#公园##城市#【城里的公园开门了】#新闻#{BODY}",
        ["# #公园##城市#【城里的公园开门了】#新闻#", BODY],
        "城里的公园开门了",
    ),
    (f"【城里的公园开门了】\n【城里的公园开门了】{BODY}", ["# 【城里的公园开门了】", BODY], "城里的公园开门了"),
    (f"城里的公园开门了\n【城里的公园开门了】{BODY}", ["# 【城里的公园开门了】", BODY], "城里的公园开门了"),
    (f"城里的公园开门…\n【城里的公园开门了】{BODY}", ["# 【城里的公园开门了】", BODY], "城里的公园开门了"),
    (f"【快讯】{BODY}", [f"【快讯】{BODY}"], ""),
    (f"【城市日报记者 王小明】{BODY}", [f"【城市日报记者 王小明】{BODY}"], ""),
    (f"{BODY}【城里的公园开门了】", [f"{BODY}【城里的公园开门了】"], ""),
    (f"公园\n【城里的公园开门了】{BODY}", ["# 公园", f"【城里的公园开门了】{BODY}"], "公园"),
    (f"今天上午，城里的公园开…\n{BODY}", [BODY], "今天上午，城里的公园开…"),
    (f"#公园#{BODY}", [f"#公园#{BODY}"], ""),
]


@pytest.mark.parametrize(("text", "blocks", "title"), LEADS)
def test_title_in_brackets_at_the_start_of_the_body(text: str, blocks: list[str], title: str) -> None:
    document = from_text(text, "-")
    assert (shown(document), document.title) == (blocks, title)


TAILS = [
    ["0 阅读:68", "城市网", "城市网", "城市网，每天的新闻。"],
    ["12 阅读:1024", "城市网", "城市网", "让读者了解身边的事。"],
    ["阅读量 1.2万"],
    ["评论 3", "点赞"],
    ["123人赞 4条评论"],
    ["赞(12) 收藏(3)"],
    ["责任编辑：王小明"],
    ["（责任编辑：王小明 李大山）", "来源：城市网"],
    ["阅读 5", "相关阅读", "城里的动物园也要开门了", "去公园要带什么"],
    ["版权声明：文章归城市网所有，转载请写明来历。"],
]


@pytest.mark.parametrize("tail", TAILS, ids="/".join)
def test_what_stands_below_is_set_aside(tail: list[str]) -> None:
    document = from_text("\n\n".join([BODY, BODY, *tail]), "-")
    assert shown(document) == [BODY, BODY, *(f"~ {line}" for line in tail)]


NO_TAILS = [
    ["（完）"],
    ["阅读是一件好事。"],
    ["他给了 3 个赞"],
    ["评论 3 家公司的手机"],
    ["编辑部的故事"],
    ["作者：这个问题很难回答。我不知道。"],
    ["城市网", "城市网，每天的新闻。"],  # no counter or editor above it
    ["阅读 5", BODY],  # the article goes on
]


@pytest.mark.parametrize("tail", NO_TAILS, ids="/".join)
def test_a_real_last_line_stays(tail: list[str]) -> None:
    lines = [BODY] * 6 + tail
    assert shown(from_text("\n\n".join(lines), "-")) == lines


def test_counters_below_the_title_are_set_aside_alone() -> None:
    document = from_text(f"公园开门了\n\n阅读 1.2万 评论 30\n\n{BODY}\n\n{BODY}", "-")
    assert shown(document) == ["# 公园开门了", "~ 阅读 1.2万 评论 30", BODY, BODY]
