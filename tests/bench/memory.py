"""Memory of a text of a million characters, in megabytes more than that of an article, in each process.

    python tests/bench/memory.py [MODEL_FOLDER] [--text FILE] [--sentences N]

The reader's two processes are measured apart, at their peak: the page with the whole text on its sheet, and the
engine room with all it does within reach of three places of the text (word gloss), or, with a model, with about N
sentences of it translated. Linux only. The long text is the article over and over, each sentence numbered.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT.parent / "shared" / "article" / "news-2025-12-11.txt"
_CHARACTERS = 1_000_000

PAGE = """
import asyncio, resource, sys
from reader import paths
from reader.ingest import ingest
from reader.pipeline import Options
from reader.room import TextFinished
from reader.store import Store
from reader.tui.app import ReaderApp
store = Store(paths.store())
app = ReaderApp(store.shelve(ingest(sys.argv[1])), store, Options("gloss"))
async def main():
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("pagedown", "pagedown", "G", "pageup", "g", "g"):
            await pilot.press(key)
            await pilot.pause(2)
asyncio.run(main())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def page(home: Path, text: Path) -> float:
    """Megabytes at the peak of the page's process."""
    told = subprocess.run(
        [sys.executable, "-c", PAGE, text], capture_output=True, text=True, check=True,
        env=os.environ | {"DUIZHAO_HOME": str(home)},
    ).stdout  # fmt: skip
    return float(told)


def room(home: Path, text: Path, engine: str, limit: int) -> tuple[float, int]:
    """Megabytes at the peak of a real engine room, and how many sentences it translated, at least `limit` if it can."""
    from reader.ingest import ingest
    from reader.language.sentences import split
    from reader.pipeline import Options
    from reader.room import LookAt, Read, Room, RoomCrashed, SentencesTranslated, TextFinished, WorkFailed

    sentences, done = tuple(split(ingest(str(text)))), 0
    opened = Room(Options(engine), home / "store.sqlite")
    try:
        opened.send(Read(1, sentences, (True,) * len(sentences)))
        for place in (len(sentences) // 2, len(sentences), None):
            while not isinstance(fact := opened.receive(), TextFinished) and done < limit:
                if isinstance(fact, RoomCrashed | WorkFailed):
                    raise SystemExit(f"{fact}")
                done += len(fact.sentences) if isinstance(fact, SentencesTranslated) else 0
            if place is not None:
                opened.send(LookAt(place))
        status = Path(f"/proc/{opened._process.pid}/status").read_text()
    finally:
        opened.close()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024, done


def lengthened(article: Path, folder: Path) -> Path:
    """The lines of an article over and over, up to a million characters, each with its number."""
    lines = [line for line in article.read_text("utf-8").splitlines() if line.strip()]
    written, length = [], 0
    while length < _CHARACTERS:
        written.append(f"（{len(written)}）{lines[len(written) % len(lines)]}")
        length += len(written[-1]) + 2
    long = folder / "long.txt"
    long.write_text("\n\n".join(written) + "\n", encoding="utf-8")
    return long


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", nargs="?", type=Path, metavar="MODEL_FOLDER")
    parser.add_argument("--text", type=Path, default=ARTICLE)
    parser.add_argument("--sentences", type=int, default=150)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, long = Path(folder), lengthened(asked.text, Path(folder))
        os.environ["DUIZHAO_HOME"] = folder
        room(home, asked.text, "gloss", 0)  # prepares the dictionary
        told("page", page(home, asked.text), page(home, long))
        short, much = (room(home, text, "gloss", sys.maxsize) for text in (asked.text, long))
        told(f"room, word gloss of {short[1]} and {much[1]} sentences", short[0], much[0])
        if asked.model:
            (home / "models").mkdir()
            (home / "models" / "model").symlink_to(asked.model.absolute(), target_is_directory=True)
            short, much = (room(home, text, "argos", asked.sentences) for text in (asked.text, long))
            told(f"room, model, {short[1]} and {much[1]} sentences", short[0], much[0])


def told(what: str, short: float, much: float) -> None:
    print(f"{what}: {short:.0f} MB with the article, {much:.0f} MB with a million characters, {much - short:+.0f} MB")


if __name__ == "__main__":
    main()
