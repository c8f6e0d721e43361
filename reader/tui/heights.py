"""Heights of many items, and which item a row belongs to, in logarithmic time (a Fenwick tree)."""

from __future__ import annotations

from collections.abc import Sequence


class Heights:
    """The heights of items that stand under one another, in rows."""

    def __init__(self, heights: Sequence[int]) -> None:
        self._heights = list(heights)
        self._sums = [0, *heights]
        for index in range(1, len(self._sums)):
            parent = index + (index & -index)
            if parent < len(self._sums):
                self._sums[parent] += self._sums[index]
        self.total = sum(heights)

    def __getitem__(self, item: int) -> int:
        return self._heights[item]

    def __setitem__(self, item: int, height: int) -> None:
        change = height - self._heights[item]
        self._heights[item] = height
        self.total += change
        index = item + 1
        while change and index < len(self._sums):
            self._sums[index] += change
            index += index & -index

    def top(self, item: int) -> int:
        """The first row of an item."""
        row = 0
        while item > 0:
            row += self._sums[item]
            item -= item & -item
        return row

    def at(self, row: int) -> tuple[int, int] | None:
        """The item a row belongs to, and which of its rows that is; None outside of all items."""
        if not 0 <= row < self.total:
            return None
        item, step = 0, 1 << (len(self._sums) - 1).bit_length()
        while step:
            if item + step < len(self._sums) and self._sums[item + step] <= row:
                item += step
                row -= self._sums[item]
            step >>= 1
        return item, row
