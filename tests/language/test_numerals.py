"""Chinese numerals: text|read aloud|English, and what they mean."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_tables import aloud_and_english, lines

from reader.language.numerals import numeral, value

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


@pytest.mark.parametrize("line", lines(NUMERALS))
def test_read_aloud_and_in_english(line: str) -> None:
    assert aloud_and_english(line) == line


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
