"""Whether the English of a sentence has its glossary terms, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from reader.model import Entry, Match, Term, TermStatus
from reader.translate.terms import inflection

Span = tuple[int, int]


def find(target: str, matches: Sequence[Match]) -> tuple[Term, ...]:
    """One Term for each match, in the order of the matches; two matches never share a place in the target.

    A form of the term or of a variant counts in any capitals, at word borders, with hyphens or spaces between its
    words, in the plural, and as a verb in its inflections. The place is that of the form, without a possessive 's.
    """
    places = locate(target, matches)
    return tuple(term(match, places.get(index), "present") for index, match in enumerate(matches))


def term(match: Match, place: Span | None, status: TermStatus) -> Term:
    """What became of a match: placed with `status` at [start, end) of the target, or unplaced."""
    start, end = place or (None, None)
    entry = match.entry
    return Term(entry.source, entry.target, match.start, match.end, start, end, status if place else "unplaced")


def locate(target: str, matches: Sequence[Match]) -> dict[int, Span]:
    """The places of matches in the target, by their index; where forms overlap, the longest one counts."""
    places: dict[int, Span] = {}
    found = [
        (start - end, start, index) for index, match in enumerate(matches) for start, end in every(target, match.entry)
    ]
    for length, start, index in sorted(found):
        if index not in places and free((start, start - length), places.values()):
            places[index] = (start, start - length)
    return places


def every(target: str, entry: Entry) -> Iterator[Span]:
    """All places in `target` of the term, then those of its variants."""
    for pattern in _patterns(entry):
        for found in pattern.finditer(target):
            yield found.span()


def count(target: str, entry: Entry) -> int:
    """How often the term itself, not a variant, stands in `target`."""
    return len(_patterns(entry)[0].findall(target))


def form(entry: Entry, text: str) -> str:
    """The term or the variant that `text` is a form of; "" if it is none of them."""
    return next((f for f, p in zip(_forms(entry), _patterns(entry), strict=True) if p.fullmatch(text)), "")


def free(span: Span, taken: Iterable[Span]) -> bool:
    """Whether a span overlaps none of the others."""
    return all(span[1] <= start or end <= span[0] for start, end in taken)


@lru_cache(maxsize=4096)
def _patterns(entry: Entry) -> tuple[re.Pattern[str], ...]:
    """A pattern for the forms of the term and one for those of each variant."""
    return tuple(_pattern(form, entry.pos) for form in _forms(entry))


def _forms(entry: Entry) -> list[str]:
    """The term, then its variants, the longest first."""
    forms = dict.fromkeys((entry.target, *sorted(entry.variants, key=len, reverse=True)))
    return [form for form in forms if form.strip()]


def _pattern(form: str, pos: str) -> re.Pattern[str]:
    flags = re.IGNORECASE
    if form.isupper():  # IT, US and WHO are words in small letters
        spellings, flags = {form, form + "s"}, re.NOFLAG
    else:
        spellings = set(inflection.forms(form, pos))
    either = "|".join(_spaced(spelling) for spelling in sorted(spellings, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", flags)


def _spaced(form: str) -> str:
    """Open-source is open source too; a quotation mark may be straight or curved."""
    escaped = r"[\s‐‑-]{1,3}".join(map(re.escape, re.split(r"[\s‐‑-]+", form.strip())))
    return re.sub("['’]", r"\\s?['’]\\s?", escaped)
