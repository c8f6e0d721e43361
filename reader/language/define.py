"""All that is known of a word by itself: its dictionary entries, its HSK levels, what it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from reader.language import hsk, senses
from reader.language.alternatives import alternatives
from reader.language.dictionary import Dictionary, DictionaryEntry
from reader.model import Lookup, Part
from reader.pinyin import is_han, mark, number


@dataclass(frozen=True, slots=True)
class Definition:
    """A word as the dictionary has it; no `entries` if it does not.

    `hsk` is its level in each of `hsk.LISTS`. `inside` are the dictionary words inside it; `characters` are its Han
    characters, read as in the word, of a word that has several.
    """

    word: str
    entries: tuple[DictionaryEntry, ...]
    hsk: dict[str, int | None]
    inside: tuple[Part, ...]
    characters: tuple[Part, ...]


def define(word: str, dictionary: Dictionary, pinyin: tuple[str, ...] = ()) -> Definition:
    """Look a word up, simplified or traditional; `pinyin` is the glossary's reading, if it has one."""
    entries = dictionary.look_up(word)
    readings = (tuple(map(number, pinyin)), *(entry.pinyin for entry in entries))
    reading = next((reading for reading in readings if len(reading) == len(word)), ("",) * len(word))
    characters = dict.fromkeys((c, tone) for c, tone in zip(word, reading, strict=True) if is_han(c))
    return Definition(
        word,
        entries,
        hsk.levels(entries[0].simplified if entries else word),
        tuple(_part(part, dictionary) for part in dict.fromkeys(dictionary.inside(word))),
        tuple(_part(c, dictionary, (tone,)) for c, tone in characters) if len(word) > 1 else (),
    )


def looked_up(word: str, pinyin: tuple[str, ...], dictionary: Dictionary) -> Lookup:
    """The same for the reader's card, with the ways to read it; `pinyin` is its reading where it stands, if any."""
    found = define(word, dictionary, pinyin)
    return Lookup(
        tuple(_entry(entry, word) for entry in found.entries),
        tuple(found.hsk.items()),
        found.inside,
        found.characters,
        alternatives(word, tuple(map(number, pinyin)), dictionary),
    )


def _entry(entry: DictionaryEntry, word: str) -> Part:
    other = entry.traditional if entry.simplified == word else entry.simplified
    return Part(other, tuple(map(mark, entry.pinyin)), senses.ordered((entry,), entry.pinyin))


def _part(text: str, dictionary: Dictionary, tones: tuple[str, ...] = ()) -> Part:
    """A part of a word, read as in it where that is known; its meanings under that reading, or the likeliest."""
    entries = dictionary.look_up(text)
    likeliest = entries[0].pinyin if entries else ()
    meant = tones if any(entry.pinyin == tones for entry in entries) else likeliest
    under = tuple(entry for entry in entries if entry.pinyin == meant)
    return Part(text, tuple(map(mark, tones if any(tones) else likeliest)), senses.ordered(under, meant))
