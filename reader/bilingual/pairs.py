"""A pair of a bilingual file, and how its English goes back into the file without another character changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its English as texts, and the English as the file has it.

    `line` is the file's line of the English, from 1. `places` says for each character of `target` from where to where
    it stands in `raw` (offsets in characters); what stands between them (tags) is not text. It is empty where the
    format has the text as it is. `escape` writes a piece of text as the format does.
    """

    line: int
    source: str
    target: str
    raw: str
    places: Sequence[tuple[int, int]] = ()
    escape: Callable[[str], str] = str

    def written(self, target: str) -> str:
        """`raw` with this text in place of `target`: only the words that differ are written anew, tags stay."""
        if not self.places:
            return target
        old, new = _TOKEN.findall(self.target), _TOKEN.findall(target)
        parts, at, offset = [], 0, 0  # offsets in raw and in the target
        for kind, first, last, start, end in SequenceMatcher(None, old, new).get_opcodes():
            length = sum(map(len, old[first:last]))
            if kind != "equal":
                place = self.places[offset][0] if length or not offset else self.places[offset - 1][1]
                parts += [self.raw[at:place], self.escape("".join(new[start:end]))]
                at = place
                for gone, beyond in self.places[offset : offset + length]:
                    parts.append(self.raw[at:gone])
                    at = beyond
            offset += length
        return "".join([*parts, self.raw[at:]])


Piece = str | Pair
"""A file is its pieces: text that stays as it is, and the English of pairs; they join back to the file."""
