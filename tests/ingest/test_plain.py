"""Plain text: which lines are one paragraph, and which is the title."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.ingest.join import is_spaced, join
from reader.ingest.text import from_text
from reader.ingest.wrap import paragraphs

from .prose import SIMPLIFIED, prose
from .shown import shown

JOINS = [
    ("今天开/源", "今天开源"),
    ("the new/model", "the new model"),
    ("今天 /开源", "今天开源"),
    ("模型叫/GPT", "模型叫GPT"),
    ("模型叫 /GPT", "模型叫 GPT"),
    ("GPT/发布", "GPT发布"),
    ("团队,/在", "团队,在"),
    ("他说,/OpenAI", "他说,OpenAI"),
    ("Meta、/OpenAI", "Meta、OpenAI"),
    ("he said,/we", "he said, we"),
    ("“牛油果”/Avocado", "“牛油果”Avocado"),
    ("open-/source", "open-source"),
    ("3.5%/左右", "3.5%左右"),
    ("　　首行/　　次行", "首行次行"),
    ("一//二", "一二"),
]


@pytest.mark.parametrize(("lines", "joined"), JOINS)
def test_join(lines: str, joined: str) -> None:
    assert join(lines.split("/")) == joined


@pytest.mark.parametrize(("text", "spaced"), [("用 GPT 写", True), ("用GPT写", False), ("只有中文", False)])
def test_spaces_between_scripts_are_the_authors_habit(text: str, spaced: bool) -> None:
    assert (is_spaced(text), join(["用", "GPT", "写"], spaced=is_spaced(text))) == (
        spaced,
        "用 GPT 写" if spaced else "用GPT写",
    )


LONG = (
    "昨天下午，公司在城里开了一个会，请来不少记者，说新的手机下个月就能买到，价格比去年便宜两成，"
    "大家听了以后问了很多问题，经理一个一个地回答，一直说到天黑才散。"
)
MIXED = (
    "公司说 Nova 3 比 Nova 2 快 30%，而且 Nova 3 的电池可以用 two full days，"
    "这在同类手机里 almost never 见到，记者都很吃惊。"
)


def wrapped(text: str, width: int) -> str:
    """`text` broken at `width` cells, as editors do: no closing mark begins a line, no word is broken."""
    lines, line = [], ""
    for unit in textwrap.TextWrapper.wordsep_simple_re.split(text):
        for part in [unit] if unit.isascii() else [*unit]:
            if cell_len((line + part).rstrip()) > width and part[0] not in "，。、？！）》”":
                lines.append(line.rstrip())
                line = part.lstrip()
            else:
                line += part
    return "\n".join([*lines, line])


@pytest.mark.parametrize("width", [40, 48, 60, 72, 80, 100])
@pytest.mark.parametrize("text", [LONG, MIXED])
def test_a_wrapped_paragraph_is_joined(text: str, width: int) -> None:
    assert paragraphs(wrapped(text, width)) == [text]


@pytest.mark.parametrize("sign", ["\n", "　　", "    "], ids=["blank line", "ideographic indent", "spaces"])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_wrapped_paragraphs_stay_apart(sign: str, width: int) -> None:
    inside = "\n".join(wrapped(sign + one, width) for one in (LONG, MIXED, LONG))
    before = "\n".join(sign + wrapped(one, width) for one in (LONG, MIXED, LONG))
    assert (paragraphs(inside), paragraphs(before)) == ([LONG, MIXED, LONG], [LONG, MIXED, LONG])


def test_wrapped_paragraphs_without_a_sign_end_where_a_line_is_short() -> None:
    assert paragraphs(f"{wrapped(LONG, 60)}\n{wrapped(LONG[::-1], 60)}") == [LONG, LONG[::-1]]


COUNTED = LONG.replace("公司", "AI公司").replace("经理", "CEO").replace("两", "20")


@pytest.mark.parametrize("width", [30, 36, 40])
def test_lines_broken_by_count_of_characters_are_joined(width: int) -> None:
    lines = [COUNTED[start : start + width] for start in range(0, len(COUNTED), width)]
    assert "".join(paragraphs("\n".join(lines))).replace(" ", "") == COUNTED


def test_lines_broken_where_quotation_marks_count_two_cells_are_joined() -> None:
    text = (
        "他说“好”，“很好”，“真的很好”，大家都笑了，说“那就这样办吧”，然后回家去吃饭，第二天又来到这里开会，开到晚上。"
    )
    lines, line = [], ""
    for character in text:
        if cell_len(line) + line.count("“") + line.count("”") > 46 and character not in "，。”":
            lines.append(line)
            line = ""
        line += character
    assert paragraphs("\n".join([*lines, line])) == [text]


@pytest.mark.parametrize("width", [28, 32, 40])
def test_gaps_where_a_run_of_chinese_was_taken_for_one_word(width: int) -> None:
    both = LONG + MIXED
    text = "\n\n".join("\n".join(textwrap.wrap(both, width)) for _ in range(3))
    assert [one.replace(" ", "") for one in paragraphs(text)] == [both.replace(" ", "")] * 3


def test_a_title_above_a_wrapped_paragraph() -> None:
    text = f"公司昨天下午在城里开会谈新手机\n{wrapped(LONG, 48)}\n\n{wrapped(MIXED, 48)}"
    assert paragraphs(text) == ["公司昨天下午在城里开会谈新手机", LONG, MIXED]


def test_list_items_with_full_lines_stay_apart() -> None:
    items = [f"{number}、{LONG[:38]}" for number in (1, 2, 3)]
    assert paragraphs("\n".join(["\n".join(wrapped(LONG * 2, 80).split("\n")[:3]), *items]))[-3:] == items


def test_a_list_item_that_goes_on_under_its_text() -> None:
    item = "\n   ".join(wrapped(LONG, 50).split("\n"))
    assert paragraphs(f"1. {item}\n2. {item}") == [f"1. {LONG}", f"2. {LONG}"]


@settings(max_examples=60, deadline=None)
@given(st.lists(prose(SIMPLIFIED, least=80, most=300), min_size=1, max_size=5), st.integers(20, 50))
def test_what_is_wrapped_comes_back(texts: list[str], half: int) -> None:
    texts = [text.replace(" ", "") for text in texts]
    text = "\n\n".join(wrapped(one, 2 * half) for one in texts)
    assert "".join(paragraphs(text)).replace(" ", "") == "".join(texts)


APART = {
    "one paragraph a line": "今天的会开得很长，大家都累了。\n明天还要再开一次。\n后天放假。",
    "long paragraphs, a line each": f"{LONG}\n{LONG}{LONG}\n{LONG}",
    "long paragraphs that end without a mark": f"{LONG * 2}见图\n{LONG * 2}见表\n{LONG}",
    "verse": "山那边有一片海，\n海那边有一个人，\n人手里拿着灯，\n灯照着回家的路。",
    "long lines of one length": "\n".join(["今天山上的人很多，天也很高，孩子们在草地上跑来跑去。"] * 5),
    "talk": "甲：你吃了吗？\n乙：吃过了，你呢？\n甲：还没有。",
    "names": "王小明\n李大山\n张水",
    "numbered": "一、先把水烧开\n二、再把面放进去\n三、等三分钟",
    "headlines of nearly one length": "今天的会开得很长，大家都说累了，经理还在一个一个地问他们\n"
    "城里的公园今天早上开门，孩子们都很高兴，老人也去看报纸说话\n火车晚到了十分钟，没有人生气，大家坐着看书说话吃饭\n"
    "学生们都说这个问题很有意思",
    "headlines": "新手机下个月上市，价格比去年低两成\n城里的公园今天开门，孩子们都很高兴\n火车晚点，没有人生气",
}


@pytest.mark.parametrize("name", APART)
def test_lines_that_are_not_wrapped_stay_apart(name: str) -> None:
    assert paragraphs(APART[name]) == APART[name].split("\n")


INDENTED = [
    "　　第一段。\n　　第二段。",
    "    第一段。\n    第二段。",
    "\t第一段。\n\n\t第二段。",
    "　　第一段。\n\n\n  \n　　第二段。  ",
]


@pytest.mark.parametrize("text", INDENTED, ids=ascii)
def test_indentation_is_dropped(text: str) -> None:
    assert paragraphs(text) == ["第一段。", "第二段。"]


TITLES = [
    ("城里的公园开门了\n\n今天很多人去看。", "城里的公园开门了"),
    ("城里的公园开门了\n今天很多人去看。\n明天也开。", "城里的公园开门了"),
    ("今天很多人去看公园。\n\n明天也开。", "notes"),  # a sentence
    ("公园为什么开门？\n\n今天很多人去看。", "notes"),
    ("他们说：\n\n今天很多人去看。", "notes"),
    ("城里的公园开门了", "notes"),  # nothing follows
    (f"{'很' * 41}\n\n今天很多人去看。", "notes"),
    ("1. 先烧水\n2. 再下面", "notes"),
    ("————\n\n今天很多人去看。", "notes"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_title_is_a_short_first_line_without_an_end_mark(text: str, title: str) -> None:
    document = from_text(text, "/home/notes.txt")
    assert (document.title, document.blocks[0].kind == "heading") == (title, title != "notes")


def test_code_like_marks_stay() -> None:
    assert shown(from_text("他写道：[bold]很好[/bold]，*真的*，a < b。", "-")) == [
        "他写道：[bold]很好[/bold]，*真的*，a < b。"
    ]


@settings(deadline=None)
@given(st.text(st.sampled_from("中文。，\n\r\t 　a1#【】阅读:\u2029\x1b[\u200b"), max_size=200))
def test_blocks_join_back_to_the_text(text: str) -> None:
    document = from_text(text, "-")
    parts = [document.text_of(block) for block in document.blocks]
    assert ("\n\n".join(parts), all(part and part == part.strip() for part in parts)) == (document.text, True)
