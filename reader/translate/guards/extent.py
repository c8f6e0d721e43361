"""How much English there is: none at all, none that is English, far too much or far too little."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import accumulate

from reader.model import Flag
from reader.pinyin import HAN
from reader.translate.guards.lexicon import Lexicon, stems

_HAN = re.compile(rf"[{HAN}]+")
_SAYS = re.compile(r"[^\W_]")  # a letter or digit of any script

# Characters of English for one character of the source, fitted on the English of a leading online system for wmt17
# and flores-dev (3,000 sentences): a character of a word of two, three and more, any other Chinese character, one that
# English says by grammar, a Latin letter (names often stand in brackets behind their Chinese), a digit, a mark.
_IN_WORD = (4.9, 3.6, 3.2)
_ALONE, _GRAMMAR, _LETTER, _DIGIT, _MARK = 2.9, 0.0, 0.3, 2.5, 3.5
_GRAMMATICAL = frozenset("的了着地得過过着们們")

SPREAD = 0.18  # standard deviation of the logarithm of actual to expected length, on the same sentences

# An English is too short by its length alone; one that is too long also has words that no word of the source explains.
_SHORT, _LONG = -0.66, 0.34  # logarithms of actual to expected length
_UNEXPLAINED = 0.22  # of the content words of an English that is too long, and
_WORDS = 4  # of them at least
_SLACK = 25  # characters of English that may be more or less in any sentence, however short


def expected(source: str, lexicon: Lexicon) -> list[float]:
    """How many characters of English to expect for each beginning of the source: item n for its first n characters."""
    each = [_one(character) for character in source]
    for start, end in lexicon.content(source):
        each[start:end] = [_IN_WORD[min(end - start, 4) - 2]] * (end - start)
    return [0.0, *accumulate(each)]


def _one(character: str) -> float:
    if character in _GRAMMATICAL:
        return _GRAMMAR
    if _HAN.match(character):
        return _ALONE
    if character.isalpha():
        return _LETTER
    return _DIGIT if character.isdigit() else 0.0 if character.isspace() else _MARK


def empty(source: str, target: str) -> Iterator[Flag]:
    if _SAYS.search(source) and not _SAYS.search(target):
        yield Flag("empty", "no English at all", 0, len(source), repaired=False)


def untranslated(source: str, target: str) -> Iterator[Flag]:
    """Chinese in the English, be it the whole source or a word."""
    left = _HAN.findall(target)
    if left:
        share = sum(map(len, left)) / max(1, sum(map(len, _HAN.findall(source))))
        detail = "the Chinese itself, not translated" if share > 0.5 else f"Chinese left over: {left[0][:12]}"
        start = max(0, source.find(left[0]))
        whole = share > 0.5 or left[0] not in source
        yield Flag("untranslated", detail, 0 if whole else start, len(source) if whole else start + len(left[0]), False)


def length(source: str, target: str, lexicon: Lexicon) -> Iterator[Flag]:
    """An English far shorter than such a source has, or far longer and of other things."""
    usual, actual = expected(source, lexicon)[-1], len(target.strip())
    if not _HAN.search(source) or not actual or abs(actual - usual) < _SLACK:
        return
    ratio = math.log(actual / max(usual, 1.0))
    if ratio < _SHORT or (ratio > _LONG and _of_other_things(source, target, lexicon)):
        detail = f"{actual} characters of English where about {round(usual)} are usual"
        yield Flag("length", detail, 0, len(source), repaired=False)


def _of_other_things(source: str, target: str, lexicon: Lexicon) -> bool:
    """Whether many words are explained by no word of the source; names and titles (in capitals) may be long."""
    words, explained = stems(target), lexicon.explained(source)
    other = sum(stem not in explained and target[at].islower() for stem, at in words)
    return other >= _WORDS and other > _UNEXPLAINED * len(words)
