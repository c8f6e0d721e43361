"""What became of each glossary term in a translation.

So far two answers: the English has the term ("present"), or it has not ("unplaced") and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.model import Match, Term, TermStatus, Translation


def settle(translation: Translation, matches: Sequence[Match]) -> Translation:
    """The translation with what became of its terms; an engine that placed them itself has said so already."""
    if translation.terms or not matches:
        return translation
    return replace(translation, terms=find(translation.target, matches))


def find(target: str, matches: Sequence[Match]) -> tuple[Term, ...]:
    """One Term for each match, in the order of the matches; two matches never share a place in the target.

    A form counts in any capitals, at word borders, with a plural or possessive ending.
    """
    taken: list[tuple[int, int]] = []
    terms: dict[int, Term] = {}
    by_length = sorted(range(len(matches)), key=lambda i: -len(matches[i].entry.target))
    for index in by_length:
        match = matches[index]
        entry = match.entry
        place = next(
            (place for form in (entry.target, *entry.variants) if (place := _place(target, form, taken))), None
        )
        if place:
            taken.append(place)
        start, end = place or (None, None)
        status: TermStatus = "present" if place else "unplaced"
        terms[index] = Term(entry.source, entry.target, match.start, match.end, start, end, status)
    return tuple(terms[index] for index in range(len(matches)))


def _place(target: str, form: str, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first free place of `form` in `target`, offsets of the form without its ending."""
    pattern = rf"(?<!\w)({re.escape(form)})(?:s|es|['’]s)?(?!\w)"
    for found in re.finditer(pattern, target, re.IGNORECASE):
        start, end = found.span(1)
        if all(end <= a or b <= start for a, b in taken):
            return start, end
    return None
