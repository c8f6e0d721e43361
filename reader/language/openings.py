"""What stands before a sentence without an end mark of its own: #topics#, 【headlines】, items of a list on one line.

All offsets count characters in a paragraph; `pairs` is the offset of each opening mark to that of its closing one and
back, as `sentences` finds them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.language.dots import HAN

TOPIC = r"(?<![A-Za-z0-9&/])[#＃](?=[^#＃\s])(?:[^#＃\s。]{1,50}|[^#＃\n。！？!?]{1,50}(?<=\S))[#＃]"
_TOPIC = re.compile(TOPIC)
_SPACE = re.compile(r"\s*")
_IN_SENTENCE = re.compile(  # after it: #topic# is part of the sentence, as in #读书#的人, #读书# 活动
    r"[，。、；：！？,.;:!?…—）)”’」』》的与與和及是在]"
    r"|(?:活[动動]|[话話][题題]|[节節]目|[专專][题題场場栏欄]|系列|大[会會赛賽]|挑[战戰]|[论論][坛壇]|[这這]一?[个個])"
)
_LABELS = re.compile(r"[。！？!?…]\s*【")  # a second one: they say who speaks or what follows, and are no headlines

_NUMERALS = "一二三四五六七八九十"
_ITEM = re.compile(  # how items are numbered; circled numbers need no space before them
    rf"(?P<dotted>\d{{1,2}}(?:[.．](?!\d)|[、)）]))|(?P<bracketed>[（(](?:\d{{1,2}}|[{_NUMERALS}])[)）])"
    rf"|(?P<han>[{_NUMERALS}]、)|(?P<letter>[A-H](?:[.．、)）]))|(?P<circled>[①-⑳])"
)
_STEP = re.compile(
    rf"(?<![，、；：,;:]\s)(?<=\s)(?:{_ITEM.pattern})|(?<=[^\s，、；：,;:和与或及到至])(?P<tight>[①-⑳])|(?P<opener>[“‘「『（(《【])"
)

# A third-person subject that also did something, after 16 Han characters without any mark: the stop was left out.
# None in 600,000 characters of news and encyclopedia is anything else.
UNSTOPPED = rf"[他她它](?<=[{HAN}]{{17}})(?:[们們]?(?:[亦也还還又]?曾|亦))"
_EMBEDS = re.compile(  # what a clause may depend on, before its subject
    r"[说說称稱道想]|[认認以因]为|[認因]為|表示|[发發]现|發現|[显顯]示|指出|[知得]|透露|承[认認]|相信|[证證]明|[报報][道導]|[让讓使令被把对對向跟和与與的但而如若虽雖]"
)


def is_headline(text: str, start: int, end: int) -> bool:
    """Whether `start:end`, where a sentence starts, is a #topic# that stands for itself."""
    return bool(_TOPIC.fullmatch(text, start, end)) and not _IN_SENTENCE.match(text, _skip(text, end))


def lacks_stop(text: str, at: int) -> bool:
    """Whether the match of UNSTOPPED at `at` starts a sentence: nothing before it takes a clause."""
    return not _EMBEDS.search(text, at - 16, at)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def heads(text: str, pairs: Mapping[int, int], at: int) -> list[int]:
    """Where what follows each of the leading #topics# and 【headlines】 starts; `at` is the first character."""
    found: list[int] = []
    labels = text.startswith("【", at) and _LABELS.search(text, at)
    while at < len(text):
        if topic := _TOPIC.match(text, at):
            stop = topic.end()
        elif text[at] == "【" and at in pairs and not labels and not text[at + 1 : pairs[at]].isdigit():
            stop = pairs[at] + 1
        else:
            break
        at = _skip(text, stop)
        if at == len(text) or _IN_SENTENCE.match(text, at):
            break
        found.append(at)
    return found


def items(text: str, pairs: Mapping[int, int], start: int) -> list[int]:
    """Where the second and later items of a list start that begins at `start` and is numbered without a gap."""
    first = _ITEM.match(text, start)
    if not first:
        return []
    kind, number = first.lastgroup, _number(first[0])
    found: list[int] = []
    closed = first.end()
    for step in _STEP.finditer(text, closed):
        if step.lastgroup == "opener":
            closed = max(closed, pairs.get(step.start(), 0))
        elif step.start() >= closed and step.lastgroup in {kind, "tight"} and _number(step[0]) == number + 1:
            number += 1
            found.append(step.start())
    return found


def _number(label: str) -> int:
    sign = label.strip(".．、)（）(")
    if sign in _NUMERALS:
        return _NUMERALS.index(sign) + 1
    return int(sign) if sign.isdecimal() else ord(sign)
