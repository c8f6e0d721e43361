"""Each line of a table is one case: source|English as the engine wrote it|English mended, "=" where it stays|flags.

A flag is "+" where the English was mended, "-" where it was only flagged, and what is right.
"""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.translate.amounts import Checked, check


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


def shown(source: str, target: str, checked: Checked) -> str:
    flags = "; ".join(f"{'+' if flag.repaired else '-'} {flag.detail}" for flag in checked.flags)
    return f"{source}|{target}|{'=' if checked.target == target else checked.target}|{flags}"


# The number is right, the money is not.
CURRENCY = """
投资达9830亿元。|The investment is $983 billion.|The investment is 983 billion yuan.|+ 9830亿元 = 983 billion yuan
罚款5000元|a fine of 5,000 dollars|a fine of 5,000 yuan|+ 5000元 = 5,000 yuan
价值近百万元|worth nearly a million dollars|worth nearly a million yuan|+ 百万元 = 1 million yuan
从1680元降至1350元|cut from $1680 to $1350|cut from 1680 to 1350 yuan|+ 1680元 = 1,680 yuan; + 1350元 = 1,350 yuan
价格在3到5万元之间|between $30,000 and $50,000|between 30,000 and 50,000 yuan|+ 3到5万元 = 30,000 to 50,000 yuan
耗资数十亿元|it cost billions of dollars|it cost billions of yuan|+ 数十亿元 = billions of yuan
获20亿欧元|received $2 billion|received €2 billion|+ 20亿欧元 = €2 billion
花了100元(约合15美元)|paid $100 (about $15)|paid 100 yuan (about $15)|+ 100元 = 100 yuan
拨款2亿澳元（约1.5亿美元）|$200 million ($150 million)|A$200 million ($150 million)|+ 2亿澳元 = A$200 million
共计人民币4700万元|some 47 million yuan yuan|some 47 million yuan|+ 人民币4700万元 = 47 million yuan
一个投资500万元的项目|a 5-million-dollar project|a 5-million-yuan project|+ 500万元 = 5 million yuan
已花掉6个亿|it has spent 600 million dollars|it has spent 600 million|+ 6个亿 = 600 million
4100万英镑（约3.6亿元）|£41 million (£360 million)|£41 million (360 million yuan)|+ 3.6亿元 = 360 million yuan
"""

# The digits are right, the number is not.
FACTORS = """
利润为34.5亿元|a profit of 34.5 billion yuan|a profit of 3.45 billion yuan|+ 34.5亿元 = 3.45 billion yuan
利润为34.5亿元|a profit of $34.5 billion|a profit of 3.45 billion yuan|+ 34.5亿元 = 3.45 billion yuan
只需7元就能用iPhone7|$70 for an iPhone 7|7 yuan for an iPhone 7|+ 7元 = 7 yuan
票价782.52元|The fare is $78,252.|The fare is 782.52 yuan.|+ 782.52元 = 782.52 yuan
预算2180亿元|a budget of 2,18 billion yuan|a budget of 218 billion yuan|+ 2180亿元 = 218 billion yuan
出资2500.00万元|contributed $2.50.00 million|contributed 25 million yuan|+ 2500.00万元 = 25 million yuan
出口3.22万亿元人民币|exports of RMB 32.2 trillion|exports of RMB 3.22 trillion|+ 3.22万亿元人民币 = 3.22 trillion yuan
人口4.63万人|a population of 4.63 million|a population of 46,300|+ 4.63万人 = 46,300 people
罚二到九万元|between 200,000 and 90,000 yuan|between 20,000 and 90,000 yuan|+ 二到九万元 = 20,000 to 90,000 yuan
电缆长473.2亿米|47.32 100 million meters of cable|47.32 billion meters of cable|+ 473.2亿米 = 47.32 billion meters
起拍价72450万元|from 72,450 ten thousand yuan|from 724.5 million yuan|+ 72450万元 = 724.5 million yuan
长数万亿公里|hundreds of billions of kilometers long|trillions of kilometers long|+ 数万亿公里 = trillions of kilometers
有17250名学生|1,7250 students|17,250 students|+ 17250名 = 17,250
裁掉3000个岗位|300 posts were cut|3,000 posts were cut|+ 3000个 = 3,000
利润增长2.3倍|Profit rose 23 times.|Profit rose 2.3 times.|+ 2.3倍 = 2.3 times
数千人参加|Hundreds took part.|Thousands took part.|+ 数千人 = thousands of people
数百万人离开|Hundreds of thousands left.|Millions left.|+ 数百万人 = millions of people
先花30万，后花150万|$300,000, $1.5 million|300,000, 1.5 million|+ 30万 = 300,000; + 150万 = 1.5 million
税率为千分之三|a tax of 3 per cent|a tax of 0.3 per cent|+ 千分之三 = 0.3%
销量下降三成|Sales fell by 3%.|Sales fell by 30%.|+ 三成 = 30%
降了两成半|cut by two and a half per cent|cut by 25 per cent|+ 两成半 = 25%
"""

# Another number of the same thing, where it is the only one.
VALUES = """
占88%的股份|an 78% stake|an 88% stake|+ 88% = 88%
占88%的股份|a 78 per cent stake|an 88 per cent stake|+ 88% = 88%
指数为203.0%|the index was 20.0 per cent|the index was 203.0 per cent|+ 203.0% = 203.0%
5.08亿元、9元|$580 million, $9|508 million yuan, 9 yuan|+ 5.08亿元 = 508 million yuan; + 9元 = 9 yuan
得票率为35%和22%|got 53% and 27% of the vote|=|- 35% = 35%; - 22% = 22%
持续了3年|It lasted five years.|It lasted 3 years.|+ 3年 = 3 years
全长六点四公里|It is six and four kilometres long.|=|- 六点四公里 = 6.4 kilometers
沪指跌30点|fell by 30 per cent|fell by 30 points|+ 30点 = 30 points
加息25个基点|raised by 25 percentage points|raised by 25 basis points|+ 25个基点 = 25 basis points
盐度为35‰|a salinity of 35%|a salinity of 35‰|+ 35‰ = 35‰
超过三分之二的人|more than one third|more than two thirds|+ 三分之二 = two thirds
提高3.6个百分点|rose by 3.6 per cent|rose by 3.6 percentage points|+ 3.6个百分点 = 3.6 percentage points
"""

MISSING = """
持股数增至4.26亿股|Its holding has risen.|=|- 4.26亿股 = 426 million
营收1.2万亿元，增长8.5%|Revenue rose by 8.5%.|=|- 1.2万亿元 = 1.2 trillion yuan
占地15平方公里|It covers 15 kilometres.|=|- 15平方公里 = 15 square kilometers
双12千亿销售额|twelve 1,200 billion sales|=|- 千亿 = 100 billion
方圆五十里|for fifty miles around|=|- 五十里 = 50 li
1美元兑6.9元，1加元兑5.2元|1 Canadian dollar to 5.2 yuan|=|- 1美元 = $1; - 6.9元 = 6.9 yuan
持续3天，共65人参加|It lasted three days.|=|- 65人 = 65 people
"""

# What an editor lets stand.
RIGHT = """
他98年来到这里|He came here in 1998.
从1499元降至1299元|from 1499 to 1299 yuan
占双11销量的三成|30 per cent of the sales on Singles' Day
加息25个基点|raised rates by 0.25 percentage points
加息25个基点|raised rates by 25 points
上升0.3个百分点|rose by 0.3 points
万分之五|five ten thousandths
千分之三|three in a thousand
涨了3个点|rose by 3%
提出5点建议|made five suggestions
用时90分钟|in an hour and a half
行军五十里|a march of 25 kilometres
投资达9830亿元|an investment of 983 billion yuan
投资达9830亿元|an investment of RMB 983 billion
投资达9830亿元|an investment of CNY983bn
投资达9830亿元|an investment of nearly a trillion yuan
投资1.2亿英镑|a Pound120 million project
约有10234人|about 10,000 people
41,872,600股|41,873,000 shares
20多岁的人|people in their 20s
两个2岁孩子和40来岁的女人|two 2-year-olds and a woman in her 40s
20多名学生|more than 20 students
20多名学生|dozens of students
数千名学生|thousands of students
上百家企业|hundreds of companies
上百万人|more than a million people
30来人|some 30 people
超过300亿元|over 30 billion yuan
58%的人反对|Fifty-eight per cent were against it.
50%的人反对|Half were against it.
一半以上，即三分之二|more than half, or two thirds
25%的学生|a quarter of the students
三分之二的学生|66.7% of the students
三成学生|30 per cent of the students
3%到5%的儿童|between 3 and 5 per cent of children
增长100%|It doubled.
增长3倍|It rose fourfold.
增长3倍|It rose by 300%.
是去年的3倍|three times last year's
增长两倍|It tripled.
100万至150万人|1 to 1.5 million people
3-5天|three to five days
两三天|two or three days
两国的三大企业|the two countries' big three
一家公司的第一个产品|A company's first product
12个月来|over the past year
24小时营业|open around the clock
二十年来|for two decades
半个世纪，50年|half a century
100年前|a century ago
第二季度|the second quarter
第二季度|Q2
21世纪|the 21st century
20世纪80年代|the 1980s
上世纪六七十年代|the 1960s and 1970s
28岁的厨师|a 28-year-old chef
500亩地|33 hectares of land
10公里外|6.2 miles away
气温零下5度|five degrees below zero
下降0.8%|down 0.8 percent
-0.8%|minus 0.8 percent
2000名学生|2000 students
1200至1500人|between 1200 and 1500 people
9、10月份|in September and October
80、90后青年|people born in the 1980s and the 1990s
76人队|the 76ers
2016/17赛季|the 2016/17 season
用时2分43秒18|in 2:43.18
以31秒62的成绩|in 31.62 seconds
二十国集团|the G20
两个一百年|the two centenary goals
仅千分之一|only one in 1,000
五分之一的人|one in five people
规模超过万亿元|worth over trillion yuan
2.我们必须努力|We must work hard
距万亿市值一步之遥|a step short of a trillion
1994年4%、2006年17%|4 per cent in 1994 and 17 per cent in 2006
布赖恩·梅9日说|Brian May said on the 9th
退一万步说|to put it mildly
售价99美元，便宜了10元|$99, which is $10 cheaper
港币5元和3元|HK$5 and HK$3
每股5元|HK$5 a share
数百万美元的投资|a multi-million dollar investment
2年又2年|Two years, and again two years.
增长3%，去年也是3%|It grew by 3%, as it did last year.
有5400万个帐号|has 54 million accounts
12月10日宣布|announced on December 10
12月10日宣布|announced today
11日宣布|announced on Thursday
2015年|last year
8月11日至15日|from 11 to 15 August
下午3点|at 3 p.m.
14时30分|at 2.30 p.m.
公元前 1000 年|around 1,000 B.C.
2014-2015赛季|the 2014 - 2015 season
"""

DATES = """
首届园艺节18日开幕|The opening of the 18th Garden Show|=|- 18日 = the 18th
11日，企业宣布|On 11 November, the company said|On the 11th, the company said|+ 11日 = the 11th
11日晚|on the evening of 11 November.|on the evening of the 11th.|+ 11日 = the 11th
12日上午|in the morning of 12 a.m.|in the morning of the 12th|+ 12日 = the 12th
建于19世纪30年代|built in the 1930s|built in the 1830s|+ 19世纪30年代 = 1830s
于2013年成立|founded in 2003|founded in 2013|+ 2013年 = 2013
8月5日开幕|opened on 5 July|opened on 5 August|+ 8月5日 = August 5
4月底至5月，2月17日报道|in late April and early May|=|- 2月17日 = February 17
8月5日开幕|opened on August 15|opened on August 5|+ 8月5日 = August 5
11日上午，老人排队|In the morning, old people queued.|=|- 11日 = the 11th
"""

NAMES = """
使用iPhone7拍摄|shot on an iPhone 7|=|
发布了GPT-4o模型|released the GPT-4o model|=|
发布了GPT-4o模型|released the GPT-40 model|released the GPT-4o model|+ GPT-4o
教练哈维克 (Greta Halvik)|coach Greta Halvick|coach Greta Halvik|+ Greta Halvik
在Zelmart店内|in the shop|=|- Zelmart
占GDP10%|10% of the gross domestic product|=|
参加#MeToo运动|joined the MeToo movement|joined the #MeToo movement|+ #MeToo
版本V3.5.1|version V3.5.1|=|
用户@ThePharoah说|@ThePharaah's post says|@ThePharoah's post says|+ @ThePharoah
长30km，重5kg|30 kilometers long, 5 kilograms|=|
A股市场|the A-share market|=|
在Café里|in the cafe|=|
"""


@pytest.mark.parametrize("line", lines(CURRENCY + FACTORS + VALUES + MISSING + DATES + NAMES))
def test_what_is_wrong_is_mended_or_flagged(line: str) -> None:
    source, target, _, _ = line.split("|")
    assert shown(source, target, check(source, target)) == line


@pytest.mark.parametrize("line", lines(RIGHT))
def test_what_is_right_is_left_alone(line: str) -> None:
    source, target = line.split("|")
    assert shown(source, target, check(source, target)) == f"{line}|=|"


def test_a_flag_says_what_it_is_about_and_where_in_the_source() -> None:
    [flag] = check("总投资9830亿元。", "A total of $983 billion.").flags
    assert (flag.kind, "总投资9830亿元。"[flag.start : flag.end], flag.repaired) == ("currency", "9830亿元", True)
    [flag] = check("总投资34.5亿元。", "A total of 34.5 billion yuan.").flags
    assert flag.kind == "quantity"
    [flag] = check("在Zelmart店内", "in the shop").flags
    assert flag.kind == "name"


def test_what_is_skipped_is_not_looked_at() -> None:
    source = "见 https://a.cn/5000 ，投资9830亿元"
    assert check(source, "See the site; it costs $983 billion.", [(0, len(source))]) == Checked(
        "See the site; it costs $983 billion."
    )


AMOUNTS = st.builds(
    "{}{}{}".format,
    st.integers(2, 99999),
    st.sampled_from(["", "万", "亿", "多亿", "万亿"]),
    st.sampled_from(["元", "美元", "%", "人", "年", "公里", "倍", ""]),
)
FIGURES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "$", "RMB ", "€", "about ", "a "]),
    st.integers(2, 99999) | st.sampled_from(["2,18", "twenty-two", "half a", "1.5", "3 to 5"]),
    st.sampled_from(["", " million", " billion", " per cent", "%", " yuan", " years", " million yuan", " November"]),
)
SOURCES = st.lists(
    AMOUNTS | st.sampled_from(["在", "，增长", "和", "12月5日", "11日", "GPT-4", "(Kim)"]), max_size=6
).map("".join)
TARGETS = st.lists(
    FIGURES | st.sampled_from(["and", "rose by", "to", "on May 5", "the 11th", "GPT-5", "Kin"]), max_size=6
).map(" ".join)


@given(SOURCES | st.text(), TARGETS | st.text())
def test_flags_lie_in_the_source_in_its_order(source: str, target: str) -> None:
    checked = check(source, target)
    assert [flag.start for flag in checked.flags] == sorted(flag.start for flag in checked.flags)
    assert all(0 <= flag.start < flag.end <= len(source) and flag.detail for flag in checked.flags)
    assert checked.target == target or any(flag.repaired for flag in checked.flags)


@given(SOURCES, TARGETS)
def test_words_outside_the_mended_spans_are_untouched(source: str, target: str) -> None:
    """Every word that is no number, unit, currency or article is still there, in its order."""
    own = re.compile(r"\b(?:rose|by|GPT|about)\b")
    assert own.findall(check(source, target).target) == own.findall(target)


@example("100元", "2 $2")
@given(SOURCES, TARGETS)
def test_a_mended_text_is_not_mended_again(source: str, target: str) -> None:
    once = check(source, target)
    repaired = {flag.start for flag in once.flags if flag.repaired}
    again = {flag.start for flag in check(source, once.target).flags if flag.repaired}
    assert not repaired & again


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("3亿元，" * 90, "$3 billion, " * 90),
        ("3亿元，" * 5000, "$3 billion, " * 5000),
        ("GPT-4 " * 300, "GPT-5 " * 300),
        ("1" * 20_000, "1" * 20_000),
    ],
    ids=lambda text: text[:8],
)
def test_a_long_sentence_takes_no_long_time(source: str, target: str) -> None:
    began = time.process_time()
    check(source, target)
    assert time.process_time() - began < 10
