"""Which terms stand in a sentence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from reader.glossary.tsv import NO_TERM, load
from reader.model import Entry, Match

Fits = Callable[[int, int], bool]
_FEW = 8  # terms that are looked for one by one, which is quicker than character by character


class Glossary:
    """Entries by source; of two with the same source the later one counts. One that says “no term” takes it away.

    `contradictions` says, a line each, where one file has two entries for a source. That a later file has another one
    is no contradiction: it is what later files are for.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        files: Sequence[str] = (),
        contradictions: Sequence[str] = (),
        origins: Mapping[str, Path] = MappingProxyType({}),
    ) -> None:
        self._said = {entry.source: entry for entry in entries}
        self._entries = {source: entry for source, entry in self._said.items() if entry.target != NO_TERM}
        self._origins = origins
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
            {entry.source: path for path, file in loaded.items() for entry in file.entries},
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

    def said(self, source: str) -> Entry | None:
        """The same, or the entry that says it is no term."""
        return self._said.get(source)

    def origin(self, source: str) -> Path | None:
        """The file whose entry of this source counts."""
        return self._origins.get(source)

    def by(self, path: Path) -> list[Entry]:
        """The entries of a file that count, in its order."""
        return [entry for source, entry in self._said.items() if self._origins.get(source) == path]

    def with_entry(self, entry: Entry) -> Glossary:
        """This glossary with one more entry, which counts."""
        return Glossary([*self._said.values(), entry])

    def changed(self, other: Glossary) -> Glossary:
        """What another glossary has otherwise than this one, or not at all: the sentences to be looked at again."""
        either = self._entries | other._entries
        return Glossary(
            entry for source, entry in either.items() if self._entries.get(source) != other._entries.get(source)
        )

    def has_any(self, text: str) -> bool:
        """Whether the characters of any term stand in a text."""
        few = len(self._entries) <= _FEW
        return any(source in text for source in self._entries) if few else any(True for _ in self._candidates(text))

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
