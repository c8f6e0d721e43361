"""How well the English supports each word of the source: log likelihood ratios of its being said to its being left out.

Every pair of a Chinese and an English word has a strength (see `vectors`). An English word is shared among the Chinese
ones that claim it, first by strength and by its place in the sentence, then again by how far it stands from where the
neighbours of each were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reader.translate.guards.lexicon import Lexicon, english_words

if TYPE_CHECKING:
    from reader.translate.guards.vectors import Array

_BLOCK = 200  # words of the source that are looked at together; of a longer one only the English around their place
_STRENGTH = 15.0  # logarithm beyond which a strength says no more
_NEIGHBOURHOOD = 6.0  # characters over which neighbours lose their say in where a word should stand, to a third
_OTHER_CLAUSE = 0.25  # what a neighbour in another clause counts
_DIAGONAL = 0.3  # what the place in the sentence counts beside neighbours
_NEAR, _FAR = 0.8, -3.0  # logarithms: what a place as expected adds, and the most that another takes away
_WIDTH, _WIDTH_LEAST = 12, 0.08  # characters, and share of the English, over which a place loses 1

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Support:
    """Of the words of the source in order, and of the content words of the English."""

    starts: list[int]  # offsets in characters of the source
    said: Array  # log likelihood ratio by all English words near the place
    own: Array  # the same, by what is left of these after sharing
    taken: Array  # English words that fall to it
    places: Array  # where it should stand, as a share of the English
    english: Array  # where each English word stands
    free: Array  # share of each that falls to no word of the source


def support(source: str, target: str, clauses: Sequence[Span], usual: Sequence[float], lexicon: Lexicon) -> Support:
    """`usual` is the length of English for each beginning of the source, in characters."""
    spans, english = lexicon.words(source), english_words(target)
    at, free = np.array([start / len(target) for *_, start in english]), np.ones(len(english))
    said, own, taken, places = np.zeros((4, len(spans)))
    for first in range(0, len(spans), _BLOCK):
        words = slice(first, min(first + _BLOCK, len(spans)))
        here = slice(0, len(at))
        if len(spans) > _BLOCK:
            margin = 2 * _BLOCK / len(spans)
            lo, hi = (usual[edge] / max(usual[-1], 1.0) for edge in (spans[first][0], spans[words.stop - 1][1]))
            here = slice(*np.searchsorted(at, (lo - margin, hi + margin)))
        if here.start < here.stop:
            strength, unsaid, unexplained = _strength(source, spans[words], english[here], lexicon)
            middles = np.array([(start + end) / 2 for start, end in spans[words]])
            away = np.abs(middles[:, None] / len(source) - at[here]) * (len(lexicon.vectors.distances) - 1)
            by_distance = np.interp(away, range(len(lexicon.vectors.distances)), lexicon.vectors.distances)
            found = _shared(_exp(strength + by_distance), unexplained) ** 2
            places[words] = _places(found, middles, at[here], spans[words], clauses, usual)
            width = max(_WIDTH_LEAST, _WIDTH / len(target))
            off = np.abs(places[words, None] - at[here]) / width
            near = _exp(strength + np.maximum(_NEAR - off, _FAR))
            shares = _shared(near, unexplained)
            said[words] = np.log(unsaid + (1 - unsaid) * near.sum(axis=1))
            own[words] = np.log(unsaid + (1 - unsaid) * (near * shares).sum(axis=1))
            taken[words] = shares.sum(axis=1)
            free[here] -= shares.sum(axis=0)
    return Support([start for start, _ in spans], said, own, taken, places, at, free.clip(0))


def _strength(
    source: str, spans: Sequence[Span], english: Sequence[tuple[str, str, int]], lexicon: Lexicon
) -> tuple[Array, Array, Array]:
    """Of each pair of words, and the chances that a Chinese word is not said and an English one not explained."""
    texts = [source[start:end] for start, end in spans]
    words = [lexicon.vector(text) for text in texts]
    others = [lexicon.vectors.english(stem, word) for stem, word, _ in english]
    meant = np.array([[stem in meanings for stem, *_ in english] for meanings in map(lexicon.meanings, texts)])
    near: Array = np.array([word.values for word in words]) @ np.array([other.values for other in others]).T
    unsaid, unexplained = (1 / (1 + np.exp([-one.silent for one in some])) for some in (words, others))
    strength: Array = near + lexicon.vectors.base + lexicon.vectors.meant * meant
    return strength, unsaid, unexplained


def _exp(values: Array) -> Array:
    strength: Array = np.exp(np.clip(values, -_STRENGTH, _STRENGTH))
    return strength


def _shared(strength: Array, unexplained: Array) -> Array:
    """How likely each English word renders each Chinese one, where it renders one at most."""
    claims: Array = strength * (1 - unexplained)
    shares: Array = claims / (claims.sum(axis=0) + unexplained)
    return shares


def _places(
    found: Array,
    middles: Array,
    at: Array,
    spans: Sequence[Span],
    clauses: Sequence[Span],
    usual: Sequence[float],
) -> Array:
    """Where each word should stand: where its neighbours do, the word itself not counted, and by its place."""
    number = np.searchsorted([end for _, end in clauses], [start for start, _ in spans], side="right")
    weights = np.exp(-np.abs(middles[:, None] - middles) / _NEIGHBOURHOOD)
    weights *= np.where(number[:, None] == number, 1, _OTHER_CLAUSE)
    np.fill_diagonal(weights, 0)
    diagonal = np.array([(usual[start] + usual[end]) / 2 / max(usual[-1], 1.0) for start, end in spans])
    where: Array = (weights @ (found @ at) + _DIAGONAL * diagonal) / (weights @ found.sum(axis=1) + _DIAGONAL)
    return where
