"""Bilingual files in pieces: what is a pair, and that nothing but the English in question is ever written anew."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape as xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.bilingual import Pair, read
from reader.errors import SourceError
from reader.export.markdown import STYLES, Head, Style, markdown
from reader.ingest import ingest
from reader.ingest.markdown import from_markdown
from reader.language.sentences import split
from reader.model import Annotated, Document, Sentence, Translation, Word

SAMPLE = Path(__file__).parents[2] / "assets" / "sample.md"


def pairs(text: str, column: str = "") -> list[Pair]:
    """The pairs of a file with this text, which its pieces join back to."""
    pieces = list(read("-", column, stdin=io.BytesIO(text.encode())).pieces())
    assert "".join(piece if isinstance(piece, str) else piece.raw for piece in pieces) == text
    return [piece for piece in pieces if isinstance(piece, Pair)]


def shown(text: str, column: str = "") -> str:
    return " / ".join(f"{pair.line} {pair.source} = {pair.target}" for pair in pairs(text, column))


def changed(text: str, change: Callable[[str], str]) -> str:
    """The file with each target changed."""
    pieces = read("-", stdin=io.BytesIO(text.encode())).pieces()
    return "".join(piece if isinstance(piece, str) else piece.written(change(piece.target)) for piece in pieces)


# Tab-separated


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("开源\topen\n闭源\tclosed\n", "", "1 开源 = open / 2 闭源 = closed"),
        ("开源\topen", "", "1 开源 = open"),
        ("开源\topen\r\n\r\n闭源\tclosed\tmore\r\n", "", "1 开源 = open / 3 闭源 = closed"),
        ("\ufeff开源\topen\n", "", "1 开源 = open"),
        ("source\ttarget\tnote\n开源\topen\tx\n", "", "2 开源 = open"),
        ("id\tsource\tby\ttarget\n1\t开源\tme\topen\n", "", "2 开源 = open"),
        ("source\tours\ttheirs\n开源\topen\tfree\n", "", "2 开源 = open"),
        ("source\tours\ttheirs\n开源\topen\tfree\n", "theirs", "2 开源 = free"),
        ("target\tsource\nopen\t开源\n", "", "2 开源 = open"),
        ("开源\t\n", "", "1 开源 = "),
        ("开\x85源\u2028\topen\x0b\n", "", "1 开\x85源\u2028 = open\x0b"),
    ],
)
def test_tsv(text: str, column: str, expected: str) -> None:
    assert shown(text, column) == expected


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8)  # many controls are no text


@given(st.lists(st.tuples(CELL, CELL, CELL).map(lambda cells: ("源" + cells[0], *cells[1:])), min_size=1))
def test_tsv_pieces_join_back_and_only_the_target_changes(rows: list[tuple[str, ...]]) -> None:
    text = "".join("\t".join(row) + "\n" for row in rows)
    assert [(pair.source, pair.target) for pair in pairs(text)] == [row[:2] for row in rows]
    assert changed(text, lambda target: target + "!") == "".join(f"{a}\t{b}!\t{c}\n" for a, b, c in rows)


# TMX


def tmx(*units: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> str:
    body = "".join(f"  <tu>{unit}</tu>\n" for unit in units)
    return f'{head}<tmx version="1.4">\n<header srclang="zh"/>\n<body>\n{body}</body>\n</tmx>\n'


def unit(source: str, target: str) -> str:
    return f'<tuv xml:lang="zh-CN"><seg>{source}</seg></tuv><tuv xml:lang="en"><seg>{target}</seg></tuv>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (tmx(unit("开源", "open"), unit("闭源", "closed")), "5 开源 = open / 6 闭源 = closed"),
        (tmx(unit("开源", "R&amp;D &#60; &#x41;")), "5 开源 = R&D < A"),
        (tmx(unit("开源", "a <bpt i='1'>&lt;b></bpt>bold<ept i='1'>x</ept> word")), "5 开源 = a bold word"),
        (tmx(unit("开源", "a <hi>high</hi> word")), "5 开源 = a high word"),
        (tmx(unit("开<ph>源</ph>放", "<![CDATA[a & b &amp;]]>")), "5 开放 = a & b &amp;"),
        (tmx(unit("开源", "")), "5 开源 = "),
        (tmx('<tuv lang="EN-gb"><seg>open</seg></tuv><tuv lang="ZH"><seg>开源</seg></tuv>'), "5 开源 = open"),
        (tmx(unit("开源", "open").replace('"en"', '"fr"'), unit("闭源", "closed")), "6 闭源 = closed"),
        (tmx("<note>x</note>" + unit("开源", "open"), head="<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>\n"), "5 开源 = open"),
    ],
)
def test_tmx(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("$5 <ph>x</ph>million 'a' &gt; b > c &#x41;", "5 yuan <ph>x</ph>million 'a' &gt; b > c &#x41;"),
        ("<hi>$5</hi> million", "<hi>5</hi> yuan million"),
        ("spent $<hi>5</hi>", "spent <hi>5 yuan</hi>"),
        ("it is $5", "it is 5 yuan"),
        ("&quot;$5&quot;&amp;", "&quot;5 yuan&quot;&amp;"),
    ],
)
def test_in_tmx_only_what_differs_is_written_anew(before: str, after: str) -> None:
    assert changed(tmx(unit("元", before)), lambda target: target.replace("$5", "5 yuan")) == tmx(unit("元", after))


@given(st.lists(st.text("a&<>\"' 源\n😀-", min_size=1), min_size=1, max_size=4), st.text("a&<😀 ", max_size=5))
def test_tmx_gives_back_any_text(targets: list[str], more: str) -> None:
    text = tmx(*(unit("源", xml(target)) for target in targets))
    assert [pair.target for pair in pairs(text)] == targets
    again = changed(text, lambda target: more + target + more)
    assert [pair.target for pair in pairs(again)] == [more + target + more for target in targets]


def test_tmx_that_is_no_utf8_says_that_it_is_now() -> None:
    text = tmx(unit("开源软件很好用", "open"), head='<?xml version="1.0" encoding="UTF-16"?>\n')
    pieces = read("-", stdin=io.BytesIO(text.encode("utf-16"))).pieces()
    written = "".join(piece if isinstance(piece, str) else piece.raw for piece in pieces)
    assert written == text.replace("UTF-16", "UTF-8")


def test_a_long_tmx_is_read_piece_by_piece() -> None:
    units = [unit(f"开源{number}", f"open &amp; {number} {'软件' * 20}") for number in range(2_000)]
    assert [pair.source for pair in pairs(tmx(*units))] == [f"开源{number}" for number in range(2_000)]


# Our own Markdown


def exported(document: Document, style: Style, *, pinyin: bool = False, missing: bool = False) -> str:
    """An export in which the English of a sentence is made of its Chinese."""
    found = []
    for sentence in split(document):
        english = None if missing else Translation(sentence.id, english_of(sentence), "argos", "1.9", "translation")
        words = (Word(sentence.text, 0, len(sentence.text), "word", ("dú",)),)
        aside = document.blocks[sentence.paragraph].kind == "aside"
        found.append((Annotated(sentence, words), None if aside else english))
    head = Head(document, "argos", "1.9", "translation", (), "", "2026-01-02")
    return "".join(markdown(head, found, style, pinyin=pinyin))


def english_of(sentence: Sentence) -> str:
    return f"In English (*{len(sentence.text)}*): $5 | {sentence.text[:9]}".strip()


def expected(document: Document) -> list[tuple[str, str]]:
    """The pairs that should be read; a heading is one pair."""
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for sentence in split(document):
        block = document.blocks[sentence.paragraph]
        if block.kind == "heading":
            _, before = found.get((sentence.paragraph, 0), ("", ""))
            found[sentence.paragraph, 0] = document.text_of(block), f"{before} {english_of(sentence)}".strip()
        elif block.kind != "aside":
            found[sentence.paragraph, sentence.start] = " ".join(sentence.text.split("\n")), english_of(sentence)
    return list(found.values())


TEXT = """# 标题*很*重要

第一句话。第二句|话，用`a|b*`写。

- 一个 #标签
- 又一个\\*
  1. 里面的。还有一句。

  续上文。

> 引用的话。又一句。
>
> > 更深的话。

```
代码 | x |

> 不是引文
```

## 第二节

3\\. 不是列表。 _强调_ <b>粗</b> & [链接](http://x.cn)。

---

最后一段[^1]。

[^1]: 脚注在这里。
"""


@pytest.mark.parametrize("pinyin", [False, True])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("source", ["text", "sample", "article"])
def test_an_export_is_read_back(style: Style, pinyin: bool, source: str, request: pytest.FixtureRequest) -> None:
    if source == "text":
        document = from_markdown(TEXT, "-")
    else:
        document = ingest(str(SAMPLE if source == "sample" else request.getfixturevalue("article")))
    text = exported(document, style, pinyin=pinyin)
    assert [(pair.source, pair.target) for pair in pairs(text)] == expected(document)
    assert changed(text, lambda target: target.replace("$5", "5 yuan")) == text.replace("\\$5", "5 yuan")


@pytest.mark.parametrize("style", STYLES)
def test_english_that_is_missing_is_empty(style: Style) -> None:
    found = pairs(exported(from_markdown(TEXT, "-"), style, missing=True))
    assert {pair.target for pair in found} == {""}
    assert len(found) == len(expected(from_markdown(TEXT, "-")))


@given(st.text("a源*_`|\\<&$#1.-+=[]{}~^> ", min_size=1, max_size=16).filter(str.strip), st.sampled_from(STYLES))
def test_any_sentence_is_read_back_from_any_style(text: str, style: Style) -> None:
    document = from_markdown("源", "-")
    sentence = split(document)[0]
    found = [(Annotated(sentence, ()), Translation(sentence.id, text, "a", "1", "gloss"))]
    written = "".join(markdown(Head(document, "a", "1", "gloss", (), "", ""), found, style))
    assert [pair.target for pair in pairs(written)] == [text.strip()]
    again = changed(written, lambda target: target + "!*")
    assert [pair.target for pair in pairs(again)] == [text.strip() + "!*"]


def test_an_export_says_who_made_its_english() -> None:
    text = read("-", stdin=io.BytesIO(exported(from_markdown(TEXT, "-"), "table").encode()))
    assert (text.engine, text.version, text.machine) == ("argos", "1.9", "translation")


# What is none


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.tsv", "开源\topen\n闭源\n", "a.tsv, line 2: has no tab"),
        ("a.tsv", "source\ttarget\n", "no Chinese with English beside it"),
        ("a.tsv", "id\tsource\ttarget\n1\t开源\n", "a.tsv, line 2: has 2 columns"),
        ("a.tsv", "open\t开源\n", "no Chinese in what should be the source"),
        ("a.tsv", "  \n\n", "empty"),
        ("a.tmx", "开源\topen\n", "a.tmx, line 1: is no well-formed XML"),
        ("a.tmx", "<tmx><body>\n<tu></body></tmx>", "a.tmx, line 2: is no well-formed XML (mismatched tag)"),
        ("a.xml", "<?xml version='1.0'?><html/>", "a.xml, line 1: begins with <html>"),
        ("a.tmx", tmx(unit("开源", "open").replace('"en"', '"fr"')), "a TMX needs segments in zh and in en"),
        ("a.tmx", '<!DOCTYPE tmx [<!ENTITY x "y">]><tmx/>', "a.tmx, line 1: declares entities"),
        ("a.tmx", '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx>&x;</tmx>', "declares entities"),
        ("a.tmx", '<!DOCTYPE tmx [<!ENTITY % p SYSTEM "http://x/y">%p;]><tmx/>', "declares entities"),
        ("a.md", "# 标题\n\n开源很好。\n", "a.md: is no bilingual Markdown of ours"),
        ("a.md", "---\ntitle: 标题\n---\n\n开源很好。\n", "a.md: is no bilingual Markdown of ours"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(SourceError, match=re.escape(complaint)):
        read(str(tmp_path / name))


@pytest.mark.parametrize(
    ("text", "column", "complaint"),
    [
        ("source\ta\tb\n源\tx\ty\n", "c", "line 1: has no column “c”; it has source, a, b"),
        ("源\tx\n", "c", "line 1: names no columns"),
        (tmx(unit("开源", "open")), "c", "has no columns"),
    ],
)
def test_a_column_that_is_not_there(text: str, column: str, complaint: str) -> None:
    with pytest.raises(SourceError, match=re.escape(complaint)):
        pairs(text, column)
