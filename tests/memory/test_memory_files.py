"""Translation memories as files: what is written comes back as it was, and foreign files can do no harm."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tmx import tmxfile

from reader import memory
from reader.errors import OutputError, ReaderError, SourceError
from reader.memory import tmx, tsv
from reader.model import Unit

TRICKY = [
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\\",
    "\\n",
    " ",
    "<b>&amp;",
    "]]>",
    "\u2028",
    "\x85",
    "👩‍👩‍👧",
    "𠮷",
    "\ufeff",
    '"',
    "开源",
]
any_text = st.lists(st.sampled_from(TRICKY) | st.characters(exclude_categories=["Cs"]), max_size=8).map("".join)
filled = any_text.filter(str.strip)
in_xml = filled.filter(lambda text: not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text))


def lists(text: st.SearchStrategy[str]) -> st.SearchStrategy[list[Unit]]:
    human, machine = st.builds(Unit, text, text), st.builds(Unit, text, text, text, text)
    return st.lists(human | machine, max_size=4)


@given(lists(filled))
def test_any_text_comes_back_from_tsv(units: list[Unit]) -> None:
    assert list(tsv.units("".join(map(tsv.line, units)).encode(), "a.tsv")) == units


@given(lists(in_xml))
def test_any_text_that_xml_can_hold_comes_back_from_tmx(units: list[Unit]) -> None:
    assert list(tmx.units(tmx.document(units, "a.tmx").encode(), "a.tmx")) == units


@given(lists(in_xml))
def test_other_programs_read_the_same_from_our_tmx(units: list[Unit]) -> None:
    file = tmxfile.parsestring(tmx.document(units, "a.tmx").encode())
    assert [(unit.source, unit.target) for unit in file.units] == [(unit.source, unit.target) for unit in units]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x0b", "\uffff"])
def test_what_xml_cannot_hold_is_refused_and_said(character: str) -> None:
    with pytest.raises(OutputError, match=rf"cannot hold U\+{ord(character):04X} of “开源.*tsv"):
        tmx.document([Unit(f"开源{character}", "open")], "a.tmx")


def test_a_tmx_keeps_the_order_of_its_dtd() -> None:
    root = etree.fromstring(tmx.document([Unit("开源", "open", "argos", "1.9")], "a.tmx").encode())
    assert (root.get("version"), root.find("header").get("srclang")) == ("1.4", "zh")
    assert [child.tag for child in root.find("body/tu")] == ["prop", "prop", "tuv", "tuv"]


def foreign(body: str, head: str = "") -> bytes:
    header = '<header srclang="zh-CN" segtype="sentence"/>'
    return f'<?xml version="1.0"?>{head}<tmx version="1.4">{header}<body>{body}</body></tmx>'.encode()


def tu(source: str, target: str, attributes: str = "", props: str = "", languages: str = "zh-CN en-US") -> str:
    first, second = languages.split()
    return (
        f'<tu {attributes}>{props}<tuv xml:lang="{first}"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="{second}"><seg>{target}</seg></tuv></tu>'
    )


@pytest.mark.parametrize("languages", ["zh en", "zh-Hans-CN en-GB", "ZH_TW EN", "zho eng", "cmn-Hans en"])
def test_languages_are_named_in_many_ways(languages: str) -> None:
    assert list(tmx.units(foreign(tu("你好", "Hello", languages=languages)), "a")) == [Unit("你好", "Hello")]


def test_english_may_come_first_and_other_languages_between() -> None:
    body = tu("Hello", "你好", languages="en zh") + tu("你好", "Bonjour", languages="zh fr") + tu("空", " ")
    assert list(tmx.units(foreign(body), "a")) == [Unit("你好", "Hello")]


def test_markup_of_other_programs_is_no_text() -> None:
    target = 'An <bpt i="1">&lt;b&gt;</bpt><hi>open</hi><ept i="1">&lt;/b&gt;</ept> model<ph>{1}</ph>.<!-- c -->'
    assert list(tmx.units(foreign(tu("模型", target)), "a")) == [Unit("模型", "An open model.")]


@pytest.mark.parametrize(
    ("attributes", "props", "engine"),
    [
        ("", "", ""),
        ('creationid="ANNA"', "", ""),
        ('creationid="mt.jones"', "", ""),
        ('creationid="MT!"', "", "machine"),
        ('changeid="machine translation"', "", "machine"),
        ("", '<prop type="x-origin">MT</prop>', "machine"),
        ("", '<prop type="x-origin">TM</prop>', ""),
        ("", '<prop type="x-engine">argos</prop>', "argos"),
    ],
)
def test_a_machine_is_told_from_a_human(attributes: str, props: str, engine: str) -> None:
    (unit,) = tmx.units(foreign(tu("你好", "Hello", attributes, props)), "a")
    assert unit.engine == engine


LAUGHS = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
BAD = [
    ("a.tsv", "你好\tHello\n你好\n".encode(), "a.tsv, line 2: has 1 columns"),
    ("a.tsv", "你好\tHello\tmore\n".encode(), "a.tsv, line 1: has 3 columns"),
    ("a.tsv", "\n\n你好\t\n".encode(), "a.tsv, line 3: has no target"),
    ("a.tsv", "你好\tC:\\new\\dir\n".encode(), "a.tsv, line 1: has “\\d”, which is no escape"),
    ("a.tsv", "你好\tend\\\n".encode(), "a.tsv, line 1: has “\\”, which is no escape"),
    ("a.tsv", "你好\tHello\n".encode() + b"\xff\tx\n", "a.tsv, line 2: is not UTF-8"),
    ("a.tmx", b"", "a.tmx, line 1: is not XML"),
    ("a.tmx", b"\n\nplain text", "a.tmx, line 3: is not XML"),
    ("a.tmx", b"<tmx>\n<body>\n<tu>\n</body></tmx>", "a.tmx, line 4: is not XML"),
    ("a.tmx", b"<html/>", "a.tmx, line 1: is XML, but no TMX"),
    ("a.tmx", foreign(tu("你好", "&b;"), LAUGHS), "a.tmx: declares entities"),
    ("a.tmx", foreign(tu("你好", "&x;"), OUTSIDE), "a.tmx: declares entities"),
    ("a.xlsx", b"PK", "a.xlsx: is not known as a translation memory"),
]


@pytest.mark.parametrize(("name", "data", "complaint"), BAD)
def test_bad_files_are_refused_with_their_line(tmp_path: Path, name: str, data: bytes, complaint: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match=re.escape(complaint)):
        memory.read(tmp_path / name)


@given(st.binary(max_size=200) | st.text(max_size=100).map(foreign))
def test_any_bytes_are_units_or_one_clear_error(data: bytes) -> None:
    for units in (tsv.units, tmx.units):
        with suppress(ReaderError):
            list(units(data, "a"))


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes("\ufeff你好\tHello\r\n再见\tBye\r\n".encode())
    assert memory.read(tmp_path / "a.tsv") == [Unit("你好", "Hello"), Unit("再见", "Bye")]
