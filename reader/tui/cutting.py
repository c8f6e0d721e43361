"""Where a word can be cut."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reader.layout import visible
from reader.model import Word
from reader.tui.choosing import ChoiceScreen

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


def cuts(word: Word, choices: Sequence[tuple[str, ...]]) -> ChoiceScreen:
    """The ways to cut a word as a list to choose from."""
    lines = [Content(visible(" | ".join(parts))) for parts in choices]
    return ChoiceScreen(f"Cut {visible(word.text)}", lines, "Enter cuts it in this text · Esc gives up")
