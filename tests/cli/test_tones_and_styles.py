"""Tones, styles and colours of readings: by options, and by the reader's settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

TEXT = "我不会去一百次，你好！"
CITATION = "wǒ bùhuì qù yībǎi cì nǐhǎo"
SPOKEN = "wǒ búhuì qù yìbǎi cì níhǎo"
COLOUR = re.compile(r"\x1b\[38;2;(\d+;\d+;\d+)m([^\x1b]+)")


def shown(ran: Any) -> str:
    """The readings above the words, in one line."""
    lines = ran.fine().lines
    rule = next(number for number, line in enumerate(lines) if "─" in line)
    return " ".join(" ".join(row.split("│")[0] for row in lines[rule + 1 :: 2]).split())


def colours(printed: str) -> list[str]:
    return [f"{text} {found}" for found, text in COLOUR.findall(printed) if text != "│"]


def test_readings_have_citation_tones_unless_spoken_ones_are_asked_for(duizhao: Any) -> None:
    assert shown(duizhao("show", "-", "--pinyin", stdin=TEXT)) == CITATION
    assert shown(duizhao("show", "-", "--pinyin", "--tones", "spoken", stdin=TEXT)) == SPOKEN


@pytest.mark.parametrize(
    ("style", "reading"),
    [("marks", "lǜsè"), ("numbers", "lv4se4"), ("zhuyin", "ㄌㄩˋ ㄙㄜˋ"), ("none", "lüse")],
)
def test_a_reading_is_shown_and_exported_in_its_style(duizhao: Any, tmp_path: Path, style: str, reading: str) -> None:
    assert shown(duizhao("show", "-", "--pinyin", "--pinyin-style", style, stdin="绿色。")) == reading
    out = tmp_path / "out.md"
    duizhao("export", "-", "--pinyin", "--pinyin-style", style, "-o", out, stdin="绿色。").fine()
    assert f"*{reading}。*" in out.read_text("utf-8")


def test_annotate_says_the_tones_asked_for_in_its_own_fields(duizhao: Any) -> None:
    text = "我不会去一百次，1万次。"
    said = {
        tones: [
            (" ".join(word.get("tones", ())), " ".join(word.get("pinyin", ())), word.get("spoken", ""))
            for word in duizhao("annotate", "-", "--tones", tones, stdin=text).fine().records[0]["words"]
        ]
        for tones in ("citation", "spoken")
    }
    assert said["citation"][1] == ("bu4 hui4", "bù huì", "")
    assert said["spoken"][1] == ("bu2 hui4", "bú huì", "")
    assert "yī wàn" in [spoken for _, _, spoken in said["citation"]]
    assert "yí wàn" in [spoken for _, _, spoken in said["spoken"]]


def test_the_settings_count_where_no_option_says_otherwise(duizhao: Any, home: Path) -> None:
    (home / "config.toml").write_text('tones = "spoken"\npinyin = "numbers"\n', "utf-8")
    assert shown(duizhao("show", "-", "--pinyin", stdin="不会。")) == "bu2hui4"
    assert shown(duizhao("show", "-", "--pinyin", "--tones", "citation", stdin="不会。")) == "bu4hui4"
    assert shown(duizhao("show", "-", "--pinyin", "--pinyin-style", "marks", stdin="不会。")) == "búhuì"
    (word, _) = duizhao("annotate", "-", stdin="不会。").fine().records[0]["words"]
    assert (word["pinyin"], word["tones"]) == (["bú", "huì"], ["bu2", "hui4"])


def test_syllables_have_the_colours_of_their_tones(duizhao: Any, home: Path) -> None:
    (home / "config.toml").write_text('tone_colours = "pleco"\n', "utf-8")
    colour = {"FORCE_COLOR": "1", "COLORTERM": "truecolor", "TERM": "xterm-256color"}
    printed = duizhao("show", "-", "--pinyin", stdin="妈妈骑马。", **colour).fine().out
    found = colours(printed)
    assert [line.split()[0] for line in found] == ["mā", "ma", "qí", "mǎ"]
    assert len({line.split()[1] for line in found}) == 4
    assert colours(duizhao("show", "-", stdin="妈妈骑马。", **colour).fine().out) == []
    assert colours(duizhao("show", "-", "--pinyin", stdin="妈妈骑马。", NO_COLOR="1", **colour).fine().out) == []
    assert shown(duizhao("show", "-", "--pinyin", stdin="妈妈骑马。")) == "māma qímǎ"


@pytest.mark.parametrize("command", ["show", "annotate", "export", "read"])
def test_wrong_settings_and_options_end_every_command_that_shows_readings(
    duizhao: Any, home: Path, command: str
) -> None:
    said = "is not known; choose one of citation, spoken"
    assert duizhao(command, "-", "--tones", "loud", stdin="好。").complaint == f"--tones loud: {said}"
    (home / "config.toml").write_text('# mine\ntones = "loud"\n', "utf-8")
    assert duizhao(command, "-", stdin="好。").complaint == f'{home / "config.toml"}, line 2: tones = "loud": {said}'
    assert sorted(path.name for path in home.iterdir()) == ["cache", "config.toml"]


def test_plain_duizhao_says_what_is_wrong_with_the_settings(duizhao: Any, home: Path) -> None:
    (home / "config.toml").write_text("tone = 1\n", "utf-8")
    assert duizhao().complaint.endswith("line 1: tone = 1: is no setting; the nearest is tones")
