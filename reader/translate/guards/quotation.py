"""Quotation marks that do not pair, and quotations whose words are not in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.language.pinyin import HAN
from reader.model import Flag
from reader.translate.guards.lexicon import Lexicon, stems

_QUOTED = re.compile(r"“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》]*》|\"[^\"]*\"|＂[^＂]*＂")
_SAID = re.compile(rf"[{HAN}A-Za-z\d]")
_INCHES = re.compile(r"\d\s*\"")
_LEAST = 0.34  # of the words quoted: a quotation with so few of them in the English, or fewer, is lost
_NEAR = 0.5  # of the sentence: how far from its place a quotation is looked for
_ENGLISH = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|(?<!\w)'[^']+'(?!\w)|«[^«»]*»")


def flags(source: str, target: str, lexicon: Lexicon) -> Iterator[Flag]:
    marks = _unpaired(target)
    if marks and not _unpaired(source):
        yield Flag("quotation", f"quotation marks that do not pair: {marks}", 0, len(source), repaired=False)
    quoted = {found[0]: found for found in _QUOTED.finditer(source)}
    pairs = len(_ENGLISH.findall(target))
    if len(quoted) <= pairs or not target:
        return
    explained, words = lexicon.explained(source), stems(target)
    said = [(stem, at / len(target)) for stem, at in words]
    named = any(stem not in explained and target[at].isupper() for stem, at in words)
    lost = [
        found
        for found in quoted.values()
        if not (named and found[0][0] == "《") and _lost(found[0], _near(said, found, len(source)), target, lexicon)
    ]
    kept = sum(found[0][0] != "《" for found in quoted.values() if found not in lost)
    spare = max(0, pairs - kept)  # quotations of the English that may be these, freely rendered
    for found in lost[spare:]:
        detail = f"nothing in the English for {found[0]}"
        yield Flag("quotation", detail, found.start(), found.end(), repaired=False)


def _near(said: Sequence[tuple[str, float]], quoted: re.Match[str], size: int) -> set[str]:
    """The stems of the English that stand near the place of a quotation."""
    start, end = quoted.start() / size - _NEAR, quoted.end() / size + _NEAR
    return {stem for stem, at in said if start <= at <= end}


def _unpaired(text: str) -> str:
    """The marks that do not pair, as they stand in a text; straight marks may pair with curly ones."""
    text = _INCHES.sub("", text) if text.count('"') % 2 else text
    straight, opening, closing = text.count('"') + text.count("＂"), text.count("“"), text.count("”")
    if (straight + opening + closing) % 2 or (not straight and opening != closing):
        return " ".join(re.findall(r"[“”\"＂]", text))
    return ""


def _lost(quoted: str, said: set[str], target: str, lexicon: Lexicon) -> bool:
    """Whether the English has few or none of the words quoted; False where they cannot be looked for."""
    words = [quoted[start:end] for start, end in lexicon.content(quoted)]
    latin = re.findall(r"[A-Za-z\d]{2,}", quoted)
    if not words and not latin:
        return False
    found = sum(bool(lexicon.meanings(word) & said) for word in words) + sum(word in target for word in latin)
    return found <= (len(words) + len(latin)) * _LEAST
