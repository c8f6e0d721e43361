"""Numbers and ranges: each line is one case, text|read aloud|English."""

import pytest
from quantity_tables import aloud_and_english, lines, only

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


@pytest.mark.parametrize("line", lines(NUMBERS + RANGES))
def test_read_aloud_and_in_english(line: str) -> None:
    assert aloud_and_english(line) == line
    assert only(line.split("|", maxsplit=1)[0]).kind == "number"
