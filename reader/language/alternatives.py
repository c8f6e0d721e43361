"""All the ways a word can be read, for a reader who knows better than the one that was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from reader.language.dictionary import Dictionary, DictionaryEntry
from reader.model import Alternative, ReadingSource
from reader.pinyin import HAN_ONE, is_han, mark, number

_MOST = 12  # of them, the likeliest first; more than one looks through
_MEANINGS = 2  # of the dictionary's, on each line


def alternatives(word: str, now: Sequence[str], dictionary: Dictionary) -> tuple[Alternative, ...]:
    """What the dictionary has, then the phrase table, then what it is `now`, with each character's readings in turn.

    `now` has tone numbers, one syllable a Han character, or is empty.
    """
    from pypinyin.constants import PHRASES_DICT

    found: dict[tuple[str, ...], Alternative] = {}

    def offer(tones: tuple[str, ...], source: ReadingSource, meaning: str = "") -> None:
        if tones not in found and all(tone[-1:].isdigit() for tone in tones):
            found[tones] = Alternative(tuple(map(mark, tones)), source, meaning)

    if is_han(word):
        for entry in sorted(dictionary.look_up(word), key=lambda entry: entry.minor):
            if len(entry.pinyin) == len(word):
                offer(entry.pinyin, "dictionary", _meaning(entry))
        if len(word) > 1 and all(len(options) == 1 for options in PHRASES_DICT.get(word, [[]])):
            offer(tuple(number(options[0]) for options in PHRASES_DICT[word]), "phrase")
    options = [_readings(character, dictionary) for character in HAN_ONE.findall(word)]
    if options and all(options):
        offer(tuple(tones[0] for tones in options), "character")
        base = now if len(now) == len(options) else next(iter(found))
        for place, tones in enumerate(options):
            for tone in tones:
                offer((*base[:place], tone, *base[place + 1 :]), "character")
    return tuple(found.values())[:_MOST]


def _readings(character: str, dictionary: Dictionary) -> tuple[str, ...]:
    """The readings of a character, those first that both tables have."""
    from pypinyin.constants import PINYIN_DICT

    known = [entry.pinyin[0].lower() for entry in dictionary.look_up(character) if len(entry.pinyin) == 1]
    options = [number(option) for option in PINYIN_DICT.get(ord(character), "").split(",") if option]
    return tuple(dict.fromkeys([*(option for option in options if option in known), *known, *options]))


def _meaning(entry: DictionaryEntry) -> str:
    return "; ".join(entry.definitions[:_MEANINGS])
