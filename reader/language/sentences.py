"""Paragraphs to sentences: own rules in plain `re`, in time linear in the text. All offsets count characters.

The marks are those of GB/T 15834 (Chinese punctuation) and their half-width forms, which many web pages use instead.
A sentence ends at 。！？ or a full stop, together with the closing quotes and brackets after it; inside a quotation or
bracket there is no boundary until the whole is longer than LIMIT.

    text ─ _pairs ─▶ which quotes and brackets belong together ─ _cut ─▶ sentences ─ _pieces ─▶ none over LIMIT
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Literal, NamedTuple

from reader.language.dots import HAN as _HAN
from reader.language.dots import LABEL as _LABEL
from reader.language.dots import LATIN as _LATIN
from reader.language.dots import ends_sentence
from reader.model import CODE, Document, Sentence, sentence_id

LIMIT = 200  # characters; a longer sentence is cut inside quotations, then at commas
_SHORT = 40  # characters; quotations and brackets up to this length stay whole even then
_TITLE = 100  # characters; more than this between 《 and 》 is no title

_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "﹁": "﹂", "﹃": "﹄", "〝": "〞", "«": "»"}
_BRACKETS = {"（": "）", "(": ")", "［": "］", "[": "]", "〔": "〕", "｛": "｝", "{": "}", "【": "】", "〖": "〗"}
_TITLES = {"《": "》", "〈": "〉"}
_STRAIGHT = {'"': '"', "＂": "＂", "'": "'"}
_CLOSING = {**_QUOTES, **_BRACKETS, **_TITLES, **_STRAIGHT}
_OPENERS = re.escape("".join(_CLOSING))
_CLOSERS = re.escape("".join(_CLOSING.values()))

_END = rf"(?:[。｡！？!?‼⁇⁈⁉﹗﹖…⋯‥]|[.．](?![{_LATIN}])|(?<![{_LATIN}])[.．])+"
_TOPIC = r"(?<![A-Za-z0-9&/])[#＃](?=[^#＃\s])(?:[^#＃\s。]{1,50}|[^#＃\n。！？!?]{1,50}(?<=\S))[#＃]"
_WHOLE = (  # code, URLs, #topics#, a firm with an end mark in its name
    rf"{CODE}|"
    r"(?:https?://|ftp://|www\.)[A-Za-z0-9._~:/?#@!$&*+,;=%-]*[A-Za-z0-9/#&=]"
    rf"|{_TOPIC}|(?:[Yy]ahoo|雅虎)[!！](?=\s?[{_HAN}A-Za-z])"
)
_MARK = re.compile(
    rf"(?P<whole>{_WHOLE}|[:;]-?[()](?=\s|$))"
    rf"|(?P<item>\n\s*(?:\n|(?=[-*•·‣▪◦●○■□◆◇►▶]\s|{_LABEL}(?:[.．](?!\d)|[、)）])|[（(]{_LABEL}[)）]|[①-⓿])))"
    rf"|(?P<pair>(?:(?<![A-Za-z])|(?!['’][A-Za-z]))[{_OPENERS}{_CLOSERS}])"
    rf"|(?P<end>{_END})"
)
_TAIL = re.compile(
    rf"(?P<end>{_END})|(?P<pair>[{_CLOSERS}])"
    r"|(?P<note>[～~]+|\[\d{1,3}\]|[¹²³⁰-⁹]+|[\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a❤👍👏🙏]\ufe0f?"
    rf"|[（(](?!{_LABEL}[)）])[^（()）。！？!?\n]{{1,30}}(?<![.．])[）)])"
)
_SPACE = re.compile(r"\s*")
_OPENER = re.compile(r"[“‘「『﹁﹃〝«\"＂]")
_RESUMES = re.compile(r"(?![a-z]+[\s,.!?])")

_Force = Literal["stop", "mood", "pause"]  # 。 ends a sentence, ！？ unless embedded in a clause, …… where one begins


class _Tail(NamedTuple):
    """What closes a sentence from its last run of end marks on; offsets in the paragraph."""

    run: int  # where that run starts
    run_end: int
    stop: int  # after the closing marks, notes and faces that follow it
    depth: int  # of pairs around `stop`
    opener: int  # where the outermost pair that it closes opens, else -1
    stray: bool  # it has a closing quote that nothing opened


def spans(text: str) -> list[tuple[int, int]]:
    """The sentences of one paragraph as (start, end), in order and without the white space around them.

    Between them there is only white space; together they hold every other character.
    """
    pairs = _pairs(text)
    first = _skip(text, 0)
    heads = _heads(text, pairs, first)
    starts = [first, *heads, *_cut(text, pairs, heads[-1] if heads else first, len(text), 0)]
    return [piece for start, end in _between(text, starts, len(text)) for piece in _pieces(text, pairs, start, end, 1)]


def split_block(document: Document, index: int, cuts: Mapping[int, bool] = {}) -> list[Sentence]:
    """The sentences of the block `index`; none for code.

    `cuts` are the reader's own boundaries by offset in the document: True starts a sentence at the offset or after the
    white space at it, False joins the one that would start there to the one before. Those of other blocks are ignored.
    """
    block = document.blocks[index]
    if block.kind == "code":
        return []
    text = document.text_of(block)
    starts = {start for start, _ in spans(text)}
    first = min(starts, default=0)
    for offset, wanted in cuts.items():
        if block.start <= offset < block.end and first < (start := _skip(text, offset - block.start)) < len(text):
            (starts.add if wanted else starts.discard)(start)
    seen: Counter[str] = Counter()
    sentences = []
    for start, end in _between(text, sorted(starts), len(text)):
        part = text[start:end]
        identity = sentence_id(part, seen[part])
        sentences.append(Sentence(identity, index, block.start + start, block.start + end, part))
        seen[part] += 1
    return sentences


def split(document: Document, cuts: Mapping[int, bool] = {}) -> list[Sentence]:
    """The sentences of all blocks but code, in order; `cuts` as in `split_block`."""
    return [sentence for index in range(len(document.blocks)) for sentence in split_block(document, index, cuts)]


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _between(text: str, starts: list[int], end: int) -> Iterator[tuple[int, int]]:
    for start, following in pairwise([*starts, end]):
        if length := len(text[start:following].rstrip()):
            yield start, start + length


def _pairs(text: str) -> dict[int, int]:
    """Offset of each opening mark to that of its closing one and back; marks without a partner are ordinary text."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    waiting: Counter[str] = Counter()  # how many of each closing mark would find an opening one
    for mark in _MARK.finditer(text):
        if mark.lastgroup != "pair":
            continue
        at, char = mark.start(), mark[0]
        opens = _opens(text, at, waiting[char] > 0) if char in _STRAIGHT else char in _CLOSING
        if opens:
            opened.append(at)
            waiting[_CLOSING[char]] = 1 if char in _STRAIGHT else waiting[_CLOSING[char]] + 1
        elif waiting[char]:
            while char != (closing := _CLOSING[text[opened[-1]]]):
                waiting[closing] = max(waiting[closing] - 1, 0)
                opened.pop()
            waiting[char] -= 1
            pairs[at] = opened.pop()
            pairs[pairs[at]] = at
    return pairs


def _opens(text: str, at: int, waiting: bool) -> bool:
    """Whether the straight quote at `at` opens a quotation: they take turns, but for what stands around them."""
    before, after = text[at - 1] if at else " ", text[at + 1 : at + 2]
    if not after.strip() or after in "，。、；,;)）":
        return False
    if waiting:
        return before.isspace() or before in {"(", "（", ":", "："}
    return not (before.isdigit() or (text[at] == "'" and before.isascii() and before.isalnum()))  # 5.5", dogs'


_HEAD = re.compile(_TOPIC)
_NO_HEAD = re.compile(r"[，。、；：！？,.;:!?…—）)”’」』》的与與和及是在]")  # after it: #topic# is part of the sentence


def _heads(text: str, pairs: dict[int, int], at: int) -> list[int]:
    """Where what follows each of a paragraph's leading #topics# and 【headlines】 starts."""
    heads: list[int] = []
    while at < len(text):
        if topic := _HEAD.match(text, at):
            stop = topic.end()
        elif text[at] == "【" and at in pairs and not text[at + 1 : pairs[at]].isdigit():
            stop = pairs[at] + 1
        else:
            break
        at = _skip(text, stop)
        if at == len(text) or _NO_HEAD.match(text, at):
            break
        heads.append(at)
    return heads


def _is_fixed(text: str, start: int, end: int) -> bool:
    return end - start <= _SHORT or (end - start <= _TITLE and text[start] in _TITLES)


def _weight(text: str, pairs: dict[int, int], at: int, lo: int, hi: int) -> int:
    """How far the mark at `at` leads into (negative: out of) pairs; only those count that lie in `lo:hi` altogether."""
    other = pairs.get(at, -1)
    if not lo <= other < hi:
        return 0
    weight = 99 if _is_fixed(text, min(at, other), max(at, other)) else 1
    return weight if other > at else -weight


def _cut(text: str, pairs: dict[int, int], lo: int, hi: int, peel: int) -> list[int]:
    """Where sentences start between `lo` and `hi`, inside at most `peel` long quotations or brackets."""
    starts: list[int] = []
    start = at = lo
    depth = 0
    while mark := _MARK.search(text, at, hi):
        at = mark.end()
        if mark.lastgroup == "whole":
            continue
        if mark.lastgroup == "pair":
            depth += _weight(text, pairs, mark.start(), lo, hi)
            continue
        if mark.lastgroup == "end":
            tail = _tail(text, pairs, mark, lo, hi, depth=depth)
            at, depth = tail.stop, tail.depth
            if depth > peel or not _ends(text, start, tail, hi):
                continue
        following = _skip(text, at)
        if depth <= peel and start < following < hi:
            start = at = following
            starts.append(start)
    return starts


def _tail(text: str, pairs: dict[int, int], mark: re.Match[str], lo: int, hi: int, *, depth: int) -> _Tail:
    (run, stop), opener, stray = mark.span(), -1, False
    run_end = stop
    while part := _TAIL.match(text, stop, hi):
        if part.lastgroup == "end":
            run, run_end, opener, stray = *part.span(), -1, False
        elif part.lastgroup == "pair":
            partner = pairs.get(stop, -1)
            if partner > stop or (partner < 0 and part[0] in _STRAIGHT and text[stop + 1 : stop + 2].strip()):
                break
            depth += _weight(text, pairs, stop, lo, hi)
            opener = partner if partner >= lo else opener
            stray = stray or (partner < lo and part[0] in '”’」』"＂')
        stop = part.end()
    return _Tail(run, run_end, stop, depth, opener, stray)


_CLAUSE = r"[^，。！？：；…、,!?;:“”‘’「」『』\"\n]"
_SAY = r"""(?:  # but 小说, 说服, 也就是说, 学问, 名称 are not said by anybody
    (?: (?<![小传傳据據听聽再虽雖难難是解胡])(?<![俗句][话話])(?<!或者)[说說] | 如是[说說] ) (?:道|了?一?[句声聲遍])?
    | (?<![学學疑访訪慰顾顧请請])[问問] (?:道|起|了?一?[句声聲遍])? (?:[我你您他她它咱][们們]?)?
    | [答喊叫嚷吼骂罵曰] (?:了?一?[句声聲])? | [心暗]想 | (?<![不理思梦夢幻设設感联聯猜构構])想(?=[。.！!])
    | (?<![名简簡俗号號堪职職对對人])[称稱]
    | [说說问問答喊叫笑叹嘆骂罵哭应應写寫唱嚷吼呼劝勸赞讚辩辯讽諷怒接]道
    | (?: 回[答复覆應应] | 答[复覆] | [补補]充 | 解[释釋] | [强強][调調] | 表示 | 指出 | [认認][为為] | [坦直]言
        | 透露 | 介[绍紹] | [感惊驚赞讚][叹嘆] | 感慨 | [反追质質询詢提发發][问問] | [惊驚高]呼 | 呼喊 | 嘀咕 | 喃喃
        | 嘟[囔哝噥] | [低自][语語] | [开開]口 | 插[嘴话話] | 附和 | [抱埋]怨 | 抗[议議] | [恳懇哀央请請]求 | 催促
        | [调調]侃 | 打趣 | [评評][论論价價] | [总總][结結] | [承否][认認] | 宣[布佈称稱] | [声聲][称稱]
        | 呼[吁籲] | 承[诺諾] | 保[证證] | [报報][道導] | 分析 | 回[忆憶] | 怒斥 | 反[驳駁] | [辩辯]解
        | 念叨 | 安慰 | 警告 | 提醒 | 叮[嘱囑] | 吩咐 | 命令 | 建[议議] ) (?:道|[说說称稱着著了])?
    | (?: 告[诉訴] | 提醒 | 安慰 | 警告 | 吩咐 | 叮[嘱囑] | [劝勸] | [问問](?![题題世候责責]) )
      (?: [^\W\d]{1,6} | 《[^》]{1,20}》 )
)"""
_SAID = re.compile(
    rf"""(?! 然[后後] | [随隨][后後] | 接[着著] | [后後][来來] | 但 | 不[过過] | [于於]是 | 因[为為此] | 所以 | 而
        | 也就 | 根?[据據] | 按照 | 如[果此同] | [当當](?![地局事]) | [为為][了此] | [对對關关][于於此] | 由[于於此]
        | [虽雖]然 | [尽儘]管 | [换換][句言] | [总總][之的而体體] | 一般 )
    (?: (?P<speaker>{_CLAUSE}{{1,30}}?) {_SAY} (?=[\s，。！？；…,.!?;—（(]|$)
    | {_CLAUSE}{{0,20}}? [说說喊][着著完罢罷]
    | (?: {_CLAUSE}{{1,20}} [，,] ){{1,2}} {_CLAUSE}{{0,20}}? [说說喊答]道? (?=[。.！!])
    | (?: [A-Z][\w.'’-]*\s+ ){{1,4}} (?:said|says|asked|told|added|replied|answered|wrote|noted|explained)\b )""",
    re.VERBOSE,
)
_UNSAID = re.compile(  # 没有回答, 不得不说, 准确地说, 他的回答
    r"(?:[没沒](?:有?人?|法)|[无無未][人法]?|不[愿願肯想敢会會能用]?|怎[么麼]|如何|[难難]以|拒[绝絕]|可以|只能|的"
    r"|(?<![后後])[来來]|坦白|老[实實]|(?:[简簡][单單]|[严嚴]格|准确|準確|[确確]切|具[体體])[地的]?)$"
)
_LEAD = re.compile(rf"{_SAY}\s*(?P<comma>[，,])?$", re.VERBOSE)
_LEAD_IN = re.compile(rf"{_CLAUSE}{{0,30}}? {_SAY} [：:，,]?\s*[“「『\"]", re.VERBOSE)
_NO_LEAD = re.compile(rf"[\s—•·-]*(?:{_LABEL}[.．、)）]|[（(]{_LABEL}[)）])?\s*")
_GOES_ON = re.compile(r"[，、；：,;]|——|―")
_TIED = re.compile(  # after a closing mark: the clause that the quotation is part of goes on
    r"的(?!确|確)|之[类類声聲语語词詞说說称稱]|等(?![到待于於我你他她它一了])|一(?:[词詞文书書类類说說语語]|句(?![话話]))"
    r"|字[样樣]|[为為](?:题|題|名|由|例|主[题題]|口[号號])|[声聲](?=[中不])|[a-z]+(?=[\s,.])"
)
_LOOSELY_TIED = re.compile(  # the same, where no colon sets the quotation off
    r"是(?![的啊呀吗嗎否不时時以])|[和与與或及跟](?=\s*[“‘「『《\"])|[就便](?![在这這是算连連此像宜利于於])"
    r"|[后後](?=[，,就便又才立转轉离離])|[时時](?![间間代候而常任值光])"
    r"|[这這](?:[句种種番段首]|[个個](?:[问問][题題]|[说說]法|[观觀][点點]|道理|[词詞字]))"
    r"|(?<=[！？!?][”’」』\"])(?:[节節]目|[活行][动動]|口[号號]|[标標][语語]|[专專][栏欄]|大[会會]|[论論][坛壇]|峰[会會])"
)


def _ends(text: str, start: int, tail: _Tail, hi: int) -> bool:
    """Whether the sentence from `start` ends with `tail`, if the text ends at `hi`."""
    following = _skip(text, tail.stop)
    if following >= hi or tail.run in (start, tail.opener + 1) or not (force := _force(text, start, tail)):
        return False
    if (on := _GOES_ON.match(text, following)) and not (len(on[0]) == 2 and text.startswith("——", start)):
        return False
    if tail.opener < 0 and not tail.stray:
        return force != "pause" or bool((_RESUMES if following > tail.stop else _OPENER).match(text, following))
    if _TIED.match(text, following):
        return False
    if tail.stray or text[tail.opener] in _QUOTES or text[tail.opener] in _STRAIGHT:
        return _quotation_ends(text, start, tail, following, force)
    return not _LOOSELY_TIED.match(text, following) and (
        force == "stop" or (tail.opener == start and text[start] not in _TITLES)
    )


def _quotation_ends(text: str, start: int, tail: _Tail, following: int, force: _Force) -> bool:
    """Whether a quotation ends its sentence: one set off by a colon does, one with its speaker after it does not."""
    lead = "" if tail.stray else text[max(start, tail.opener - 40) : tail.opener].rstrip()
    verb = _LEAD.search(lead)
    if lead.endswith((":", "：")) or (verb and verb["comma"]):
        return True
    said = None if verb else _SAID.match(text, following)
    if (said and not _UNSAID.search(said["speaker"] or "")) or _LOOSELY_TIED.match(text, following):
        return False
    set_off = lead.endswith((",", "，", ";", "；", "为", "為", "是")) or _NO_LEAD.fullmatch(lead)
    return bool(set_off) or force == "stop" or bool(_LEAD_IN.match(text, following))


_IN_CODE = re.compile(r"[A-Za-z0-9/=&)][A-Za-z0-9=&%]")  # example.com/a?b=1, a!=b


def _force(text: str, start: int, tail: _Tail) -> _Force | None:
    run = text[tail.run : tail.run_end]
    if run in {".", "．"}:
        return "stop" if ends_sentence(text, start, tail.run, _skip(text, tail.run + 1)) else None
    if {*run} & {*"。｡"}:
        return "stop"
    if {*run} <= {*".．…⋯‥"}:
        return "pause"
    around = text[tail.run - 1 : tail.run] + text[tail.run_end : tail.run_end + 1]
    return None if _IN_CODE.fullmatch(around) else "mood"


_BREAK = re.compile(
    rf"(?P<whole>{_WHOLE})|(?P<pair>[{_OPENERS}])"
    r"|(?P<comma>[；;，]|(?<!\d),|,(?!\d))|(?P<list>[、､﹐])|(?P<space>\s+)"
)
_GLUED = re.compile(
    rf"[{_LATIN}.,_'’/:?=&%#@-]{{2}}|.[\u0300-\u036f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff，。、；：！？…{_CLOSERS}]"
    rf"|[\u200d{re.escape(''.join({**_QUOTES, **_BRACKETS, **_TITLES}))}].",
    re.DOTALL,
)


def _pieces(text: str, pairs: dict[int, int], start: int, end: int, peel: int) -> Iterator[tuple[int, int]]:
    """The sentence `start:end`, or if it is longer than LIMIT, its parts that are not."""
    while pairs and end - start > LIMIT and peel <= 3:
        starts = _cut(text, pairs, start, end, peel)
        peel += 1
        if starts:
            for part in _between(text, [start, *starts], end):
                yield from _pieces(text, pairs, *part, peel)
            return
    while end - start > LIMIT:
        at = _break(text, pairs, start, end)
        yield from _between(text, [start], at)
        start = _skip(text, at)
    yield start, end


def _break(text: str, pairs: dict[int, int], start: int, end: int) -> int:
    """The best place to end the first of the fewest equal parts of `start:end`: after a comma, else at white space."""
    count = -(-(end - start) // LIMIT)
    size, least = (end - start) / count, end - LIMIT * (count - 1)
    found: list[tuple[str, bool, bool, float, int]] = []
    at, limit = start, start + LIMIT
    while mark := _BREAK.search(text, at, start + LIMIT):
        (opening, at), kind = mark.span(), mark.lastgroup or ""
        if kind == "pair" and pairs.get(opening, -1) > opening and _is_fixed(text, opening, pairs[opening]):
            at = pairs[opening] + 1
        while kind != "pair" and pairs.get(at, at) < at:
            at += 1
        if at > limit:
            limit = max(opening, start + 1)
        elif kind in {"comma", "list", "space"} and at > start:
            off = abs(at - start - size)
            balanced = at >= least and off < 0.6 * size
            found.append((kind, not balanced, balanced and mark[0] not in "；;", off, at))
    return min(found)[-1] if found else _anywhere(text, start, limit)


def _anywhere(text: str, start: int, limit: int) -> int:
    """The last place up to `limit` that is not inside a Latin word or before a closing mark, else `limit`."""
    at = limit
    while at > start + 1 and _GLUED.fullmatch(text, at - 1, at + 1):
        at -= 1
    return at if at > start + 1 else limit
