"""English meanings of Chinese words, cleaned of what a dictionary writes around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from reader.language.dictionary import Dictionary

Lexicon = Callable[[str], Sequence[str]]
"""The English meanings of a Chinese string, the likeliest first; none where it is no word."""

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_REFERENCE = re.compile(
    r"^(?:(?:old |archaic |japanese |erroneous )?variant of|see(?: also)?\b|also (?:written|pr\.)|used in|classifier:"
    r"|taiwan pr\.|equivalent to|same as|pr\.)",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"^abbr\. (?:for|of|to)\b")
_FOREIGN = re.compile(r"[^\x00-\x7f]+\S*|\S*[^\x00-\x7f’]\S*")  # Chinese characters and pinyin
_WORDS = 6  # of a meaning; what is longer explains: phrase introduced by the CCP in 1986 to refer to …
_LEADING = re.compile(r"^(?:to be|to|a|an|the|surname|sb|sth|be)\s+(?=\S)", re.IGNORECASE)


def of(dictionary: Dictionary) -> Lexicon:
    """The lexicon of a dictionary; what it was asked is remembered."""

    @lru_cache(maxsize=16_384)
    def meanings(chinese: str) -> tuple[str, ...]:
        definitions = (text for entry in dictionary.look_up(chinese) for text in entry.definitions)
        return tuple(dict.fromkeys(meaning for text in definitions for meaning in cleaned(text)))

    return meanings


def cleaned(definition: str) -> list[str]:
    """The meanings in one definition: "to open; to start (a car)" → open, start."""
    if _REFERENCE.match(definition):
        return []
    text = _ASIDE.sub(" ", definition)
    if _ABBREVIATION.match(text):
        text = _FOREIGN.sub(" ", _ABBREVIATION.sub("", text))
    found = []
    pieces = re.split(r"[;/]", text)
    # After the comma of a proper name stands where or what it is: Maotai, town in Renhuai county, Guizhou.
    parts = [part for piece in pieces for part in piece.split(",")[: 1 if piece.strip()[:1].isupper() else None]]
    for piece in parts:
        meaning = _LEADING.sub("", " ".join(_FOREIGN.sub(" ", piece).split()))
        if meaning.strip(" .-") and meaning.count(" ") < _WORDS:
            found.append(meaning.strip(" .-"))
    return found
