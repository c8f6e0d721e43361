"""Finding Chinese by how it sounds: kaiyuan finds 开源, whatever its tones, wherever its syllables are cut."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reader.language.dictionary import Dictionary
from reader.model import Sentence
from reader.pinyin import HAN_ONE, number, toneless

_LONGEST = 6  # letters of a syllable: zhuang, chuang, shuang
_CUTS = 16  # ways to cut what was typed into syllables that are looked for, at most


def find(typed: str, sentences: Sequence[Sentence], dictionary: Dictionary) -> Iterator[tuple[int, int, int]]:
    """Places that can be read so: the index of a sentence, and start and end in it, in characters.

    Any reading that a character has counts; which one it has there is for others to say.
    """
    letters = "".join(typed.lower().split()).replace("'", "").replace("’", "").replace("ü", "v")
    characters = set().union(*(sentence.text for sentence in sentences))
    sounding = _sounding(filter(HAN_ONE.match, characters), dictionary)
    patterns = [
        "".join(f"[{''.join(sorted(sounding[syllable]))}]" for syllable in cut) for cut in _cuts(letters, sounding)
    ]
    if not patterns:
        return
    pattern = re.compile("|".join(patterns))
    for index, sentence in enumerate(sentences):
        for match in pattern.finditer(sentence.text):
            yield index, *match.span()


def _sounding(characters: Iterable[str], dictionary: Dictionary) -> dict[str, set[str]]:
    """The characters that each syllable can stand for, without its tone."""
    from pypinyin.constants import PINYIN_DICT

    sounding: defaultdict[str, set[str]] = defaultdict(set)
    for character in characters:
        for option in PINYIN_DICT.get(ord(character), "").split(","):
            if option:
                sounding[toneless(number(option))].add(character)
        for entry in dictionary.look_up(character):
            sounding[toneless(entry.pinyin[0])].add(character)
    return sounding


def _cuts(letters: str, sounding: dict[str, set[str]]) -> list[list[str]]:
    """The ways to cut letters into syllables that are in the text, those with the fewest first: xian, xi an."""
    ends: list[list[list[str]]] = [[[]]]
    for end in range(1, len(letters) + 1):
        found = [
            [*before, letters[start:end]]
            for start in range(max(0, end - _LONGEST), end)
            if letters[start:end] in sounding
            for before in ends[start]
        ]
        ends.append(sorted(found, key=len)[:_CUTS])
    return ends[-1] if letters else []
