"""Asks for one line at the bottom of the page, which stays in view."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Label


class AskScreen(ModalScreen[str | None]):
    """Enter gives what was typed, Esc None. What stood there `before` is replaced by the first letter typed.

    `typing` is told of what stands there with each letter. With `texts`, a paste of several lines is given whole.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", priority=True)]

    def __init__(
        self,
        prompt: str,
        placeholder: str,
        before: str = "",
        *,
        typing: Callable[[str], None] | None = None,
        texts: bool = False,
    ) -> None:
        super().__init__()
        self._prompt, self._placeholder, self._before = prompt, placeholder, before
        self._typing, self._texts = typing, texts

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Label(self._prompt, markup=False)
            line = _Line if self._texts else Input
            yield line(self._before, placeholder=self._placeholder, compact=True, select_on_focus=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._typing:
            self._typing(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_close(self) -> None:
        self.dismiss(None)


class _Line(Input):
    """One line, but a paste of several is taken as it is."""

    def _on_paste(self, event: events.Paste) -> None:
        if len(event.text.split("\n")) > 1 and isinstance(self.screen, AskScreen):
            event.stop()
            event.prevent_default()
            self.screen.dismiss(event.text)
