"""Tokens to screen lines, for Chinese and English alike. All widths and columns are in terminal cells.

A line never overflows its width. Tokens stay whole unless wider than the line. No line begins with a closing mark or
ends with an opening one (the rules of GB/T 15834, half-width marks included, because many web pages use them), unless
a run of marks alone is wider than the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rich.cells import cell_len

OPENING = frozenset("（「『【《〈“‘〔［｛([{«‹〖〘〝")
CLOSING = frozenset("，。、；：！？）」』】》〉”’〕］｝…％‰～,.:;?!)]}»›〗〙〞°%．｡､｣·々ー")

_MARKS = "".join(re.escape(c) for c in sorted(OPENING | CLOSING | {'"', "'"} - {"°", "·", "%"}))
# What a terminal draws two cells wide and breaks anywhere: Han, kana, hangul, full-width forms, supplementary planes.
_WIDE = (
    r"\u1100-\u11ff\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    r"\U00020000-\U0003fffd"
)
_TOKEN = re.compile(
    rf"\s+|—+|…+|[^\s{_WIDE}{_MARKS}—…]+(?:[.,:;'’!?]+[^\s{_WIDE}{_MARKS}—…]+)*|.",
    re.DOTALL,
)


def tokens(text: str) -> list[str]:
    """Cut `text` where a line may break while its words are not known: the tokens join back to it.

    Every Han character and every mark is a token; Latin words, numbers and runs of white space stay whole.
    """
    return _TOKEN.findall(text)


def visible(text: str) -> str:
    """`text` without what could steer a terminal: control characters, zero-width and direction marks, surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if c in "\t\n" else c for c in text if c in "\t\n" or unicodedata.category(c) not in _UNSAFE)


_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


@lru_cache(maxsize=65_536)
def cells(text: str) -> int:
    """The width of visible text in cells."""
    return cell_len(text)


def shorten(text: str, room: int) -> str:
    """The beginning of a visible text that fits in `room` cells, with an ellipsis where it was cut."""
    if cells(text) <= room:
        return text
    while text and cells(text) > room - 1:
        text = text[:-1]
    return text + "…" if room > 0 else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A token, or the part of it that stands on one line, with what stands `above` and `below` it, if anything.

    `x` is the column from the line's start, in cells; `offset` counts characters from the token's start.
    """

    token: int
    offset: int
    text: str
    x: int
    above: str = ""
    below: str = ""

    @property
    def end(self) -> int:
        return self.x + cells(self.text)


Line = tuple[Piece, ...]


def wrap(parts: Sequence[str], width: int, above: Sequence[str] = (), below: Sequence[str] = ()) -> list[Line]:
    """Break `parts` (tokens that join to a text) into lines of at most `width` cells, at least one line.

    With `above` and `below`, one for each token ("" for none), a token takes the room that its reading or its gloss
    needs, so that they stand at their word; marks after a word may stand under its reading. Spaces at a break are
    dropped.
    """
    width = max(width, 2)
    lines: list[Line] = []
    line: list[Piece] = []
    x = 0
    for unit in _units(parts):
        pieces, size = _set(unit, parts, above, below)
        blank = all(not parts[i].strip() for i in unit)
        if x + _trimmed(pieces) > width and line:
            lines.append(_ended(line))
            line, x = [], 0
        if blank and not line:
            continue
        if _trimmed(pieces) <= width:
            line += [Piece(p.token, p.offset, p.text, x + p.x, p.above, p.below) for p in pieces]
            x += size
            continue
        *full, line = _split(unit, parts, width, above, below)
        lines += [_ended(part) for part in full]
        x = line[-1].end if line else 0
    if line or not lines:
        lines.append(_ended(line))
    return lines


def _ended(line: list[Piece]) -> Line:
    """A finished line, without white space at its end."""
    while line and not line[-1].text.strip():
        line.pop()
    return tuple(line)


def _units(parts: Sequence[str]) -> Iterator[list[int]]:
    """Runs of token indexes that belong on one line: opening marks, a token, closing marks."""
    unit: list[int] = []
    pending: list[int] = []  # white space: part of the unit only if a closing mark follows it
    glue = False  # the unit ends with an opening mark, so the next token belongs to it
    straight = {'"': 0, "'": 0, "#": 0}
    for index, part in enumerate(parts):
        first, last = part[:1], part[-1:]
        opens, closes = last in OPENING, first in CLOSING
        if part in straight or (first == "#" != last):  # no direction of its own: the first opens, the next closes
            straight[first] += 1
            opens = part == first and straight[first] % 2 == 1
            closes = part == first and not opens
        if not part.strip():
            pending.append(index)
            continue
        if unit and (glue or closes):
            unit += [*pending, index]
        else:
            if unit:
                yield unit
            for space in pending:
                yield [space]
            unit = [index]
        pending = []
        glue = opens
    if unit:
        yield unit
    for space in pending:
        yield [space]


def _set(unit: list[int], parts: Sequence[str], above: Sequence[str], below: Sequence[str]) -> tuple[list[Piece], int]:
    """The pieces of a unit from column 0, and the room it takes, the gap after a reading or a gloss included."""
    pieces: list[Piece] = []
    x = room = 0
    for index in unit:
        text = visible(parts[index])
        piece = Piece(index, 0, text, x, above[index] if above else "", below[index] if below else "")
        if (notes := max(cells(piece.above), cells(piece.below))) and x < room:
            x = room
            piece = replace(piece, x=x)
        pieces.append(piece)
        x += cells(text)
        if notes:
            room = piece.x + notes + 1
    return pieces, max(x, room)


def _trimmed(pieces: list[Piece]) -> int:
    """The cells a unit needs at the end of a line: no gap after its last reading, no trailing white space."""
    end = 0
    for piece in pieces:
        end = max(end, piece.x + cells(piece.text.rstrip()), piece.x + cells(piece.above), piece.x + cells(piece.below))
    return end


def _split(
    unit: list[int], parts: Sequence[str], width: int, above: Sequence[str], below: Sequence[str]
) -> list[list[Piece]]:
    """A unit wider than a line, cut between characters; marks keep to their neighbours where there is room."""
    atoms = [(i, offset, text) for i in unit for offset, text in _graphemes(parts[i])]
    closing = [text in CLOSING for _, _, text in atoms]
    for k in [k for k, (_, _, text) in enumerate(atoms) if text == "#"][1::2]:  # the end of a hashtag
        closing[k] = True
    lines: list[list[Piece]] = []
    start = 0
    while start < len(atoms):
        end, x = start, 0
        while end < len(atoms) and x + cells(atoms[end][2]) <= width:
            x += cells(atoms[end][2])
            end += 1
        end = max(end, start + 1)
        cut = end
        while end < len(atoms) and cut > start and (closing[cut] or atoms[cut - 1][2] in OPENING):
            cut -= 1
        end = cut if cut > start else end
        lines.append(_join(atoms[start:end]))
        start = end
    for line in lines:  # a word that does not fit a line keeps its notes at its first piece, as far as they fit
        if line and line[-1].offset == 0:
            last, room = line[-1], width - line[-1].x
            notes = [kept[last.token] if kept and cells(kept[last.token]) <= room else "" for kept in (above, below)]
            line[-1] = replace(last, above=notes[0], below=notes[1])
    return lines or [[]]


def _graphemes(text: str) -> Iterator[tuple[int, str]]:
    """Characters with the zero-width ones that follow them, and their offsets; only what is visible."""
    start, current = 0, ""
    for offset, character in enumerate(text):
        shown = visible(character)
        if not shown:
            continue
        if current and cells(shown) == 0:
            current += shown
            continue
        if current:
            yield start, current
        start, current = offset, shown
    if current:
        yield start, current


def _join(atoms: Iterable[tuple[int, int, str]]) -> list[Piece]:
    line: list[Piece] = []
    x = 0
    for token, offset, text in atoms:
        if line and line[-1].token == token:
            last = line[-1]
            line[-1] = Piece(token, last.offset, last.text + text, last.x)
        else:
            line.append(Piece(token, offset, text, x))
        x += cells(text)
    return line
