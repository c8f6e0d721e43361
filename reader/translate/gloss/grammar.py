"""A sentence in English order: clause by clause, what is small put together first.

leaves ─ phrases, attributes, places ─▶ nodes ─ verbs ─▶ nodes with their forms ─ articles ─▶ the same with “the”
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.translate.gloss import articles, attributes, phrases, places, verbs
from reader.translate.gloss.marks import END, PAIRS
from reader.translate.gloss.nodes import NOMINAL, Node, is_nominal, phrase

Nodes = list[Node]

_LONGEST = 60  # words put together at once: no clause that people write is longer, and time stays linear
_QUOTED = 8  # words between quotes that count as one noun
_WITH = ("和", "与", "跟", "同")


def in_english(leaves: Nodes) -> Nodes:
    """The leaves of a sentence as nodes in English order, each with its form; the tense is that of each full stop."""
    result: Nodes = []
    for part in _split(leaves, END):
        past = verbs.is_past(part)
        for clause in _split(_quoted(part, past=past), None):
            mark = [clause.pop()] if clause[-1].tag == "mark" else []
            for start in range(0, len(clause), _LONGEST):
                nodes = verbs.conjugated(put_together(clause[start : start + _LONGEST], past=past), past=past)
                articles.add(nodes)
                result += nodes
            result += mark
    return result


def put_together(nodes: Nodes, *, past: bool) -> Nodes:
    """One clause, its phrases put together until nothing changes; `past` is the tense of its relative clauses."""
    nodes = phrases.noun_phrases(attributes.agents(nodes))
    for _ in range(len(nodes)):
        before = len(nodes)
        nodes = phrases.such_as(phrases.joined(nodes))
        nodes = attributes.what(places.localized(nodes), past=past)
        nodes = attributes.possession(nodes, past=past)
        if len(nodes) == before:
            break
    _with(nodes)
    return phrases.joined(places.places(nodes, past=past))


def _with(nodes: Nodes) -> None:
    """和 and 与 that join nothing are “with”."""
    for before, node, after in zip([Node("mark"), *nodes], nodes, [*nodes[1:], Node("mark")], strict=False):
        if (
            node.text in _WITH
            and node.tag == "conjunction"
            and before.tag not in (*NOMINAL, "adjective")
            and is_nominal(after)
        ):
            node.tag, node.english = "preposition", "with"


def _quoted(leaves: Nodes, *, past: bool) -> Nodes:
    """Short quotations and brackets as one noun each; brackets go with the noun before them."""
    result: Nodes = []
    index = 0
    while index < len(leaves):
        end = _closed(leaves, index)
        if end is None:
            result.append(leaves[index])
            index += 1
            continue
        made = phrase("noun", [leaves[index], *put_together(leaves[index + 1 : end], past=past), leaves[end]], None)
        if leaves[index].text in "（([【" and result and is_nominal(result[-1]) and result[-1].tag != "pronoun":
            noun = result.pop()
            made = phrase(noun.tag, [noun, made], noun)
        result.append(made)
        index = end + 1
    return result


def _closed(leaves: Nodes, index: int) -> int | None:
    """Where the short quotation that begins here ends; None if there is none."""
    closing = PAIRS.get(leaves[index].text) if leaves[index].tag == "mark" else None
    ends = range(index + 2, min(index + 2 + _QUOTED, len(leaves))) if closing else ()
    end = next((i for i in ends if leaves[i].tag == "mark"), None)
    return end if end is not None and leaves[end].text == closing else None


def _split(nodes: Nodes, marks: frozenset[str] | None) -> Iterator[Nodes]:
    """The nodes up to and including each mark of these (each mark of any kind for None)."""
    part: Nodes = []
    for node in nodes:
        part.append(node)
        if node.tag == "mark" and not node.parts and (marks is None or node.text in marks):
            yield part
            part = []
    if part:
        yield part
