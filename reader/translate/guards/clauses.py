"""A sentence cut at its commas, to be checked, or translated, piece by piece."""

from __future__ import annotations

import re

# After a comma, semicolon, colon or end mark, and the closing marks and spaces behind it; not inside 1,234 or 12:30.
_CUT = re.compile(r"(?:[，；：。！？;!?]|(?<!\d)[,:]|[,:](?!\d)|——|……)+[”’」』》）)\]\"\s]*")
_LEAST = 4  # characters that can be told without what follows: 然而， goes with the next clause


def clauses(source: str) -> list[tuple[int, int]]:
    """Spans (offsets in characters) that join back to a sentence; each ends with its mark, none is very short.

    A list with 、 is not cut. No spans for an empty text.
    """
    ends = [cut.end() for cut in _CUT.finditer(source)]
    spans, start = [], 0
    for end in ends:
        if end - start > _LEAST and len(source) - end > _LEAST:
            spans.append((start, end))
            start = end
    return [*spans, (start, len(source))] if source else []
