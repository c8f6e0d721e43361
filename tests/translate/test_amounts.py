"""Each line of a table is one case: source|English as the engine wrote it|English mended, "=" where it stays|flags.

A flag is "+" where the English was mended, "-" where it was only flagged, and what is right.
"""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
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
从1499元降至1299元|cut from $1499 to $1299|cut from 1499 to 1299 yuan|+ 1499元 = 1,499 yuan; + 1299元 = 1,299 yuan
价格在3到5万元之间|between $30,000 and $50,000|between 30,000 and 50,000 yuan|+ 3到5万元 = 30,000 to 50,000 yuan
耗资数十亿元|it cost billions of dollars|it cost billions of yuan|+ 数十亿元 = billions of yuan
获20亿欧元|received $2 billion|received €2 billion|+ 20亿欧元 = €2 billion
花了100元(约合15美元)|paid $100 (about $15)|paid 100 yuan (about $15)|+ 100元 = 100 yuan
拨款2亿澳元（约1.5亿美元）|$200 million ($150 million)|A$200 million ($150 million)|+ 2亿澳元 = A$200 million
共计人民币3300万元|some 33 million yuan yuan|some 33 million yuan|+ 人民币3300万元 = 33 million yuan
一个投资500万元的项目|a 5-million-dollar project|a 5-million-yuan project|+ 500万元 = 5 million yuan
已投资4个亿|it has invested 400 million dollars|it has invested 400 million|+ 4个亿 = 400 million
3200万英镑（约2.8亿元）|£32 million (£280 million)|£32 million (280 million yuan)|+ 2.8亿元 = 280 million yuan
"""

# The digits are right, the number is not.
FACTORS = """
利润为34.5亿元|a profit of 34.5 billion yuan|a profit of 3.45 billion yuan|+ 34.5亿元 = 3.45 billion yuan
利润为34.5亿元|a profit of $34.5 billion|a profit of 3.45 billion yuan|+ 34.5亿元 = 3.45 billion yuan
只需7元就能用iPhone7|$70 for an iPhone 7|7 yuan for an iPhone 7|+ 7元 = 7 yuan
票价782.52元|The fare is $78,252.|The fare is 782.52 yuan.|+ 782.52元 = 782.52 yuan
预算2180亿元|a budget of 2,18 billion yuan|a budget of 218 billion yuan|+ 2180亿元 = 218 billion yuan
出资1200.00万元|contributed $1.20.00 million|contributed 12 million yuan|+ 1200.00万元 = 12 million yuan
出口3.22万亿元人民币|exports of RMB 32.2 trillion|exports of RMB 3.22 trillion|+ 3.22万亿元人民币 = 3.22 trillion yuan
人口2.82万人|a population of 2.82 million|a population of 28,200|+ 2.82万人 = 28,200 people
罚三到十万元|between 300,000 and 100,000 yuan|between 30,000 and 100,000 yuan|+ 三到十万元 = 30,000 to 100,000 yuan
胶带长169.85亿米|16.985 100 million meters of tape|16.985 billion meters of tape|+ 169.85亿米 = 16.985 billion meters
起拍价61311万元|from 61,311 ten thousand yuan|from 613.11 million yuan|+ 61311万元 = 613.11 million yuan
相隔数万亿英里|hundreds of billions of miles apart|trillions of miles apart|+ 数万亿英里 = trillions of miles
有13140名学生|1,3140 students|13,140 students|+ 13140名 = 13,140
"""

# Another number of the same thing, where it is the only one.
VALUES = """
占88%的股份|an 78% stake|an 88% stake|+ 88% = 88%
占88%的股份|a 78 per cent stake|an 88 per cent stake|+ 88% = 88%
指数为101.0%|the index was 10.0 per cent|the index was 101.0 per cent|+ 101.0% = 101.0%
5.08亿元、9元|$580 million, $9|508 million yuan, 9 yuan|+ 5.08亿元 = 508 million yuan; + 9元 = 9 yuan
得票率为35%和22%|got 53% and 27% of the vote|=|- 35% = 35%; - 22% = 22%
持续了3年|It lasted five years.|It lasted 3 years.|+ 3年 = 3 years
全长三点七公里|It is three and seven kilometres long.|=|- 三点七公里 = 3.7 kilometers
提高3.6个百分点|rose by 3.6 per cent|rose by 3.6 percentage points|+ 3.6个百分点 = 3.6 percentage points
"""

MISSING = """
持股数增至3.87亿股|Its holding has risen.|=|- 3.87亿股 = 387 million
营收1.2万亿元，增长8.5%|Revenue rose by 8.5%.|=|- 1.2万亿元 = 1.2 trillion yuan
持续3天，共65人参加|It lasted three days.|=|- 65人 = 65 people
"""

# What an editor lets stand.
RIGHT = """
投资达9830亿元|an investment of 983 billion yuan
投资达9830亿元|an investment of RMB 983 billion
投资达9830亿元|an investment of CNY983bn
投资达9830亿元|an investment of nearly a trillion yuan
投资1.35亿英镑|a Pound135 million project
约有10234人|about 10,000 people
29,293,100股|29,293,000 shares
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
80、90后青年|young people born in the 1980s and 1990s
76人队|the 76ers
2016/17赛季|the 2016/17 season
用时1分57秒79|in 1:57.79
以23秒54的成绩|in 23.54 seconds
二十国集团|the G20
两个一百年|the two centenary goals
仅千分之一|only one in 1,000
五分之一的人|one in five people
规模超过万亿元|worth over trillion yuan
2.我们必须努力|We must work hard
距万亿市值一步之遥|one step away from a trillion
1996年3%、2008年18%|3 per cent in 1996 and 18 per cent in 2008
特雷莎·梅11日说|Theresa May said on the 11th
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
首届青运会13日开幕|The opening of the 13th Youth Games|=|- 13日 = the 13th
11日，企业宣布|On 11 November, the company said|On the 11th, the company said|+ 11日 = the 11th
11日晚|on the evening of 11 November.|on the evening of the 11th.|+ 11日 = the 11th
12日上午|in the morning of 12 a.m.|in the morning of the 12th|+ 12日 = the 12th
建于19世纪30年代|built in the 1930s|built in the 1830s|+ 19世纪30年代 = 1830s
于2013年成立|founded in 2003|founded in 2013|+ 2013年 = 2013
8月5日开幕|opened on 5 July|opened on 5 August|+ 8月5日 = August 5
2月底至3月，1月16日报道|in late February and early March|=|- 1月16日 = January 16
8月5日开幕|opened on August 15|opened on August 5|+ 8月5日 = August 5
11日上午，老人排队|In the morning, old people queued.|=|- 11日 = the 11th
"""

NAMES = """
使用iPhone7拍摄|shot on an iPhone 7|=|
发布了GPT-4o模型|released the GPT-4o model|=|
发布了GPT-4o模型|released the GPT-40 model|released the GPT-4o model|+ GPT-4o
教练卡罗利 (Martha Karolyi)|coach Martha Karolii|coach Martha Karolyi|+ Martha Karolyi
在Primark店内|in the shop|=|- Primark
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
    [flag] = check("在Primark店内", "in the shop").flags
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
