"""Word F1 against a text cut by hand: `python tests/bench/words.py FILE… [--errors N]`.

A file has a sentence a line, its words separated by spaces (the layout of the SIGHAN bakeoffs). A word is right when
both its ends are. The sentences are cut as they are without these spaces. The speed is that of `Segmenter.tokens` at
first sight, by the time of one core. `--errors N` lists the N commonest differences: the right cut, ours in brackets.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from pathlib import Path

from reader import paths
from reader.language.dictionary import Dictionary
from reader.language.words import Segmenter


def borders(words: Iterable[str]) -> list[int]:
    """Where words begin and end, in characters that are no white space."""
    return [0, *accumulate(len("".join(word.split())) for word in words)]


def differences(text: str, gold: list[int], ours: list[int]) -> Iterator[str]:
    """The stretches between common borders that are cut otherwise."""
    common = sorted({*gold} & {*ours})
    for start, end in pairwise(common):
        cuts = [" ".join(text[a:b] for a, b in pairwise(c for c in cut if start <= c <= end)) for cut in (gold, ours)]
        if cuts[0] != cuts[1]:
            yield f"{cuts[0]} [{cuts[1]}]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list the N commonest differences")
    options = parser.parse_args()
    folder = paths.cache()
    segmenter = Segmenter.open(Dictionary.open(folder), folder)
    segmenter.tokens("12月10日花了9830亿元")  # patterns are compiled at first use
    for file in options.files:
        lines = [line.split() for line in file.read_text("utf-8").splitlines() if line.strip()]
        texts = ["".join(words) for words in lines]
        start = time.process_time()
        found = [segmenter.tokens(text) for text in texts]
        seconds = time.process_time() - start
        right = mine = theirs = 0
        errors: Counter[str] = Counter()
        for text, words, tokens in zip(texts, lines, found, strict=True):
            gold, ours = borders(words), borders(text[a:b] for a, b, _ in tokens)
            right += len({*pairwise(gold)} & {*pairwise(ours)})
            mine, theirs = mine + len(ours) - 1, theirs + len(gold) - 1
            errors.update(differences(text, gold, ours))
        precision, recall = right / max(mine, 1), right / max(theirs, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        speed = sum(map(len, texts)) / seconds
        print(
            f"{file.name}: F1 {f1:.2%}, precision {precision:.2%}, recall {recall:.2%} "
            f"({theirs} words); {speed:,.0f} characters a second"
        )
        for error, times in errors.most_common(options.errors):
            print(f"{times:5} {error}")


if __name__ == "__main__":
    main()
