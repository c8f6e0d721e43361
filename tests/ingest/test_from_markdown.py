"""Markdown: what is read stays, what marks it up goes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.ingest.markdown import from_markdown

from .shown import shown

CASES = {
    "headings": ("# 一\n\n## 二 ##\n\n###### 六\n\n标题\n===", ["# 一", "## 二", "###### 六", "# 标题"]),
    "emphasis": ("很*好*，**真的**，~~不~~，***都***", ["很好，真的，不，都"]),
    "emphasis beside Chinese marks": ("这是**“开源”**的，**注意：**小心", ["这是“开源”的，注意：小心"]),
    "escaped stars": (r"\*\*不是\*\*，2 * 3", ["**不是**，2 * 3"]),
    "links": ('见[文档](https://a.b/c "题")和<https://d.e>[^1]', ["见文档和https://d.e[^1]"]),
    "reference links": ("见[文档][1]\n\n[1]: https://a.b", ["见文档"]),
    "images": ("![图](a.png)\n\n前 ![图](a.png) 后", ["前 后"]),
    "inline code": ("用`pip **x**`装", ["用`pip **x**`装"]),
    "backtick in inline code": ("用`` `a` ``装", ["用`` `a` ``装"]),
    "raw HTML": ("<div>块</div>\n\n行<b>内</b>的<br>换行", ["块", "行内的换行"]),
    "paragraph in HTML": ("<p align=center>前<br>后<b>面</b> &lt;</p>\n后", ["前后面 <", "后"]),
    "heading in HTML": ('<h1 align="center">题</h1>\n文\n<h2>次</h2>', ["# 题", "文", "## 次"]),
    "details": ("<details><summary>概要</summary>\n\n- 项\n\n</details>", ["概要", "• 项"]),
    "script": ("<script>\n脚本\n</script>\n\n<style>样式</style>\n\n文", ["文"]),
    "footnote": ("见注[^1]。\n\n[^1]: 注里的话。\n\n文", ["见注[1]。", "[1] 注里的话。", "文"]),
    "footnote nobody points to": ("文\n\n[^a]: 注\n\n    续", ["文", "[a] 注", "… 续"]),
    "comment": ("<!-- 注 -->\n\n文", ["文"]),
    "soft breaks": ("今天\n开源，the new\nmodel", ["今天开源，the new model"]),
    "hard breaks": ("今天  \n开源\\\n了", ["今天开源了"]),
    "bullets": ("- 一\n- 二\n  - 内\n- 三", ["• 一", "• 二", "  • 内", "• 三"]),
    "numbers": ("3. 三\n4. 四\n\n   续\n5. 五", ["3. 三", "4. 四", "… 续", "5. 五"]),
    "quotations": ("> 引\n> 文\n>\n> > 内", ["> 引文", ">> 内"]),
    "list in a quotation": ("> 引\n> - 项", ["> 引", "• 项"]),
    "fence": ("```python\nif 是:\n    跑()\n\n\tx = '**'\n```", ["`if 是:\n    跑()\n\n\tx = '**'"]),
    "indented code": ("文\n\n    x = 1\n      y", ["文", "`x = 1\n  y"]),
    "table": ("| 甲 | 乙 |\n|---|:-:|\n| `1` | **2** |\n| 3 | |", ["甲 | 乙", "`1` | 2", "3 |"]),
    "rule": ("一\n\n---\n\n二", ["一", "二"]),
    "entities": ("甲&amp;乙&#x1b;[31m", ["甲&乙\ufffd[31m"]),
    "markup of others": ("[red]红[/red]", ["[red]红[/red]"]),
    "escape sequences": ("\x1b[1m# 一\x1b[0m\n\n二", ["# 一", "二"]),
}


@pytest.mark.parametrize("name", CASES)
def test_blocks(name: str) -> None:
    text, blocks = CASES[name]
    assert shown(from_markdown(text, "/home/notes.md")) == blocks


@pytest.mark.parametrize(
    "line",
    [
        "> - 一 >-",
        "- 一\n  > 二 - ->",
        "1. 一\n\n   二\n   ```\n   x\n   ``` - - -",
        "> > 一\n> - 二 >> >-",
        "- 一\n  1. 二 - --",
    ],
)
def test_a_block_says_what_it_stands_in(line: str) -> None:
    text, *inside = re.split(r" (?=[->]+(?: [->]+)*$)", line)
    assert " ".join(block.inside for block in from_markdown(text, "-").blocks) == " ".join(inside)


FRONT = '---\ntitle: "公园：开门"\ndate: 2025-03-04\nsource: 城市网\ntags: [a]\n---\n\n'


@pytest.mark.parametrize(
    ("text", "title"),
    [(f"{FRONT}正文", "公园：开门"), (f"{FRONT}## 次\n\n# 主*题*", "主题"), ("## 次", "notes"), ("正文", "notes")],
)
def test_title_is_the_first_heading_of_level_1_else_the_front_matter(text: str, title: str) -> None:
    assert from_markdown(text, "/home/notes.md").title == title


def test_front_matter_gives_publisher_and_date() -> None:
    document = from_markdown(f"{FRONT}正文", "-")
    assert (document.publisher, document.date, document.text) == ("城市网", "2025-03-04", "正文")


@settings(deadline=None)
@given(st.text(st.sampled_from("中文，。ab*_`#>-+1.|[](){}!<>&~\\\n\t "), max_size=120))
def test_blocks_join_back_to_the_text(text: str) -> None:
    document = from_markdown(text, "-")
    parts = [document.text_of(block) for block in document.blocks]
    assert ("\n\n".join(parts), all(part and part == part.strip() for part in parts)) == (document.text, True)
