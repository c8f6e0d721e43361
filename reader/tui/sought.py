"""A place in a text that was searched for on the shelf: in the list of hits, and where the text opens."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from reader import layout
from reader.store import Found
from reader.tui.catalogue import UNTITLED

_BEFORE = 8  # characters of a text before a hit


@dataclass(frozen=True, slots=True)
class Sought:
    """A place to open a text at: an offset in it, and what was searched for there."""

    typed: str
    offset: int


def line(found: Found, room: int) -> Content:
    """A hit in its text with what is around it, in so many cells."""
    called = layout.shorten(layout.visible(found.title) or UNTITLED, room // 4)
    called += " " * (room // 4 + 1 - layout.cells(called))
    before, hit = f"…{layout.visible(found.before[-_BEFORE:])}", layout.visible(found.hit)
    rest = room - sum(map(layout.cells, (called, before, hit)))
    return Content.assemble(
        (called, "$text-muted"), before, (hit, "bold $accent"), layout.shorten(layout.visible(found.after), rest)
    )
