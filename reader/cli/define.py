"""`duizhao define`: one word, with all that the dictionary, the HSK lists and the glossary know of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reader.cli.options import Glossary

if TYPE_CHECKING:
    from reader.language.define import Definition
    from reader.language.dictionary import Dictionary, DictionaryEntry
    from reader.model import Entry, Part

_LONGEST = 40  # characters; the longest headword of the dictionary has 19
_SHOWN = 30  # cells of a wrong word that the complaint repeats
_MEANINGS = 6  # of a character or a word inside, on screen


def define(
    word: Annotated[str, typer.Argument(help="A Chinese word, simplified or traditional.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    glossary: Glossary = None,
) -> None:
    """Look a word up: readings, meanings, HSK levels, the words in it. Exit code 1 if it is not found."""
    from reader import paths
    from reader.language.define import define as look_up
    from reader.language.dictionary import Dictionary
    from reader.pipeline import Options, open_glossary

    word = word.strip()
    _refuse_at_sight(word)
    terms = open_glossary(Options("gloss", tuple(glossary or ())))
    term = terms.get(word)
    dictionary = Dictionary.open(paths.cache())
    _refuse_foreign(word, dictionary)
    found = look_up(word, dictionary, term.pinyin if term else ())
    if as_json:
        _print_json(found, term)
    else:
        for line in _lines(found, term, own=terms.origin(word) == paths.glossary()):
            sys.stdout.write(line + "\n")
    if not found.entries and not term:
        parts = "what is in it is shown" if found.inside or found.characters else "try a part of it"
        typer.echo(f"duizhao: {word}: neither in the dictionary nor in a glossary; {parts}", err=True)
        raise typer.Exit(1)


def _refuse_at_sight(word: str) -> None:
    """Raises SourceError for what can be no word."""
    from reader.errors import SourceError
    from reader.layout import shorten, visible

    name = shorten(visible(word[:_LONGEST]), _SHOWN) or "WORD"
    if not word:
        raise SourceError("WORD", "empty; give a Chinese word, for example 银行")
    if len(word) > _LONGEST:
        raise SourceError(name, f"longer than {_LONGEST} characters; duizhao annotate takes a text")
    if visible(word) != word:
        raise SourceError(name, "control characters in it or what is no text; give a Chinese word without them")


def _refuse_foreign(word: str, dictionary: Dictionary) -> None:
    """Raises SourceError for a word without Chinese; the dictionary has some (PK)."""
    from reader.errors import SourceError
    from reader.pinyin import is_han

    if not any(map(is_han, word)) and not dictionary.has(word):
        raise SourceError(word, "no Chinese in it; give a Chinese word, for example 银行")


def _lines(found: Definition, term: Entry | None, *, own: bool) -> Iterator[str]:
    """What people are shown; the text of dictionary and glossary without what steers a terminal."""
    from reader.language import hsk
    from reader.layout import visible

    newest, *older = found.hsk.items()
    others = " · ".join(f"{of}: {hsk.said(level).removeprefix('HSK ')}" for of, level in older if level)
    yield f"{found.word}  {hsk.said(newest[1])}" + (f" ({others})" if others else "")
    if term:
        origin = f"{'your ' * own}glossary: {' '.join(term.pinyin)}"
        yield visible("  ".join(filter(None, [origin.rstrip(), term.target, term.note])))
    for entry in found.entries:
        yield ""
        yield f"{_head(entry)}  {_spoken(entry)}".rstrip()
        yield from (f"  {visible(line)}" for line in _meanings(entry))
    for title, parts in (("words in it", found.inside), ("characters", found.characters)):
        if parts:
            yield f"\n{title}"
            yield from map(visible, _parts(parts))


def _head(entry: DictionaryEntry) -> str:
    same = entry.simplified == entry.traditional
    return entry.simplified if same else f"{entry.simplified} · {entry.traditional}"


def _spoken(entry: DictionaryEntry) -> str:
    from reader.pinyin import mark

    spoken = " ".join(map(mark, entry.pinyin))
    return spoken[:1].upper() + spoken[1:] if entry.proper else spoken


def _meanings(entry: DictionaryEntry) -> Iterator[str]:
    from reader.language.senses import kind, ordered

    for definition in ordered((entry,), entry.pinyin):
        match kind(definition):
            case "measured by":
                yield re.sub("^classifiers?", "counted with", definition)
            case "measure word":
                yield definition.replace("classifier", "measure word", 1)
            case _:
                yield definition


def _parts(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        yield f"  {part.text}  {''.join(part.pinyin)}  {' · '.join(part.definitions[:_MEANINGS])}".rstrip()


def _print_json(found: Definition, term: Entry | None) -> None:
    from reader.cli.scripts import print_record

    record: dict[str, Any] = {
        "word": found.word,
        "hsk": found.hsk,
        "term": term.target if term else None,
        "entries": [_entry(entry) for entry in found.entries],
        "inside": [_part(part) for part in found.inside],
        "characters": [_part(part) for part in found.characters],
    }
    if term and term.note:
        record["note"] = term.note
    print_record(record)


def _entry(entry: DictionaryEntry) -> dict[str, Any]:
    from reader.language.senses import kind, ordered
    from reader.pinyin import mark

    return {
        "simplified": entry.simplified,
        "traditional": entry.traditional,
        "pinyin": [mark(tone) for tone in entry.pinyin],
        "tones": entry.pinyin,
        "name": entry.proper,
        "meanings": [{"kind": kind(text), "text": text} for text in ordered((entry,), entry.pinyin)],
    }


def _part(part: Part) -> dict[str, Any]:
    return {"text": part.text, "pinyin": "".join(part.pinyin), "definitions": part.definitions}
