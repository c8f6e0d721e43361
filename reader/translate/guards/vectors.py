"""Words of both languages as vectors, so that a rendering that no table has is known by what it is like.

A Chinese word is what is known of it (itself, its characters, its dictionary meanings), an English one its stem and its
letters in threes; the nearer the two, the likelier one renders the other. `tests/models/train_vectors.py` learns them
from the dictionary and from sentences with their English; the file holds words and numbers, no sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader import paths

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.floating[Any]]

FILE = "vectors.npz"
MEANINGS = 12  # of a word, the most frequent stems first, that count for its vector
TRIPLES = 8  # of an English word
_KEPT = 8_192  # words whose vectors are remembered
_FNV, _FNV_START = 16777619, 2166136261  # the hash FNV-1a, 32 bits


class Vector(NamedTuple):
    """Of a Chinese word: log odds that English does not say it; of an English one: that no Chinese word explains it."""

    values: Array
    silent: float


def triples(word: str, buckets: int) -> list[int]:
    """The rows, from 1, of the letters of a word in threes, its ends marked: <re rea ead ad>."""
    marked = f"<{word.lower()}>"
    return [1 + _hashed(marked[at : at + 3]) % buckets for at in range(len(marked) - 2)][:TRIPLES]


def _hashed(text: str) -> int:
    value = _FNV_START
    for byte in text.encode():
        value = (value ^ byte) * _FNV & 0xFFFFFFFF
    return value


class Vectors:
    """The learnt vectors; row 0 of a matrix stands for a word that is not known."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        """`arrays` as `train_vectors.py` names them; matrices are in steps of their `…_step`."""
        import numpy as np

        self._matrices = {name: arrays[name].astype(np.float32) * arrays[f"{name}_step"] for name in "wcvg"}
        self._rows = {name: {word: row for row, word in enumerate(arrays[f"{name}_names"], 1)} for name in "wcv"}
        self._silent = {name: arrays[f"{name}_silent"].astype(np.float32) for name in "wcv"}
        self._mixed = arrays["mixed"].astype(np.float32)
        self.base, self.meant, self._unsaid, self._unexplained = map(float, arrays["constants"])
        self.distances = arrays["distances"].astype(np.float32)
        self.english = lru_cache(_KEPT)(self._english)

    @classmethod
    def open(cls, path: Path) -> Vectors:
        import numpy as np

        with np.load(path, allow_pickle=False) as arrays:
            return cls(dict(arrays))

    def chinese(self, word: str, meanings: Collection[str]) -> Vector:
        """Of a word with these meanings, as stems."""
        import numpy as np

        values, silent = np.zeros(self._mixed.shape[0], np.float32), self._unsaid
        if row := self._rows["w"].get(word):
            values, silent = values + self._matrices["w"][row], silent + float(self._silent["w"][row])
        if rows := [self._rows["c"][one] for one in word[:4] if one in self._rows["c"]]:
            values = values + self._matrices["c"][rows].mean(axis=0)
            silent += float(self._silent["c"][rows].mean())
        if rows := sorted(self._rows["v"][one] for one in meanings if one in self._rows["v"])[:MEANINGS]:
            values = values + (self._matrices["v"][rows].sum(axis=0) / len(rows) ** 0.7) @ self._mixed
        return Vector(values, silent)

    def _english(self, stem: str, word: str) -> Vector:
        rows = triples(word, len(self._matrices["g"]) - 1)
        letters = self._matrices["g"][rows].sum(axis=0) / max(1, len(rows)) ** 0.5
        row = self._rows["v"].get(stem, 0)
        values = self._matrices["v"][row] + 0.3 * letters if row else letters
        return Vector(values, self._unexplained + float(self._silent["v"][row]))


@lru_cache(maxsize=1)
def shipped() -> Vectors:
    return Vectors.open(paths.shipped("assets", FILE))
