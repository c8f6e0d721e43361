"""A word and what stands around it, for the rules that say what part of speech it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.translate.gloss.lexicon import Lexicon
from reader.translate.gloss.nodes import Node, Tag


@dataclass(frozen=True, slots=True)
class Context:
    """A word and what stands around it."""

    nodes: list[Node]
    index: int
    lexicon: Lexicon

    @property
    def node(self) -> Node:
        return self.nodes[self.index]

    def at(self, by: int) -> Node:
        """The word so many places on; a mark beyond the ends."""
        index = self.index + by
        return self.nodes[index] if 0 <= index < len(self.nodes) else _NOTHING

    def can_be(self, *tags: Tag) -> bool:
        """Whether the table has the word as all of these."""
        return self.lexicon.tags(self.node.text) >= {*tags}

    def rest(self) -> Iterator[Node]:
        """What follows the word in its clause."""
        for node in self.nodes[self.index + 1 :]:
            if node.tag == "mark":
                return
            yield node


_NOTHING = Node("mark")
Rule = Callable[[Context], Tag | None]
