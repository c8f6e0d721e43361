"""Fits the guard against dropped clauses: `python tests/bench/dropped.py FILE.tsv FILE.tsv… --vectors DIR [--write]`.

Learnt are a table of usages (which English words stand for a Chinese one beyond its dictionary meanings, and how often
none of these is found) and the weights of a logistic regression on the features of `dropped.evidence`. The features of
each file come from a table and from vectors that were learnt from the other files only, so that the weights know what
these are worth on sentences not seen; tests/models/train_vectors.py makes the vectors, DIR/FILE.npz, of the others.
Positive are clauses most of whose words were in what the harness's `drop_clause` took out, negative all clauses of
whole sentences.

Printed are, for each file, the recall at several shares of false alarms and the threshold of each, with weights fitted
on the other files, so that nothing has seen the file; then the weights fitted on all. `--write` puts the table learnt
from all sentences into assets/usage.tsv; without it nothing is written.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from guards import Pair, drop_clause, read

from reader.language.dictionary import Dictionary
from reader.translate.guards import Lexicon, dropped
from reader.translate.guards.alignment import aligned
from reader.translate.guards.extent import expected
from reader.translate.guards.lexicon import stems
from reader.translate.guards.usage import Usage
from reader.translate.guards.vectors import Vectors

SEEDS = (11, 12, 13)  # of the clauses taken out to fit on; the harness's own seeds are others
ROUNDS = 6  # of expectation and maximization
SURE = 0.3  # of the probability of an English word: one that a Chinese word accounts for to this share is its rendering
SUPPORT = 2  # sentences that a rendering must be seen in, and
SHARE = 0.08  # … of all those with the word, and of its probability
OFTEN = 3  # times that a word must be seen for its counts to be kept
REGULAR = 1.0  # strength of the regularization, on features of unit variance
SHARES = (0.004, 0.006, 0.008, 0.01, 0.0125, 0.015, 0.02)  # of sentences with a false alarm
Row = Mapping[str, str]


def rows(paths: Iterable[Path]) -> list[Row]:
    found: list[Row] = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            found += [row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row["source"]]
    return found


def renderings(sentences: Sequence[Row], plain: Lexicon) -> dict[str, frozenset[str]]:
    """What English words stand for a Chinese one in these sentences (IBM model 1, begun from the dictionary)."""
    corpus = []
    for number, row in enumerate(sentences):
        words = ["", *dict.fromkeys(row["source"][start:end] for start, end in plain.content(row["source"]))]
        corpus += [
            (number, words, list(dict.fromkeys(part for part, _ in stems(english))))
            for column, english in row.items()
            if column != "source" and english
        ]
    chance: dict[tuple[str, str], float] = {}
    for _ in range(ROUNDS):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        totals: dict[str, float] = defaultdict(float)
        for _, words, english in corpus:
            for part in english:
                for word, share in _shares(words, part, chance, plain):
                    counts[word, part] += share
                    totals[word] += share
        chance = {pair: count / totals[pair[0]] for pair, count in counts.items()}
    seen, support = Counter[str](), defaultdict[tuple[str, str], set[int]](set)
    for row in sentences:
        seen.update({row["source"][start:end] for start, end in plain.content(row["source"])})
    for number, words, english in corpus:
        for part in english:
            for word, share in _shares(words, part, chance, plain):
                if share > SURE:
                    support[word, part].add(number)
    also: dict[str, set[str]] = defaultdict(set)
    for (word, part), where in support.items():
        enough = len(where) >= max(SUPPORT, SHARE * seen[word]) and chance[word, part] >= SHARE
        if word and enough and part not in plain.meanings(word):
            also[word].add(part)
    return {word: frozenset(parts) for word, parts in also.items()}


def _shares(
    words: Sequence[str], part: str, chance: Mapping[tuple[str, str], float], plain: Lexicon
) -> list[tuple[str, float]]:
    if chance:
        weights = [chance.get((word, part), 1e-9) for word in words]
    else:
        weights = [0.3 if not word else 5.0 if part in plain.meanings(word) else 1.0 for word in words]
    whole = sum(weights)
    return [(word, weight / whole) for word, weight in zip(words, weights, strict=True) if weight / whole > 1e-4]


def learnt(sentences: Sequence[Row], column: str, dictionary: Dictionary) -> dict[str, Usage]:
    also = renderings(sentences, Lexicon(dictionary, {}))
    lexicon = Lexicon(dictionary, {word: Usage(0, 0, parts) for word, parts in also.items()})
    seen, missed = Counter[str](), Counter[str]()
    for row in sentences:
        source, target = row["source"], row[column]
        for word in aligned(source, target, dropped.pieces(source), expected(source, lexicon), lexicon).words:
            if not word.token:
                seen[source[word.start : word.end]] += 1
                missed[source[word.start : word.end]] += word.mark in ("missing", "soft")
    kept = {word for word in seen if seen[word] >= OFTEN} | also.keys()
    return {word: Usage(seen[word], missed[word], also.get(word, frozenset())) for word in sorted(kept)}


def broken(pairs: Sequence[Pair], seed: int) -> Iterator[tuple[Pair, str]]:
    rng = random.Random(f"{seed} clause removed")
    for pair in pairs:
        target = drop_clause(pair, rng.choice(pairs), rng)
        if target is not None and target != pair.target:
            yield pair, target


def removed(whole: str, rest: str) -> tuple[float, float]:
    """Where that was which was taken out, as shares of the whole."""
    start = next((n for n, (a, b) in enumerate(zip(whole, rest, strict=False)) if a.lower() != b.lower()), len(rest))
    return start / len(whole), max(start + 4, start + len(whole) - len(rest)) / len(whole)


def labelled(pair: Pair, target: str, lexicon: Lexicon) -> Iterator[tuple[dict[str, float], bool]]:
    """The features of the clauses, and whether each is what was taken out; those of which only a part was are left."""
    usual = expected(pair.source, lexicon)
    lo, hi = removed(pair.target, target)
    words = [
        word
        for word in aligned(pair.source, pair.target, dropped.pieces(pair.source), usual, lexicon).words
        if word.mark == "found" and word.at is not None
    ]
    for clause in dropped.evidence(pair.source, target, lexicon):
        here = [lo <= word.at < hi for word in words if word.at and clause.start <= word.start < clause.end]
        share = sum(here) / len(here) if here else 0.5
        if share >= 0.6 or share == 0:
            yield clause.features, share > 0


def examples(pairs: Sequence[Pair], lexicon: Lexicon) -> list[tuple[dict[str, float], bool]]:
    found = [(c.features, False) for pair in pairs for c in dropped.evidence(pair.source, pair.target, lexicon)]
    for seed in SEEDS:
        for pair, target in broken(pairs, seed):
            found += labelled(pair, target, lexicon)
    return found


def fitted(found: Sequence[tuple[dict[str, float], bool]]) -> tuple[dict[str, float], float]:
    """Weights and bias of a regularized logistic regression, by Newton's method."""
    names = list(found[0][0])
    values = np.array([[features[name] for name in names] for features, _ in found])
    labels = np.array([float(label) for _, label in found])
    mean, deviation = values.mean(axis=0), values.std(axis=0) + 1e-9
    unit = np.hstack([(values - mean) / deviation, np.ones((len(values), 1))])
    penalty = np.diag([REGULAR] * len(names) + [0.0])
    weights = np.zeros(len(names) + 1)
    for _ in range(15):
        chance = 1 / (1 + np.exp(-unit @ weights))
        slope = unit.T @ (labels - chance) - penalty @ weights
        weights += np.linalg.solve((unit * (chance * (1 - chance))[:, None]).T @ unit + penalty, slope)
    plain = weights[:-1] / deviation
    return dict(zip(names, map(float, plain), strict=True)), float(weights[-1] - plain @ mean)


def odds(source: str, target: str, lexicon: Lexicon, weights: Mapping[str, float], bias: float) -> float:
    found = dropped.evidence(source, target, lexicon)
    return max((bias + sum(weights[n] * v for n, v in c.features.items()) for c in found), default=-math.inf)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--vectors", type=Path, required=True, help="the folder of those learnt without each file")
    parser.add_argument("--column", default="strong", help="the English that is taken for good (default: strong)")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dictionary = Dictionary.open(Path(folder))
        lexicons: dict[Path, Lexicon] = {}
        found: dict[Path, list[tuple[dict[str, float], bool]]] = {}
        for path in options.files:
            table = learnt(rows(other for other in options.files if other != path), options.column, dictionary)
            vectors = Vectors.open((options.vectors / path.name).with_suffix(".npz"))
            lexicons[path] = Lexicon(dictionary, table, vectors)
            found[path] = examples(read(path, options.column), lexicons[path])
        for path in options.files:
            weights, bias = fitted([one for other in options.files if other != path for one in found[other]])
            report(path, read(path, options.column), lexicons[path], weights, bias)
        weights, bias = fitted([one for some in found.values() for one in some])
        print("WEIGHTS =", {name: round(weight, 2) for name, weight in weights.items()}, f"\nBIAS = {bias:.2f}")
        if options.write:
            write(learnt(rows(options.files), options.column, dictionary))


def report(path: Path, pairs: Sequence[Pair], lexicon: Lexicon, weights: Mapping[str, float], bias: float) -> None:
    whole = sorted((odds(pair.source, pair.target, lexicon, weights, bias) for pair in pairs), reverse=True)
    lost = [odds(p.source, t, lexicon, weights, bias) for seed in (1, 2) for p, t in broken(pairs, seed)]
    for share in SHARES:
        least = whole[int(share * len(whole))]
        recall = sum(one > least for one in lost) / len(lost)
        print(f"{path.name:18}{share:>7.2%} false {recall:>7.1%} found, from {least:.2f}")


def write(table: Mapping[str, Usage]) -> None:
    path = Path(__file__).parents[2] / "assets" / "usage.tsv"
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    lines = ["\t".join([word, str(use.seen), str(use.missed), *sorted(use.also)]) for word, use in table.items()]
    path.write_text("\n".join([*head, *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
