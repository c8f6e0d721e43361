"""The picture of the README: the reader on the sample, as SVG without outside fonts.

python tests/bench/picture.py [assets/reader.svg]
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)


async def picture() -> str:
    from reader import paths
    from reader.ingest import ingest
    from reader.pipeline import Options
    from reader.store import Store
    from reader.tui.app import ReaderApp
    from reader.tui.reading import ReadingScreen

    store = Store(paths.store())
    app = ReaderApp(store.shelve(ingest(str(ROOT / "assets" / "sample.md"))), store, Options("gloss"))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = next(s for s in app.screen_stack if isinstance(s, ReadingScreen))
        while not all(screen._sheet.fresh):
            await pilot.pause(0.05)
        await pilot.press(*"lllll", "j", "j", "l", "l", "l", "l")
        await pilot.pause()
        return app.export_screenshot()


def main(target: str) -> None:
    os.environ["DUIZHAO_HOME"] = tempfile.mkdtemp()
    Path(target).write_text(_FONT_FACE.sub("", asyncio.run(picture())), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "assets" / "reader.svg"))
