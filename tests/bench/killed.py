"""`kill -9` at random moments of a translation: no finished sentence is lost, the store is sound, the next run goes on.

    python tests/bench/killed.py [MOMENTS]

Each time `duizhao translate` goes on with the same text and the tiny model and is killed somewhere between its start
and its end. What it had printed is finished; all of it must be in the store after that, and at the end all sentences.
"""

from __future__ import annotations

import json
import os
import random
import runpy
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import closing
from pathlib import Path

TESTS = Path(__file__).parents[1]
TINY = TESTS / "models" / "tiny-zh_en.argosmodel"
_SENTENCES = 400


def killed(home: Path, package: Path, moments: int, seed: int) -> list[str]:
    """What went wrong, a line each. `home` is where the store and the model live."""
    draw = random.Random(seed)
    grammar = runpy.run_path(str(TESTS / "models" / "grammar.py"))
    lines = list(dict.fromkeys(sample.source for sample in grammar["training"](_SENTENCES, seed=seed)))
    with zipfile.ZipFile(package) as archive:
        archive.extractall(home / "models")
    text = home / "lines.txt"
    text.write_text("\n".join(lines) + "\n", encoding="utf-8")
    seconds, whole = translate(home / "whole", home, text)
    wrong = [] if len(whole) == len(lines) else [f"a run alone: {len(whole)} of {len(lines)} sentences"]
    for moment in range(moments):
        _, printed = translate(home, home, text, kill_after=draw.uniform(0, seconds))
        kept = stored(home)
        lost = [source for source in printed if source not in kept]
        wrong += [f"moment {moment}: lost {source}" for source in lost]
        if kept is BROKEN:
            wrong.append(f"moment {moment}: the store is damaged")
    _, last = translate(home, home, text)
    if last != whole:
        wrong.append(f"the last run: {len(last)} of {len(whole)} sentences, or other English")
    return wrong


BROKEN: dict[str, str] = {}


def stored(home: Path) -> dict[str, str]:
    """Source and target of all kept translations."""
    if not (home / "store.sqlite").exists():
        return {}
    with closing(sqlite3.connect(home / "store.sqlite")) as db:
        if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return BROKEN
        there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'translations'").fetchone()
        return dict(db.execute("SELECT source, target FROM translations")) if there else {}


def translate(home: Path, shared: Path, text: Path, kill_after: float | None = None) -> tuple[float, dict[str, str]]:
    """Seconds that a run took, and what it printed: source and target. Model and cache are those of `shared`."""
    home.mkdir(exist_ok=True)
    for name in ("models", "cache"):
        if not (home / name).exists() and (shared / name).exists():
            (home / name).symlink_to(shared / name, target_is_directory=True)
    settings = {"DUIZHAO_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-m", "reader", "translate", text, "--lines", "--engine", "argos", "--quality", "fast"]
    started = time.perf_counter()
    with (home / "out.jsonl").open("wb") as out:
        process = subprocess.Popen(words, stdout=out, env=os.environ | settings)
        try:
            process.wait(kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    printed = (home / "out.jsonl").read_text("utf-8").split("\n")[:-1]  # whole lines
    return time.perf_counter() - started, {one["source"]: one["target"] for one in map(json.loads, printed)}


def main(moments: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wrong = killed(Path(folder), TINY, moments, seed=7)
    print("\n".join([*wrong, f"{moments} moments, {len(wrong)} times something was wrong"]))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
