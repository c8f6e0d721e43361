"""Each line of a table is one case: a text, and its figures as text=low..high unit or text=parts."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.english import Figure, figures
from reader.language.quantities import find


def lines(table: str) -> list[str]:
    return [line for line in table.splitlines() if line]


def plain(number: Decimal | None) -> str:
    return "?" if number is None else f"{number:f}"


def shown(text: str, figure: Figure) -> str:
    """One figure as "$3 billion=3000000000 USD" or "May 2017=month 5, year 2017"."""
    if figure.parts:
        meaning = ", ".join(f"{kind} {value}" for kind, value in figure.parts)
    elif figure.low == figure.high:
        meaning = f"{plain(figure.low)} {figure.unit}".strip()
    else:
        meaning = f"{plain(figure.low)}..{plain(figure.high)} {figure.unit}".strip()
    return f"{text[figure.start : figure.end]}={meaning}"


NUMBERS = """
It has 1,234.5 of them|1,234.5=1234.5
twenty-two of them|twenty-two=22
Seven men|Seven=7
a hundred cars|a hundred=100
two hundred and five cars|two hundred and five=205
a hundred and five thousand cars|a hundred and five thousand=105000
three million two hundred thousand|three million two hundred thousand=3200000
half a million cars|half a million=500000
half-a-million cars|half-a-million=500000
one and a half million cars|one and a half million=1500000
2 and a half years|2 and a half years=2.5 year
1.5 million cars|1.5 million=1500000
100 thousand million|100 thousand million=100000000000
over trillion yuan|trillion yuan=1000000000000..? CNY
a dozen eggs|a dozen=12
two dozen eggs|two dozen=24
10 000 cars|10 000=10000
300k users|300k=300000
12bn of it|12bn=12000000000
5mn of it|5mn=5000000
3.5million of it|3.5million=3500000
5m yuan|5m yuan=5000000 CNY
2,18 billion|2,18 billion=?
1,7250 needy|1,7250=?
47.32 100 million|47.32 100 million=?
72,450 ten thousand|72,450 ten thousand=?
"""

UNITS = """
$983 billion|$983 billion=983000000000 USD
US$ 3.45 bn|US$ 3.45 bn=3450000000 USD
$5m|$5m=5000000 USD
$2.50.00 million|$2.50.00 million=? USD
5 million US dollars|5 million US dollars=5000000 USD
a million dollars|a million dollars=1000000 USD
2 billion Hong Kong dollars|2 billion Hong Kong dollars=2000000000 HKD
HK$2 billion|HK$2 billion=2000000000 HKD
NT$300|NT$300=300 TWD
A$20|A$20=20 AUD
€2 billion|€2 billion=2000000000 EUR
Euro2 million|Euro2 million=2000000 EUR
£3bn|£3bn=3000000000 GBP
Pound2.6 billion|Pound2.6 billion=2600000000 GBP
300 million yuan|300 million yuan=300000000 CNY
RMB 12.2 trillion|RMB 12.2 trillion=12200000000000 CNY
RMB5 million|RMB5 million=5000000 CNY
¥3,000|¥3,000=3000 CNY
3 million yuan yuan|3 million yuan yuan=3000000 CNY
50 billion yen|50 billion yen=50000000000 JPY
6 million won|6 million won=6000000 KRW
12 won medals|12=12
5 per cent|5 per cent=5 %
5 percent|5 percent=5 %
5%|5%=5 %
Fifty-eight per cent|Fifty-eight per cent=58 %
-0.8 per cent|-0.8 per cent=-0.8 %
minus 5 degrees|minus 5 degrees=-5 degree
3.6 percentage points|3.6 percentage points=3.6 percentage point
two thirds of it|two thirds=2 /3
three-quarters of it|three-quarters=3 /4
a quarter of it|a quarter=1 /4
half of it|half=1 /2
1/3 of it|1/3=1 /3
½ of it|½=1 /2
a third of it|a third=1 /3
a third runway|third=3 ordinal
the 21st century|21st=21 ordinal
the twenty-first time|twenty-first=21 ordinal
three times as many|three times=3 times
threefold|threefold=3 times
a 12-fold rise|12-fold=12 times
it doubled|doubled=2 times
a five-year plan|five-year=5 year
a 28-year-old man|28-year-old=28 age
two decades|two decades=2 decade
5km away|5km=5 km
15 square kilometres|15 square kilometres=15 km2
250,000 metric tons|250,000 metric tons=250000 t
60 million people|60 million people=60000000 person
47.2 million barrels|47.2 million barrels=47200000 barrel
2000 people|2000 people=2000 person
"""

BOUNDS = """
more than 300 cars|300=300..?
over a hundred cars|a hundred=100..?
at least three cars|three=3..?
300 or more|300 or more=300..?
1 to 1.5 million tons|1 to 1.5 million tons=1000000..1500000 t
between 30,000 and 100,000|between 30,000 and 100,000=30000..100000
between 300,000 and 100,000|between 300,000 and 100,000=?
between 3 and 5 per cent|between 3 and 5 per cent=3..5 %
from 3.35 to 3.62 per cent|from 3.35 to 3.62 per cent=3.35..3.62 %
20-30%|20-30%=20..30 %
20%-30%|20%-30%=20..30 %
$3 to 5 million|$3 to 5 million=3000000..5000000 USD
RMB1.5-2 billion|RMB1.5-2 billion=1500000000..2000000000 CNY
3 yuan to 5 million yuan|3 yuan to 5 million yuan=3..5000000 CNY
nine out of ten|nine out of ten=9 /10
one in five people|one in five=1 /5
two or three days|two or three days=2..3 day
up by 3.6% to 1.58 million|3.6%=3.6 %; 1.58 million=1580000
in 3 cities and 5 towns|3=3; 5=5
dozens of cars|dozens=10..100
hundreds of cars|hundreds=100..1000
tens of thousands|tens of thousands=10000..100000
hundreds of millions of dollars|hundreds of millions of dollars=100000000..1000000000 USD
several hundred cars|several hundred=200..1000
a few thousand people|a few thousand people=2000..10000 person
a multi-million dollar deal|multi-million dollar=1000000..10000000 USD
"""

DATES = """
December 10, 2025|December 10, 2025=month 12, day 10, year 2025
10 December 2025|10 December 2025=month 12, day 10, year 2025
the 10th of December|10th of December=month 12, day 10
Dec. 5|Dec. 5=month 12, day 5
on 11 December.|11 December=month 12, day 11
10-15 December 2016|10-15 December 2016=month 12, day 10, day 15, year 2016
December 10 to 15|December 10 to 15=month 12, day 10, day 15
January to November 2025|January to November 2025=month 1, month 11, year 2025
May 2017|May 2017=month 5, year 2017
in May|May=month 5
Brian May said|
he may march|
in 2015|2015=year 2015
2013-2015|2013-2015=year 2013, year 2015
2014 - 2015|2014 - 2015=year 2014, year 2015
2016/17|2016/17=year 2016, year 2017
mid-2015|2015=year 2015
the 1980s|the 1980s=decade 1980
the late 90s|the late 90s=decade 1990
the nineties|nineties=decade 1990
221 BC|221 BC=year -221
10,000 B.C.|10,000 B.C.=year -10000
2025-12-11|2025-12-11=year 2025, month 12, day 11
at 9.30 p.m.|9.30 p.m.=hour 9, minute 30
14:00|14:00=hour 2, minute 0
5pm|5pm=hour 5
10 o'clock|10 o'clock=hour 10
half past 6|half past 6=hour 6, minute 30
at noon|noon=hour 0, minute 0
"""

NAMES = ["iPhone7", "COVID-19", "GPT-4o", "the A380", "Boeing-747", "V3.5", "a Windows10 laptop"]


@pytest.mark.parametrize("line", lines(NUMBERS + UNITS + BOUNDS + DATES))
def test_figures_of_a_text(line: str) -> None:
    text, expected = line.split("|")
    assert "; ".join(shown(text, figure) for figure in figures(text)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_digits_of_a_name_are_no_figure(name: str) -> None:
    assert figures(name) == []


@given(
    st.integers(1, 10**8), st.integers(0, 3), st.sampled_from(["", "万", "亿", "万亿"]), st.sampled_from("元人%吨倍")
)
def test_what_the_chinese_side_writes_is_read_back(digits: int, places: int, scale: str, unit: str) -> None:
    """Our English of a Chinese amount means the same amount to the English side."""
    [quantity] = find(f"{Decimal(digits).scaleb(-places):f}{scale}{unit}")
    [figure] = figures(f"It is {quantity.english}.")
    assert (figure.low, figure.high, figure.unit) == (quantity.low, quantity.high, quantity.unit)


PIECES = """
0 1 2 12 2025 1,800 3.5 1,7250 a an the half hundred thousand million billion dozen several few tens of and to between
from two twenty- first third thirds quarter times doubled $ US$ € £ RMB yuan dollars pounds % per cent percentage points
years -year-old km December May 10th noon : - – / . , BC 's more than or é 😀 \ud800
"""
FRAGMENTS = st.sampled_from([*PIECES.split(), " ", " ", " ", "\n", "\u00a0"])


@given(st.lists(FRAGMENTS, max_size=14).map("".join) | st.lists(FRAGMENTS, max_size=14).map(" ".join) | st.text())
def test_offsets_are_true_and_bounds_in_order_on_any_text(text: str) -> None:
    position = 0
    for figure in figures(text):
        assert position <= figure.start < figure.end <= len(text)
        assert figure.numbers or figure.parts
        for number in figure.numbers:
            assert figure.start <= number.start < number.end <= figure.end
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        position = figure.end


@pytest.mark.parametrize(
    "text",
    [
        "1" * 200_000,
        "1,111" * 40_000,
        "1 111 " * 40_000,
        "1-" * 100_000,
        "two hundred and " * 20_000,
        "million " * 30_000,
        "tens of " * 30_000,
        "a half " * 30_000,
        "$ " * 100_000,
        "May 1 to " * 20_000,
        "a" * 300_000,
        "a" * 100_000 + "1",
    ],
    ids=lambda text: text[:10],
)
def test_time_grows_with_the_length_only(text: str) -> None:
    began = time.process_time()
    figures(text)
    assert time.process_time() - began < 10
