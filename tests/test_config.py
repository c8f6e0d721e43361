"""The reader's settings: what a file says, and what is wrong with it in one line."""

from __future__ import annotations

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
    for setting in config.SETTINGS:
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
    settings = made.split("[keys.")[0]
    assert settings.count("tones =") == settings.count("pinyin =") == 1
    assert config.load() == Config(tones="spoken")
    assert config.explained(made) == made


def test_keys_are_changed_by_action(home: Path) -> None:
    (home / "config.toml").write_text('[keys.page]\nexport = "ctrl-x"\ncopy = ["x", "F5"]\n\n[keys.shelf]\nadd = []\n')
    page, shelf = ({b.action: " ".join(b.keys) for b in m} for m in (config.load().keys.page, config.load().keys.shelf))
    assert (page["export"], page["copy"], page["copy_pair"], shelf["add"]) == ("Ctrl-x", "x F5", "Y", "")


def test_a_key_is_taken_from_the_action_that_had_it(home: Path) -> None:
    (home / "config.toml").write_text('keys.page.word_left = "l"\n')
    keys = {b.action: b.keys for b in config.load().keys.page}
    assert (keys["word_left"], keys["word_right"]) == (("l",), ("→",))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("keys = 1", ', line 1: keys: is no table; write [keys.page]'),
        ('[keys.card]\nx = "y"', ", line 1: keys.card: is no table of keys; write [keys.page] or [keys.shelf]"),
        ('[keys.page]\nexprot = "x"', ', line 2: keys.page.exprot = "x": is no action; the nearest is export'),
        ("[keys.page]\nexport = 1", ", line 2: keys.page.export = 1: is no key and no list of keys"),
        ('[keys.page]\nexport = "hyper-x"',
         ', line 2: keys.page.export = "hyper-x": hyper-x is no key; write it as the help does'),
        ('[keys.page]\nexport = "a b c"',
         ", line 2: keys.page.export = \"a b c\": 'a b c' is not one key, nor two with a space between"),
        ('[keys.page]\nundo = "x"\n[keys.shelf]\nadd = "x"\nundo = "x"',
         ', line 5: keys.shelf.undo = "x": x is given to add too'),
        ('[keys.page]\nundo = "g"',
         ', line 2: keys.page.undo = "g": g cannot be a key of undo, because g g begins with it (top)'),
        ('[keys.page]\nundo = "x x"',
         ', line 2: keys.page.undo = "x x": x cannot be a key of export, because x x begins with it (undo)'),
        ("[keys.page]\nquit = []", ", line 2: keys.page.quit = []: needs a key"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_keys_is_said_in_one_line(home: Path, text: str, problem: str) -> None:
    path = home / "config.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as raised:
        config.load()
    assert str(raised.value) == f"{path}{problem}"


def test_every_key_is_explained_in_the_file_and_can_be_changed_there_by_taking_a_mark_away(home: Path) -> None:
    made = config.explained('tones = "spoken"\n\n[keys.shelf]\nadd = "a"\n')
    (home / "config.toml").write_text(made.replace("# export =", "export =").replace('["x"]', '["X"]'), "utf-8")
    loaded = config.load()
    assert loaded.tones == "spoken"
    assert {b.action: b.keys for b in loaded.keys.page}["export"] == ("X",)
    assert {b.action: b.keys for b in loaded.keys.shelf}["add"] == ("a",)
    assert config.explained(made) == made
