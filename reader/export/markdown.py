"""Bilingual Markdown: the pairs as a table, stacked, or with the English as quotations.

The text is escaped so that it renders as it reads; nothing in it can become markup, HTML or a link.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reader.layout import visible
from reader.model import Annotated, Block, Document, Machine, Translation

Style = Literal["table", "stacked", "quote"]
STYLES: tuple[Style, ...] = ("table", "stacked", "quote")

_KINDS: dict[Machine, str] = {
    "translation": "machine translation",
    "gloss": "word gloss, not a translation",
    "human": "human translation",
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&$^])")
_AT_START = re.compile(r"^(\d{0,9})([#+\-=:]|(?<=\d)[.)](?=\s|$))")  # what begins a heading, list or underline
_MISSING = "*(not translated yet)*"
_HUMAN = "✎"  # behind the English that a human wrote


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


def markdown(head: Head, pairs: Iterable[Pair], style: Style = "table", *, pinyin: bool = False) -> Iterator[str]:
    """The document as Markdown, piece by piece; `pairs` are all its sentences in order.

    Nothing is given before all of them are here: the front matter counts those that a human wrote.
    """
    made: Counter[Machine] = Counter()
    body = list(_body(head.document, _counted(pairs, made), style, pinyin=pinyin))
    yield _front_matter(head, made["human"])
    about = f"{_KINDS[head.machine].capitalize()}, made by {escape(head.engine)} {escape(head.version)}"
    if human := made["human"]:
        about += f"; {human} of {made.total()} by a human, marked {_HUMAN}"
    yield f"\n*{about}.*\n"
    yield from body


def _counted(pairs: Iterable[Pair], made: Counter[Machine]) -> Iterator[Pair]:
    """The same pairs; `made` counts who made their English."""
    for annotated, translation in pairs:
        if translation:
            made[translation.machine] += 1
        yield annotated, translation


def _body(document: Document, pairs: Iterable[Pair], style: Style, *, pinyin: bool) -> Iterator[str]:
    terms: Counter[tuple[str, str, str]] = Counter()
    table_open, number = False, 0  # number: the next block to be written
    aside_open = False
    for annotated, translation in pairs:
        block = document.blocks[annotated.sentence.paragraph]
        while number <= annotated.sentence.paragraph:  # code stands between the sentences
            if document.blocks[number].kind == "code":
                yield _code(document.text_of(document.blocks[number]))
                table_open = False
            number += 1
        if block.kind == "aside" and not aside_open:
            yield "\n---\n"
            aside_open, table_open = True, False
        terms.update((t.source, t.target, t.status) for t in (translation.terms if translation else ()))
        in_table = style == "table" and block.kind not in ("heading", "aside")
        if in_table and not table_open:
            yield "\n| 中文 | English |\n| --- | --- |\n"
        table_open = in_table
        first = annotated.sentence.start == block.start
        if in_table:
            yield _row(annotated, translation, block, first=first, pinyin=pinyin)
        elif block.kind == "heading":
            yield _heading(annotated, translation, block, pinyin=pinyin)
        elif block.kind == "aside":
            yield f"\n{escape(annotated.sentence.text)}\n"
        else:
            yield _stacked(annotated, translation, block, style, first=first, pinyin=pinyin)
    for block in document.blocks[number:]:
        if block.kind == "code":
            yield _code(document.text_of(block))
    yield _terms(terms)


def escape(text: str) -> str:
    """Text that Markdown renders as these very characters, on one line."""
    line = " ".join(visible(text).split("\n")).strip()
    return _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line))


def _front_matter(head: Head, human: int) -> str:
    document = head.document
    local = "://" not in document.origin and document.origin != "-"
    fields: dict[str, str | int | list[str]] = {
        "title": document.title,
        "source": document.publisher,
        "origin": document.origin.rsplit("/", 1)[-1] if local else document.origin,
        "published": document.date,
        "engine": f"{head.engine} {head.version}",
        "kind": _KINDS[head.machine],
        "human_sentences": human,
        "glossaries": list(head.glossaries),
        "glossary_hash": head.glossary_digest,
        "date": head.written,
    }
    lines = [f"{key}: {json.dumps(_clean(value), ensure_ascii=False)}" for key, value in fields.items() if value]
    return "---\n" + "\n".join(lines) + "\n---\n"


def _clean(value: str | int | list[str]) -> str | int | list[str]:
    if isinstance(value, int):
        return value
    return visible(value) if isinstance(value, str) else [visible(item) for item in value]


def _english(translation: Translation | None) -> str:
    if translation is None:
        return _MISSING
    return f"{escape(translation.target)} {_HUMAN}" if translation.machine == "human" else escape(translation.target)


def _reading(annotated: Annotated) -> str:
    """The reading line: pinyin of every word, marks as they stand."""
    sounds = ("".join(word.pinyin) or word.spoken or word.text.strip() for word in annotated.words)
    line = " ".join(sound for sound in sounds if sound)
    return escape(re.sub(r" (?=[，。、；：！？）」』】》〉”’…,.:;?!)\]])|(?<=[（「『【《〈“‘(\[]) ", "", line))


def _row(annotated: Annotated, translation: Translation | None, block: Block, *, first: bool, pinyin: bool) -> str:
    lead = _lead(block) if first else ""
    source = lead + escape(annotated.sentence.text)
    if pinyin:
        source += f"<br>*{_reading(annotated)}*"
    return f"| {source} | {lead}{_english(translation)} |\n"


def _lead(block: Block) -> str:
    """What shows in a table cell that a row was an item or a quotation."""
    if block.kind == "item":
        return "&emsp;" * (block.level - 1) + escape(block.marker or "•") + " "
    return "▎ " if block.kind == "quote" else ""


def _heading(annotated: Annotated, translation: Translation | None, block: Block, *, pinyin: bool) -> str:
    text = f"\n{'#' * min(max(block.level, 1), 6)} {escape(annotated.sentence.text)}\n"
    if pinyin:
        text += f"\n*{_reading(annotated)}*\n"
    return text + f"\n**{_english(translation)}**\n"


def _stacked(
    annotated: Annotated, translation: Translation | None, block: Block, style: Style, *, first: bool, pinyin: bool
) -> str:
    lines = [escape(annotated.sentence.text)]
    if pinyin:
        lines.append(f"*{_reading(annotated)}*")
    english = _english(translation)
    body = "\\\n".join(lines) + (f"\n\n> {english}" if style == "quote" else f"\\\n{english}")
    if block.kind == "item":
        numbered = re.fullmatch(r"\d+[.)]", block.marker)
        marker = f"{block.marker if numbered else '-'} "
        margin = "   " * (block.level - 1)
        head = margin + (marker if first else " " * len(marker))
        return "\n" + head + _under(body, margin + " " * len(marker)) + "\n"
    if block.kind == "quote":
        prefix = "> " * max(block.level, 1)
        return "\n" + prefix + _under(body, prefix) + "\n"
    return f"\n{body}\n"


def _under(body: str, prefix: str) -> str:
    """All lines but the first behind a prefix, empty ones without white space at their end."""
    first, *others = body.split("\n")
    return "\n".join([first, *((prefix + line).rstrip() for line in others)])


def _code(text: str) -> str:
    ticks = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, ticks + 1)
    return f"\n{fence}\n{text}\n{fence}\n"


def _terms(terms: Counter[tuple[str, str, str]]) -> str:
    """The glossary terms of the text: how often each came, and how often the English has it."""
    if not terms:
        return ""
    rows: dict[tuple[str, str], list[int]] = {}
    for (source, target, status), count in terms.items():
        row = rows.setdefault((source, target), [0, 0])
        row[0] += count
        row[1] += count if status != "unplaced" else 0
    lines = [f"| {escape(s)} | {escape(t)} | {n} | {placed} |" for (s, t), (n, placed) in sorted(rows.items())]
    return (
        "\n## Terms · 术语\n\n| 中文 | English | in the text | in the English |\n| --- | --- | --- | --- |\n"
        + "\n".join(lines)
        + "\n"
    )
