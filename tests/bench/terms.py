"""How many glossary terms reach the English, by which step, and what else changed.

`python tests/bench/terms.py tiny [--count N] [--seed S] [--show]`
    The tiny model says some terms wrongly on purpose; the grammar's own generator makes sentences with them. Printed:
    the share placed, by step, and the share of sentences in which no other word changed: the sentence must be what the
    model said with nothing but the wrong rendering (and a/an before it) in other words.

`python tests/bench/terms.py recorded FILE.tsv… [--glossary G] [--show [STATUS]] [--column argos]`
    Recorded output (columns source, argos, strong …): how many terms are present, replaced and unplaced without an
    engine. With --show each replacement as file, line, term, and the words that went and came.

`python tests/bench/terms.py verdicts`
    The precision of the replacements that were read by hand (terms.verdicts.tsv).
"""

from __future__ import annotations

import argparse
import re
import runpy
import tempfile
import zipfile
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from reader import paths
from reader.glossary import Glossary
from reader.language.dictionary import Dictionary
from reader.language.polyphones import Polyphones
from reader.language.readings import Readings
from reader.language.vocabulary import Vocabulary
from reader.language.words import Segmenter
from reader.model import Annotated, Entry, Sentence, Term, Translation, Word, sentence_id
from reader.translate.argos import Argos
from reader.translate.terms import meanings, placing

HERE = Path(__file__).parent
MODELS = HERE.parent / "models"
STATUSES = ("present", "chosen", "injected", "replaced", "unplaced")


class Annotator:
    """Words and terms of a sentence, as the pipeline has them, with a glossary of our own."""

    def __init__(self, glossary: Glossary, folder: Path) -> None:
        dictionary = Dictionary.open(folder)
        self.glossary = glossary
        vocabulary = Vocabulary.open(dictionary, folder)
        self.segmenter = Segmenter(dictionary, vocabulary)
        polyphones = Polyphones.open(paths.shipped("assets", "polyphones.npz"))
        self.readings = Readings(dictionary, polyphones, vocabulary)
        self.lexicon = meanings.of(dictionary)

    def __call__(self, text: str) -> Annotated:
        matches = self.glossary.match(text, self.segmenter.fits(text))
        tokens = self.segmenter.tokens(text, [(match.start, match.end) for match in matches])
        words = tuple(
            Word(text[a:b], a, b, kind, reading.pinyin if kind in ("word", "name") else ())
            for (a, b, kind), reading in zip(tokens, self.readings.sentence(text, tokens), strict=True)
        )
        return Annotated(Sentence(sentence_id(text, 0), 0, 0, len(text), text), words, matches)


def tiny(count: int, seed: int, show: bool) -> None:
    grammar = runpy.run_path(str(MODELS / "grammar.py"))
    wrong, draw = grammar["WRONG"], grammar["Grammar"](seed)
    annotate = Annotator(Glossary([Entry(zh, right) for zh, right in grammar["GLOSSARY"].items()]), paths.cache())
    training = {sample.source for sample in grammar["training"](1_000, seed=1)}
    samples: dict[str, tuple[Annotated, str]] = {}
    while len(samples) < count:
        sample = draw.sample()
        if any(zh in sample.source for zh in wrong) and sample.source not in training:
            annotated = annotate(sample.source)
            samples.setdefault(annotated.sentence.id, (annotated, sample.target))
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(MODELS / "tiny-zh_en.argosmodel") as package:
        package.extractall(folder)
        engine = Argos(next(Path(folder).iterdir()))
        sentences = [annotated for annotated, _ in samples.values()]
        answers = list(engine.translate(sentences))
        placed = {t.id: t for t in placing.place(engine, answers, sentences, annotate.lexicon)}
    steps: Counter[str] = Counter()
    every: Counter[str] = Counter()
    clean = 0
    for answer in answers:
        annotated, _ = samples[answer.id]
        done = placed[answer.id]
        every.update(term.status for term in done.terms)
        steps.update(term.status for term in done.terms if term.source in wrong)
        same = untouched(answer.target, done, wrong)
        clean += same
        if show and (not same or any(term.status == "unplaced" for term in done.terms)):
            states = " ".join(f"{t.source}:{t.status}" for t in done.terms)
            print(f"{annotated.sentence.text}\n  - {answer.target}\n  + {done.target}\n  {states}")
    total = sum(steps.values())
    print(f"{len(samples)} sentences with {total} terms that the tiny model says wrongly (seed {seed})")
    print(f"placed: {1 - steps['unplaced'] / total:.2%}   " + "  ".join(f"{s} {steps[s]}" for s in STATUSES))
    print("all terms of the glossary: " + "  ".join(f"{s} {every[s]}" for s in STATUSES))
    print(f"sentences in which no other word changed: {clean / len(samples):.2%}")


def untouched(plain: str, done: Translation, wrong: dict[str, tuple[str, str]]) -> bool:
    """Whether the target is the plain one with only wrong renderings in other words, articles before them apart."""
    pieces, at = [], 0
    for term in sorted((t for t in done.terms if t.target_start is not None), key=lambda t: t.target_start or 0):
        start, end = term.target_start or 0, term.target_end or 0
        pieces.append(re.escape(done.target[at:start]))
        said, _ = wrong.get(term.source, ("", ""))
        form = done.target[start:end]
        pieces.append(f"(?:{re.escape(said)}s?|{re.escape(form)}|(?i:{plural(said)}))" if said else re.escape(form))
        at = end
    pieces.append(re.escape(done.target[at:]))
    pattern = re.sub(r"(?<![a-z])[Aa]n?\\ (?=\(\?:)", r"[Aa]n?\\ ", "".join(pieces))
    return bool(re.fullmatch(pattern, plain))


def plural(said: str) -> str:
    return re.escape(re.sub("y$", "ie", said)) + "s?"


def recorded(files: list[Path], glossary: Path, column: str, show: str | None) -> None:
    annotate = Annotator(Glossary.open([glossary]), paths.cache())
    for file in files:
        header, *lines = file.read_text("utf-8").splitlines()
        at = header.split("\t").index(column)
        counts: Counter[str] = Counter()
        sentences = 0
        for number, line in enumerate(lines, start=2):
            fields = line.split("\t")
            annotated = annotate(fields[0])
            if not annotated.matches or not fields[at]:
                continue
            sentences += 1
            plain = Translation(annotated.sentence.id, fields[at], column, "", "translation")
            done = placing.replace_terms(plain, annotated, annotate.lexicon)
            counts.update(term.status for term in done.terms)
            for term in done.terms:
                if show and term.status == show:
                    print(f"{file.stem}\t{number}\t{term.source}\t{_change(plain.target, done, term)}")
                    print(f"    {fields[0]}\n    {plain.target}\n    {done.target}")
        total = sum(counts.values())
        print(
            f"{file.stem}: {sentences} sentences, {total} terms: "
            + ", ".join(f"{s} {counts[s]} ({counts[s] / max(total, 1):.1%})" for s in STATUSES if counts[s])
        )


def _change(plain: str, done: Translation, term: Term) -> str:
    """The words that went, and those that came with what stands around them."""
    start, end = term.target_start, term.target_end
    if start is None or end is None:
        return "-"
    ours, theirs = re.findall(r"\s*\S+", plain), re.findall(r"\s*\S+", done.target)
    starts = [sum(map(len, theirs[:n])) for n in range(len(theirs) + 1)]
    gone = [
        "".join(ours[i1:i2]).strip()
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        if tag != "equal" and starts[j1] <= end and start <= starts[j2]
    ]
    around = f"{done.target[max(0, start - 30) : start]}[{done.target[start:end]}]{done.target[end : end + 30]}"
    return f"{' | '.join(gone)} → {around}"


def verdicts() -> None:
    rows = [line.split("\t") for line in (HERE / "terms.verdicts.tsv").read_text("utf-8").splitlines()[1:]]
    for name in (*sorted({row[0] for row in rows}), "all"):
        read = [row[3] for row in rows if name in (row[0], "all")]
        print(f"{name}: {len(read)} replacements read, {read.count('right') / len(read):.1%} right")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("tiny")
    one.add_argument("--count", type=int, default=1_000)
    one.add_argument("--seed", type=int, default=77)
    one.add_argument("--show", action="store_true")
    two = commands.add_parser("recorded")
    two.add_argument("files", type=Path, nargs="+")
    two.add_argument("--glossary", type=Path, default=HERE / "terms.glossary.tsv")
    two.add_argument("--column", default="argos")
    two.add_argument("--show", nargs="?", const="replaced", choices=STATUSES)
    commands.add_parser("verdicts")
    options = parser.parse_args()
    if options.command == "tiny":
        tiny(options.count, options.seed, options.show)
    elif options.command == "recorded":
        recorded(options.files, options.glossary, options.column, options.show)
    else:
        verdicts()


if __name__ == "__main__":
    main()
