"""Which terms stand in a sentence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reader.glossary.tsv import load
from reader.model import Entry, Match

Fits = Callable[[int, int], bool]


class Glossary:
    """Entries by source; of two with the same source the later one counts.

    `contradictions` says, a line each, where one file has two entries for a source. That a later file has another one
    is no contradiction: it is what later files are for.
    """

    def __init__(self, entries: Iterable[Entry], files: Sequence[str] = (), contradictions: Sequence[str] = ()) -> None:
        self._entries = {entry.source: entry for entry in entries}
        self.files = tuple(files)
        self.contradictions = tuple(contradictions)
        lengths: dict[str, set[int]] = {}
        for source in self._entries:
            lengths.setdefault(source[0], set()).add(len(source))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    @classmethod
    def open(cls, paths: Iterable[Path]) -> Glossary:
        """Load files in order. Raises GlossaryError for the first one that is wrong."""
        loaded = {path: load(path) for path in paths}
        return cls(
            (entry for file in loaded.values() for entry in file.entries),
            [path.name for path in loaded],
            [line for file in loaded.values() for line in file.contradictions],
        )

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def digest(self) -> str:
        """A hash of all entries, so that an export can say which glossary it was made with."""
        return hashlib.sha256(repr(sorted(map(repr, self._entries.values()))).encode()).hexdigest()[:12]

    def get(self, source: str) -> Entry | None:
        """The entry of this very source, if there is one."""
        return self._entries.get(source)

    def match(self, text: str, fits: Fits) -> tuple[Match, ...]:
        """The terms in a sentence, left to right, the longest first where they overlap.

        `fits(start, end)` says whether a term may stand at these offsets (that it is not a part of a longer word);
        entries that may match inside words are not asked.
        """
        found = [m for m in self._candidates(text) if m.entry.inside or fits(m.start, m.end)]
        found = [m for m in found if not m.entry.everyday or _is_meant(text, m, found)]
        taken: list[Match] = []
        for match in sorted(found, key=lambda m: (m.start - m.end, m.start)):
            if all(match.end <= other.start or other.end <= match.start for other in taken):
                taken.append(match)
        return tuple(sorted(taken, key=lambda m: m.start))

    def _candidates(self, text: str) -> Iterable[Match]:
        for start, first in enumerate(text):
            for length in self._lengths.get(first, ()):
                end = start + length
                entry = self._entries.get(text[start:end]) if end <= len(text) else None
                if entry and _whole_latin(text, start) and _whole_latin(text, end):
                    yield Match(entry, start, end)


# What tells that an everyday word is a name: business and its products, or another name, also a Latin one.
_BUSINESS = re.compile(
    r"公司|集团|科技|手机|电脑|平板|手表|耳机|芯片|发布|推出|宣布|股价|市值|财报|营收|总裁|创始人|高管|产品|系统|模型|智能|用户|应用"
    r"|新品|供应链|专利|旗下|巨头|厂商|品牌|研发|算法|数据|版本|上线|升级|开源|造车|门店|下载|投资|收购|起诉|[A-Z][A-Za-z]+|[a-z]+[A-Z]"
)
# What tells that it is not: what is eaten, grown and weighed, before the word or after it.
_THING_BEFORE = re.compile(
    r"[吃卖买种摘削啃煮蒸咬]了?[^，。！？]{0,3}$|[斤两颗筐箱碗粒吨碟盘袋][大小红青黄烂鲜]?$|[红青烂鲜]$"
)
_THING_AFTER = re.compile(r"[树园汁粥皮核派醋酱干饭馅农地田]|种植|丰收|产业|产区|和(?:梨|香蕉|馒头|大米)|加步枪|开天")
_NAMES = frozenset({"company", "model", "product", "person", "media"})


def _is_meant(text: str, match: Match, found: Sequence[Match]) -> bool:
    """Whether an everyday word is the name: 苹果发布新手机, but not 农民卖苹果."""
    before, after = text[: match.start], text[match.end :]
    if _THING_BEFORE.search(before[-8:]) or _THING_AFTER.match(after):
        return False
    beside = any(m.entry.pos in _NAMES and not m.entry.everyday for m in found)
    return beside or bool(_BUSINESS.search(before) or _BUSINESS.search(after))


def _whole_latin(text: str, border: int) -> bool:
    """No Latin word or number is cut at this offset."""
    around = text[max(0, border - 1) : border + 1]
    return not (len(around) == 2 and around.isascii() and around.isalnum())
