"""Which action the keys that are pressed belong to."""

from __future__ import annotations

from collections.abc import Mapping

from textual.events import Key

from reader.keys import NAMES, Keymap

_HELD = (("ctrl+", "Ctrl-"), ("alt+", "Alt-"), ("shift+", "Shift-"))


def pressed(key: Key) -> str:
    """A key as the map writes it; what has no name there is called as Textual calls it."""
    *_, name = key.key.split("+")
    held = "".join(written for prefix, written in _HELD if prefix in key.key)
    character = key.character or ""
    if not held and name not in NAMES and character.isprintable() and character:
        return character
    return held + NAMES.get(name, name)


class Keys:
    """Finds the action for keys as they come, one by one; `begun` is the first of two, while the second is awaited."""

    def __init__(self, keymap: Keymap) -> None:
        self._actions: Mapping[str, str] = {keys: b.action for b in keymap for keys in b.keys}
        self._first: Mapping[str, str] = {b.action: b.keys[0] for b in keymap if b.keys}
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

    def of(self, action: str) -> str:
        """The key an action is called by, the first it has; the palette's where it has none."""
        return self._first.get(action) or self._first.get("palette", "")
