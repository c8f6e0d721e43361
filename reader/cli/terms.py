"""`duizhao terms`: what a text says repeatedly and no dictionary or glossary has, and the own terms it has."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reader.cli.options import Glossary, Source, options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import NewWord, Sentence
    from reader.pipeline import Pipeline

_COLUMN, _EXCERPT = 28, 32  # cells of a column at most, beyond which a row is uneven; characters of a sentence


def terms(
    source: Source,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array, with all places.")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The glossary file (.tsv) to write, for you to edit.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")] = False,
    glossary: Glossary = None,
) -> None:
    """Print the new words of a text, with a guess at their English, and your own terms in it.

    -o writes the new words as a glossary.
    """
    from reader.cli.work import rules
    from reader.errors import OutputError
    from reader.export import files
    from reader.glossary import written
    from reader.ingest import ingest
    from reader.language.sentences import split
    from reader.pipeline import Pipeline, translated

    chosen = options("gloss", glossary)
    if output:
        if output.suffix.lower() != ".tsv":
            raise OutputError(str(output), "a glossary is tab-separated; end the name in .tsv")
        files.check(output, force=force)
    document = ingest(source)
    sentences = split(document)
    pipeline = Pipeline(chosen)
    pipeline.obey(rules(document))
    words = pipeline.new_words(sentences, translated(document, sentences)) or []
    if output:
        files.write(output, written(word.entry for word in words), force=force)
    if as_json:
        from reader.cli.scripts import print_record

        print_record([_record(word, sentences) for word in words])
    else:
        _table(words, sentences)
        _own(pipeline, sentences)
    if not words:
        typer.echo("no new words: dictionary and glossaries have all that is said repeatedly", err=True)


def _record(word: NewWord, sentences: Sequence[Sentence]) -> dict[str, Any]:
    places = [(sentences[index], start) for index, start in word.places]
    sentence, start = places[0]
    length = len(word.text)
    return {
        "text": word.text,
        "kind": word.kind,
        "count": len(places),
        "pinyin": word.pinyin,
        "gloss": word.gloss,
        "places": [{"id": s.id, "start": s.start + at, "end": s.start + at + length} for s, at in places],
        "context": {"id": sentence.id, "text": sentence.text, "start": start, "end": start + length},
    }


def _table(words: Sequence[NewWord], sentences: Sequence[Sentence]) -> None:
    from reader.layout import cells, visible

    rows = [("word", "pinyin", "guess")]
    rows += [(word.text, " ".join(word.pinyin), word.gloss) for word in words]
    widths = [min(max(map(cells, column)), _COLUMN) for column in zip(*rows, strict=True)]
    ends = ["context", *(_excerpt(word, sentences) for word in words)]
    counts = ["count", *(str(len(word.places)) for word in words)]
    for row, count, end in zip(rows, counts, ends, strict=bool(words)):
        padded = "  ".join(text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=True))
        sys.stdout.write(visible(f"{count:>5}  {padded}  {end}") + "\n")


def _own(pipeline: Pipeline, sentences: Sequence[Sentence]) -> None:
    """The terms of the reader's own glossary that stand in the text, and how often."""
    from collections import Counter

    from reader import paths
    from reader.layout import visible

    path = paths.glossary()
    own = {entry for entry in pipeline.glossary.by(path) if any(entry.source in s.text for s in sentences)}
    found = Counter(m.entry for s in sentences for m in pipeline.annotate(s).matches if m.entry in own) if own else {}
    if found:
        sys.stdout.write(f"\n{visible(str(path))}\n")
    for entry, count in sorted(found.items(), key=lambda pair: -pair[1]):
        sys.stdout.write(visible(f"{count:>5}  {entry.source}  {entry.target}") + "\n")


def _excerpt(word: NewWord, sentences: Sequence[Sentence]) -> str:
    """The first sentence it stands in, or what is around it there, with the word in brackets."""
    index, start = word.places[0]
    text, end = " ".join(sentences[index].text.split("\n")), start + len(word.text)
    first = max(0, min(start, (start + end - _EXCERPT) // 2, len(text) - _EXCERPT))
    last = max(first + _EXCERPT, end)
    return f"{'…' * (first > 0)}{text[first:start]}[{word.text}]{text[end:last]}{'…' * (last < len(text))}"
