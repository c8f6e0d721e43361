"""Money, measures and what else numbers count: each line is one case, text|read aloud|English."""

import pytest
from quantity_tables import aloud_and_english, lines, only

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


@pytest.mark.parametrize("line", lines(UNITS))
def test_read_aloud_and_in_english(line: str) -> None:
    assert aloud_and_english(line) == line
    assert only(line.split("|", maxsplit=1)[0]).kind == "number"
