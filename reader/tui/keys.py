"""The one map of keys, screen by screen.

Keys are Textual's names; two of them with a space between are pressed one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Binding:
    """What an action is called (its method is `action_` and this name), its keys, and how the help explains it."""

    action: str
    keys: tuple[str, ...]
    group: str
    help: str


KEYMAP: tuple[Binding, ...] = (
    Binding("word_left", ("h", "left"), "move", "word before"),
    Binding("word_right", ("l", "right"), "move", "next word"),
    Binding("sentence_down", ("j", "down"), "move", "next sentence"),
    Binding("sentence_up", ("k", "up"), "move", "sentence before"),
    Binding("paragraph_down", ("right_curly_bracket",), "move", "next paragraph"),
    Binding("paragraph_up", ("left_curly_bracket",), "move", "paragraph before"),
    Binding("half_down", ("ctrl+d",), "move", "half a screen down"),
    Binding("half_up", ("ctrl+u",), "move", "half a screen up"),
    Binding("screen_down", ("pagedown",), "move", "screen down"),
    Binding("onward", ("space",), "move", "uncover, else screen down"),
    Binding("screen_up", ("pageup",), "move", "screen up"),
    Binding("top", ("g g", "home"), "move", "beginning of the text"),
    Binding("bottom", ("G", "end"), "move", "end of the text"),
    Binding("other_column", ("tab",), "move", "the other column"),
    Binding("back", ("ctrl+o",), "move", "back from a jump"),
    Binding("search", ("slash",), "find", "Chinese, English, pinyin"),
    Binding("next_hit", ("n",), "find", "next hit"),
    Binding("hit_before", ("N",), "find", "hit before"),
    Binding("everywhere", ("asterisk",), "find", "this word everywhere"),
    Binding("next_mark", ("f",), "find", "next mark in the margin"),
    Binding("mark_before", ("F",), "find", "mark before"),
    Binding("contents", ("o",), "find", "headings"),
    Binding("bookmark", ("m",), "find", "bookmark here, or none"),
    Binding("bookmarks", ("apostrophe",), "find", "bookmarks"),
    Binding("pinyin", ("p",), "view", "pinyin above the words, or not"),
    Binding("pinyin_mode", ("P",), "view", "above which words, or off"),
    Binding("layout", ("L",), "view", "layout: beside, stacked, interlinear …"),
    Binding("literal", ("w",), "view", "word gloss under it"),
    Binding("hide", ("z",), "view", "hide the English"),
    Binding("split_left", ("less_than_sign",), "view", "narrower Chinese column"),
    Binding("split_right", ("greater_than_sign",), "view", "wider Chinese column"),
    Binding("pin", ("enter",), "view", "pin the card of this word"),
    Binding("close_card", ("escape",), "view", "close the card, end a search"),
    Binding("edit", ("e",), "mend", "correct the English"),
    Binding("reading", ("r",), "mend", "how this word is read"),
    Binding("join_word", ("J",), "mend", "join the word with the next"),
    Binding("cut_word", ("c",), "mend", "cut the word"),
    Binding("widen", ("g a",), "mend", "that change in more places"),
    Binding("cut_sentence", ("g c",), "mend", "cut the sentence here"),
    Binding("join_sentence", ("g J",), "mend", "join the sentence with the next"),
    Binding("undo", ("u",), "mend", "take back the last change"),
    Binding("redo", ("ctrl+r",), "mend", "make it again"),
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
    Binding("palette", ("colon", "ctrl+p"), "program", "all of this by its words"),
    Binding("settings", ("comma",), "program", "settings, in your editor"),
    Binding("install_model", ("M",), "program", "install the translation model"),
    Binding("restart_engine", ("E",), "program", "start the engine again"),
    Binding("help", ("question_mark",), "program", "this help"),
    Binding("quit", ("q", "ctrl+q"), "program", "to the shelf, or out"),
)

SHELF: tuple[Binding, ...] = (
    Binding("down", ("j", "down"), "move", "next text"),
    Binding("up", ("k", "up"), "move", "text before"),
    Binding("screen_down", ("pagedown", "space", "ctrl+d"), "move", "screen down"),
    Binding("screen_up", ("pageup", "ctrl+u"), "move", "screen up"),
    Binding("top", ("g g", "home"), "move", "first text"),
    Binding("bottom", ("G", "end"), "move", "last text"),
    Binding("open", ("enter",), "read", "read on where you were"),
    Binding("read_again", ("r",), "read", "fetch its source again"),
    Binding("add", ("A",), "read", "add a file, a URL or a paste"),
    Binding("filter", ("slash",), "find", "by title and tag, as you type"),
    Binding("search", ("f",), "find", "in what all texts say"),
    Binding("order", ("s",), "find", "sort by the next column"),
    Binding("all", ("escape",), "find", "all texts again"),
    Binding("rename", ("e",), "change", "call it otherwise"),
    Binding("tags", ("T",), "change", "its tags"),
    Binding("delete", ("d",), "change", "take it from the shelf"),
    Binding("undo", ("u",), "change", "take back the last change"),
    Binding("help", ("question_mark",), "program", "this help"),
    Binding("quit", ("q", "ctrl+q"), "program", "out"),
)
"""The keys of the shelf, a screen of its own."""

_SHOWN = {
    "left": "←", "right": "→", "up": "↑", "down": "↓", "right_curly_bracket": "}", "left_curly_bracket": "{",
    "less_than_sign": "<", "greater_than_sign": ">", "question_mark": "?", "slash": "/", "colon": ":", "comma": ",",
    "asterisk": "*", "apostrophe": "'", "pagedown": "PgDn", "pageup": "PgUp", "escape": "Esc", "enter": "Enter",
    "space": "Space", "tab": "Tab", "home": "Home", "end": "End",
}  # fmt: skip


def shown(keys: str) -> str:
    """A key as people write it: `ctrl+d` is Ctrl-d, `g c` stays g c."""
    return " ".join(_SHOWN.get(key, key.replace("ctrl+", "Ctrl-")) for key in keys.split())


class Keys:
    """Finds the action for keys as they come, one by one; `begun` is the first of two, while the second is awaited."""

    def __init__(self, keymap: Sequence[Binding] = KEYMAP) -> None:
        self._actions: Mapping[str, str] = {keys: b.action for b in keymap for keys in b.keys}
        self._beginnings = {keys.split()[0] for keys in self._actions if " " in keys}
        self.begun = ""

    def press(self, key: str) -> str | None:
        """The action of this key, "" if it begins a sequence, None if it means nothing."""
        sequence = f"{self.begun} {key}".strip()
        if not self.begun and key in self._beginnings:
            self.begun = key
            return ""
        self.begun = ""
        return self._actions.get(sequence)
