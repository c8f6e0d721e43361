"""Latin names, versions, quoted Latin strings, hashtags and mentions of the source: the English must have them as they
are.

Capitals, accents, spaces and hyphens do not count: iPhone7 is there in “the iPhone 7”. A word that is one or two
letters off is put right; an abbreviation may be written out (GDP, gross domestic product).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reader.language.english_units import unit_after
from reader.language.numerals import normal
from reader.translate.mending import Edit, Finding

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_WORD = rf"[{_LETTER}0-9]+(?:[.'’&+_/-]?[{_LETTER}0-9]+)*[+#]{{0,2}}"
_NAME = re.compile(rf"[#@]?(?=[0-9]*[{_LETTER}]){_WORD}(?:[ \u00a0](?=[{_LETTER}0-9]){_WORD})*")
_COUNTED = re.compile("[%‰万亿年月日元个多余倍点时分度号名人家次]")  # 占GDP10%: the digits are a quantity's
_DIGITS_LAST = re.compile("(?<=[A-Za-z])[0-9.,]+$")
_PLAIN = re.compile(r"[a-z0-9]|(?<=[0-9])\.(?=[0-9])")
_LINK = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u9fff，。]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)
_SHORTEST = 2  # letters; one letter is a grade, a vitamin, a plan
_CLOSE = 0.75  # of the letters of two words in common, in order
_LONG_ENOUGH = 4  # letters of a word that may be recognised by likeness
# Latin words of Chinese that English writes in its own way.
_OTHERWISE = {"ceo", "tv", "pc", "app", "vs", "no", "pm", "am", "ok", "pk", "vip", "logo", "mv", "ktv", "ins"}


def compare(source: str, target: str, skip: Sequence[tuple[int, int]] = ()) -> list[Finding]:
    """The names of `source` that `target` lacks; `skip` are spans of the source that are not looked at."""
    names = list(_names(source, skip))
    if not names:
        return []
    folded, offsets = _folded(target)
    words = {word for _, _, name in names for word in _words(name)}
    findings, taken = [], set[int]()
    for start, end, name in names:
        if name[0] in "#@" and (edits := _mark(folded, offsets, target, name)):
            findings.append(Finding("name", name, start, end, edits))
            continue
        lacking = [] if _has(folded, _fold(name)) else [word for word in _words(name) if not _has(folded, word)]
        if not lacking or _written_out(name, target):
            continue
        mended = []
        for word in lacking:
            near = _nearest(target, name, word, words, taken)
            if near is None:
                break
            mended.append(near)
        edits = tuple(mended) if len(mended) == len(lacking) else ()
        taken |= {edit.start for edit in edits}
        findings.append(Finding("name", name, start, end, edits))
    return findings


def places(source: str, target: str) -> list[tuple[int, int]]:
    """Where the names of the source that hold digits stand in `target`: the 7 of “iPhone 7” is no amount."""
    found: list[tuple[int, int]] = []
    for _, _, name in _names(source, ()):
        if any(character.isdecimal() for character in name):
            letters = r"[ \u00a0-]?".join(re.escape(part) for part in re.findall(r"[0-9.]+|[^0-9.\s-]+", name))
            found += (place.span() for place in re.finditer(rf"(?<!\w){letters}(?!\w)", target, re.IGNORECASE))
    return found


def _names(source: str, skip: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    plain = normal(source)
    apart = [*skip, *(found.span() for found in _LINK.finditer(plain))]
    for found in _NAME.finditer(plain):
        start, end = found.span()
        if _COUNTED.match(plain, end) and (digits := _DIGITS_LAST.search(found[0])):
            end = start + digits.start()
        name = plain[start:end]
        if len(_fold(name)) < _SHORTEST or name.lower() in _OTHERWISE or any(start < b and a < end for a, b in apart):
            continue
        if plain[start - 1 : start].isdecimal() or (name[0].isdecimal() and _is_measure(name)):
            continue
        yield start, end, name


def _is_measure(name: str) -> bool:
    """Whether it is a number and its unit (30km, 5kg), which the quantities are checked for."""
    digits = re.match("[0-9.,]+", name)
    measure = digits and unit_after(name, digits.end())
    return bool(measure and measure[1] == len(name))


def _fold(text: str) -> str:
    return _folded(text)[0]


def _folded(text: str) -> tuple[str, list[int]]:
    """Letters, digits and decimal points of `text` in lower case without accents, and where each stands in it."""
    letters, offsets = [], []
    for offset, character in enumerate(text):
        for letter in unicodedata.normalize("NFKD", character).lower():
            if letter.isascii():
                letters.append(letter)
                offsets.append(offset)
    plain = "".join(letters)
    kept = [found.start() for found in _PLAIN.finditer(plain)]
    return "".join(plain[place] for place in kept), [offsets[place] for place in kept]


def _words(name: str) -> list[str]:
    """The words of a name that must be there: not its little words, unless it has no others."""
    words = [folded for word in re.split(r"[ \u00a0]", name) if (folded := _fold(word))]
    return [word for word in words if len(word) >= _LONG_ENOUGH or word[-1].isdecimal()] or words


def _has(folded: str, name: str) -> bool:
    return name in folded


def _written_out(name: str, target: str) -> bool:
    """Whether the initials of words in a row are the abbreviation: GDP, gross domestic product."""
    if not (name.isupper() and name.isalpha()):
        return False
    letters = list(name.lower())
    little = r"(?:[ -](?:of|for|and|the|on|in))*[ -]"
    return bool(re.search(r"\b" + little.join(rf"{letter}\w*" for letter in letters), target, re.IGNORECASE))


def _mark(folded: str, offsets: Sequence[int], target: str, name: str) -> tuple[Edit, ...]:
    """The # or @ that a name has lost."""
    plain = _fold(name)
    place = folded.find(plain)
    if place == -1 or name.lower() in target.lower():
        return ()
    start = offsets[place]
    return () if target[max(0, start - 1) : start] == name[0] else (Edit(start, start, name[0]),)


def _nearest(target: str, name: str, word: str, words: set[str], taken: set[int]) -> Edit | None:
    """The one word of the target that is `word` with a letter or two wrong, replaced by it as the source writes it."""
    if len(word) < _LONG_ENOUGH:
        return None
    candidates = []
    for found in re.finditer(_WORD + r"(?<!['’]s)", target):
        other = _fold(found[0])
        if found.start() in taken or other in words or not (found[0][0].isupper() or any(c.isdecimal() for c in other)):
            continue
        if abs(len(other) - len(word)) <= 3 and other[:1] == word[:1]:
            likeness = SequenceMatcher(None, word, other, autojunk=False).ratio()
            if likeness >= _CLOSE:
                candidates.append((likeness, found))
    if not candidates or (len(candidates) > 1 and len({found[0] for _, found in candidates}) > 1):
        return None
    found = max(candidates, key=lambda candidate: candidate[0])[1]
    written = next((part for part in re.split(r"[ \u00a0]", name.lstrip("#@")) if _fold(part) == word), word)
    return Edit(found.start(), found.end(), written)
