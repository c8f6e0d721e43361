"""This program beside others, in one run: `python tests/bench/language.py CPP WORDS SENTENCES`.

CPP as for `readings.py`, WORDS as for `words.py`, SENTENCES as for `sentences.py`. Each program runs in processes of
its own: one reads (load is the time until its first sentence, memory the most that this process had resident), one
cuts words. Characters a second are those at first sight, by the time of one core. They are read a dozen sentences at
once, as the reader asks for them, which helps this program alone, and cut sentence by sentence. A dash stands where a
program has nothing of the kind. "Plain" leaves out 的 地 得 了 着 过 and neutral tones, whose convention is CPP's own.

The model of this program has learnt from CPP's development split, and g2pM chose its network there: on that split,
"duizhao, unseen" are the figures to expect elsewhere, each sentence read by a model of ten that has not seen it, and
certain by a limit from the other nine folds. That row, which takes two minutes, and g2pM need the extra `train`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from readings import cases

if TYPE_CHECKING:
    from reader.language.readings import Reading

FUNCTION = frozenset("的地得了着过")
FOLDS = 10
AT_ONCE = 12  # sentences, as in `reader.pipeline`
COLUMNS = (
    ("right", "right", "{:.2%}"),
    ("plain", "plain", "{:.2%}"),
    ("certain", "certain", "{:.2%}"),
    ("certain right", "of these", "{:.2%}"),
    ("speed", "chars/s", "{:,.0f}"),
    ("words", "words F1", "{:.2%}"),
    ("cutting", "chars/s", "{:,.0f}"),
    ("sentences", "sentences F1", "{:.2%}"),
    ("load", "load s", "{:.2f}"),
    ("memory", "memory MB", "{:.0f}"),
)
# For each sentence a reading with a tone number for each character, and whether it is sure.
Said = list[tuple[str, bool]]
Read = Callable[[Sequence[str]], list[Said]]
Cut = Callable[[str], list[str]]


def duizhao() -> tuple[Read, Cut]:
    from reader import paths
    from reader.language.dictionary import Dictionary
    from reader.language.polyphones import Polyphones
    from reader.language.readings import Cut as Sentence
    from reader.language.readings import Readings
    from reader.language.vocabulary import Vocabulary
    from reader.language.words import Segmenter

    dictionary = Dictionary.open(paths.cache())
    vocabulary = Vocabulary.open(dictionary, paths.cache())
    segmenter = Segmenter(dictionary, vocabulary)
    readings = Readings(dictionary, Polyphones.open(paths.shipped("assets", "polyphones.npz")), vocabulary)

    def read(texts: Sequence[str]) -> list[Said]:
        cuts = [Sentence(text, segmenter.tokens(text)) for text in texts]
        return [[*said(cut, found)] for cut, found in zip(cuts, readings.sentences(cuts), strict=True)]

    def said(cut: Sentence, found: list[Reading]) -> Iterator[tuple[str, bool]]:
        for (start, end, _), reading in zip(cut.tokens, found, strict=True):
            for tone in reading.tones or ("",) * (end - start):
                yield tone, reading.certain

    return read, lambda text: [text[start:end] for start, end, _ in segmenter.tokens(text)]


def pypinyin(*, by_words: bool) -> tuple[Read, Cut | None]:
    import jieba
    from pypinyin import Style, pinyin

    jieba.setLogLevel(60)

    def read(text: str) -> Said:
        said = pinyin(
            jieba.lcut(text) if by_words else text,
            style=Style.TONE3,
            neutral_tone_with_five=True,
            errors=lambda rest: [*rest],
        )
        return [(syllable[0].replace("ü", "v"), True) for syllable in said]

    return one_by_one(read), jieba.lcut if by_words else None


def g2pm() -> tuple[Read, None]:
    from g2pM import G2pM

    model = G2pM()

    def read(text: str) -> Said:
        return [(tone.replace("u:", "v"), True) for tone in model(text, tone=True, char_split=True)]

    return one_by_one(read), None


def one_by_one(read: Callable[[str], Said]) -> Read:
    return lambda texts: [read(text) for text in texts]


PROGRAMS: dict[str, Callable[[], tuple[Read, Cut | None]]] = {
    "duizhao": duizhao,
    "pypinyin": lambda: pypinyin(by_words=False),
    "pypinyin on jieba": lambda: pypinyin(by_words=True),
    "g2pM": g2pm,
}


def reading(name: str, cpp: Path) -> dict[str, float]:
    start = time.perf_counter()
    read, _ = PROGRAMS[name]()
    read(["他在银行工作。"])
    found = {"load": time.perf_counter() - start}
    marked, characters, seconds = [], 0, 0.0
    every = [*cases(cpp)]
    for first in range(0, len(every), AT_ONCE):
        some = every[first : first + AT_ONCE]
        texts = [text for text, _, _ in some]
        start = time.process_time()
        answers = read(texts)
        seconds += time.process_time() - start
        characters += sum(map(len, texts))
        for (text, place, tone), answer in zip(some, answers, strict=True):
            marked.append((text[place], tone, *(answer[place] if len(answer) == len(text) else ("", False))))
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found["speed"] = characters / seconds
    found["right"] = share([said == tone for _, tone, said, _ in marked])
    found["plain"] = share([s == t for c, t, s, _ in marked if c not in FUNCTION and not t.endswith("5")])
    if not all(sure for *_, sure in marked):
        found["certain"] = share([sure for *_, sure in marked])
        found["certain right"] = share([said == tone for _, tone, said, sure in marked if sure])
    return found


def cutting(name: str, words: Path) -> dict[str, float]:
    from words import borders

    _, cut = PROGRAMS[name]()
    if not cut:
        return {}
    cut("12月10日花了9830亿元")  # patterns are compiled at first use
    lines = [line.split() for line in words.read_text("utf-8").splitlines() if line.strip()]
    start = time.process_time()
    found = [cut("".join(line)) for line in lines]
    seconds = time.process_time() - start
    pairs = [(borders(line), borders(ours)) for line, ours in zip(lines, found, strict=True)]
    right = sum(len({*pairwise(gold)} & {*pairwise(ours)}) for gold, ours in pairs)
    f1 = 2 * right / sum(len(gold) + len(ours) - 2 for gold, ours in pairs)
    return {"words": f1, "cutting": sum(len("".join(line)) for line in lines) / seconds}


def splitting(sentences: Path) -> dict[str, float]:
    from sentences import SEPARATOR, boundaries

    from reader.language.sentences import spans

    right = both = 0
    for line in sentences.read_text("utf-8").splitlines()[1:]:
        text, gold = line.split("\t")[:2]
        here, there = boundaries([text[a:b] for a, b in spans(text)]), boundaries(gold.split(SEPARATOR))
        right, both = right + len(here & there), both + len(here) + len(there)
    return {"sentences": 2 * right / both}


def by_folds(cpp: Path) -> dict[str, float]:
    """The readings of this program by models that have not seen the sentence."""
    sys.path.append(str(Path(__file__).parents[1] / "models"))
    from train_polyphones import OWN, prepared, unseen

    return unseen(prepared(cpp, OWN)[2], cpp, FOLDS)


def annotating(cpp: Path) -> str:
    """How fast the program knows all of a sentence: words, readings, meanings, HSK levels."""
    from reader.model import Sentence
    from reader.pipeline import Options, Pipeline

    pipeline, texts = Pipeline(Options("gloss")), [text for text, _, _ in cases(cpp)]
    start = time.process_time()
    for text in texts:
        pipeline.annotate(Sentence("", 0, 0, len(text), text))
    seconds = time.process_time() - start
    characters = sum(map(len, texts))
    return f"everything of a word, at first sight: {characters:,} characters in {seconds:.1f} s, a million in " + (
        f"{seconds * 1e6 / characters:.0f} s"
    )


def share(right: list[bool]) -> float:
    return sum(right) / max(len(right), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cpp", type=Path)
    parser.add_argument("words", type=Path)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--only", nargs=2, metavar=("PART", "PROGRAM"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("DUIZHAO_HOME", tempfile.mkdtemp())
    parts: dict[str, Callable[[str], dict[str, float]]] = {
        "reading": lambda name: reading(name, options.cpp),
        "cutting": lambda name: cutting(name, options.words),
        "splitting": lambda _: splitting(options.sentences),
        "unseen": lambda _: by_folds(options.cpp),
    }
    if options.only:
        part, name = options.only
        print(json.dumps(parts[part](name)))
        return

    def run(part: str, name: str) -> dict[str, float]:
        command = [sys.executable, __file__, *map(str, (options.cpp, options.words, options.sentences))]
        done = subprocess.run([*command, "--only", part, name], stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    print(f"{'':18}" + "".join(f"{title:>13}" for _, title, _ in COLUMNS))
    for name in PROGRAMS:
        if name == "g2pM" and not find_spec("g2pM"):
            continue
        if name == "duizhao":  # its dictionary is made once, which is no part of loading it
            run("cutting", name)
        row(name, run("reading", name) | run("cutting", name) | (run("splitting", name) if name == "duizhao" else {}))
        if name == "duizhao" and find_spec("scipy") and find_spec("g2pM"):
            row("duizhao, unseen", run("unseen", name))
    print(annotating(options.cpp))


def row(name: str, found: dict[str, float]) -> None:
    cells = (form.format(found[key]) if key in found else "–" for key, _, form in COLUMNS)
    print(f"{name:18}" + "".join(f"{cell:>13}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
