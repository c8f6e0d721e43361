"""What news sites put around an article, told from the article itself in plain text.

Above it a publisher and a date, often under a first line that is cut off; in its first words `#topic#【full title】`;
below it counters, editors' names and the publisher's blurb. Every rule asks for the whole line and for its place, so
that no sentence is taken for furniture: in doubt the text stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from reader.ingest.assemble import Piece

_HEAD = 5  # pieces at the top among which a byline is looked for
_BYLINE = 80  # characters
_NOTE = 40  # characters of a line without an end mark that may stand below an article
_BLURB = 120  # characters of what a publisher says of itself
_PUBLISHER = 12  # characters
_HEADLINE = 6  # characters that tell a title in 【】 from a label
_TAIL = 12  # pieces at the end among which there are names

_DAY = (
    r"\d{4} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?(?!\d)(?:\s*[（(]?(?:星期|周|週)[一二三四五六日天][）)]?)?"
    r"|(?:\d{1,2}月\d{1,2}日|\d{1,2}-\d{1,2}|昨天|今天|前天)(?= *\d{1,2}[:：])|\d{1,2} ?(?:分钟|小时|天)前"
)
_CLOCK = r"[ T]*(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d(?:Z|[+]\d\d:?\d\d)?)?"
_DATE = re.compile(rf"(?<![\d.])(?P<day>{_DAY})(?P<clock>{_CLOCK})?(?![\d:：])")
_NAME = r"[^\s:：|｜,，、。！？!?；;#【】《》“”]{2,20}"
_SOURCE = re.compile(
    rf"(?:文章|信息|新闻|新聞|稿件)?(?:来源|來源|稿源|出处|出處|转自|轉自|Source)(?:于|自)? *[:：] *(?P<name>{_NAME})",
    re.I,
)
_PUBLISHED = re.compile(r"(?:发布|發布|发表|發表|更新|刊发)(?:时间|時間|日期|于|於)? *[:：]? *(?=\0)")
_PERSON = re.compile(
    r"(?<!\w)(?:作者|记者|記者|文|撰文|采写|编译|通讯员|责编|責編|(?:责任|責任|值班)?(?:编辑|編輯)|校对|审核)"
    rf" *[:：/｜|] *{_NAME}(?:[ 、]{_NAME}(?!\w* *[:：]))?"
)
_FURNITURE = re.compile(r"字[号號体體] *[:：]? *(?:[大中小] *)+|(?:打印|列印|分享|收藏|听新闻|关注|A[+-])(?=\s|$)")
_SEPARATORS = re.compile(r"[\s|｜·•/／—\0]+")
# A publisher's name without a label: what such names end with, and what no name but many a sentence contains.
_MEDIA = re.compile(
    r"(?:[网網报報社刊台臺视視氪嗅]|新闻|新聞|财经|財經|科技|在线|客户端|头条|资讯|评论|频道|杂志|通讯|之家|[A-Za-z])$"
)
_CLAUSE = re.compile(r"[于於在为為是的了将將至到从從截和与與]|时间|日期")

_NUMBER = r"\d[\d.,]*\s*[万萬亿億wWkK]?\+?"
_LABEL = (
    r"(?:阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|点赞|點讚|赞|讚|转发|轉發|分享|收藏|在看|喜欢|喜歡|播放|跟贴|跟帖|参与|參與|人气|围观)"
    r"(?:次数|次數|量|数|數)?"
)
_COUNT = re.compile(rf"{_LABEL}\s*[:：(（]?\s*{_NUMBER}[)）]?|{_NUMBER}\s*(?:次|人|条|條|个|個)?{_LABEL}")
_BUTTONS = re.compile(rf"{_LABEL}(?:\s+{_LABEL})*")
_STAFF = re.compile(
    r"[（(\[【]?(?:本文)?(?:(?:责任|責任|值班)?(?:编辑|編輯)|责编|責編|值班主编|监制|主编|审校|审核|校对|编审|[初复终]审|来源|來源|作者)"
    r" *[:：/｜|] *[^。！？]{1,40}?[）)\]】]?"
)
_NOTICE = re.compile(
    r"(?:相关|推荐|延伸|热门|相關|推薦)(?:阅读|推荐|新闻|文章|评论|閱讀|新聞)[:：]?|返回搜狐[,，]?查看更多"
    r"|举报[/／ ]?反馈|展开全文|打开APP.{0,12}|(?:阅读|查看)原文|(?:版权|特别|免责)声明[:：].{0,150}|分享到.{0,20}"
)
_ENDED = re.compile(r"[。！？!?…；;][”’」』）)】]*$")

_TOPICS = r"(?:#[^#\n]{1,60}#\s*)*"
_LEAD = re.compile(rf"(?P<lead>{_TOPICS}【(?P<title>[^【】]{{2,100}})】(?:\s*{_TOPICS})?)\s*(?P<body>.*)", re.S)
_CREDIT = re.compile(r"记者|記者|报道|報道|報導|通讯员|编译|综合|特约|电讯|責編|责编|编者按|导语|来源")
_CUT = re.compile(r"(?:\.{2,}|…+)$")


def take_byline(pieces: list[Piece]) -> tuple[list[Piece], str, str]:
    """The pieces without the lines that say who published the article and when; the publisher and the date, or ""."""
    alone = {piece.text for piece in pieces}
    taken, publisher, date = set[int](), "", ""
    plain = True  # the first line of a text may be anything, and so may one after a sentence
    for place, piece in enumerate(pieces[:_HEAD]):
        if byline := _byline(piece.text, alone, plain=plain):
            taken.add(place)
            publisher, date = publisher or byline[0], date or byline[1]
            continue
        plain = _ENDED.search(piece.text) is not None
        if len(piece.text) > _BYLINE or (plain and place > 0):
            break
    if len(taken) == len(pieces):
        return pieces, "", ""
    return [piece for place, piece in enumerate(pieces) if place not in taken], publisher, date


def credited(line: str) -> str:
    """The publisher that a byline names behind a label (来源：), or ""."""
    return (_byline(line, set(), plain=True) or ("", ""))[0] if _SOURCE.search(line[:_BYLINE]) else ""


def _byline(text: str, alone: set[str], *, plain: bool) -> tuple[str, str] | None:
    """Publisher and date of a line that has nothing else but authors and counters.

    `alone` are the lines there are. A `plain` byline has a label or the time of day.
    """
    when = _DATE.search(text)
    rest = f"{text[: when.start()]}\0{text[when.end() :]}" if when else text
    source = _SOURCE.search(rest)
    is_plain = bool(source or _PUBLISHED.search(rest) or (when and when["clock"]))
    if len(text) > _BYLINE or not (when or source) or (plain and not is_plain):
        return None
    for label in (_SOURCE, _PUBLISHED, _PERSON, _COUNT, _FURNITURE):
        rest = label.sub(" ", rest)
    names = _SEPARATORS.sub(" ", rest).split()
    exact = bool(when and (when["clock"] or "年" not in when["day"]))
    if len(names) > 2 or not all(name in alone or _is_publisher(name, exact) for name in names) or (names and not when):
        return None
    publisher = source["name"] if source else names[0] if names else ""
    return publisher, when[0].strip() if when else ""


def _is_publisher(name: str, exact: bool) -> bool:
    """Whether an unlabelled word beside a date is a name; `exact` dates are those that no sentence has."""
    if len(name) > _PUBLISHER or not re.fullmatch(_NAME, name):
        return False
    return _MEDIA.search(name) is not None or (exact and not _CLAUSE.search(name))


def take_lead(pieces: list[Piece]) -> tuple[list[Piece], str]:
    """The pieces with `#topic#【title】` at the start of the body as a heading of its own; the title, or "".

    A first line that only repeats how the title or the body begins is left out; cut off, it serves as title.
    """
    for place in (1, 0):
        lead = _LEAD.fullmatch(pieces[place].text) if place < len(pieces) else None
        if lead is None:
            continue
        title, body = lead["title"].strip(), lead["body"]
        alone = len(title) >= _HEADLINE and not _CREDIT.search(title) and (body or len(pieces) > 1)
        if alone if place == 0 else _repeats(pieces[0].text, pieces[1].text, title):
            heading = Piece("heading", lead["lead"].strip(), 1)
            return [heading, *([Piece("paragraph", body)] if body else []), *pieces[place + 1 :]], title
    if len(pieces) > 1 and _CUT.search(pieces[0].text) and _repeats(pieces[0].text, pieces[1].text):
        return pieces[1:], pieces[0].text
    return pieces, ""


def _repeats(line: str, body: str, title: str = "") -> bool:
    start = _CUT.sub("", line).strip()
    return len(start) >= _HEADLINE and (body.startswith(start) or title.startswith(start))


def set_aside(pieces: list[Piece], publisher: str) -> list[Piece]:
    """The pieces with counters, and from the first counter, editor or notice below the article on all, as asides."""
    first = max(1, len(pieces) - _TAIL)
    tail = [piece.text for piece in pieces[first:]]
    below = next((place for place, _ in enumerate(tail) if _is_tail(tail[place:], publisher)), len(tail))
    return [
        replace(piece, kind="aside", level=0, marker="")
        if place >= first + below or (place < _HEAD and _is_counter(piece.text))
        else piece
        for place, piece in enumerate(pieces)
    ]


def _is_tail(texts: list[str], publisher: str) -> bool:
    """Whether there is nothing but furniture in the last lines of a text, what they begin with making it plain."""
    names = {text for text in texts if len(text) <= _PUBLISHER and not _ENDED.search(text)} | ({publisher} - {""})
    named = {publisher, *(name for name in names if texts.count(name) > 1)}  # twice, above what it says of itself
    return _opens_tail(texts[0]) and all(
        _opens_tail(text)
        or (len(text) <= _NOTE and not _ENDED.search(text))
        or (len(text) <= _BLURB and (text.startswith(tuple(names)) or before in named))
        for before, text in pairwise(texts)
    )


def _opens_tail(text: str) -> bool:
    return _is_counter(text) or any(rule.fullmatch(text) for rule in (_BUTTONS, _STAFF, _NOTICE))


def _is_counter(text: str) -> bool:
    rest, counters = _COUNT.subn(" ", text[:_BYLINE])
    return counters > 0 and len(text) <= _BYLINE and not rest.strip("0123456789 :：|｜·")
