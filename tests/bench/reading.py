"""Figures of the README: how long things take, as ratios within one run where the machine matters.

    python tests/bench/reading.py [TEXT_FILE]

Prints install-independent figures: start of the words, annotation, gloss, 5 MB on one line, first text on screen.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def timed(work: Callable[[], object]) -> tuple[float, object]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def main(source: str) -> None:
    os.environ["DUIZHAO_HOME"] = tempfile.mkdtemp()
    from reader.ingest import ingest
    from reader.language.sentences import split
    from reader.pipeline import Options, Pipeline

    first, _ = timed(lambda: Pipeline(Options("gloss")))
    again, opened = timed(lambda: Pipeline(Options("gloss")))
    assert isinstance(opened, Pipeline)
    print(f"dictionary and words: made in {first:.1f} s at the first start, open in {again:.2f} s after that")

    document = ingest(source)
    sentences = split(document)
    characters = sum(len(s.text) for s in sentences)
    cold, _ = timed(lambda: [opened.annotate(s) for s in sentences])
    warm, annotated = timed(lambda: [opened.annotate(s) for s in sentences])
    assert isinstance(annotated, list)
    loading, _ = timed(lambda: list(opened.engine.translate(annotated[:1])))
    gloss, _ = timed(lambda: list(opened.engine.translate(annotated)))
    print(f"{Path(source).name}: {len(sentences)} sentences, {characters} characters")
    print(f"words, readings, meanings: {characters / cold:,.0f} characters/s at first, {characters / warm:,.0f} after")
    print(f"word gloss: {loading:.1f} s to its first line, then {characters / gloss:,.0f} characters/s at first sight")

    line = Path(os.environ["DUIZHAO_HOME"]) / "line.txt"
    line.write_text(document.text.replace("\n", "") * (5_000_000 // len(document.text.encode())), encoding="utf-8")
    taken, long = timed(lambda: split(ingest(str(line))))
    assert isinstance(long, list)
    longest = max(len(s.text) for s in long)
    print(f"5 MB on one line: {taken:.1f} s to {len(long):,} sentences, the longest of {longest} characters")
    bare, ours = asyncio.run(_first_paint(source))
    print(f"first text on screen: {ours:.2f} s, a bare Textual app with the same text {bare:.2f} s")


async def _first_paint(source: str) -> tuple[float, float]:
    """Seconds until the text is drawn, for a bare app and for the reader; Textual is loaded for both."""
    from textual.app import App
    from textual.widgets import Static

    from reader import paths
    from reader.ingest import ingest
    from reader.pipeline import Options
    from reader.store import Store
    from reader.tui.app import ReaderApp

    text = Path(source).read_text(encoding="utf-8")

    class Bare(App[None]):
        def compose(self):  # type: ignore[no-untyped-def]
            yield Static(text, markup=False)

    started = time.perf_counter()
    async with Bare().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        bare = time.perf_counter() - started
    store = Store(paths.store())
    started = time.perf_counter()
    app = ReaderApp(store.shelve(ingest(source)), store, Options("gloss"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        return bare, time.perf_counter() - started


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "assets" / "sample.md"))
