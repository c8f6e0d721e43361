"""Names that no dictionary has, by their sound: 陈思远 → Chen Siyuan, 塔维 → Tawei."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from reader.language.names import DOUBLE, is_chinese, is_foreign

TITLES = frozenset("先生 女士 小姐 博士 教授 总统 总理 主席 部长 将军 上校 议员 女王 国王 警官 首相 州长 法官".split())


def by_sound(text: str, pinyin: Sequence[str]) -> str:
    """A name in pinyin without tone marks, one syllable a character given; surname and given name apart.

    example: 陈思远 chén sī yuǎn → Chen Siyuan
    """
    syllables = [_plain(syllable) for syllable in pinyin]
    foreign = is_foreign(text) and len(text) > 2  # 吕布 is more likely Chinese
    split = 2 if text[:2] in DOUBLE else 1 if is_chinese(text) and not foreign else 0
    return " ".join("".join(part).capitalize() for part in (syllables[:split], syllables[split:]) if part)


def _plain(syllable: str) -> str:
    decomposed = unicodedata.normalize("NFD", syllable)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) or c == "\u0308")
    return unicodedata.normalize("NFC", kept)
