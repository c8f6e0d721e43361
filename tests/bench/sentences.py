"""How many sentence boundaries of a TSV are right: `python tests/bench/sentences.py FILE.tsv [--verbose]`.

Each line is a text, a tab, and its sentences joined by " ||| "; a first line "text<tab>sentences" is a header.
Boundaries are compared by the number of characters before them that are not white space.
"""

from __future__ import annotations

import argparse
from itertools import accumulate
from pathlib import Path

from reader.language.sentences import spans

SEPARATOR = " ||| "


def boundaries(sentences: list[str]) -> set[int]:
    """Where sentences start, the first excepted: the number of characters before, white space not counted."""
    return set(accumulate(len("".join(sentence.split())) for sentence in sentences[:-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--verbose", action="store_true", help="list the cases that are wrong")
    options = parser.parse_args()
    lines = options.file.read_text("utf-8").splitlines()
    cases = [line.split("\t")[:2] for line in lines if line and line != "text\tsentences"]
    right = found = wanted = whole = 0
    for text, gold in cases:
        expected = gold.split(SEPARATOR)
        actual = [text[start:end] for start, end in spans(text)]
        here, there = boundaries(actual), boundaries(expected)
        right, found, wanted = right + len(here & there), found + len(here), wanted + len(there)
        whole += here == there
        if options.verbose and here != there:
            print(f"want {gold}\nhave {SEPARATOR.join(actual)}\n")
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"boundaries: precision {precision:.2%}, recall {recall:.2%}, F1 {f1:.2%} ({wanted} wanted, {found} found)")
    print(f"whole cases: {whole} of {len(cases)}")


if __name__ == "__main__":
    main()
