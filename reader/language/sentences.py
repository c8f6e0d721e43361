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

from reader.language import openings, quotations
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

_STOPS = "。｡！？!?‼⁇⁈⁉﹗﹖…⋯‥"
_END = rf"(?:[{_STOPS}]|[.．](?![{_LATIN}])|(?<![{_LATIN}])[.．])+"
_WHOLE = (  # code, URLs, #topics#, a firm with an end mark in its name
    rf"{CODE}|"
    r"(?:https?://|ftp://|www\.)[A-Za-z0-9._~:/?#@!$&*+,;=%-]*[A-Za-z0-9/#&=]"
    rf"|{openings.TOPIC}|(?:[Yy]ahoo|雅虎)[!！](?=\s?[{_HAN}A-Za-z])"
)
_MARK = re.compile(  # what each part begins with, which is soon told from all the rest
    rf"(?=[`hfwYy雅#＃:;\n\u3000他她它.．{_STOPS}{_OPENERS}{_CLOSERS}])(?:(?P<whole>{_WHOLE}|[:;]-?[()](?=\s|$))"
    rf"|(?P<item>\n\s*(?:\n|(?=[-*•·‣▪◦●○■□◆◇►▶]\s|{_LABEL}(?:[.．](?!\d)|[、)）])|[（(]{_LABEL}[)）]|[①-⓿])))"
    rf"|(?P<pair>(?:(?<![A-Za-z])|(?!['’][A-Za-z]))[{_OPENERS}{_CLOSERS}])"
    rf"|(?P<end>{_END})|(?P<indent>\u3000\u3000(?<=\S{{4}}\u3000\u3000)(?=\S))|(?P<unstopped>{openings.UNSTOPPED}))"
)
# Faces, hands, hearts and what is cheered with; other pictures (📌 💡 ✅) begin what follows, as bullets do.
_FEELINGS = (
    "\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a\U0001f3fb-\U0001f3ff"
    "❤♥✨👀👊-👏💋-💏💓-💟💪💯🎂🎆-🎊🌹🍺🍻🔥"
)
_TAIL = re.compile(
    rf"(?P<end>{_END})|(?P<pair>[{_CLOSERS}])"
    rf"|(?P<note>[～~]+|\[\d{{1,3}}\]|[¹²³⁰-⁹]+|[{_FEELINGS}]\ufe0f?"
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
    heads = [first, *openings.heads(text, pairs, first)]
    cuts = {*openings.items(text, pairs, heads[-1]), *_cut(text, pairs, heads[-1], len(text), 0)}
    starts = [*heads, *sorted(cuts)]
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
        if mark.lastgroup == "pair":
            depth += _weight(text, pairs, mark.start(), lo, hi)
            continue
        if mark.lastgroup == "whole" and (mark.start() > start or not openings.is_headline(text, *mark.span())):
            continue
        if mark.lastgroup == "unstopped" and not openings.lacks_stop(text, mark.start()):
            continue
        if mark.lastgroup == "end":
            tail = _tail(text, pairs, mark, lo, hi, depth=depth)
            at, depth = tail.stop, tail.depth
            if depth > peel or not _ends(text, start, tail, hi):
                continue
        following = mark.start() if mark.lastgroup == "unstopped" else _skip(text, at)
        if depth <= peel and start < following < hi:
            start, at = following, max(at, following)
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


def _ends(text: str, start: int, tail: _Tail, hi: int) -> bool:
    """Whether the sentence from `start` ends with `tail`, if the text ends at `hi`."""
    following = _skip(text, tail.stop)
    if following >= hi or tail.run in (start, tail.opener + 1) or not (force := _force(text, start, tail)):
        return False
    if (on := quotations.GOES_ON.match(text, following)) and not (len(on[0]) == 2 and text.startswith("——", start)):
        return False
    if tail.opener < 0 and not tail.stray:
        return force != "pause" or bool((_RESUMES if following > tail.stop else _OPENER).match(text, following))
    if quotations.TIED.match(text, following):
        return False
    if tail.stray or text[tail.opener] in _QUOTES or text[tail.opener] in _STRAIGHT:
        return _quotation_ends(text, start, tail, following, force)
    if text[tail.opener] in _TITLES and not _NEW.match(text, following):
        return False
    return not quotations.LOOSELY_TIED.match(text, following) and (
        force == "stop" or (tail.opener == start and text[start] not in _TITLES)
    )


def _quotation_ends(text: str, start: int, tail: _Tail, following: int, force: _Force) -> bool:
    """Whether a quotation ends its sentence: one set off by a colon does, one with its speaker after it does not."""
    lead = "" if tail.stray else text[max(start, tail.opener - 40) : tail.opener].rstrip()
    verb = quotations.LEAD.search(lead)
    if lead.endswith((":", "：")) or (verb and verb["comma"]):
        return True
    said = None if verb else quotations.SAID.match(text, following)
    if (said and not quotations.UNSAID.search(said["speaker"] or "")) or quotations.LOOSELY_TIED.match(text, following):
        return False
    if force == "mood" and not verb and quotations.BARE.match(text, following):
        return False
    set_off = lead.endswith((",", "，", ";", "；", "为", "為", "是")) or quotations.NO_LEAD.fullmatch(lead)
    return bool(set_off) or force == "stop" or bool(quotations.LEAD_IN.match(text, following))


_NEW = re.compile(  # what begins a sentence after a title that ends with a stop; other words go with the title
    r"[《〈“‘「『【（(\"我你您他她它这這那此咱]|然[后後]|接[着著]|[随隨][后後]|之[后後]|后来|後來|但|不[过過]|可是|所以|因[为為此]|于是|於是|下[一面个個]|[请請]|如果|[虽雖]然|而且|[当當]"
)
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
