"""Localizers and prepositions: 会议上 is at the meeting, 他来以后 after he came."""

from __future__ import annotations

from reader.translate.gloss.nodes import Node, is_nominal, phrase
from reader.translate.gloss.verbs import conjugated, objective

Nodes = list[Node]

_WHEN = ("时", "时候", "后", "前", "之前", "之后", "以后", "以前", "之际", "以来", "期间")
_MEETINGS = ("会", "会议", "论坛", "赛", "仪式", "活动", "节", "展", "典礼")
_ABSTRACT = frozenset("世界 历史 市场 社会 国际 事实 实际 法律 经济 政治 技术 理论 原则 总体 传统".split())
_STILL_PREPOSITION = ("从", "到", "由", "对", "向", "与", "和", "自", "至", "距", "除", "除了", "以", "用", "被")


def localized(nodes: Nodes) -> Nodes:
    """The first localizer that stands behind a noun, in front of it.

    example: 会议上的问题 → The problem at the meeting
    """
    for index, node in enumerate(nodes):
        if node.tag == "localizer" and index and is_nominal(nodes[index - 1]) and not _open(nodes, index):
            result = nodes[:index]
            _localized(result, node, last=index + 1 == len(nodes), past=False)
            return [*result, *nodes[index + 1 :]]
    return nodes


def places(nodes: Nodes, *, past: bool) -> Nodes:
    """Localizers go in front of what they follow, and prepositions keep to their nouns.

    example: 在会议上 → At the meeting
    """
    result: Nodes = []
    index = 0
    while index < len(nodes):
        node = nodes[index]
        if node.tag == "localizer" and result:
            _localized(result, node, last=index + 1 == len(nodes), past=past)
        else:
            result.append(node)
        index += 1
    nodes, result, index = result, [], 0
    while index < len(nodes):
        node = nodes[index]
        if (
            node.tag == "preposition"
            and index + 1 < len(nodes)
            and (is_nominal(nodes[index + 1]) or nodes[index + 1].tag == "place")
        ):
            objective(nodes[index + 1])
            result.append(phrase("place", [node, nodes[index + 1]], nodes[index + 1]))
            index += 2
        else:
            result.append(node)
            index += 1
    return result


def _open(nodes: Nodes, index: int) -> bool:
    """Whether the noun before a localizer is not whole yet, or the object of a verb that the localizer is about."""
    before = nodes[index - 2] if index > 1 else None
    if before is None or before.text in ("的", "之"):
        return before is not None
    if before.tag == "particle" and index > 2:
        before = nodes[index - 3]
    return nodes[index].text in _WHEN and before.tag == "verb"


def _localized(result: Nodes, localizer: Node, *, last: bool, past: bool) -> None:
    """Put a localizer before its noun or its clause, both at the end of `result`."""
    noun = result[-1]
    if is_nominal(noun) and _open([*result, localizer], len(result)):
        _clause(result, localizer, last=last, past=past)
        return
    if localizer.text in ("左右", "上下"):
        result[-1] = phrase(noun.tag, [localizer, noun], noun)
        localizer.english = "about"
        return
    if localizer.text in ("以上", "以下", "起") and is_nominal(noun):
        result[-1] = phrase(noun.tag, [noun, localizer], noun)
        return
    if localizer.text == "之一" and is_nominal(noun):
        noun.many = noun.core.many = True
        result[-1] = phrase("noun", [localizer, noun], noun)
        result[-1].many = False
        return
    if is_nominal(noun) or noun.tag == "place":
        result.pop()
        before = result[-1] if result else None
        time = noun.tag in ("time", "number")
        if time and localizer.text in ("前", "之前") and not (before and before.tag == "preposition"):
            localizer.english = "ago"
            result.append(phrase("time", [noun, localizer], noun))
            return
        if localizer.text == "时" and not time:
            localizer.english = "at the time of"
        if localizer.text == "上" and localizer.english == "on":
            localizer.english = (
                "at" if noun.core.text.endswith(_MEETINGS) else "in" if noun.core.text in _ABSTRACT else "on"
            )
        made = phrase("place", [localizer, noun], noun)
        if before and before.tag == "preposition" and before.text not in _STILL_PREPOSITION:
            result.pop()
            before.english = ""
            made = phrase("place", [before, localizer, noun], noun)
        elif before and before.text == "从":
            localizer.english = ""
        result.append(made)
        return
    _clause(result, localizer, last=last, past=past)


def _clause(result: Nodes, localizer: Node, *, last: bool, past: bool) -> None:
    """…后, …时, …前 behind a verb: after doing, when he does."""
    starts = [
        i
        for i, node in enumerate(result)
        if node.tag == "preposition" and node.text in ("在", "当", "自", "自从", "从")
    ]
    verb = next((i for i, node in enumerate(result) if node.tag in ("verb", "aux")), None)
    if verb is None:
        result.append(localizer)
        return
    start = starts[-1] if starts else 0 if last else verb
    inner = result[start:]
    if starts:
        inner[0].english = ""
    if localizer.text in ("中", "里"):
        localizer.english = "while"
    subjectless = bool(starts) and len(inner) > 1 and inner[1].tag == "verb"
    parts = conjugated(inner, past=past, gerund=not last or subjectless)
    result[start:] = [phrase("place", [localizer, *parts], parts[-1])]
