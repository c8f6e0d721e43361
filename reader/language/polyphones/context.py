"""What stands around a character, and what speaks for each of its readings: the names of the model's weights.

The program and the training script use the same names, so that a weight means the same in both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.model import WordKind

Tones = tuple[str, ...]
Token = tuple[int, int, WordKind]

_BEGIN, _END = "^", "$"
_TITLES = frozenset("先生 女士 小姐 教授 博士 老师 医生 律师 总 局长 部长 省长 市长 县长 主席 总理 主任 书记 将军 某".split())


class Known(NamedTuple):
    """What the tables say of a word: its readings in CC-CEDICT, and that of pypinyin's phrases."""

    dictionary: tuple[Tones, ...] = ()
    phrase: Tones | None = None


class Candidate(NamedTuple):
    """A reading of a character. `first`: the dictionary's first one; `common`: pypinyin's; `surname`: of a surname.

    `syllable` is its number in the network's output, -1 for what the network never saw.
    """

    tone: str
    first: bool
    common: bool
    surname: bool
    syllable: int


class Site(NamedTuple):
    """A character with several readings in its sentence: at `place` of the text, in token number `at`."""

    text: str
    place: int
    tokens: Sequence[Token]
    at: int

    @property
    def character(self) -> str:
        return self.text[self.place]

    @property
    def word(self) -> str:
        return self.beside(0)

    @property
    def inside(self) -> int:
        """The character's offset in its word."""
        return self.place - self.tokens[self.at][0]

    def beside(self, distance: int) -> str:
        """The token so many tokens further on; the ends of the sentence have names of their own."""
        at = self.at + distance
        if not 0 <= at < len(self.tokens):
            return _BEGIN if at < 0 else _END
        return self.text[self.tokens[at][0] : self.tokens[at][1]]


def around(site: Site, tag: Callable[[str], str], classes: Callable[[str], int]) -> list[str]:
    """What stands around a character, each beginning with the character itself and a letter for the kind.

    `tag` is a word's part of speech, `classes` the number of a group of like characters.
    """
    text, place, character = site.text, site.place, site.character
    word, before, after = site.word, site.beside(-1), site.beside(1)
    left = text[place - 1] if place else _BEGIN
    right = text[place + 1] if place + 1 < len(text) else _END
    return [
        f"{character}b",
        f"{character}w{word}",
        f"{character}l{left}",
        f"{character}r{right}",
        f"{character}L{text[max(0, place - 2) : place]}",
        f"{character}R{text[place + 1 : place + 3]}",
        f"{character}P{before}",
        f"{character}N{after}",
        f"{character}t{tag(word)}",
        f"{character}p{tag(before)}",
        f"{character}n{tag(after)}",
        f"{character}s{min(len(word), 3)}{min(site.inside, 2)}",
        f"{character}c{classes(left)}",
        f"{character}d{classes(right)}",
    ]


def evidence(site: Site, candidates: Sequence[Candidate], known: Known, best: int) -> list[list[str]]:
    """For each candidate what speaks for it, whatever its character is. `best` is the one the network prefers, or -1."""
    length, inside = min(len(site.word), 4), site.inside
    alone = len(site.word) == 1
    naming = (alone and site.beside(1) in _TITLES) or (not inside and 1 < length < 4 and not known.dictionary)
    said = [tones[inside] for tones in known.dictionary]
    found = []
    for number, candidate in enumerate(candidates):
        tone, names = candidate.tone, []
        if said and tone not in said:
            names.append(f"other{length}")
        elif said:
            names.append(f"{'one' if len(set(said)) == 1 else 'first' if said[0] == tone else 'later'}{length}")
        if known.phrase:
            names.append(f"phrase{length}{known.phrase[inside] == tone}")
        if not said and not known.phrase:
            names.append(f"unknown{alone}{number == best}")
        if alone:
            names.append(f"alone{candidate.first}")
        names.append(f"common{candidate.common}")
        if tone.endswith("5"):
            names += ["neutral", f"neutral{not alone and inside == len(site.word) - 1}"]
        if candidate.surname:
            names += ["surname", f"surname{naming}"]
        found.append(names)
    return found
