"""How many of the new words found are worth a glossary's line: `python tests/bench/newwords.py FILE… [--show]`.

A file is a text, or a .tsv with a header whose column `source` has a sentence a line, all of which are one text. The
first 100 new words of each are looked up in newwords.verdicts.tsv: y is a word, a term or a name that a reader may want
to have in a glossary; n a piece of one, an accidental sequence, or two words that say no more than each by itself.
Printed are the share of y among those read, how many were not, and the speed of finding them in words already cut.
`--show` prints what has no verdict yet, with its count.
"""

from __future__ import annotations

import argparse
import csv
import time
from pathlib import Path

from reader import paths
from reader.glossary import Glossary
from reader.ingest import ingest
from reader.language import newwords
from reader.language.dictionary import Dictionary
from reader.language.sentences import split
from reader.language.words import Segmenter
from reader.pipeline import Options, open_glossary

VERDICTS = Path(__file__).parent / "newwords.verdicts.tsv"
FIRST = 100


def sentences(file: Path) -> list[str]:
    if file.suffix != ".tsv":
        return [sentence.text for sentence in split(ingest(str(file)))]
    with file.open(encoding="utf-8", newline="") as lines:
        return [row["source"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def cut(text: str, glossary: Glossary, segmenter: Segmenter) -> newwords.Cut:
    matches = glossary.match(text, segmenter.fits(text))
    tokens = segmenter.tokens(text, [(match.start, match.end) for match in matches])
    return newwords.Cut(text, tokens, frozenset(match.start for match in matches))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="print what has no verdict yet")
    options = parser.parse_args()
    verdicts = dict(line.split("\t") for line in VERDICTS.read_text("utf-8").splitlines() if not line.startswith("#"))
    dictionary = Dictionary.open(paths.cache())
    segmenter, glossary = Segmenter.open(dictionary, paths.cache()), open_glossary(Options())
    for file in options.files:
        cuts = [cut(text, glossary, segmenter) for text in sentences(file)]
        start = time.process_time()
        found = newwords.find(cuts, dictionary, segmenter.vocabulary)
        seconds = time.process_time() - start
        first = found[:FIRST]
        read = [verdicts[word.text] for word in first if word.text in verdicts]
        size = sum(len(cut.text) for cut in cuts)
        print(
            f"{file.name}: {len(found)} new words in {size:,} characters, {seconds:.2f} s; of the first {len(first)}"
            f" {read.count('y')} useful, {read.count('n')} not, {len(first) - len(read)} not read"
            f" ({read.count('y') / max(len(read), 1):.0%})"
        )
        if options.show:
            print(*(f"{len(word.places)}\t{word.text}" for word in first if word.text not in verdicts), sep="\n")


if __name__ == "__main__":
    main()
