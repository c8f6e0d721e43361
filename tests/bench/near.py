"""How long it takes to find what is nearly alike among many kept sentences: `python tests/bench/near.py [COUNT]`."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from reader import memory
from reader.model import Unit
from reader.store import Store

COMMON = "的一是不了在人有我他这中大来上国和说们为子作地出得以要可下你年生自会那后能对着事其里所去行过家学十公司新模型"


def sentences(count: int) -> list[str]:
    """Made-up sentences of 8 to 80 characters, of the length and the spread of characters that news has."""
    draw = random.Random(1)
    return ["".join(draw.choices(COMMON, k=int(draw.triangular(8, 80, 30)))) + "。" for _ in range(count)]


def main(count: int) -> None:
    kept, times = sentences(count), []
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store.sqlite")
        store.take_in(Unit(text, f"Sentence {n}.", "argos" if n % 2 else "", "1.9") for n, text in enumerate(kept))
        for text in kept[:200]:
            asked, start = f"{text[:4]}甲{text[5:]}", time.perf_counter()
            found = memory.near(asked, store.sources(*memory.lengths(asked)))
            times.append(time.perf_counter() - start)
            assert text in [near for near, _ in found]
        store.close()
    times.sort()
    print(f"{count:,} sentences kept: median {times[100] * 1e3:.0f} ms, slowest of 200 {times[-1] * 1e3:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
