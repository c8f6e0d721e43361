"""The one map of keys, screen by screen, and how the reader changes it.

Keys are written as people write them: `j`, `?`, `Ctrl-d`, `PgDn`, `←`; two of them with a space between are pressed one
after the other.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Binding:
    """What an action is called (its method is `action_` and this name), its keys, and how the help explains it."""

    action: str
    keys: tuple[str, ...]
    group: str
    help: str


Keymap = tuple[Binding, ...]
"""The keys of a screen, in the order and the groups of its help."""

PAGE: Keymap = (
    Binding("word_left", ("h", "←"), "move", "word before"),
    Binding("word_right", ("l", "→"), "move", "next word"),
    Binding("sentence_down", ("j", "↓"), "move", "next sentence"),
    Binding("sentence_up", ("k", "↑"), "move", "sentence before"),
    Binding("paragraph_down", ("}",), "move", "next paragraph"),
    Binding("paragraph_up", ("{",), "move", "paragraph before"),
    Binding("half_down", ("Ctrl-d",), "move", "half a screen down"),
    Binding("half_up", ("Ctrl-u",), "move", "half a screen up"),
    Binding("screen_down", ("PgDn",), "move", "screen down"),
    Binding("onward", ("Space",), "move", "uncover, else screen down"),
    Binding("screen_up", ("PgUp",), "move", "screen up"),
    Binding("top", ("g g", "Home"), "move", "beginning of the text"),
    Binding("bottom", ("G", "End"), "move", "end of the text"),
    Binding("other_column", ("Tab",), "move", "the other column"),
    Binding("back", ("Ctrl-o",), "move", "back from a jump"),
    Binding("search", ("/",), "find", "Chinese, English, pinyin"),
    Binding("next_hit", ("n",), "find", "next hit"),
    Binding("hit_before", ("N",), "find", "hit before"),
    Binding("everywhere", ("*",), "find", "this word everywhere; again: in other texts"),
    Binding("next_mark", ("f",), "find", "next mark in the margin"),
    Binding("mark_before", ("F",), "find", "mark before"),
    Binding("contents", ("o",), "find", "headings"),
    Binding("bookmark", ("m",), "find", "bookmark here, or none"),
    Binding("bookmarks", ("'",), "find", "bookmarks"),
    Binding("pinyin", ("p",), "view", "pinyin above the words, or not"),
    Binding("pinyin_mode", ("P",), "view", "above which words, or off"),
    Binding("layout", ("L",), "view", "layout: beside, stacked, interlinear …"),
    Binding("literal", ("w",), "view", "word gloss under it"),
    Binding("hide", ("z",), "view", "hide the English"),
    Binding("split_left", ("<",), "view", "narrower Chinese column"),
    Binding("split_right", (">",), "view", "wider Chinese column"),
    Binding("pin", ("Enter",), "view", "pin the card of this word"),
    Binding("full_card", ("K",), "view", "all that is known of it"),
    Binding("close_card", ("Esc",), "view", "close the card, end a search"),
    Binding("edit", ("e",), "mend", "correct the English"),
    Binding("alternatives", ("a",), "mend", "what else the engine could say"),
    Binding("term", ("t",), "mend", "this word in your glossary"),
    Binding("own_terms", ("T",), "mend", "all terms of your glossary"),
    Binding("reading", ("r",), "mend", "how this word is read"),
    Binding("join_word", ("J",), "mend", "join the word with the next"),
    Binding("cut_word", ("c",), "mend", "cut the word"),
    Binding("widen", ("g a",), "mend", "that change in more places"),
    Binding("cut_sentence", ("g c",), "mend", "cut the sentence here"),
    Binding("join_sentence", ("g J",), "mend", "join the sentence with the next"),
    Binding("undo", ("u",), "mend", "take back the last change"),
    Binding("redo", ("Ctrl-r",), "mend", "make it again"),
    Binding("status_new", ("0",), "status", "this word is new to you"),
    Binding("learning_1", ("1",), "status", "learning 1, hardly known"),
    Binding("learning_2", ("2",), "status", "learning 2"),
    Binding("learning_3", ("3",), "status", "learning 3"),
    Binding("learning_4", ("4",), "status", "learning 4, nearly known"),
    Binding("status_known", ("5",), "status", "known"),
    Binding("status_ignored", ("i",), "status", "ignored"),
    Binding("known_hsk", ("g h",), "status", "HSK words you know already"),
    Binding("copy", ("y",), "take", "copy the word"),
    Binding("copy_pair", ("Y",), "take", "copy the sentence, both halves"),
    Binding("export", ("x",), "take", "write the bilingual Markdown"),
    Binding("new_words", ("g t",), "take", "new words of this text"),
    Binding("palette", (":", "Ctrl-p"), "program", "all of this by its words"),
    Binding("settings", (",",), "program", "settings, in your editor"),
    Binding("install_model", ("M",), "program", "install the translation model"),
    Binding("restart_engine", ("E",), "program", "start the engine again"),
    Binding("help", ("?",), "program", "this help"),
    Binding("quit", ("q", "Ctrl-q"), "program", "to the shelf, or out"),
)

SHELF: Keymap = (
    Binding("down", ("j", "↓"), "move", "next text"),
    Binding("up", ("k", "↑"), "move", "text before"),
    Binding("screen_down", ("PgDn", "Space", "Ctrl-d"), "move", "screen down"),
    Binding("screen_up", ("PgUp", "Ctrl-u"), "move", "screen up"),
    Binding("top", ("g g", "Home"), "move", "first text"),
    Binding("bottom", ("G", "End"), "move", "last text"),
    Binding("open", ("Enter",), "read", "read on where you were"),
    Binding("read_again", ("r",), "read", "fetch its source again"),
    Binding("add", ("A",), "read", "add a file, a URL or a paste"),
    Binding("filter", ("/",), "find", "by title and tag, as you type"),
    Binding("search", ("f",), "find", "in what all texts say"),
    Binding("order", ("s",), "find", "sort by the next column"),
    Binding("all", ("Esc",), "find", "all texts again"),
    Binding("rename", ("e",), "change", "call it otherwise"),
    Binding("tags", ("T",), "change", "its tags"),
    Binding("delete", ("d",), "change", "take it from the shelf"),
    Binding("undo", ("u",), "change", "take back the last change"),
    Binding("help", ("?",), "program", "this help"),
    Binding("quit", ("q", "Ctrl-q"), "program", "out"),
)


@dataclass(frozen=True, slots=True)
class Keymaps:
    """The keys of every screen; the names of the fields are those of the tables in config.toml."""

    page: Keymap = PAGE
    shelf: Keymap = SHELF


KEYS = Keymaps()
"""As they are until the reader changes them."""

NAMES = {
    "left": "←", "right": "→", "up": "↑", "down": "↓", "pagedown": "PgDn", "pgdn": "PgDn", "pageup": "PgUp",
    "pgup": "PgUp", "escape": "Esc", "esc": "Esc", "enter": "Enter", "return": "Enter", "space": "Space", "tab": "Tab",
    "home": "Home", "end": "End", "backspace": "Backspace", "delete": "Del", "del": "Del", "insert": "Ins",
    "ins": "Ins", **{f"f{number}": f"F{number}" for number in range(1, 13)},
}  # fmt: skip
"""What keys without a character of their own are called, Textual's name and others; in small letters."""
_HELD = {"ctrl": "Ctrl-", "alt": "Alt-", "shift": "Shift-"}


class WrongKeysError(ValueError):
    """What is wanted of the keys of an `action` cannot be."""

    def __init__(self, action: str, problem: str) -> None:
        super().__init__(problem)
        self.action = action


def written(keys: str) -> str:
    """A key, or two after each other, as this map writes them. Raises ValueError for what is no key."""
    parts = keys.split()
    if not 1 <= len(parts) <= 2:
        raise ValueError(f"{keys!r} is not one key, nor two with a space between")
    return " ".join(map(_written, parts))


def _written(key: str) -> str:
    *held, name = re.split(r"(?<=\w)[-+](?=.)", key)
    name = name if len(name) == 1 else NAMES.get(name.lower(), "")
    if not name or any(part.lower() not in _HELD for part in held):
        raise ValueError(f"{key} is no key; write it as the help does")
    return "".join(prefix for part, prefix in _HELD.items() if part in map(str.lower, held)) + name


def changed(keymap: Keymap, wanted: Mapping[str, Sequence[str]]) -> Keymap:
    """The map with the `wanted` keys for these actions; from others they are taken. Raises WrongKeysError."""
    keymap = tuple(replace(binding, keys=()) if binding.action in wanted else binding for binding in keymap)
    for action, keys in wanted.items():
        try:
            keymap = _given(keymap, action, tuple(map(written, keys)), wanted)
        except ValueError as error:
            raise WrongKeysError(action, str(error)) from None
    return keymap


def _given(keymap: Keymap, action: str, keys: tuple[str, ...], wanted: Container[str]) -> Keymap:
    """The map with these keys for one action; none that another `wanted` action has, and none that begins another."""
    names = [binding.action for binding in keymap]
    if action not in names:
        raise ValueError(f"is no action; the nearest is {get_close_matches(action, names, 1, cutoff=0)[0]}")
    if action == "quit" and not keys:
        raise ValueError("needs a key")
    others = []
    for other in keymap:
        if other.action == action:
            others.append(replace(other, keys=keys))
            continue
        for key in keys:
            if key in other.keys and other.action in wanted:
                raise ValueError(f"{key} is given to {other.action} too")
        others.append(replace(other, keys=tuple(key for key in other.keys if key not in keys)))
    held = {key: binding.action for binding in others for key in binding.keys}
    for key, holder in held.items():
        first = key.split()[0]
        if " " in key and first in held and {key, first} & set(keys):
            raise ValueError(f"{first} cannot be a key of {held[first]}, because {key} begins with it ({holder})")
    return tuple(others)
