"""The reader's settings: what a file says, and what is wrong with it in one line."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from reader import config
from reader.config import Config
from reader.errors import ConfigError


def test_without_a_file_all_is_as_it_comes(home: Path) -> None:
    assert config.load() == Config("citation", "marks", "off")
    assert list(home.iterdir()) == []


def test_a_file_changes_what_it_names(home: Path) -> None:
    (home / "config.toml").write_bytes('\ufeff# mine\r\npinyin = "zhuyin"\r\ntone_colours = "pleco"\r\n'.encode())
    assert config.load() == Config("citation", "zhuyin", "pleco")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('\ntone_colors = "pleco"', ", line 2: tone_colors = \"pleco\": is no setting; the nearest is tone_colours"),
        ('piyin = "marks"', ', line 1: piyin = "marks": is no setting; the nearest is pinyin'),
        ('# a\n\ntones = "loud"', ', line 3: tones = "loud": is not known; choose one of citation, spoken'),
        ("tone_colours = true", ", line 1: tone_colours = true: is not known; choose one of off, dummitt, pleco"),
        ("[tones]\na = 1", ', line 1: tones = {"a": 1}: is not known; choose one of citation, spoken'),
        ("pinyin = [1979-05-27]", ', line 1: pinyin = ["1979-05-27"]: is not known; '
         "choose one of marks, numbers, zhuyin, none"),
        ('pinyin = "none"\ntones = spoken', ", line 2: is not TOML: "),
        ('pinyin = "none', ": is not TOML: "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(home: Path, text: str, problem: str) -> None:
    path = home / "config.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as raised:
        config.load()
    said = str(raised.value)
    assert said == f"{path}{problem}" or (problem.endswith("TOML: ") and said.startswith(f"{path}{problem}"))
    assert "\n" not in said
    assert raised.value.exit_code == 2


def test_a_file_that_is_no_text_or_no_file(home: Path) -> None:
    path = home / "config.toml"
    path.write_bytes(b'pinyin = "\xff"')
    with pytest.raises(ConfigError, match="is not UTF-8"):
        config.load()
    path.unlink()
    path.mkdir()
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        config.load()


def test_every_setting_is_explained_and_comes_as_something_allowed() -> None:
    for setting in fields(Config):
        assert setting.metadata["explanation"].endswith(".")
        assert [value for value in config.allowed(setting.name) if value not in setting.metadata["explanation"]] == []
        assert setting.default in config.allowed(setting.name)


def test_a_file_is_made_with_every_setting_at_its_default_and_explained(home: Path) -> None:
    made = config.explained("")
    (home / "config.toml").write_text(made, "utf-8")
    assert config.load() == Config()
    assert made.startswith("# The settings of duizhao. What is left out has its default.\n\n# Which tones are shown:")


def test_a_file_keeps_what_it_says_and_is_told_what_it_lacks(home: Path) -> None:
    old = '# mine\ntones = "spoken"  # as I say it\n# pinyin = "none"\n'
    made = config.explained(old)
    (home / "config.toml").write_text(made, "utf-8")
    assert made.startswith(old)
    assert made.count("tones =") == made.count("pinyin =") == 1
    assert config.load() == Config(tones="spoken")
    assert config.explained(made) == made
