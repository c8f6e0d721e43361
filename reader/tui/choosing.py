"""A list to choose from: new words, places to cut a word, headings, bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static


class ChoiceScreen(ModalScreen[int | None]):
    """Enter or a click gives the index of what was chosen, Esc None. `title` and `hint` are plain text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)"),
        Binding("k", "move(-1)"),
        Binding("escape,q", "close"),
    ]

    def __init__(self, title: str, choices: Sequence[Content], hint: str, highlighted: int = 0) -> None:
        super().__init__()
        self._title, self._choices, self._hint, self._first = title, choices, hint, highlighted

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._title, markup=False)
            yield OptionList(*self._choices)
            yield Static(self._hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = self._first

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)

    def action_move(self, by: int) -> None:
        found = self.query_one(OptionList)
        found.action_cursor_down() if by > 0 else found.action_cursor_up()

    def action_close(self) -> None:
        self.dismiss(None)
