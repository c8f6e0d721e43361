"""The five keys one needs, said the first time of all, until one of them is used or Esc."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from reader.keys import Keymap
from reader.store import Store
from reader.tui.hints import Hints, line

TOLD = "first keys"  # under this name the store remembers it
_KEYS: Hints = (
    ("word_left", "word_right", "word"),
    ("sentence_up", "sentence_down", "sentence"),
    ("pinyin", "pinyin"),
    ("full_card", "all about a word"),
    ("help", "all keys"),
)
_USED = {"close_card", *(action for *actions, _ in _KEYS for action in actions)}
_NEW = "New here?  "


class FirstKeys(Widget):
    """One line, of which nothing is left afterwards. Raises StoreError where the store cannot be used."""

    def __init__(self, store: Store, keymap: Keymap) -> None:
        super().__init__()
        self._store, self._keymap = store, keymap
        self.display = not store.told(TOLD)

    def use_keys(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self.refresh()

    def render(self) -> RenderResult:
        return Content.assemble((_NEW, "bold"), line(self._keymap, _KEYS, self.size.width - len(_NEW)))

    def use(self, action: str) -> None:
        """The reader has pressed a key that does this."""
        if self.display and action in _USED:
            self.display = False
            self._store.tell(TOLD)
