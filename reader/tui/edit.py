"""Asks for the reader's own English of a sentence: its Chinese above, the English as it stands to be changed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from reader.ingest.clean import clean_line
from reader.layout import visible

_HINT = "Enter keeps it for this sentence in every text · Esc gives up · empty: the engine's English again"


class EditScreen(ModalScreen[str | None]):
    """Enter gives the text back as it was typed, Esc gives None. Long text is wrapped, never broken."""

    BINDINGS: ClassVar[list[BindingType]] = [  # before the text area, which would take Enter for a line break
        Binding("enter", "keep", priority=True),
        Binding("escape", "give_up", priority=True),
    ]

    def __init__(self, source: str, english: str) -> None:
        super().__init__()
        self._source, self._english = source, english

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(visible(self._source), classes="source", markup=False)
            yield TextArea(clean_line(self._english), soft_wrap=True)
            yield Static(_HINT, classes="hint", markup=False)

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_keep(self) -> None:
        self.dismiss(self.query_one(TextArea).text)

    def action_give_up(self) -> None:
        self.dismiss(None)
