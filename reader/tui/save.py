"""Asks where an export goes: proposes a free name, and says what has to be done for it."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class SaveScreen(ModalScreen[Path | None]):
    """Enter takes the name, Esc gives up."""

    def __init__(self, proposed: Path, missing: int) -> None:
        super().__init__()
        self._proposed, self._missing = proposed, missing

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Write the bilingual Markdown to", markup=False)
            yield Input(str(self._proposed))
            if self._missing:
                waiting = (
                    f"{self._missing:,} sentences have no English yet and get it first; you can read on meanwhile."
                )
                yield Static(waiting, markup=False)
            yield Static("Enter writes it · Esc gives up", classes="hint", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(Path(event.value.strip()).expanduser())

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
