"""的 and what it joins: 's and of, that and who, the adjective before its noun."""

from __future__ import annotations

from reader.translate.gloss.nodes import NOMINAL, Node, is_nominal, phrase
from reader.translate.gloss.phrases import PLURAL_WORDS
from reader.translate.gloss.verbs import PIVOTS, conjugated

Nodes = list[Node]

_POSSESSIVE = {"I": "my", "you": "your", "he": "his", "she": "her", "it": "its", "we": "our", "they": "their",
               "who": "whose", "oneself": "own", "everyone": "everyone's", "others": "others'"}  # fmt: skip
_LASTING = frozenset(
    "增长 上升 下降 存在 发生 变化 出现 工作 生活 流行 成功 居住 持续 燃烧 成长 崛起 运行 进行 增加 减少 "
    "扩大 哭 笑 说话 飞行 旅行 学习 训练 等待 面临".split()
)


_HELD = frozenset("举行 举办 召开 发生 开幕 闭幕 开展".split())  # what stands before them is no subject: 周四举行的会议


def possession(nodes: Nodes, *, past: bool) -> Nodes:
    """The first 的 with what is before and behind it."""
    for index, node in enumerate(nodes):
        if (
            node.text in ("的", "之")
            and node.tag == "particle"
            and 0 < index < len(nodes) - 1
            and nodes[index + 1].tag in NOMINAL
        ):
            return _attached(nodes, index, past=past)
    return nodes


def what(nodes: Nodes, *, past: bool) -> Nodes:
    """的 before 是 makes a noun of what is before it.

    example: 可怕的是价格。 → What is terrible is price.
    """
    for index, node in enumerate(nodes):
        if (
            node.text == "的"
            and node.tag == "particle"
            and 0 < index < len(nodes) - 1
            and nodes[index + 1].text == "是"
        ):
            left = nodes[index - 1]
            if left.tag == "adjective":
                start = index - 1
                while start and nodes[start - 1].tag == "adverb":
                    start -= 1
                node.english = "what is"
                return [*nodes[:start], phrase("noun", [node, *nodes[start:index]], left), *nodes[index + 1 :]]
            if left.tag == "verb":
                start = _relative_start(nodes, index)
                node.english = "what"
                inner = conjugated(nodes[start:index], past=past)
                return [*nodes[:start], phrase("noun", [node, *inner], node), *nodes[index + 1 :]]
    return nodes


def _attached(nodes: Nodes, index: int, *, past: bool) -> Nodes:
    of, head = nodes[index], nodes[index + 1]
    left = nodes[index - 1]
    of.english = ""
    start = index - 1
    if left.tag == "adjective" or (left.tag in ("determiner", "number")):
        while start > 0 and nodes[start - 1].tag in (
            "adverb",
            "negation",
            "adjective",
            "determiner",
            "number",
            "measure",
        ):
            start -= 1
        where = (
            [nodes[start - 1]] if start > 0 and nodes[start - 1].tag == "place" and left.form == "superlative" else []
        )
        made = phrase("noun", [*nodes[start:index], of, head, *where], head)
        start -= len(where)
    elif left.tag == "pronoun" and not left.parts:
        left.english = _POSSESSIVE.get(left.english or "", left.english)
        made = phrase("noun", [left, of, head], head)
    elif left.tag in ("place", "localizer"):
        made = phrase("noun", [head, of, left], head)
    elif left.tag in NOMINAL and not _is_relative(nodes, start, index + 1):
        made = _owned(left, of, head)
    else:
        start = _relative_start(nodes, index)
        made = _relative_clause(nodes[start:index], of, head, past=past)
        before = start
        while before > 0 and nodes[before - 1].tag in ("number", "determiner", "measure"):
            before -= 1
        if before < start:
            counts = nodes[before:start]
            if any(c.many or c.english in PLURAL_WORDS for c in counts):
                head.many = head.core.many = True
            made = phrase("noun", [*counts, made], made)
            start = before
    return [*nodes[:start], made, *nodes[index + 2 :]]


def _is_relative(nodes: Nodes, index: int, head: int) -> bool:
    """Whether the noun before 的 is the object of a verb that describes the head: 一家开发模型的公司."""
    start = index
    while start and (
        nodes[start - 1].tag in ("verb", "adverb", "aux", "negation")
        or (nodes[start - 1].tag == "particle" and nodes[start - 1].text in "了过着")
    ):
        start -= 1
    if not any(node.tag == "verb" for node in nodes[start:index]) or any(
        node.text in PIVOTS for node in nodes[start:index]
    ):
        return False
    before = nodes[start - 1] if start else None
    if before is None:
        return any(node.tag in ("verb", "aux", "adjective") for node in nodes[head + 1 :])
    return before.tag in ("determiner", "number", "measure", "preposition") or before.core.text in ("是", "有", "名为")


def _owned(owner: Node, of: Node, head: Node) -> Node:
    """的 between nouns is 's behind a name or a short noun, else of.

    example: 中国的经济 → China's economy
    example: 人工智能公司和大学的模型 → The model of the artificial intelligence company and university
    """
    if head.first.tag in ("number", "determiner") and head.parts:
        of.english = "of"
        return phrase("noun", [head, of, owner], head)
    several = any(part.tag in ("conjunction", "list") for part in owner.parts)
    if not several and (owner.size <= 2 or (owner.core.tag in ("name", "time") and owner.size <= 4)):
        of.english, of.tag = "'s", "particle"
        return phrase("noun", [owner, of, head], head)
    of.english = "of"
    return phrase("noun", [head, of, owner], head)


def _relative_start(nodes: Nodes, of: int) -> int:
    """Where the clause begins that 的 at this index makes an attribute."""
    verb = next((i for i in range(of - 1, -1, -1) if nodes[i].tag == "verb"), of - 1)
    start = verb
    while start > 0 and nodes[start - 1].tag == "verb":
        start -= 1
    has_object = any(is_nominal(node) for node in nodes[verb + 1 : of])
    while (
        start > 0
        and nodes[start - 1].tag in ("adverb", "negation", "aux", "place", "particle")
        and nodes[start - 1].text != "的"
    ):
        start -= 1
    held = nodes[verb].text in _HELD
    if not has_object and not held and start > 0 and is_nominal(nodes[start - 1]) and nodes[start - 1].tag != "number":
        start -= 1
        if start > 0 and nodes[start].tag != "time" and nodes[start - 1].tag == "time":
            start -= 1
    elif start > 0 and nodes[start - 1].tag == "time":
        start -= 1
    return start


def agents(nodes: Nodes) -> Nodes:
    """者 behind a verb is who does it.

    example: 阅读者离开学校。 → Those who read leave school.
    """
    for index, node in enumerate(nodes):
        if node.text == "者" and node.tag == "noun" and index and nodes[index - 1].tag == "verb":
            verb = nodes[index - 1]
            node.english, node.tag = "those who", "pronoun"
            made = phrase("noun", [node, verb], node)
            made.many = made.person = True
            return agents([*nodes[: index - 1], made, *nodes[index + 1 :]])
    return nodes


def _relative_clause(clause: Nodes, of: Node, head: Node, *, past: bool) -> Node:
    """A clause before 的 stands behind its noun in English, with that or who.

    example: 使用模型的公司发布报告。 → The company that uses the model releases report.
    """
    verbs = [node for node in clause if node.tag == "verb"]
    plain = all(node.tag in ("verb", "adverb", "particle") for node in clause) and len(verbs) == 1
    if plain and verbs[0].text not in ("是", "有"):
        verbs[0].form = "ing" if verbs[0].text in _LASTING else "participle"
        verbs[0].tag = "adjective"
        return phrase("noun", [*clause, of, head], head)
    subject = clause[0] if is_nominal(clause[0]) else None
    of.english = "who" if head.person and subject is None else "that"
    return phrase("noun", [head, of, *conjugated(clause, past=past, subject=subject or head)], head)
