"""The command palette: every action of the screen by its words, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.tui.keyed import KeyedScreen


class Actions(Provider):
    """All that has a key; what was typed is looked for in what the help says of it."""

    LEFT_OUT: ClassVar[frozenset[str]] = frozenset({"palette"})

    async def discover(self) -> Hits:
        for said, keys, do in self._actions():
            yield DiscoveryHit(said, do, help=keys)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for said, keys, do in self._actions():
            if (score := matcher.match(f"{said} {keys}")) > 0:
                yield Hit(score, matcher.highlight(said), do, text=said, help=keys)

    def _actions(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        assert isinstance(self.screen, KeyedScreen)
        for binding in self.screen.keymap:
            if binding.action not in self.LEFT_OUT:
                keys = "  ".join(binding.keys)
                yield f"{binding.group}: {binding.help}", keys, getattr(self.screen, f"action_{binding.action}")
