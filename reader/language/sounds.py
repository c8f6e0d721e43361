"""Readings as they are shown: in the tones and the style that the reader has set, syllable by syllable."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from reader.config import Config, PinyinStyle
from reader.language import sandhi
from reader.model import Part, Sound, Word
from reader.pinyin import cut, is_syllable, number, plain, zhuyin

Sounds = tuple[Sound, ...]  # they join to the reading of a word


def readings(words: Sequence[Word], config: Config, *, apart: bool = False) -> list[Sounds]:
    """The readings of the words of a sentence, which come with citation tones; empty for a word without one.

    With `apart` there is a space between syllables, as always in numbers and in zhuyin; else they stand together, and
    one that begins with a, o or e is set off (汉语拼音方案: fāng'àn).
    """
    said = sandhi.spoken(words) if config.tones == "spoken" else words
    return [_sounds(word, config.pinyin, apart) for word in said]


def of_part(part: Part, config: Config) -> Sounds:
    """The reading of a word inside another, as it is said alone."""
    word = Word(part.text, 0, len(part.text), "word", spoken=" ".join(part.pinyin))
    if len(part.pinyin) == len(part.text):
        word = Word(part.text, 0, len(part.text), "word", part.pinyin, tuple(map(number, part.pinyin)))
    return readings([word], config)[0]


def text(sounds: Sounds) -> str:
    """A reading in one string."""
    return "".join(sound.text for sound in sounds)


def _sounds(word: Word, style: PinyinStyle, apart: bool) -> Sounds:
    if word.pinyin:
        tones = [tone if is_syllable(tone) else "" for tone in map(number, word.pinyin)]
        pieces = [piece for pair in zip(word.pinyin, tones, strict=True) for piece in (pair, (" ", ""))][:-1]
    else:
        pieces = cut(word.spoken, word.text)
        apart = apart or word.kind in ("number", "date")
    sounds = [Sound(_written(piece, tone, style), int(tone[-1:] or 0)) for piece, tone in pieces]
    if not apart and style != "zhuyin":
        for at in range(1, len(pieces) - 1):
            (_, before), (between, _), (after, tone) = pieces[at - 1 : at + 2]
            if between == " " and before and tone:
                sounds[at] = Sound("'" if style != "numbers" and tone != "er5" and _is_open(after) else "", 0)
    return tuple(sound for sound in sounds if sound.text)


def _written(piece: str, tone: str, style: PinyinStyle) -> str:
    if not tone or style == "marks":
        return piece
    return tone if style == "numbers" else zhuyin(tone) if style == "zhuyin" else plain(tone)


def _is_open(syllable: str) -> bool:
    """Whether a syllable could be read on from the one before it."""
    return unicodedata.normalize("NFD", syllable)[0] in "aoe"
