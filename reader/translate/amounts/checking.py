"""Amounts, dates and Latin names that came out wrong: mended where that is certain, else flagged with what is right.

    这笔投资达9830亿元。   An investment of $983 billion.   → An investment of 983 billion yuan.

Only the span that is wrong is replaced; the words around it are the engine's own. What is missing is flagged, never
put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.language.quantities import find
from reader.model import Flag
from reader.translate.amounts import days, names, numbers
from reader.translate.amounts.mending import Edit, applied


@dataclass(frozen=True, slots=True)
class Checked:
    """The English with what could be mended mended, and what is to be said about it, in the order of the source."""

    target: str
    flags: tuple[Flag, ...] = ()
    edits: tuple[Edit, ...] = ()  # of the English as it was, each once, from left to right


_NUMBER = re.compile(r"\d(?:[\d.,]*\d)? $")


def _behind_number(target: str, edits: Iterable[Edit]) -> bool:
    """Whether a number stands straight before what would be mended: “2 $2” must not become “2 100 yuan”."""
    start = min(edit.start for edit in edits)
    return target[start : start + 1] in tuple("$¥€£0123456789") and bool(
        _NUMBER.search(target[max(0, start - 24) : start])
    )


def check(source: str, target: str, skip: Sequence[tuple[int, int]] = ()) -> Checked:
    """Compare the quantities and Latin names of a sentence with those of its English.

    `skip` are spans of the source, offsets in it, that are not looked at: URLs, glossary terms.
    """
    found = [q for q in find(source) if not any(q.start < end and start < q.end for start, end in skip)]
    findings = [
        *numbers.compare(source, target, found),
        *days.compare(source, target, found),
        *names.compare(source, target, skip),
    ]
    edits: list[Edit] = []
    flags = []
    for finding in sorted(findings, key=lambda finding: finding.start):
        free = all(
            edit == other or edit.end <= other.start or other.end <= edit.start
            for edit in finding.edits
            for other in edits
        )
        repaired = bool(finding.edits) and free and not _behind_number(target, finding.edits)
        edits += finding.edits if repaired else ()
        flags.append(Flag(finding.kind, finding.detail, finding.start, finding.end, repaired))
    made = tuple(sorted(set(edits), key=lambda edit: edit.start))
    return Checked(applied(target, made), tuple(flags), made)
