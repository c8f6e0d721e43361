"""The shelf with a thousand texts and a novel of 3 million characters: listed, made findable, searched.

    python tests/bench/shelf.py

The characters are drawn about as unevenly as in real texts. The longest stall is that of the page's event loop while
the texts are counted and made findable in its thread.
"""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
import time

_TEXTS, _LENGTH, _NOVEL = 1_000, 1_500, 3_000_000


def prose(characters: int, seed: int) -> str:
    chance = random.Random(seed)
    common = [chr(0x4E00 + number) for number in range(4_000)]
    drawn = chance.choices(common, [1 / (number + 5) for number in range(4_000)], k=characters)
    for place in range(17, characters, 23):
        drawn[place] = "。" if place % 2 else "，"
    return "".join(drawn)


async def measure() -> None:
    from reader import paths
    from reader.model import Block, Document
    from reader.store import Store
    from reader.tui.app import ReaderApp
    from reader.tui.listing import Listing

    def shelve(name: str, text: str) -> None:
        blocks = tuple(Block("paragraph", at, min(at + 300, len(text))) for at in range(0, len(text), 300))
        store.shelve(Document(f"/texts/{name}", text, blocks, name))

    store = Store(paths.store())
    for number in range(_TEXTS):
        shelve(f"{number}.txt", prose(_LENGTH, number))
    novel = prose(_NOVEL, _TEXTS)
    start = time.perf_counter()
    shelve("novel.txt", novel)
    print(f"a novel of {_NOVEL:,} characters shelved in {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    store.listed()
    print(f"{_TEXTS + 1:,} texts listed in {1000 * (time.perf_counter() - start):.1f} ms")

    app = ReaderApp(None, store)
    start = time.perf_counter()
    async with app.run_test(size=(120, 36)) as pilot:
        shown = time.perf_counter() - start
        assert "novel.txt" in app.screen.query_one(Listing).render_line(1).text
        print(f"on screen {shown:.2f} s after Textual is loaded")
        start, longest = time.perf_counter(), 0.0
        while store.uncounted() or store.unindexed():
            before = time.perf_counter()
            await asyncio.sleep(0.005)
            longest = max(longest, time.perf_counter() - before - 0.005)
        print(
            f"all counted and findable {time.perf_counter() - start:.1f} s later, longest stall {1000 * longest:.0f} ms"
        )
        await pilot.pause()
    for typed in (novel[1_000_000:1_000_004], novel[5], "没有这样"):
        start = time.perf_counter()
        found = store.search(typed, 200)
        print(f"{len(typed)} characters searched in {1000 * (time.perf_counter() - start):.1f} ms, {len(found)} places")
    print(f"the store takes {paths.store().stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    os.environ["DUIZHAO_HOME"] = tempfile.mkdtemp()
    asyncio.run(measure())
