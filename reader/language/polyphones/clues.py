"""What stands around a word of one character tells how it is read: 三只股票 zhī, 只有 zhǐ.

The rules of a character are tried in order and the first that fits counts; `sure` are those that were right in at least
99 of 100 cases of `tests/bench/readings.py`, or that leave no other reading. Each has an example, which is its test.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from reader.pinyin import HAN

_N = "0-9０-９一二两三四五六七八九十百千万亿几数半多"  # the end of a number
_PRONOUN = "我你您他她它们俺咱谁"
_ADVERB = "也就都又可总必非才先再却更仍还只"
_WON = "奖分票金银铜冠亚季第一两三大胜益利病知"  # 得 with these is to get, and not to have to
_GENERAL = "参名大武上中少主老良猛敌健骁点女爱麻干"  # before 将 as a general: 名将, 参将
_MANNER = "效速续确烈真底面分易快静默密切意动然极慎稳当利功观"  # the ends of words that say how: 有效, 迅速
_GIVE = "提供|带来|服务|打造|创造|准备|做出|作出|注入|开辟|争取|送[上去]|奠定|赢得|增添"


REACH = 8  # characters on each side that a pattern may look at


class Clue(NamedTuple):
    """`pattern` is matched on up to eight characters before the character, itself between < and >, and eight after."""

    example: str
    pattern: str
    reading: str
    sure: bool


CLUES = (
    Clue("三<只>股票", rf"[{_N}每]<只>(?![能是会要需用有靠供])", "zhi1", True),
    Clue("这<只>股票", r"[这那哪某]<只>(?![能是会要需用有在占花剩为说看做想供限让给对])", "zhi1", True),
    Clue("这<只>需要时间", r"[这那哪某]<只>", "zhi3", False),
    Clue("他<只>说了一句", rf"<只>[{HAN}]", "zhi3", True),
    Clue("有人<还>了钱", r"<还>(?:了(?![解得然如结不])|不[上起清]|[清债钱款贷账帐])", "huan2", True),
    Clue("这笔钱还没<还>", rf"[没未归偿]<还>(?=$|[^{HAN}]|[了的给上完回])", "huan2", True),
    Clue("这笔钱不<还>", rf"[不要能须需该来得]<还>(?=$|[^{HAN}]|[了的上完回书])", "huan2", False),
    Clue("他把书<还>给我", r"[把将].{1,7}<还>给|^[^把将]{0,3}<还>给", "huan2", False),
    Clue("我们<还>不知道", rf"[^永]<还>[{HAN}]|^<还>[{HAN}]", "hai2", True),
    Clue("你<得>去", rf"[{_PRONOUN}{_ADVERB}须]<得>(?![了{_WON}]|.{{0,2}}[很不太更快多好越])[{HAN}]", "dei3", True),
    Clue("这事<得>抓紧", r"[事家人]<得>(?=[去抓等赶让先把给靠看找从有])", "dei3", True),
    Clue("跑<得>很快", r"<得>(?:[很不太更最越]|非常|十分|比较|这么|那么|如此|格外|有些|有点|特别)", "de5", True),
    Clue("他<得>了第一名", rf"(?:^|[^走做看来说跑吃受干])<得>了[{_WON}]", "de2", False),
    Clue("大家<都>来", r"[们家人者些员国司业部种类切全每方面天年次]<都>", "dou1", True),
    Clue("房价<都>在涨", r"<都>[是不没有会能要在可将被把已应需很无未说想用来去让得还]", "dou1", True),
    Clue("公司<将>推出", rf"(?<![{_GENERAL}])<将>(?![军士领官门校才相作帅])[{HAN}]", "jiang1", True),
    Clue("这很<好>。", r"[很更最太真较越挺蛮还就不]<好>|<好>[的了吗吧啊]", "hao3", True),
    Clue("你来<吗>？", rf"<吗>(?:$|[^{HAN}])", "ma5", True),
    Clue("走<吧>！", rf"[^书网贴酒茶水氧话影咖迪吧]<吧>(?:$|[^{HAN}])", "ba5", True),
    Clue("真好<啊>！", rf"[{HAN}]<啊>(?:$|[^{HAN}])", "a5", True),
    Clue("是<为>我们做的", r"<为>(?:[我你您他她它何]|自己|大家|此)", "wei4", False),
    Clue("<为>员工提供住房", rf"<为>[^，。；]{{1,6}}?(?:{_GIVE})", "wei4", False),
    Clue("，<为>用户着想", rf"(?:^|[^{HAN}])<为>", "wei4", False),
    Clue("慢慢<地>，他走了", r"(\w)\1<地>|(\w)\2[\w]\w<地>", "de5", False),
    Clue("一封一封<地>看", r"(一\w)\1<地>", "de5", True),
    Clue("有效<地>、持续地推进", rf"[{_MANNER}]<地>(?:$|[^{HAN}])", "de5", False),
    Clue("那是他的<地>。", rf"<地>(?:$|[^{HAN}])", "di4", False),
    Clue("路很<长>。", rf"(?:^|[^{HAN}]|[很最更太较多不极越够])<长>", "chang2", False),
    Clue("<率>队前往", r"<率>(?:[队团众军部领兵师其]|先)", "shuai4", False),
    Clue("他<数>了数手指", r"<数>(?:[了着到出清]|[一了]?数|不[清完])", "shu3", True),
    Clue("数了<数>手指", r"数[了一]?<数>", "shu3", True),
    Clue("第三<卷>", rf"[{_N}第上中下首末]<卷>", "juan4", False),
)  # fmt: skip


@cache
def _rules(character: str) -> tuple[tuple[re.Pattern[str], Clue], ...]:
    return tuple((re.compile(clue.pattern), clue) for clue in CLUES if f"<{character}>" in clue.pattern)


def find(character: str, before: str, after: str) -> Clue | None:
    """The first clue that fits what stands before and after a character, or None."""
    rules = _rules(character)
    if not rules:
        return None
    there = f"{before[-REACH:]}<{character}>{after[:REACH]}"
    return next((clue for pattern, clue in rules if pattern.search(there)), None)
