"""Half-width dots in Chinese text: full stops, or parts of abbreviations, initials, file names and item numbers."""

from __future__ import annotations

import re

HAN = "\u3400-\u9fff\uf900-\ufaff々〇\U00020000-\U0003ffff"
LATIN = "A-Za-z0-9À-ÖØ-öø-ɏͰ-ӿＡ-Ｚａ-ｚ０-９"
LABEL = r"(?:第?[一二三四五六七八九十百]{1,4}|[A-Za-z]?\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{2,5})"

_WORD = re.compile(rf"[{LATIN}](?:[{LATIN}.,'’&-]*[{LATIN}])?$")
_FILE = re.compile(
    r"(?:pdf|docx?|xlsx?|pptx?|txt|csv|md|html?|jpe?g|png|gif|mp[34]|zip|com|cn|net|org)\b", re.ASCII | re.I
)
_TITLED = re.compile(r"(?:m(?:rs?|s|t)|dr|prof|st|vs|e\.g|i\.e|cf|gen|sen|rep|gov|capt|lt|col|sgt|rev|hon|ca|viz|dept)")
_NUMBERED = re.compile(r"nos?|figs?|vols?|pp?|ch|sec|eq|ver|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec")
# U.S., J. K. Rowling; they may end a sentence, but only the next word tells
_MAY_END = re.compile(r"(?:inc|ltd|co|corp|[js]r|etc|al|plc|llc|bros|esq|ph\.d|[a-z](?:\.[a-z])*)")
_STARTER = re.compile(
    r"(?:The|An?|He|She|It|We|They|You|This|That|These|Those|There|In|On|At|For|But|And|However|Meanwhile|After|Before"
    r"|When|While|If|As|By|With|From|Its|His|Her|Their|Our|My|What|Why|How|Who|Some|Many|Most|All|Now|So|Yet)\b"
)
_STARTS = re.compile(rf"[{HAN}A-Z\d“‘「『《【（(\"]|[a-z]{{1,2}}[A-Z]")
_AMOUNT = re.compile(rf"(?:[{LATIN}]\.?\s|[$￥¥€£])\d+$|(?![图圖表例式第])[{HAN}]\d\d$|\d[:：]\d+$")  # no item's number


def ends_sentence(text: str, start: int, at: int, following: int) -> bool:
    """Whether the dot at `at` ends a sentence, and not an abbreviation, an initial or the number of an item.

    Offsets in characters: the sentence begins at `start`, and the next thing but white space stands at `following`.
    """
    spaced = following > at + 1
    if at - start <= 8 and re.fullmatch(LABEL, text[start:at]):
        return False
    word = _WORD.search(text, max(start, at - 40), at)
    if not word:
        before = text[at - 1]
        return spaced or (not (before.isascii() and before not in ")]}%\"'") and not _FILE.match(text, following))
    token, after = word[0].lower(), text[following]
    if _TITLED.fullmatch(token) or (_NUMBERED.fullmatch(token) and re.match(r"[\d一二三四五六七八九十]", after)):
        return False
    if _MAY_END.fullmatch(token):
        return spaced and bool(_STARTER.match(text, following))
    if len(token) < 3 and token.isdecimal() and not _AMOUNT.search(text, max(word.start() - 3, start), at):
        return False
    return bool(_STARTS.match(text, following)) if spaced else not after.isascii() or after in ")]}\"'("
