"""Finding by sound: a case is what is typed, a text, and what of it can be read so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.dictionary import Dictionary
from reader.language.phonetic import find
from reader.model import Sentence

CASES = """
kaiyuan        开源节流，开元盛世       开源 开元
kai yuan       他开源了                 开源
KaiYuan        他开源了                 开源
xian           西安先走                 西安 先
xi'an          西安先走                 西安 先
lv             绿色旅行                 绿 旅
lü             绿色旅行                 绿 旅
hang           银行和行走               行 行
shi            十是师                   十 是 师
xyz            十是师                   -
a              啊                       啊
kaiyuan        open source              -
"""


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_what_is_typed_is_found(case: str, cache: Path) -> None:
    typed, text, expected = (part.strip() for part in case.split("  ") if part.strip())
    sentences = [Sentence("a", 0, 0, 1, "无"), Sentence("b", 0, 1, 1 + len(text), text)]
    found = [text[start:end] for index, start, end in find(typed, sentences, Dictionary.open(cache)) if index == 1]
    assert " ".join(found) == expected.replace("-", "")


@given(st.text(max_size=40), st.text("xiangzhou", max_size=40))
def test_whatever_is_typed_places_are_in_the_text(prepared: Path, text: str, typed: str) -> None:
    sentences = [Sentence("a", 0, 0, len(text), text)]
    for index, start, end in find(typed, sentences, Dictionary.open(prepared)):
        assert (index, 0 <= start < end <= len(text)) == (0, True)
