"""Which English a Chinese word gets: the table of renderings first, else the best of its dictionary meanings.

A dictionary explains a word; a gloss needs one word or two that can stand in a line. Meanings are cut to that, and
chosen by whether they fit the part of speech, how common their English is, and how early the dictionary has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import cast

from reader import paths
from reader.language.names import is_foreign
from reader.translate.gloss import english
from reader.translate.gloss.nodes import Tag

TABLE = "renderings.tsv"
_ATTRIBUTE = "attribute"  # in the table: the form a word has before a noun that it describes

# Definitions that say something about a word but give no English for it.
_TALK = re.compile(
    r"(?:classifier|(?:\w+ )*variant of|see (?:also )?[^\x00-\x7f]|also (?:written|pr\.|called)|abbr\. (?:for|of|to)"
    r"|used (?:in|before|after|to|as)|same as|surname |erhua |Taiwan pr|old name|lit\.|fig\.|prefix|suffix"
    r"|interjection|(?:\w+[ -])*particle|example|sentence-final|modal |indicat|~|-|=)",
    re.IGNORECASE,
)
_ROUND = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_LEFT = re.compile(r"[()\[\]{}].*|/.*")  # brackets without a partner, and what stands behind a slash
_ETC = re.compile(
    r",? (?:etc|and so on|esp)\b.*|,? e\.?g\.? .*|\s*\.\.\.\s*|…"
    r"|, (?:usually|often|usu\.|i\.e\.|such as|including) .*"
)
_SOMEBODY = re.compile(r"\b(?:sb|sth)(?: or (?:sb|sth))?(?:'s)?\b ?|\bone's ?|\bmake or do ")
_TRAILING = re.compile(r"(?: (?:a|an|the|for|of|with|to|in|on|as|by|from|at|and|or|be))+$")
_ARTICLE = re.compile(r"^(?:a|an|the) (?=\w)", re.IGNORECASE)
_HAN = re.compile(r"\s*[\u3400-\u9fff].*")
_USABLE = re.compile(r"[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9 '’.,&-]*")
_KIND_OF_PLACE = re.compile(
    r" (?:municipality|province|(?:sub)?-?(?:provincial|prefecture)|autonomous|county|town|district|capital"
    r"|city (?:in|and))"
)
_PERSON = re.compile(r"[^()]* \(\d{3,4}")  # Ada Lovelace (1815–1852)
_LONGEST = 5  # words of a meaning at most, where there is a shorter one

# How a meaning is judged, in points of the Zipf scale (one is a factor of ten in frequency): found on one
# development set, within 0.1 chrF of the best over a wide range, and the same on the others.
_RANK, _WORDS, _FITS, _BOUND, _AGENT = 0.6, 0.7, 2.5, 1.5, 1.5
_AGENTS = ("者", "员", "师", "家")
_DOERS = ("er", "or", "ist", "ian", "ent", "ant", "man")


class Lexicon:
    """Words to English, remembered. `tag` is a part of speech as in `nodes.Tag`."""

    def __init__(self) -> None:
        self._best = lru_cache(maxsize=65_536)(_choose)

    def given(self, word: str, tag: str) -> str | None:
        """What the table says of a word in this part of speech ("" leaves it out); None if it says nothing."""
        found = self._table.get(word)
        if not found:
            return None
        return found[tag] if tag in found else found.get("")

    def meaning(self, word: str, tag: str, definitions: Sequence[str]) -> str:
        """The English of a word in its plain form: infinitive without “to”, singular, no article; "" if unknown."""
        given = self.given(word, tag)
        if given is not None:
            return given
        best = self._best(tuple(definitions), tag, word.endswith(_AGENTS))
        if tag == "name" and " " in best and is_foreign(word) and _PERSON.match(definitions[0]):
            return best.rpartition(" ")[2]  # 特朗普 is the surname alone
        return best

    def tags(self, word: str) -> frozenset[Tag]:
        """The parts of speech that the table has a rendering for."""
        return frozenset(cast("Tag", tag) for tag in self._table.get(word, ()) if tag not in ("", _ATTRIBUTE))

    def attribute(self, word: str) -> str | None:
        """What the word is called before a noun that it describes, if the table says so: 中国 Chinese."""
        return self._table.get(word, {}).get(_ATTRIBUTE)

    @cached_property
    def _table(self) -> dict[str, dict[str, str]]:
        return renderings()


def renderings() -> dict[str, dict[str, str]]:
    """The table that ships: word → part of speech ("" for any) → English."""
    table: dict[str, dict[str, str]] = {}
    for line in paths.shipped("assets", TABLE).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            source, tag, target = line.split("\t")
            table.setdefault(source, {})[tag] = target
    return table


def _choose(definitions: tuple[str, ...], tag: str, agent: bool) -> str:
    """The best meaning for a part of speech; for an `agent` one that says who."""
    if tag == "name":
        names = [name for definition in definitions if (name := _name(definition))]
        return next((name for name in names if name.count(" ") < 4), names[0] if names else "")
    best, points, made = "", float("-inf"), False
    for rank, (text, verb, bound) in enumerate(_meanings(definitions, tag)):
        words = text.split(" ")
        if len(words) > _LONGEST and best:
            continue
        here = min(english.frequency(word) for word in words if word not in _LIGHT or len(words) < 3)
        here -= _RANK * min(rank, 8) + _WORDS * (len(words) - 1) + _BOUND * bound
        here += _FITS * _fits(words, verb, tag) + _AGENT * (agent and words[-1].endswith(_DOERS))
        if here > points:
            best, points, made = text, here, verb and "NOUN" not in english.kinds(words[0])
    return english.gerund(best) if made and tag == "noun" else best


_LIGHT = frozenset("of to in on for with up out off by from and the a be s".split())


def _fits(words: list[str], verb: bool, tag: str) -> float:
    """How well a meaning can be this part of speech, 0 to 1: a verb's English is often a noun too (support)."""
    if tag == "verb":
        return float(verb)
    if verb:
        return 0.5 if tag == "noun" and len(words) == 1 and "NOUN" in english.kinds(words[0]) else 0.0
    kinds = english.kinds(words[-1] if tag == "noun" else words[0])
    return float({"noun": "NOUN", "adjective": "ADJ", "adverb": "ADV"}.get(tag, "") in kinds)


def _meanings(definitions: Sequence[str], tag: str) -> Iterator[tuple[str, bool, bool]]:
    """What can stand in a line of the definitions: the English, whether it is a verb, whether it is a bound form."""
    for definition in definitions:
        bound = definition.startswith(
            ("(bound form)", "(old)", "(archaic)", "(dialect)", "(literary)", "(coll.)", "(slang)")
        )
        text = definition
        while (shorter := _ROUND.sub(" ", text)) != text:
            text = shorter
        verb = text.strip().startswith("to ")
        for part in text.split(";"):
            meaning = _cut(part)
            if tag == "adjective" and meaning.startswith("to be "):
                yield meaning.removeprefix("to be "), False, bound
            elif meaning:
                yield meaning.removeprefix("to "), meaning.startswith("to ") or (verb and part is not text), bound


def _cut(text: str) -> str:
    """A meaning without what dictionaries add to it; "" if it is no English to use."""
    text = text.strip()
    if _TALK.match(text):
        return ""
    text = _SOMEBODY.sub("", _ETC.sub("", _LEFT.sub("", _HAN.sub("", text))))
    text = _ARTICLE.sub("", " ".join(text.split()).split(", ")[0].strip(" ,.!?:"), count=1)
    text = _TRAILING.sub("", text)
    return text if _USABLE.fullmatch(text) and text not in ("to", "be", "of") else ""


def _name(definition: str) -> str:
    """The name that a definition begins with: “Mark Twain (1835–1910), US writer” → “Mark Twain”."""
    text = definition
    while (shorter := _ROUND.sub(" ", text)) != text:
        text = shorter
    return _cut(_KIND_OF_PLACE.split(text.split(";")[0].split(" or ")[0])[0])
