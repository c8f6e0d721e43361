"""The page as text, at several widths, against kept files.

A changed page is looked at and then kept with `DUIZHAO_KEEP_SNAPSHOTS=1 pytest tests/tui/test_snapshots.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from driving import document, reading

pytestmark = pytest.mark.usefixtures("cache")

KEPT = Path(__file__).parent / "snapshots"
HARD = (
    "【快讯】Meta-Superintelligence-Laboratories发布“Llama 4”\n\n"
    "他说:“这是‘开源’(open source)吗?!”众人答:“是的……”\n\n"
    "“我们,”她补充说,“在2025年10月,花了34.5亿美元;涨幅2.53%。”(完)"
)


@pytest.mark.parametrize(
    ("name", "width", "keys"),
    [
        ("side-by-side", 120, ()),
        ("pinyin-above", 100, ("p",)),
        ("narrowest-side-by-side", 80, ()),
        ("stacked", 60, ()),
        ("stacked-pinyin", 40, ("p",)),
        ("wide", 200, ()),
        ("stacked-wide", 120, ("L",)),
        ("interlinear", 80, ("L", "L")),
        ("interlinear-narrow", 40, ("L", "L")),
        ("chinese", 60, ("L", "L", "L")),
        ("english", 80, ("L", "L", "L", "L")),
    ],
)
async def test_the_page_looks_as_it_did(name: str, width: int, keys: tuple[str, ...]) -> None:
    async with reading(document(HARD), size=(width, 40)) as reader:
        await reader.press(*keys)
        shown = "\n".join(reader.text()).rstrip() + "\n"
    path = KEPT / f"{name}.txt"
    if os.environ.get("DUIZHAO_KEEP_SNAPSHOTS"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
