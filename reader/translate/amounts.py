"""Amounts, dates and Latin names that came out wrong: mended where that is certain, else flagged with what is right.

    这笔投资达9830亿元。   An investment of $983 billion.   → An investment of 983 billion yuan.

Only the span that is wrong is replaced; the words around it are the engine's own. What is missing is flagged, never
put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.language.quantities import find
from reader.model import Flag
from reader.translate import days, names, numbers
from reader.translate.mending import Edit, applied


@dataclass(frozen=True, slots=True)
class Checked:
    """The English with what could be mended mended, and what is to be said about it, in the order of the source."""

    target: str
    flags: tuple[Flag, ...] = ()


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
        repaired = bool(finding.edits) and free
        edits += finding.edits if repaired else ()
        flags.append(Flag(finding.kind, finding.detail, finding.start, finding.end, repaired))
    return Checked(applied(target, edits), tuple(flags))
