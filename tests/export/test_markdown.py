"""Bilingual Markdown: what it looks like, and that it renders as it reads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.bilingual.markdown import pieces
from reader.export.markdown import STYLES, Head, Style, escape, markdown
from reader.ingest.markdown import from_markdown
from reader.language.sentences import split
from reader.layout import visible
from reader.model import Annotated, Block, Document, Sentence, Term, Translation, Word, sentence_id

RENDERER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def document(*blocks: tuple[str, str, int, str]) -> Document:
    """From (kind, text, level, marker) for each block."""
    text, found = "", []
    for kind, part, level, marker in blocks:
        start = len(text)
        text += part + "\n\n"
        inside = {"item": "-", "quote": ">"}.get(kind, "") * level
        found.append(Block(kind, start, start + len(part), level, marker, inside))  # type: ignore[arg-type]
    return Document("/home/someone/notes.md", text[:-2], tuple(found), "标题", "某报", "2025-12-11")


def pair(
    doc: Document, paragraph: int, english: str | None, words: tuple[Word, ...] = ()
) -> tuple[Annotated, Translation | None]:
    block = doc.blocks[paragraph]
    text = doc.text_of(block)
    sentence = Sentence(sentence_id(text, 0), paragraph, block.start, block.end, text)
    terms = (
        Term("开源", "open-source", 0, 2, 0, 11, "present"),
        Term("开源", "open-source", 3, 5, None, None, "unplaced"),
    )
    translation = Translation(sentence.id, english, "argos", "1.9", "translation", terms if "开源" in text else ())
    return Annotated(sentence, words), translation if english is not None else None


def written(
    doc: Document, pairs: list[tuple[Annotated, Translation | None]], style: Style = "table", pinyin: bool = False
) -> str:
    head = Head(doc, "argos", "1.9", "translation", ("ai.tsv",), "abc", "2026-01-02")
    return "".join(markdown(head, pairs, style, pinyin=pinyin))


DOC = document(
    ("heading", "标题", 1, ""), ("paragraph", "开源很好。", 0, ""), ("item", "第一", 1, "•"), ("quote", "话", 1, ""),
    ("code", "x = `1`\n\ny", 0, ""), ("aside", "阅读:68", 0, ""),
)  # fmt: skip
PAIRS = [
    pair(DOC, 0, "Title"),
    pair(DOC, 1, "Open-source is good."),
    pair(DOC, 2, "First"),
    pair(DOC, 3, "Words"),
    pair(DOC, 5, None),
]
FRONT = """---
title: "标题"
source: "某报"
origin: "notes.md"
published: "2025-12-11"
engine: "argos 1.9"
kind: "machine translation"
terms: {"present": 1, "unplaced": 1}
glossaries: ["ai.tsv"]
glossary_hash: "abc"
date: "2026-01-02"
---

*Machine translation, made by argos 1.9.*

# 标题

**Title**
"""
TAIL = """
```
x = `1`

y
```

---

阅读:68

## Terms · 术语

| 中文 | English | in the text | in the English |
| --- | --- | --- | --- |
| 开源 | open-source | 2 | 1 |
"""
GOLDEN = {
    "table": """
| 中文 | English |
| --- | --- |
| 开源很好。 | Open-source is good. |
| • 第一 | • First |
| ▎ 话 | ▎ Words |
""",
    "stacked": """
开源很好。\\
Open-source is good.

- 第一\\
  First

> 话\\
> Words
""",
    "quote": """
开源很好。

> Open-source is good.

- 第一

  > First

> 话
>
> > Words
""",
}


@pytest.mark.parametrize("style", STYLES)
def test_a_text_is_written_in_each_style(style: Style) -> None:
    assert written(DOC, PAIRS, style) == FRONT + GOLDEN[style] + TAIL


def test_pinyin_adds_a_reading_line() -> None:
    words = (
        Word("开源", 0, 2, "word", ("kāi", "yuán")),
        Word("很", 2, 3, "word", ("hěn",)),
        Word("好", 3, 4, "word", ("hǎo",)),
        Word("。", 4, 5, "punctuation"),
    )
    assert "| 开源很好。<br>*kāiyuán hěn hǎo。* | Good. |" in written(DOC, [pair(DOC, 1, "Good.", words)], pinyin=True)


def test_a_sentence_without_english_says_so() -> None:
    assert "| 开源很好。 | *(not translated yet)* |" in written(DOC, [pair(DOC, 1, None)])


def test_a_gloss_says_that_it_is_no_translation() -> None:
    head = Head(DOC, "gloss", "1", "gloss", (), "", "2026-01-02")
    assert "\n*Word gloss, not a translation, made by gloss 1.*\n" in "".join(markdown(head, []))


@pytest.mark.parametrize("text", [
    "1. 第一", "# 题", "- 项", "+ 项", "> 话", "a|b", "*重*_点_", "`码`", "<b>x</b>", "[x](y)", "~~x~~", "&lt;", "\\n",
    "===", "2) 二", "a ![x](y)", "<script>alert(1)</script>", "用`a*b*`和`` `c` ``", "` a `", "\\`码`", "一个`和``",
])  # fmt: skip
def test_special_characters_render_as_they_read(text: str) -> None:
    assert rendered(escape(text)) == text


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_renders_as_it_reads(text: str) -> None:
    assert rendered(escape(text)) == " ".join(visible(" ".join(text.split("\n"))).split("\n")).strip()


def rendered(text: str) -> str:
    """The text content of the one paragraph this Markdown must be."""
    tokens = RENDERER.parse(text)
    assert [t.type for t in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"]), tokens
    children = [child for t in tokens for child in t.children or ()]
    assert {child.type for child in children} <= {"text", "text_special", "code_inline"}, children
    return "".join(code(child) if child.type == "code_inline" else child.content for child in children)


def code(token: Token) -> str:
    gap = " " if "`" in (token.content[0], token.content[-1]) else ""
    return token.markup + gap + token.content + gap + token.markup


@given(st.text(alphabet="`` a\\*|", max_size=20))
def test_code_renders_as_it_reads(text: str) -> None:
    assert rendered(escape(text)) == text.strip()


@given(
    st.lists(st.text(alphabet="文|字*_`#1.-\\ <>", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=5)
)
def test_a_table_has_one_row_a_sentence_whatever_is_in_it(texts: list[str]) -> None:
    doc = document(*(("paragraph", text.strip(), 0, "") for text in texts))
    tokens = RENDERER.parse(written(doc, [pair(doc, n, t) for n, t in enumerate(texts)]).split("---\n", 2)[2])
    assert sum(token.type == "tr_open" for token in tokens) == len(texts) + 1
    assert sum(token.type == "td_open" for token in tokens) == 2 * len(texts)


def outline(text: str) -> str:
    """What a Markdown text is made of: `-[p p code] >[p]`, a list item with two paragraphs and code, a quotation."""
    names = {
        "list_item_open": "-[",
        "blockquote_open": ">[",
        "fence": "code",
        "paragraph_open": "p",
        "heading_open": "h",
    }
    closing = {"list_item_close": "]", "blockquote_close": "]"}
    parts = [(names | closing).get(token.type, "") for token in RENDERER.parse(text)]
    return " ".join(filter(None, parts)).replace("[ ", "[").replace(" ]", "]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> - 一", ">[-[p]]"),
        ("> 引\n> - 一\n> - 二", ">[p -[p] -[p]]"),
        ("1. 一\n\n   续\n2. 二", "-[p p] -[p]"),
        ("10. 一\n\n    ```\n    x\n\n    y\n    ```\n11. 二", "-[p code] -[p]"),
        ("- 一\n  - 二\n    1. 三", "-[p -[p -[p]]]"),
        ("- 一\n\n  > 引\n\n  续", "-[p >[p] p]"),
        ("> 一。二。", ">[p p]"),
        ("- 一。二。", "-[p p]"),
        ("> > 一", ">[>[p]]"),
        ("- 一\n\n二\n\n- 三", "-[p] p -[p]"),
    ],
)
def test_lists_and_quotations_keep_their_shape(text: str, expected: str) -> None:
    doc = from_markdown(text, "-")
    found = [(Annotated(s, ()), Translation(s.id, "English", "a", "1", "gloss")) for s in split(doc)]
    head = Head(doc, "a", "1", "gloss", (), "", "2026-01-02")
    body = "".join(markdown(head, found, "stacked")).split("*\n", 1)[1]
    assert outline(body) == expected


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("- 一", "| • 一 | • E |"),
        ("> - 一", "| ▎ • 一 | ▎ • E |"),
        ("2. 一", "| 2\\. 一 | 2\\. E |"),
        ("- 一\n  - 二", "| &emsp;• 二 | &emsp;• E |"),
        ("1. 一\n\n   续", "| &emsp;续 | &emsp;E |"),
        ("用`a|b`", "| 用`a\\|b` | E |"),
    ],
)
def test_a_row_shows_where_it_stood(text: str, cell: str) -> None:
    doc = from_markdown(text, "-")
    found = [(Annotated(s, ()), Translation(s.id, "E", "a", "1", "gloss")) for s in split(doc)]
    assert "".join(markdown(Head(doc, "a", "1", "gloss", (), "", ""), found)).splitlines()[-1] == cell


def test_a_headline_of_two_sentences_is_one_heading() -> None:
    doc = document(("heading", "#模型#【新模型来了】", 1, ""))
    found = [(Annotated(s, ()), Translation(s.id, s.text, "a", "1", "gloss")) for s in split(doc)]
    assert len(found) == 2
    text = "".join(markdown(Head(doc, "a", "1", "gloss", (), "", ""), found))
    assert text.endswith("\n# \\#模型#【新模型来了】\n\n**\\#模型# 【新模型来了】**\n")


@pytest.mark.parametrize(
    ("line", "reading"),
    [
        ("他/tā 说/shuō ： “ 好/hǎo ” 。", "tā shuō：“hǎo”。"),
        ('( " 代码/dàimǎ " ) 好/hǎo', '("dàimǎ") hǎo'),
        ("横/héng ， 还有/háiyǒu", "héng，háiyǒu"),
        ("横/héng , 还有/háiyǒu", "héng, háiyǒu"),
        ("《 书/shū 》 很/hěn 好/hǎo", "《shū》hěn hǎo"),
        ("叫/jiào “ 书/shū ” 的/de", "jiào “shū” de"),
    ],
)
def test_a_reading_line_sets_marks_as_the_text_does(line: str, reading: str) -> None:
    pairs = [item.partition("/") for item in line.split()]
    words = tuple(Word(text, 0, 1, "word", (sound,) if sound else ()) for text, _, sound in pairs)
    doc = document(("paragraph", "文", 0, ""))
    assert f"*{escape(reading)}*" in written(doc, [pair(doc, 0, "E", words)], "stacked", pinyin=True)


@pytest.mark.parametrize("style", STYLES)
def test_what_a_human_wrote_is_marked_and_counted(style: Style) -> None:
    annotated, translation = PAIRS[1]
    assert translation
    mine = replace(translation, target="Open is good.", engine="human", version="2026-01-01", machine="human", terms=())
    text = written(DOC, [PAIRS[0], (annotated, mine), *PAIRS[2:]], style)
    assert [line for line in text.splitlines() if "✎" in line and "good" not in line] == [
        "*Machine translation, made by argos 1.9; 1 of 4 by a human, marked ✎.*"
    ]
    assert "\nhuman_sentences: 1\n" in text
    read = [piece.target for piece in pieces(text, "out.md") if not isinstance(piece, str)]
    assert [target for target in read if "good" in target] == ["Open is good."]  # without the mark
    assert "Open is good. ✎" in text
    assert "✎" not in written(DOC, PAIRS, style)


@pytest.mark.parametrize("style", STYLES)
def test_what_a_human_chose_of_a_machines_english_is_marked_as_a_machines(style: Style) -> None:
    annotated, translation = PAIRS[1]
    assert translation
    chosen = replace(translation, target="Open is good.", version="2.0", chosen=True)
    text = written(DOC, [PAIRS[0], (annotated, chosen), *PAIRS[2:]], style)
    assert [line for line in text.splitlines() if "✓" in line and "good" not in line] == [
        "*Machine translation, made by argos 1.9; 1 of 4 chosen by a human among those of argos 2.0, marked ✓.*"
    ]
    assert "\nchosen_sentences: 1\n" in text
    assert "human_sentences" not in text
    assert "Open is good. ✓" in text
    read = [piece.target for piece in pieces(text, "out.md") if not isinstance(piece, str)]
    assert [target for target in read if "good" in target] == ["Open is good."]  # without the mark
