"""Learns the words of both languages as vectors: `python tests/models/train_vectors.py FILE.tsv… [--out VECTORS.npz]`.

Each file is a TSV with a header: `source` and one or more columns with its English. Needs `pip install '.[train]'`;
three to ten minutes on two cores. Without `--out` assets/vectors.npz is written.

From those sentences and from the entries of CC-CEDICT the model learns to tell the English of a Chinese text from the
English of another: the likelihood ratio of each word is that of a mixture, of its not being said at all and of any
English word's being its rendering, by the product of their vectors, by the dictionary's having it, and in sentences by
how far apart they stand. Parts of what is known of a word (itself, its characters, its meanings) are left out at
random, so that each is worth something alone.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from wordfreq import top_n_list, zipf_frequency

from reader.language.dictionary import Dictionary
from reader.translate.guards.lexicon import Lexicon, english_words, stem
from reader.translate.guards.vectors import FILE, MEANINGS, TRIPLES, triples

DIMENSIONS = 48
WORDS, CHARACTERS, STEMS, BUCKETS = 8_000, 4_500, 12_000, 2_048
SENTENCE, ENGLISH = 60, 48  # words of a sentence and its English at most
ENTRY, MEANING = 6, 12  # the same of a dictionary entry
SENTENCES, ENTRIES = 48, 512  # of a step
STEPS = 1_000
RATE, LAST, DECAY = 6e-3, 0.1, 0.003
OTHERS = 8  # that each English is told from
EXTREME = 4.5  # standard deviations beyond which values are cut to fit into a byte
DISTANCES = 11  # points of the function of distance, from 0 to the whole length

Places = list[tuple[str, float]]
Pair = tuple[Places, Places]  # words and their places, as shares of the length


class Vocabulary(NamedTuple):
    words: dict[str, int]
    characters: dict[str, int]
    stems: dict[str, int]


def sentences(paths: Sequence[Path], lexicon: Lexicon) -> Iterator[Pair]:
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                source = row.pop("source")
                chinese = [(source[a:b], (a + b) / 2 / len(source)) for a, b in lexicon.words(source)]
                for english in filter(None, row.values()):
                    content = [(word, start / len(english)) for _, word, start in english_words(english)]
                    if content and 0 < len(chinese) <= SENTENCE and len(content) <= ENGLISH:
                        yield chinese, content


def entries(dictionary: Dictionary, lexicon: Lexicon) -> Iterator[Pair]:
    for headword in sorted({simplified for simplified, *_ in dictionary.headwords()}):
        spans = lexicon.words(headword)
        if not spans or spans[0][0] or spans[-1][1] != len(headword):
            continue
        chinese = [(headword[a:b], 0.0) for a, b in (spans if len(headword) > 4 else [(0, len(headword))])]
        english = [word for one in lexicon.definitions(headword) for _, word, _ in english_words(one)]
        english += [name for entry in dictionary.look_up(headword) if entry.proper for name in [_sound(entry.pinyin)]]
        if english:
            yield chinese, [(word, 0.0) for word in dict.fromkeys(english)]


def _sound(pinyin: Sequence[str]) -> str:
    return "".join(one for syllable in pinyin for one in syllable if one.isalpha())


def vocabulary(pairs: Sequence[Pair], glosses: Sequence[Pair]) -> Vocabulary:
    words = Counter(word for chinese, _ in pairs for word, _ in chinese if 1 < len(word) <= 4)
    seen = [word for word, count in words.most_common() if count >= 3]
    headwords = {word for chinese, _ in glosses for word, _ in chinese if 1 < len(word) <= 4} - set(seen)
    usual = sorted(headwords, key=lambda word: (-zipf_frequency(word, "zh"), word))
    characters = Counter(one for chinese, _ in glosses for word, _ in chinese for one in word)
    stems = Counter({stem(word): 2 for word in top_n_list("en", 20_000) if word.isalpha()})
    stems.update(stem(word) for _, english in glosses for word, _ in english)
    for _, english in pairs:
        stems.update({stem(word): 20 for word, _ in english})
    return Vocabulary(
        *(
            {one: row for row, one in enumerate(kept, 1)}
            for kept in (
                [*seen, *usual][:WORDS],
                [one for one, _ in characters.most_common(CHARACTERS)],
                [one for one, _ in stems.most_common(STEMS)],
            )
        )
    )


class Packed(NamedTuple):
    """Pairs as rows of the matrices; 0 where there is none."""

    word: Any
    characters: Any
    meanings: Any
    place: Any
    stem: Any
    letters: Any
    english_place: Any
    on: Any
    english_on: Any


def packed(pairs: Sequence[Pair], size: int, english_size: int, names: Vocabulary, lexicon: Lexicon) -> Packed:
    count = len(pairs)
    shapes = [(size,), (size, 4), (size, MEANINGS), (size,), (english_size,), (english_size, TRIPLES), (english_size,)]
    kinds = [np.int32, np.int32, np.int32, np.float32, np.int32, np.int32, np.float32]
    arrays = [np.zeros((count, *shape), kind) for shape, kind in zip(shapes, kinds, strict=True)]
    on, english_on = np.zeros((count, size), np.float32), np.zeros((count, english_size), np.float32)
    for row, (chinese, english) in enumerate(pairs):
        for at, (word, place) in enumerate(chinese[:size]):
            meanings = sorted(names.stems[one] for one in lexicon.meanings(word) if one in names.stems)[:MEANINGS]
            arrays[0][row, at] = names.words.get(word, 0)
            arrays[1][row, at, : len(word[:4])] = [names.characters.get(one, 0) for one in word[:4]]
            arrays[2][row, at, : len(meanings)] = meanings
            arrays[3][row, at], on[row, at] = place, 1
        for at, (word, place) in enumerate(english[:english_size]):
            letters = triples(word, BUCKETS)
            arrays[4][row, at] = names.stems.get(stem(word), 0)
            arrays[5][row, at, : len(letters)] = letters
            arrays[6][row, at], english_on[row, at] = place, 1
    return Packed(*arrays, on, english_on)


Weights = dict[str, Any]


def begun(names: Vocabulary, rng: np.random.Generator) -> Weights:
    def matrix(rows: int, spread: float) -> Any:
        return jnp.asarray(rng.normal(0, 2 * spread / DIMENSIONS**0.5, (rows + 1, DIMENSIONS)).astype(np.float32))

    return {
        "w": matrix(len(names.words), 0.3), "c": matrix(len(names.characters), 0.6),
        "v": matrix(len(names.stems), 1.0), "g": matrix(BUCKETS, 0.3),
        "w_silent": jnp.zeros(len(names.words) + 1), "c_silent": jnp.zeros(len(names.characters) + 1),
        "v_silent": jnp.zeros(len(names.stems) + 1), "mixed": jnp.eye(DIMENSIONS), "sharp": jnp.array(2.0),
        "constants": jnp.array([-2.0, 2.0, -1.6, -1.6]),
        "distances": jnp.array([1.0, 0.8, 0.6, 0.3, 0.0, -0.3, -0.6, -0.8, -1.0, -1.2, -1.4]),
    }  # fmt: skip


def _rows(matrix: Any, rows: Any) -> Any:
    return matrix[rows] * (rows > 0)[..., None]


def _count(rows: Any) -> Any:
    return jnp.maximum((rows > 0).sum(-1, keepdims=True), 1)


def loss(weights: Weights, some: Packed, keep: Any, shifts: Any, in_sentence: bool) -> Any:
    """`keep`: which of word, characters, meanings count; `shifts`: how far off the other English stands in the batch.

    The same sums as in `reader.translate.guards.vectors` and `support`.
    """
    characters, meanings = _rows(weights["c"], some.characters), _rows(weights["v"], some.meanings)
    chinese = (
        _rows(weights["w"], some.word) * keep[..., 0:1]
        + characters.sum(-2) / _count(some.characters) * keep[..., 1:2]
        + (meanings.sum(-2) / _count(some.meanings) ** 0.7) @ weights["mixed"] * keep[..., 2:3]
    )
    silent = (weights["c_silent"][some.characters] * (some.characters > 0)).sum(-1) / _count(some.characters)[..., 0]
    unsaid = jax.nn.sigmoid(weights["constants"][2] + weights["w_silent"][some.word] * (some.word > 0) + silent)
    letters = _rows(weights["g"], some.letters).sum(-2) / _count(some.letters) ** 0.5
    english = _rows(weights["v"], some.stem) + letters * jnp.where(some.stem > 0, 0.3, 1.0)[..., None]
    unexplained = jax.nn.sigmoid(weights["constants"][3] + weights["v_silent"][some.stem])

    def ratios(shift: Any) -> tuple[Any, Any, Any]:
        other, row, place, on, alone = (
            jnp.roll(one, shift, 0) for one in (english, some.stem, some.english_place, some.english_on, unexplained)
        )
        strength = jnp.einsum("bld,bed->ble", chinese, other) * weights["sharp"] + weights["constants"][0]
        if in_sentence:
            meant = (some.meanings[:, :, None, :] == row[:, None, :, None]) & (row[:, None, :, None] > 0)
            strength += meant.any(-1) * weights["constants"][1]
            away = jnp.abs(some.place[:, :, None] - place[:, None, :]) * (DISTANCES - 1)
            left = jnp.clip(away.astype(int), 0, DISTANCES - 2)
            part = away - left
            strength += weights["distances"][left] * (1 - part) + weights["distances"][left + 1] * part
        likely = jnp.exp(jnp.clip(strength, -15, 15)) * some.on[:, :, None] * on[:, None, :]
        return jnp.log(unsaid + (1 - unsaid) * likely.sum(2)), jnp.log(alone + (1 - alone) * likely.sum(1)), on

    def mean(values: Any, on: Any) -> Any:
        return (jax.nn.softplus(values) * on).sum() / on.sum()

    said, explained, on = ratios(0)
    total = mean(-said, some.on) + mean(-explained, on)
    for shift in shifts:
        said, explained, on = ratios(shift)
        total += (mean(said, some.on) + mean(explained, on)) / OTHERS
    return total


def learnt(texts: Packed, glosses: Packed, names: Vocabulary) -> Weights:
    rng = np.random.default_rng(5)
    weights = begun(names, rng)
    optimizer = optax.adamw(optax.exponential_decay(RATE, STEPS, LAST), b2=0.99, weight_decay=DECAY)
    state = optimizer.init(weights)

    @partial(jax.jit, static_argnums=5)
    def step(weights: Weights, state: Any, some: Packed, keep: Any, shifts: Any, in_sentence: bool) -> Any:
        value, slope = jax.value_and_grad(loss)(weights, some, keep, shifts, in_sentence)
        change, state = optimizer.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, value

    totals = [0.0, 0.0]
    for number in range(1, STEPS + 1):
        for kind, (pairs, count) in enumerate(((texts, SENTENCES), (glosses, ENTRIES))):
            chosen = rng.integers(0, len(pairs.on), count)
            some = Packed(*(one[chosen] for one in pairs))
            keep = (rng.random((*some.on.shape, 3)) > 0.2).astype(np.float32)
            if kind:  # the meanings of an entry are what is to be told
                word, characters = rng.random(some.on.shape) > 0.4, rng.random(some.on.shape) > 0.4
                keep = np.stack([word, characters | ~word, np.zeros_like(word)], -1).astype(np.float32)
            shifts = rng.choice(np.arange(1, count), OTHERS, replace=False)
            weights, state, value = step(weights, state, some, keep, shifts, not kind)
            totals[kind] += float(value)
        if number % 100 == 0:
            print(number, *(f"{total / 100:.3f}" for total in totals), flush=True)
            totals = [0.0, 0.0]
    return weights


def write(path: Path, weights: Weights, names: Vocabulary) -> None:
    arrays: dict[str, Any] = {"mixed": np.float16(weights["mixed"]), "distances": np.float32(weights["distances"])}
    arrays["constants"] = np.float32(weights["constants"])
    for name, of in zip("wcv", names, strict=True):
        arrays[f"{name}_names"] = np.array(list(of))
        arrays[f"{name}_silent"] = np.float16(weights[f"{name}_silent"]).clip(-9, 9)
        arrays[f"{name}_silent"][0] *= name == "v"
    root = float(weights["sharp"]) ** 0.5
    for name in "wcvg":
        # The sharpness goes into both sides; Chinese and English share the matrix of stems.
        values = np.asarray(weights[name]) * root
        values[0] = 0
        step = EXTREME * values.std() / 127
        arrays[name] = np.round(values / step).clip(-127, 127).astype(np.int8)
        arrays[f"{name}_step"] = np.float32(step)
    np.savez_compressed(path, **arrays)
    print(path, path.stat().st_size, "bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "assets" / FILE)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dictionary = Dictionary.open(Path(folder))
        lexicon = Lexicon(dictionary, {})
        pairs, glosses = list(sentences(options.files, lexicon)), list(entries(dictionary, lexicon))
        names = vocabulary(pairs, glosses)
        print(len(pairs), "translations", len(glosses), "entries", *map(len, names))
        for some in (pairs, glosses):
            random.Random(5).shuffle(some)
        texts = packed(pairs, SENTENCE, ENGLISH, names, lexicon)
        weights = learnt(texts, packed(glosses, ENTRY, MEANING, names, lexicon), names)
    write(options.out, weights, names)


if __name__ == "__main__":
    main()
