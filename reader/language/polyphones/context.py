"""What stands around a character, and what speaks for each of its readings: the names of the model's weights.

The program and the training script use the same names, so that a weight means the same in both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.language.names import TITLES
from reader.language.polyphones import clues
from reader.model import WordKind

Tones = tuple[str, ...]
Token = tuple[int, int, WordKind]

FAINT, FAINTER = -4.0, -8.0  # logarithms below which the network's "unlikely" is no longer a matter of degree
MARGIN = 5.0  # and a distance to the next best above which its "sure" is not
_BEGIN, _END = "^", "$"


class Known(NamedTuple):
    """What the tables say of a word: its readings in CC-CEDICT, and that of pypinyin's phrases."""

    dictionary: tuple[Tones, ...] = ()
    phrase: Tones | None = None


class Wanted(NamedTuple):
    """A character to be read: at `place` of the text, in token number `at`, of which the tables say what is `known`.

    `crossing` are the readings it would have in words that cross the borders of its token: 银行 in 在银|行长.
    """

    place: int
    at: int
    known: Known
    crossing: tuple[str, ...] = ()


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


def evidence(
    site: Site, candidates: Sequence[Candidate], wanted: Wanted, logs: Sequence[float]
) -> list[list[tuple[str, float]]]:
    """For each candidate what speaks for or against it, whatever its character is: names with values.

    `logs` are what the network thinks of each, as logarithms; empty where it knows nothing.
    """
    length, inside, known = min(len(site.word), 4), site.inside, wanted.known
    alone = len(site.word) == 1
    naming = "title" if alone and site.beside(1) in TITLES else ""
    if not inside and 1 < length < 4 and not known.dictionary:
        naming = "name" if site.tokens[site.at][2] == "name" else "unknown"
    said = [tones[inside] for tones in known.dictionary]
    before, after = site.text[: site.place], site.text[site.place + 1 :]
    clue = clues.find(site.character, before[-clues.REACH :], after[: clues.REACH]) if alone else None
    best = max(range(len(logs)), key=logs.__getitem__) if logs else -1
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
        if wanted.crossing:
            names.append(f"crossing{alone}{tone in wanted.crossing}")
        if clue:
            names.append(f"clue{clue.sure}{clue.reading == tone}")
        if alone:
            names.append(f"alone{candidate.first}")
        names.append(f"common{candidate.common}")
        if tone.endswith("5"):
            names += ["neutral", f"neutral{not alone and inside == len(site.word) - 1}"]
        if candidate.surname:
            names.append(f"surname{naming}")
        found.append([(name, 1.0) for name in names] + _heard(logs, number, best))
    return found


def _heard(logs: Sequence[float], number: int, best: int) -> list[tuple[str, float]]:
    """What the network thinks of a candidate; of what it finds unlikely, by steps."""
    if not logs:
        return []
    log = logs[number]
    if number != best:
        step = "" if log > FAINT else "faint" if log > FAINTER else "fainter"
        return [("heard", max(log, FAINT)), *([(step, 1.0)] if step else [])]
    margin = log - max(other for place, other in enumerate(logs) if place != best)
    return [("heard", log), ("best", 1.0), ("margin", min(margin, MARGIN))]
