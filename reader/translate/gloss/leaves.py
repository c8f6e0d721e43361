"""Words to leaves: each with the part of speech it has by itself; names and words of no dictionary taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.language.names import is_chinese, is_foreign
from reader.model import Annotated, Match, Word, WordKind
from reader.translate.gloss.lexicon import Lexicon
from reader.translate.gloss.marks import MARKS
from reader.translate.gloss.names import TITLES, by_sound
from reader.translate.gloss.nodes import Node, Tag

# jieba's tags by their first letter: those of the People's Daily corpus of Peking University.
_JIEBA: dict[str, Tag] = {
    "n": "noun", "l": "noun", "i": "noun", "j": "noun", "s": "noun", "g": "noun", "t": "time", "v": "verb",
    "a": "adjective", "b": "adjective", "z": "adjective", "h": "adjective", "d": "adverb", "m": "number",
    "q": "measure", "r": "pronoun", "p": "preposition", "c": "conjunction", "u": "particle", "y": "particle",
    "e": "particle", "f": "localizer", "o": "noun", "k": "noun",
}  # fmt: skip
_NAMES = ("nr", "ns", "nt", "nz")
_GLOSSARY: dict[str, Tag] = {
    "verb": "verb",
    "adj": "adjective",
    "adv": "adverb",
    "noun": "noun",
    "phrase": "noun",
    "": "noun",
}
_PREFERRED: tuple[Tag, ...] = (
    "aux", "negation", "determiner", "number", "time", "particle", "localizer", "conjunction", "preposition", "pronoun",
    "verb",    "adverb", "adjective", "noun", "measure", "name",
)  # fmt: skip
CLOSED: frozenset[Tag] = frozenset(
    {
        "pronoun",
        "determiner",
        "number",
        "time",
        "aux",
        "negation",
        "preposition",
        "localizer",
        "conjunction",
        "particle",
    }
)
"""Parts of speech with few words, all in the table."""
NUMERALS = {
    "一": "a", "两": "two", "二": "two", "三": "three", "四": "four", "五": "five", "六": "six",
    "七": "seven", "八": "eight", "九": "nine", "十": "ten", "几": "several", "数": "several",
    "多": "many", "半": "half a",
}  # fmt: skip
POINTING = {
    "这": "this",
    "那": "that",
    "该": "the",
    "某": "a certain",
    "每": "every",
    "各": "each",
    "此": "this",
    "首": "first",
    "另": "another",
}
MEASURES = frozenset(
    "个名位家项场次款部种条件张台支只本座所艘架份枚颗套批轮届期集篇层级代门笔起例处股户页首句辆头匹棵栋"
)
COMPLEMENTS = frozenset(
    "出 进 入 上 下 起 开 住 掉 完 成 见 起来 下来 下去 出来 出去 进来 过来 上来 回来 上去 进去".split()
)
_PERSONS = tuple("人者员家长民生师手士客星兵官")
_MANY = re.compile(r"(?!1$)(?:more than |about )?\d[\d.,]*(?: (?:million|billion|trillion))?(?: to \d.*)?")


def leaves(annotated: Annotated, lexicon: Lexicon) -> list[Node]:
    """The words of a sentence as leaves, without spaces: English sets its own."""
    matches = {match.start: match for match in annotated.matches}
    return [leaf for word in _foreign(annotated.words) for leaf in _leaf(word, matches.get(word.start), lexicon)]


def _leaf(word: Word, match: Match | None, lexicon: Lexicon) -> list[Node]:
    """The leaf of a word, or those of the words in it if no dictionary has it."""
    node = Node("noun", word.text, word.start, word.end, word.definitions, word.pos)
    if match or word.term:
        node.english = word.term
        pos = match.entry.pos if match else ""
        node.tag = _GLOSSARY.get(pos, "name")
        if node.tag == "verb":
            node.english = node.english.removeprefix("to ")
    elif word.kind == "punctuation":
        node.tag = "list" if word.text in ("、", "-", "—", "–", "·", "/", "&") else "mark"
        node.english = MARKS.get(word.text, word.text)
    elif word.kind in ("number", "date"):
        node.english = word.english or word.text
        node.tag = "time" if word.kind == "date" else "number"
        node.many = bool(_MANY.fullmatch(node.english))
    elif word.kind == "hashtag" and word.parts:
        return _inside(word, lexicon)
    elif word.kind not in ("word", "name"):
        node.tag, node.english = "name", word.text
    else:
        node.tag = _tag(word, lexicon)
        if not word.definitions and lexicon.given(word.text, node.tag) is None:
            return _unknown(node, word, lexicon)
    if node.text == "人":
        node.many = True
    node.person = word.text.endswith(_PERSONS) and node.tag == "noun"
    return [node]


def _tag(word: Word, lexicon: Lexicon) -> Tag:
    """The part of speech of a word by itself: the table's if it has one, else jieba's, else by its meanings."""
    known = lexicon.tags(word.text) - {""}
    jieba = _JIEBA.get(word.pos[:1])
    if known:
        closed = known & CLOSED
        return jieba if jieba in known and not closed else min(closed or known, key=_PREFERRED.index)
    if word.kind == "name" or (word.pos.startswith(_NAMES) and not word.definitions):
        return "name"
    told = [d for d in word.definitions if not d.startswith("(")][:4]
    verbs = sum(d.startswith("to ") for d in told)
    if jieba in ("noun", "verb", None) or word.pos in ("l", "i", "zg"):
        if told and verbs == len(told):
            return "verb"
        if not verbs and told and jieba == "verb":
            return "noun"
    return jieba or ("verb" if verbs * 2 > len(told) else "noun")


def _inside(word: Word, lexicon: Lexicon) -> list[Node]:
    """The words in a hashtag between its marks."""
    result: list[Node] = []
    start = word.start
    while start < word.end and word.text[start - word.start] in "#＃":
        result.append(Node("mark", "#", start, start + 1, english="#"))
        start += 1
    for part in word.parts:
        kind: WordKind = "word" if part.definitions else "latin"
        inner = Word(part.text, start, start + len(part.text), kind, definitions=part.definitions, pos=part.pos)
        if part.text.strip():
            result += _leaf(inner, None, lexicon)
        start = inner.end
    result += [Node("mark", "#", place, place + 1, english="#") for place in range(start, word.end)]
    return result


def _unknown(node: Node, word: Word, lexicon: Lexicon) -> list[Node]:
    """A word of no dictionary: a numeral with its measure word, a name by its sound, or the words inside."""
    text = word.text
    if len(text) == 2 and text[1] in MEASURES and text[0] in (*NUMERALS, *POINTING):
        return [node]  # `counted` sees to it
    name = is_foreign(text) or (is_chinese(text) and not _ordinary(word)) or not word.parts
    if name or sum(len(part.text) for part in word.parts) < len(text):
        node.tag, node.english = "name", by_sound(text, word.pinyin) if word.pinyin else text
        return [node]
    result: list[Node] = []
    start = word.start
    for part in word.parts:
        inner = Word(part.text, start, start + len(part.text), "word", definitions=part.definitions, pos=part.pos)
        result.append(Node(_tag(inner, lexicon), inner.text, inner.start, inner.end, inner.definitions, inner.pos))
        start = inner.end
    return result


def _ordinary(word: Word) -> bool:
    """Whether an unknown word is more likely made of words than a name: it ends in a word of grammar."""
    return word.text[-1] in COMPLEMENTS or word.text[-1] in "于为到后前中时内外式型版款场座次届名者性率"


def _foreign(words: Sequence[Word]) -> list[Word]:
    """The words without spaces, the pieces of a foreign name put together again: 阿|隆索 → 阿隆索."""
    result: list[Word] = []
    run: list[Word] = []
    words = [word for word in words if word.kind != "space"]
    for index, word in enumerate([*words, Word("", 0, 0, "space")]):
        piece = word.kind in ("word", "name") and not word.term and is_foreign(word.text)
        dotted = any(other.text in ("·", "•", "・") for other in words[max(0, index - 4) : index + 5])
        known = (
            word.kind == "name" and len(word.text) > 1 and word.pos.startswith("ns")
        )  # 巴西里约热内卢 are two places
        if piece and not known and (len(word.text) == 1 or not word.definitions or word.kind == "name" or dotted):
            run.append(word)
            continue
        result += _named(run, title=word.text in TITLES)
        run = []
        if word.kind != "space":
            result.append(word)
    return result


def _named(run: list[Word], *, title: bool) -> list[Word]:
    """The pieces as one name if there is one no dictionary has among them."""
    unknown = title or any(not word.definitions or word.pos.startswith("nr") or word.kind == "name" for word in run)
    if len(run) < 2 or not unknown or sum(len(word.text) for word in run) < (2 if title else 3):
        return run
    text, pinyin = "".join(word.text for word in run), tuple(s for word in run for s in word.pinyin)
    return [Word(text, run[0].start, run[-1].end, "word", pinyin)]
