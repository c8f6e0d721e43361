"""The page: a sentence and its English as rows of spans, the same for the terminal program and for `show`.

Columns and widths are cells. A row is a tuple of spans from left to right; what a span looks like is its role, and
which word it belongs to is its `word`, so that whoever draws it never counts columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reader import layout
from reader.config import Layout
from reader.model import Block, Sound, Translation

Role = Literal[
    "source", "reading", "gloss", "target", "literal", "waiting", "marker", "mark", "human", "bookmark", "rule", "code",
    "aside",
]  # fmt: skip

# In the margin: there is something to say of this English; a human wrote it, or chose it among a machine's; the reader
# wants to find it again.
REMARK, HUMAN, CHOSEN, BOOKMARK = "●", "✎", "✓", "▶"

STACKED_BELOW = 80  # cells; narrower than this a column holds too few characters to read by the line
SHARE = 0.37  # the Chinese column's share while the texts' own widths are not known: English takes 1.7 times the cells
_MARGINS = 6  # left margin, mark, rule, two after the rule, right margin


@dataclass(frozen=True, slots=True)
class Span:
    """Text at a column. `word` is the index of the token it shows, or -1; `tone` is that of a syllable, else 0."""

    x: int
    text: str
    role: Role
    word: int = -1
    tone: int = 0


Row = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where the columns stand on a page `width` cells wide. But side by side, both start at the left, without a rule.

    What is marked has its mark beside the rule, or else in the left margin, where the English begins.
    """

    width: int
    source_x: int
    source_width: int
    target_x: int
    target_width: int
    rule_x: int | None
    layout: Layout = "beside"

    @property
    def stacked(self) -> bool:
        return self.rule_x is None


def geometry(width: int, share: float = SHARE, layout: Layout = "beside") -> Geometry:
    """The columns of a page `width` cells wide; `share` is the part of the text cells that Chinese gets, 0.2–0.8.

    Too narrow for two columns, they are stacked.
    """
    if width < STACKED_BELOW or layout != "beside":
        inner = max(width - 2, 2)
        return Geometry(width, 1, inner, 1, inner, None, "stacked" if layout == "beside" else layout)
    text = width - _MARGINS
    source = round(text * min(max(share, 0.2), 0.8))
    return Geometry(width, 1, source, source + 5, text - source, source + 2)


def share(source_cells: int, target_cells: int) -> float:
    """The Chinese column's share by the texts' own widths, so that both columns end on about the same row."""
    return source_cells / (source_cells + target_cells) if source_cells and target_cells else SHARE


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence as it is to be set: its tokens, a reading for each (or none), and the tokens of its English.

    `first` says that it begins its block. `waiting` is shown in place of English that is on its way, `literal` (a word
    gloss, as tokens) under it.
    """

    block: Block
    source: Sequence[str]
    target: Sequence[str] = ()
    readings: Sequence[Sequence[Sound]] = ()
    first: bool = True
    mark: str = ""
    waiting: str = ""
    literal: Sequence[str] = ()
    glosses: Sequence[str] = ()
    bookmark: bool = False


def remarks(translation: Translation) -> list[str]:
    """What a reader should know of a translation, each in one line: terms that are not there, and its flags."""
    missing = [f"{t.source} ({t.target}) is not in the English" for t in translation.terms if t.status == "unplaced"]
    return missing + [f"mended: {flag.detail}" if flag.repaired else flag.detail for flag in translation.flags]


def mark(translation: Translation) -> str:
    """What stands in the margin beside a translation, or ""."""
    if translation.machine == "human":
        return HUMAN
    if translation.chosen:  # with what there was to say of it before the reader's eyes
        return CHOSEN
    return REMARK if remarks(translation) else ""


def rows(pair: Pair, page: Geometry) -> list[Row]:
    """The rows of a sentence and the blank one after it; both halves start on the same row."""
    if pair.block.kind == "code":
        return [*_code(pair, page), _blank(page)]
    indent, marker = _indent(pair.block, pair.first)
    source = _source(pair, page, indent, marker)
    target = _target(pair, page, indent)
    if page.layout == "english" and target:
        source = []
        target[0] = (*_marker(page.target_x + indent, marker), *target[0])
    elif page.layout == "chinese":
        target = []
        source[0] = (*_mark(0, pair.mark * (not pair.bookmark)), *source[0])
    if pair.bookmark:
        first = source or target
        first[0] = (Span(0, BOOKMARK, "bookmark"), *first[0])
    ruby = bool(source) and any(span.role == "reading" for span in source[0])  # the English starts beside the text
    if page.stacked:
        marked = pair.mark * (bool(source) or not pair.bookmark)
        target = [(*_mark(0, marked), *row) if k == 0 else row for k, row in enumerate(target)]
        result = source + target
    else:
        target = [(), *target] if ruby and target else target
        height = max(len(source), len(target))
        source += [()] * (height - len(source))
        target += [()] * (height - len(target))
        result = [
            (*left, *_rule(page, pair.mark if k == int(ruby) else ""), *right)
            for k, (left, right) in enumerate(zip(source, target, strict=True))
        ]
    return [*result, _blank(page)]


def estimate(source_cells: int, page: Geometry) -> int:
    """About how many rows a sentence of so many cells will take with its English, before it is laid out."""
    source = -(-source_cells // max(page.source_width - 1, 1))
    target = -(-source_cells * 17 // 10 // max(page.target_width - 2, 1))
    rows = {"chinese": source, "english": target, "interlinear": 3 * source + target, "stacked": source + target}
    return rows.get(page.layout, max(source, target)) + 1


def _indent(block: Block, first: bool) -> tuple[int, str]:
    """How many cells a block is set in, and the mark that stands there."""
    if block.kind == "item":
        marker = f"{block.marker or '•'} "
        indent = 2 * max(block.level - 1, 0) + layout.cells(marker)
        return indent, (marker if first else "")
    if block.kind == "quote":
        return 2 * max(block.level, 1), "▎ " * max(block.level, 1)
    return 0, ""


def _source(pair: Pair, page: Geometry, indent: int, marker: str) -> list[Row]:
    role: Role = "aside" if pair.block.kind == "aside" else "source"
    result: list[Row] = []
    x = page.source_x + indent
    readings = ["".join(sound.text for sound in sounds) for sounds in pair.readings]
    for number, line in enumerate(layout.wrap(pair.source, page.source_width - indent, readings, pair.glosses)):
        lead = _marker(x, marker) if number == 0 or pair.block.kind == "quote" else ()
        if any(p.above for p in line):
            result.append(tuple(span for p in line if p.above for span in _reading(x + p.x, p.token, pair)))
        result.append(lead + tuple(Span(x + p.x, p.text, role, p.token) for p in line if p.text))
        if any(p.below for p in line):
            result.append(tuple(Span(x + p.x, p.below, "gloss", p.token) for p in line if p.below))
    return result


def _marker(x: int, marker: str) -> Row:
    return (Span(x - layout.cells(marker), marker, "marker"),) if marker else ()


def _reading(x: int, token: int, pair: Pair) -> Iterator[Span]:
    """The reading of a token, from column `x`, syllable by syllable."""
    for sound in pair.readings[token]:
        yield Span(x, sound.text, "reading", token, sound.tone)
        x += layout.cells(sound.text)


def _target(pair: Pair, page: Geometry, indent: int) -> list[Row]:
    x = page.target_x + indent
    if not pair.target:
        return [(Span(x, pair.waiting, "waiting"),)] if pair.waiting else []
    width = page.target_width - indent
    lines = [
        tuple(Span(x + p.x, p.text, "target", p.token) for p in line if p.text)
        for line in layout.wrap(pair.target, width)
    ]
    under = layout.wrap(pair.literal, width) if pair.literal else []
    return lines + [tuple(Span(x + p.x, p.text, "literal") for p in line if p.text) for line in under]


def _code(pair: Pair, page: Geometry) -> list[Row]:
    """Code as it is, line by line, cut at the page's edge into further rows; across both columns."""
    result: list[Row] = []
    width = max(page.width - 4, 2)
    for code in "".join(pair.source).split("\n"):
        current = ""
        for character in layout.visible(code):
            if layout.cells(current + character) > width:
                result.append((Span(page.source_x + 1, current, "code"),))
                current = ""
            current += character
        result.append((Span(page.source_x + 1, current, "code"),))
    return result


def _rule(page: Geometry, mark: str = "") -> Row:
    assert page.rule_x is not None
    rule = Span(page.rule_x, "│", "rule")
    return (*_mark(page.rule_x - 1, mark), rule)


def _mark(x: int, mark: str) -> Row:
    return (Span(x, mark, "mark" if mark == REMARK else "human"),) if mark else ()


def _blank(page: Geometry) -> Row:
    return () if page.stacked else _rule(page)
