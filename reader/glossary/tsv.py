"""Glossary files: tab-separated, header `source target pinyin pos note variants`, `#` starts a comment line.

    source    the Chinese term; a * at its beginning or end lets it match inside a longer word there; a ? at its end
              says that it is an everyday word too (苹果?), which means this only in sentences about business
    target    its English; - says that this is no term, whatever an earlier glossary has
    pinyin    syllables with tone marks or tone numbers, one a Han character, separated by spaces
    pos       noun, verb, adj, person, company, model, media …
    note      a line for the card
    variants  other English forms that count as the term, separated by |

Columns after `target` may be left out at the end of a line. Of two lines with the same source the later one counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.errors import GlossaryError
from reader.model import Entry
from reader.pinyin import HAN_ONE, syllables

COLUMNS = ("source", "target", "pinyin", "pos", "note", "variants")
HEADER = "\t".join(COLUMNS)
NO_TERM = "-"
"""The target of what is no term."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The entries of one file, one a source, and what contradicts in it: a line each, with the lines of the file."""

    entries: tuple[Entry, ...]
    contradictions: tuple[str, ...] = ()


def load(path: Path) -> Loaded:
    """The entries of one file, in its order; a line that is there twice is no contradiction.

    Raises GlossaryError, with file and line, for whatever is wrong with it.
    """
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise GlossaryError(str(path), f"is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise GlossaryError(str(path), f"cannot be read: {error.strerror}") from error
    entries: dict[str, Entry] = {}
    seen: dict[str, tuple[int, list[str]]] = {}  # line and fields of each source
    contradictions = []
    header_seen = False
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        try:
            if not header_seen:
                _check_header(fields)
                header_seen = True
            else:
                entry = entry_of(fields := _padded(fields))
                if (before := seen.get(entry.source)) and (difference := _difference(before[1], fields)):
                    contradictions.append(
                        f"{path}, line {number}: “{entry.source}” has {difference} in line {before[0]};"
                        f" line {number} is used, so delete one of them"
                    )
                seen[entry.source] = number, fields
                entries[entry.source] = entry
        except ValueError as error:
            raise GlossaryError(f"{path}, line {number}", str(error)) from error
    if not header_seen:
        raise GlossaryError(str(path), f"has no header; its first line must be {_expected()}")
    return Loaded(tuple(entries.values()), tuple(contradictions))


def written(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of a file with these entries, which `load` reads again; each with its line break."""
    yield HEADER + "\n"
    for entry in entries:
        yield line_of(entry) + "\n"


def line_of(entry: Entry) -> str:
    """The line of an entry, without its line break."""
    return "\t".join(fields_of(entry)).rstrip("\t")


def fields_of(entry: Entry) -> tuple[str, ...]:
    """An entry as the columns of its line."""
    source = f"*{entry.source}*" if entry.inside else f"{entry.source}{'?' * entry.everyday}"
    return source, entry.target, " ".join(entry.pinyin), entry.pos, entry.note, "|".join(entry.variants)


def source_in(line: str) -> str:
    """The source of a line, without the marks beside it; "" for comments and blank lines."""
    return "" if line.startswith("#") else bare(line.split("\t", 1)[0])


def bare(source: str) -> str:
    """A source without the marks beside it."""
    return source.strip().strip("*?")


def _difference(before: list[str], fields: list[str]) -> str:
    """The first column in which two lines of the same source differ, and how; "" where they are the same."""
    for name, then, now in zip(COLUMNS, before, fields, strict=True):
        if then != now:
            return f"{name} “{now}” here and “{then}”" if then and now else f"another {name} here than"
    return ""


def _check_header(fields: list[str]) -> None:
    if tuple(fields) != COLUMNS[: len(fields)] or len(fields) < 2:
        raise ValueError(f"is not the header; the first line must be {_expected()}")


def _expected() -> str:
    return f"“{' '.join(COLUMNS)}”, separated by tabs"


def _padded(fields: list[str]) -> list[str]:
    if len(fields) > len(COLUMNS):
        raise ValueError(f"has {len(fields)} columns, at most {len(COLUMNS)} are known")
    if len(fields) < 2:
        raise ValueError("has no tab; source and target are separated by one")
    return fields + [""] * (len(COLUMNS) - len(fields))


def entry_of(fields: Sequence[str]) -> Entry:
    """The entry that a line with these columns is. Raises ValueError, which says what is wrong with the line."""
    source, target, pinyin, pos, note, variants = (field.strip() for field in fields)
    if source.startswith("#"):
        raise ValueError("begins with #, which makes it a comment")
    inside, everyday = source.startswith("*") or source.endswith("*"), source.endswith("?")
    source = bare(source)
    if not source or not target:
        raise ValueError(f"has no {'source' if not source else 'target'}")
    for name, value in zip(COLUMNS, (source, target, pinyin, pos, note, variants), strict=True):
        if any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in value):
            raise ValueError(f"has an invisible control character in {name}; remove it")
    if not HAN_ONE.search(source):
        raise ValueError(f"has a source without Chinese: “{source}”")
    return Entry(
        source=source,
        target=target,
        pinyin=syllables(pinyin, source) if pinyin else (),
        pos=pos,
        note=note,
        variants=tuple(v.strip() for v in variants.split("|") if v.strip()),
        inside=inside,
        everyday=everyday,
    )
