"""How many sentence boundaries of a TSV are right: `python tests/bench/sentences.py FILE.tsv [--verbose]`.

Each line is a text, a tab, and its sentences joined by " ||| "; a first line "text<tab>sentences" is a header. With a
first line "class<tab>text", each is a class and a text with | where a sentence starts, and ⏎ for the line breaks of one
that is a plain text file. Boundaries are compared by the number of characters before them that are not white space.
`sentences.blind.tsv` was written before the program saw it, and no rule was made or changed after it.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from reader.ingest.text import from_text
from reader.language.sentences import spans, split

SEPARATOR = " ||| "


def boundaries(sentences: list[str]) -> set[int]:
    """Where sentences start, the first excepted: the number of characters before, white space not counted."""
    return set(accumulate(len("".join(sentence.split())) for sentence in sentences[:-1]))


def cases(file: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Class, text, and its sentences; without classes, all are of one."""
    header, *lines = [line for line in file.read_text("utf-8").splitlines() if line]
    if header == "class\ttext":
        for line in lines:
            name, marked = line.replace("⏎", "\n").split("\t")
            yield name, marked.replace("|", ""), marked.split("|")
        return
    for line in lines if header == "text\tsentences" else [header, *lines]:
        text, gold = line.split("\t")[:2]
        yield "all", text, gold.split(SEPARATOR)


def split_text(text: str) -> list[str]:
    """One line is one paragraph, several are a plain text file."""
    if "\n" in text:
        return [sentence.text for sentence in split(from_text(text, "-"))]
    return [text[start:end] for start, end in spans(text)]


def row(name: str, counts: Counter[str]) -> str:
    precision, recall = counts["right"] / max(counts["found"], 1), counts["right"] / max(counts["wanted"], 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return (
        f"{name}: precision {precision:.2%}, recall {recall:.2%}, F1 {f1:.2%} ({counts['wanted']} wanted, "
        f"{counts['found']} found); {counts['whole']} of {counts['texts']} texts whole"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--verbose", action="store_true", help="list the cases that are wrong")
    options = parser.parse_args()
    classes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, text, expected in cases(options.file):
        actual = split_text(text)
        here, there = boundaries(actual), boundaries(expected)
        classes[name] += Counter(
            right=len(here & there), found=len(here), wanted=len(there), whole=int(here == there), texts=1
        )
        if options.verbose and here != there:
            print(f"want {SEPARATOR.join(expected)}\nhave {SEPARATOR.join(actual)}\n")
    for name, counts in classes.items() if len(classes) > 1 else ():
        print(row(name, counts))
    print(row("boundaries", sum(classes.values(), Counter())))


if __name__ == "__main__":
    main()
