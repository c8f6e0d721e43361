"""A “not” of the source that the English lost, or one that it made up.

Two counts a side. Of the source: the words that English must render by a negative of some kind, and all those that it
may so render. Of the English: what negates for certain (not, never), and everything that may stand for a negative
(unable, fail, hardly). The guard speaks where the first of one side is more than the last of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from reader.language.pinyin import HAN
from reader.model import Flag
from reader.translate.guards.lexicon import Lexicon

Force = Literal["negates", "may", "never"]

# Chinese, the most specific first; an example that is its test stands beside each. X, Y: any characters of the clause.
CHINESE: tuple[tuple[Force, str, str], ...] = (
    # questions: is it or is it not
    ("may", r"(?P<asked>[^\W\d]{1,2})[不没](?P=asked)", "你要不要去"),
    ("may", r"[是能可]否|与否|否则|不然|要不(?!要)", "是否同意"),
    # two that make a must or an always
    ("never", r"不(?:得|能|可|会|是|无|想|要)不|(?:无|莫|并非|决非|绝非|无一)不(?![是能会要])|不可或缺|必不可少", "不得不走"),
    ("may", r"非[^\s，。；！？,;]{1,10}?(?:不可|莫属|不行|不能)", "非他莫属"),
    ("may", r"(?:免|少|离|缺|跑|忍|禁|差|好|恨|巴|怪|大)不(?:了|开|得|住|多|容易)|了不起|对不起|不得了|不由得?|不禁|不免", "免不了争吵"),
    # more, as well, however, always: no negative at all
    ("never", r"不(?:但|仅仅?|只|光|单(?!独)|过(?!是|于)|管|论|断|锈钢|丹|列颠)|无论|非常|非(?:洲|裔|得|要|典|凡)|南非|是非|莫非|除非", "不但便宜"),
    ("never", r"(?:特|区|分|个|级|性|类|识|鉴|辨|告|离|派|差|国|送|惜|久|话)别|别(?:人|的|墅|克|名|处|致|样|出心裁|开生面)", "特别便宜"),
    ("never", r"[出埋沉淹湮隐吞覆]没|没(?:收(?!到)|落|准)|未(?:来|婚夫|婚妻)|无(?:线|人机|人驾驶|锡|轨|锋)|索非|莫(?:斯科|名|扎|里|尔|迪|桑|过|大)", "沉没的船"),
    ("never", r"不(?:少|已)|无(?:数|疑)", "不少人来了"),
    ("may", r"不(?:如|止|至于|等(?!于)|一|同|久|时|料|惜|愧|妨(?!碍)|小|俗|菲|错|失|外乎|亚于|逊于|下于|失为|过|乏|满(?!意)|足|及|到(?=\s*[\d一二三四五六七八九十百千万半两几])|惑)", "不久下雨"),
    ("negates", r"不(?:低于|少于|高于|多于|大于|小于|超过|早于|晚于)", "不低于十元"),
    ("may", r"(?:要|若|如果|倘若)不是|不(?:是|在)[^。！？]{1,16}?就是|没准|未免", "要不是下雨"),
    ("may", r"没有[^\s，。；！？]{0,6}不|没有?(?:那么|这么|比)|没多久|没几|不多|不怎么|无非|何尝不|岂不|何不|不也|不就", "没多久就来了"),
    # for certain
    ("negates", r"不(?:到(?!\s*[\d一二三四五六七八九十百千万半两几])|在(?!少数)|对(?![称劲头等])|意味|等于|符合|合(?:适|理|乎|法)|属于|包括|满意|影响|清楚)", "看不到海"),
    ("negates", r"(?:并|从|决|绝|毫|也|都|还|就|却|仍|永|再也|根本|完全)(?:不(?:是|会|能|再|想|要|需要|知道|了解|存在|相信)|没有|未(?!来))", "并不知道"),
    ("negates", r"不(?:是|会|能够?|可能|再|想|需要|应该|应当|该|必|用|肯|敢|愿意?|允许|准许?|许|让|知道|知|存在|认为|相信|了解|明白|喜欢|可以|要)", "不会下雨"),
    ("negates", r"没(?:有|能|法|人|想到|听说|见过|来得及)?", "没有证据"),
    ("negates", r"(?:从|尚|仍|还|并|也|均|都)未(?!来)|未(?:能|曾|必|予|获|经|有|见|被|获得|得到|受到|作出|公布|透露|能够)", "尚未公布"),
    ("negates", r"无(?:法|权|力|从|须|需|人(?![机驾车区]))|并非|绝非|决非|而非|毫无|切勿|请勿|勿", "无法回答"),
    ("negates", r"(?<![^\s，。！？：“「,:\"请你您们也可就都千万])别(?=[^\s，。！？]{2})|千万别|切莫|莫要", "别担心"),
)  # fmt: skip

# Words without a negative character that English may render with one: 到周五才能知道 “will not be known until Friday”.
_LIKE_A_NEGATIVE = re.compile(
    r"难|才(?!华)|直到|以免|避免|防止|鲜有|鲜为|罕|忘|拒|缺|禁|岂|何|怎|哪|谁|擅自|有待|尚待|过于|太"
)
_CHARACTER = re.compile(r"[不没沒未无無非勿莫]")
_BEFORE = 3  # characters that a word may have before its negative one
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
# What else may stand for a negative near its place.
_HIDDEN = re.compile(
    r"""\b(?: unless | hardly | barely
      | scarcely | rarely | seldom | little | few(?:er)? | less | rather\ than | instead | except | unlike | yet\ to
      | has\ yet | have\ yet | impossible | unable | inability | stop(?:s|ped|ping)? | ceas\w+ | fail\w* | lack\w*
      | disappear\w* | refus\w* | reject\w* | den(?:y|ied|ies|ying|ial\w*) | avoid\w* | prevent\w*
      | ban | bann\w+ | bans | prohibit\w* | forb\w+ | refrain\w* | abs(?:ence|ent|tain\w*) | free\ (?:of|from)
      | far\ from | short\ of | beyond | exclud\w+ | exempt\w* | ignor\w+ | neglect\w* | blind\ eye | immune | devoid
      | reluctan\w+ | hesita\w+ | lost\ (?:touch|contact) | anything\ but | non-?\w+ | \w+less(?:ly|ness)?
      | un(?!i|der|til)\w{3,} | uninten\w+ | unin\w+ | unid\w+ | unimp\w+
      | in(?:ab|acc|act|ad[eqm]|app|capa|cap|comp[ael]|cons|conv|corr|cred|cur|dec|def|dif|dir|disp|ef[fm]|el[ia]|eq|ev
          |exp[el]|flex|formal|freq|hum|nocen|sec|sens|sep|sig|sol|stab|suff|tan|tol|val|vis|vol)\w+
      | im(?:mat|mob|mor|passa|pat|perf|perm|pers|pol|poss|prac|prec|prob|prop|pur)\w+ | ir(?!o|a)\w+ | il(?:leg|lit|log|lic)\w+
      | dis(?:ab|adv|agr|allow|appr|bel|cont|cour|cred|hon|int|like|loy|obe|pleas|reg|resp|sat|tr|un|sim)\w*
      | at\ least | at\ most | up\ to | or\ (?:more|less|fewer|above|below|over|under)\b | within | below | m(?:in|ax)imum
      | wrong\w* | bad(?:ly)? | poor(?:ly)? | miss(?:ed|es|ing)? | under\w*est\w* )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# How far apart a negative and its rendering may stand, as shares of a sentence: a plain one, a hidden one.
_FAR, _NEAR = 0.7, 0.3
_MADE_UP = 0.45  # the same for one that the source may have no reason for
_SHORT = 12  # characters of source in which anything may stand anywhere
_WORD = 3  # characters of a headword whose meanings count; what is longer is an idiom, rendered freely
_JOINED = 8  # characters between two negatives that English may say with one: 不偷不抢, 没有水也没有电


def flags(source: str, target: str, lexicon: Lexicon) -> Iterator[Flag]:
    if not source or not target:
        return
    words = list(chinese(source, lexicon))
    lost = _separate(source, [span for span, force in words if force == "negates"])
    for pattern, within in ((_PLAIN, _FAR), (_HIDDEN, _NEAR)):
        given = [found.start() / len(target) for found in pattern.finditer(target)]
        lost = _unmatched(lost, len(source), given, within)
    if lost:
        start, end = lost[0]
        yield Flag("negation", f"{source[start:end]} negates, the English does not", start, end, repaired=False)
        return
    hidden = [found.start() / len(target) for found in _HIDDEN.finditer(target)]
    may = _unmatched([span for span, force in words if force == "may"], len(source), hidden, _NEAR / 2)
    may += [span for span, force in words if force == "negates"]
    may += [found.span() for found in _LIKE_A_NEGATIVE.finditer(source)]
    given = sorted(start / len(source) for start, _ in may)
    certain = [found.span() for found in _CERTAIN.finditer(target)]
    if made_up := _unmatched(certain, len(target), given, max(_MADE_UP, _SHORT / len(source))):
        detail = f"‘{target[slice(*made_up[0])]}’, where nothing in the source negates"
        yield Flag("negation", detail, 0, len(source), repaired=False)


def _separate(source: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without those that English may say with the one before: near it, or beginning with 也 (and neither)."""
    return [
        span
        for n, span in enumerate(spans)
        if not n
        or (
            span[0] - spans[n - 1][1] > _JOINED and source[max(0, span[0] - 1) : span[1]].strip("，")[0] not in "也又更"
        )
    ]


def _unmatched(
    spans: Sequence[tuple[int, int]], size: int, given: Sequence[float], within: float
) -> list[tuple[int, int]]:
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


def chinese(source: str, lexicon: Lexicon) -> Iterator[tuple[tuple[int, int], Force]]:
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


def _in_dictionary(source: str, start: int, beginnings: range, lexicon: Lexicon) -> tuple[tuple[int, int], Force]:
    """The longest headword around a negative character: its own meanings say whether English negates it."""
    words = [
        (end - first, first, end) for first in beginnings if (end := first + lexicon.longest(source, first)) > start
    ]
    size, first, end = max(words, default=(0, start, start + 1))
    if size > 1:
        return (first, end), _force(lexicon.definitions(source[first:end]), size)
    negates = source[start] in "不没沒未" and _HAN.match(source, start + 1)
    return (start, start + 1), "negates" if negates else "may"


@lru_cache(maxsize=8_192)
def _force(definitions: tuple[str, ...], size: int) -> Force:
    plain = [bool(_PLAIN.search(definition)) for definition in definitions]
    if plain and all(plain) and size <= _WORD:
        return "negates"
    return "may" if any(plain) or any(map(_HIDDEN.search, definitions)) else "never"
