"""Asks where a word of more than two characters is to be cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from reader.layout import visible
from reader.model import Word

_MOST = 40  # characters of a word that can be cut at each of them


def splits(word: Word) -> list[tuple[str, ...]]:
    """The ways to cut a word, those first whose pieces the dictionary has: 银行|行长, 银|行行长, …

    A word is cut in two, or into all the words inside it.
    """
    text = word.text
    inside = {part.text: len(part.text) for part in word.parts}
    pairs = [(text[:at], text[at:]) for at in range(1, min(len(text), _MOST))]
    pairs.sort(key=lambda pair: -sum(inside.get(piece, 0) for piece in pair))
    whole = tuple(part.text for part in word.parts)
    return [*dict.fromkeys([*([whole] if "".join(whole) == text and len(whole) > 1 else []), *pairs])]


class CutScreen(ModalScreen[tuple[str, ...] | None]):
    """Enter cuts, Esc gives up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)"),
        Binding("k", "move(-1)"),
        Binding("escape,q", "close"),
    ]

    def __init__(self, word: Word, choices: Sequence[tuple[str, ...]]) -> None:
        super().__init__()
        self._shown, self._choices = word.text, choices

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(f"Cut {visible(self._shown)}", markup=False)
            yield OptionList(*(Content(visible(" | ".join(parts))) for parts in self._choices))
            yield Static("Enter cuts it in this text · Esc gives up", classes="hint", markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index])

    def action_move(self, by: int) -> None:
        found = self.query_one(OptionList)
        found.action_cursor_down() if by > 0 else found.action_cursor_up()

    def action_close(self) -> None:
        self.dismiss(None)
