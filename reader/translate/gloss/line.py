"""Leaves to an English line: forms, spaces and capitals as English has them, and which word renders which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.model import Link
from reader.translate.gloss import english
from reader.translate.gloss.lexicon import Lexicon
from reader.translate.gloss.marks import CLOSING, OPENING
from reader.translate.gloss.nodes import Node


def write(leaves: Sequence[Node], lexicon: Lexicon) -> tuple[str, tuple[Link, ...]]:
    """The line of these leaves in their order, and a link for each that has English."""
    line = _Line()
    for leaf in leaves:
        said = rendered(leaf, lexicon)
        lead = leaf.lead
        if lead == "the" and leaf.tag == "noun" and not english.is_noun(said):
            lead = ""
        line.add(leaf, " ".join(filter(None, (lead, said))))
    return line.text, tuple(line.links)


def rendered(leaf: Node, lexicon: Lexicon) -> str:
    """The English of a leaf in its form."""
    said = leaf.english
    if said is None:
        said = lexicon.meaning(leaf.text, leaf.tag, leaf.definitions)

        if leaf.manner:
            return english.manner(said)
    if leaf.many and leaf.tag == "noun" and leaf.form == "base":
        return english.inflect(said, "plural")
    if leaf.form in ("third", "past", "ing", "participle") and said and not english.is_verb(said):
        return said
    return english.inflect(said, leaf.form)


@dataclass(slots=True)
class _Line:
    """A line that grows by words: spaces as English has them, the first letter large."""

    text: str = ""
    links: list[Link] = field(default_factory=list)
    open_straight: bool = False
    fresh: bool = True  # the next word begins a sentence

    def add(self, leaf: Node, said: str) -> None:
        said = said.strip()
        if not said:
            return
        mark = leaf.tag in ("mark", "list")
        opening = mark and leaf.text in OPENING + "（「『《〈【〔"
        closing = (said[0] in CLOSING and not opening) or said.startswith("'")
        if said == '"':
            closing, self.open_straight = self.open_straight, not self.open_straight
        glued = not self.text or closing or self.text[-1] in OPENING or (self.open_straight and self.text.endswith('"'))
        if glued and said[0] in ",;:" and self.text.endswith((",", ";", ":")):
            return
        if not glued:
            self._an(said)
            self.text += " "
        if said == "'s" and self.text.endswith("s"):
            said = "'"
        start = len(self.text)
        if self.fresh and any(c.isalnum() for c in said):
            said, self.fresh = said[0].upper() + said[1:], False
        self.text += said
        if mark and said[-1] in ".?!":
            self.fresh = True
        self.links.append(Link(leaf.start, leaf.end, start, len(self.text)))

    def _an(self, said: str) -> None:
        """“a” before a vowel becomes “an”."""
        vowel = said[0].lower() in "aeiou" and not said.lower().startswith(("uni", "use", "eu", "one"))
        if vowel and (self.text.lower().endswith((" a", "“a")) or self.text.lower() == "a"):
            self.text += "n"
            last = self.links[-1]
            self.links[-1] = Link(last.start, last.end, last.target_start, last.target_end + 1)
