"""The word gloss as an Engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reader.model import Annotated, Link, Machine, Match, Term, Translation
from reader.translate.engine import never
from reader.translate.gloss.grammar import in_english
from reader.translate.gloss.leaves import leaves
from reader.translate.gloss.lexicon import Lexicon
from reader.translate.gloss.line import write
from reader.translate.gloss.names import by_sound
from reader.translate.gloss.tagging import tagged


class Gloss:
    """Renders sentences by glossary, dictionary, numbers and the rules of this room; nothing is loaded before that."""

    name = "gloss"
    version = "3"  # another version makes kept glosses be made again
    options = ""
    machine: Machine = "gloss"

    def __init__(self) -> None:
        self._lexicon = Lexicon()

    def translate(self, sentences: Sequence[Annotated], cancelled: Callable[[], bool] = never) -> Iterator[Translation]:
        """See `Engine.translate`; never an empty target."""
        for annotated in sentences:
            if cancelled():
                return
            yield self.render(annotated)

    def render(self, annotated: Annotated) -> Translation:
        """The gloss of a sentence, with a link for every English word and the exact places of its terms."""
        nodes = in_english(tagged(annotated, self._lexicon))
        target, links = write([leaf for node in nodes for leaf in node.leaves()], self._lexicon)
        terms = tuple(_term(match, links, target) for match in annotated.matches)
        identity = annotated.sentence.id
        text = target or annotated.sentence.text.strip() or "…"
        return Translation(identity, text, self.name, self.version, self.machine, terms, links=links)

    def term(self, annotated: Annotated, *, name: bool = False) -> str:
        """The English of a term, which is no sentence: its words one after the other, as what names a thing.

        A `name` is said by its sound. "" if there is nothing to say.
        """
        if name:
            pinyin = [syllable for word in annotated.words for syllable in word.pinyin]
            return by_sound(annotated.sentence.text, pinyin)
        said = []
        for leaf in leaves(annotated, self._lexicon):
            tag = "noun" if leaf.tag == "verb" else leaf.tag
            meaning = self._lexicon.meaning(leaf.text, tag, leaf.definitions)
            said.append(meaning if leaf.english is None else leaf.english)
        return " ".join(filter(None, said))


def _term(match: Match, links: Sequence[Link], target: str) -> Term:
    """What became of a glossary term: it is there, in the place that its link says."""
    entry = match.entry
    link = next((link for link in links if link.start == match.start), None)
    if link is None:
        return Term(entry.source, entry.target, match.start, match.end, None, None, "unplaced")
    said = target[link.target_start : link.target_end].lower()
    before = max(said.find(entry.target.lower()[:3]), 0)  # “the”, “is” and their like; a verb may have another ending
    start = link.target_start + before
    return Term(entry.source, entry.target, match.start, match.end, start, link.target_end, "present")
