"""Syllables: with a tone mark, with a tone number.

A syllable has two forms: with a tone mark ("lǜ", "er") and with a tone number ("lv4", "er5": neutral 5, ü as v).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# 〇, extension A, the main block, compatibility ideographs, and all Han extensions of the planes 2 and 3.
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_HAN_ONLY = re.compile(f"[{HAN}]+")

_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_NUMBERS = {mark: number for number, mark in _MARKS.items()}
# Where the mark stands (Hanyu Pinyin 汉语拼音方案): on a or e, on the o of ou, else on the last vowel; then m, n, ng.
_BEARERS = [re.compile(p, re.IGNORECASE) for p in ("[aeê]", "o(?=u)", "[iouü](?=[^iouü]*$)", "[mn]")]


def is_han(text: str) -> bool:
    """Every character is a Han character, and there is at least one."""
    return _HAN_ONLY.fullmatch(text) is not None


@lru_cache(maxsize=8_192)  # there are about 2,000 syllables
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


@lru_cache(maxsize=8_192)
def number(syllable: str) -> str:
    """A syllable with its tone number: "lǜ" → "lv4", "ma" → "ma5". Undoes `mark`."""
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = next((_NUMBERS[c] for c in decomposed if c in _NUMBERS), "5")
    base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _NUMBERS))
    return base.replace("ü", "v").replace("Ü", "V") + tone
