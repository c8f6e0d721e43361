"""Simplified and traditional characters, phrase by phrase, by OpenCC: 头发 ↔ 頭髮, 发展 ↔ 發展.

A document is converted before it has sentences, so that all offsets are those of the text that is shown. What is in
the wanted script already is left alone, because 后 and 里 are traditional characters too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal, get_args

from reader.model import CODE, Document

Script = Literal["simplified", "traditional"]
SCRIPTS: tuple[Script, ...] = get_args(Script)

# OpenCC's settings by the script that comes out. Both take traditional characters as Taiwan and CC-CEDICT write them
# (裡, 為, 看著); its other variants (裏, 爲, 看着) are understood too.
_SETTINGS: dict[Script, str] = {"simplified": "tw2s", "traditional": "s2tw"}

# Words with 著 that OpenCC takes for 着; all others it tells apart (著作, 看著).
_WRITTEN = re.compile("(?<=[原土專編論拙卓遺較知])著")
# The blocks of OpenCC's tables: extension A, the main block, compatibility ideographs, and the planes 2 and 3.
_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
# Code is not to be touched; a lone surrogate is no text, and OpenCC stops at some control characters.
_APART = re.compile(rf"({CODE}|[\x00-\x1f\x7f-\x9f\ud800-\udfff]+)")


def convert(text: str, script: Script) -> str:
    """Text in this script, character for character, whatever it is in now; code in backticks stays."""
    parts = _APART.split(text)  # at odd places what is left alone
    return "".join(part if number % 2 else _converted(part, script) for number, part in enumerate(parts))


def traditional() -> str:
    """All characters that are written otherwise in simplified script, at least by themselves.

    It takes a third of a second to ask OpenCC for all, which is as long as for 20,000 one by one.
    """
    every = "".join(chr(code) for first, last in _HAN for code in range(first, last + 1))
    return "".join(a for a, b in zip(every, convert(every, "simplified"), strict=True) if a != b)


def convert_all(texts: Sequence[str], script: Script) -> list[str]:
    """The parts of one text in this script; those that are in it stay as they are.

    A part that could be either (皇后在北京) counts as what the whole text is.
    """
    leanings = [_leaning(text) for text in texts]
    whole = sum(leanings)
    sign = 1 if script == "traditional" else -1
    return [
        text if sign * (leaning or whole) > 0 else convert(text, script)
        for text, leaning in zip(texts, leanings, strict=True)
    ]


def converted(document: Document, script: Script) -> Document:
    """The same document in this script; blocks of code stay as they are."""
    prose = [number for number, block in enumerate(document.blocks) if block.kind != "code"]
    texts = [document.text_of(block) for block in document.blocks]
    heads = [document.title, document.publisher]
    *found, title, publisher = convert_all([*(texts[number] for number in prose), *heads], script)
    for number, text in zip(prose, found, strict=True):
        texts[number] = text
    blocks, start = [], 0
    for block, text in zip(document.blocks, texts, strict=True):
        blocks.append(replace(block, start=start, end=start + len(text)))
        start += len(text) + 2
    return replace(document, text="\n\n".join(texts), blocks=tuple(blocks), title=title, publisher=publisher)


def _leaning(text: str) -> int:
    """Above 0 where more characters of a text would change in simplified script than in traditional, below 0 else."""
    return sum(map(str.__ne__, text, convert(text, "simplified"))) - sum(
        map(str.__ne__, text, convert(text, "traditional"))
    )


def _converted(text: str, script: Script) -> str:
    if text.isascii():
        return text
    found = _converter(script)(text)
    if script == "simplified" and "著" in text and len(found) == len(text):
        characters = [*found]
        for match in _WRITTEN.finditer(text):
            characters[match.start()] = "著"
        found = "".join(characters)
    return found


@lru_cache(maxsize=2)
def _converter(script: Script) -> Callable[[str], str]:
    from opencc import OpenCC

    converter: Callable[[str], str] = OpenCC(_SETTINGS[script]).convert
    return converter
