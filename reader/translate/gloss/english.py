"""English words: their forms, by lemminflect, and how common they are, by wordfreq. Both are loaded at first use."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

Form = Literal["base", "third", "past", "participle", "ing", "plural", "comparative", "superlative"]

_PENN: dict[Form, str] = {
    "third": "VBZ", "past": "VBD", "participle": "VBN", "ing": "VBG", "plural": "NNS", "comparative": "JJR",
    "superlative": "JJS",
}  # fmt: skip
_BE: dict[Form, str] = {"base": "be", "third": "is", "past": "was", "participle": "been", "ing": "being"}
_FIXED = {"can", "will", "must", "should", "may", "might", "cannot"}  # never inflected
_SPREAD = frozenset("news information research people staff police data media personnel equipment".split())
_COMPARED = {
    "good": ("better", "best"), "well": ("better", "best"), "bad": ("worse", "worst"), "many": ("more", "most"),
    "much": ("more", "most"), "far": ("farther", "farthest"), "little": ("less", "least"),
}  # fmt: skip
_MANNER = {"good": "well", "fast": "fast", "early": "early", "hard": "hard", "high": "highly", "whole": "wholly"}


@cache
def _frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict

    return get_frequency_dict("en", wordlist="small")


@lru_cache(maxsize=16_384)
def frequency(word: str) -> float:
    """How common a word is on the Zipf scale: 7 for “the”, 4 for one in ten thousand of that, 1 for what is not listed.

    The parts of a compound with a hyphen are looked up one by one.
    """
    from math import log10

    found = min(
        (_frequencies().get(part, 0.0) for part in word.lower().replace("'", " ").replace("-", " ").split()),
        default=0.0,
    )
    return log10(found) + 9 if found else 1.0


@lru_cache(maxsize=16_384)
def kinds(word: str) -> frozenset[str]:
    """The universal parts of speech an English word can be: NOUN, VERB, ADJ, ADV …"""
    from lemminflect import getAllLemmas

    return frozenset(getAllLemmas(word))


def is_noun(text: str) -> bool:
    """Whether a phrase can be a noun phrase: its last word is a noun, its first no preposition."""
    words = text.split(" ")
    return words[0] not in ("in", "for", "at", "from", "not", "thank", "of", "on", "by") and "NOUN" in (
        kinds(words[-1]) or {"NOUN"}
    )


def is_verb(text: str) -> bool:
    """Whether the first word of a phrase can be a verb."""
    word = text.split(" ", maxsplit=1)[0]
    return word == "be" or not kinds(word) or bool(kinds(word) & {"VERB", "AUX"})


@lru_cache(maxsize=16_384)
def inflect(text: str, form: Form) -> str:
    """A phrase in another form; its verb is the first word, its noun the last: “come from” → “came from”."""
    if not text or form == "base":
        return text
    words = text.split(" ")
    if form == "participle" and words[0] == "be" and len(words) > 1:
        return " ".join(words[1:])  # be arrested → arrested
    place = len(words) - 1 if form == "plural" else 0
    if form == "plural" and " of " in text:
        place = words.index("of") - 1
    words[place] = _inflected(words[place], form)
    return " ".join(words)


def _inflected(word: str, form: Form) -> str:
    if word == "be" and form in _BE:
        return _BE[form]
    if word == "person" and form == "plural":
        return "people"
    if word in _FIXED or not word.isascii() or not word.replace("-", "").isalpha():
        return word
    if form in ("comparative", "superlative"):
        return _compared(word, form)
    if form == "plural" and (word in _SPREAD or word[0].isupper() or word.endswith(("ics", "ss's"))):
        return word
    from lemminflect import getInflection

    head, hyphen, last = word.rpartition("-")
    found: tuple[str, ...] = getInflection(last, _PENN[form])
    return head + hyphen + found[0] if found else word


def _compared(word: str, form: Form) -> str:
    """One syllable takes -er, -est, two that end in y too, the others more and most."""
    if word in _COMPARED:
        return _COMPARED[word][form == "superlative"]
    from lemminflect import getInflection

    vowels = sum(a in "aeiouy" and b not in "aeiouy" for a, b in zip(word, word[1:] + "x", strict=True))
    short = len(word) <= 5 and (vowels == 1 or (vowels == 2 and word.endswith(("y", "e", "ow"))))
    found: tuple[str, ...] = getInflection(word, _PENN[form]) if short else ()
    return found[0] if found else f"{'more' if form == 'comparative' else 'most'} {word}"


def gerund(text: str) -> str:
    return inflect(text, "ing")


def manner(adjective: str) -> str:
    """The adverb of an adjective: quick → quickly, happy → happily."""
    words = adjective.split(" ")
    word = words[-1]
    if word in _MANNER:
        word = _MANNER[word]
    elif ("ADV" in kinds(word) and word.endswith("ly")) or not kinds(word) & {"ADJ"}:
        pass
    elif word.endswith("ic"):
        word += "ally"
    elif word.endswith("le") and word[-3:-2] not in tuple("aeiou"):
        word = word[:-1] + "y"
    elif word.endswith("y") and len(word) > 2:
        word = word[:-1] + "ily"
    else:
        word += "ly"
    return " ".join([*words[:-1], word])
