"""How many readings are right, and how many of those that are marked certain: `python tests/bench/readings.py DIR`.

DIR holds `*.sent` (a sentence a line, one of its characters between two ▁) and `*.lb` (the reading of that character,
with a tone number) in the layout of the CPP data; amounts are left out, which are read as a whole. The model of the
readings has learnt from CPP's development split: there, this is no figure to expect elsewhere, which
`tests/models/train_polyphones.py DIR --folds 10` prints. `--characters` lists the characters with most errors among the
certain ones; `--errors` shows each error.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

MARK = "▁"


def cases(folder: Path) -> Iterator[tuple[str, int, str]]:
    """Text, offset of the character, its reading ("lv4")."""
    for path in sorted(folder.glob("*.sent")):
        answers = path.with_suffix(".lb").read_text("utf-8").splitlines()
        for line, answer in zip(path.read_text("utf-8").splitlines(), answers, strict=True):
            yield line.replace(MARK, ""), line.index(MARK), answer.replace("u:", "v")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--characters", action="store_true", help="list the characters with errors that are certain")
    parser.add_argument("--errors", action="store_true", help="show each error")
    options = parser.parse_args()
    os.environ.setdefault("DUIZHAO_HOME", tempfile.mkdtemp())
    from reader.model import Sentence
    from reader.pipeline import Options, Pipeline

    pipeline = Pipeline(Options("gloss"))
    found: Counter[tuple[bool, bool]] = Counter()  # (certain, right)
    each: Counter[tuple[str, bool]] = Counter()  # of the certain ones: (character, right)
    for text, place, answer in cases(options.folder):
        words = pipeline.annotate(Sentence("", 0, 0, len(text), text)).words
        word = next(word for word in words if word.start <= place < word.end)
        if not word.tones:  # an amount, which is read as a whole
            continue
        tone = word.tones[place - word.start]
        certain, right = word.certain, tone == answer
        found[certain, right] += 1
        if certain:
            each[text[place], right] += 1
        if options.errors and not right:
            around = f"{text[max(0, place - 8) : place]}<{text[place]}>{text[place + 1 : place + 9]}"
            print(f"{text[place]} {'certain' if certain else 'guess'} {tone} not {answer}: {around} in {word.text}")
    if options.characters:
        for (character, right), count in each.most_common():
            if not right:
                print(f"{character} {count} of {count + each[character, True]} certain ones wrong")
    total, certain = found.total(), found[True, True] + found[True, False]
    print(f"readings: {(found[True, True] + found[False, True]) / max(total, 1):.2%} of {total} right")
    print(f"certain: {certain / max(total, 1):.2%} of them, {found[True, True] / max(certain, 1):.2%} of these right")


if __name__ == "__main__":
    main()
