"""The page as lines of rich text, for `duizhao show`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from reader import layout, page
from reader.config import Config
from reader.language import sounds
from reader.language.colours import COLOURS
from reader.model import Annotated, Block, Document, Machine, Translation
from reader.page import Geometry, Row

_STYLES = {
    "reading": "cyan", "rule": "dim", "marker": "cyan", "mark": "bold yellow", "human": "bold green", "code": "green",
    "aside": "dim",
}  # fmt: skip
_KINDS: dict[Machine, str] = {
    "translation": "machine translation",
    "gloss": "word gloss, not a translation",
    "human": "human translation",
}


def heading(document: Document, engine: str, version: str, machine: Machine, geometry: Geometry) -> Iterator[Text]:
    """Title, where it is from and who made the English, and the rule above the columns."""
    about = [document.publisher, document.date, f"{_KINDS[machine]} ({engine} {version})"]
    lines = [(document.title, "bold"), (" · ".join(part for part in about if part), "dim")]
    for line, style in lines:
        for pieces in layout.wrap(layout.tokens(line), geometry.width - 2):
            text = "".join(piece.text for piece in pieces)
            if text:
                yield Text(f" {text}", style)
    rule = "─" * geometry.width
    if geometry.rule_x is not None:
        rule = f"{rule[: geometry.rule_x]}┬{rule[geometry.rule_x + 1 :]}"
    yield Text(rule, "dim")


def body(
    document: Document, pairs: Iterable[tuple[Annotated, Translation | None]], geometry: Geometry, config: Config | None
) -> Iterator[Text]:
    """The rows of all sentences, code where it stands between them; with readings if there is a `config` for them."""
    colours = COLOURS[config.tone_colours if config else "off"]
    written = 0  # blocks up to here have been printed
    for annotated, translation in pairs:
        number = annotated.sentence.paragraph
        yield from _code(document, document.blocks[written:number], geometry)
        written = number + 1 if number >= written else written
        block = document.blocks[number]
        pair = page.Pair(
            block,
            [word.text for word in annotated.words],
            target=layout.tokens(translation.target) if translation else (),
            readings=sounds.readings(annotated.words, config) if config else (),
            first=annotated.sentence.start == block.start,
            mark=page.mark(translation) if translation else "",
        )
        yield from (_text(row, block, colours) for row in page.rows(pair, geometry))
    yield from _code(document, document.blocks[written:], geometry)


def _code(document: Document, blocks: Iterable[Block], geometry: Geometry) -> Iterator[Text]:
    for block in blocks:
        if block.kind == "code":
            pair = page.Pair(block, [document.text_of(block)])
            yield from (_text(row, block) for row in page.rows(pair, geometry))


def _text(row: Row, block: Block, colours: Sequence[str] = ()) -> Text:
    text = Text()
    for span in row:
        text.append(" " * (span.x - layout.cells(text.plain)))
        style = "bold" if block.kind == "heading" and span.role in ("source", "target") else _STYLES.get(span.role, "")
        if span.role == "reading" and any(colours):
            style = colours[span.tone]
        text.append(span.text, style)
    return text
