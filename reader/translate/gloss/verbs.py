"""Verbs in their forms: tense, -s, negation, to and -ing, “be” before an adjective."""

from __future__ import annotations

from typing import Literal

from reader.translate.gloss.english import Form
from reader.translate.gloss.nodes import Node, is_nominal
from reader.translate.gloss.voice import in_english_order

Nodes = list[Node]

_ASPECT = ("了", "过", "着")
# Times and adverbs that begin with these, and verbs of saying, put a sentence in the past, as news does.
_PAST = (
    "昨", "去年", "前年", "上周", "上月", "上个月", "近日", "日前", "此前", "当时", "曾", "已", "早已",
    "当天", "当日", "刚",
)  # fmt: skip
_FUTURE = ("将", "将会", "将要", "即将", "明年", "明天", "未来", "预计", "下周", "下月", "届时", "有望")
SAYING = frozenset(
    "表示 称 说 说道 指出 认为 透露 报道 宣布 介绍 强调 发现 显示 相信 知道 觉得 承认 补充 写道 解释 "
    "警告 告诉 预测 声称 坚称 证明 表明 意味着 坦言 回应 获悉 了解到 希望".split()
)
"""Verbs that a whole clause follows, with a subject of its own."""
PIVOTS = frozenset("让 使 使得 令 帮助 鼓励 要求 允许 迫使 请 呼吁 敦促 命令 邀请 建议 引导 促使 导致".split())
"""Verbs whose object does something: 要求公司公布数据."""
_LETTING = frozenset(["让", "使", "使得", "令"])  # those whose second verb English has without “to”

_OBJECTS = {"I": "me", "he": "him", "she": "her", "we": "us", "they": "them", "who": "whom"}
_SELVES = {
    "I": "myself", "you": "yourself", "he": "himself", "she": "herself", "it": "itself",
    "we": "ourselves", "they": "themselves",
}  # fmt: skip
_PLURAL = frozenset({"I", "we", "you", "they", "these", "those", "people", "some people", "both sides", "police"})
_PLURAL_SOURCES = ("双方", "两国", "人们", "警方")  # nouns that are plural in English
_SECOND_MODAL = {"can": "be able to", "will": "", "must": "have to"}

_State = Literal["finite", "base", "to", "gerund", "after verb", "after object"]


def is_past(nodes: Nodes) -> bool:
    """Whether a sentence tells what has happened."""
    if any(leaf.text in _FUTURE and leaf.tag in ("aux", "time", "adverb", "verb") for leaf in nodes):
        return False
    return any(
        (leaf.text in ("了", "过") and leaf.tag == "particle") or leaf.text.startswith(_PAST) or leaf.text in SAYING
        for leaf in nodes
    )


def conjugated(nodes: Nodes, *, past: bool, gerund: bool = False, subject: Node | None = None) -> Nodes:
    """The nodes of a clause with its verbs in their forms; a gerund clause has no finite verb (after doing).

    example: 他昨天没有来。 → He yesterday did not come.
    example: 他让我们学习。 → He lets us study.
    """
    clause = _Clause(past, "gerund" if gerund else "finite", subject)
    nodes = in_english_order(nodes)
    for node, after in zip(nodes, [*nodes[1:], Node("mark")], strict=True):
        clause.add(node, after)
    return clause.result


class _Clause:
    """A clause as it grows: which form the next verb takes, and who does it."""

    def __init__(self, past: bool, state: _State, subject: Node | None) -> None:
        self.result: Nodes = []
        self._past, self._state, self._subject = past, state, subject
        self._negation: Node | None = None
        self._modal = False

    def add(self, node: Node, after: Node) -> None:
        before = self.result[-1] if self.result else Node("mark")
        self.result.append(node)
        if node.text == "自己" and node.english == "oneself":
            node.english = self._self()
        elif is_nominal(node):
            self._noun(node, before, after)
        elif node.tag == "negation":
            self._negation = node
        elif node.tag == "aux":
            self._aux(node, before)
        elif node.tag == "verb" and not node.parts:
            self._verb(node, before, after)
        elif node.tag == "adjective" and not node.parts:
            self._adjective(node, after)
        elif node.tag == "conjunction":
            self._conjunction(node)
        elif node.tag == "particle" and node.text in _ASPECT:
            node.english = ""

    def _noun(self, node: Node, before: Node, after: Node) -> None:
        if self._state == "finite":
            self._subject = node if node.tag != "time" else self._subject
        elif before.tag in ("verb", "particle") and (after.tag not in ("verb", "aux") or before.text in PIVOTS):
            objective(node)
        if self._state == "after verb":
            self._state = "after object"

    def _self(self) -> str:
        subject = self._subject
        if subject is None:
            return "oneself"
        many = "themselves" if subject.core.many else "oneself"
        return _SELVES.get(subject.english or "", many)

    def _aux(self, node: Node, before: Node) -> None:
        if node.text == "要" and self._subject is not None:
            node.english = "will"
        if self._modal or before.tag == "aux":
            node.english = _SECOND_MODAL.get(node.english or "", node.english)
        self._modal, self._state = True, "base"
        if self._negation:  # 不会 in two words: will not
            self.result.remove(self._negation)
            self.result.append(self._negation)
            self._negation = None

    def _verb(self, node: Node, before: Node, after: Node) -> None:
        if before.text in ("在", "正在") and before.tag == "adverb" and self._state == "finite" and not self._modal:
            before.english, node.lead, node.form = "", self._be(), "ing"
        elif node.form == "participle":
            self._passive(node)
        else:
            self._active(node)
        self._negation, self._modal = None, False
        if node.text in SAYING:
            self._state, self._subject = "finite", None
        elif node.text in _LETTING:
            self._state = "base"
        else:
            follows = after.tag in ("verb", "adverb", "place", "preposition")
            self._state = "to" if follows or node.text in PIVOTS else "after verb"

    def _passive(self, node: Node) -> None:
        plain = self._state in ("base", "to") or self._modal
        be = "being" if self._state == "gerund" else "be" if plain else self._be()
        node.lead = f"to {be}" if self._state == "to" and not self._modal else be
        if self._negation:
            self._negation.lead, node.lead = node.lead, ""

    def _active(self, node: Node) -> None:
        if self._state == "gerund":
            node.form = "ing"
        elif self._state == "base" or self._modal:
            node.form = "base"
        elif self._state == "to":
            node.lead = "to"
        elif node.text in ("是", "为", "就是", "正是"):
            self._copula(node)
        elif self._negation and self._negation.english in ("not", "not yet"):
            did = self._past or self._negation.text[-1] in "没有未能"
            does = "did" if did else "does" if self._singular() else "do"
            self._negation.english = f"{does} {self._negation.english}"
        else:
            node.form = self._finite()

    def _copula(self, node: Node) -> None:
        node.english = self._be()
        if self._negation:  # is not
            self.result.remove(self._negation)
            self.result.append(self._negation)
            self._negation.lead, node.english = node.english, ""

    def _adjective(self, node: Node, after: Node) -> None:
        """An adjective that ends its clause says what the subject is."""
        ends = after.tag in ("particle", "mark", "conjunction", "place")
        if self._state in ("finite", "base") and self._subject is not None and ends:
            place = len(self.result) - 1
            while place and self.result[place - 1].tag in ("adverb", "negation"):
                place -= 1
            self.result[place].lead = "be" if self._state == "base" else self._be()
        self._negation = None

    def _conjunction(self, node: Node) -> None:
        if node.english == "to":
            self._state = "base"
        elif self._state != "gerund" and not (self._state == "after object" and node.english not in _JOINING):
            self._state = "finite"

    def _finite(self) -> Form:
        return "past" if self._past else "third" if self._singular() else "base"

    def _be(self) -> str:
        if self._subject is not None and self._subject.core.english == "I":
            return "was" if self._past else "am"
        one = self._singular()
        return ("was" if one else "were") if self._past else ("is" if one else "are")

    def _singular(self) -> bool:
        """Whether the verb takes -s; without a subject it does."""
        subject = self._subject
        if subject is None:
            return True
        core = subject.core
        return not (subject.many or core.many or core.english in _PLURAL or core.text in _PLURAL_SOURCES)


_JOINING = ("and", "but", "or", "and then", "but rather")


def objective(node: Node) -> None:
    """A pronoun as an object: him, not he."""
    if node.tag == "pronoun" and not node.parts:
        node.english = _OBJECTS.get(node.english or "", node.english)
