"""Does our path say what the model says? For whoever has the real Argos package.

    python tests/bench/real_model.py MODEL_FOLDER FILE.tsv [--count N]

MODEL_FOLDER is an unpacked package, such as `duizhao model list` shows. FILE.tsv has the columns `source` and `argos`,
what Argos Translate said. Prints how many of the engine's answers are the very same, before anything is proved or
mended, and their chrF against the recorded ones; then the first that differ.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sacrebleu.metrics import CHRF

from reader.model import Annotated, Sentence
from reader.translate.argos import Argos

_SHOWN = 10


def compare(folder: Path, file: Path, count: int | None) -> None:
    header, *lines = file.read_text("utf-8").splitlines()
    names = header.split("\t")
    source, recorded = names.index("source"), names.index("argos")
    rows = [line.split("\t") for line in lines[:count]]
    sentences = [
        Annotated(Sentence(str(number), 0, 0, len(row[source]), row[source]), ()) for number, row in enumerate(rows)
    ]
    said = {int(answer.id): answer.target for answer in Argos(folder).translate(sentences)}
    pairs = [(said[number], " ".join(row[recorded].split())) for number, row in enumerate(rows)]
    same = sum(ours == theirs for ours, theirs in pairs)
    chrf = CHRF().corpus_score([ours for ours, _ in pairs], [[theirs for _, theirs in pairs]])
    print(f"{file.name}: {same} of {len(pairs)} the same ({same / len(pairs):.1%}), chrF {chrf.score:.1f}")
    for number, (ours, theirs) in [(n, pair) for n, pair in enumerate(pairs) if pair[0] != pair[1]][:_SHOWN]:
        print(f"line {number + 2}\n  recorded: {theirs}\n  ours:     {ours}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", type=Path, metavar="MODEL_FOLDER")
    parser.add_argument("file", type=Path, metavar="FILE.tsv")
    parser.add_argument("--count", type=int, help="The first N lines only.")
    asked = parser.parse_args()
    compare(asked.model, asked.file, asked.count)


if __name__ == "__main__":
    main()
