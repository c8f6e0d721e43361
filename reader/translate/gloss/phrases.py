"""Words to noun phrases: modifiers before their noun, nouns joined by and, what things are examples of.

Each function takes the nodes of one clause and gives them back with something put together.
"""

from __future__ import annotations

from reader.translate.gloss.names import TITLES
from reader.translate.gloss.nodes import NOMINAL, Node, Tag, phrase

Nodes = list[Node]

_MODIFIERS: frozenset[Tag] = frozenset({"adjective", "noun", "name", "number", "measure", "determiner"})
_AND = ("和", "与", "及", "以及", "或", "或者", "跟", "同")
PLURAL_WORDS = frozenset(
    {
        "these",
        "those",
        "many",
        "several",
        "some",
        "various",
        "most",
        "all",
        "other",
        "certain",
        "few",
        "a large number of",
    }
    | {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "both", "a series of", "a batch of"}
)
"""Determiners and numbers that a plural follows."""


def noun_phrases(nodes: Nodes) -> Nodes:
    """Adjectives, numbers and nouns before a noun belong to it; the last noun takes the plural.

    example: 三位年轻专家 → Three young experts
    """
    result: Nodes = []
    run: Nodes = []
    for node in [*nodes, Node("mark")]:
        modifier = node.tag in _MODIFIERS or (node.tag == "adverb" and node.english in ("most", "more"))
        if (
            modifier
            or node.text == "们"
            or (node.tag == "time" and result and not run and result[-1].tag == "preposition")
        ):
            run.append(node)
            continue
        result += _noun_phrase(run)
        run = []
        result.append(node)
    return result[:-1]


def _noun_phrase(run: Nodes) -> Nodes:
    """A run of modifiers and nouns as one phrase, what stands behind its last noun left apart."""
    last = max((i for i, node in enumerate(run) if node.tag in ("noun", "name")), default=-1)
    if last < 0:
        return run
    end = last + 1
    if end < len(run) and run[end].text == "们":
        run[last].many = True
        end += 1
    parts, rest = run[:end], run[end:]
    head = parts[last]
    for place in range(1, len(parts)):
        if parts[place].text in TITLES and parts[place - 1].tag == "name":
            parts[place - 1 : place + 1] = [parts[place], parts[place - 1]]
    if head.text in TITLES and parts[-1] is not head:
        made = phrase("name", parts, head)
        made.person = True
        return [made, *_noun_phrase(rest)]
    if any(p.many or p.english in PLURAL_WORDS for p in parts[:last] if p.tag in ("number", "determiner")):
        head.many = True
    if any(p.english in ("a", "this", "that") for p in parts[:last] if p.tag in ("number", "determiner")):
        head.many = False
    for part in parts[:last]:
        part.many = False
    if len(parts) == 1:
        return [*parts, *_noun_phrase(rest)]
    made = phrase("name" if head.tag == "name" and last == 0 else "noun", parts, head)
    return [made, *_noun_phrase(rest)]


def joined(nodes: Nodes) -> Nodes:
    """Nouns with 和, 与, 、 between them are one.

    example: 中国和美国的公司 → The company of China and the United States
    """
    result: Nodes = []
    index = 0
    while index < len(nodes):
        node = nodes[index]
        if (
            (node.tag == "list" or node.text in _AND)
            and result
            and index + 1 < len(nodes)
            and result[-1].tag in NOMINAL
            and nodes[index + 1].tag in NOMINAL
        ):
            node.tag = "conjunction" if node.text in _AND else "list"
            node.english = (
                {"或": "or", "或者": "or", "以及": "and"}.get(node.text, "and") if node.text in _AND else node.english
            )
            other = nodes[index + 1]
            left = result.pop()
            made = phrase("noun", [left, node, other], other)
            made.many = node.text not in ("-", "/", "·")
            result.append(made)
            index += 2
            continue
        result.append(node)
        index += 1
    return result


def such_as(nodes: Nodes) -> Nodes:
    """等 between examples and what they are examples of.

    example: 苹果等公司 → The companies such as Apple
    """
    for index, node in enumerate(nodes):
        if (
            node.text == "等"
            and 0 < index < len(nodes) - 1
            and nodes[index - 1].tag in NOMINAL
            and nodes[index + 1].tag == "noun"
        ):
            node.english, node.tag = "such as", "particle"
            general = nodes[index + 1]
            general.many = general.core.many = True
            return [
                *nodes[: index - 1],
                phrase("noun", [general, node, nodes[index - 1]], general),
                *nodes[index + 2 :],
            ]
    return nodes
