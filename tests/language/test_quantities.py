"""Each line of a table is one case: text|read aloud|English, or a text with what is found in it [bracketed=English]."""

import decimal
import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.numerals import normal, numeral, say, value
from reader.language.quantities import Quantity, find, spoken


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


def only(text: str) -> Quantity:
    """The one quantity that covers the whole of `text`."""
    found = find(text)
    assert [(quantity.start, quantity.end) for quantity in found] == [(0, len(text))]
    return found[0]


def bracketed(text: str) -> str:
    pieces, position = [], 0
    for quantity in find(text):
        pieces += [text[position : quantity.start], f"[{text[quantity.start : quantity.end]}={quantity.english}]"]
        position = quantity.end
    return "".join(pieces) + text[position:]


NUMBERS = """
0|líng|0
2|èr|2
10|shí|10
15|shí wǔ|15
20|èr shí|20
22|èr shí èr|22
100|yī bǎi|100
102|yī bǎi líng èr|102
110|yī bǎi yī shí|110
115|yī bǎi yī shí wǔ|115
200|èr bǎi|200
222|èr bǎi èr shí èr|222
1008|yī qiān líng bā|1008
2000|liǎng qiān|2000
2200|liǎng qiān èr bǎi|2200
8000|bā qiān|8000
20000|liǎng wàn|20000
22000|liǎng wàn liǎng qiān|22000
10,040|yī wàn líng sì shí|10,040
105,000|shí wàn wǔ qiān|105,000
1,000,001|yī bǎi wàn líng yī|1,000,001
0.5|líng diǎn wǔ|0.5
3.14|sān diǎn yī sì|3.14
3．14|sān diǎn yī sì|3.14
１２，３００|yī wàn liǎng qiān sān bǎi|12,300
-7|fù qī|-7
007|líng líng qī|007
2亿|liǎng yì|200 million
2万|liǎng wàn|20,000
3千|sān qiān|3,000
200万|èr bǎi wàn|2 million
2000万|liǎng qiān wàn|20 million
3千万|sān qiān wàn|30 million
3.5万|sān diǎn wǔ wàn|35,000
120万|yī bǎi èr shí wàn|1.2 million
1500万|yī qiān wǔ bǎi wàn|15 million
12.50亿|shí èr diǎn wǔ líng yì|1.25 billion
1.2万亿|yī diǎn èr wàn yì|1.2 trillion
3萬億|sān wàn yì|3 trillion
2个亿|liǎng gè yì|200 million
1亿2000万|yī yì liǎng qiān wàn|120 million
3万5千|sān wàn wǔ qiān|35,000
20多亿|èr shí duō yì|more than 2 billion
3000余|sān qiān yú|more than 3,000
13912345678|yāo sān jiǔ yāo èr sān sì wǔ liù qī bā|13912345678
010-87654321|líng yāo líng bā qī liù wǔ sì sān èr yāo|010-87654321
400-610-7788|sì líng líng liù yāo líng qī qī bā bā|400-610-7788
10.0.0.12|yī líng diǎn líng diǎn líng diǎn yī èr|10.0.0.12
12345678901234567890|yāo èr sān sì wǔ liù qī bā jiǔ líng yāo èr sān sì wǔ liù qī bā jiǔ líng|12345678901234567890
90后|jiǔ líng hòu|post-90s
00后|líng líng hòu|post-00s
95后|jiǔ wǔ hòu|post-95
"""

NUMERALS = """
三百二十|sān bǎi èr shí|320
一千零二十|yī qiān líng èr shí|1,020
二〇八|èr líng bā|208
两千多万|liǎng qiān duō wàn|more than 20 million
十几亿|shí jǐ yì|more than 1 billion
一百多|yī bǎi duō|more than 100
三点五亿|sān diǎn wǔ yì|350 million
兩萬五千|liǎng wàn wǔ qiān|25,000
一万五|yī wàn wǔ|15,000
百万|bǎi wàn|1 million
万亿|wàn yì|1 trillion
十亿元|shí yì yuán|1 billion yuan
两亿美元|liǎng yì měi yuán|$200 million
两三百万元|liǎng sān bǎi wàn yuán|2 million to 3 million yuan
七八十|qī bā shí|70 to 80
十五六岁|shí wǔ liù suì|15 to 16 years old
三五天|sān wǔ tiān|3 to 5 days
数十亿元|shù shí yì yuán|billions of yuan
几百万美元|jǐ bǎi wàn měi yuán|millions of dollars
数千名|shù qiān míng|thousands
数十人|shù shí rén|dozens of people
上万人|shàng wàn rén|more than 10,000 people
上千万元|shàng qiān wàn yuán|more than 10 million yuan
30来人|sān shí lái rén|more than 30 people
10来万元|shí lái wàn yuán|more than 100,000 yuan
三成|sān chéng|30%
2成|liǎng chéng|20%
七八成|qī bā chéng|70% to 80%
七到八成|qī dào bā chéng|70% to 80%
百分之三十|bǎi fēn zhī sān shí|30%
百分之三点五|bǎi fēn zhī sān diǎn wǔ|3.5%
百分之百|bǎi fēn zhī bǎi|100%
百分之三至五|bǎi fēn zhī sān zhì wǔ|3% to 5%
千分之二|qiān fēn zhī èr|0.2%
三分之一|sān fēn zhī yī|one third
三分之二|sān fēn zhī èr|two thirds
二分之一|èr fēn zhī yī|one half
四分之三|sì fēn zhī sān|three quarters
十分之一|shí fēn zhī yī|one tenth
十二分之五|shí èr fēn zhī wǔ|5/12
"""

UNITS = """
2.53%|bǎi fēn zhī èr diǎn wǔ sān|2.53%
-5%|fù bǎi fēn zhī wǔ|-5%
负0.8%|fù bǎi fēn zhī líng diǎn bā|-0.8%
１２．５％|bǎi fēn zhī shí èr diǎn wǔ|12.5%
3‰|qiān fēn zhī sān|3‰
2小时15分|liǎng xiǎo shí shí wǔ fēn|2 hours 15 minutes
45分30秒|sì shí wǔ fēn sān shí miǎo|45 minutes 30 seconds
1个小时5分钟|yī xiǎo shí wǔ fēn|1 hour 5 minutes
5个百分点|wǔ gè bǎi fēn diǎn|5 percentage points
9830亿元|jiǔ qiān bā bǎi sān shí yì yuán|983 billion yuan
8000元|bā qiān yuán|8,000 yuan
2元|liǎng yuán|2 yuan
100亿元人民币|yī bǎi yì yuán rén mín bì|10 billion yuan
人民币100元|rén mín bì yī bǎi yuán|100 yuan
¥3000|sān qiān yuán|3,000 yuan
34.5亿美元|sān shí sì diǎn wǔ yì měi yuán|$3.45 billion
34.5 亿美元|sān shí sì diǎn wǔ yì měi yuán|$3.45 billion
US$34.5亿|sān shí sì diǎn wǔ yì měi yuán|$3.45 billion
$99.9|jiǔ shí jiǔ diǎn jiǔ měi yuán|$99.9
5亿多美元|wǔ yì duō měi yuán|more than $500 million
20亿欧元|èr shí yì ōu yuán|€2 billion
3兆元|sān zhào yuán|3 trillion yuan
50新西兰元|wǔ shí xīn xī lán yuán|NZ$50
100澳大利亚元|yī bǎi ào dà lì yà yuán|A$100
50兆瓦|wǔ shí zhào wǎ|50 megawatts
31秒62|sān shí yī miǎo liù èr|31.62 seconds
3000万英镑|sān qiān wàn yīng bàng|£30 million
12亿港元|shí èr yì gǎng yuán|HK$1.2 billion
500亿日元|wǔ bǎi yì rì yuán|50 billion yen
1瑞士法郎|yī ruì shì fǎ láng|1 Swiss franc
20年|èr shí nián|20 years
1年|yī nián|1 year
1500年|yī qiān wǔ bǎi nián|1,500 years
2年|liǎng nián|2 years
两年|liǎng nián|2 years
十年|shí nián|10 years
一年半|yī nián bàn|1.5 years
3年多|sān nián duō|more than 3 years
20多年|èr shí duō nián|more than 20 years
3个月|sān gè yuè|3 months
两个多月|liǎng gè duō yuè|more than 2 months
3个半小时|sān gè bàn xiǎo shí|3.5 hours
2周|liǎng zhōu|2 weeks
5天|wǔ tiān|5 days
三天|sān tiān|3 days
2小时|liǎng xiǎo shí|2 hours
30分钟|sān shí fēn zhōng|30 minutes
10公里|shí gōng lǐ|10 kilometers
5千米|wǔ qiān mǐ|5 kilometers
100平方公里|yī bǎi píng fāng gōng lǐ|100 square kilometers
15公斤|shí wǔ gōng jīn|15 kilograms
5吨|wǔ dūn|5 tons
3千瓦时|sān qiān wǎ shí|3 kilowatt-hours
7纳米|qī nà mǐ|7 nanometers
37度|sān shí qī dù|37 degrees
36.5℃|sān shí liù diǎn wǔ shè shì dù|36.5°C
零下5度|líng xià wǔ dù|-5 degrees
1.5倍|yī diǎn wǔ bèi|1.5 times
2倍|liǎng bèi|2 times
3亿人|sān yì rén|300 million people
3000名|sān qiān míng|3,000
2家|liǎng jiā|2
100余家|yī bǎi yú jiā|more than 100
35岁|sān shí wǔ suì|35 years old
3年级|sān nián jí|grade 3
10周年|shí zhōu nián|tenth anniversary
21世纪|èr shí yī shì jì|21st century
3个世纪|sān gè shì jì|3 centuries
三季度|sān jì dù|third quarter
3个季度|sān gè jì dù|3 quarters
10号|shí hào|No. 10
第13号|dì shí sān hào|No. 13
第3名|dì sān míng|third
第3|dì sān|third
第2|dì èr|second
第一|dì yī|first
第十三届|dì shí sān jiè|13th
第22|dì èr shí èr|22nd
第三季度|dì sān jì dù|third quarter
第100天|dì yī bǎi tiān|100th day
1/3|sān fēn zhī yī|1/3
1:3|yī bǐ sān|1:3
3比2|sān bǐ èr|3:2
3-1|sān bǐ yī|3-1
"""

RANGES = """
3-5天|sān dào wǔ tiān|3 to 5 days
2-3天|liǎng dào sān tiān|2 to 3 days
三至五年|sān zhì wǔ nián|3 to 5 years
两到三年|liǎng dào sān nián|2 to 3 years
3天到5天|sān tiān dào wǔ tiān|3 to 5 days
3-5|sān dào wǔ|3-5
100万至150万元|yī bǎi wàn zhì yī bǎi wǔ shí wàn yuán|1 million to 1.5 million yuan
1万元至2万元|yī wàn yuán zhì liǎng wàn yuán|10,000 to 20,000 yuan
3000万-5000万|sān qiān wàn dào wǔ qiān wàn|30 million to 50 million
3-5亿元|sān dào wǔ yì yuán|300 million to 500 million yuan
800-1000万|bā bǎi dào yī qiān wàn|8 million to 10 million
8000-1.2万|bā qiān dào yī diǎn èr wàn|8,000 to 12,000
三到五百万|sān dào wǔ bǎi wàn|3 million to 5 million
10亿至15亿美元|shí yì zhì shí wǔ yì měi yuán|$1 billion to $1.5 billion
20%-30%|bǎi fēn zhī èr shí dào bǎi fēn zhī sān shí|20% to 30%
5～10%|bǎi fēn zhī wǔ dào bǎi fēn zhī shí|5% to 10%
"""

DATES = """
2025年|èr líng èr wǔ nián|2025
1842年|yī bā sì èr nián|1842
1644年|yī liù sì sì nián|1644
08年|líng bā nián|2008
二〇二五年|èr líng èr wǔ nián|2025
一九九八年|yī jiǔ jiǔ bā nián|1998
公元前221年|gōng yuán qián èr èr yī nián|221 BC
2024-2025年|èr líng èr sì dào èr líng èr wǔ nián|2024 to 2025
2023年至2025年|èr líng èr sān nián zhì èr líng èr wǔ nián|2023 to 2025
4月|sì yuè|April
2月|èr yuè|February
五月|wǔ yuè|May
十二月|shí èr yuè|December
7月份|qī yuè fèn|July
1-11月|yī dào shí yī yuè|January to November
2025年10月|èr líng èr wǔ nián shí yuè|October 2025
2024年8月|èr líng èr sì nián bā yuè|August 2024
2025年1-11月|èr líng èr wǔ nián yī dào shí yī yuè|January to November 2025
25年3月|èr wǔ nián sān yuè|March 2025
12月10日|shí èr yuè shí rì|December 10
03月05日|sān yuè wǔ rì|March 5
2月2号|èr yuè èr hào|February 2
12月10日至15日|shí èr yuè shí rì zhì shí wǔ rì|December 10 to 15
2025年12月10日|èr líng èr wǔ nián shí èr yuè shí rì|December 10, 2025
2025 年 12 月 10 日|èr líng èr wǔ nián shí èr yuè shí rì|December 10, 2025
二〇二五年十二月十日|èr líng èr wǔ nián shí èr yuè shí rì|December 10, 2025
2025-12-11|èr líng èr wǔ nián shí èr yuè shí yī rì|December 11, 2025
2025/3/5|èr líng èr wǔ nián sān yuè wǔ rì|March 5, 2025
15日|shí wǔ rì|the 15th
90年代|jiǔ shí nián dài|1990s
七八十年代|qī bā shí nián dài|1970s to 1980s
70、80年代|qī shí bā shí nián dài|1970s to 1980s
公元前10000年|gōng yuán qián yī líng líng líng líng nián|10000 BC
公元前 221 年|gōng yuán qián èr èr yī nián|221 BC
20世纪80年代|èr shí shì jì bā shí nián dài|1980s
21世纪20年代|èr shí yī shì jì èr shí nián dài|2020s
10:30|shí diǎn sān shí fēn|10:30
2:05|liǎng diǎn líng wǔ fēn|2:05
9：00|jiǔ diǎn|9:00
10点半|shí diǎn bàn|10:30
9时30分|jiǔ shí sān shí fēn|9:30
14时|shí sì shí|14:00
三点一刻|sān diǎn yī kè|3:15
10点|shí diǎn|10 o'clock
"""

IN_TEXT = """
以上百分之五|以上[百分之五=5%]
网上百度|网上百度
近百万用户|近[百万=1 million]用户
逾300亿元|逾[300亿元=30 billion yuan]
2025年初发布|[2025=2025]年初发布
到2024年底|到[2024=2024]年底
2025年中国市场|[2025年=2025]中国市场
2024年初步核算|[2024年=2024]初步核算
12月底|[12月=December]底
工作了20年的人|工作了[20年=20 years]的人
前三季度|前[三季度=3 quarters]
下午三点开会|下午[三点=3 o'clock]开会
涨了20点|涨了[20=20]点
周三十点|周三[十点=10 o'clock]
2.0版|[2.0=2.0]版
Llama 4发布|Llama [4=4]发布
GPT-4o、Qwen2.5、V3、A100、H20|GPT-4o、Qwen2.5、V3、A100、H20
3D、5G、1080p、72B、4o|3D、5G、1080p、72B、4o
v2.0和COVID-19|v2.0和COVID-19
Meta12月10日宣布|Meta[12月10日=December 10]宣布
AI2025年|AI[2025年=2025]
占GDP10%|占GDP[10%=10%]
伊尔-76飞机|伊尔-[76=76]飞机
3天-2周|[3天=3 days]-[2周=2 weeks]
增速为-5%|增速为[-5%=-5%]
9点-11点|[9点=9 o'clock]-[11点=11 o'clock]
排名前10:300家|排名前[10=10]:[300家=300]
16:9的屏幕，1:2:3|[16:9=16:9]的屏幕，[1:2:3=1:2:3]
39个人工窗口|[39个=39]人工窗口
12元素，5部分，3天津人|[12=12]元素，[5=5]部分，[3=3]天津人
100多模态模型|[100=100]多模态模型
在2023,150人|在[2023=2023],[150人=150 people]
2025-13-40|[2025-13-40=2025-13-40]
13月40日|[13=13]月[40=40]日
25:61|[25:61=25:61]
参数百亿|参数[百亿=10 billion]
近千万元|近[千万元=10 million yuan]
近二百五十人|近[二百五十人=250 people]
上一个月|上一个月
一个月|[一个月=1 month]
约一成|约[一成=10%]
"""

WORDS = """
一定 一般 一些 一个 一样 一直 一起 统一 唯一 同一
万一 千万别 千万不要 万万没想到 亿万富翁 百万富翁 成千上万
十分 十足 十全十美 百分百 百度 千问 万科 千里 一切
三星 三亚 四川 五粮液 六安 八达岭 九寨沟
一心一意 三心二意 四面八方 五颜六色 七上八下 九牛一毛
乱七八糟 三五成群 三天两头 一成不变 一年一度
十四五规划 十三五 二十国集团 退一万步 两个一百年 上万科 二三线城市 五四运动 九三学社 二十大
星期五 周一 周二百货 礼拜三
双十一 双十二 十一假期 五月天 四周
第一时间 第二天 第三方 第四范式
两个 三家 三点建议
翻了一倍 三元 二元
"""


@pytest.mark.parametrize("line", lines(NUMBERS + NUMERALS + UNITS + RANGES + DATES))
def test_read_aloud_and_in_english(line: str) -> None:
    text, _, _ = line.split("|")
    quantity = only(text)
    assert f"{text}|{quantity.spoken}|{quantity.english}" == line


@pytest.mark.parametrize("line", lines(IN_TEXT))
def test_found_in_text(line: str) -> None:
    text, expected = line.split("|")
    assert bracketed(text) == expected


@pytest.mark.parametrize("word", WORDS.split())
def test_words_are_left_to_the_dictionary(word: str) -> None:
    assert bracketed(word) == word


def test_dates_and_times_are_dates_and_the_rest_numbers() -> None:
    assert {only(line.split("|")[0]).kind for line in lines(DATES)} == {"date"}
    assert {only(line.split("|")[0]).kind for line in lines(NUMBERS + UNITS + RANGES)} == {"number"}


@pytest.mark.parametrize(
    "line",
    lines("""
9830亿元|983000000000|983000000000|CNY
34.5亿美元|3450000000|3450000000|USD
2.53%|2.53|2.53|%
三成|30|30|%
20年|20|20|year
两个半月|2.5|2.5|month
20多亿|2000000000|None|
3-5亿元|300000000|500000000|CNY
数十亿元|2000000000|10000000000|CNY
零下5至10度|-10|-5|degree
三分之二|2|2|/3
第3名|3|3|ordinal
12月10日|None|None|
010-87654321|None|None|
"""),
)
def test_bounds_and_unit(line: str) -> None:
    text, low, high, unit = line.split("|")
    quantity = only(text)
    bounds = tuple(None if bound == "None" else Decimal(bound) for bound in (low, high))
    assert (quantity.low, quantity.high, quantity.unit) == (*bounds, unit)
    assert quantity.value == (bounds[0] if low == high else None)


def test_value_is_exact_in_any_decimal_context() -> None:
    with decimal.localcontext(prec=3):
        assert only("1234.56789012345678亿元").value == Decimal("123456789012.345678")
        assert only("1亿2345万").value == 123450000


@pytest.mark.parametrize(
    "text",
    [
        "[2025]年底",
        "下午[三点]",
        "[2013至2015]年度",
        "参数达[数十亿]，",
        "到[第三季度]为止",
        "为[-5%]左右",
        "于[12月10日]晚",
    ],
)
def test_a_quantity_alone_means_what_it_meant_in_its_text(text: str) -> None:
    alone = only(text[text.index("[") + 1 : text.index("]")])
    [within] = find(text.replace("[", "").replace("]", ""))
    assert (alone.kind, alone.spoken, alone.english) == (within.kind, within.spoken, within.english)


def test_spoken_of_a_text_that_is_one_quantity() -> None:
    assert spoken("2.53%") == "bǎi fēn zhī èr diǎn wǔ sān"
    assert spoken("涨2.53%") == ""
    assert spoken("") == ""


@pytest.mark.parametrize(
    "line",
    lines("""
0|零
10|十
15|十五
110|一百一十
1020|一千零二十
2000|两千
20000|两万
105000|十万五千
1000015|一百万零一十五
100000005|一亿零五
1200000000000|一万两千亿
10000000000000000|一亿亿
"""),
)
def test_numeral(line: str) -> None:
    number, written = line.split("|")
    assert numeral(int(number)) == written


@pytest.mark.parametrize(
    "line",
    lines("""
二百|200
两万五|25000
一万五百|10500
一百〇二|102
二〇二五|2025
三点一四|3.14
两点五万亿|2500000000000
一十五|15
百万|1000000
"""),
)
def test_value(line: str) -> None:
    written, number = line.split("|")
    assert value(written) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "一二", "十四五", "万一", "百一", "一百零", "万万", "点五", "三点", "abc", "万" * 50]
)
def test_not_a_numeral(text: str) -> None:
    with pytest.raises(ValueError, match="not a Chinese numeral"):
        value(text)


@given(st.integers(0, 10**16))
def test_a_numeral_means_its_number(number: int) -> None:
    assert value(numeral(number)) == number


@given(st.integers(0, 10**16 - 1))
def test_digits_are_read_as_their_numeral(number: int) -> None:
    assert only(f"{number}人").spoken.removesuffix(" rén") == ("liǎng" if number == 2 else say(numeral(number)))


@given(st.integers(1, 10**8), st.integers(0, 4), st.sampled_from(["", "万", "亿", "万亿"]))
def test_english_keeps_the_value(digits: int, places: int, scale: str) -> None:
    number = Decimal(digits).scaleb(-places)
    quantity = only(f"{number:f}{scale}元")
    coefficient, *name = quantity.english.removesuffix(" yuan").replace(",", "").split()
    written = Fraction(coefficient) * {"million": 10**6, "billion": 10**9, "trillion": 10**12}.get("".join(name), 1)
    assert written == Fraction(quantity.low or 0)


PIECES = """
0 1 2 12 2025 1800 9,999 3.5 ０ ９ 零 〇 一 二 两 三 十 百 千 万 亿 点 多 余 几 数 第 年 月 日 号 时 分 分之 半 个 个月
天 元 美元 人民币 % ％ ‰ 倍 成 度 零下 负 - – — ~ 至 到 : ： / . ， , $ ¥ A GPT- v é 公元前 世纪 年代 季度 名 后 比 周
初 底 😀
"""
FRAGMENTS = st.sampled_from([*PIECES.split(), " ", "\n", "\u3000", "\u00a0", "\ud800"])


@given(st.lists(FRAGMENTS, max_size=12).map("".join) | st.text())
def test_offsets_are_true_on_any_text(text: str) -> None:
    position = 0
    for quantity in find(text):
        assert position <= quantity.start < quantity.end <= len(text)
        assert quantity.spoken
        assert quantity.english
        assert text[quantity.start : quantity.end].strip() == text[quantity.start : quantity.end]
        position = quantity.end


@given(st.lists(FRAGMENTS, max_size=12).map("".join))
def test_bounds_are_in_order(text: str) -> None:
    for quantity in find(text):
        assert quantity.high is None or (quantity.low is not None and quantity.low <= quantity.high)


@given(st.lists(FRAGMENTS, max_size=8).map("".join) | st.text())
def test_normal_keeps_every_offset(text: str) -> None:
    assert len(normal(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "1" * 1_000_000 + "a",
        "1" * 1_000_000 + "季度",
        "第" + "1" * 1_000_000 + "名",
        "三分之" + "1" * 1_000_000,
        "1" + ",111" * 250_000 + "a",
        "1.1" * 300_000,
        "1-" * 300_000,
        "a1" * 300_000,
        "万" * 100_000,
        "1万" * 20_000,
        "3到" * 20_000,
        "1:" * 20_000,
        "百分之" * 20_000,
        "1 年 " * 20_000,
    ],
    ids=lambda text: f"{text[:6]}…{text[-2:]}",
)
def test_time_grows_with_the_length_only(text: str) -> None:
    began = time.process_time()
    find(text)
    assert time.process_time() - began < 10
