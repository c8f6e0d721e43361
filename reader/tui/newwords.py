"""The new words of the text as a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reader.layout import visible
from reader.model import NewWord, Sentence
from reader.tui.choosing import ChoiceScreen

_BEFORE, _AFTER = 12, 24  # characters of the sentence around the word
_HINT = "Enter goes to the first place · Esc closes · the English is a guess, word by word"


def new_words(words: Sequence[NewWord], sentences: Sequence[Sentence]) -> ChoiceScreen:
    """Each word with its count, reading and a guess at its English, and under it the first sentence it stands in."""
    many = f"{len(words):,} new words: " if len(words) > 1 else "1 new word: "
    lines = [_lines(word, sentences[word.places[0][0]]) for word in words]
    return ChoiceScreen(f"{many}in no dictionary or glossary", lines, _HINT)


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
