"""Asks how a word is read: the ways it can be to choose from, or pinyin to be typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from reader.layout import visible
from reader.model import Alternative, Sentence, Word
from reader.pinyin import syllables
from reader.room import ReadingsFound
from reader.store import Scope

_AROUND = 14  # characters of the sentence on each side of the word
_SCOPES: dict[Scope, str] = {"place": "at this place", "text": "in this text", "all": "in all texts"}
_NEXT: dict[Scope, Scope] = {"place": "text", "text": "all", "all": "place"}
_TYPED = "or type it: háng zhǎng, hang2 zhang3"


@dataclass(frozen=True, slots=True)
class Pronounced:
    """How a word is to be read, one syllable a Han character, and where."""

    pinyin: tuple[str, ...]
    scope: Scope


def proposed(word: Word) -> Scope:
    """Where a reading is to hold first: a word of one character often has another one elsewhere in the text."""
    return "place" if len(word.text) == 1 else "text"


class PronounceScreen(ModalScreen[Pronounced | None]):
    """↑ ↓ choose, typing comes before that, Tab changes where it holds, Enter keeps it, Esc gives up.

    A digit in place of pinyin keeps the reading of that number.
    """

    BINDINGS: ClassVar[list[BindingType]] = [  # before the input, which would keep them
        Binding("up", "move(-1)", priority=True),
        Binding("down", "move(1)", priority=True),
        Binding("tab", "scope", priority=True),
        Binding("enter", "keep", priority=True),
        Binding("escape", "close", priority=True),
    ]

    def __init__(self, word: Word, sentence: Sentence) -> None:
        super().__init__()
        self._word, self._sentence = word, sentence
        self._scope = proposed(word)
        self._found: tuple[Alternative, ...] = ()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(_context(self._word, self._sentence))
            yield OptionList(Content.styled("looking it up …", "$text-muted"))
            yield Input(placeholder=_TYPED)
            yield Static(classes="wrong", markup=False)
            yield Static(classes="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._hint()

    def show(self, found: ReadingsFound) -> None:
        """The ways it can be read are known."""
        if found.word != self._word.text:
            return
        self._found = found.readings
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(_line(number, reading, self._word) for number, reading in enumerate(self._found, start=1))
        options.highlighted = next((n for n, r in enumerate(self._found) if r.pinyin != self._word.pinyin), None)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(".wrong", Static).update("")
        if event.value in map(str, range(1, min(len(self._found), 9) + 1)):
            self.dismiss(Pronounced(self._found[int(event.value) - 1].pinyin, self._scope))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click: on what there is to choose from, once it is there."""
        if self._found:
            self.dismiss(Pronounced(self._found[event.option_index].pinyin, self._scope))

    def action_move(self, by: int) -> None:
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_scope(self) -> None:
        self._scope = _NEXT[self._scope]
        self._hint()

    def action_keep(self) -> None:
        typed, chosen = self.query_one(Input).value.strip(), self.query_one(OptionList).highlighted
        if typed:
            try:
                self.dismiss(Pronounced(syllables(typed, self._word.text), self._scope))
            except ValueError as error:
                self.query_one(".wrong", Static).update(visible(f"it {error}"))
        elif self._found and chosen is not None:
            self.dismiss(Pronounced(self._found[chosen].pinyin, self._scope))

    def action_close(self) -> None:
        self.dismiss(None)

    def _hint(self) -> None:
        keeps = f"Enter or its number keeps it {_SCOPES[self._scope]}"
        self.query_one(".hint", Static).update(f"{keeps} · Tab: elsewhere too · Esc gives up")


def _context(word: Word, sentence: Sentence) -> Content:
    before = sentence.text[max(0, word.start - _AROUND) : word.start]
    after = sentence.text[word.end : word.end + _AROUND]
    return Content.assemble(
        (visible("…" * (word.start > _AROUND) + before), "$text-muted"),
        (visible(word.text), "bold $accent"),
        (visible(after + "…" * (word.end + _AROUND < len(sentence.text))), "$text-muted"),
    )


def _line(number: int, reading: Alternative, word: Word) -> Content:
    about = [reading.meaning, *(["as it is now"] if reading.pinyin == word.pinyin else [])]
    return Content.assemble(
        (f"{number} " if number < 10 else "  ", "$text-muted"),
        (visible(" ".join(reading.pinyin)), "bold"),
        (visible("  " + " · ".join(part for part in about if part)), "$text-muted"),
    )
