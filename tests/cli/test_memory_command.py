"""`duizhao memory`: out and in again, nothing half imported, and human English before any engine in every command."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reader.model import Annotated, Sentence, Translation, Unit, sentence_id
from reader.store import Store

MINE = "开源很好。\tOpen source is good.\n他走了。\tHe left.\n"
MACHINE = "他来了。\tHe arrived.\targos\t1.9\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "mine.tsv").write_text(MINE, "utf-8")
    (tmp_path / "machine.tsv").write_text(MACHINE, "utf-8")
    return tmp_path


def stats(duizhao: Any) -> list[str]:
    return list(duizhao("memory", "stats").fine().lines)


def test_an_import_says_what_it_kept(duizhao: Any, desk: Path) -> None:
    said = duizhao("memory", "import", desk / "mine.tsv", desk / "machine.tsv").err
    assert said == "kept: 2 by a human (0 in place of others), 1 by machines; 0 were there already\n"
    said = duizhao("memory", "import", desk / "mine.tsv", desk / "machine.tsv").err
    assert said == "kept: 0 by a human (0 in place of others), 0 by machines; 3 were there already\n"
    (desk / "mine.tsv").write_text("他走了。\tHe is gone.\n", "utf-8")
    assert "1 by a human (1 in place of others)" in duizhao("memory", "import", desk / "mine.tsv").err
    assert stats(duizhao) == ["human\t2", "argos 1.9\t1"]


@pytest.mark.parametrize("suffix", ["tmx", "tsv"])
def test_export_and_import_lose_nothing(duizhao: Any, desk: Path, monkeypatch: Any, suffix: str) -> None:
    duizhao("memory", "import", desk / "mine.tsv", desk / "machine.tsv")
    human, everything = desk / f"human.{suffix}", desk / f"all.{suffix}"
    assert duizhao("memory", "export", human).lines == [str(human)]
    assert duizhao("memory", "export", everything, "--all").err == "written: 3 sentences\n"
    monkeypatch.setenv("DUIZHAO_HOME", str(desk / "other"))
    assert "kept: 2 by a human" in duizhao("memory", "import", human).err
    assert "1 by machines" in duizhao("memory", "import", everything).err
    assert duizhao("memory", "export", desk / "again.tsv", "--all").code == 0
    assert (desk / "again.tsv").read_text("utf-8") == MINE + MACHINE


def test_what_is_imported_is_shown_as_human_by_every_command(duizhao: Any, desk: Path) -> None:
    from json import loads

    duizhao("memory", "import", desk / "mine.tsv")
    (desk / "a.txt").write_text("开源很好。模型很多。", "utf-8")
    schema = loads((Path(__file__).parents[2] / "assets" / "schema.json").read_text("utf-8"))
    records = duizhao("translate", desk / "a.txt").fine().records
    assert [(r["machine"], r["engine"]) for r in records] == [("human", "human"), ("gloss", "gloss")]
    assert records[0]["target"] == "Open source is good."
    assert not [error for record in records for error in Draft202012Validator(schema).iter_errors(record)]
    assert "✎│  Open source is good." in duizhao("show", desk / "a.txt", "--width", "100").out
    assert "\n✎Open source is good.\n" in duizhao("show", desk / "a.txt", "--width", "60").out
    duizhao("export", desk / "a.txt", "-o", desk / "a.md")
    assert "| Open source is good. ✎ |" in (desk / "a.md").read_text("utf-8")


def test_what_a_machine_made_elsewhere_is_never_shown_as_english(duizhao: Any, desk: Path) -> None:
    duizhao("memory", "import", desk / "machine.tsv")
    (record,) = duizhao("translate", "-", stdin="他来了。").fine().records
    assert (record["machine"], record["target"] == "He arrived.") == ("gloss", False)


def test_a_word_gloss_is_not_exported(duizhao: Any, desk: Path) -> None:
    duizhao("translate", "-", stdin="他来了。")
    assert [line.split()[0] for line in stats(duizhao)] == ["human", "gloss"]
    duizhao("memory", "export", desk / "a.tsv", "--all")
    assert (desk / "a.tsv").read_text("utf-8") == ""


def test_nothing_is_imported_if_one_line_of_one_file_is_bad(duizhao: Any, desk: Path) -> None:
    (desk / "bad.tsv").write_text("好。\tGood.\n坏\n", "utf-8")
    complaint = duizhao("memory", "import", "mine.tsv", "bad.tsv", cwd=desk).complaint
    assert complaint.startswith("bad.tsv, line 2: has 1 columns")
    assert stats(duizhao) == ["human\t0"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("import none.tmx", "none.tmx: cannot be read"),
        ("import mine.md", "mine.md: is not known as a translation memory"),
        ("export mine.tsv", "mine.tsv: exists already"),
        ("export mine.po", "mine.po: a translation memory is written as .tmx or .tsv"),
        ("export none/a.tmx", "none: there is no such folder"),
    ],
)
def test_bad_input_is_one_line(duizhao: Any, desk: Path, words: str, complaint: str) -> None:
    assert duizhao("memory", *words.split(), cwd=desk).complaint.startswith(complaint)


def test_what_xml_cannot_hold_leaves_no_file_behind(duizhao: Any, desk: Path) -> None:
    (desk / "odd.tsv").write_text("好。\tG\x01ood.\n", "utf-8")
    duizhao("memory", "import", desk / "odd.tsv")
    assert "cannot hold U+0001" in duizhao("memory", "export", "a.tmx", cwd=desk).complaint
    assert not [*desk.glob("*.tmx"), *desk.glob(".*")]


def test_english_with_control_characters_steers_no_terminal(duizhao: Any, desk: Path) -> None:
    (desk / "odd.tsv").write_text("好。\tG\x1b[2Jood\x07.\n", "utf-8")
    duizhao("memory", "import", desk / "odd.tsv")
    (desk / "a.txt").write_text("你们好。\n\n好。", "utf-8")
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", duizhao("show", desk / "a.txt").fine().out)


def test_a_killed_import_is_whole_or_not_there(home: Path, desk: Path) -> None:
    many = desk / "many.tsv"
    many.write_text("".join(f"第{n}句。\tSentence {n}.\n" for n in range(50_000)), "utf-8")
    store = Store(home / "store.sqlite")
    with subprocess.Popen([sys.executable, "-m", "reader", "memory", "import", many], stderr=subprocess.PIPE) as work:
        while not (home / "store.sqlite-wal").stat().st_size and work.poll() is None:
            pass  # until it writes
        work.send_signal(signal.SIGKILL)
    assert len(list(store.units())) in (0, 50_000)
    store.take_in([Unit("好。", "Good.")])
    assert Unit("好。", "Good.") in list(store.units())


def test_what_an_engine_said_is_exported_with_its_engine(home: Path) -> None:
    store, text = Store(home / "store.sqlite"), "好。"
    sentence = Sentence(sentence_id(text, 0), 0, 0, len(text), text)
    for options in ("beam=4", "beam=2"):
        store.keep(Annotated(sentence, ()), Translation(sentence.id, "Good.", "argos", "1.9", "translation"), options)
    assert list(store.units(machine=True)) == [Unit("好。", "Good.", "argos", "1.9")]
