"""Text of odd characters, as a file and as lines: every record keeps the schema, and its words join back to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_contract import parts, wrong

ODD = (
    "今天\0很好。\u202e反向的字\u202c！𠮷野家开门了。のりは海苔です。한국어也有。e\u0301tude、\u200d零宽\u200b空格。"
    "\U0002fffd生字。\ufffe非字符\U000e0001标签。\u2066עברית\u2069，اليوم。👩\u200d💻写代码。私\ue000用。\x1b[31m红。\u2028行。"
)
HALF = "我们\ud83d好。孤\udc00立。".encode("utf-8", "surrogatepass")
LONG = f"开始。{'a' * 1_000_000}。结束。"


@pytest.mark.parametrize("how", [(), ("--lines",)], ids=["file", "lines"])
@pytest.mark.parametrize("text", [ODD.encode(), HALF + ODD.encode(), LONG.encode()], ids=["odd", "half", "long"])
def test_annotate(duizhao: Any, tmp_path: Path, text: bytes, how: tuple[str, ...]) -> None:
    (tmp_path / "odd.txt").write_bytes(text + b"\n")
    records = duizhao("annotate", *how, tmp_path / "odd.txt").fine().records
    assert wrong("annotated", records[:20]) == []
    assert [parts(record) for record in records] == [[word["text"] for word in record["words"]] for record in records]
    assert ["".join(parts(record)) for record in records] == [record["text"] for record in records]
