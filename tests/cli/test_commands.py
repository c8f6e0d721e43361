"""The commands as a person types them."""

from __future__ import annotations

import os
import pty
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

SAMPLE = Path(__file__).parents[2] / "assets" / "sample.md"
GLOSS = "word gloss, not a translation"
HEADER = "source\ttarget\tpinyin\tpos\tnote\tvariants\n"

# A colour, a window title, a bell, markup, a link, direction marks, zero-width marks, a backspace.
HOSTILE = (
    "开源\x1b[31m模型\x1b]0;title\x07很多[bold red]粗[/bold red]体[link=file:///etc]连[/]\u202e反\u202c向\u2066的\u2069"
    "零\u200b宽\u200d的\ufeff字\b符[@click=app.quit]退[/]。\n\n\x9b2J\x1b(0第二段在这里。"
)
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
COLOUR = re.compile(r"\x1b\[[\d;]*m")


# Engines


NEWS = "谷歌发布大模型。\n千问发布大模型。\n"


def answers(ran: Any) -> list[tuple[str, str, str]]:
    return [(r["engine"], r["machine"], r["target"]) for r in ran.fine().records]


def kept(home: Path) -> int:
    """How many translations the store holds."""
    with sqlite3.connect(home / "store.sqlite") as store:
        return int(store.execute("SELECT count(*) FROM translations").fetchone()[0])


def break_model(model: Path) -> None:
    """The model's weights become nonsense of the same size: whoever loads it, fails."""
    weights = model / "model" / "model.bin"
    weights.write_bytes(b"\xff" * weights.stat().st_size)


def test_without_a_model_it_is_a_word_gloss(duizhao: Any) -> None:
    assert answers(duizhao("translate", "-", "--lines", stdin="谷歌发布大模型。")) == [
        ("gloss", "gloss", "Google releases large model.")
    ]


def test_with_a_model_it_is_a_translation(duizhao: Any, model: Path) -> None:
    assert answers(duizhao("translate", "-", "--lines", stdin=NEWS)) == [
        ("argos", "translation", "Google releases the large model."),
        ("argos", "translation", "Qwen releases the large model."),  # which the model calls Thousand Questions
    ]


def test_gloss_can_be_asked_for_beside_a_model(duizhao: Any, model: Path) -> None:
    assert {a[:2] for a in answers(duizhao("translate", "-", "--engine", "gloss", stdin=NEWS))} == {("gloss", "gloss")}


def test_reading_again_calls_no_engine(duizhao: Any, model: Path) -> None:
    first = answers(duizhao("translate", "-", "--lines", stdin=NEWS))
    break_model(model)
    assert answers(duizhao("translate", "-", "--lines", stdin=NEWS)) == first
    assert "the model does not run" in duizhao("translate", "-", "--lines", stdin="微软发布芯片。").complaint


def test_a_glossary_asks_again_only_for_the_sentences_it_touches(
    duizhao: Any, model: Path, home: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(f"{HEADER}谷歌\tAlphabet\tgǔ gē\tcompany\t\t\n", "utf-8")
    first = duizhao("translate", "-", "--lines", stdin=NEWS).fine().records
    assert kept(home) == 2
    touched, same = duizhao("translate", "-", "--lines", "--glossary", own, stdin=NEWS).fine().records
    assert kept(home) == 3
    assert same == first[1]
    assert ("谷歌", "Alphabet") in [(term["source"], term["target"]) for term in touched["terms"]]


def test_each_quality_keeps_its_own_and_threads_change_nothing(duizhao: Any, model: Path) -> None:
    plain = duizhao("translate", "-", "--quality", "balanced", stdin="谷歌发布大模型。").fine()
    break_model(model)
    for words in (("--beam", 2), ("--quality", "balanced", "--threads", 1), ("--quality", "fast", "--beam", 2)):
        assert duizhao("translate", "-", *words, stdin="谷歌发布大模型。").fine() == plain
    fast = duizhao("translate", "-", "--quality", "fast", stdin="谷歌发布大模型。")
    assert "the model does not run" in fast.complaint


def test_a_glossary_that_touches_nothing_asks_no_engine(duizhao: Any, model: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(f"{HEADER}云雀\tSkylark\tyún què\tcompany\t\t\n", "utf-8")
    first = duizhao("translate", "-", "--lines", stdin=NEWS).fine().records
    break_model(model)
    assert duizhao("translate", "-", "--lines", "--glossary", own, stdin=NEWS).fine().records == first


def test_of_two_glossaries_the_later_one_wins(duizhao: Any, tmp_path: Path) -> None:
    for name in ("Lark", "Skylark"):
        (tmp_path / name).write_text(f"{HEADER}云雀\t{name}\tyún què\tcompany\t\t\n", "utf-8")
    words = ["--glossary", tmp_path / "Lark", "--glossary", tmp_path / "Skylark"]
    assert "Skylark" in duizhao("translate", "-", *words, stdin="云雀发布大模型。").fine().records[0]["target"]


# --script


STORY = "她的頭髮很長，後來乾了。\n\n皇后在花園裏。\n"


@pytest.mark.parametrize("command", ["sentences", "annotate", "translate", "show", "export"])
def test_every_command_shows_the_script_asked_for(duizhao: Any, tmp_path: Path, command: str) -> None:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    words = ["--no-definitions"] if command == "annotate" else []
    ran = duizhao(command, "story.txt", "--script", "simplified", *words, cwd=tmp_path).fine()
    shown = (tmp_path / ran.lines[0]).read_text("utf-8") if command == "export" else ran.out
    assert re.sub(r"\s", "", shown).count("头") >= 1
    assert {c for c in "頭髮長後乾園裏" if c in shown} == set()


def test_words_of_a_converted_text_stand_where_they_are_said_to(duizhao: Any, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    first, second = duizhao("annotate", tmp_path / "story.txt", "--script", "simplified").fine().records
    assert [first["text"], second["text"]] == ["她的头发很长，后来干了。", "皇后在花园里。"]
    assert second["start"] == len(first["text"]) + 2
    assert [[r["text"][w["start"] : w["end"]] for w in r["words"]] for r in (first, second)] == [
        [w["text"] for w in r["words"]] for r in (first, second)
    ]


def test_lines_are_converted_by_the_script_of_all_of_them(duizhao: Any) -> None:
    words = ["sentences", "-", "--lines", "--script", "traditional"]
    assert duizhao(*words, stdin="詩云\n\n頭髮\n").fine().lines == ["詩云", "", "頭髮"]
    assert duizhao(*words, stdin="干了\n\n头发\n").fine().lines == ["幹了", "", "頭髮"]


def test_traditional_words_have_readings_meanings_and_levels(duizhao: Any) -> None:
    (record,) = duizhao("annotate", "-", stdin="台灣的衛星發展很快。").fine().records
    words = {word["text"]: word for word in record["words"]}
    assert words["台灣"]["definitions"][0] == "Taiwan"
    assert words["衛星"]["pinyin"] == ["wèi", "xīng"]
    assert (words["發展"]["hsk"], words["發展"]["definitions"][0]) == (3, "development")


# show


@pytest.mark.parametrize("width", [20, 60, 120])
def test_show_is_never_wider_than_asked(run: Any, house: dict[str, str], text: Path, width: int) -> None:
    lines = run("show", text, "--width", width, **house).fine().lines
    assert max(map(cell_len, lines)) <= width
    assert max(map(cell_len, lines)) > width // 2


def test_show_sets_pinyin_above_the_words(run: Any, house: dict[str, str]) -> None:
    lines = run("show", SAMPLE, "--width", 100, "--pinyin", **house).fine().lines
    assert max(map(cell_len, lines)) <= 100
    reading = next(number for number, line in enumerate(lines) if "kāiyuán" in line)
    assert "开源" in lines[reading + 1]


def test_show_says_what_its_english_is(run: Any, house: dict[str, str]) -> None:
    assert f"远山科技 · 2025-12-11 · {GLOSS} (gloss 3)" in run("show", SAMPLE, **house).fine().out


def test_show_in_a_pipe_has_no_colours(run: Any, house: dict[str, str]) -> None:
    assert "\x1b" not in run("show", SAMPLE, TERM="xterm-256color", **house).fine().out


def test_show_has_colours_where_they_are_asked_for(run: Any, house: dict[str, str]) -> None:
    assert COLOUR.search(run("show", SAMPLE, FORCE_COLOR="1", **house).fine().out)


# Texts that would steer a terminal


@pytest.mark.parametrize("command", ["sentences", "annotate", "translate", "show"])
def test_a_hostile_text_steers_nothing(duizhao: Any, command: str) -> None:
    printed = duizhao(command, "-", stdin=HOSTILE).fine().out
    assert STEERING.findall(printed) == []


def test_sentences_keep_every_character_in_a_pipe_and_show_the_visible_ones_on_a_terminal(duizhao: Any) -> None:
    text = "他说\u202e反向\u2066很好\u200b。\n"
    screen, stdout = pty.openpty()
    try:
        duizhao("sentences", "-", stdin=text, stdout=stdout)
        shown = os.read(screen, 1000).decode()
    finally:
        os.close(stdout)
        os.close(screen)
    assert (duizhao("sentences", "-", stdin=text).fine().out, shown) == (text, "他说反向很好。\r\n")


@pytest.mark.parametrize("command", ["annotate", "translate"])
def test_what_turns_a_line_around_is_escaped_in_json(duizhao: Any, command: str) -> None:
    ran = duizhao(command, "-", stdin="他说\u202e反向\u2066很好\u200b。\n").fine()
    assert INVISIBLE.findall(ran.out) == []
    assert [r.get("text", r.get("source")) for r in ran.records] == ["他说\u202e反向\u2066很好\u200b。"]


def test_a_hostile_text_shows_literally(duizhao: Any) -> None:
    printed = duizhao("show", "-", "--width", 400, stdin=HOSTILE).fine().out
    assert (
        "开源模型很多[bold red]粗[/bold red]体[link=file:///etc]连[/]反向的零宽的字符[@click=app.quit]退[/]。"
        in printed
    )
    assert INVISIBLE.findall(printed) == []


def test_a_hostile_text_adds_nothing_to_the_colours(duizhao: Any) -> None:
    printed = duizhao("show", "-", stdin=HOSTILE, FORCE_COLOR="1").fine().out
    assert COLOUR.search(printed)
    assert STEERING.findall(COLOUR.sub("", printed)) == []


def test_a_hostile_text_is_exported_without_its_escapes(duizhao: Any, tmp_path: Path) -> None:
    duizhao("export", "-", "-o", tmp_path / "out.md", stdin=HOSTILE)
    written = (tmp_path / "out.md").read_text("utf-8")
    assert STEERING.findall(written) == []
    assert INVISIBLE.findall(written) == []


# export


def test_export_writes_and_says_where(duizhao: Any, tmp_path: Path) -> None:
    assert duizhao("export", SAMPLE, "-o", tmp_path / "out.md").fine().out == f"{tmp_path / 'out.md'}\n"
    written = (tmp_path / "out.md").read_text("utf-8")
    assert f'kind: "{GLOSS}"' in written
    assert 'engine: "gloss 3"' in written
    assert "| 中文 | English |" in written
    assert [p.name for p in tmp_path.iterdir()] == ["out.md"]


def test_export_leaves_a_file_alone_that_is_there(duizhao: Any, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    out.write_text("mine")
    assert "exists already; choose another name or say --force" in duizhao("export", SAMPLE, "-o", out).complaint
    assert out.read_text() == "mine"
    duizhao("export", SAMPLE, "-o", out, "--force").fine()
    assert out.read_text("utf-8").startswith("---\n")


@pytest.mark.parametrize(("style", "mark"), [("table", "\n| "), ("stacked", "。\\\n"), ("quote", "。\n\n> ")])
def test_export_has_styles(duizhao: Any, tmp_path: Path, style: str, mark: str) -> None:
    duizhao("export", SAMPLE, "-o", tmp_path / "out.md", "--style", style).fine()
    assert mark in (tmp_path / "out.md").read_text("utf-8")


def test_export_adds_a_reading_line(duizhao: Any, tmp_path: Path) -> None:
    duizhao("export", SAMPLE, "-o", tmp_path / "out.md", "--pinyin").fine()
    assert "kāiyuán" in (tmp_path / "out.md").read_text("utf-8")


def test_export_finds_a_free_name(duizhao: Any, tmp_path: Path) -> None:
    names = [duizhao("export", SAMPLE, cwd=tmp_path).fine().out.strip() for _ in range(2)]
    assert [Path(name).name for name in names] == ["sample-bilingual.md", "sample-bilingual-2.md"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["sample-bilingual-2.md", "sample-bilingual.md"]


def test_export_says_whose_translation_it_is(duizhao: Any, model: Path, tmp_path: Path) -> None:
    duizhao("export", "-", "-o", tmp_path / "out.md", stdin=NEWS).fine()
    written = (tmp_path / "out.md").read_text("utf-8")
    assert 'kind: "machine translation"' in written
    assert 'engine: "argos 1.0"' in written


# The rest


def test_with_nothing_read_it_says_how_to_begin(duizhao: Any) -> None:
    assert "duizhao read article.md" in duizhao().fine().out


def test_the_version(run: Any) -> None:
    assert re.fullmatch(r"duizhao \d+\.\d+\.\d+\n", run("--version").fine().out)


def test_the_licences_name_the_dictionary(run: Any) -> None:
    printed = run("--licences").fine().out
    assert "CC-CEDICT" in printed
    assert "CC BY-SA" in printed


def test_the_doctor_finds_everything_but_a_model(duizhao: Any, home: Path) -> None:
    lines = duizhao("doctor").fine().lines
    assert [line[:2] for line in lines if line[:2] not in ("ok", "  ")] == ["--"]
    model = next(number for number, line in enumerate(lines) if line.startswith("--"))
    assert str(home / "models") in lines[model]
    assert lines[model + 1].strip() == "duizhao model install"


def test_the_doctor_finds_a_model(duizhao: Any, model: Path) -> None:
    lines = duizhao("doctor").fine().lines
    assert [line for line in lines if not line.startswith("ok  ")] == []
    assert any(str(model) in line for line in lines)


def test_the_doctor_finds_what_is_broken_and_what_mends_it(duizhao: Any, model: Path) -> None:
    (model / "model" / "model.bin").unlink()
    ran = duizhao("doctor")
    assert ran.code == 1
    assert "!!  model" in ran.out
    assert "model.bin" in ran.out
    assert "duizhao model install" in ran.out


def test_the_doctor_finds_settings_that_are_wrong(duizhao: Any, home: Path) -> None:
    assert f"ok  settings             {home / 'config.toml'} is not there: as they come" in duizhao("doctor").lines
    (home / "config.toml").write_text('pinyin = "latin"\n', "utf-8")
    ran = duizhao("doctor")
    assert ran.code == 1
    assert f'!!  settings             {home / "config.toml"}, line 1: pinyin = "latin"' in ran.out


def test_the_doctor_finds_weights_that_are_not_those_installed(duizhao: Any, model: Path) -> None:
    break_model(model)
    ran = duizhao("doctor")
    assert ran.code == 1
    assert f"!!  model                {model}: model/model.bin has changed since it was installed" in ran.lines


@pytest.mark.parametrize("command", ["translate -", "show -", "export - -o out.md"])
def test_a_gloss_in_place_of_a_broken_model_is_said_once(
    duizhao: Any, model: Path, tmp_path: Path, command: str
) -> None:
    (model / "model" / "model.bin").unlink()
    ran = duizhao(*command.split(), stdin=NEWS, cwd=tmp_path)
    assert ran.code == 0
    assert ran.err == (
        f"duizhao: word gloss, no translation: {model}: model/model.bin is missing; duizhao model install mends it\n"
    )
    duizhao(*command.replace("out", "other").split(), "--engine", "gloss", stdin=NEWS, cwd=tmp_path).fine()


def test_read_needs_a_terminal(duizhao: Any) -> None:
    assert duizhao("read", SAMPLE).complaint == (
        "standard output: is not a terminal; `duizhao show` prints the page into a pipe or file"
    )


def test_help_names_every_command(run: Any) -> None:
    printed = run("--help").fine().out
    commands = (
        "read",
        "show",
        "export",
        "sentences",
        "annotate",
        "translate",
        "define",
        "check",
        "model",
        "memory",
        "doctor",
    )
    assert [command for command in commands if not re.search(rf"^\s+{command}\s", printed, re.MULTILINE)] == []
