"""Bilingual Markdown: the pairs as a table, stacked, or with the English as quotations.

The text is escaped so that it renders as it reads; nothing in it can become markup, HTML or a link.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Literal

from reader.config import DEFAULTS, Config
from reader.language import sounds
from reader.layout import visible
from reader.model import CODE, Annotated, Block, Document, Machine, Translation

Style = Literal["table", "stacked", "quote"]
STYLES: tuple[Style, ...] = ("table", "stacked", "quote")

KINDS: dict[Machine, str] = {
    "translation": "machine translation",
    "gloss": "word gloss, not a translation",
    "human": "human translation",
}
_NUMBERED, _BULLETS = re.compile(r"\d+[.)]"), "•-*+"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&$^])")
_AT_START = re.compile(r"^(\d{0,9})([#+\-=:]|(?<=\d)[.)](?=\s|$))")  # what begins a heading, list or underline
MISSING = "*(not translated yet)*"
HUMAN, CHOSEN = "✎", "✓"  # behind the English that a human wrote, or chose among a machine's
# Marks in a reading line: white space goes before or after them, unless they are wide and have their own.
_WIDE_OPENING, _WIDE_CLOSING = "（「『【《〈", "，。、；：！？）」』】》〉"
_OPENING, _CLOSING = _WIDE_OPENING + "“‘([", _WIDE_CLOSING + "”’…,.:;?!)]"


@dataclass(frozen=True, slots=True)
class Head:
    """What the front matter says. `written` is the date of the export, ISO 8601."""

    document: Document
    engine: str
    version: str
    machine: Machine
    glossaries: tuple[str, ...]
    glossary_digest: str
    written: str


Pair = tuple[Annotated, Translation | None]


def markdown(
    head: Head, pairs: Iterable[Pair], style: Style = "table", *, pinyin: bool = False, config: Config = DEFAULTS
) -> Iterator[str]:
    """The document as Markdown, piece by piece; `pairs` are all its sentences in order.

    With `pinyin` there is a reading line, as `config` has it.
    Nothing is given before all of them are here: the front matter counts what was done with them.
    """
    made = _Made()
    body = list(_body(head.document, made.counted(pairs), style, config if pinyin else None))
    yield _front_matter(head, made)
    about = f"{KINDS[head.machine].capitalize()}, made by {escape(head.engine)} {escape(head.version)}"
    if human := made.by["human"]:
        about += f"; {human} of {made.by.total()} by a human, marked {HUMAN}"
    if made.chosen:
        by = escape(", ".join(sorted(made.chosen)))
        about += f"; {made.chosen.total()} of {made.by.total()} chosen by a human among those of {by}, marked {CHOSEN}"
    yield f"\n*{about}.*\n"
    yield from body


class _Made:
    """Counts, as the pairs go by: who made their English, how its terms were placed, and what was flagged."""

    def __init__(self) -> None:
        self.by: Counter[Machine] = Counter()
        self.chosen: Counter[str] = Counter()  # by engine and version
        self.terms: Counter[str] = Counter()
        self.flags: Counter[str] = Counter()

    def counted(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        for annotated, translation in pairs:
            if translation:
                self.by[translation.machine] += 1
                self.chosen.update([f"{translation.engine} {translation.version}"] * translation.chosen)
                self.terms.update(term.status for term in translation.terms)
                self.flags.update("mended" if flag.repaired else flag.kind for flag in translation.flags)
            yield annotated, translation


def _body(document: Document, pairs: Iterable[Pair], style: Style, pinyin: Config | None) -> Iterator[str]:
    terms: Counter[tuple[str, str, str]] = Counter()
    table_open, number = False, 0  # number: the next block to be written
    aside_open = False
    margins = _Margins()
    for paragraph, group in groupby(pairs, lambda pair: pair[0].sentence.paragraph):
        block = document.blocks[paragraph]
        for between in document.blocks[number:paragraph]:
            if between.kind == "code":
                yield _code(document.text_of(between), *margins.of(between, nested=style != "table"))
                table_open = False
        number = paragraph + 1
        if block.kind == "aside" and not aside_open:
            yield "\n---\n"
            aside_open, table_open = True, False
        in_table = style == "table" and block.kind not in ("heading", "aside")
        if in_table and not table_open:
            yield "\n| 中文 | English |\n| --- | --- |\n"
        table_open = in_table
        found = list(group)
        terms.update((t.source, t.target, t.status) for _, english in found for t in (english.terms if english else ()))
        if block.kind == "heading":
            yield _heading(document.text_of(block), found, block, pinyin)
            continue
        for annotated, translation in found:
            first = annotated.sentence.start == block.start
            if in_table:
                yield _row(annotated, translation, block, pinyin, first=first)
            elif block.kind == "aside":
                yield f"\n{escape(annotated.sentence.text)}\n"
            else:
                yield _stacked(annotated, translation, margins.of(block, first=first), style, pinyin)
    for block in document.blocks[number:]:
        if block.kind == "code":
            yield _code(document.text_of(block), *margins.of(block, nested=style != "table"))
    yield _terms(terms)


def escape(text: str, *, cell: bool = False) -> str:
    """Text that Markdown renders as these very characters, on one line; code in backticks stays code.

    `cell`: for a cell of a table, where even code has its bars escaped.
    """
    line = " ".join(visible(text).split("\n")).strip()
    parts = re.split(f"({CODE})", line)
    for place, part in enumerate(parts):
        if place % 2 and _is_code(part):
            parts[place] = part.replace("|", r"\|") if cell else part
        else:
            parts[place] = _SPECIAL.sub(r"\\\1", part)
    return _AT_START.sub(r"\1\\\2", "".join(parts))


def _is_code(span: str) -> bool:
    """Whether white space inside the backticks is what CommonMark shows too: it takes a space off each end."""
    inner = span.strip("`")
    return not (inner[0] == inner[-1] == " ") or (span.startswith("``") and "`" in (inner[1:2], inner[-2:-1]))


def _front_matter(head: Head, made: _Made) -> str:
    document = head.document
    local = "://" not in document.origin and document.origin != "-"
    fields: dict[str, str | int | list[str] | dict[str, int]] = {
        "title": document.title,
        "source": document.publisher,
        "origin": document.origin.rsplit("/", 1)[-1] if local else document.origin,
        "published": document.date,
        "engine": f"{head.engine} {head.version}",
        "kind": KINDS[head.machine],
        "human_sentences": made.by["human"],
        "chosen_sentences": made.chosen.total(),
        "terms": dict(sorted(made.terms.items())),
        "flags": dict(sorted(made.flags.items())),
        "glossaries": list(head.glossaries),
        "glossary_hash": head.glossary_digest,
        "date": head.written,
    }
    lines = [f"{key}: {json.dumps(_clean(value), ensure_ascii=False)}" for key, value in fields.items() if value]
    return "---\n" + "\n".join(lines) + "\n---\n"


def _clean(value: str | int | list[str] | dict[str, int]) -> str | int | list[str] | dict[str, int]:
    if isinstance(value, list):
        return [visible(item) for item in value]
    return visible(value) if isinstance(value, str) else value


def _english(translation: Translation | None, *, cell: bool = False) -> str:
    if translation is None:
        return MISSING
    english = escape(translation.target, cell=cell)
    mark = HUMAN if translation.machine == "human" else CHOSEN if translation.chosen else ""
    return f"{english} {mark}".rstrip()


def _reading(annotated: Annotated, config: Config, *, cell: bool = False) -> str:
    """The reading line: the reading of every word, marks as they stand."""
    line, glued, quoted = "", True, False
    for word, reading in zip(annotated.words, sounds.readings(annotated.words, config), strict=True):
        sound = sounds.text(reading) or word.text.strip()
        if not sound:
            continue
        closing, opening = sound[0] in _CLOSING, sound[0] in _OPENING
        if sound in {'"', "'"}:
            closing, opening = quoted, not quoted
            quoted = not quoted
        line += sound if glued or closing or sound[0] in _WIDE_OPENING else f" {sound}"
        glued = opening or sound[-1] in _WIDE_CLOSING
    return escape(line, cell=cell)


def _row(
    annotated: Annotated, translation: Translation | None, block: Block, pinyin: Config | None, *, first: bool
) -> str:
    lead = _lead(block) if first else ""
    source = lead + escape(annotated.sentence.text, cell=True)
    if pinyin:
        source += f"<br>*{_reading(annotated, pinyin, cell=True)}*"
    return f"| {source} | {lead}{_english(translation, cell=True)} |\n"


def _lead(block: Block) -> str:
    """What shows in a table cell that a row was an item or a quotation."""
    lead = "".join("▎ " if mark == ">" else "&emsp;" for mark in block.inside)
    if block.kind == "item":
        return lead.removesuffix("&emsp;") + (f"{escape(block.marker, cell=True)} " if block.marker else "&emsp;")
    return lead


def _heading(text: str, pairs: Sequence[Pair], block: Block, pinyin: Config | None) -> str:
    """A heading, which is one whatever number of sentences it has."""
    lines = f"\n{'#' * min(max(block.level, 1), 6)} {escape(text)}\n"
    if pinyin:
        lines += f"\n*{' '.join(_reading(annotated, pinyin) for annotated, _ in pairs)}*\n"
    return lines + f"\n**{' '.join(_english(translation) for _, translation in pairs)}**\n"


class _Margins:
    """What stands before the lines of a block in lists and quotations."""

    def __init__(self) -> None:
        self._widths: list[int] = []  # of the open items' marks with the space after them, in characters
        self._before = ""

    def of(self, block: Block, *, first: bool = False, nested: bool = True) -> tuple[str, str, str]:
        """For the blank line above a block (or a part of it), for its first line, and for its others."""
        inside, mark = block.inside if nested else "", ""
        if first and block.marker and inside.endswith("-"):
            mark = f"{block.marker if _NUMBERED.fullmatch(block.marker) else '-'} "
            self._widths[inside.count("-") - 1 :] = [len(mark)]
            if not _NUMBERED.fullmatch(block.marker) and block.marker not in _BULLETS:
                mark += f"{escape(block.marker)} "
        self._widths += [2] * (inside.count("-") - len(self._widths))
        shared = takewhile(lambda marks: marks[0] == marks[1], zip(self._before, inside, strict=False))
        above = self._prefix("".join(mark for mark, _ in shared)).rstrip()
        self._before = inside
        others = self._prefix(inside)
        return above, others[: len(others) - self._widths[-1]] + mark if mark else others, others

    def _prefix(self, inside: str) -> str:
        widths = iter(self._widths)
        return "".join("> " if mark == ">" else " " * next(widths) for mark in inside)


def _stacked(
    annotated: Annotated,
    translation: Translation | None,
    margin: tuple[str, str, str],
    style: Style,
    pinyin: Config | None,
) -> str:
    lines = [escape(annotated.sentence.text)]
    if pinyin:
        lines.append(f"*{_reading(annotated, pinyin)}*")
    english = _english(translation)
    body = "\\\n".join(lines) + (f"\n\n> {english}" if style == "quote" else f"\\\n{english}")
    return _set(body, *margin)


def _set(body: str, above: str, first: str, others: str) -> str:
    """Lines behind their margins, after a blank one; empty ones without white space at their end."""
    head, *rest = body.split("\n")
    return "\n".join([above, first + head, *((others + line).rstrip() for line in rest)]) + "\n"


def _code(text: str, *margin: str) -> str:
    ticks = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, ticks + 1)
    return _set(f"{fence}\n{text}\n{fence}", *margin)


def _terms(terms: Counter[tuple[str, str, str]]) -> str:
    """The glossary terms of the text: how often each came, and how often the English has it."""
    if not terms:
        return ""
    rows: dict[tuple[str, str], list[int]] = {}
    for (source, target, status), count in terms.items():
        row = rows.setdefault((source, target), [0, 0])
        row[0] += count
        row[1] += count if status != "unplaced" else 0
    lines = [
        f"| {escape(s, cell=True)} | {escape(t, cell=True)} | {n} | {placed} |"
        for (s, t), (n, placed) in sorted(rows.items())
    ]
    return (
        "\n## Terms · 术语\n\n| 中文 | English | in the text | in the English |\n| --- | --- | --- | --- |\n"
        + "\n".join(lines)
        + "\n"
    )
