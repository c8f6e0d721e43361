"""The model of the readings: log-linear, over what the network says, what the tables say and what stands around."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.language.polyphones.context import (
    FAINT,
    Candidate,
    Site,
    Standing,
    Token,
    Wanted,
    around,
    evidence,
    heard,
    standing,
)
from reader.language.polyphones.network import UNKNOWN, Network

if TYPE_CHECKING:
    import numpy as np

    from reader.language.polyphones.network import Floats

# Characters given to the network at once, and on both sides of them beside these: no sentence of a text is longer, and
# what a line of millions needs stays small.
_STRETCH, _BESIDE = 600, 60
_AT_ONCE = 12  # stretches that the network hears at once: more would be hardly quicker, and take more memory


class Line(NamedTuple):
    """A sentence, cut, and which of its characters are wanted, in the order of the text."""

    text: str
    tokens: Sequence[Token]
    wanted: Sequence[Wanted]


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading with a tone number, and how likely it is the right one."""

    tone: str
    probability: float


class Polyphones:
    """Reads the characters that have several readings."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        import numpy as np

        alphabet = _text(arrays["alphabet"])
        self._places = {character: place for place, character in enumerate(alphabet, UNKNOWN + 1)}
        self._classes: dict[str, int] = dict(zip(alphabet, arrays["classes"].tolist(), strict=True))
        self._network = Network({name: arrays[name].astype(np.float32) for name in NETWORK})
        self._candidates = candidates(_text(arrays["candidates"]))
        self._weights = dict(
            zip(_text(arrays["evidence"]).split("\n"), arrays["evidence_weights"].tolist(), strict=True)
        )
        rows = zip(_text(arrays["around"]).split("\n"), arrays["around_weights"].tolist(), strict=True)
        self._around = {name: tuple(row[: len(self._candidates.get(name[:1], ()))]) for name, row in rows}
        self._trust = dict(zip(self._candidates, arrays["trust"].tolist(), strict=True))
        self._standing = lru_cache(maxsize=16_384)(self._weighed)

    @classmethod
    def open(cls, path: Path) -> Polyphones:
        """Load the weights."""
        import numpy as np

        with np.load(path, allow_pickle=False) as arrays:
            return cls(dict(arrays))

    @property
    def characters(self) -> Container[str]:
        """Those that have several readings."""
        return self._candidates

    def choose(self, lines: Sequence[Line], tag: Callable[[str], str]) -> list[dict[int, Choice]]:
        """The readings of the characters that are wanted of each line, by their offset; quicker a line for several.

        `tag` is a word's part of speech.
        """
        choices: list[dict[int, Choice]] = [{} for _ in lines]
        stretches = [
            (line, number, [*group])
            for line, (_, _, wanted) in enumerate(lines)
            for number, group in groupby(wanted, key=lambda each: each.place // _STRETCH)
        ]
        for start in range(0, len(stretches), _AT_ONCE):
            heard = self._heard(lines, stretches[start : start + _AT_ONCE])
            for line, _, here in stretches[start : start + _AT_ONCE]:
                text, tokens, _ = lines[line]
                for each in here:
                    site = Site(text, each.place, tokens, each.at)
                    choices[line][each.place] = self._choose(site, each, next(heard), tag)
        return choices

    def _heard(self, lines: Sequence[Line], stretches: Sequence[tuple[int, int, Sequence[Wanted]]]) -> Iterator[Floats]:
        """What the network says of the characters that are wanted of stretches of lines (line, number, wanted)."""
        codes, places = [], []
        for line, number, here in stretches:
            first = max(0, number * _STRETCH - _BESIDE)
            stretch = lines[line].text[first : (number + 1) * _STRETCH + _BESIDE]
            codes.append([self._places.get(character, UNKNOWN) for character in stretch])
            places.append([each.place - first for each in here])
        return self._network.opinions(codes, places)

    def _choose(self, site: Site, wanted: Wanted, logarithms: Floats, tag: Callable[[str], str]) -> Choice:
        character = site.character
        options, place = self._candidates[character], standing(site, wanted)
        logs = opinions(logarithms, options)
        rows = [row for name in around(site, tag, self.class_of) if (row := self._around.get(name))]
        scores = [*map(sum, zip(self._standing(character, place), *rows, strict=True))]
        trust, favour = self._trust[character]
        top = max(logs, default=0.0)
        weigh = self._weights.get
        for number, said in enumerate(heard(place, logs, len(options))):
            for name, value in said:
                scores[number] += weigh(name, 0.0) * value
            if logs:
                scores[number] += trust * max(logs[number], FAINT) + favour * (logs[number] == top)
        best = max(scores)
        return Choice(options[scores.index(best)].tone, 1 / sum([math.exp(score - best) for score in scores]))

    def _weighed(self, character: str, place: Standing) -> tuple[float, ...]:
        """What a character's place says for each of its candidates."""
        said = evidence(place, self._candidates[character])
        return tuple(sum(self._weights.get(name, 0.0) for name in names) for names in said)

    def class_of(self, character: str) -> int:
        """The number of the group of like characters that one belongs to; -1 for one that is in none."""
        return self._classes.get(character, -1)


UNHEARD = -99.0  # the opinion of the network on a reading it does not know
NETWORK = ("embedding", "input", "state", "bias", "hidden", "hidden_bias", "output", "output_bias")


def opinions(heard: Floats, options: Sequence[Candidate]) -> list[float]:
    """What the network thinks of each candidate, as logarithms; nothing if it knows less than two.

    `heard` are its logarithms for all syllables.
    """
    syllables = [option.syllable for option in options]
    if len(syllables) - syllables.count(-1) < 2:
        return []
    return [heard.item(syllable) if syllable >= 0 else UNHEARD for syllable in syllables]


def candidates(lines: str) -> dict[str, tuple[Candidate, ...]]:
    """From lines like "行 hang2|f|12 xing2|c|40": the tone, letters for first, common and surname, the syllable."""
    found = {}
    for line in lines.split("\n"):
        character, *options = line.split(" ")
        split = (option.split("|") for option in options)
        found[character] = tuple(Candidate(t, "f" in m, "c" in m, "s" in m, int(n)) for t, m, n in split)
    return found


def _text(array: np.ndarray[Any, Any]) -> str:
    return bytes(array).decode()
