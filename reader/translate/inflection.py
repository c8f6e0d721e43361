"""English forms: which forms of a term count as the term, and which form a place in a sentence asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(text.split())


# Nouns without a plural: intelligent bodies → agents, but calculating forces → computing power.
_MASS = word_set(
    "access advertising advice aid athletics banking bitcoin capacity cash coal computing crude data debris "
    "economics electricity energy engineering equipment evidence finance funding furniture gas governance "
    "gymnastics health information infrastructure intelligence knowledge learning liquidity literature machinery "
    "manufacturing marketing mining management media money music news oil planning pollution poverty power "
    "processing progress property research revenue safety security smog software spirit staff steel support "
    "technology traffic training transport voting waste water wealth weather work"
)
_PROPER = frozenset({"company", "person", "model", "media", "place", "org", "product", "name"})
_UNCOUNTED = frozenset({"adv", "adj", "adjective", "adverb", "person"})

# "an" before a vowel that is heard: an hour, but a one-off, a European, a unit, a useful tool; an MP, but a UN envoy.
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_CONSONANT = re.compile(r"(?:one(?![a-z])|once|eu|ewe|u(?:ni(?!n|m)|s[aei]|ti|k|r[aio]|bi))", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z](?![A-Za-z])")
_WORD_ACRONYM = re.compile(r"(?:NATO|NASA|SARS|FIFA|LASER|NASDAQ|FINA|MERS|HIV/AIDS|RADAR|SAARC|SWIFT)(?![a-z])")


@lru_cache(maxsize=4096)
def forms(term: str, pos: str = "") -> frozenset[str]:
    """All spellings, in small letters, of a term's forms: derivative models, open-sourced, members of the committee.

    A noun has its plural, at its head too (members of the council), and a name too (the Clintons, Fijians); a verb, or
    what may be one, has its verb forms.
    """
    from lemminflect import getAllInflections

    found = {term.lower(), plural(term).lower()}
    if term[-1:].isalpha() and not term.endswith("s") and term.rsplit(maxsplit=1)[-1][0].isupper():
        found.add(f"{term}s".lower())
    if pos in ("adv", "noun") or pos in _PROPER:
        return frozenset(found)
    words = term.lower().split(" ")
    if len(words) == 1:  # open-sourc|ed
        before, verb, after = _head(words[0])
    elif len(words) == 2 and pos == "verb":  # wrapp|ed up
        before, verb, after = "", words[0], f" {words[1]}"
    else:
        return frozenset(found)
    for tag, spellings in (getAllInflections(verb) if verb.isalpha() else {}).items():
        if tag.startswith("VB"):
            found.add(f"{before}{spellings[0]}{after}")
    return frozenset(found)


def _head(term: str) -> tuple[str, str, str]:
    """What is before the word that takes the plural, that word, what follows: member| of the committee."""
    noun = re.match(r"(.*?)([^\W\d_]+)((?: (?:of|for|in|with|on|at|to)\b.*)?)$", term)
    return (noun[1], noun[2], noun[3]) if noun else (term, "", "")


@lru_cache(maxsize=4096)
def plural(term: str) -> str:
    """The term in the plural, or as it is where it has none: derivative models, computing power, Qwen."""
    before, word, after = _head(term)
    if not word or word in _MASS or not word.islower() or is_plural(word) or word.endswith(("ism", "ness")):
        return term
    from lemminflect import getInflection

    made = getInflection(word, "NNS")
    return f"{before}{made[0] if made else word + 's'}{after}"


@lru_cache(maxsize=4096)
def is_plural(word: str) -> bool:
    """Whether this word is a plural: bodies, men; not glass, news or this."""
    from lemminflect import getAllLemmas, getLemma

    small = word.lower()
    if small in _MASS or small.endswith(("ss", "us", "is")):
        return False
    lemmas = getAllLemmas(small).get("NOUN", ()) or (getLemma(small, "NOUN") if small.endswith("s") else ())
    return bool(lemmas) and small not in lemmas


@lru_cache(maxsize=16384)
def is_known(word: str) -> bool:
    """Whether this is an English word, and no name: Public, but not Alibaba."""
    from lemminflect import getAllLemmas

    return bool(getAllLemmas(word.lower()))


# Who and what is from a country, where the words have no common stem.
_NATIONS = {
    word: words.split()[0]
    for words in (
        "britain british uk kingdom england english", "france french", "spain spanish", "netherlands dutch holland",
        "switzerland swiss", "greece greek", "denmark danish", "poland polish", "turkey turkish", "scotland scottish",
        "ireland irish", "wales welsh", "sweden swedish", "finland finnish", "thailand thai", "korea korean dprk rok",
        "america american us usa", "philippines philippine filipino", "norway norwegian", "afghanistan afghan",
        "germany german", "peru peruvian", "cuba cuban", "iraq iraqi", "israel israeli", "pakistan pakistani",
    )
    for word in words.split()
}  # fmt: skip
_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})our(?=s?$)"), "or"),
    (re.compile(r"(?<=[a-z])tre(?=s?$)"), "ter"),
)


@lru_cache(maxsize=16384)
def lemmas(word: str) -> frozenset[str]:
    """The word in small letters and what it may be a form or spelling of: men → men, man; centres → center …"""
    from lemminflect import getAllLemmas, getAllLemmasOOV

    small = word.lower().replace(".", "") if word[-1:] == "." else word.lower()  # U.S.
    kinds = getAllLemmas(small) or getAllLemmasOOV(small, "NOUN")
    found = {small, *(lemma for lemmas in kinds.values() for lemma in lemmas)}
    for pattern, spelling in _BRITISH:
        found |= {pattern.sub(spelling, lemma) for lemma in found}
    return frozenset(found)


def like(term: str, word: str, pos: str = "") -> str:
    """The term in the form of the word that it replaces, as far as its own part of speech has that form."""
    if pos in ("verb", "v"):
        return _verb_like(term, word)
    if pos in _UNCOUNTED:
        return term
    return plural(term) if is_plural(word) else term


def _verb_like(term: str, word: str) -> str:
    from lemminflect import getAllLemmas, getInflection

    small = word.lower()
    first, *rest = term.split(" ")
    tag = "VBG" if small.endswith("ing") else "VBD" if small.endswith("ed") else ""
    if not tag and small.endswith("s") and small not in getAllLemmas(small).get("VERB", (small,)):
        tag = "VBZ"
    made = getInflection(first, tag) if tag and first.isalpha() else ()
    return " ".join([made[0] if made else first, *rest])


def article(word: str) -> str:
    """ "a" or "an", whichever is said before this word."""
    if _WORD_ACRONYM.match(word):
        return "an" if word[0] in "AEIO" else "a"
    if letters := _LETTERS.match(word):
        return "an" if letters[0][0] in "AEFHILMNORSX" else "a"
    if _SILENT_H.match(word):
        return "an"
    return "an" if word[:1].lower() in tuple("aeiou8") and not _CONSONANT.match(word) else "a"


_SUFFIXES = sorted(
    word_set(
        "ization isation izations isations ations ation ational ate ates ated ating ator ators rial ry ries ically "
        "ical icals ician icians ics ic ments ment ness ities ity ively ive ingly ing edly ed ions ion ional ionally "
        "ences ence ency ents ent antly ants ant ances ance ancy ers er ors or ians ian ia ese al ally ial ially y "
        "ies ie ly es s e a an ans ish ists ist isms ism"
    ),
    key=len,
    reverse=True,
)


_BEFORE_NOUN = word_set("a an the this that his her its their our my your no any another")
_BEFORE_VERB = word_set(
    "is are was were be been being am to will would shall should can could may might must not never has have had "
    "having get gets got i he she they we you who did do does"
)


@lru_cache(maxsize=16384)
def is_verb(word: str, before: str, after: str) -> bool:
    """Whether a word in small letters is a verb by its ending, or by the word before it: was shot, but the shot.

    `before` is the word before it, `after` the beginning of what follows: the mailing of letters is none.
    """
    from lemminflect import getAllLemmas

    kinds = getAllLemmas(word)
    if "VERB" not in kinds:
        return not kinds and word.endswith("ed")
    if before in _BEFORE_VERB:
        return True
    noun = word in kinds.get("NOUN", ())
    if noun and word not in kinds["VERB"] and not word.endswith(("ing", "s")):
        return before not in _BEFORE_NOUN  # a past tense that is a noun too: shot, cut, thought
    if word.endswith("ing"):
        return not noun and not after.startswith("of")
    return (word.endswith("ed") and not noun) or not {"NOUN", "ADJ"} & kinds.keys()


@lru_cache(maxsize=65536)
def stems(word: str) -> frozenset[str]:
    """What words of one family share: economy, economic → econom; China, Chinese → chin; men, man → man."""
    return frozenset(_NATIONS.get(lemma) or _stem(lemma) for lemma in lemmas(word))


def _stem(word: str) -> str:
    stem = _cut(word, 3)
    return _cut(stem, 5) if stem != word else stem  # president-ial, elector-al


def _cut(word: str, shortest: int) -> str:
    """The word without its longest known suffix, if enough is left."""
    for suffix in _SUFFIXES:
        least = 5 if suffix in ("an", "ans", "er", "or") else 4 if len(suffix) == 1 else 3
        if word.endswith(suffix) and len(word) - len(suffix) >= max(least, shortest):
            return word.removesuffix(suffix)
    return word


def words(text: str) -> Iterator[tuple[int, int]]:
    """The words of an English text as offsets in characters; parts of a hyphenated word are words, 's is none."""
    for found in _WORDS.finditer(text):
        yield found.span()


_WORDS = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W\d_]+)?")
