"""What a Chinese term may be called in English: the words of its meanings, and those of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.model import Entry
from reader.translate import inflection
from reader.translate.lexicon import Lexicon
from reader.translate.terms import Span

_CHARACTER = 0.6  # worth of a meaning of one character of the term; 1 is that of the term itself
_PART = 0.9  # worth of a meaning of a word inside the term
_HEAD = 0.9  # worth of the head of a longer phrase that is a meaning of a part: vehicle, of motor vehicle
_FAMILY = 0.6  # worth of a word of the same family: intelligent, for intelligence; and of any word of such a phrase

_SURPLUS = 0.6  # what an unknown word costs inside a wording that has no gap for it, a word of the wording
_GAP = 0.4  # worth of the part of the term that an unknown word beside the known ones stands for

_INNER = inflection.word_set("of for in and on to with s")  # may stand inside a term, if one of its meanings has them

_FUNCTION = inflection.word_set(
    "a an the of to in on at for from by with and or but as is are was were be been being has have had do does did "
    "will would shall should can could may might must not no it its this that these those he she they we you i his "
    "her their our your my him them us me who which what whose there here than then so if into onto over under up "
    "down out off about after before between among against during through also very more most all any some such "
    "s t one other own same both each every only just because while when where how too"
)
_BREAK = re.compile(r"[^\w\s'’‐‑–&./-]|[.](?=\s)|\s[-–]\s")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an English sentence: `start`, `end` are offsets in it."""

    start: int
    end: int
    text: str
    lemmas: frozenset[str]
    stems: frozenset[str]
    function: bool
    follows: bool  # nothing but a space or hyphen before it: it may belong to the word before


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a slot may be filled with: words of these lemmas, or at less worth of these stems.

    What is `proper` has a capital: a game is not the Olympic Games.
    """

    worth: float
    lemmas: frozenset[str]
    stems: frozenset[str]
    proper: bool = False
    firm: bool = True  # no meaning of a single character, which may mean many things

    def hit(self, words: Iterable[Word]) -> float:
        """What the best of these words is worth here; 0 if none means this."""
        return max((self._worth(word) for word in words if word.stems & self.stems), default=0.0)

    def _worth(self, word: Word) -> float:
        same = word.lemmas & self.lemmas and (word.text[0].isupper() or not self.proper)
        return self.worth if same else self.worth * _FAMILY


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a term, as a row of slots, each with the meanings that fill it.

    The slots are the content words of a phrase, with one of them as its `head`; or, without a head, the characters of
    the Chinese, with what they and the words they belong to mean.
    """

    slots: tuple[tuple[Meaning, ...], ...]
    head: int | None = None

    def filled(self, words: Sequence[Word]) -> list[float]:
        """What each slot is filled with, from 0 to 1."""
        return [max((meaning.hit(words) for meaning in slot), default=0.0) for slot in self.slots]

    def share(self, filled: Sequence[float], words: Sequence[Word], before: bool, between: bool, after: bool) -> float:
        """How much of the wording is said by these words, which fill it so.

        Unknown words `before`, `between` or `after` them say a part of the gap there; those at an end must have one.
        The head weighs twice: a shell may be an outer shell, but what is outer may be anything.
        """
        places = [i for i, worth in enumerate(filled) if worth]
        if not places:
            return 0.0
        gaps = (before and places[0], after and len(filled) - 1 - places[-1])
        if (before and not gaps[0]) or (after and not gaps[1]):
            return 0.0
        inner = between and filled[places[0] : places[-1]].count(0.0)
        unknown = _GAP * (sum(gaps) + inner)
        whole = 1.0 - _SURPLUS / len(words) if between and not inner else 1.0
        if self.head is None:
            return whole * (sum(filled) + unknown) / len(filled)
        twice = len(filled) > 1
        count = sum(any(meaning.hit([word]) for slot in self.slots for meaning in slot) for word in words)
        return whole * (min(sum(filled), count) + twice * filled[self.head] + unknown) / (len(filled) + twice)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a term may be called: its wordings, all their stems and lemmas, and how a name of it sounds."""

    wordings: tuple[Wording, ...]
    stems: frozenset[str]
    lemmas: frozenset[str]
    whole: frozenset[str]  # the stems of the meanings of the term as a whole
    firm: frozenset[str]  # the stems of all but the meanings of single characters
    syllables: tuple[str, ...]
    names: tuple[str, ...]
    links: frozenset[str]  # function words that may stand inside: of, or what one of its meanings has


def words(target: str) -> list[Word]:
    """The words of an English sentence, in order."""
    found: list[Word] = []
    end = 0
    for start, stop in inflection.words(target):
        text = target[start:stop]
        follows = bool(found) and not _BREAK.search(target, end, start + 1)
        function = text.lower() in _FUNCTION and not (text.isupper() and len(text) > 1)
        found.append(Word(start, stop, text, inflection.lemmas(text), inflection.stems(text), function, follows))
        end = stop
    return found


@lru_cache(maxsize=16_384)
def all_stems(text: str, english: tuple[str, ...], lexicon: Lexicon) -> frozenset[str]:
    """The stems of all that a word may mean; of its parts where the dictionary does not have it."""
    if text.isascii():
        english = (text,)
    meanings = (*english, *lexicon(text)) or tuple(m for a, b in _inner(text) for m in lexicon(text[a:b]))
    return frozenset(stem for meaning in _meanings(_phrases(meanings)) for stem in meaning.stems)


def _phrases(english: Sequence[str]) -> tuple[Wording, ...]:
    """Each phrase as a row of its content words; its head is the last one before “of” or the like."""
    found = []
    for phrase in english:
        slots: list[tuple[Meaning, ...]] = []
        head = None
        for start, end in inflection.words(phrase):
            text = phrase[start:end]
            if text.lower() not in _FUNCTION:
                meaning = Meaning(1.0, inflection.lemmas(text), inflection.stems(text), text[0].isupper())
                slots.append((meaning,))
            elif text.lower() in _INNER and slots and head is None:
                head = len(slots) - 1
        if slots:
            found.append(Wording(tuple(slots), len(slots) - 1 if head is None else head))
    return tuple(dict.fromkeys(found))


def _meanings(wordings: Iterable[Wording]) -> Iterator[Meaning]:
    return (meaning for wording in wordings for slot in wording.slots for meaning in slot)


@lru_cache(maxsize=4096)
def of(entry: Entry, pinyin: tuple[str, ...], lexicon: Lexicon) -> Evidence:
    """What `entry` may be called; `pinyin` is how its characters are read."""
    english = (entry.target, *entry.variants)
    slots: list[list[Meaning]] = [[] for _ in entry.source]
    for start, end in _inner(entry.source):
        phrases = _phrases(lexicon(entry.source[start:end]))
        worth = _PART if end - start > 1 else _CHARACTER
        alone = [phrase for phrase in phrases if len(phrase.slots) == 1]
        heads = [Wording((slot,)) for phrase in phrases if not (slot := phrase.slots[phrase.head or 0])[0].proper]
        for group, share in ((alone, 1.0), (heads, _HEAD), (phrases, _FAMILY)):
            found = list(_meanings(group))
            lemmas = frozenset(lemma for meaning in found for lemma in meaning.lemmas)
            stems = frozenset(stem for meaning in found for stem in meaning.stems)
            for at in range(start, end) if found else ():
                slots[at].append(Meaning(worth * share, lemmas, stems, firm=end - start > 1))
    wordings = (*_phrases((*english, *lexicon(entry.source))), Wording(tuple(map(tuple, slots))))
    every = list(_meanings(wordings))
    spoken = {word for text in (*english, *lexicon(entry.source)) for word in text.lower().split()}
    return Evidence(
        wordings,
        frozenset(stem for meaning in every for stem in meaning.stems),
        frozenset(lemma for meaning in every for lemma in meaning.lemmas),
        frozenset(stem for meaning in _meanings(wordings[:-1]) for stem in meaning.stems),
        frozenset(stem for meaning in every if meaning.firm for stem in meaning.stems),
        pinyin,
        tuple(name for name in english if any(word[:1].isupper() for word in name.split())),
        (_INNER & spoken) | {"of", "s"},
    )


def _inner(source: str) -> Iterator[Span]:
    """All that is shorter than the word itself and inside it."""
    for size in range(min(len(source) - 1, 8), 0, -1):
        for start in range(len(source) - size + 1):
            yield start, start + size
