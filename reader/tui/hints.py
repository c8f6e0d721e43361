"""The keys that a line of hints shows: those that do something with what is under the cursor, as the map has them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reader.keys import Keymap
from reader.model import BlockKind, Word
from reader.tui.cursor import Column

Hints = Sequence[tuple[str, ...]]
"""One or two actions and what they are called together, the most needed first; one that has no key is left out."""

_ARROWS = ("←", "→", "↑", "↓")
_GAP = "   "

_MOVE: Hints = (("word_left", "word_right", "word"), ("sentence_up", "sentence_down", "sentence"))
ALWAYS: Hints = (("quit", "out"), ("help", "help"))
_STATUS, _CARD, _TERM = ("status_new", "status_known", "status"), ("full_card", "card"), ("term", "term")
_PAGE: Hints = (("pinyin", "pinyin"), ("layout", "layout"), ("search", "search"), ("export", "export"))
_WORD: Hints = (("reading", "reading"), _TERM, _STATUS, _CARD, ("everywhere", "everywhere"), ("pinyin", "pinyin"))
_OF_TERM: Hints = (_CARD, _TERM, _STATUS, ("everywhere", "everywhere"), ("pinyin", "pinyin"))
_NEW_WORD: Hints = (_TERM, ("join_word", "join"), ("cut_word", "cut"), ("new_words", "new words"), _CARD)
_OTHER: Hints = (_CARD, ("everywhere", "everywhere"), *_PAGE)
_ENGLISH: Hints = (
    ("edit", "edit"), ("alternatives", "alternatives"), ("other_column", "Chinese"), ("literal", "word gloss"),
    ("copy_pair", "copy both"),
)  # fmt: skip
_COVERED: Hints = (("onward", "uncover"), ("hide", "show all"))
_HEADING: Hints = (("contents", "contents"),)
SEARCH: Hints = (("next_hit", "next"), ("hit_before", "before"), ("close_card", "end"), *ALWAYS)
FULL_CARD: Hints = (
    ("screen_up", "screen_down", "scroll"), ("reading", "reading"), ("copy", "copy"), ("pin", "pin"),
    ("close_card", "close"),
)  # fmt: skip
PINNED: Hints = (("copy", "copy"), ("close_card", "close"))


def under_cursor(word: Word | None, column: Column, block: BlockKind, *, covered: bool) -> Hints:
    """What can be done here: `word` is that of the Chinese, if it is known; `covered` is English that is hidden."""
    if covered:
        here = _COVERED
    elif column == "target":
        here = _ENGLISH
    elif word is None:
        here = _PAGE
    elif word.new:
        here = _NEW_WORD
    elif word.term:
        here = _OF_TERM
    else:
        here = _WORD if word.kind in ("word", "name") else _OTHER
    return (*_MOVE, *(_HEADING if block == "heading" else ()), *here, *ALWAYS)


def line(keymap: Keymap, wanted: Hints, room: int) -> Content:
    """As many of the hints as so many cells have room for; the last one comes before those in the middle."""
    keys = {b.action: b.keys[-1 if b.keys[-1] in _ARROWS else 0] for b in keymap if b.keys}
    hints = [_hint([keys[action] for action in do], said) for *do, said in wanted if keys.keys() >= {*do}]
    if not hints:
        return Content("")
    *others, last = hints
    found: list[Content] = []
    for hint in others:
        if sum(one.cell_length + len(_GAP) for one in (*found, hint)) + last.cell_length > room:
            break
        found.append(hint)
    return Content(_GAP).join([*found, *([last] if last.cell_length <= room else [])])


def _hint(keys: Sequence[str], said: str) -> Content:
    """Two digits stand for all between them."""
    pressed = ("–" if all(map(str.isdigit, keys)) else " ").join(keys)
    return Content.assemble((pressed, "bold $accent"), f" {said}")
