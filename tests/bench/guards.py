"""What the guards see: `python tests/bench/guards.py FILE.tsv… [--column strong] [--show] [--seed N]`.

Each file is a TSV with a header that names its columns: `source` and one or more with English. Every English sentence
of the chosen column is broken in each way that applies to it, one way at a time and at a seeded random place, and given
to the guards; the unbroken ones are given to them too. Printed are, for each way, how many were flagged at all and how
many with a kind that fits, then the false alarms on the unbroken sentences by kind, and the speed. `--show` prints the
flags on the unbroken sentences for reading, one a line: file and line number, kind, detail, source, English.

The ways of breaking know nothing of the guards and use none of their tables.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from reader.language.dictionary import Dictionary
from reader.model import Flag
from reader.translate.guards import Lexicon, guard


class Pair(NamedTuple):
    place: str  # file and line number
    source: str
    target: str


Breaker = Callable[[Pair, Pair, random.Random], str | None]  # the pair, another pair: broken English, or not applicable


def loop_words(pair: Pair, _: Pair, rng: random.Random) -> str | None:
    """One to four words, three to eight times running."""
    words = pair.target.split()
    length, start = rng.randint(1, 4), rng.randrange(len(words))
    phrase = words[start : start + length]
    return " ".join(words[:start] + phrase * rng.randint(3, 8) + words[start + length :])


def loop_clauses(pair: Pair, _: Pair, rng: random.Random) -> str | None:
    """One clause three to six times; the rest of the sentence, which a looping model never reaches, is gone or not."""
    clauses = re.split(r"(?<=[,;:.!?])\s+", pair.target)
    at = rng.randrange(len(clauses))
    rest = clauses[at + 1 :] if rng.random() < 0.5 else []
    return " ".join(clauses[:at] + [clauses[at]] * rng.randint(3, 6) + rest)


def empty(pair: Pair, _: Pair, rng: random.Random) -> str | None:
    return rng.choice(["", " ", ".", "...", "\n", "-"])


def copy_source(pair: Pair, _: Pair, rng: random.Random) -> str | None:
    return pair.source


def leave_chinese(pair: Pair, _: Pair, rng: random.Random) -> str | None:
    """One word of the English becomes two to four characters of the source."""
    runs = [m[0] for m in re.finditer(r"[\u4e00-\u9fff]{2,}", pair.source)]
    if not runs:
        return None
    run, words = rng.choice(runs), pair.target.split()
    start = rng.randrange(len(run) - 1)
    words[rng.randrange(len(words))] = run[start : start + rng.randint(2, 4)]
    return " ".join(words)


def tidy(text: str) -> str:
    """A capital first and a full stop last, so that what was cut shows in nothing but what is not said."""
    return text[:1].upper() + text[1:].rstrip(" ,;:") + ("" if re.search(r"[.!?][\"”’]?$", text) else ".")


def halve(pair: Pair, _: Pair, rng: random.Random) -> str | None:
    words = pair.target.split()
    half = len(words) // 2
    return tidy(" ".join(words[:half] if rng.random() < 0.5 else words[half:])) if len(words) >= 8 else None


def append_other(pair: Pair, other: Pair, rng: random.Random) -> str | None:
    """The English of another sentence, of at least half the length, after (or before) its own."""
    if 2 * len(other.target) < len(pair.target):
        return None
    return " ".join([pair.target, other.target] if rng.random() < 0.5 else [other.target, pair.target])


def double(pair: Pair, _: Pair, rng: random.Random) -> str | None:
    return f"{pair.target} {pair.target}"


def drop_clause(pair: Pair, _: Pair, rng: random.Random) -> str | None:
    """One clause of at least four words, where both sides have at least three."""
    if len([c for c in re.split(r"[，；。！？：,;]", pair.source) if len(c) >= 4]) < 3:
        return None
    clauses = re.split(r"(?<=[,;:.!?])\s+", pair.target)
    long = [n for n, clause in enumerate(clauses) if len(clause.split()) >= 4]
    if len(clauses) < 3 or not long:
        return None
    dropped = rng.choice(long)
    return tidy(" ".join(clause for n, clause in enumerate(clauses) if n != dropped))


_NOT = re.compile(
    r"\s*\bnot\b(?! (?:only|just|merely|necessarily)\b)(?<!or not)|n['’]t\b|\s*\bnever\b|\bno (?![Mm]atter)"
)


def drop_negation(pair: Pair, _: Pair, rng: random.Random) -> str | None:
    places = [m.span() for m in _NOT.finditer(pair.target)]
    if not places:
        return None
    start, end = rng.choice(places)
    return (pair.target[:start] + pair.target[end:]).replace(" ca ", " can ").replace(" wo ", " will ")


def add_negation(pair: Pair, _: Pair, rng: random.Random) -> str | None:
    """“not” after an auxiliary verb that has none."""
    auxiliary = r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|does|do|did)\b(?! not)"
    places = [m.end() for m in re.finditer(auxiliary, pair.target)]
    if not places:
        return None
    at = rng.choice(places)
    return f"{pair.target[:at]} not{pair.target[at:]}"


def drop_mark(pair: Pair, _: Pair, rng: random.Random) -> str | None:
    places = [m.start() for m in re.finditer(r"[“”\"]", pair.target)]
    if not places:
        return None
    at = rng.choice(places)
    return pair.target[:at] + pair.target[at + 1 :]


def drop_quotation(pair: Pair, _: Pair, rng: random.Random) -> str | None:
    """A quotation with its marks, where it is not the whole sentence."""
    places = [m.span() for m in re.finditer(r"\s*(?:“[^“”]+”|\"[^\"]+\")", pair.target)]
    places = [(start, end) for start, end in places if 2 * (end - start) < len(pair.target)]
    if not places:
        return None
    start, end = rng.choice(places)
    return pair.target[:start] + pair.target[end:]


WAYS: dict[str, tuple[Breaker, frozenset[str]]] = {
    "words looped": (loop_words, frozenset({"loop"})),
    "clauses looped": (loop_clauses, frozenset({"loop"})),
    "emptied": (empty, frozenset({"empty"})),
    "source copied": (copy_source, frozenset({"untranslated"})),
    "Chinese left in": (leave_chinese, frozenset({"untranslated"})),
    "half cut off": (halve, frozenset({"length", "dropped"})),
    "another's English added": (append_other, frozenset({"length"})),
    "doubled": (double, frozenset({"loop", "length"})),
    "clause removed": (drop_clause, frozenset({"dropped", "length"})),
    "negation removed": (drop_negation, frozenset({"negation"})),
    "negation added": (add_negation, frozenset({"negation"})),
    "quotation mark removed": (drop_mark, frozenset({"quotation"})),
    "quotation removed": (drop_quotation, frozenset({"quotation", "dropped"})),
}


def read(path: Path, column: str) -> list[Pair]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Pair(f"{path.name}:{number}", row["source"], row[column])
            for number, row in enumerate(rows, 2)
            if row["source"] and row.get(column)
        ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--column", default="strong", help="which English (default: strong)")
    parser.add_argument("--show", action="store_true", help="list the flags on the unbroken sentences and stop")
    parser.add_argument("--missed", metavar="WAY", help="list the broken sentences of one way that were not flagged")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pairs = [pair for path in options.files for pair in read(path, options.column)]
    with tempfile.TemporaryDirectory() as folder:
        lexicon = Lexicon(Dictionary.open(Path(folder)))
        if options.show:
            show(pairs, lexicon)
        else:
            recall(pairs, lexicon, options.seed, options.missed)
            false_alarms(pairs, lexicon)


def show(pairs: list[Pair], lexicon: Lexicon) -> None:
    for pair in pairs:
        for flag in guard(pair.source, pair.target, lexicon):
            print(pair.place, flag.kind, flag.detail, pair.source, pair.target, sep="\t")


def recall(pairs: list[Pair], lexicon: Lexicon, seed: int, missed: str | None) -> None:
    print(f"{'broken by':26}{'made':>7}{'flagged':>10}{'of a kind that fits':>22}")
    for name, (way, kinds) in WAYS.items():
        rng = random.Random(f"{seed} {name}")
        made = flagged = named = 0
        for pair in pairs:
            broken = way(pair, rng.choice(pairs), rng)
            if broken is None or broken == pair.target:
                continue
            found = {flag.kind for flag in guard(pair.source, broken, lexicon)}
            made, flagged, named = made + 1, flagged + bool(found), named + bool(found & kinds)
            if name == missed and not found & kinds:
                print(pair.place, pair.source, broken, sep="\t")
        print(f"{name:26}{made:>7}{flagged / max(made, 1):>10.1%}{named / max(made, 1):>22.1%}")


def false_alarms(pairs: list[Pair], lexicon: Lexicon) -> None:
    start = time.perf_counter()
    flags: list[tuple[Flag, ...]] = [guard(pair.source, pair.target, lexicon) for pair in pairs]
    seconds = time.perf_counter() - start
    print(f"\nfalse alarms on {len(pairs)} unbroken sentences")
    kinds = Counter(kind for found in flags for kind in {flag.kind for flag in found})
    for kind, count in kinds.most_common():
        print(f"{kind:26}{count:>7}{count / len(pairs):>10.2%}")
    count = sum(map(bool, flags))
    print(f"{'any':26}{count:>7}{count / len(pairs):>10.2%}\n\n{len(pairs) / seconds:,.0f} sentences a second")


if __name__ == "__main__":
    main()
