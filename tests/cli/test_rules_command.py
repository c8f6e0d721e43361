"""`duizhao rules`: out and in again, broken lines said, and obeyed by every command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.memory.rules import Loaded, load, written
from reader.model import Anchor, KeptRule

MINE = """kind\tword\tparts
words\t智驾很贵\t智驾 很贵
words\t很好\t很好
reading\t智驾\tzhi1 jia4
# a comment
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tsv"
    path.write_text(MINE, "utf-8")
    return path


def words(duizhao: Any, text: str, *options: str) -> str:
    records = duizhao("annotate", "-", "--no-definitions", *options, stdin=text).fine().records
    return "|".join(word["text"] for record in records for word in record["words"])


def test_what_is_imported_holds_in_every_text(duizhao: Any, mine: Path) -> None:
    assert words(duizhao, "智驾很贵。很好。") == "智驾|很|贵|。|很|好|。"
    said = duizhao("rules", "import", mine)
    assert (said.code, said.err) == (0, "kept: 3 rules; 0 were there already\n")
    assert words(duizhao, "智驾很贵。很好。") == "智驾|很贵|。|很好|。"
    assert words(duizhao, "智驾很贵。\n很好。", "--lines") == "智驾|很贵|。|很好|。"
    assert duizhao("rules", "import", mine).err == "kept: 0 rules; 3 were there already\n"


def test_a_reading_is_yours_and_certain(duizhao: Any, mine: Path) -> None:
    duizhao("rules", "import", mine)
    (record,) = duizhao("annotate", "-", "--no-definitions", stdin="智驾！").fine().records
    word = record["words"][0]
    assert (word["pinyin"], word["tones"], word["reading"], word["certain"]) == (
        ["zhī", "jià"], ["zhi1", "jia4"], "correction", True,
    )  # fmt: skip


def test_it_comes_before_the_glossary(duizhao: Any, tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").write_text("source\ttarget\tpinyin\n智驾\tsmart driving\tzhì jià\n", "utf-8")
    (tmp_path / "rules.tsv").write_text("reading\t智驾\tzhī jià\n", "utf-8")
    duizhao("rules", "import", tmp_path / "rules.tsv")
    (record,) = duizhao("annotate", "-", "--glossary", tmp_path / "terms.tsv", stdin="智驾！").fine().records
    assert (record["words"][0]["reading"], record["words"][0]["term"]) == ("correction", "smart driving")


def test_a_term_that_the_reader_cuts_is_none(duizhao: Any, tmp_path: Path) -> None:
    (tmp_path / "rules.tsv").write_text("words\t开源模型\t开 源模型\n", "utf-8")
    duizhao("rules", "import", tmp_path / "rules.tsv")
    (record,) = duizhao("translate", "-", "--engine", "gloss", stdin="他用开源模型。").fine().records
    assert [term["source"] for term in record["terms"]] == []


def test_a_rule_for_a_text_holds_there_alone(duizhao: Any, tmp_path: Path) -> None:
    here, there = tmp_path / "here.txt", tmp_path / "there.txt"
    here.write_text("智驾很贵。", "utf-8")
    there.write_text("智驾很贵。", "utf-8")
    (tmp_path / "rules.tsv").write_text(f"words\t很贵\t很贵\t{here}\n", "utf-8")
    duizhao("rules", "import", tmp_path / "rules.tsv")
    found = [duizhao("annotate", path).fine().records[0]["words"] for path in (here, there)]
    assert [[word["text"] for word in words] for words in found] == [
        ["智驾", "很贵", "。"], ["智驾", "很", "贵", "。"],
    ]  # fmt: skip


def test_export_and_import_lose_nothing(duizhao: Any, mine: Path, tmp_path: Path, monkeypatch: Any) -> None:
    duizhao("rules", "import", mine)
    out = tmp_path / "out.tsv"
    said = duizhao("rules", "export", out)
    assert (said.lines, said.err) == ([str(out)], "written: 3 rules\n")
    assert load(out) == Loaded(load(mine).rules, ())
    assert "exists already" in duizhao("rules", "export", out).complaint
    monkeypatch.setenv("DUIZHAO_HOME", str(tmp_path / "other"))
    assert duizhao("rules", "import", out).err == "kept: 3 rules; 0 were there already\n"


BROKEN = [
    ("words\t很好", "has 2 columns; it must have kind, word and parts, and may have text and place"),
    ("words\t很好\t很 坏", "has parts “很 坏” that are not the characters of “很好”"),
    ("word\t很好\t很好", "has the kind “word”, which is not known; write words or reading"),
    ("reading\t很好\then", "has 1 syllables of pinyin for the 2 Chinese characters of “很好”"),
    ("reading\t很好\then3 hao9", "has 3 syllables of pinyin for the 2 Chinese characters of “很好”"),
    ("words\t很 好\t很 好", "has a space in its word"),
    ("words\t\t", "has no word"),
    (
        'words\t很好\t很好\t\t{"offset": 1}',
        'has a place that is none: {"offset": 1}; leave it as it was exported, or empty',
    ),
    ("words\t很好\t很好\ta.md\t[1]", "has a place that is none: [1]; leave it as it was exported, or empty"),
    ("words\t很好\t很好\\x", "has “\\x”, which is no escape; write \\t, \\n, \\r, and \\\\ for a backslash"),
]


@pytest.mark.parametrize(("line", "problem"), BROKEN)
def test_a_broken_line_is_said_and_the_rest_is_used(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "broken.tsv"
    path.write_text(f"words\t很贵\t很贵\n{line}\nreading\t还\thái\n", "utf-8")
    assert load(path) == Loaded(
        (KeptRule("words", "很贵", ("很贵",)), KeptRule("reading", "还", ("hái",))), (f"{path}, line 2: {problem}",)
    )


def test_the_command_says_broken_lines_too(duizhao: Any, tmp_path: Path) -> None:
    path = tmp_path / "broken.tsv"
    path.write_bytes("words\t很贵\t很贵\n".encode() + b"\xff\n" + b"nonsense\n")
    ran = duizhao("rules", "import", path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        f"duizhao: {path}, line 2: is not UTF-8; save the file as UTF-8",
        f"duizhao: {path}, line 3: has 1 columns; it must have kind, word and parts, and may have text and place",
        "kept: 1 rules; 0 were there already",
    ]
    assert "is no longer" not in duizhao("rules", "import", tmp_path / "none.tsv").complaint


TEXTS = st.text('甲乙,\\\t\n\ufeff{"a', max_size=6)
PLACES = st.builds(Anchor, st.integers(0, 99), TEXTS, TEXTS)
PARTS = st.lists(st.text("甲乙a", min_size=1, max_size=3), min_size=1, max_size=3).map(tuple)
RULES = st.one_of(
    st.builds(lambda parts, text: KeptRule("words", "".join(parts), parts, text), PARTS, TEXTS),
    st.builds(
        lambda parts, text, place: KeptRule("words", "".join(parts), parts, f"t{text}", place), PARTS, TEXTS, PLACES
    ),
    st.builds(lambda text: KeptRule("reading", "行长", ("háng", "zhǎng"), text), TEXTS),
)


@given(st.lists(RULES, max_size=5))
def test_any_rules_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, rules: list[KeptRule]) -> None:
    path = tmp_path_factory.mktemp("rules") / "rules.tsv"
    path.write_text("".join(written(rules)), "utf-8", newline="")
    assert load(path) == Loaded(tuple(rules), ())
