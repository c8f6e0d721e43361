"""Who does what to whom: what 把, 被 and 比 put before the verb stands behind it in English."""

from __future__ import annotations

from reader.translate.gloss.nodes import Node, is_nominal

Nodes = list[Node]


def in_english_order(nodes: Nodes) -> Nodes:
    return comparison(passive(disposal(nodes)))


def disposal(nodes: Nodes) -> Nodes:
    """把 and 将 put the object before the verb; English has it behind.

    example: 他把书放在桌上。 → He puts the book on the table.
    """
    for index, node in enumerate(nodes):
        whole = node.tag == "place" and node.parts[0].text == "把"
        bare = node.text in ("把", "将") and index + 2 < len(nodes) and is_nominal(nodes[index + 1])
        verb = _next(nodes, index, "verb") if whole or bare else None
        if verb is None:
            continue
        taken = nodes[index : index + 1] if whole else nodes[index : index + 2]
        taken[0].first.english = ""
        taken[0].tag = "place" if whole else "particle"
        end = _behind(nodes, verb)
        return [*nodes[:index], *nodes[index + len(taken) : end], *taken, *nodes[end:]]
    return nodes


def passive(nodes: Nodes) -> Nodes:
    """被 with or without who does it.

    example: 他被警察逮捕。 → He is arrested by the police.
    """
    for index, node in enumerate(nodes):
        agent = node.tag == "place" and node.parts[0].text in ("被", "遭")
        bare = node.text in ("被", "遭") and node.tag in ("preposition", "particle")
        verb = _next(nodes, index, "verb") if agent or bare else None
        if verb is None:
            continue
        nodes[verb].form = "participle"
        if bare:
            node.english, node.tag = "", "particle"
            return nodes
        node.parts[0].english = "by"
        end = _behind(nodes, verb)
        return [*nodes[:index], *nodes[index + 1 : end], node, *nodes[end:]]
    return nodes


def comparison(nodes: Nodes) -> Nodes:
    """比 with what is compared goes behind the adjective.

    example: 他比我高。 → He is higher than me.
    """
    for index, node in enumerate(nodes):
        if node.tag == "place" and node.parts[0].text == "比":
            place = _next(nodes, index, "adjective")
            if place is not None:
                nodes[place].form = "comparative"
                return [*nodes[:index], *nodes[index + 1 : place + 1], node, *nodes[place + 1 :]]
    return nodes


def _next(nodes: Nodes, index: int, tag: str) -> int | None:
    """The next leaf of this part of speech."""
    return next((i for i in range(index + 1, len(nodes)) if nodes[i].tag == tag and not nodes[i].parts), None)


def _behind(nodes: Nodes, verb: int) -> int:
    """The offset behind a verb and its particles."""
    end = verb + 1
    while end < len(nodes) and nodes[end].tag == "particle":
        end += 1
    return end
