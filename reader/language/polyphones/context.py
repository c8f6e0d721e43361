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
        start, end, _ = self.tokens[at]
        return self.text[start:end]


def around(site: Site, tag: Callable[[str], str], classes: Callable[[str], int]) -> list[str]:
    """What stands around a character, each beginning with the character itself and a letter for the kind.

    `tag` is a word's part of speech, `classes` the number of a group of like characters.
    """
    text, place, tokens, at = site
    character = text[place]
    start, end, _ = tokens[at]
    word, before, after = text[start:end], site.beside(-1), site.beside(1)
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
        f"{character}s{min(len(word), 3)}{min(place - start, 2)}",
        f"{character}c{classes(left)}",
        f"{character}d{classes(right)}",
    ]


class Standing(NamedTuple):
    """What matters of a character's place in its word, of the tables, and of what stands around, whatever it is.

    `length` of the word, at most 4; `said` of the character by the dictionary, `phrase` by pypinyin's phrases.
    """

    length: int
    last: bool
    said: Tones
    phrase: str
    crossing: tuple[str, ...]
    naming: str
    clue: clues.Clue | None

    @property
    def unknown(self) -> bool:
        """No table has the word."""
        return not self.said and not self.phrase


def standing(site: Site, wanted: Wanted) -> Standing:
    start, end, kind = site.tokens[site.at]
    word, inside, known = site.text[start:end], site.place - start, wanted.known
    length, naming, clue = len(word), "", None
    if length == 1:
        naming = "title" if site.beside(1) in TITLES else ""
        before, after = site.text[max(0, site.place - clues.REACH) : site.place], site.text[site.place + 1 :]
        clue = clues.find(word, before, after[: clues.REACH])
    elif not inside and length < 4 and not known.dictionary:
        naming = "name" if kind == "name" else "unknown"
    said = tuple([tones[inside] for tones in known.dictionary])
    phrase = known.phrase[inside] if known.phrase else ""
    return Standing(min(length, 4), inside == length - 1, said, phrase, wanted.crossing, naming, clue)


def evidence(place: Standing, candidates: Sequence[Candidate]) -> list[list[str]]:
    """For each candidate the names of what speaks for or against it, whatever its character is."""
    length, said = place.length, place.said
    alone = length == 1
    found = []
    for candidate in candidates:
        tone, names = candidate.tone, []
        if said and tone not in said:
            names.append(f"other{length}")
        elif said:
            names.append(f"{'one' if len(set(said)) == 1 else 'first' if said[0] == tone else 'later'}{length}")
        if place.phrase:
            names.append(f"phrase{length}{place.phrase == tone}")
        if place.crossing:
            names.append(f"crossing{alone}{tone in place.crossing}")
        if place.clue:
            names.append(f"clue{place.clue.sure}{place.clue.reading == tone}")
        if alone:
            names.append(f"alone{candidate.first}")
        names.append(f"common{candidate.common}")
        if tone.endswith("5"):
            names += ["neutral", f"neutral{not alone and place.last}"]
        if candidate.surname:
            names.append(f"surname{place.naming}")
        found.append(names)
    return found


def heard(place: Standing, logs: Sequence[float], count: int) -> list[list[tuple[str, float]]]:
    """For each of `count` candidates what its opinion of the network says: names with values.

    `logs` are these opinions, as logarithms; empty where it knows nothing. Of what it finds unlikely, by steps.
    """
    best = max(range(len(logs)), key=logs.__getitem__) if logs else -1
    found: list[list[tuple[str, float]]] = []
    for number in range(count):
        names = [(f"unknown{place.length == 1}{number == best}", 1.0)] if place.unknown else []
        if logs and number == best:
            margin = logs[best] - max([log for other, log in enumerate(logs) if other != best])
            names += [("heard", logs[best]), ("best", 1.0), ("margin", min(margin, MARGIN))]
        elif logs:
            log = logs[number]
            names.append(("heard", max(log, FAINT)))
            if log <= FAINT:
                names.append(("faint" if log > FAINTER else "fainter", 1.0))
        found.append(names)
    return found
