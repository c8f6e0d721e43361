"""Which lines of a plain text belong to one paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from rich.cells import cell_len

from reader.ingest.join import has_gap, is_spaced, join

_WIDEST = 160  # cells: nobody wraps by hand wider than this, so a text with longer lines has one paragraph a line
_NARROWEST = 40  # cells: shorter lines of equal length are verse or a list
_MOST = 0.6  # of the lines are full; the others end paragraphs
_SOME = 0.3  # the same where sentences end within lines and hardly ever with them
_SAMPLE = 500  # chunks that are looked at to find the wrap

LIST_MARK = re.compile(r"(?:[-*•●◆■▪○]|\d{1,3}\.) +|\d{1,3}[、)）]|[（(]\d{1,2}[）)]|[一二三四五六七八九十]{1,3}、")
_INDENT = re.compile(r"[ \t\u3000]*")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")  # as mail programs set what they answer
_ENDED = re.compile(r"(?:[。！？!?…]|[A-Za-z]\.)[”’」』）)\"']*$")
_ANNOUNCES = re.compile(r"[：:]\s*$")  # 亲爱的小雨：
_ENDED_INSIDE = re.compile(r"[。！？][^”’」』）]*[\u4e00-\u9fff]")
_CLOSING = "，。、；：！？）」』】》〉”’…"
# What no tool breaks: opening marks, a word or one wide character, closing marks.
_UNIT = re.compile(r"[（(「『【《〈“‘\[]*(?:[^\s\u2e80-\U0003ffff]+|.)?[，。、；：！？）」』】》〉”’…,.;:!?)\]%]*")
_UNBROKEN = re.compile(r"[^\s\u2e80-\U0003ffff]+")
_AMBIGUOUS = re.compile("[“”‘’…—·①-⑳]")  # two cells in some Chinese editors


def paragraphs(text: str) -> list[str]:
    """The paragraphs of `text` (cleaned), without indentation, the lines of a hard-wrapped one joined.

    A text is hard-wrapped where most lines are full, the next line's first word being too long for the rest of them.
    In a text that is not, every line is a paragraph. The > of mail quotations go where two or more lines have them.
    """
    lines = _unquoted(text.split("\n"))
    chunks = [list(chunk) for filled, chunk in groupby(lines, lambda line: bool(line.strip())) if filled]
    spaced = is_spaced(text)
    wrap = _find_wrap(chunks, spaced)
    if wrap is None:
        return [line.strip() for chunk in chunks for line in chunk]
    return [
        join(part, spaced=spaced)
        for place, chunk in enumerate(chunks)
        for part in _split(chunk, wrap, under_title=place == 0)
    ]


def _unquoted(lines: Iterable[str]) -> Iterator[str]:
    """Runs of two and more lines that begin with > without it, and apart from the others."""
    for quoted, run in groupby(lines, lambda line: _QUOTED.match(line) is not None):
        part = list(run)
        if quoted and len(part) > 1:
            yield from ("", *(_QUOTED.sub("", line, count=1) for line in part), "")
        else:
            yield from part


@dataclass(frozen=True, slots=True)
class _Wrap:
    """Lines broken at `width`, in what `measure` counts; closing marks may hang over it.

    `loose` where a short line need not end its paragraph; `spaced` as `is_spaced` finds it.
    """

    measure: Callable[[str], int]
    width: int
    loose: bool
    spaced: bool

    def is_full(self, line: str, following: str) -> bool:
        """Whether the first word of `following` would not have fitted."""
        unit = _UNIT.match(following.lstrip())
        needed = self.measure(line.rstrip()) + (self.measure(unit[0]) if unit else 0)
        needed += has_gap(line.rstrip(), following, spaced=self.spaced)
        return needed > self.width

    def goes_on(self, line: str, following: str) -> bool:
        """Whether the paragraph does. Tools that take a run of Chinese for one word leave gaps in its middle."""
        is_open = self.loose and not _is_ended(line) and self.measure(line) > self.width / 3
        return is_open or self.is_full(line, following)


def _find_wrap(chunks: list[list[str]], spaced: bool) -> _Wrap | None:
    """Where the text is wrapped, or None. Tools count cells, some with ambiguous characters as two, or characters."""
    chunks = chunks[:_SAMPLE]
    lines = [line.rstrip() for chunk in chunks for line in chunk if not _UNBROKEN.fullmatch(line.strip())]
    if not lines or max(map(len, lines)) > _WIDEST or not _NARROWEST <= max(map(cell_len, lines)) <= _WIDEST:
        return None
    steps = [step for chunk in chunks for step in _steps(chunk)]
    inner = [(line, after) for line, after, starts in steps if not starts]
    marked = len(inner) < len(steps) or sum(len(chunk) > 1 for chunk in chunks) > 1
    few_ended = sum(_is_ended(line) for line, _ in inner) <= len(inner) / 5
    is_cut = few_ended and any(map(_ENDED_INSIDE.search, lines))
    flush = [line for line in lines if not line[0].isspace()] or lines  # an indent may have come after the wrap
    found: list[tuple[int, _Wrap]] = []
    for measure in (cell_len, _wide_cells, len):
        wrap = _Wrap(measure, max(measure(line.rstrip(_CLOSING)) for line in flush), marked, spaced)
        full = [line for line, after in inner if wrap.is_full(line, after)]
        if not full or sum(map(_is_ended, full)) > len(full) / (2 if marked else 3):
            continue
        unended = sum(not (_is_ended(line) or _ANNOUNCES.search(line)) for line, _ in inner)
        cut = sum(line.rstrip()[-1].isalnum() for line in full)  # in the middle of a clause
        if len(full) >= _MOST * len(inner) or cut >= max(_MOST * unended, 2):
            found.append((len(full), wrap))
        elif is_cut and len(full) >= max(_SOME * len(inner), 2):
            found.append((len(full), replace(wrap, loose=True)))
    return max(found, key=lambda one: one[0])[1] if found else None


def _is_ended(line: str) -> bool:
    return _ENDED.search(line.rstrip()) is not None


def _wide_cells(line: str) -> int:
    return cell_len(line) + len(_AMBIGUOUS.findall(line))


def _split(chunk: list[str], wrap: _Wrap, *, under_title: bool) -> Iterator[list[str]]:
    """The lines of `chunk`, paragraph by paragraph; the first one of the text may be its title."""
    lines = chunk[:1]
    for place, (line, after, starts) in enumerate(_steps(chunk)):
        goes_on = wrap.is_full if under_title and place == 0 else wrap.goes_on
        if starts or not goes_on(line, after):
            yield lines
            lines = []
        lines.append(after)
    yield lines


def _steps(chunk: list[str]) -> Iterator[tuple[str, str, bool]]:
    """Each line with the next one, and whether that starts a paragraph: it is indented or begins with a list mark."""
    indents = [match[0] for line in chunk if (match := _INDENT.match(line))]
    least = min(map(len, indents))
    hang = -1  # what the lines of a list item are indented by
    for (line, after), (before, indent) in zip(pairwise(chunk), pairwise(indents), strict=True):
        if marker := LIST_MARK.match(line, len(before)):
            hang = marker.end()
        indented = "\u3000" in indent or (len(indent) > least and len(indent) != hang)
        yield line, after, indented or LIST_MARK.match(after, len(indent)) is not None
