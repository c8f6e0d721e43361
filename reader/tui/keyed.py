"""A screen whose keys come from the map."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual import events
from textual.screen import Screen

from reader.keys import Keymap, Keymaps
from reader.tui.bars import Footer
from reader.tui.pressing import Keys, pressed


class KeyedScreen(Screen[None]):
    """Each key does what the map says, by the method of its action; the screen itself brings the footer."""

    MAP: ClassVar[Literal["page", "shelf"]]
    """Which of the maps the screen has."""

    _footer: Footer

    def __init__(self, keymaps: Keymaps) -> None:
        super().__init__()
        self.keymap: Keymap = getattr(keymaps, self.MAP)
        self._keys = Keys(self.keymap)

    def use_keys(self, keymaps: Keymaps) -> None:
        """The reader has changed the keys."""
        self.keymap = getattr(keymaps, self.MAP)
        self._keys = Keys(self.keymap)
        self._footer.use_keys(self.keymap)

    def key(self, action: str) -> str:
        """The key to name where the screen speaks of an action."""
        return self._keys.of(action)

    def on_key(self, event: events.Key) -> None:
        begun, key = self._keys.begun, pressed(event)
        action = self._keys.press(key)
        if action is None:
            if begun:
                self._footer.say("")
            return
        event.stop()
        event.prevent_default()
        self._footer.say("" if action else f"{key} …")
        if action:
            self.act(action)

    def act(self, action: str) -> None:
        """Do what a key was pressed for."""
        getattr(self, f"action_{action}")()
