"""Syllables: with a tone mark, with a tone number, as people type them.

A syllable has two forms: with a tone mark ("lǜ", "er") and with a tone number ("lv4", "er5": neutral 5, ü as v).
"""

from __future__ import annotations

import re
import unicodedata

# 〇, extension A, the main block, compatibility ideographs, and all Han extensions of the planes 2 and 3.
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_HAN_ONLY = re.compile(f"[{HAN}]+")
HAN_ONE = re.compile(f"[{HAN}]")
# Initials and finals of Hanyu Pinyin in any combination, and the syllables without vowels.
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a(?:i|o|ng?)?|e(?:i|ng?|r)?|i(?:a(?:o|ng?)?|e|ng?|ong|u)?|o(?:u|ng)?"
    r"|u(?:a(?:i|ng?)?|e|i|n|o)?|ü(?:e|an|n)?)|ê|h?m|h?ng?",
    re.IGNORECASE,
)
_TYPED = re.compile(r"[^\s\d'’]+[0-5]?|\d")

_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_NUMBERS = {mark: number for number, mark in _MARKS.items()}
# Where the mark stands (Hanyu Pinyin 汉语拼音方案): on a or e, on the o of ou, else on the last vowel; then m, n, ng.
_BEARERS = [re.compile(p, re.IGNORECASE) for p in ("[aeê]", "o(?=u)", "[iouü](?=[^iouü]*$)", "[mn]")]


def is_han(text: str) -> bool:
    """Every character is a Han character, and there is at least one."""
    return _HAN_ONLY.fullmatch(text) is not None


def syllables(pinyin: str, text: str) -> tuple[str, ...]:
    """The syllables of `text`, one a Han character, in lower case with tone marks: "háng zhǎng", "hang2zhang3".

    A neutral tone has no mark, or the number 5 or 0; without any tone at all it must have the number. Raises
    ValueError, which says what is wrong.
    """
    typed = _TYPED.findall(unicodedata.normalize("NFC", pinyin).lower())
    if len(typed) != len(HAN_ONE.findall(text)):
        count = len(HAN_ONE.findall(text))
        raise ValueError(f"has {len(typed)} syllables of pinyin for the {count} Chinese characters of “{text}”")
    marked = tuple(mark(f"{syllable[:-1]}5" if syllable[-1] == "0" else syllable) for syllable in typed)
    for syllable, shown in zip(typed, marked, strict=True):
        twice = syllable[-1].isdigit() and number(syllable[:-1])[-1] != "5"
        if twice or not _SYLLABLE.fullmatch(number(shown)[:-1].replace("v", "ü")):
            raise ValueError(f"has “{syllable}”, which is no syllable with its tone (kāi or kai1)")
    if not any(syllable[-1].isdigit() or number(syllable)[-1] != "5" for syllable in typed):
        raise ValueError(f"has no tone in “{pinyin}”; write kāi or kai1, and 5 for a neutral tone")
    return marked


def mark(syllable: str) -> str:
    """A syllable with its tone mark: "lv4" and "lu:4" → "lǜ", "ma5" → "ma", "ng4" → "ǹg". Capitals are kept."""
    base, tone = (syllable[:-1], syllable[-1]) if syllable[-1:] in {*_MARKS, "5"} else (syllable, "5")
    base = base.replace("u:", "ü").replace("U:", "Ü").replace("v", "ü").replace("V", "Ü")
    if tone == "5":
        return base
    for bearer in _BEARERS:
        if found := bearer.search(base):
            return unicodedata.normalize("NFC", base[: found.end()] + _MARKS[tone] + base[found.end() :])
    return syllable


def number(syllable: str) -> str:
    """A syllable with its tone number: "lǜ" → "lv4", "ma" → "ma5". Undoes `mark`."""
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = next((_NUMBERS[c] for c in decomposed if c in _NUMBERS), "5")
    base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _NUMBERS))
    return base.replace("ü", "v").replace("Ü", "V") + tone


def toneless(syllable: str) -> str:
    """A syllable with a tone number as people type it without: "lv4" → "lv", "er5" → "er"."""
    return syllable.rstrip("012345").lower()
