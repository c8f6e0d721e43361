"""Quotation marks that do not pair, and quotations whose words are not in the English.

A translator may well say a quotation without its marks, or a title in italics: then its words stand together somewhere.
Where the English has fewer quotations than the source, those are lost whose words do not, or all but a few.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from reader.model import Flag
from reader.pinyin import HAN
from reader.translate.guards.extent import expected
from reader.translate.guards.lexicon import Lexicon, stem, stems

_QUOTED = re.compile(r"“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》]*》|\"[^\"]*\"|＂[^＂]*＂")
_ENGLISH = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|(?<!\w)'[^']+'(?!\w)|«[^«»]*»")
_MARK = re.compile(r"[“”\"＂]")
_INCHES = re.compile(r"\d\s*\"")
_LATIN = re.compile(r"[A-Za-z\d]{2,}")
_SAID = re.compile(rf"[{HAN}]|{_LATIN.pattern}")

_MANY = 40  # quotations of one sentence that are looked at
_FOUND = 0.5  # of the words of a quotation: with fewer of them together in the English, it is lost, and
_SPOKEN = 0.51  # one that is no title, if half of them
_LONGER, _SLACK = 1.3, 15  # its English may be so many times as long as usual, and so many characters longer
_NEAR, _NEARER = 0.15, 0.05  # of the sentence: within it a name that the source does not explain may be a title, any

# What the English looks like where something was taken out of it: an article or preposition that leads to nothing.
_PREPOSITION = "of|in|at|on|for|to|from|by|with|as"
_VERB = "is|are|was|were|has|have|had|will|said"
_SEAM = re.compile(
    rf"""\b(?:an?|the|its|his|their|\w+['’]s) \s+ (?:{_PREPOSITION}|{_VERB}|and|or|which|that|who|during|after|before)\b
      |  \b(?:an?|the|{_PREPOSITION}|into|between|called|named|titled|entitled|and|or|than|book) \s*
         (?:[.,;:!?](?![.\d])|$)
      |  \ba \s (?!uni|us[eu]|eu|one|once|uto)[aeiou]\w+
      |  ^\s*[,:;] | ,\s*[.,;:]""",
    re.VERBOSE | re.IGNORECASE,
)


class _Quotation(NamedTuple):
    start: int
    end: int
    words: tuple[frozenset[str], ...]  # the meanings of each, or a Latin word itself
    size: float  # characters of English that are usual for it

    def within(self, stand: Iterable[tuple[str, int]]) -> int:
        """How many of its words are among these stems."""
        there = {stem for stem, _ in stand}
        return sum(not word.isdisjoint(there) for word in self.words)


def flags(source: str, target: str, lexicon: Lexicon) -> Iterator[Flag]:
    if marks := _unpaired(source, target):
        yield Flag("quotation", f"quotation marks that do not pair: {marks}", 0, len(source), repaired=False)
    quoted = {found[0]: found for found in _QUOTED.finditer(source) if _SAID.search(found[0])}
    english = [found.span() for found in _ENGLISH.finditer(target)]
    if len(english) >= len(quoted) or len(quoted) > _MANY:
        return
    usual, content = expected(source, lexicon), lexicon.content(source)
    quotations = [_quotation(source, *found.span(), usual, content, lexicon) for found in quoted.values()]
    said = [*stems(target), *((found[0].lower(), found.start()) for found in _LATIN.finditer(target))]
    said.sort(key=itemgetter(1))
    seam, explained = bool(_SEAM.search(target)), lexicon.explained(source)
    names = [at / len(target) for stem, at in stems(target) if target[at].isupper() and stem not in explained]
    for lost in _unmarked(quotations, english, said, len(source), len(target)):
        together = _together(lost, said)
        share = together / len(lost.words) if lost.words else 0.0
        title = source[lost.start] == "《"
        place = (lost.start + lost.end) / 2 / len(source)
        named = any(abs(at - place) <= (_NEAR if title else _NEARER) for at in names)
        if seam or (share < (_FOUND if title else _SPOKEN) and not named):
            detail = f"nothing in the English for {source[lost.start : lost.end]}"
            yield Flag("quotation", detail, lost.start, lost.end, repaired=False)


def _quotation(
    source: str, start: int, end: int, usual: Sequence[float], content: Sequence[tuple[int, int]], lexicon: Lexicon
) -> _Quotation:
    words = [lexicon.meanings(source[first:last]) for first, last in content if start <= first < end]
    words += [frozenset((word.lower(), stem(word))) for word in _LATIN.findall(source[start:end])]
    return _Quotation(start, end, tuple(words), usual[end] - usual[start])


def _unmarked(
    quotations: Sequence[_Quotation],
    english: Sequence[tuple[int, int]],
    said: Sequence[tuple[str, int]],
    source_size: int,
    target_size: int,
) -> list[_Quotation]:
    """The quotations that none of the English ones is: not by its words, nor, those being equal, by its place."""
    likeness = [
        (
            quotation.within(inside) / max(1, len(quotation.words))
            - abs((start + end) / 2 / target_size - (quotation.start + quotation.end) / 2 / source_size),
            quotation,
            (start, end),
        )
        for start, end in english
        for inside in [[one for one in said if start <= one[1] < end]]
        for quotation in quotations
    ]
    left, free = list(quotations), set(english)
    for _, quotation, span in sorted(likeness, key=itemgetter(0), reverse=True):
        if quotation in left and span in free:
            left.remove(quotation)
            free.remove(span)
    return left


def _together(quotation: _Quotation, said: Sequence[tuple[str, int]]) -> int:
    """How many of its words stand together in the English, as near to each other as in a quotation of its size."""
    reach = quotation.size * _LONGER + _SLACK
    mine = [one for one in said if any(one[0] in word for word in quotation.words)]
    ends = [bisect_right(mine, at + reach, key=itemgetter(1)) for _, at in mine]
    return max((quotation.within(mine[n:end]) for n, end in enumerate(ends)), default=0)


def _unpaired(source: str, target: str) -> str:
    """The marks of the English that do not pair, or fewer than the one side that the source has of a pair, as text."""
    there, here = _marks(source), _marks(target)
    if _odd(here) and not _odd(there):
        return " ".join(here)
    if _odd(there) and not _odd(here) and len(here) < len(there):
        return " ".join(here) or "none, where the source has " + " ".join(there)
    return ""


def _marks(text: str) -> list[str]:
    return _MARK.findall(_INCHES.sub("", text) if text.count('"') % 2 else text)


def _odd(marks: Sequence[str]) -> bool:
    """Whether these do not pair; straight marks may pair with curly ones."""
    curly = {mark: marks.count(mark) for mark in "“”"}
    return len(marks) % 2 > 0 or (sum(curly.values()) == len(marks) and curly["“"] != curly["”"])
