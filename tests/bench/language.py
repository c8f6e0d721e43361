"""Readings and words beside other programs, in one run: `python tests/bench/language.py CPP WORDS`.

CPP as for `readings.py`, WORDS as for `words.py`. Each program runs in a process of its own: the time until its first
sentence, the memory it has then added, and characters a second at first sight, by the time of one core; g2pM is left
out where it is not installed (the extra `train`). "Plain" leaves out 的 地 得 了 着 过 and neutral tones, whose
convention is CPP's own. The model of this program has learnt from CPP's development split: on that, the figure to
expect elsewhere is what `tests/models/train_polyphones.py CPP --folds 5` prints, and not this one.
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
from collections.abc import Callable
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from readings import cases
from words import borders

FUNCTION = frozenset("的地得了着过")
OTHERS = ("pypinyin", "pypinyin on jieba", "g2pM")
Read = Callable[
    [str], list[tuple[str, bool]]
]  # a reading with a tone number for each character, and whether it is sure
Cut = Callable[[str], list[str]]


def duizhao() -> tuple[Read, Cut]:
    from reader import paths
    from reader.language.dictionary import Dictionary
    from reader.language.polyphones import Polyphones
    from reader.language.readings import Readings
    from reader.language.vocabulary import Vocabulary
    from reader.language.words import Segmenter

    dictionary = Dictionary.open(paths.cache())
    vocabulary = Vocabulary.open(dictionary, paths.cache())
    segmenter = Segmenter(dictionary, vocabulary)
    readings = Readings(dictionary, Polyphones.open(paths.shipped("assets", "polyphones.npz")), vocabulary)

    def read(text: str) -> list[tuple[str, bool]]:
        tokens, found = segmenter.tokens(text), []
        for (start, end, _), reading in zip(tokens, readings.sentence(text, tokens), strict=True):
            tones = reading.tones or ("",) * (end - start)
            found += [(tone, reading.certain) for tone in tones]
        return found

    return read, lambda text: [text[start:end] for start, end, _ in segmenter.tokens(text)]


def pypinyin(*, by_words: bool) -> tuple[Read, Cut | None]:
    import jieba
    from pypinyin import Style, pinyin

    jieba.setLogLevel(60)

    def read(text: str) -> list[tuple[str, bool]]:
        said = pinyin(
            jieba.lcut(text) if by_words else text,
            style=Style.TONE3,
            neutral_tone_with_five=True,
            errors=lambda rest: [*rest],
        )
        return [(syllable[0].replace("ü", "v"), True) for syllable in said]

    return read, jieba.lcut if by_words else None


def g2pm() -> tuple[Read, None]:
    from g2pM import G2pM

    model = G2pM()
    return lambda text: [(tone.replace("u:", "v"), True) for tone in model(text, tone=True, char_split=True)], None


def measure(name: str, cpp: Path, words: Path) -> dict[str, float]:
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    read, cut = {
        "duizhao": duizhao,
        "pypinyin": lambda: pypinyin(by_words=False),
        "pypinyin on jieba": lambda: pypinyin(by_words=True),
        "g2pM": g2pm,
    }[name]()
    read("他在银行工作。")
    found = {
        "load": time.perf_counter() - start,
        "memory": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
    }
    known = list(cases(cpp))
    start = time.process_time()
    answers = [read(text) for text, _, _ in known]
    found["speed"] = sum(len(text) for text, _, _ in known) / (time.process_time() - start)
    marked = [
        (text[place], tone, *(answer[place] if len(answer) == len(text) else ("", False)))
        for (text, place, tone), answer in zip(known, answers, strict=True)
    ]
    found["right"] = share([said == tone for _, tone, said, _ in marked])
    found["plain"] = share([s == t for c, t, s, _ in marked if c not in FUNCTION and not t.endswith("5")])
    found["certain"] = share([sure for *_, sure in marked])
    found["certain right"] = share([said == tone for _, tone, said, sure in marked if sure])
    if cut:
        lines = [line.split() for line in words.read_text("utf-8").splitlines() if line.strip()]
        pairs = [(borders(line), borders(cut("".join(line)))) for line in lines]
        right = sum(len({*pairwise(gold)} & {*pairwise(ours)}) for gold, ours in pairs)
        found["words"] = 2 * right / sum(len(gold) + len(ours) - 2 for gold, ours in pairs)
    return found


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cpp", type=Path)
    parser.add_argument("words", type=Path)
    parser.add_argument("--only", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("DUIZHAO_HOME", tempfile.mkdtemp())
    if options.only:
        print(json.dumps(measure(options.only, options.cpp, options.words)))
        return
    print(
        f"{'':18} {'right':>7} {'plain':>7} {'certain':>8} {'of these':>9} {'words F1':>9} {'chars/s':>8} load   memory"
    )
    for name in ("duizhao", *OTHERS):
        if name == "g2pM" and not find_spec("g2pM"):
            continue
        command = [sys.executable, __file__, str(options.cpp), str(options.words), "--only", name]
        if name == "duizhao":  # its dictionary is made once, which is no part of loading it
            subprocess.run(command, capture_output=True, check=True)
        f = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        sure = f"{f['certain']:8.2%} {f['certain right']:9.2%}" if f["certain"] < 0.999 else f"{'':18}"
        cut = f"{f['words']:9.2%}" if "words" in f else f"{'':9}"
        print(
            f"{name:18} {f['right']:7.2%} {f['plain']:7.2%} {sure} {cut} "
            f"{f['speed']:8,.0f} {f['load']:.2f} s {f['memory']:4.0f} MB"
        )
    print(annotating(options.cpp))


if __name__ == "__main__":
    main()
