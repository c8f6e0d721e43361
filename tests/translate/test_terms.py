"""What became of a term in a translation."""

from __future__ import annotations

import pytest

from reader.model import Entry, Match
from reader.translate import terms


def settled(target: str, *entries: Entry) -> str:
    found = terms.find(target, [Match(entry, 3 * n, 3 * n + 2) for n, entry in enumerate(entries)])
    return " ".join(
        f"{t.source}:{target[t.target_start : t.target_end] if t.target_end else '-'}/{t.status}" for t in found
    )


OPEN = Entry("开源", "open-source", variants=("open source",))
MODEL = Entry("模型", "model")
DERIVED = Entry("衍生模型", "derivative model")


@pytest.mark.parametrize(
    ("target", "entries", "expected"),
    [
        ("An open-source model.", (OPEN,), "开源:open-source/present"),
        ("An Open Source model.", (OPEN,), "开源:Open Source/present"),
        ("It was opened.", (OPEN,), "开源:-/unplaced"),
        ("The models grow.", (MODEL,), "模型:model/present"),
        ("A supermodel.", (MODEL,), "模型:-/unplaced"),
        ("A derivative model.", (MODEL, DERIVED), "模型:-/unplaced 衍生模型:derivative model/present"),
        ("A model of a model.", (MODEL, MODEL), "模型:model/present 模型:model/present"),
        ("One model.", (MODEL, MODEL), "模型:model/present 模型:-/unplaced"),
        ("", (OPEN,), "开源:-/unplaced"),
    ],
)
def test_a_term_is_present_or_said_to_be_unplaced(target: str, entries: tuple[Entry, ...], expected: str) -> None:
    assert settled(target, *entries) == expected
