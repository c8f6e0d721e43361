"""What words with a meaning are where they stand: verbs that are nouns there, nouns that describe, degrees.

Each rule says which part of speech the word is, or nothing; its examples are its tests.
"""

from __future__ import annotations

from reader.translate.gloss import english
from reader.translate.gloss.context import Context, Rule
from reader.translate.gloss.english import Form
from reader.translate.gloss.nodes import Tag

# Verbs that a noun follows which is itself a verb in form: 进行研究, 加强合作.
_LIGHT = frozenset(
    "进行 开展 加强 推动 促进 实现 提供 得到 获得 取得 受到 遭到 作出 做出 给予 予以 加以 展开 接受 面临 "
    "引发 引起 造成 导致 发生 出现 有 没有 是 停止 保持 加快 扩大 深化".split()
)
_BEFORE_VERBS = ("被", "遭", "把")
_OPINION = frozenset("承认 相信 知道 发现 显示 透露 警告 解释 称 希望 觉得 宣布 指出 证明 建议 要求 允许".split())
_NEVER_NOUNS = frozenset("是 有 来自 位于 成为 属于 包括 表示 认为 需要 具有 没有 不是 称为 名为 为".split())
_SUFFIXES = frozenset("率性力额量权感界业法器机员费奖")


def nominal(at: Context) -> Tag | None:
    """A verb is a noun behind 的 or an adjective, and as what a light verb does.

    example: 公司的发展 → The company's development
    """
    node, before, after = at.node, at.at(-1), at.at(1)
    if node.tag != "verb" or node.text in _NEVER_NOUNS or len(node.text) < 2 or at.lexicon.tags(node.text) == {"verb"}:
        return None
    if before.text in _BEFORE_VERBS:
        return None
    ends = (
        after.tag in ("mark", "localizer", "conjunction", "particle", "noun", "list", "aux", "adverb", "preposition")
        or after.text in _NEVER_NOUNS
    )
    if node.pos == "vn" and before.tag == "preposition" and before.text not in ("以", "来", "为", "通过"):
        return "noun"
    if before.text in ("的", "之") and (ends or after.tag == "verb"):
        return "noun"
    if (before.text in _LIGHT or (before.text == "了" and at.at(-2).text in _LIGHT)) and ends:
        return "noun"
    if before.tag in ("adjective", "measure", "determiner") and ends:
        return "noun"
    if (
        after.tag == "localizer"
        and before.tag in ("preposition", "number", "noun")
        and before.text not in ("被", "把", "遭")
        and (before.tag != "noun" or "n" in node.pos)
    ):
        return "noun"
    return None


def verbal(at: Context) -> Tag | None:
    """A noun that can be a verb is one behind an adverb or a modal word, and before 了 or 于.

    example: 他贡献了两个进球。 → He contributed two goals.
    """
    node, before, after = at.node, at.at(-1), at.at(1)
    if node.tag != "noun" or not (any(d.startswith("to ") for d in node.definitions) or at.can_be("verb")):
        return None
    if (
        after.text in ("了", "于", "过")
        or before.text in ("被", "遭")
        or before.tag in ("aux", "negation")
        or (before.tag == "adverb" and after.text != "的")
    ):
        return "verb"
    if after.tag == "number" and before.tag in ("noun", "name", "time"):
        return "verb"
    return "verb" if before.tag == "pronoun" and after.tag in ("number", "noun", "name", "determiner") else None


def compound(at: Context) -> Tag | None:
    """A verb before a noun belongs to it where the clause has another verb for the noun: 研究人员发现.

    example: 研究人员离开学校。 → The research staff leaves school.
    """
    node, before, after = at.node, at.at(-1), at.at(1)
    if node.tag != "verb" or len(node.text) < 2 or node.text in _NEVER_NOUNS or at.lexicon.tags(node.text) == {"verb"}:
        return None
    if after.text == "者":
        return "verb"
    if after.text in _SUFFIXES and after.tag == "noun":
        return "noun"
    if after.tag != "noun" or before.tag in ("adverb", "aux", "negation", "pronoun"):
        return None
    if before.text in _BEFORE_VERBS:
        return None
    nominal_word = node.pos == "vn"
    if nominal_word and before.tag in ("mark", "preposition", "list", "conjunction", "name", "noun"):
        return "noun"
    if node.text in _OPINION:
        return None
    opens = (
        before.tag
        in ("mark", "preposition", "adjective", "measure", "determiner", "time", "noun", "name", "list", "conjunction")
        or before.text == "的"
    )
    following = at.at(2)
    if (
        opens
        and (nominal_word or before.tag != "noun")
        and following.tag in ("verb", "aux", "adverb", "localizer", "preposition", "negation")
    ):
        return "noun"
    if nominal_word and before.tag in ("adjective", "measure", "determiner", "verb") and before.text not in ("是",):
        return "noun"
    return None


def attribute(at: Context) -> Tag | None:
    """A word before the noun it describes has the form that English has there: Chinese, economic, main.

    example: 中国经济问题 → The Chinese economic problem
    """
    node, after = at.node, at.at(1)
    said = at.lexicon.attribute(node.text)
    if said is None or node.tag in ("time", "number", "aux", "conjunction", "particle"):
        return None
    describes = after.tag in ("noun", "adjective") or (after.text == "的" and node.tag not in ("noun", "name"))
    if describes and not (
        node.tag in ("preposition", "verb") and at.at(-1).tag in ("mark", "noun", "name") and after.tag == "name"
    ):
        node.english = said
        return "adjective"
    return None


def manner(at: Context) -> Tag | None:
    """An adjective before 地 or before a verb is an adverb in English.

    example: 他慢慢地走。 → He slowly walks.
    """
    node, after = at.node, at.at(1)
    if after.text == "地" and node.tag in ("adjective", "adverb", "noun", "verb"):
        after.tag, after.english = "particle", ""
        node.manner = True
        return "adverb"
    if node.tag == "adjective" and after.tag == "verb" and at.can_be("adverb") and at.at(2).tag != "verb":
        return "adverb"
    if (
        node.tag in ("noun", "adverb")
        and at.can_be("adjective")
        and at.at(-1).tag in ("adverb", "negation")
        and after.tag not in ("noun", "verb")
    ):
        return "adjective"
    return None


def compared(at: Context) -> Tag | None:
    """更, 最 and 越 before an adjective make its degrees.

    example: 最大的公司 → The largest company
    example: 越快越好 → The faster the better
    """
    node, after = at.node, at.at(1)
    if (
        node.text in ("更", "更加", "更为", "最", "最为", "较", "越", "愈")
        and after.tag == "adjective"
        and after.english is None
    ):
        form: Form = "superlative" if node.text[0] == "最" else "comparative"
        plain = at.lexicon.meaning(after.text, "adjective", after.definitions)
        if english.frequency(english.inflect(plain, form)) < 3:
            return None
        if not english.inflect(plain, form).startswith(("more ", "most ")):
            after.form, node.english = form, "the" if node.text in "越愈" else ""
    return None


def express(at: Context) -> Tag | None:
    """表示 with a noun for its object is “express”.

    example: 总统表示支持。 → The president expressed support.
    """
    if (
        at.node.text == "表示"
        and at.at(1).tag in ("noun", "verb")
        and at.at(2).tag == "mark"
        and at.at(2).text not in "“「:："
    ):
        at.node.english = "express"
        if at.lexicon.given(at.at(1).text, "noun"):
            at.at(1).tag = "noun"
    return None


def counted_time(at: Context) -> Tag | None:
    """A word for a time is an ordinary noun behind a number, and 来 behind it says for how long.

    example: 三个赛季 → Three seasons
    """
    node, before = at.node, at.at(-1)
    if node.tag == "time" and node.pos == "t" and before.tag in ("number", "measure", "determiner", "adjective"):
        return "noun"
    if node.text in ("过去", "未来", "最近", "近", "将来") and at.at(1).tag == "number":
        node.english = {"过去": "past", "未来": "next"}.get(node.text, "last")
        return "adjective"
    if node.text == "来" and before.tag in ("number", "time") and at.at(1).tag in ("mark", "adverb", "noun", "name"):
        node.english = "for"
        return "localizer"
    return None


RULES: tuple[Rule, ...] = (counted_time, express, compared, manner, compound, nominal, verbal, attribute)
