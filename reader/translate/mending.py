"""What is wrong at one place of a translation, and the edits of the English that mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.model import FlagKind


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in place of the characters `start` to `end` of the target."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in the rendering of characters `start` to `end` of the source.

    `detail` says what is right. `edits` mend it; none where that is not certain.
    """

    kind: FlagKind
    detail: str
    start: int
    end: int
    edits: tuple[Edit, ...] = ()


def applied(target: str, edits: Iterable[Edit]) -> str:
    """The target with its edits made, each once. Raises ValueError when two of them overlap."""
    pieces, position = [], 0
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end)):
        if edit.start < position:
            raise ValueError(f"edits overlap at {edit.start}")
        pieces += [target[position : edit.start], edit.text]
        position = edit.end
    return "".join(pieces) + target[position:]
