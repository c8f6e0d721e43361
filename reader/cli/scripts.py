"""For scripts: JSON Lines on stdout, one sentence a line; the schema is assets/schema.json.

Borders of sentences are those of the program alone, so that ids stay; words are as the reader has cut and read them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reader.cli.options import Beam, Engine, Glossary, Lines, Quality, Script, Source, Threads, Tones, options, settings

if TYPE_CHECKING:
    from reader.model import Annotated as AnnotatedSentence
    from reader.model import Document, Sentence, Translation, Word


def sentences(source: Source, lines: Lines = False, script: Script = None) -> None:
    """Print the sentences of a text, one a line."""
    from reader.layout import visible

    on_screen = sys.stdout.isatty()
    for sentence in _sentences(source, lines, script)[0]:
        line = " ".join(sentence.text.split("\n"))
        sys.stdout.write((visible(line) if on_screen else line) + "\n")


def annotate(
    source: Source,
    lines: Lines = False,
    definitions: Annotated[bool, typer.Option("--definitions/--no-definitions", help="With meanings.")] = True,
    glossary: Glossary = None,
    script: Script = None,
    tones: Tones = None,
) -> None:
    """Print words, readings and meanings as JSON Lines."""
    from reader.cli.work import rules
    from reader.language import sandhi
    from reader.pipeline import Pipeline

    config = settings(tones)
    chosen = options("gloss", glossary)
    found, _, document = _sentences(source, lines, script)
    pipeline = Pipeline(chosen)
    pipeline.obey(rules(document))
    for sentence in found:
        annotated = pipeline.annotate(sentence)
        words = sandhi.spoken(annotated.words) if config.tones == "spoken" else annotated.words
        _print_annotated(sentence, words, definitions=definitions)


def translate(
    source: Source,
    engine: Engine = "auto",
    glossary: Glossary = None,
    lines: Lines = False,
    quality: Quality = "best",
    beam: Beam = None,
    threads: Threads = 0,
    script: Script = None,
) -> None:
    """Print the English of each sentence as JSON Lines."""
    from reader.cli.work import open_store, run
    from reader.pipeline import Pipeline

    chosen = options(engine, glossary, quality, beam, threads)
    found, wanted, document = _sentences(source, lines, script)
    store = open_store()
    pipeline = Pipeline(chosen, store)
    pipeline.obey(store.rules(document))
    for annotated, translation in run(pipeline, found, wanted):
        if translation:
            print_record(translation_record(annotated, translation))


def _sentences(source: str, lines: bool, script: str | None) -> tuple[list[Sentence], list[bool], Document | None]:
    """The sentences of a source, which of them are to be translated, and the document unless it is `lines`."""
    from reader.cli.work import open_document
    from reader.language.sentences import split
    from reader.pipeline import translated

    if lines:
        found = list(_of_lines(source, script))
        return found, [True] * len(found), None
    document = open_document(source, script)
    found = split(document)
    return found, translated(document, found), document


def _of_lines(source: str, script: str | None) -> Iterator[Sentence]:
    """Every line as one sentence and one paragraph, empty ones too; offsets as if joined by line breaks."""
    from reader.cli.work import script_named
    from reader.ingest import read_lines
    from reader.language.script import convert_all
    from reader.model import Sentence, sentence_id

    wanted = script_named(script)
    lines, start = read_lines(source), 0
    for number, line in enumerate(convert_all(lines, wanted) if wanted else lines):
        yield Sentence(sentence_id(line, 0), number, start, start + len(line), line)
        start += len(line) + 1


def _print_annotated(sentence: Sentence, words: Sequence[Word], *, definitions: bool) -> None:
    """One record; word by word, because a line of a million characters is one sentence where --lines is given."""
    head = {
        "id": sentence.id,
        "paragraph": sentence.paragraph,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
    }
    sys.stdout.write(_json(head).removesuffix("}") + ', "words": [')
    for place, word in enumerate(words):
        sys.stdout.write((", " if place else "") + _json(_word(word, definitions=definitions)))
    sys.stdout.write("]}\n")


def _word(word: Word, *, definitions: bool) -> dict[str, Any]:
    record: dict[str, Any] = {"text": word.text, "start": word.start, "end": word.end, "kind": word.kind}
    if word.pinyin:
        record |= {"pinyin": word.pinyin, "tones": word.tones}
    if word.spoken:
        record["spoken"] = word.spoken
    if word.reading:
        record |= {"reading": word.reading, "certain": word.certain}
    if definitions and word.definitions:
        record["definitions"] = word.definitions
    if word.hsk:
        record["hsk"] = word.hsk
    if word.term:
        record["term"] = word.term
    if word.kind in ("word", "name"):
        record["new"] = word.new
    return record


def translation_record(annotated: AnnotatedSentence, translation: Translation) -> dict[str, Any]:
    from dataclasses import asdict

    record: dict[str, Any] = {
        "id": translation.id,
        "source": annotated.sentence.text,
        "target": translation.target,
        "engine": translation.engine,
        "version": translation.version,
        "machine": translation.machine,
        "terms": [asdict(term) for term in translation.terms],
        "flags": [asdict(flag) for flag in translation.flags],
    }
    if translation.chosen:
        record["chosen"] = True
    if translation.original:
        record["original"] = translation.original
    if translation.links:
        record["links"] = [asdict(link) for link in translation.links]
    return record


def print_record(record: dict[str, Any] | list[dict[str, Any]]) -> None:
    """One line of JSON."""
    sys.stdout.write(_json(record) + "\n")


def _json(record: dict[str, Any] | list[dict[str, Any]]) -> str:
    """Without line breaks; what steers a terminal, or ends a line for some programs, is escaped."""
    from reader.layout import visible

    line = json.dumps(record, ensure_ascii=False)
    if visible(line) != line:
        line = "".join(c if visible(c) else json.dumps(c)[1:-1] for c in line)
    return line
