"""The reader's settings, from config.toml in the config folder. Reading them makes nothing; without a file all have
their defaults.

A new setting is one field here: its type, a Literal, says what is allowed, and its explanation stands beside it, for a
commented file.
"""

from __future__ import annotations

import json
import re
import textwrap
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

from reader import keys, paths
from reader.errors import ConfigError
from reader.keys import KEYS, Keymaps, WrongKeysError

Tones = Literal["citation", "spoken"]
PinyinStyle = Literal["marks", "numbers", "zhuyin", "none"]
ToneColours = Literal["off", "dummitt", "pleco"]
Layout = Literal["beside", "stacked", "interlinear", "chinese", "english"]


@dataclass(frozen=True, slots=True)
class Config:
    """What the reader has set: every field but `keys` is a setting of that name, with an explanation for the reader."""

    tones: Tones = field(
        default="citation",
        metadata={
            "explanation": "Which tones are shown: citation, as dictionaries have them, or spoken, with the sandhi of"
            " 一, 不 and third tones."
        },
    )
    pinyin: PinyinStyle = field(
        default="marks",
        metadata={
            "explanation": "How readings are written: marks (kāi), numbers (kai1), zhuyin (ㄎㄞ), or none (letters"
            " without tones)."
        },
    )
    tone_colours: ToneColours = field(
        default="off",
        metadata={
            "explanation": "Readings in the colours of their tones, 1 to 4 and neutral: dummitt (red, orange, green,"
            " blue, plain), pleco (red, green, blue, purple, grey), or off."
        },
    )
    layout: Layout = field(
        default="beside",
        metadata={
            "explanation": "How the reader's page is set at first: beside (English beside its Chinese, or under it on a"
            " narrow screen), stacked (always under it), interlinear (pinyin over every word, its gloss under it),"
            " chinese or english (that alone)."
        },
    )
    keys: Keymaps = KEYS


DEFAULTS = Config()
SETTINGS = tuple(setting for setting in fields(Config) if setting.metadata)
_KEYS_EXPLAINED = (
    "The keys of the {screen}, by action: take the # from a line to change it. A key or a list of them, written as the"
    ' help has them; in "g g" one is pressed after the other; [] is none.'
)


def load(path: Path | None = None) -> Config:
    """The settings in a file; without `path` the reader's own, where that exists.

    Raises ConfigError for a file that cannot be read, is no TOML, or has an unknown setting or a wrong value.
    """
    path = path or paths.config()
    try:
        text = path.read_bytes().decode("utf-8-sig")
        given = tomllib.loads(text.replace("\r\n", "\n"))
    except FileNotFoundError:
        return DEFAULTS
    except OSError as error:
        raise ConfigError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        said = re.fullmatch(r"(.*) \(at line (\d+), column \d+\)", str(error))
        place, problem = (f"{path}, line {said[2]}", said[1]) if said else (str(path), str(error))
        raise ConfigError(place, f"is not TOML: {problem}") from error
    config = DEFAULTS
    for name, value in given.items():
        if name == "keys":
            config = replace(config, keys=_keymaps(value, text, path))
        else:
            config = changed(config, name, value, f"{path}{_line(text, name)}: {name} = {_toml(value)}")
    return config


def _keymaps(given: object, text: str, path: Path) -> Keymaps:
    """The keys as the table `keys` of a file has them. Raises ConfigError."""
    keymaps = KEYS
    screens = [screen.name for screen in fields(Keymaps)]
    if not isinstance(given, dict):
        raise ConfigError(f"{path}{_line(text, 'keys')}: keys", f"is no table; write [keys.{screens[0]}]")
    for screen, table in given.items():
        if screen not in screens or not isinstance(table, dict):
            raise ConfigError(f"{path}{_line(text, screen)}: keys.{screen}", f"is no table of keys; {_tables(screens)}")
        wanted = {action: (value,) if isinstance(value, str) else value for action, value in table.items()}

        def place(action: str, screen: str = screen, table: dict[str, object] = table) -> str:
            return f"{path}{_line(text, action, screen)}: keys.{screen}.{action} = {_toml(table[action])}"

        for action, value in wanted.items():
            if not isinstance(value, list | tuple) or not all(isinstance(key, str) for key in value):
                raise ConfigError(place(action), "is no key and no list of keys")
        try:
            keymap = keys.changed(getattr(keymaps, screen), wanted)
        except WrongKeysError as error:
            raise ConfigError(place(error.action), str(error)) from None
        change: dict[str, Any] = {screen: keymap}
        keymaps = replace(keymaps, **change)
    return keymaps


def _tables(screens: Sequence[str]) -> str:
    return "write " + " or ".join(f"[keys.{screen}]" for screen in screens)


def explained(text: str) -> str:
    """A settings file with every setting and key explained: what it does not speak of is added with its default."""
    tables = re.search(r"^\s*#?\s*\[\s*[\w.\s]+\]\s*(#.*)?$", text, re.MULTILINE)
    head, rest = (text[: tables.start()], text[tables.start() :]) if tables else (text, "")
    pieces = [head.strip("\n")] if head.strip() else ["# The settings of duizhao. What is left out has its default."]
    said = len(pieces)
    pieces += [
        f"{_comment(setting.metadata['explanation'])}\n{setting.name} = {_toml(setting.default)}"
        for setting in SETTINGS
        if not re.search(rf"^\s*#?\s*{setting.name}\s*=", head, re.MULTILINE)
    ]
    if rest:
        pieces.append(rest.strip("\n"))
        said += 1
    for screen in fields(Keymaps):
        if not re.search(rf"\bkeys\s*\.\s*{screen.name}\b", text):
            lines = [f"# {b.action} = {_toml(b.keys)}  # {b.help}" for b in getattr(KEYS, screen.name)]
            explanation = _comment(_KEYS_EXPLAINED.format(screen=screen.name))
            pieces.append("\n".join([explanation, f"[keys.{screen.name}]", *lines]))
    return "\n\n".join(pieces) + "\n" if len(pieces) > said else text


def _comment(text: str) -> str:
    return textwrap.fill(text, 100, initial_indent="# ", subsequent_indent="# ")


def changed(config: Config, name: str, value: object, title: str) -> Config:
    """The settings with another value of one; `title` is what an error calls it. Raises ConfigError."""
    names = [setting.name for setting in SETTINGS]
    if name not in names:
        near = get_close_matches(name, names, 1, cutoff=0)
        raise ConfigError(title, f"is no setting; the nearest is {near[0]}")
    if value not in allowed(name):
        raise ConfigError(title, f"is not known; choose one of {', '.join(allowed(name))}")
    change: dict[str, Any] = {name: value}
    return replace(config, **change)


def allowed(name: str) -> tuple[str, ...]:
    """What a setting may be."""
    return get_args(get_type_hints(Config)[name])


def _toml(value: object) -> str:
    """A value about as its file has it."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _line(text: str, name: str, screen: str = "") -> str:
    """Where a setting stands, or a key of a screen, for an error; tomllib does not say it. "" if it is not found."""
    inside = not screen
    for number, line in enumerate(text.splitlines(), 1):
        if screen and re.match(r"\s*\[", line):
            inside = bool(re.match(rf"\s*\[\s*keys\s*\.\s*{screen}\b", line))
        if inside and re.match(rf"\s*\[?\s*(keys\s*\.\s*)?[\"']?{re.escape(name)}[\"']?\s*[=.\]]", line):
            return f", line {number}"
    return ""
