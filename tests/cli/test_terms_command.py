"""`duizhao terms`: what a text says repeatedly and nothing knows, as a table, as JSON, as a glossary to edit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reader.glossary import load
from reader.ingest import ingest
from reader.model import Entry

SCHEMA = json.loads((Path(__file__).parents[2] / "assets" / "schema.json").read_text("utf-8"))
TEXT = """# 智驾来了

云栖大会明天开幕，
记者到了云栖大会的会场。没有智驾就不买。

莫兰（Anna Moran）来了。谁认识莫兰？
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.md"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_table_with_count_reading_guess_and_context(duizhao: Any, text: Path) -> None:
    assert duizhao("terms", text).fine().lines == [
        "count  word      pinyin         guess              context",
        "    2  智驾      zhì jià        Zhi Jia            [智驾]来了",
        "    2  云栖大会  yún qī dà huì  Yun Qi conference  [云栖大会]明天开幕，记者到了云栖大会的会场。",
        "    2  莫兰      mò lán         Anna Moran         [莫兰]（Anna Moran）来了。",
    ]


def test_json_keeps_the_schema_and_its_offsets_are_true(duizhao: Any, text: Path) -> None:
    (found,) = duizhao("terms", text, "--json").fine().records
    validator = Draft202012Validator(SCHEMA | {"oneOf": [{"$ref": "#/$defs/new_words"}]})
    assert [error.message for error in validator.iter_errors(found)] == []
    document = ingest(str(text)).text
    assert [(word["text"], word["count"], len(word["places"])) for word in found] == [
        ("智驾", 2, 2), ("云栖大会", 2, 2), ("莫兰", 2, 2),
    ]  # fmt: skip
    for word in found:
        assert {document[place["start"] : place["end"]] for place in word["places"]} == {word["text"]}
        context = word["context"]
        assert context["text"][context["start"] : context["end"]] == word["text"]


def test_the_sentences_are_those_of_annotate(duizhao: Any, text: Path) -> None:
    ids = {record["id"] for record in duizhao("annotate", text).fine().records}
    (found,) = duizhao("terms", text, "--json").fine().records
    assert {place["id"] for word in found for place in word["places"]} <= ids


def test_a_glossary_to_edit_which_is_obeyed_as_it_is(duizhao: Any, text: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    table = duizhao("terms", text).fine().out
    assert duizhao("terms", text, "-o", own).fine().out == table
    assert load(own).entries == (
        Entry("智驾", "Zhi Jia", ("zhì", "jià"), "", "a guess; 2 times"),
        Entry("云栖大会", "Yun Qi conference", ("yún", "qī", "dà", "huì"), "", "a guess; 2 times"),
        Entry("莫兰", "Anna Moran", ("mò", "lán"), "", "a guess; 2 times"),
    )
    own.write_text(own.read_text("utf-8").replace("Zhi Jia", "assisted driving"), "utf-8")
    words = duizhao("annotate", "-", "--glossary", own, stdin="没有智驾就不买。").fine().records[0]["words"]
    assert [word["term"] for word in words if word.get("term")] == ["assisted driving"]


def test_what_is_in_a_glossary_is_offered_no_more(duizhao: Any, text: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    duizhao("terms", text, "-o", own)
    ran = duizhao("terms", text, "--glossary", own)
    assert (ran.code, ran.out.count("\n")) == (0, 1)
    assert ran.err == "no new words: dictionary and glossaries have all that is said repeatedly\n"
    assert duizhao("terms", text, "--glossary", own, "--json").out == "[]\n"


def test_nothing_of_a_text_reaches_the_terminal_as_control(duizhao: Any) -> None:
    assert "\x1b" not in duizhao("terms", "-", stdin="“云\x1b[31m栖”“智驾”很贵。没有智驾\u202e就不买。").out


BAD = [
    ("terms missing.md", "missing.md: there is no such file"),
    ("terms text.md -o own.txt", "own.txt: a glossary is tab-separated; end the name in .tsv"),
    ("terms text.md -o text.tsv", "text.tsv: exists already; choose another name or say --force"),
    ("terms text.md -o nowhere/own.tsv", "nowhere: there is no such folder"),
    ("terms text.md --glossary text.tsv", "text.tsv, line 1: "),
]


@pytest.mark.parametrize(("command", "complaint"), BAD)
def test_bad_input(duizhao: Any, text: Path, command: str, complaint: str) -> None:
    text.with_suffix(".tsv").write_text("no header\n", "utf-8")
    before = sorted(text.parent.iterdir())
    assert complaint in duizhao(*command.split(), cwd=text.parent).complaint
    assert sorted(text.parent.iterdir()) == before


def test_with_force_a_file_is_written_over(duizhao: Any, text: Path) -> None:
    own = text.with_suffix(".tsv")
    own.write_text("old\n", "utf-8")
    duizhao("terms", text, "-o", own, "--force").fine()
    assert [entry.source for entry in load(own).entries] == ["智驾", "云栖大会", "莫兰"]


def test_own_terms_are_obeyed_by_every_command_unasked_and_listed_apart(duizhao: Any, text: Path, home: Path) -> None:
    own = home / "glossary.tsv"
    own.write_text("source\ttarget\n智驾\tassisted driving\n开源\topen\n", "utf-8")
    assert duizhao("terms", text).fine().lines == [
        "count  word      pinyin         guess              context",
        "    2  云栖大会  yún qī dà huì  Yun Qi conference  [云栖大会]明天开幕，记者到了云栖大会的会场。",
        "    2  莫兰      mò lán         Anna Moran         [莫兰]（Anna Moran）来了。",
        "",
        str(own),
        "    2  智驾  assisted driving",
    ]
    assert duizhao("define", "智驾").out.split("\n")[1] == "your glossary:  assisted driving"
    translated = duizhao("translate", "-", "--engine", "gloss", stdin="没有智驾就不买。").fine().records[0]
    assert "assisted driving" in translated["target"]
    assert [term["target"] for term in translated["terms"]] == ["assisted driving"]
    assert "assisted driving" in duizhao("show", text, "--engine", "gloss").fine().out
    chosen = text.with_name("chosen.tsv")
    chosen.write_text("source\ttarget\n智驾\tself-driving\n", "utf-8")
    words = duizhao("annotate", "-", "--glossary", chosen, stdin="智驾来了").fine().records[0]["words"]
    assert words[0]["term"] == "self-driving"


def test_a_broken_own_glossary_is_one_line(duizhao: Any, text: Path, home: Path) -> None:
    own = home / "glossary.tsv"
    own.write_text("source\ttarget\n智驾 assisted\n", "utf-8")
    for command in ("terms", "translate", "export", "show"):
        complaint = duizhao(command, text, cwd=home).complaint
        assert complaint == f"{own}, line 2: has no tab; source and target are separated by one"
    assert f"!!  your glossary        {own}, line 2: has no tab" in duizhao("doctor").out
