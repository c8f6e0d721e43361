"""The new words of the text as a list: Enter goes to the first place of one."""

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
from reader.model import NewWord, Sentence

_BEFORE, _AFTER = 12, 24  # characters of the sentence around the word
_HINT = "Enter goes to the first place · Esc closes · the English is a guess, word by word"

Place = tuple[int, int]  # the index of a sentence, and the offset in it


class NewWordsScreen(ModalScreen[Place | None]):
    """Each word with its count, reading and a guess at its English, and under it the first sentence it stands in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)"),
        Binding("k", "move(-1)"),
        Binding("escape,q", "close"),
    ]

    def __init__(self, words: Sequence[NewWord], sentences: Sequence[Sentence]) -> None:
        super().__init__()
        self._words, self._sentences = words, sentences

    def compose(self) -> ComposeResult:
        with Vertical():
            many = f"{len(self._words):,} new words: " if len(self._words) > 1 else "1 new word: "
            yield Static(f"{many}in no dictionary or glossary", markup=False)
            yield OptionList(*(_lines(word, self._sentences[word.places[0][0]]) for word in self._words))
            yield Static(_HINT, classes="hint", markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._words[event.option_index].places[0])

    def action_move(self, by: int) -> None:
        found = self.query_one(OptionList)
        found.action_cursor_down() if by > 0 else found.action_cursor_up()

    def action_close(self) -> None:
        self.dismiss(None)


def _lines(word: NewWord, sentence: Sentence) -> Content:
    start = word.places[0][1]
    end = start + len(word.text)
    before, after = sentence.text[max(0, start - _BEFORE) : start], sentence.text[end : end + _AFTER]
    return Content.assemble(
        (f"{len(word.places):>4}  ", "$text-muted"),
        (visible(word.text), "bold $accent"),
        visible(f"  {' '.join(word.pinyin)} · {word.gloss}"),
        (f"\n      {'…' * (start > _BEFORE)}{visible(before)}", "$text-muted"),
        (visible(word.text), "bold"),
        (f"{visible(after)}{'…' * (end + _AFTER < len(sentence.text))}", "$text-muted"),
    )
