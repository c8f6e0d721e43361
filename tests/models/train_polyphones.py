"""Train the model of the readings: `python tests/models/train_polyphones.py CPP -o assets/polyphones.npz`.

CPP is the folder of a development split in the layout of the CPP data (kakaobrain/g2pM, Apache-2.0): `dev.sent`, a
sentence a line, one of its characters between two ▁; `dev.lb`, its reading; `frequency.tsv`, how often each character
stands in the news. `polyphones.tsv`, beside this file, has our own sentences, of readings that are rare there.

The model is a conditional logit over the readings of a character. Its opinions come from g2pM's network, which is
taken as it is from the package g2pM (Apache-2.0) and was trained on CPP's training half; from the tables; and from what
stands around. How often a reading is meant (the weight of a character alone) is learnt apart for CPP's sentences, which
are natural text, and for ours, where rare readings are made frequent; the program uses the former.

`--folds 10` prints what to expect: each sentence read by a model that has not seen it, and how sure that must be to
be certain taken from the other folds. It is a little kind: the penalties below and what counts as doubt were chosen on
such folds, a reading that only a held-back sentence has is still among the candidates, and g2pM chose its network on
this split.
Needs the extra `train`: about two minutes and 2 GB of memory.
"""

from __future__ import annotations

import argparse
import importlib.resources
import pickle
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from scipy.cluster.vq import kmeans2
from scipy.optimize import minimize

from reader.language.dictionary import Dictionary
from reader.language.polyphones import Polyphones
from reader.language.polyphones.context import FAINT, Known, Site, Wanted, around, evidence, heard, standing
from reader.language.polyphones.model import opinions
from reader.language.polyphones.network import UNKNOWN
from reader.language.readings import SURE, Readings, weighed
from reader.language.vocabulary import Vocabulary
from reader.language.words import Segmenter

CLASSES = 150  # groups of characters that g2pM's network finds alike
SEVERAL = 8  # readings of a character at most
WEIGHT = 0.5  # of our own sentences, of which there are as many as of CPP's, and which are harder than most text
PENALTY = {"evidence": 0.01, "leaning": 40.0, "around": 0.1}  # on the squares of the weights, else 1
# Chosen on five folds: the lower it is for "leaning", the better for CPP; at 100 CPP loses 0.1 points, ours gain 2.
FUNCTION = frozenset("的地得了着过")
LEAST = 0.02  # weights of what stands around that say less are left out
OWN = Path(__file__).with_name("polyphones.tsv")
CERTAIN = 0.87  # the share of CPP's sentences that `SURE` is to mark as certain


@dataclass(frozen=True)
class Case:
    text: str
    place: int
    tone: str
    natural: bool


def tone_of(label: str) -> str:
    """CPP's notation in ours."""
    return {"r5": "er5"}.get(label, label).replace("u:", "v")


def cpp(folder: Path) -> list[Case]:
    lines = (folder / "dev.sent").read_text("utf-8").splitlines()
    labels = (folder / "dev.lb").read_text("utf-8").splitlines()
    return [Case(s.replace("▁", ""), s.index("▁"), tone_of(t), True) for s, t in zip(lines, labels, strict=True)]


def own(path: Path) -> list[Case]:
    cases = []
    for line in path.read_text("utf-8").splitlines():
        tone, sentence = line.split("\t")
        cases.append(Case(sentence.replace("<", "").replace(">", ""), sentence.index("<"), tone, False))
    return cases


def g2pm() -> dict[str, Any]:
    """The files of the package g2pM, which are pickles of plain lists and arrays."""
    folder = importlib.resources.files("g2pM")
    names = ("np_ckpt", "char2idx", "class2idx", "digest_cedict")
    return {name: pickle.loads(folder.joinpath(f"{name}.pkl").read_bytes()) for name in names}


def table(cases: Iterable[Case], files: dict[str, Any], dictionary: Dictionary) -> str:
    """The readings of each character with several, as `reader.language.polyphones.model.candidates` reads them."""
    from pypinyin.constants import PINYIN_DICT

    from reader.pinyin import number

    syllables = {tone_of(name): at for name, at in files["class2idx"].items()}
    labelled = defaultdict(set)
    for case in cases:
        labelled[case.text[case.place]].add(case.tone)
    lines = []
    for character in sorted({c for c in files["digest_cedict"] if len(c) == 1} | set(labelled)):
        entries = [entry for entry in dictionary.look_up(character) if len(entry.pinyin) == 1]
        heard = [tone_of(tone) for tone in files["digest_cedict"].get(character, [])]
        tones = [*heard, *(entry.pinyin[0] for entry in entries), *sorted(labelled[character])]
        tones = list(dict.fromkeys(tones))[:SEVERAL]
        if len(tones) < 2:
            continue
        common = PINYIN_DICT.get(ord(character), "").split(",")[0]
        surnames = {e.pinyin[0] for e in entries if any(d.startswith("surname") for d in e.definitions)}
        options = []
        for tone in tones:
            first, usual = entries and entries[0].pinyin[0] == tone, common and number(common) == tone
            marks = "f" * bool(first) + "c" * bool(usual) + "s" * (tone in surnames)
            options.append(f"{tone}|{marks}|{syllables[tone] if tone in heard and len(heard) > 1 else -1}")
        lines.append(" ".join([character, *options]))
    return "\n".join(lines)


def network(files: dict[str, Any]) -> dict[str, np.ndarray]:
    """g2pM's weights and alphabet as `Polyphones` loads them."""
    state, places = files["np_ckpt"], files["char2idx"]
    alphabet = sorted((c for c, at in places.items() if at > UNKNOWN), key=places.__getitem__)
    assert [places[c] for c in alphabet] == list(range(UNKNOWN + 1, len(places)))
    ways = ["", "_reverse"]
    arrays = {
        "embedding": state["embedding.weight"],
        "input": np.stack([state[f"lstm.weight_ih_l0{way}"] for way in ways]),
        "state": np.stack([state[f"lstm.weight_hh_l0{way}"] for way in ways]),
        "bias": np.stack([state[f"lstm.bias_ih_l0{way}"] + state[f"lstm.bias_hh_l0{way}"] for way in ways]),
        "hidden": state["logit_layer.0.weight"],
        "hidden_bias": state["logit_layer.0.bias"],
        "output": state["logit_layer.2.weight"],
        "output_bias": state["logit_layer.2.bias"],
    }
    _, groups = kmeans2(state["embedding.weight"][UNKNOWN + 1 :].astype(float), CLASSES, minit="++", seed=1)
    rounded = {name: array.astype(np.float16) for name, array in arrays.items()}
    return rounded | {"alphabet": _bytes("".join(alphabet)), "classes": groups.astype(np.int16)}


def untrained(files: dict[str, Any], candidates: str) -> dict[str, np.ndarray]:
    """A model that knows the network and the readings, and weighs nothing."""
    empty = {"evidence": _bytes(""), "evidence_weights": np.zeros(1), "around": _bytes("")}
    trust = np.zeros((candidates.count("\n") + 1, 2))
    rows = np.zeros((1, SEVERAL))
    return network(files) | empty | {"candidates": _bytes(candidates), "around_weights": rows, "trust": trust}


def _bytes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode(), np.uint8)


Feature = tuple[str, str, int]  # kind, name, number of the candidate where it counts


@dataclass
class Group:
    """A case as the model sees it: for each candidate its features with their values; and which of them is right."""

    case: Case
    tones: list[str]
    features: list[list[tuple[Feature, float]]]
    right: int
    known: Known  # what the tables say of its word
    inside: int  # its offset there
    asked: bool  # whether the program asks the model at all


def groups(
    cases: Sequence[Case], model: Polyphones, readings: Readings, segmenter: Segmenter, tag: Callable[[str], str]
) -> Iterator[Group]:
    for case in cases:
        parts, _ = readings.parts(case.text, segmenter.tokens(case.text))
        sites = {wanted.place: wanted for wanted in readings.wanted(case.text, parts)}
        covering = next(at for at, (start, end, _) in enumerate(parts) if start <= case.place < end)
        start, end, _ = parts[covering]
        wanted = sites.get(case.place, Wanted(case.place, covering, readings.known(case.text[start:end])))
        site = Site(case.text, case.place, parts, wanted.at)
        options = model._candidates[site.character]
        line = [model._places.get(character, UNKNOWN) for character in case.text]
        logs = opinions(next(model._network.opinions([line], [[case.place]])), options)
        names = [name for name in around(site, tag, model.class_of) if "\n" not in name]
        place = standing(site, wanted)
        said, opinion = evidence(place, options), heard(place, logs, len(options))
        features = []
        for number in range(len(options)):
            found = [(("around", name, number), 1.0) for name in names]
            found += [(("evidence", name, 0), 1.0) for name in said[number]]
            found += [(("evidence", name, 0), value) for name, value in opinion[number]]
            if logs:
                found += [(("trust", site.character, 0), max(logs[number], FAINT))]
                found += [(("favour", site.character, 0), float(logs[number] == max(logs)))]
            features.append(_leaning(found, site.character, number) if case.natural else found)
        tones = [option.tone for option in options]
        yield Group(case, tones, features, tones.index(case.tone), wanted.known, site.inside, case.place in sites)


def _leaning(features: list[tuple[Feature, float]], character: str, number: int) -> list[tuple[Feature, float]]:
    """With what holds for natural text only."""
    evidence = [(("leaning", name, 0), value) for (kind, name, _), value in features if kind == "evidence"]
    return [*features, *evidence, (("natural", character, number), 1.0)]


def matrix(found: Sequence[Group], columns: dict[Feature, int], *, grow: bool) -> tuple[Any, np.ndarray]:
    """The features of all candidates, one a row, and where each case begins."""
    rows, cols, values, starts, row = [], [], [], [], 0
    for group in found:
        starts.append(row)
        for features in group.features:
            for feature, value in features:
                column = columns.setdefault(feature, len(columns)) if grow else columns.get(feature, -1)
                if column >= 0:
                    rows.append(row)
                    cols.append(column)
                    values.append(value)
            row += 1
    return scipy.sparse.csr_matrix((values, (rows, cols)), shape=(row, len(columns))), np.array(starts)


def likelihoods(scores: np.ndarray, starts: np.ndarray) -> np.ndarray:
    of = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(scores))))
    likely = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
    return likely / np.add.reduceat(likely, starts)[of]


def fit(found: Sequence[Group]) -> tuple[dict[Feature, int], np.ndarray]:
    columns: dict[Feature, int] = {}
    found = [group for group in found if group.asked]
    rows, starts = matrix(found, columns, grow=True)
    right = starts + np.array([group.right for group in found])
    weights = np.array([1.0 if group.case.natural else WEIGHT for group in found])
    each = np.repeat(weights, np.diff(np.append(starts, rows.shape[0])))
    penalty = np.array([PENALTY.get(kind, 1.0) for kind, _, _ in columns])
    columnwise = rows.T.tocsr()

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        likely = likelihoods(rows @ theta, starts)
        slope = likely * each
        slope[right] -= weights
        value = -(weights * np.log(np.maximum(likely[right], 1e-30))).sum() + 0.5 * (penalty * theta**2).sum()
        return value, columnwise @ slope + penalty * theta

    theta = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    many = np.array([kind == "around" for kind, _, _ in columns])
    theta[many & (np.abs(theta) < LEAST)] = 0
    return columns, theta


def read(found: Sequence[Group], columns: dict[Feature, int], theta: np.ndarray) -> list[tuple[str, float]]:
    """The reading of each case and how sure it is, as the program decides: see `reader.language.readings`."""
    rows, starts = matrix(found, columns, grow=False)
    likely = likelihoods(rows @ theta, starts)
    answers = []
    for group, start in zip(found, starts, strict=True):
        mine = likely[start : start + len(group.tones)]
        if not group.asked and group.known.dictionary:
            answers.append((group.known.dictionary[0][group.inside], 1.0))
            continue
        answers.append(weighed(group.known, group.inside, group.tones[mine.argmax()], float(mine.max())))
    return answers


def report(
    found: Sequence[Group], answers: Sequence[tuple[str, float]], folds: np.ndarray, frequency: dict[str, int]
) -> dict[str, float]:
    """Print how many are right, and of those surer than a limit; what `tests/bench/language.py` shows is given back."""
    natural = [(g, a) for g, a in zip(found, answers, strict=True) if g.case.natural]
    each = defaultdict(list)
    for group, (tone, _) in natural:
        each[group.case.text[group.case.place]].append(tone == group.case.tone)
    total = sum(frequency.get(character, 0) for character in each)
    weighted = sum(frequency.get(character, 0) * np.mean(right) for character, right in each.items()) / total
    right = np.array([tone == group.case.tone for group, (tone, _) in natural])
    plain = [not (g.case.text[g.case.place] in FUNCTION or g.case.tone.endswith("5")) for g, _ in natural]
    print(f"CPP: {right.mean():.2%} of {len(right)} right, weighted by the news {weighted:.2%}")
    print(f"without function words and neutral tones: {right[plain].mean():.2%} of {sum(plain)}")
    rest = [t == g.case.tone for g, (t, _) in zip(found, answers, strict=True) if not g.case.natural]
    if rest:
        print(f"our own sentences, weighed as natural text: {np.mean(rest):.2%} of {len(rest)}")
    sureness = np.array([likely for _, (_, likely) in natural])
    for least in (0.9, 0.95, 0.97, 0.98, 0.99, 0.993, 0.995, SURE, 0.997, 0.998):
        sure = sureness >= least
        print(f"surer than {least}: {sure.mean():.2%} of CPP, {right[sure].mean():.2%} of these right")
    own = np.array([fold for g, fold in zip(found, folds, strict=True) if g.case.natural])
    sure = np.array(
        [s >= np.quantile(sureness[own != fold], 1 - CERTAIN) for s, fold in zip(sureness, own, strict=True)]
    )
    print(f"with a limit from the other folds: {sure.mean():.2%} of CPP, {right[sure].mean():.2%} of these right")
    figures = {"right": right, "plain": right[plain], "certain": sure, "certain right": right[sure]}
    return {name: float(cases.mean()) for name, cases in figures.items()}


def prepared(folder: Path, sentences: Path) -> tuple[dict[str, np.ndarray], Polyphones, list[Group]]:
    """The model without weights of its own, as arrays and opened, and all cases as it sees them."""
    cases, files = cpp(folder) + own(sentences), g2pm()
    home = Path(tempfile.mkdtemp())
    dictionary = Dictionary.open(home)
    vocabulary = Vocabulary.open(dictionary, home)
    segmenter = Segmenter(dictionary, vocabulary)
    arrays = untrained(files, table(cases, files, dictionary))
    model = Polyphones(arrays)
    readings = Readings(dictionary, model, vocabulary)
    return arrays, model, list(groups(cases, model, readings, segmenter, vocabulary.tag))


def unseen(found: Sequence[Group], folder: Path, count: int) -> dict[str, float]:
    """The report on readings of each case by a model of `count` that has not seen it."""
    folds = np.random.default_rng(1).integers(0, count, len(found))
    answers: list[tuple[str, float]] = [("", 0.0)] * len(found)
    for fold in range(count):
        columns, theta = fit([g for g, f in zip(found, folds, strict=True) if f != fold])
        kept = [i for i, f in enumerate(folds) if f == fold]
        for i, answer in zip(kept, read([_natural(found[i]) for i in kept], columns, theta), strict=True):
            answers[i] = answer
    lines = (folder / "frequency.tsv").read_text("utf-8").splitlines()
    return report(found, answers, folds, {c: int(n) for c, n in (line.split("\t") for line in lines)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cpp", type=Path)
    parser.add_argument("--sentences", type=Path, default=OWN)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    arrays, model, found = prepared(options.cpp, options.sentences)
    if options.folds:
        unseen(found, options.cpp, options.folds)
    if options.output:
        columns, theta = fit(found)
        np.savez_compressed(options.output, **arrays | trained(columns, theta, model))
        print(f"{options.output}: {options.output.stat().st_size / 1e6:.2f} MB")


def _natural(group: Group) -> Group:
    """A case weighed as natural text is."""
    if group.case.natural:
        return group
    character = group.case.text[group.case.place]
    features = [_leaning(f, character, n) for n, f in enumerate(group.features)]
    return Group(group.case, group.tones, features, group.right, group.known, group.inside, group.asked)


def trained(columns: dict[Feature, int], theta: np.ndarray, model: Polyphones) -> dict[str, np.ndarray]:
    rows: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(SEVERAL))
    said: dict[str, float] = {}
    trust = {character: [0.0, 0.0] for character in model._candidates}
    for (kind, name, number), column in columns.items():
        if kind in ("evidence", "leaning"):
            said[name] = said.get(name, 0.0) + theta[column]
        elif kind in ("trust", "favour"):
            trust[name][kind == "favour"] = theta[column]
        else:
            rows[f"{name}b" if kind == "natural" else name][number] += theta[column]
    telling = {name: row for name, row in rows.items() if row.any()}
    print(f"{len(rows)} weights of what stands around, {len(telling)} kept")
    return {
        "evidence": _bytes("\n".join(said)),
        "evidence_weights": np.array([*said.values()], np.float32),
        "around": _bytes("\n".join(telling)),
        "around_weights": np.array([*telling.values()], np.float16),
        "trust": np.array([*trust.values()], np.float32),
    }


if __name__ == "__main__":
    main()
