"""Which sentences come next: what the reader looks at, then onward from there, then what was passed over."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable


class Order:
    """Hands out the indexes 0 … count-1, each once unless asked for again.

    `first` may be called at any time and changes what comes next. With a `reach`, nothing is handed out that is
    further than that from the place the reader is at.
    """

    def __init__(self, count: int, reach: int | None = None) -> None:
        self._done = bytearray(count)
        self._reach = reach if reach is not None else count
        self._front: deque[int] = deque()
        self._place = 0
        self.urgent = True
        """Something has been asked for that is to be seen, and nothing been handed out since."""

    def first(self, missing: Iterable[int], place: int | None = None) -> None:
        """Put the `missing` ones before all others, handed out before or not, and go on from `place` if it is given."""
        self._front = deque(i for i in missing if 0 <= i < len(self._done))
        self.urgent = self.urgent or bool(self._front)
        for index in self._front:
            self._done[index] = 0
        if place is not None:
            self._place = min(max(place, 0), len(self._done))

    def near(self, index: int) -> bool:
        """Is this index within reach of the place the reader is at?"""
        return self._place - self._reach <= index < self._place + self._reach

    def take(self, count: int) -> list[int]:
        """The next `count` indexes; fewer at the end, none when all within reach have been handed out."""
        taken, self.urgent = self.peek(count), False
        for index in taken:
            self._done[index] = 1
        return taken

    def peek(self, count: int) -> list[int]:
        """What `take(count)` would hand out."""
        found: dict[int, None] = {}
        for index in self._front:
            if len(found) >= count:
                break
            if not self._done[index]:
                found[index] = None
        behind, ahead = max(0, self._place - self._reach), min(len(self._done), self._place + self._reach)
        for start, end in ((self._place, ahead), (behind, self._place)):
            index = start
            while len(found) < count and (index := self._done.find(0, index, end)) != -1:
                found[index] = None
                index += 1
        return list(found)
