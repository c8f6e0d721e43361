"""What the word gloss is worth on a TSV: `python tests/bench/gloss.py FILE.tsv … [--show N]`.

The first line names the columns; `source` is needed, and `reference` (or else `strong`, a strong system's output) to
compare with. Prints chrF, characters a second and the number of lines with dictionary debris for the first-sense gloss
(every word by its term or the first meaning of its dictionary entry) and for the gloss of this program, and chrF for
the column `argos` where there is one.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable
from pathlib import Path

from sacrebleu.metrics import CHRF

from reader.model import Annotated, Sentence, Word, sentence_id
from reader.pipeline import Options, Pipeline
from reader.translate.gloss import Gloss
from reader.translate.gloss.marks import MARKS

# What dictionaries write and people do not. Brackets, slashes and Chinese are debris only where the source has none.
DEBRIS = re.compile(
    r"\bCL:|\bclassifiers?\b|\bvariant of\b|\babbr\b|\blit\.|\bfig\.|\bsth\b|\bsb\b|\bpr\.|\berhua\b"
    r"|\bsurname\b|\bsee also\b|\bparticle\b|\.\.\.|~"
)
BRACKETS, CHINESE = re.compile(r"[()\[\]{}|]|(?<!\d)/|/(?!\d)"), re.compile(r"[\u3400-\u9fff]")
SOURCE_BRACKETS = re.compile(r"[()\[\]{}/|（）【】〔〕［］｛｝／]")


def rows(path: Path) -> list[dict[str, str]]:
    head, *lines = path.read_text("utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=False)) for line in lines if line]


def debris(source: str, target: str) -> bool:
    if DEBRIS.search(target) and not DEBRIS.search(source):
        return True
    return bool(CHINESE.search(target) or (BRACKETS.search(target) and not SOURCE_BRACKETS.search(source)))


def first_sense(annotated: Annotated) -> str:
    """Every word by its term, its number, or the first meaning of its dictionary entry, without what is in brackets."""
    return " ".join(filter(None, map(_first, annotated.words)))


def _first(word: Word) -> str:
    if word.term or word.english or word.kind not in ("word", "name"):
        return word.term or word.english or MARKS.get(word.text, word.text).strip()
    for definition in word.definitions:
        meaning = re.sub(r"\s*\([^()]*\)\s*", " ", definition).split(";")[0].strip()
        if meaning and not re.match(r"classifier|(\w+ )*variant of|see |used in|surname|abbr\.", meaning):
            return re.sub(r"^to ", "", meaning)
    return "".join(word.pinyin) or word.text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--show", type=int, default=0, help="print so many lines with both glosses")
    options = parser.parse_args()
    pipeline, ours = Pipeline(Options("gloss")), Gloss()
    makers: dict[str, Callable[[Annotated], str]] = {
        "first sense": first_sense,
        "word gloss": lambda annotated: ours.render(annotated).target,
    }
    for path in options.files:
        table = rows(path)
        column = "reference" if table[0].get("reference") else "strong" if "strong" in table[0] else ""
        sentences = [Sentence(sentence_id(r["source"], 0), 0, 0, len(r["source"]), r["source"]) for r in table]
        annotated = [pipeline.annotate(sentence) for sentence in sentences]
        size = sum(len(sentence.text) for sentence in sentences)
        references = [[row[column] for row in table]] if column else []
        print(f"{path.name}: {len(table)} lines, {size} characters, compared with {column or 'nothing'}")
        said: dict[str, list[str]] = {}
        for name, make in makers.items():
            start = time.perf_counter()
            said[name] = [make(a) for a in annotated]
            seconds = time.perf_counter() - start
            dirty = sum(debris(s.text, t) for s, t in zip(sentences, said[name], strict=True))
            print(f"  {name:<12} {_chrf(said[name], references)}  {size / seconds:9,.0f} characters/s  debris {dirty}")
        if "argos" in table[0] and references:
            print(f"  {'argos':<12} {_chrf([row['argos'] for row in table], references)}")
        for index in range(options.show):
            print(f"\n{sentences[index].text}\n  {said['first sense'][index]}\n  {said['word gloss'][index]}")


def _chrf(hypotheses: list[str], references: list[list[str]]) -> str:
    return f"chrF {CHRF().corpus_score(hypotheses, references).score:5.1f}" if references else "chrF    –"


if __name__ == "__main__":
    main()
