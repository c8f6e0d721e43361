"""Which part of speech each word of a sentence is where it stands."""

from __future__ import annotations

from reader.model import Annotated
from reader.translate.gloss import content_words, function_words
from reader.translate.gloss.context import Context, Rule
from reader.translate.gloss.leaves import CLOSED, leaves
from reader.translate.gloss.lexicon import Lexicon
from reader.translate.gloss.nodes import Node

RULES: tuple[Rule, ...] = (*function_words.RULES, *content_words.RULES)
"""In their order: the first that speaks decides."""


def tagged(annotated: Annotated, lexicon: Lexicon) -> list[Node]:
    """The words of a sentence as leaves that know what they are."""
    nodes = leaves(annotated, lexicon)
    for index, node in enumerate(nodes):
        if node.english is None or node.tag in ("number", "determiner"):
            context = Context(nodes, index, lexicon)
            node.tag = next((tag for rule in RULES if (tag := rule(context))), node.tag)
        if node.english is None and node.tag in CLOSED:
            node.english = lexicon.given(node.text, node.tag)
    return nodes
