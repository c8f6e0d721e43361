"""Which gloss is easier to follow, judged blind: `python tests/bench/gloss_blind.py FILE.tsv … [--count N] [--seed S]`.

Prints sentences with a first-sense gloss and ours as A and B, in an order that only a hash of set and line knows, and
what the sentence means. The judge writes a line for each into `gloss.verdicts.tsv` beside this file: set, line number,
A, B or = (a tie). `--verdicts` prints how often ours was the easier one.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter
from pathlib import Path

from gloss import first_sense, rows

from reader.model import Sentence
from reader.pipeline import Options, Pipeline
from reader.translate.gloss import Gloss

VERDICTS = Path(__file__).with_name("gloss.verdicts.tsv")


def ours_is_a(name: str, line: int) -> bool:
    return hashlib.sha256(f"{name}:{line}".encode()).digest()[0] % 2 == 0


def ask(paths: list[Path], count: int, seed: int) -> None:
    pipeline, ours = Pipeline(Options("gloss")), Gloss()
    for path in paths:
        table = rows(path)
        for index in sorted(random.Random(seed).sample(range(len(table)), count)):
            source = table[index]["source"]
            annotated = pipeline.annotate(Sentence("0" * 16, 0, 0, len(source), source))
            pair = [ours.render(annotated).target, first_sense(annotated)]
            line = index + 2  # the header is line 1
            a, b = pair if ours_is_a(path.stem, line) else pair[::-1]
            meaning = table[index].get("reference") or table[index].get("strong", "")
            print(f"{path.stem}\t{line}\n  A {a}\n  B {b}\n  means: {meaning}\n")


def count() -> None:
    found: Counter[str] = Counter()
    for line in VERDICTS.read_text("utf-8").splitlines():
        name, number, verdict = line.split("\t")
        tie = verdict == "="
        found["tie" if tie else "ours" if (verdict == "A") == ours_is_a(name, int(number)) else "first sense"] += 1
    total = sum(found.values())
    print(f"{total} sentences: ours easier {found['ours']} ({found['ours'] / total:.0%}), ", end="")
    print(f"first sense {found['first sense']}, tie {found['tie']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verdicts", action="store_true")
    options = parser.parse_args()
    if options.verdicts:
        count()
    else:
        ask(options.files, options.count, options.seed)


if __name__ == "__main__":
    main()
