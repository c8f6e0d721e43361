"""What words of grammar are where they stand: measure words, modal words, 在 and 的 and their like.

Each rule says which part of speech the word is, or nothing; its examples are its tests.
"""

from __future__ import annotations

from reader.translate.gloss.context import Context, Rule
from reader.translate.gloss.leaves import COMPLEMENTS, MEASURES, NUMERALS, POINTING
from reader.translate.gloss.nodes import Tag

_NOUNS = {
    "轮": "round",
    "批": "batch",
    "代": "generation",
    "届": "session",
    "套": "set",
    "类": "kind",
    "群": "group",
    "组": "group",
    "层": "layer",
}
_NOUN_VERBS = frozenset("融资 谈判 会谈 选举 改革 投资 训练 袭击 调查 抗议 报告 研究".split())


def measure(at: Context) -> Tag | None:
    """A measure word behind a number or a pointing word is left out.

    example: 三位专家 → Three experts
    """
    node, before = at.node, at.at(-1)
    counted = before.tag in ("number", "determiner") or before.text in POINTING
    if (
        counted
        and len(node.text) == 1
        and node.text not in "年月天人"
        and any("classifier" in d for d in node.definitions)
    ):
        node.english = ""
        return "measure"
    return None


def counted(at: Context) -> Tag | None:
    """A numeral with its measure word in one word: 一家, 两名; 轮, 批 and 代 are nouns in English too.

    example: 一家公司 → A company
    example: 新一轮谈判 → The new round of negotiation
    """
    node, before, after = at.node, at.at(-1), at.at(1)
    if len(node.text) != 2 or node.text[1] not in MEASURES or at.lexicon.tags(node.text):
        return None
    number = NUMERALS.get(node.text[0])
    if (
        node.text[1] == "次"
        and number
        and after.tag in ("mark", "verb", "adverb", "aux")
        and at.at(2).tag != "localizer"
    ):
        node.english = "once" if node.text[0] == "一" else f"{number} times"
        return "adverb"
    if number and node.text[1] in _NOUNS:
        noun = _NOUNS[node.text[1]]
        ordinal = before.tag in ("adjective", "determiner") and node.text[0] == "一"
        noun = f"{noun} of" if after.tag in ("noun", "adjective") or after.text in _NOUN_VERBS else noun
        node.english = noun if ordinal else f"{number} {noun}"
        if noun.endswith("of"):
            return "adjective" if ordinal else "number"
        return "noun"
    if number:
        node.english = "" if before.tag == "determiner" and number == "a" else number
        node.many = number not in ("a", "half a")
        return "number"
    if node.text[0] in POINTING:
        node.english = POINTING[node.text[0]]
        return "determiner"
    return None


def emphasis(at: Context) -> Tag | None:
    """并 only stresses a negation, 一 a pointing word; the second half of a question like 会不会 is “or not”.

    example: 套壳并不可怕。 → The wrapper is not terrible.
    """
    node, before = at.node, at.at(-1)
    if node.text == "并" and at.at(1).tag in ("negation", "aux") and at.at(1).text[0] in "不没未非无":
        node.english = ""
        return "particle"
    if node.text == "一" and before.tag == "determiner":
        node.english = ""
        return "measure"
    if before.text and node.text == "不" + before.text:
        node.english = "or not"
        return "particle"
    return None


def modal(at: Context) -> Tag | None:
    """会, 要, 将 and their like are modal before a verb, words of their own elsewhere.

    example: 他要水。 → He wants water.
    """
    node, after = at.node, at.at(1)
    if node.tag != "aux" or len(at.lexicon.tags(node.text)) < 2:
        return None
    if after.tag in ("mark", "noun", "name", "number", "pronoun", "particle", "localizer"):
        return "verb" if at.can_be("verb") and after.tag != "localizer" else "noun"
    return None


def no(at: Context) -> Tag | None:
    """没有 before a noun is “have no”, before a verb “did not”.

    example: 他没有钱。 → He has no money.
    """
    node, after = at.node, at.at(1)
    if node.text in ("没有", "没", "无") and after.tag in ("noun", "name", "determiner", "pronoun", "number", "mark"):
        return "verb"
    return "negation" if node.text in ("没有", "没") else None


def still(at: Context) -> Tag | None:
    """还是 is “still be” after a subject, “or” between two things.

    example: 他还是老师。 → He is still teacher.
    """
    if at.node.text != "还是" or at.at(-1).tag not in ("noun", "name", "pronoun", "mark"):
        return None
    if any(
        node.tag == "verb" or node.text in ("无论", "不管", "不论")
        for node in at.nodes[max(0, at.index - 8) : at.index]
    ):
        return None
    at.node.english = None
    return "verb"


def in_progress(at: Context) -> Tag | None:
    """在 straight before a verb says that it goes on, unless a localizer follows (在回答时).

    example: 他在学习。 → He is studying.
    """
    if at.node.text != "在" or at.at(1).tag != "verb" or at.at(-1).tag == "verb":
        return None
    return None if any(node.tag == "localizer" for node in at.rest()) else "adverb"


def expected(at: Context) -> Tag | None:
    """预计将 is “is expected to”.

    example: 模型预计将亮相。 → The model is expected to make a debut.
    """
    if at.node.text in ("预计", "有望") and at.at(1).text in ("将", "会", "将会", "将于"):
        at.node.english, at.at(1).english, at.at(1).tag = "is expected to", "", "particle"
        return "aux"
    return None


def coverb(at: Context) -> Tag | None:
    """Words that are preposition and verb are verbs where their clause has no other.

    example: 用户超过两万名。 → The user exceeds 20,000.
    """
    node = at.node
    if node.tag != "preposition" or not at.can_be("verb") or node.text in ("为", "到", "在"):
        return None
    alone = not any(other.tag in ("verb", "aux") or other.text == "的" for other in at.rest()) and at.at(-1).tag in (
        "noun",
        "name",
        "adverb",
        "aux",
        "pronoun",
        "negation",
    )
    if alone or at.at(1).text in COMPLEMENTS:
        node.english = None
        return "verb"
    return None


def because(at: Context) -> Tag | None:
    """因为 and 由于 before a clause are “because”, before a noun “because of”.

    example: 因为下雨，比赛结束了。 → Because rained, the match ended.
    """
    if at.node.text not in ("因为", "由于", "因"):
        return None
    if any(node.tag in ("verb", "aux", "negation") for node in at.rest()):
        at.node.english = "because"
        return "conjunction"
    at.node.english = "because of"
    return "preposition"


def then_or_on(at: Context) -> Tag | None:
    """就 before a noun says on what, 正在 and 在 where; else they are adverbs.

    example: 双方就合作达成共识。 → Both sides on the cooperation reach consensus.
    """
    nominal = at.at(1).tag in ("noun", "name", "pronoun", "determiner", "number") and len(at.at(1).text) < 4
    if at.node.text == "就":
        nominal = nominal or (
            at.at(1).pos == "vn" and any(node.tag == "verb" for node in at.nodes[at.index + 2 : at.index + 5])
        )
        return "preposition" if nominal and at.at(2).tag != "mark" else "adverb"
    if at.node.text == "正在" and nominal:
        at.node.english = "now in"
        return "preposition"
    return None


def behind_verb(at: Context) -> Tag | None:
    """到, 在, 为, 给 and 于 behind a verb lead on to a place or a person.

    example: 她走到学校。 → She walks to the school.
    """
    node = at.node
    if at.at(-1).tag == "verb" and node.text in ("到", "在", "为", "给", "自", "向", "于", "往", "至", "成"):
        node.english = {"为": "as", "成": "into"}.get(node.text)
        return "preposition"
    return None


def complement(at: Context) -> Tag | None:
    """What says how far a verb goes is left out behind it: 打开, 提出来, 撞上.

    example: 他提出来一个问题。 → He puts forward a problem.
    """
    node, before = at.node, at.at(-1)
    coming = node.text in ("来", "去") and at.at(1).tag in ("noun", "number", "name", "mark", "particle")
    if before.tag == "verb" and len(before.text) + len(node.text) < 5 and (node.text in COMPLEMENTS or coming):
        node.english = ""
        if before.text in "走跑登爬飞冲踏跳驶开搬" and at.at(1).tag in ("noun", "name", "determiner", "number"):
            node.english = {"上": "onto", "进": "into", "出": "out of", "入": "into"}.get(node.text, "")
        return "particle"
    return None


def copula(at: Context) -> Tag | None:
    """为 is “be” where no other verb follows in its clause, else “for”.

    example: 价格为80元。 → The price is 80 yuan.
    """
    if at.node.text != "为":
        return None
    later = any(node.tag == "verb" for node in at.rest())
    return "preposition" if later or at.at(1).tag in ("mark", "pronoun") else "verb"


def purpose(at: Context) -> Tag | None:
    """来, 去 and 以 between two verbs say what for.

    example: 他利用银行来隐藏财富。 → He uses bank to hide wealth.
    """
    if (
        at.node.text in ("来", "去", "以")
        and at.at(1).tag == "verb"
        and at.at(-1).tag in ("noun", "name", "number", "pronoun", "mark")
    ):
        earlier = any(node.tag == "verb" for node in at.nodes[max(0, at.index - 8) : at.index])
        if earlier:
            at.node.english = "to"
            return "conjunction"
    return None


def localized(at: Context) -> Tag | None:
    """上, 下, 前, 后 … are localizers behind a noun, adjectives before one.

    example: 前总统 → The former president
    """
    before, after = at.at(-1), at.at(1)
    if at.node.tag != "localizer":
        return None
    if before.tag == "mark" and at.can_be("adverb") and len(at.node.text) > 1:
        return "adverb"
    if len(at.node.text) > 1:
        return None
    if (
        at.node.text == "前"
        and after.tag == "number"
        and before.tag in ("mark", "particle", "preposition", "determiner")
    ):
        at.node.english = "first"
        return "adjective"
    opens = before.tag in ("mark", "particle", "preposition", "conjunction", "list", "determiner")
    if opens and at.can_be("adjective") and (after.tag in ("noun", "name", "measure") or after.text.startswith("一")):
        if after.tag == "number":
            at.node.english = {"前": "previous", "上": "previous", "下": "next"}.get(at.node.text)
        return "adjective"
    return None


RULES: tuple[Rule, ...] = (
    measure, emphasis, expected, still, coverb, because, then_or_on, counted, modal, no, in_progress, complement,
    behind_verb, copula, purpose, localized,
)  # fmt: skip
