"""Is this English sane? What is wrong with the translation of one sentence, as flags for the reader.

Each kind of flag has its file. Every guard speaks only when it is rather sure: what a good translator may do (leave out
a mark, say a negative by another word, render a clause freely) is no fault.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.model import Flag
from reader.translate.guards import extent, loops, negation, quotation
from reader.translate.guards.clauses import clauses
from reader.translate.guards.lexicon import Lexicon

__all__ = ["Lexicon", "broken", "clauses", "guard", "hopeless"]


def guard(source: str, target: str, lexicon: Lexicon) -> tuple[Flag, ...]:
    """What is wrong with the English of a sentence; offsets of the flags are in characters of the source.

    An English that is empty, not English or a loop is not looked at further.
    """
    from reader.translate.guards import dropped  # with numpy, which an engine that is only opened does not need

    if found := broken(source, target):
        return found
    if not source.strip() or not target.strip():
        return ()
    return (
        *extent.length(source, target, lexicon),
        *dropped.flags(source, target, lexicon),
        *negation.flags(source, target, lexicon),
        *quotation.flags(source, target, lexicon),
    )


def broken(source: str, target: str) -> tuple[Flag, ...]:
    """Whether it is no English at all: empty, still Chinese, or a loop. Much quicker than `guard`."""
    for flags in (extent.empty(source, target), extent.untranslated(source, target), loops.flags(source, target)):
        if found := tuple(flags):
            return found
    return ()


def hopeless(flags: Iterable[Flag]) -> bool:
    """Whether the sentence should be translated again: a loop or nothing at all is not worth showing."""
    return any(flag.kind in ("loop", "empty") for flag in flags)
