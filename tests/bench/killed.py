"""`kill -9` at random moments of a translation: no finished sentence is lost, the store is sound, the next run goes on.

    python tests/bench/killed.py [MOMENTS] [SEED]

Each time what `duizhao translate` does goes on with the same text, the same store and the tiny model, and is killed
somewhere between its start and its end. What it had printed is finished; all of it must be in the store after that, and
at the end all sentences. It runs in a fork of a process that has loaded everything, so that a moment takes less than a
second and falls into the work.
"""

from __future__ import annotations

import json
import os
import random
import runpy
import select
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.language.dictionary import Dictionary
from reader.language.words import Segmenter

TESTS = Path(__file__).parents[1]
TINY = TESTS / "models" / "tiny-zh_en.argosmodel"
_SENTENCES = 250
_SHARE = 10  # a run has time for so many times its share of the text, at most: many are killed before they begin

# What `duizhao translate --lines --engine argos --quality fast` does, in a fork for every line of its input: a JSON
# object that says where the store is, which sentences to translate, and the file to print to. What loads for a second
# is there before, but for the model, which has threads of its own.
_WARM = """
import ctranslate2, json, os, sys
from pathlib import Path
from reader.cli.scripts import print_record, translation_record
from reader.cli.work import run
from reader.model import Sentence, Translation, sentence_id
from reader.pipeline import Options, Pipeline
from reader.store import Store
from reader.translate import argos

def sentence(number, text):
    return Sentence(sentence_id(text, 0), number, 0, len(text), text)

pipeline = Pipeline(Options("argos", beam=1))
first = sentence(0, "谷歌发布了3个大模型。")
pipeline.check(first, Translation(first.id, "It released 3 models.", "argos", "1", "translation"))
argos._read(pipeline.engine.folder)
for line in sys.stdin:
    order = json.loads(line)
    if not (pid := os.fork()):
        os.dup2(os.open(order["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        sys.stdout = open(1, "w", buffering=1, encoding="utf-8")
        found = [sentence(number, text) for number, text in enumerate(order["lines"])]
        pipeline._store = Store(Path(order["store"]))
        for annotated, translation in run(pipeline, found, [True] * len(found)):
            print_record(translation_record(annotated, translation))
        os._exit(0)
    print(pid, flush=True)
    os.waitpid(pid, 0)
    print("ended", flush=True)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run printed, source and target; whether it was killed before its end, and after how many seconds."""

    printed: dict[str, str]
    killed: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Warm:
    """A process that has loaded everything, and forks to translate."""

    process: subprocess.Popen[str]

    def translate(self, store: Path, lines: list[str], kill_after: float | None = None) -> Run:
        """Translate the lines, with this store; kill it after so many seconds if it is not done by then."""
        assert self.process.stdin
        assert self.process.stdout
        out = store.with_name("out.jsonl")
        self.process.stdin.write(json.dumps({"store": str(store), "lines": lines, "out": str(out)}) + "\n")
        self.process.stdin.flush()
        pid = int(self.process.stdout.readline())
        started = time.perf_counter()
        killed = not select.select([self.process.stdout], [], [], kill_after)[0]
        if killed:
            os.kill(pid, signal.SIGKILL)
        seconds = time.perf_counter() - started
        self.process.stdout.readline()
        whole_lines = out.read_text("utf-8").split("\n")[:-1] if out.exists() else []
        return Run({one["source"]: one["target"] for one in map(json.loads, whole_lines)}, killed, seconds)


@contextmanager
def warm(home: Path) -> Iterator[Warm]:
    process = subprocess.Popen(
        [sys.executable, "-c", _WARM],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"DUIZHAO_HOME": str(home)},
    )  # fmt: skip
    with process:
        yield Warm(process)


def killed(home: Path, package: Path, moments: int, seed: int) -> tuple[list[Run], list[str]]:
    """The runs that were to be killed, and what went wrong, a line each. `home` is where store and model live."""
    draw = random.Random(seed)
    grammar = runpy.run_path(str(TESTS / "models" / "grammar.py"))
    lines = list(dict.fromkeys(sample.source for sample in grammar["training"](_SENTENCES, seed=seed)))
    with zipfile.ZipFile(package) as archive:
        archive.extractall(home / "models")
    runs: list[Run] = []
    wrong: list[str] = []
    store = home / "store.sqlite"
    with warm(home) as process:
        start, whole, again = (process.translate(home / "whole.sqlite", part) for part in (lines[:1], lines, lines))
        if list(whole.printed) != lines or again.printed != whole.printed:
            wrong.append(f"a run alone: {len(whole.printed)} of {len(lines)} sentences, then {len(again.printed)}")
        for moment in range(moments):
            # A run begins with what is kept, which takes longer each time, and goes on with its share of the text.
            known = (again.seconds - start.seconds) * moment / moments
            fresh = (whole.seconds - again.seconds) * _SHARE / moments
            run = process.translate(store, lines, draw.uniform(0, start.seconds + known + fresh))
            runs.append(run)
            kept = stored(store)
            if kept is None:
                wrong.append(f"moment {moment}: the store is damaged")
            wrong += [f"moment {moment}: lost {source}" for source in run.printed if source not in (kept or ())]
        last = process.translate(store, lines)
    if last.printed != whole.printed:
        wrong.append(f"the last run: {len(last.printed)} of {len(lines)} sentences, or other English")
    return runs, wrong


def stored(store: Path) -> set[str] | None:
    """The sources of all kept translations; None if the database is not sound."""
    if not store.exists():
        return set()
    with closing(sqlite3.connect(store)) as db:
        if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return None
        there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'translations'").fetchone()
        return {source for (source,) in db.execute("SELECT source FROM translations")} if there else set()


def main(moments: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Segmenter.open(Dictionary.open(Path(folder) / "cache"), Path(folder) / "cache")  # as after the first start
        runs, wrong = killed(Path(folder), TINY, moments, seed)
    for line in wrong:
        print(line)
    caught = [run for run in runs if run.killed]
    counts = ", ".join(str(len(run.printed)) for run in caught)
    print(f"{len(caught)} of {moments} runs killed (seed {seed}), after these sentences: {counts}")
    print(f"{len(wrong)} times something was wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], *("50", "7")[len(sys.argv) - 1 :])))
