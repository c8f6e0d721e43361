"""Asks for one line at the bottom of the page, which stays in view."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Label


class AskScreen(ModalScreen[str | None]):
    """Enter gives what was typed, Esc None. What stood there `before` is replaced by the first letter typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", priority=True)]

    def __init__(self, prompt: str, placeholder: str, before: str = "") -> None:
        super().__init__()
        self._prompt, self._placeholder, self._before = prompt, placeholder, before

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Label(self._prompt, markup=False)
            yield Input(self._before, placeholder=self._placeholder, compact=True, select_on_focus=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_close(self) -> None:
        self.dismiss(None)
