"""A web page gives its article, not its menu."""

from __future__ import annotations

import pytest

from reader.errors import SourceError
from reader.ingest.html import declared_charset, from_html

from .shown import shown

FIRST = "昨天下午，公司在城里开了一个会，请来不少记者，说新的手机下个月就能买到。"
SECOND = "经理说：“价格比去年便宜两成。”大家听了以后问了很多问题，一直说到天黑才散。"
HEAD = "<head><title>新手机下个月上市_科技_城市网</title><script>var 脚本 = 1</script><style>.样式{}</style></head>"
MENU = '<nav><ul><li><a href="/">首页</a></li><li><a href="/n">新闻</a></li><li><a href="/s">体育</a></li></ul></nav>'
LINKS = '<div class="related"><h3>相关新闻</h3><ul><li><a href="/1">公园开门了</a></li><li>火车晚点</li></ul></div>'
FOOT = '<div class="footer">城市网版权所有 <a href="/about">关于我们</a></div><script>document.write("广告")</script>'
TITLE = "# 新手机下个月上市"


def page(body: str) -> str:
    return f"<!DOCTYPE html><html>{HEAD}<body>{MENU}{body}{LINKS}{FOOT}</body></html>"


ARTICLES = {
    "article": f"<article><h1>新手机下个月上市</h1><p>{FIRST}</p><p>{SECOND}</p></article>",
    "one short paragraph": f"<article><h1>新手机下个月上市</h1><p>{FIRST}{SECOND}</p></article>",
    "division": f'<h1>新手机下个月上市</h1><div class="content"><p>{FIRST}</p><p>{SECOND}</p></div>',
    "line breaks": f'<h1>新手机下个月上市</h1><div id="content">　　{FIRST}<br><br>　　{SECOND}</div>',
    "title in the head alone": f'<div class="content"><p>{FIRST}</p><p>{SECOND}</p></div>',
    "wrapped source": f"<article><p>{FIRST[:9]}\n    {FIRST[9:]}</p><p>{SECOND}</p></article>",
}


@pytest.mark.parametrize("name", ARTICLES)
def test_article_without_menu(name: str) -> None:
    paragraphs = [FIRST + SECOND] if name == "one short paragraph" else [FIRST, SECOND]
    document = from_html(page(ARTICLES[name]), "/home/page.html")
    assert (shown(document), document.title) == ([TITLE, *paragraphs], "新手机下个月上市")


BLOCKS = {
    "heading": ("<h2>二、价格</h2>", ["## 二、价格"]),
    "inline": ("<p>新<b>手机</b>叫<a href='/x'>甲</a>，用<code>pip</code>装</p>", ["新手机叫甲，用pip装"]),
    "bullets": ("<ul><li>价格</li><li>速度<ul><li>上网</li></ul></li></ul>", ["• 价格", "• 速度", "  • 上网"]),
    "numbers": ("<ol><li>先烧水</li><li>再下面</li></ol>", ["1. 先烧水", "2. 再下面"]),
    "quotation": ("<blockquote><p>价格便宜。</p></blockquote>", ["> 价格便宜。"]),
    "code": ("<pre><code>if 是:\n    跑()</code></pre>", ["`if 是:\n    跑()"]),
    "plain pre": ("<pre>第一行\n  第二行</pre>", ["`第一行\n  第二行"]),
    "line break": ("<p>第一句。<br>第二句。</p>", ["第一句。", "第二句。"]),
    "table": ("<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>", ["甲 | 乙", "1 | 2"]),
    "caption": ('<figure><img src="a.png"><figcaption>图为新手机。</figcaption></figure>', ["图为新手机。"]),
    "entities": ("<p>甲&amp;乙 &lt;丙&gt; [red]</p>", ["甲&乙 <丙> [red]"]),
    "no normalisation": ("<p>e\u0301 ﬁ Ａ ①</p>", ["e\u0301 ﬁ Ａ ①"]),
    "escape sequences": ("<p>红\x1b[31m色</p>", ["红色"]),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks(name: str) -> None:
    body, blocks = BLOCKS[name]
    document = from_html(page(f"<article><p>{FIRST}</p>{body}<p>{SECOND}</p></article>"), "-")
    assert shown(document) == [TITLE, FIRST, *blocks, SECOND]


def test_metadata() -> None:
    meta = (
        '<meta property="og:site_name" content="城市网"><meta property="article:published_time" content="2025-03-04">'
    )
    document = from_html(f"<html><head><title>新手机</title>{meta}</head><body><article><p>{FIRST}</p></article>", "-")
    assert (document.title, document.publisher, document.date) == ("新手机", "城市网", "2025-03-04")


def test_byline_in_the_article() -> None:
    byline, editor = "<p>来源：城市日报 2025-03-04 08:10</p>", "<p>责任编辑：王小明</p>"
    document = from_html(page(f"<article><h1>新手机下个月上市</h1>{byline}<p>{FIRST}</p>{editor}</article>"), "-")
    assert (shown(document), document.publisher) == ([TITLE, FIRST, "~ 责任编辑：王小明"], "城市日报")


@pytest.mark.parametrize(
    "line",
    [
        "<p>来源：城市网</p>",
        '<div class="meta"><span>2025-03-04 08:10</span> <span>来源：城市网</span></div>',
        '<div class="info">来源：<a href="/">城市网</a> 作者：王小明</div>',
        '<div class="info">2025-03-04 08:10 稿源：城市网</div>',
    ],
)
def test_a_credit_outside_of_the_article_names_the_publisher(line: str) -> None:
    document = from_html(f"<html><body><h1>新手机</h1>{line}<article><p>{FIRST}</p><p>{SECOND}</p></article>", "-")
    assert (document.publisher, "来源" in document.text) == ("城市网", False)


@pytest.mark.parametrize("line", ["<p>来源：记者昨天在城里看到的一份文件，公司没有回应。</p>", "<nav>来源</nav>"])
def test_a_sentence_about_sources_names_none(line: str) -> None:
    assert from_html(f"<html><body><article><p>{FIRST}</p>{line}<p>{SECOND}</p></article>", "-").publisher == ""


@pytest.mark.parametrize("text", ["<p>只有一句话。</p>", "<p>只有</p><p>两段</p>", "<body>没有标签的字</body>"])
def test_a_fragment_is_a_page_too(text: str) -> None:
    assert from_html(text, "-").text.replace("\n\n", "") in text.replace("</p><p>", "")


@pytest.mark.parametrize("text", ["<html><body></body></html>", "<p> </p>", "<!-- 注 -->", "<script>脚本</script>"])
def test_a_page_without_text_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match=r"^empty\.html: no article found"):
        from_html(text, "empty.html")


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b'<meta charset="gbk">', "gbk"),
        (b"<META http-equiv=Content-Type content='text/html; charset=Big5'>", "Big5"),
        (b"<p>charset=gbk</p>", ""),
    ],
)
def test_declared_charset(data: bytes, charset: str) -> None:
    assert declared_charset(data) == charset
