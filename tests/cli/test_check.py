"""`duizhao check`: what it says about a bilingual text, and the text mended."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from test_contract import wrong

SAMPLE = Path(__file__).parents[2] / "assets" / "sample.md"
HEADER = "source\ttarget\tpinyin\tpos\tnote\tvariants\n"
RIGHT = "谷歌发布大模型。\tGoogle releases a large model."
ROWS = [
    "source\ttarget\tnote",
    "这笔投资达9830亿元。\tThe investment reaches $983 billion.\ta  ",
    "他没有去北京。\tHe went to Beijing.\tb",
    f"{RIGHT}\tc\td",
    "研发智能体。\tThey build intelligent bodies.\t",
    "谷歌发布大模型。\tGoogle publishes a large-scale model.",
    "他今天在北京说了很多话。\t",
    "智能体不好。\tIt is bad.\t“",
]
TEXT = "\r\n".join([*ROWS, "", ""])
MENDED = TEXT.replace("$983 billion", "983 billion yuan").replace("intelligent bodies", "agents")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "pairs.tsv").write_bytes(TEXT.encode())
    (tmp_path / "right.tsv").write_text(f"{RIGHT}\n", "utf-8")
    (tmp_path / "own.tsv").write_text(f"{HEADER}智能体\tagent\t\t\t\tbot\n", "utf-8")
    (tmp_path / "torn.tsv").write_text(f"{RIGHT}\n闭源\n", "utf-8")
    (tmp_path / "binary.tsv").write_bytes(bytes(range(256)) * 64)
    (tmp_path / "empty.tsv").write_bytes(b"")
    (tmp_path / "text.md").write_text("# 标题\n\n开源很好。\n", "utf-8")
    bomb = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    (tmp_path / "bomb.tmx").write_text(f"{bomb}<tmx><body>&b;</body></tmx>")
    (tmp_path / "folder").mkdir()
    return tmp_path


def rows(out: str) -> list[str]:
    """The rows of the table: line, kind, detail, source."""
    table = out.partition("\n\n")[0]
    return [" | ".join(re.split(r"\s{2,}", row.strip())) for row in table.split("\n")]


def test_the_table_says_what_is_wrong_and_where(duizhao: Any, desk: Path) -> None:
    ran = duizhao("check", "pairs.tsv", "--glossary", "own.tsv", cwd=desk)
    assert (ran.code, ran.err) == (1, "")
    assert rows(ran.out) == [
        "2 | currency | mended: 9830亿元 = 983 billion yuan | 这笔投资达9830亿元。",
        "3 | negation | 没有 negates, the English does not | 他没有去北京。",
        "5 | replaced | 智能体 = agent | 研发智能体。",
        "7 | empty | no English at all | 他今天在北京说了很多话。",
        "8 | unplaced | 智能体 = agent | 智能体不好。",
    ]
    assert ran.out.split("\n\n")[1:] == [
        "the same sentence, rendered in two ways\n"
        "  谷歌发布大模型。\n"
        "    line 4: Google releases a large model.\n"
        "    line 6: Google publishes a large-scale model.",
        "the same term, rendered in two ways\n  大模型\n    line 4: large model\n    line 6: large-scale model",
        "7 sentences, 5 with something to say, 2 mended\n"
        "terms: present 4, replaced 1, unplaced 1\n"
        "flags: currency 1, negation 1, empty 1\n",
    ]


def test_json_keeps_the_schema_and_repair_changes_nothing_else(duizhao: Any, desk: Path) -> None:
    words = ("check", "pairs.tsv", "--glossary", "own.tsv", "--json", "--repair", "-o", "out.tsv")
    ran = duizhao(*words, cwd=desk)
    assert (ran.code, ran.err) == (1, "")
    assert wrong("checked", ran.records) == []
    assert [(r["line"], r["target"], r["repaired"]) for r in ran.records if r["repaired"]] == [
        (2, "The investment reaches $983 billion.", "The investment reaches 983 billion yuan."),
        (5, "They build intelligent bodies.", "They build agents."),
    ]
    placed = [(r["repaired"] or r["target"], t) for r in ran.records for t in r["terms"] if t["target_end"]]
    assert [text[t["target_start"] : t["target_end"]] for text, t in placed] == [
        "Google",
        "large model",
        "agents",
        "Google",
        "large-scale model",
    ]
    assert (desk / "out.tsv").read_bytes() == MENDED.encode()
    assert duizhao(*words, cwd=desk).complaint.startswith("out.tsv: exists already")
    assert duizhao(*words, "--force", cwd=desk).code == 1


def test_a_text_may_be_mended_in_its_place(duizhao: Any, desk: Path) -> None:
    words = ("--glossary", "own.tsv", "--repair", "-o", "pairs.tsv", "--force")
    assert duizhao("check", "pairs.tsv", *words, cwd=desk).code == 1
    assert (desk / "pairs.tsv").read_bytes() == MENDED.encode()


def test_what_is_right_ends_with_zero(duizhao: Any, desk: Path) -> None:
    ran = duizhao("check", "-", "--json", stdin=f"{RIGHT}\n").fine()
    assert [(r["repaired"], r["flags"]) for r in ran.records] == [(None, [])]


@pytest.mark.parametrize("style", ["table", "stacked", "quote"])
def test_an_export_is_checked_back(duizhao: Any, tmp_path: Path, style: str) -> None:
    exported, translated = tmp_path / "out.md", duizhao("translate", SAMPLE, "--engine", "gloss").fine().records
    duizhao("export", SAMPLE, "--style", style, "-o", exported, "--engine", "gloss", "--pinyin").fine()
    mended = tmp_path / "mended.md"
    ran = duizhao("check", exported, "--json", "--repair", "-o", mended)
    assert wrong("checked", ran.records) == []
    assert {(r["source"], r["target"]) for r in ran.records} == {(r["source"], r["target"]) for r in translated}
    assert {(r["engine"], r["machine"]) for r in ran.records} == {("gloss", "gloss")}
    lines = zip(exported.read_text("utf-8").split("\n"), mended.read_text("utf-8").split("\n"), strict=True)
    changed = sum(before != after for before, after in lines)
    assert changed == sum(r["repaired"] is not None for r in ran.records)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("torn.tsv", "torn.tsv, line 2: has no tab; write source, a tab, and target on each line"),
        ("empty.tsv", "empty.tsv: empty"),
        ("binary.tsv", "binary.tsv: "),
        ("none.tsv", "none.tsv: there is no such file"),
        ("text.md", "text.md: is no bilingual Markdown of ours"),
        ("bomb.tmx", "bomb.tmx, line 1: declares entities"),
        ("pairs.tsv --column strong", "pairs.tsv, line 1: has no column “strong”; it has source, target, note"),
        ("pairs.tsv --repair", "--repair: goes with -o FILE"),
        ("pairs.tsv -o out.tsv", "--repair: goes with -o FILE"),
        ("pairs.tsv --repair -o right.tsv", "right.tsv: exists already"),
        ("pairs.tsv --repair -o folder", "folder: is a folder"),
        ("torn.tsv --repair -o out.tsv", "torn.tsv, line 2: has no tab"),
        ("pairs.tsv --glossary right.tsv", "right.tsv, line 1: "),
    ],
)
def test_bad_input_is_said_in_one_line(duizhao: Any, desk: Path, words: str, complaint: str) -> None:
    before = sorted(desk.iterdir())
    assert complaint in duizhao("check", *words.split(), cwd=desk).complaint
    assert sorted(desk.iterdir()) == before


def test_a_full_disk_leaves_nothing(duizhao: Any, full: Path, tmp_path: Path) -> None:
    (tmp_path / "long.tsv").write_text(f"{RIGHT}\n" * 400, "utf-8")
    ran = duizhao("check", tmp_path / "long.tsv", "--repair", "-o", full / "out.tsv")
    assert (ran.code, "cannot be written" in ran.err, list(full.iterdir())) == (2, True, [])


def test_recorded_output_is_mended_without_another_line_changed(duizhao: Any, tmp_path: Path) -> None:
    path = Path(__file__).parents[3] / "shared" / "data" / "mt" / "wmt17.tsv"
    if not path.exists():
        pytest.skip("../shared is absent")
    part, out = tmp_path / "part.tsv", tmp_path / "out.tsv"
    part.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:200]))
    ran = duizhao("check", part, "--column", "argos", "--json", "--repair", "-o", out)
    assert wrong("checked", ran.records) == []
    assert len(ran.records) == 199
    rows = [line.split("\t") for line in part.read_text("utf-8").split("\n")]
    for record in ran.records:
        rows[record["line"] - 1][1] = record["repaired"] or record["target"]
    assert out.read_text("utf-8").split("\n") == ["\t".join(row) for row in rows]
    assert any(record["repaired"] for record in ran.records)
