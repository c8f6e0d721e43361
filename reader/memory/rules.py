"""The reader's rules as tab-separated text, UTF-8, a line each under the header `kind word parts text place`.

    words    具身智能    具身智能               these characters are one word
    words    银行行长    银行 行长              or these
    reading  行长        háng zhǎng             with tone marks or numbers, one syllable a Chinese character
    reading  还          huán        news.md    only in the text that was read from there
    reading  还          huán        news.md    {"offset": 3, "before": "他", "after": "还了钱"}    only at this place

`text` and `place` may be left out, and so may the header; `#` begins a comment line. Escapes are as in `memory.tsv`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from reader.errors import SourceError
from reader.memory.tsv import columns, row
from reader.model import Anchor, KeptRule
from reader.pinyin import syllables

COLUMNS = ("kind", "word", "parts", "text", "place")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The rules of a file, and what is wrong with lines that are none, one line each with file and number."""

    rules: tuple[KeptRule, ...]
    problems: tuple[str, ...]


def load(path: Path) -> Loaded:
    """The rules of a file in its order. Raises SourceError if it cannot be read at all."""
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {error.strerror}") from error
    rules, problems = [], []
    for number, line in enumerate(lines, start=1):
        try:
            written = line.decode().removesuffix("\r")
            if written.strip() and not written.startswith("#") and not _is_header(written):
                rules.append(_rule(columns(written)))
        except UnicodeDecodeError:
            problems.append(f"{path}, line {number}: is not UTF-8; save the file as UTF-8")
        except ValueError as error:
            problems.append(f"{path}, line {number}: {error}")
    return Loaded(tuple(rules), tuple(problems))


def written(rules: Iterable[KeptRule]) -> Iterator[str]:
    """The lines of a file with these rules, which `load` reads again."""
    yield row(COLUMNS)
    for rule in rules:
        place = json.dumps(asdict(rule.place), ensure_ascii=False) if rule.place else ""
        fields = [rule.kind, rule.word, " ".join(rule.parts), rule.text, place]
        yield row(fields[: 5 if place else 4 if rule.text else 3])


def _is_header(line: str) -> bool:
    fields = tuple(line.split("\t"))
    return len(fields) > 1 and fields == COLUMNS[: len(fields)]


def _rule(fields: list[str]) -> KeptRule:
    if not 3 <= len(fields) <= len(COLUMNS):
        raise ValueError(f"has {len(fields)} columns; it must have kind, word and parts, and may have text and place")
    kind, word, parts, text, place = [*fields, "", ""][: len(COLUMNS)]
    if not word or word != "".join(word.split()):
        raise ValueError(f"has {'a space in its' if word else 'no'} word")
    anchor = _anchor(place) if place else None
    if anchor and not text:
        raise ValueError("has a place, but no text that it is in")
    if kind == "reading":
        return KeptRule("reading", word, syllables(parts, word), text, anchor)
    if kind != "words":
        raise ValueError(f"has the kind “{kind}”, which is not known; write words or reading")
    if "".join(parts.split()) != word:
        raise ValueError(f"has parts “{parts}” that are not the characters of “{word}”")
    return KeptRule("words", word, tuple(parts.split()), text, anchor)


def _anchor(place: str) -> Anchor:
    try:
        found = Anchor(**json.loads(place))
    except (ValueError, TypeError):
        found = None
    if found is None or type(found.offset) is not int or type(found.before) is not str or type(found.after) is not str:
        raise ValueError(f"has a place that is none: {place}; leave it as it was exported, or empty")
    return found
