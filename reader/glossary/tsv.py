"""Glossary files: tab-separated, header `source target pinyin pos note variants`, `#` starts a comment line.

    source    the Chinese term; a * at its beginning or end lets it match inside a longer word there; a ? at its end
              says that it is an everyday word too (苹果?), which means this only in sentences about business
    target    its English
    pinyin    syllables with tone marks, one a Han character, separated by spaces
    pos       noun, verb, adj, person, company, model, media …
    note      a line for the card
    variants  other English forms that count as the term, separated by |

Columns after `target` may be left out at the end of a line.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from reader.errors import GlossaryError
from reader.model import Entry

COLUMNS = ("source", "target", "pinyin", "pos", "note", "variants")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
# Initials and finals of Hanyu Pinyin in any combination, and the syllables without vowels.
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a(?:i|o|ng?)?|e(?:i|ng?|r)?|i(?:a(?:o|ng?)?|e|ng?|ong|u)?|o(?:u|ng)?"
    r"|u(?:a(?:i|ng?)?|e|i|n|o)?|ü(?:e|an|n)?)|ê|h?m|h?ng?",
    re.IGNORECASE,
)
_TONES = "\u0304\u0301\u030c\u0300"


def load(path: Path) -> list[Entry]:
    """The entries of one file, in its order.

    Raises GlossaryError, with file and line, for whatever is wrong with it.
    """
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise GlossaryError(str(path), f"is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise GlossaryError(str(path), f"cannot be read: {error.strerror}") from error
    entries: list[Entry] = []
    seen: dict[str, int] = {}  # the line of each source
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
                entries.append(entry := _entry(fields))
                if (first := seen.setdefault(entry.source, number)) != number:
                    raise ValueError(f"has “{entry.source}” again, which line {first} has already; keep one of them")
        except ValueError as error:
            raise GlossaryError(f"{path}, line {number}", str(error)) from error
    if not header_seen:
        raise GlossaryError(str(path), f"has no header; its first line must be {_expected()}")
    return entries


def _check_header(fields: list[str]) -> None:
    if tuple(fields) != COLUMNS[: len(fields)] or len(fields) < 2:
        raise ValueError(f"is not the header; the first line must be {_expected()}")


def _expected() -> str:
    return f"“{' '.join(COLUMNS)}”, separated by tabs"


def _entry(fields: list[str]) -> Entry:
    if len(fields) > len(COLUMNS):
        raise ValueError(f"has {len(fields)} columns, at most {len(COLUMNS)} are known")
    if len(fields) < 2:
        raise ValueError("has no tab; source and target are separated by one")
    source, target, pinyin, pos, note, variants = fields + [""] * (len(COLUMNS) - len(fields))
    inside, everyday = source.startswith("*") or source.endswith("*"), source.endswith("?")
    source = source.strip("*?")
    if not source or not target:
        raise ValueError(f"has no {'source' if not source else 'target'}")
    for name, value in zip(COLUMNS, (source, target, pinyin, pos, note, variants), strict=True):
        if any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in value):
            raise ValueError(f"has an invisible control character in {name}; remove it")
    if not _HAN.search(source):
        raise ValueError(f"has a source without Chinese: “{source}”")
    return Entry(
        source=source,
        target=target,
        pinyin=_syllables(pinyin, source),
        pos=pos,
        note=note,
        variants=tuple(v.strip() for v in variants.split("|") if v.strip()),
        inside=inside,
        everyday=everyday,
    )


def _syllables(pinyin: str, source: str) -> tuple[str, ...]:
    syllables = tuple(unicodedata.normalize("NFC", pinyin).split())
    if not syllables:
        return ()
    if len(syllables) != len(_HAN.findall(source)):
        count = len(_HAN.findall(source))
        raise ValueError(f"has {len(syllables)} syllables of pinyin for the {count} Chinese characters of “{source}”")
    for syllable in syllables:
        if not _SYLLABLE.fullmatch(_toneless(syllable)):
            raise ValueError(f"has “{syllable}”, which is not a syllable with a tone mark (like kāi)")
    return tuple(s.lower() for s in syllables)


def _toneless(syllable: str) -> str:
    parts = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
