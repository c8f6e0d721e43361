r"""The Markdown that `duizhao export` writes, in each of its styles, with or without reading lines.

    table     | 话 | Words |
    stacked   话\            with a reading line: 话\
              Words                               *huà*\
                                                  Words
    quote     话
              (blank)
              > Words
    headings  # 话 … **Words**, in every style

All of these may stand in lists and quotations. What a site puts around its article has no English, nor has code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from reader.bilingual.pairs import Pair, Piece
from reader.errors import SourceError
from reader.export.markdown import CHOSEN, HUMAN, KINDS, MISSING, escape
from reader.model import CODE, Machine

_FRONT = re.compile(r"---\r?\n(?:\w+: [^\n]*\n)+---\r?(?:\n|\Z)")
_FIELD = re.compile(r'^(engine|kind): "(.+)"\r?$', re.M)
_ROW = re.compile(r"\| (.*?) \| (.*) \|")
_TERMS = "| 中文 | English | in the text | in the English |"  # the table at the end, after which nothing comes
_HEADS = ("| 中文 | English |", "| --- | --- |")
_LEAD = re.compile(r"(?:&emsp;|▎ )*(?:(?:[•◦▪·–]|\\[*+-]|\d+\\?[.)]|\\\[[^\]\s]+\\\]) )?")  # of a table cell
_MARK = re.compile(r"[•◦▪·–] |\\\[[^\]\s]+\\\] ")  # of an item, where Markdown has none like it
_MARGIN = re.compile(r"(?:> ?| |- |\d+[.)] )*")
_HEADING = re.compile(r"#{1,6} (.+)")
_FENCE = re.compile(r"`{3,}")
_ESCAPED = re.compile(rf"\\(.)|{CODE}|.", re.DOTALL)


def front(text: str) -> dict[str, str]:
    """The engine and the kind of English that the front matter of an export names; {} if it is no export of ours."""
    found = _FRONT.match(text)
    fields = dict(_FIELD.findall(found[0])) if found else {}
    return fields if fields.keys() == {"engine", "kind"} else {}


def made_by(text: str) -> tuple[str, str, Machine]:
    """Engine, its version, and what its English is worth, by the front matter of an export."""
    fields = front(text)
    engine, _, version = fields["engine"].rpartition(" ")
    machine: Machine = next((machine for machine, kind in KINDS.items() if kind == fields["kind"]), "translation")
    return engine or version, version, machine


def pieces(text: str, name: str) -> Iterator[Piece]:
    """The pieces of an export. English that was still missing when it was written is empty.

    Raises:
        SourceError: it is no export of ours.
    """
    found = _FRONT.match(text)
    if not found or not front(text):
        raise SourceError(name, "is no bilingual Markdown of ours; make one with duizhao export, or give TSV or TMX")
    at = found.end()
    yield text[:at]
    for pair in map(_unmarked, _pairs(_lines(text, at))):
        yield text[at : pair.start]
        yield pair.pair()
        at = pair.end
    yield text[at:]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    start: int  # its offset in the file
    text: str  # without what ends it

    @property
    def margin(self) -> str:
        found = _MARGIN.match(self.text)
        return found[0] if found else ""

    @property
    def body(self) -> str:
        return self.text[len(self.margin) :]

    @property
    def breaks(self) -> bool:
        """Whether it ends in a hard line break: a backslash that is no escaped one."""
        return (len(self.text) - len(self.text.rstrip("\\"))) % 2 == 1


@dataclass(frozen=True, slots=True)
class _Found:
    source: str  # as it is written
    line: int
    start: int  # offsets of the English in the file
    end: int
    raw: str
    cell: bool = False

    def pair(self) -> Pair:
        source, _ = _unescaped(self.source, cell=self.cell)
        target, places = ("", ()) if self.raw == MISSING else _unescaped(self.raw, cell=self.cell)
        return Pair(self.line, source, target, self.raw, places, partial(_escaped, cell=self.cell))


def _unmarked(found: _Found) -> _Found:
    """Without the mark behind English that a human wrote or chose."""
    mark = found.raw[-2:]
    if mark not in (f" {HUMAN}", f" {CHOSEN}"):
        return found
    return replace(found, raw=found.raw.removesuffix(mark), end=found.end - len(mark))


def _pairs(lines: Sequence[_Line]) -> Iterator[_Found]:
    index, aside = 0, False
    while index < len(lines):
        line = lines[index]
        if line.text == _TERMS:
            return
        if _FENCE.fullmatch(line.body):
            index = _after_code(lines, index)
            continue
        if line.text == "---":
            aside = True
        elif row := _ROW.fullmatch(line.text):
            if line.text not in _HEADS:
                yield _of_row(line, row)
        elif heading := _HEADING.fullmatch(line.text):
            if found := _under(lines, index, heading[1]):
                yield found
        elif line.body and not line.body.startswith("*"):
            last = index
            while last + 1 < len(lines) and lines[last].breaks:
                last += 1
            if last > index and not _is_reading(lines[last].body):
                yield _below(line, lines[last])
                index = last
            elif quoted := _quoted(lines, index, last, aside=aside):
                yield _below(line, lines[quoted])
                index = quoted
            else:
                index = last
        index += 1


def _after_code(lines: Sequence[_Line], index: int) -> int:
    fence = lines[index].body
    for end in range(index + 1, len(lines)):
        if lines[end].text.endswith(fence) and lines[end].body == fence:
            return end + 1
    return len(lines)


def _of_row(line: _Line, row: re.Match[str]) -> _Found:
    """A row of the table, without what both cells begin with to show where it stood."""
    source, target = row.groups()
    if source.endswith("*") and not source.endswith("\\*") and "<br>*" in source:
        source = source[: source.rindex("<br>*")]
    found = _LEAD.match(source)
    lead = found[0] if found and target.startswith(found[0]) else ""
    start = line.start + row.start(2) + len(lead)
    return _Found(source[len(lead) :], line.number, start, line.start + row.end(2), target[len(lead) :], cell=True)


def _under(lines: Sequence[_Line], index: int, source: str) -> _Found | None:
    """The English of a heading: the next line that is neither blank nor its reading."""
    for line in lines[index + 1 : index + 5]:
        if line.text.startswith("**") and line.text.endswith("**") and len(line.text) > 4:
            start = line.start + 2
            return _Found(source, line.number, start, start + len(line.text) - 4, line.text[2:-2])
        if line.text and not _is_reading(line.text):
            return None
    return None


def _quoted(lines: Sequence[_Line], index: int, last: int, *, aside: bool) -> int | None:
    """The index of the English that stands as a quotation under lines; None if there is none.

    What a site puts around its article (`aside`) may have a quotation under it, with English of its own.
    """
    inside = re.sub(r"[^> ]", " ", lines[index].margin)
    if not _is_quotation(lines, last + 2, inside) or lines[last + 1].text != inside.rstrip():
        return None
    if aside and _is_quotation(lines, last + 4, inside + "> ") and lines[last + 3].text == f"{inside}>":
        return None
    return last + 2


def _is_quotation(lines: Sequence[_Line], index: int, inside: str) -> bool:
    return index < len(lines) and lines[index].text.startswith(f"{inside}> ") and not lines[index].breaks


def _below(line: _Line, english: _Line) -> _Found:
    """A line and its English under it."""
    source, target = line.body.removesuffix("\\") if line.breaks else line.body, english.body
    mark = _MARK.match(source) if line.margin.endswith("- ") else None
    if mark and not target.startswith(mark[0]):
        source = source[mark.end() :]
    start = english.start + len(english.margin)
    return _Found(source, english.number, start, start + len(target), target)


def _is_reading(body: str) -> bool:
    """Whether a line is a reading line: only these, and what says that English is missing, begin with a bare *."""
    return body.startswith("*") and not body.startswith("**") and body.rstrip("\\") != MISSING


def _lines(text: str, start: int) -> list[_Line]:
    number, found = text.count("\n", 0, start) + 1, []
    for line in text[start:].split("\n"):
        found.append(_Line(number, start, line.removesuffix("\r")))
        number, start = number + 1, start + len(line) + 1
    return found


def _unescaped(raw: str, *, cell: bool) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text that is written as `raw`, and where in it each character stands; code in backticks is as it is."""
    text, places = "", []
    for found in _ESCAPED.finditer(raw):
        start, end = found.span()
        if found[1]:
            text += found[1]
            places.append((start, end))
            continue
        while start < end:
            width = 2 if cell and raw.startswith("\\|", start) else 1
            text += raw[start + width - 1]
            places.append((start, start + width))
            start += width
    return text, tuple(places)


def _escaped(text: str, *, cell: bool) -> str:
    """A piece of a line as an export writes it: what is special only at the start of a line is not there."""
    return escape(f"x{text}x", cell=cell)[1:-1]
