"""A “not” of the source that the English lost, or one that it made up.

Two counts a side. Of the source: the words that English must render by a negative of some kind, and all those that it
may so render. Of the English: what negates for certain (not, never), and everything that may stand for a negative
(unable, fail, hardly) unless another word of the source is what it renders (违法 illegal). The guard speaks where the
first of one side is more than the last of the other, and where English that only stands beside a negative has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from reader.model import Flag
from reader.pinyin import HAN
from reader.translate.guards.lexicon import Lexicon, stem

# English must have a negative for it, or one or a word like one (unsafe) somewhere, or it may have one, or has none.
Force = Literal["negates", "implies", "may", "never"]

# Chinese words with a negative character: what they ask of the English, and an example that is their test. The first
# that matches counts, so the most specific come first; what no row knows is looked up in the dictionary.
CHINESE: tuple[tuple[Force, str, str], ...] = (
    # is it or is it not; whether
    ("may", r"(?P<asked>[^\W\d]{1,2})[不没](?P=asked)", "你要不要去"),
    ("may", r"[是能可]否|与否|否则|不然|要不(?!要)", "是否同意"),
    # two that make a must, an always or an only
    ("never", r"不(?:得|能|可|会|是|想|要)不|不可或缺|必不可少", "不得不走"),
    ("never", r"(?:无|莫|并非|决非|绝非|无一)不(?![是能会要])", "无不高兴"),
    ("may", r"没有[^\s，。；！？]{0,6}不", "没有人不知道"),
    ("may", r"非[^\s，。；！？,;]{1,10}?(?:不可|莫属|不行|不能)", "非他莫属"),
    ("may", r"[免少离缺跑忍禁差好恨巴怪大]不(?:了|开|得|住|多|容易)", "免不了争吵"),
    ("may", r"了不起|对不起|不得了|不由得?|不禁|不免|未免|没准|无非", "不禁大笑"),
    # more, as well, however, always: no negative at all
    ("never", r"不(?:但|仅仅?|只|光|单(?!独)|过(?!是|于)|管|论|断|锈钢|丹|列颠)", "不但便宜"),
    ("never", r"无论|无[数疑锡轨锋线]|无人(?:机|驾驶)|不[少已]", "无论晴雨"),
    ("never", r"非(?:常|洲|裔|得|要|典|凡)|[南是莫除索]非", "非常便宜"),
    ("never", r"[特区分个级性类识鉴辨告离派差国送惜久话]别", "特别便宜"),
    ("never", r"别(?:人|的|墅|克|名|处|致|样|出心裁|开生面)", "别墅便宜"),
    ("never", r"[出埋沉淹湮隐吞覆]没|没(?:收(?!到)|落)|未(?:来|婚夫|婚妻)", "沉没的船"),
    ("never", r"莫(?:斯科|名|扎|里|尔|迪|桑|过|大)", "莫斯科的雪"),
    # more or less, soon, else: English has a word of its own or a negative
    ("may", r"不(?:如|止|至于|等(?!于)|一|同|久|时|料|惜|愧|妨(?!碍))", "不久下雨"),
    ("may", r"不(?:小|俗|菲|错|失|外乎|亚于|逊于|下于|过|乏|惑)", "不错的主意"),
    ("may", r"不(?:满(?!意)|足|及|到(?=\s*[\d一二三四五六七八九十百千万半两几]))", "不到十人"),
    ("may", r"(?:要|若|如果|倘若)不是|不(?:是|在)[^。！？]{1,16}?就是", "要不是下雨"),
    ("may", r"不(?:[忘辞懈逞无高伦良吝尽]|一样)|[未无][遂愧视满]|无可|不可(?!能|以)", "不忘初心"),
    ("may", r"没(?:关系|问题|事)|前所未有|满不在乎", "没关系"),
    ("may", r"没有?(?:那么|这么|比)|没多久|没几|不[多难]|不怎么", "没多久就来了"),
    ("may", r"[何岂]不|不就(?!此)|何尝不", "何不试试"),
    ("may", r"[没未不]变|不敢|不让|未经|不被看好|不(?:大)?一样|不(?:具|署)名|不(?:定期|公正)|不辱|不知(?!道)", "没变"),
    # for certain
    ("may", r"不(?:低|少|高|多|大|小|早|晚)于|不超过", "不低于十元"),
    ("negates", r"不(?:到|在(?!少数)|对(?![称劲头等])|意味|等于|符合|合(?:适|理|乎|法))", "看不到海"),
    ("negates", r"不(?:属于|包括|满意|影响|清楚|存在|认为|相信|了解|明白|喜欢)", "不清楚原因"),
    ("negates", r"[并从决绝毫都还就却仍永](?:不(?:是|会|能|再|想|要|需要|知道)|没有|未(?!来))", "并不是这样"),
    ("negates", r"(?:再也|根本|完全)(?:不(?:是|会|能|再|想|要|需要|知道)|没有|未(?!来))", "再也不会下雨"),
    ("negates", r"[并从决绝毫永]不(?![时断同少久仅但管论]|一样|尽)", "从不抽烟"),
    ("negates", r"也(?:不(?:是|会|能|再|想|要|需要|知道|了解|存在|相信)|没有|未(?!来))", "也不会下雨"),
    ("negates", r"不(?:是|会|能够?|可能|可以|再|想|要|需要|应[该当]|该|必|用|肯|敢)", "不会下雨"),
    ("negates", r"不(?:愿意?|允许|准许?|许|让|知道?)", "不愿回答"),
    ("negates", r"没(?:有|能|法|人|想到|听说|见过|来得及)?", "没有证据"),
    ("negates", r"[从尚仍还并也均都]未(?!来)|未(?:能|曾|必|予|获|经|有|见|被)", "尚未公布"),
    ("negates", r"未(?:得到|受到|作出|公布|透露)", "未透露姓名"),
    ("negates", r"无(?:法|权|力|从|须|需|人(?![机驾车区]))|毫无", "无法回答"),
    ("negates", r"[并绝决而]非|[切请]?勿|切莫|莫要|千万别", "并非如此"),
    ("negates", r"(?<![^\s，。！？：“「,:\"请你您们也可就都])别(?=[^\s，。！？]{2})", "别担心我"),
)  # fmt: skip

# Words without a negative character that English may render with one: 到周五才能知道 “will not be known until Friday”.
_LIKE_A_NEGATIVE = re.compile(
    r"(?<!困)难(?![民度题关])|才(?!华)|直到|以免|避免|防止|鲜有|鲜为|罕|忘|拒|缺(?!口)|禁|岂|何[必尝苦]"
    r"|[怎哪谁][能会敢有]|擅自|有待|尚待|过于|太(?![平阳空])"
)
_CHARACTER = re.compile(r"[不没沒未无無非勿莫别別否]")
_Span = tuple[int, int]
_Word = tuple[_Span, Force]
_BEFORE = 3  # characters that a word may have before its negative one
_ADVERBS = "不没沒未"  # those that negate whatever follows; the others make words: 非正式, 无关
_HAN = re.compile(f"[{HAN}]")
_CHINESE = re.compile("|".join(f"(?P<_{n}>{pattern})" for n, (_, pattern, _) in enumerate(CHINESE)))

# English that negates for certain, without what only looks like it (not only, no matter, whether or not, No. 1).
_CERTAIN = re.compile(
    r"\b(?<!or )(?<!if )(?<!why )(?:not(?! (?:only|just|merely|simply|least|to mention|until|unlike|surprising|uncommon"
    r"|in[a-z]+ly|un[a-z]+|without))|never|cannot)\b|\b[a-z]+n['’]t\b(?! (?:only|just|until))",
    re.IGNORECASE,
)
# English that negates, one way or the other.
_PLAIN = re.compile(
    r"\b(?:not|cannot|never|no|none|nobody|nothing|nowhere|neither|nor|without|unable|unlikely)\b|n['’]t\b",
    re.IGNORECASE,
)
# English that negates nothing where the source says the same with a word that negates nothing: 不仅, 无论.
_ONLY = re.compile(r"\b(?:not (?:only|just|merely|simply)|no (?:matter|doubt))\b", re.IGNORECASE)
# What else may stand for a negative near its place.
_HIDDEN = re.compile(
    r"""\b(?: unless | hardly | barely
      | scarcely | rarely | seldom | little | few(?:er)? | less | rather\ than | let\ alone | instead | except
      | unlike | yet\ to | impossible | inability | ceas(?:e[sd]?|ing) | fail\w* | lack(?:s|ed|ing)?
      | disappear\w* | refus\w* | reject\w* | den(?:y|ied|ies|ying|ial\w*) | avoid\w* | prevent\w*
      | ban | bann\w+ | bans | prohibit\w* | forb\w+ | refrain\w* | abs(?:ence|ent|tain\w*) | free\ (?:of|from)
      | far\ from | short\ of | beyond | exclud\w+ | exempt\w* | ignor\w+ | neglect\w* | blind\ eye | immune | devoid
      | reluctan\w+ | hesita\w+ | lost\ (?:touch|contact) | anything\ but | non-?\w+ | NGOs? | \w+less(?:ly|ness)?
      | un(?!i|der|til)\w{3,} | uninten\w+ | unin\w+ | unid\w+ | unimp\w+
      | in(?:ab|acc|act|ad[eqm]|app|capa|cap|comp[ael]|cons|conv|corr|cred|cur|dec|def|dif|dir|disp|ef[fm]|el[ia]|eq|ev
          |exp[el]|flex|formal|freq|hum|nocen|sec|sens|sep|sig|sol|stab|suff|tan|tol|val|vis|volun)\w+
      | im(?:mat|mob|mor|passa|pat|perf|perm|pers|pol|poss|prac|prec|prob|prop|pur)\w+
      | ir(?:reg|rel|res|rev|rep)\w+ | il(?:leg|lit|log|lic)\w+
      | dis(?:adv|agr|allow|appr|bel|comf|cont|cour|cred|hon|int|like|loy|obe|pleas|reg|resp|sat|trus|un|sim)\w*
      | wrong\w* | false | indom\w+ | bad(?:ly)? | poor(?:ly)? | miss(?:ed|es|ing)? | depriv\w+
      | afraid | anonym\w+ | stopp(?:ed|ing) | dismiss\w* | unchanged | regardless
      | insub\w+ | under(?:est|perf)\w+ )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# What is left of English that had a negative, where the source negates: an emphasis (they did agree), which news hardly
# ever has, and what stands only beside a negative (could help but, anymore).
_NO_SUBJECT = "so nor than as how only to neither why what where when often much little".split()
_NO_VERB = r"""
    the an? it this that these those so you we they he she his her their my your our its i one same other and or but if
    when because what in on at for to with as by of from about away is was were has had have must may might will would
    can could should not? no\w+ any\w* some\w* every\w* things? well good bad better best more most much many all great
    right wrong too business research work homework housework chores daily exercises? people justice harm damage
"""
_EMPHATIC = re.compile(
    "".join(rf"(?<!\b{word} )" for word in _NO_SUBJECT)
    + r"(?<=[a-z] )(?:do|does|did) (?:even |yet |really |necessarily |actually )?"
    + rf"(?!(?:{'|'.join(_NO_VERB.split())})\b)[a-z]+\b"
    + r"|\b(?:can|could) help but\b|\banymore\b|\b(?:is|was) until\b|\b(?:will|'s|be) (?:doubt|surprise)\b"
    + r"|\bif im\w+|\bif, |\bha(?:s|ve) yet (?!to\b|an?\b|more\b)"
    + r"|\b(?:is|are|was|were|will|can|could|would) longer (?!than|and|or|in\b|by\b|lasting)[a-z]+|\bnor\b"
)
_EMPHASIS = re.compile("确实|的确|确是|果真|真的|果然")
_BESIDE = re.compile(
    r"\b(?:not?|never|none|nothing|nobody|cannot|without|hardly|neither|nor|unable|if|whether)\b|n['’]t\b"
)

# How far apart a negative and its rendering may stand, as shares of a sentence: a plain one, a hidden one.
_FAR, _NEAR = 0.8, 0.35
_MADE_UP = 0.33  # the same for one that the source may have no reason for
_SHORT = 12  # characters of source in which anything may stand anywhere
_WORD = 3  # characters of a headword whose meanings count; what is longer is an idiom, rendered freely
_A_FEW_WORDS = 40  # characters
_JOINED = 8  # characters between two negatives that English may say with one: 不偷不抢, 没有水也没有电


def flags(source: str, target: str, lexicon: Lexicon) -> Iterator[Flag]:
    if not source or not target:
        return
    words = list(chinese(source, lexicon))
    must = _separate(source, [span for span, force in words if force == "negates"])
    plain, hidden = (_shares(_PLAIN, target), _hidden(source, target, lexicon)) if words else ([], [])
    if any(force == "never" for _, force in words):
        plain = [place for place in plain if place not in _shares(_ONLY, target)]
    if words and not _EMPHASIS.search(source) and (left := _left_alone(target)):
        yield Flag("negation", f"‘{left}’, where the source negates", *words[0][0], repaired=False)
        return
    lost = _unmatched(must, len(source), plain, _FAR)
    lost = _unmatched(lost, len(source), hidden, max(_NEAR, _SHORT / len(source)))
    if not lost and len(plain) + len(hidden) <= len(must):
        lost = [span for span, force in words if force == "implies"]
    if lost:
        start, end = lost[0]
        yield Flag("negation", f"{source[start:end]} negates, the English does not", start, end, repaired=False)
        return
    certain = [found.span() for found in _CERTAIN.finditer(target)]
    if certain and (made_up := _made_up(source, target, words, certain, lexicon)):
        detail = f"‘{target[slice(*made_up[0])]}’, where nothing in the source negates"
        yield Flag("negation", detail, 0, len(source), repaired=False)


def _left_alone(target: str) -> str:
    """What is left of a negative that was lost, with no other negative a few words before it."""
    for found in _EMPHATIC.finditer(target):
        before = len(target) if found[0] == "nor" else _A_FEW_WORDS
        if not _BESIDE.search(target, max(0, found.start() - before), found.start()):
            return found[0]
    return ""


def _hidden(source: str, target: str, lexicon: Lexicon) -> list[float]:
    """Where something stands in the English for a negative, unless another word of the source is what it renders."""
    words = [source[start:end] for start, end in lexicon.content(source)]
    others = frozenset[str]().union(
        *(lexicon.meanings(word) - lexicon.usage(word).also for word in words if not _CHARACTER.search(word))
    )
    return [
        found.start() / len(target)
        for found in _HIDDEN.finditer(target)
        if " " in found[0] or stem(found[0]) not in others
    ]


def _made_up(
    source: str, target: str, words: Sequence[_Word], certain: Sequence[_Span], lexicon: Lexicon
) -> list[_Span]:
    """The negatives of the English that no word of the source can be the reason for."""
    hidden = _hidden(source, target, lexicon)
    must = [span for span, force in words if force in ("negates", "implies")]
    may = _unmatched([span for span, force in words if force == "may"], len(source), hidden, _NEAR / 2)
    may += [found.span() for found in _LIKE_A_NEGATIVE.finditer(source)]
    given = sorted(start / len(source) for start, _ in must + may)
    alone = _unmatched(certain, len(target), given, max(_MADE_UP, _SHORT / len(source)))
    if alone:
        # A negative of the source that has nothing near its place in the English has moved: it is one of these.
        negatives = sorted(_shares(_PLAIN, target) + hidden)
        moved = _unmatched(must, len(source), negatives, _NEAR)
        return alone[len(moved) :]
    return []


def _shares(pattern: re.Pattern[str], text: str) -> list[float]:
    return [found.start() / len(text) for found in pattern.finditer(text)]


def _separate(source: str, spans: Sequence[_Span]) -> list[_Span]:
    """Without those that English may say with the one before: near it, or beginning with 也 (and neither)."""
    return [
        span
        for n, span in enumerate(spans)
        if not n
        or (
            span[0] - spans[n - 1][1] > _JOINED and source[max(0, span[0] - 1) : span[1]].strip("，")[0] not in "也又更"
        )
    ]


def _unmatched(spans: Sequence[_Span], size: int, given: Sequence[float], within: float) -> list[_Span]:
    """The spans of a text of `size` characters that find no partner of their own in `given`, near the same share."""
    at, alone = 0, []
    for span in spans:
        place = span[0] / size
        while at < len(given) and given[at] < place - within:
            at += 1
        if at == len(given) or given[at] > place + within:
            alone.append(span)
        else:
            at += 1
    return alone


def chinese(source: str, lexicon: Lexicon) -> Iterator[_Word]:
    """The words with a negative character, where they are in the source, and whether English must negate too."""
    at = 0
    while character := _CHARACTER.search(source, at):
        start = character.start()
        beginnings = range(max(at, start - _BEFORE), start + 1)
        known = next((m for s in beginnings if (m := _CHINESE.match(source, s)) and m.end() > start), None)
        if known:
            span, force = known.span(), CHINESE[int((known.lastgroup or "_0")[1:])][0]
        else:
            span, force = _in_dictionary(source, start, beginnings, lexicon)
        yield span, force
        at = span[1]


def _in_dictionary(source: str, start: int, beginnings: range, lexicon: Lexicon) -> _Word:
    """The longest headword around a negative character: its own meanings say whether English negates it."""
    words = [
        (end - first, first, end)
        for first in beginnings
        if (end := first + lexicon.longest(source, first, len(source))) > start
    ]
    size, first, end = max(words, default=(0, start, start + 1))
    crossed = first == start and start + 1 + lexicon.longest(source, start + 1, len(source)) > end  # 不安全 is no 不安
    if size > 1 and not crossed:
        force = _force(lexicon.definitions(source[first:end]), size)
        return (first, end), force if first == start and source[start] in _ADVERBS else "may"
    negates = source[start] in _ADVERBS and _HAN.match(source, start + 1)
    return (start, start + 1), "implies" if negates else "may"


@lru_cache(maxsize=8_192)
def _force(definitions: tuple[str, ...], size: int) -> Force:
    negative = [_PLAIN.search(definition) or _HIDDEN.search(definition) for definition in definitions]
    return "implies" if negative and all(negative) and size <= _WORD else "may"
