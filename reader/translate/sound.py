"""Whether an English name is the Chinese one by its sound: pinyin as it is written, or a foreign name in Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

_SAME = 0.8  # likeness of letters from which a name is pinyin of the Chinese one (Surui: Su Rui)
_SPELT = 0.7  # … from which it is another spelling of the English one (Zuckerburg: Zuckerberg)
_HEARD = 0.8  # … of consonants from which it is another transcription (Byers: 拜尔斯, Biles)

_VOWELS = 0.5  # … of letters that such a transcription has at least

# Consonants that Chinese transcriptions of foreign names do not tell apart, in order; vowels and y are left out.
_CLASSES = (
    (r"^er(?=[^aeiou]|$)|(?<=[aeiou])er(?=[bcdfghjklmnpqstxz]|$)|[lr]+", "l"),
    (r"[mn]g?", "n"),
    (r"sch|sh|th(?!$)|x|c(?=[eiy])|[sz](?!h)", "s"),
    (r"tch|zh|ch|j|q(?!u)|g(?=[ei])", "j"),
    (r"ph|[fvw]", "f"),
    (r"[ckgq]", "k"),
    (r"[td]h?", "d"),
    (r"[bp]", "b"),
    (r"h", "h"),
)
_CLASS = re.compile("|".join(f"(?P<c{n}>{pattern})" for n, (pattern, _) in enumerate(_CLASSES)))


@lru_cache(maxsize=16_384)
def letters(text: str) -> str:
    """Small letters without marks and spaces, to compare names by: Sū Ruì → surui."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if c.isalnum())


@lru_cache(maxsize=16_384)
def consonants(text: str) -> str:
    """The classes of the consonants: Byers, baiersi and Biles → bls."""
    found = "".join(_CLASSES[int((m.lastgroup or "c0")[1:])][1] for m in _CLASS.finditer(letters(text)))
    return re.sub(r"(.)\1+", r"\1", found)


def likeness(name: str, syllables: Sequence[str], spellings: Sequence[str]) -> float:
    """How surely a name (in Latin letters) is the one of these pinyin syllables or spellings; 0 if it is not.

    The family name of a Chinese name may stand last.
    """
    spelt = letters(name)
    if len(spelt) < 3:
        return 0.0
    said = [letters(syllable) for syllable in syllables]
    orders = {"".join(said[n:] + said[:n]) for n in range(3)} if 2 <= len(said) <= 4 else {"".join(said)}
    best = max((_ratio(spelt, order) for order in orders), default=0.0)
    best = best if best >= _SAME else 0.0
    written = max((_ratio(spelt, letters(other)) for other in spellings if len(other) > 3), default=0.0)
    if max(best, written if written >= _SPELT else 0.0):
        return max(best, written)
    return _heard(name, ("".join(said), *spellings))


def _heard(name: str, others: Sequence[str]) -> float:
    """The likeness of consonants, where vowels do not speak against it: Panmunjom is no 平昌."""
    one = consonants(name)
    if len(one) < 3 or max(_alike(letters(name), letters(other)) for other in others) < _VOWELS:
        return 0.0
    best = max(
        (_ratio(one, sounds) for sounds in map(consonants, others) if len(sounds) > 2 and sounds[0] == one[0]),
        default=0.0,
    )
    return 0.9 * best if best >= _HEARD else 0.0


@lru_cache(maxsize=65_536)
def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@lru_cache(maxsize=65_536)
def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _SPELT and matcher.quick_ratio() >= _SPELT else 0.0
