"""Articles, which Chinese does without: what stands before the verb is known, what follows it is new.

That a bare noun before the verb is definite, and one behind it need not be, is the rule of thumb of Chinese grammars
(Li and Thompson, Mandarin Chinese, 1981, chapter 4). So subjects and what prepositions lead to take “the”, as does a
noun that an “of” or a “that” describes; objects stay bare.
"""

from __future__ import annotations

from reader.translate.gloss.nodes import Node

_NONE = frozenset("determiner number pronoun name time mark localizer preposition adverb negation".split())
_BARE = frozenset({"people", "both sides", "two countries", "everyone"})


def add(nodes: list[Node]) -> None:
    """Give the noun phrases of a clause their articles.

    example: 科学家在学校发现问题。 → The scientist in the school found problem.
    """
    previous: Node | None = None
    for node in nodes:
        subject = previous is None or previous.tag in ("mark", "time", "place", "conjunction")
        _visit(node, known=subject)
        previous = node


def _visit(node: Node, *, known: bool) -> None:
    if node.tag == "noun":
        described = any(part.tag == "place" or part.english in ("of", "that", "who", "such as") for part in node.parts)
        if (known or described) and _takes_article(node):
            node.first.lead = " ".join(filter(None, ("the", node.first.lead)))
        if described or any(part.tag in ("conjunction", "list") for part in node.parts):
            for part in node.parts:
                _visit(part, known=part is not node.parts[0] and described)
    elif node.tag == "place":
        for part in node.parts:
            _visit(part, known=True)
    elif node.parts:
        for part in node.parts:
            _visit(part, known=False)


def _takes_article(node: Node) -> bool:
    first = next((leaf for leaf in node.leaves() if leaf.english != ""), node.core)
    core = node.core
    if (
        node.first.lead
        or first.tag in _NONE
        or core.tag != "noun"
        or core.english in _BARE
        or core.text in ("双方", "两国", "人们")
    ):
        return False
    named = core.english and (core.english[0].isupper() or core.english.startswith("the "))
    return not named and not (first.english or "").startswith(("the ", *_OWNERS))


_OWNERS = ("its", "his", "her", "their", "my", "our", "your", "own")
