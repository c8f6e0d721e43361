"""What a definition of CC-CEDICT is: a meaning, a surname, a variant of another word, the measure words of a noun.

And which of a word's meanings come first: those under its reading, those that fit its part of speech, and what is no
meaning at all last.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from reader.language.dictionary import DictionaryEntry

Kind = Literal["meaning", "measure word", "measured by", "surname", "variant", "see", "sound"]

_HAN = r"[^\x00-\x7f]"
RULES: tuple[tuple[Kind, str, str], ...] = (
    # what a word is counted with, and what it counts itself
    ("measured by", rf"classifiers?: {_HAN}", "classifier: 个 gè, 位 wèi"),
    ("measure word", r"(?:\([^)]*\) ?)?(?:classifier\b|measure word\b)", "classifier for long thin things"),
    ("surname", r"(?:two-character )?surname\b|\w+ \(surname\)$", "surname Wang"),
    ("variant", rf"(?:\([^)]*\) ?)?(?:\w+ )*variant of|also written {_HAN}", "old variant of 和 hé"),
    ("see", rf"(?:\([^)]*\) ?)?(?:see (?:also )?|used in |same as ){_HAN}", "see 出洋相 chū yáng xiàng"),
    ("sound", r"(?:Taiwan|Beijing|also) pr\. ", "Taiwan pr. nián tiē"),
)
"""The first that matches a definition from its beginning says what it is, with an example of each."""

_BESIDE: dict[Kind, int] = {"sound": 1, "measured by": 2}  # said behind the meanings of their entry
_MINOR: dict[Kind, int] = {"see": 1, "variant": 2, "surname": 3}  # said last of all

_ROUND = r"(?:\([^)]*\) ?)*"
_TO = r"to (?!sb\b|sth\b)(?=\w)"  # of an infinitive
_VERB = re.compile(rf"{_ROUND}{_TO}|[^(]*; {_TO}")
_OTHER = re.compile(rf"(?!{_ROUND}{_TO}).|.*; (?!{_TO})")  # something that is no verb stands in it
_PREPOSITIONS = (
    "about according across against along as at because besides by compared concerning depending due during except for "
    "from in into of off on out over regarding since than through till toward towards until upon via with within "
    "without"
)
_CONJUNCTIONS = (
    "although and as because both but even except hence however if neither nor or otherwise provided rather since so "
    "than that then therefore though thus unless when whereas whether while yet"
)
_PREPOSITION = re.compile(
    rf"{_ROUND}(?:(?:{'|'.join(_PREPOSITIONS.split())}|to(?! [a-z]))\b|to be \(located\))"
    r"|\(?used to (?:put|indicate) "
)
_CONJUNCTION = re.compile(rf"{_ROUND}(?:{'|'.join(_CONJUNCTIONS.split())}|in case|not only)\b")
_NAMES = ("nr", "ns", "nt", "nz")


@lru_cache(maxsize=16_384)
def kind(definition: str) -> Kind:
    """What a definition is, by RULES; one that no rule knows is a meaning."""
    return next((found for found, pattern, _ in RULES if re.match(pattern, definition)), "meaning")


def fits(definition: str, pos: str) -> bool:
    """Whether a meaning can be that of a part of speech, one of jieba's tags ("n", "vn"); "" and others fit all.

    CC-CEDICT writes verbs with “to”; nouns, adjectives and adverbs cannot be told apart by their form.
    """
    match pos[:1]:
        case "q":
            return kind(definition) == "measure word"
        case "v" if pos != "vn":
            return bool(_VERB.match(definition))
        case "p":
            return bool(_PREPOSITION.match(definition))
        case "c":
            return bool(_CONJUNCTION.match(definition))
        case "n":
            return bool(_OTHER.match(definition)) and kind(definition) != "measure word"
        case "a" | "b" | "d" | "f" | "r" | "s" | "t":
            return bool(_OTHER.match(definition))
        case _:
            return True


@lru_cache(maxsize=16_384)
def ordered(entries: tuple[DictionaryEntry, ...], tones: tuple[str, ...] = (), pos: str = "") -> tuple[str, ...]:
    """The definitions of a word in the order in which a reader needs them, each once.

    First come those under its reading (`tones`, as in `DictionaryEntry.pinyin`), of these the common word's before the
    name's unless jieba takes the word for a name, then what fits its part of speech `pos`. What is no meaning of its
    own comes last.
    """
    name = pos.startswith(_NAMES)

    def key(found: tuple[DictionaryEntry, str]) -> tuple[bool, int, bool, int, bool]:
        entry, definition = found
        what = kind(definition)
        minor = 0 if name and what == "surname" else _MINOR.get(what, 0)
        return (entry.pinyin != tones, minor, entry.proper != name, _BESIDE.get(what, 0), not fits(definition, pos))

    found = sorted(((entry, definition) for entry in entries for definition in entry.definitions), key=key)
    return tuple(dict.fromkeys(definition for _, definition in found))
