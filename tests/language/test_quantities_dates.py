"""Dates and times: each line is one case, text|read aloud|English."""

import pytest
from quantity_tables import aloud_and_english, lines, only

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


@pytest.mark.parametrize("line", lines(DATES))
def test_read_aloud_and_in_english(line: str) -> None:
    assert aloud_and_english(line) == line
    assert only(line.split("|", maxsplit=1)[0]).kind == "date"
