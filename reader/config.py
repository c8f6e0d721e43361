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
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

from reader import paths
from reader.errors import ConfigError

Tones = Literal["citation", "spoken"]
PinyinStyle = Literal["marks", "numbers", "zhuyin", "none"]
ToneColours = Literal["off", "dummitt", "pleco"]
Layout = Literal["beside", "stacked", "interlinear", "chinese", "english"]


@dataclass(frozen=True, slots=True)
class Config:
    """What the reader has set: every field is a setting of that name, with an explanation for the reader."""

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


DEFAULTS = Config()


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
        config = changed(config, name, value, f"{path}{_line(text, name)}: {name} = {_toml(value)}")
    return config


def explained(text: str) -> str:
    """A settings file with every setting explained: those it does not speak of are added with their defaults."""
    pieces = [text.rstrip("\n")] if text.strip() else ["# The settings of duizhao. What is left out has its default."]
    for setting in fields(Config):
        if not re.search(rf"^\s*#?\s*{setting.name}\s*=", text, re.MULTILINE):
            lines = textwrap.wrap(setting.metadata["explanation"], 100, initial_indent="# ", subsequent_indent="# ")
            pieces.append("\n".join([*lines, f"{setting.name} = {_toml(setting.default)}"]))
    return "\n\n".join(pieces) + "\n" if len(pieces) > 1 else text


def changed(config: Config, name: str, value: object, title: str) -> Config:
    """The settings with another value of one; `title` is what an error calls it. Raises ConfigError."""
    names = [setting.name for setting in fields(Config)]
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


def _line(text: str, name: str) -> str:
    """Where a setting stands, for an error; tomllib does not say it. "" if it is not found."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*\[?\s*[\"']?{re.escape(name)}[\"']?\s*[=.\]]", line):
            return f", line {number}"
    return ""
