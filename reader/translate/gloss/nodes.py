"""The parts of a sentence as the gloss sees them: words, and the phrases they are put together to.

A leaf is a word of the sentence; a phrase has parts in the order in which English says them. Words are never lost:
the leaves under the nodes of a sentence are its words, each once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from reader.translate.gloss.english import Form

Tag = Literal[
    "noun", "name", "time", "pronoun", "determiner", "number", "measure", "adjective", "verb", "adverb", "aux",
    "negation", "preposition", "localizer", "conjunction", "particle", "place", "mark", "list",
]  # fmt: skip
"""Parts of speech. "place" is a phrase with a preposition or a localizer, "list" the mark 、 or a hyphen."""


@dataclass(slots=True, eq=False)
class Node:
    """A word (with offsets in the sentence, in characters) or a phrase, and what English does with it."""

    tag: Tag
    text: str = ""
    start: int = 0
    end: int = 0
    definitions: tuple[str, ...] = ()
    pos: str = ""  # jieba's tag
    english: str | None = None  # None: the lexicon chooses when the line is written
    form: Form = "base"
    lead: str = ""  # English put in front, which no Chinese word stands for alone: the, is, does not
    many: bool = False  # a plural
    manner: bool = False  # an adverb made of an adjective: slowly
    person: bool = False  # somebody: who, not that
    parts: list[Node] = field(default_factory=list)
    head: Node | None = None  # the leaf a phrase is about

    def leaves(self) -> Iterator[Node]:
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    @property
    def core(self) -> Node:
        """The leaf it is about: itself, or the head of its head."""
        return self.head.core if self.head else self

    @property
    def first(self) -> Node:
        return next(self.leaves())

    @property
    def size(self) -> int:
        """How many words it has."""
        return sum(1 for _ in self.leaves())


def phrase(tag: Tag, parts: list[Node], head: Node | None) -> Node:
    """Nodes put together; number and person are those of the head, if it has one."""
    return Node(tag, parts=parts, head=head, many=bool(head and head.many), person=bool(head and head.person))


NOMINAL: frozenset[Tag] = frozenset({"noun", "name", "pronoun", "time"})


def is_nominal(node: Node) -> bool:
    """Can it be what a verb or a preposition is about?"""
    return node.tag in NOMINAL or node.tag == "number"
