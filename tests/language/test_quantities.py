"""Each line of a table is one case: a text with what is found in it [bracketed=English]."""

import decimal
import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_tables import bracketed, lines, only

from reader.language.numerals import normal, numeral, say
from reader.language.quantities import find, spoken

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
涨了20点|涨了[20点=20 points]
反弹10点，收于3089.5点|反弹[10点=10 points]，收于[3089.5点=3,089.5 points]
晚上10点，涨了3个点|晚上[10点=10 o'clock]，涨了[3个=3]点
下跌三成五年内|下跌[三成=30%][五年=5 years]内
近千名学生，不到百人|近[千名=1,000]学生，不到[百人=100 people]
从98年到08年|从[98年=1998]到[08年=2008]
98年初|[98=1998]年初
历时98年|历时[98年=98 years]
方圆五十里，一百里外|方圆[五十里=50 li]，[一百里=100 li]外
双11成交1682亿元|双11成交[1682亿元=168.2 billion yuan]
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
三里屯 十里堡 百姓 千家万户 近来
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


@pytest.mark.parametrize("line", lines(IN_TEXT))
def test_found_in_text(line: str) -> None:
    text, expected = line.split("|")
    assert bracketed(text) == expected


@pytest.mark.parametrize("word", WORDS.split())
def test_words_are_left_to_the_dictionary(word: str) -> None:
    assert bracketed(word) == word


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
