"""Which terms stand in a sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reader.glossary.tsv import load
from reader.model import Entry, Match

Fits = Callable[[int, int], bool]


class Glossary:
    """Entries by source; of two with the same source the later one counts."""

    def __init__(self, entries: Iterable[Entry], files: Sequence[str] = ()) -> None:
        self._entries = {entry.source: entry for entry in entries}
        self.files = tuple(files)
        lengths: dict[str, set[int]] = {}
        for source in self._entries:
            lengths.setdefault(source[0], set()).add(len(source))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    @classmethod
    def open(cls, paths: Iterable[Path]) -> Glossary:
        """Load files in order. Raises GlossaryError for the first one that is wrong."""
        paths = list(paths)
        return cls((entry for path in paths for entry in load(path)), [path.name for path in paths])

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def digest(self) -> str:
        """A hash of all entries, so that an export can say which glossary it was made with."""
        return hashlib.sha256(repr(sorted(map(repr, self._entries.values()))).encode()).hexdigest()[:12]

    def match(self, text: str, fits: Fits) -> tuple[Match, ...]:
        """The terms in a sentence, left to right, the longest first where they overlap.

        `fits(start, end)` says whether a term may stand at these offsets (that it is not a part of a longer word);
        entries that may match inside words are not asked.
        """
        found = [m for m in self._candidates(text) if m.entry.inside or fits(m.start, m.end)]
        taken: list[Match] = []
        for match in sorted(found, key=lambda m: (m.start - m.end, m.start)):
            if all(match.end <= other.start or other.end <= match.start for other in taken):
                taken.append(match)
        return tuple(sorted(taken, key=lambda m: m.start))

    def _candidates(self, text: str) -> Iterable[Match]:
        for start, first in enumerate(text):
            for length in self._lengths.get(first, ()):
                end = start + length
                entry = self._entries.get(text[start:end]) if end <= len(text) else None
                if entry and _whole_latin(text, start) and _whole_latin(text, end):
                    yield Match(entry, start, end)


def _whole_latin(text: str, border: int) -> bool:
    """No Latin word or number is cut at this offset."""
    around = text[max(0, border - 1) : border + 1]
    return not (len(around) == 2 and around.isascii() and around.isalnum())
