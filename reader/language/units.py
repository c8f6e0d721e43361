"""What numbers count: currencies, measures and measure words, how they are said and what English calls them."""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts. `code` is as in `Quantity.unit`.

    In `spoken` and `english` "#" stands for the number (in `english` "@" for its ordinal); `plural` is the noun of
    “billions of yuan”. `counted` units take 两 for 2 (两天), the others 二 (二级, 百分之二).
    """

    code: str
    spoken: str
    english: str
    plural: str = ""
    counted: bool = True

    def say(self, number: str) -> str:
        return self.spoken.replace("#", number)

    def write(self, *numbers: str, many: bool) -> str:
        """The English of one number or of the two of a range; `many` chooses the plural noun."""
        template = " ".join(word.split("/")[-many] for word in self.english.replace("@", "#").split(" "))
        if template.startswith("# "):
            return template.replace("#", " to ".join(numbers))
        return " to ".join(template.replace("#", number) for number in numbers)


# code | English, the plural where it is no part of it | unit, pinyin, ! what would make it the start of another word.
# A unit with "@" or with words before "#" ranks instead of counting.
_UNITS = """
CNY | # yuan | 元人民币 yuán rén mín bì, 人民币 rén mín bì, 块钱 kuài qián, 元 yuán !素旦件器宵宇年老首帅月始组数
USD | $#; dollars | 美元 měi yuán, 美金 měi jīn
EUR | €#; euros | 欧元 ōu yuán
GBP | £#; pounds | 英镑 yīng bàng
HKD | HK$#; Hong Kong dollars | 港元 gǎng yuán, 港币 gǎng bì
TWD | NT$#; New Taiwan dollars | 新台币 xīn tái bì, 台币 tái bì
AUD | A$#; Australian dollars | 澳大利亚元 ào dà lì yà yuán, 澳元 ào yuán, 澳币 ào bì
CAD | C$#; Canadian dollars | 加拿大元 jiā ná dà yuán, 加元 jiā yuán, 加币 jiā bì
NZD | NZ$#; New Zealand dollars | 新西兰元 xīn xī lán yuán, 纽元 niǔ yuán
SGD | S$#; Singapore dollars | 新加坡元 xīn jiā pō yuán, 新元 xīn yuán
JPY | # yen | 日元 rì yuán, 日币 rì bì
KRW | # won | 韩元 hán yuán, 韩币 hán bì
THB | # baht | 泰铢 tài zhū
BRL | # real/reais | 巴西雷亚尔 bā xī léi yà ěr, 雷亚尔 léi yà ěr
INR | # rupee/rupees | 卢比 lú bǐ
RUB | # ruble/rubles | 卢布 lú bù
CHF | # Swiss franc/francs | 瑞士法郎 ruì shì fǎ láng, 瑞郎 ruì láng
% | #% | % bǎi fēn zhī #
‰ | #‰ | ‰ qiān fēn zhī #
percentage point | # percentage point/points | 个百分点 gè bǎi fēn diǎn, 百分点 bǎi fēn diǎn
basis point | # basis point/points | 个基点 gè jī diǎn, 基点 jī diǎn
point | # point/points | 点 diǎn !心击赞评燃名缀球钞子火头播滴对出到明多钟整半亮
times | # times | 倍 bèi !增率感受速
year | # year/years | 年 nián !轻龄薪货
month | # month/months | 个月 gè yuè
week | # week/weeks | 周 zhōu !年期边围末报刊, 个星期 gè xīng qī, 星期 xīng qī !一二三四五六日天, 个礼拜 gè lǐ bài
day | # day/days | 天 tiān !津然才空气使堂文真性际线花
working day | # working day/days | 个工作日 gè gōng zuò rì, 工作日 gōng zuò rì
trading day | # trading day/days | 个交易日 gè jiāo yì rì, 交易日 jiāo yì rì
hour | # hour/hours | 个小时 gè xiǎo shí, 小时 xiǎo shí, 个钟头 gè zhōng tóu
minute | # minute/minutes | 分钟 fēn zhōng
second | # second/seconds | 秒钟 miǎo zhōng, 秒 miǎo !杀
ms | # millisecond/milliseconds | 毫秒 háo miǎo
quarter | # quarter/quarters | 个季度 gè jì dù
quarter | @ quarter/quarters | 季度 jì dù, 季报 jì bào
century | # century/centuries | 个世纪 gè shì jì
century | @ century/centuries | 世纪 shì jì
anniversary | @ anniversary/anniversaries | 周年 zhōu nián
grade | grade # | 年级 nián jí
number | No. # | 号 hào !称召角码令
age | # year/years old | 周岁 zhōu suì, 岁 suì !月
person | # person/people | 个人 gè rén !信账隐资所用化工民类口才员生, 人 rén !民类工口均才员生物间气性形权脸行大文机体
km2 | # square kilometer/kilometers | 平方公里 píng fāng gōng lǐ, 平方千米 píng fāng qiān mǐ
m2 | # square meter/meters | 平方米 píng fāng mǐ, 平米 píng mǐ
m3 | # cubic meter/meters | 立方米 lì fāng mǐ
ha | # hectare/hectares | 公顷 gōng qǐng
mu | # mu | 亩 mǔ !产
km | # kilometer/kilometers | 公里 gōng lǐ, 千米 qiān mǐ
m | # meter/meters | 米 mǐ !饭兰粉哈老其价线黄国拉
cm | # centimeter/centimeters | 厘米 lí mǐ, 公分 gōng fēn
mm | # millimeter/millimeters | 毫米 háo mǐ
nm | # nanometer/nanometers | 纳米 nà mǐ
mile | # mile/miles | 英里 yīng lǐ
li | # li | 华里 huá lǐ, 里 lǐ !面程边头拔氏斯屯铺河堡桥店庄长洋坪挑昂约奥昌尔根克德海弄
foot | # foot/feet | 英尺 yīng chǐ
inch | # inch/inches | 英寸 yīng cùn
nautical mile | # nautical mile/miles | 海里 hǎi lǐ
light year | # light year/years | 光年 guāng nián
km/h | # kilometer/kilometers per hour | 公里每小时 gōng lǐ měi xiǎo shí, 公里/小时 gōng lǐ měi xiǎo shí
kg | # kilogram/kilograms | 公斤 gōng jīn, 千克 qiān kè
g | # gram/grams | 克 kè !服隆里拉林兰罗制扣星
mg | # milligram/milligrams | 毫克 háo kè
jin | # jin | 斤 jīn
t | # ton/tons | 吨 dūn !位
pound | # pound/pounds | 磅 bàng !礴
ounce | # ounce/ounces | 盎司 àng sī
L | # liter/liters | 升 shēng !级值高至到学息温降空起为
mL | # milliliter/milliliters | 毫升 háo shēng
barrel | # barrel/barrels | 桶 tǒng
character | # character/characters | 字 zì !节符母典体样幕面段
W | # watt/watts | 瓦 wǎ !解特工砾
kW | # kilowatt/kilowatts | 千瓦 qiān wǎ !时
MW | # megawatt/megawatts | 兆瓦 zhào wǎ !时
GW | # gigawatt/gigawatts | 吉瓦 jí wǎ !时
MHz | # megahertz | 兆赫 zhào hè
kWh | # kilowatt-hour/kilowatt-hours | 千瓦时 qiān wǎ shí
°C | #°C | 摄氏度 shè shì dù, ℃ shè shì dù, °C shè shì dù
°F | #°F | 华氏度 huá shì dù, ℉ huá shì dù
degree | # degree/degrees | 度 dù !假过娘量数
"""
# Measure words, which English leaves out.
_MEASURES = """
个 gè !性体别股, 名 míng !字单称为叫誉气牌校义, 位 wèi !置于居列, 家 jiā !庭长居电用具乡族里, 款 kuǎn !项式,
台 tái !湾风北积州阶词独企海商, 部 bù !分门署长落队委位件级, 辆 liàng, 次 cì !日要于数级, 件 jiàn, 项 xiàng !目,
种 zhǒng !类植子族, 条 tiáo !件款例约, 张 zhāng !力家某, 只 zhī !有是要能会需不为好用剩, 支 zhī !持付出撑援配架,
本 běn !地土次月周年人身来科质报届轮田金市国, 座 zuò !位谈椅, 所 suǒ !有以谓在得需属致, 艘 sōu, 架 jià !构,
份 fèn !额, 枚 méi, 颗 kē !粒, 套 tào !壳餐现路利, 批 pī !评准发量判复, 轮 lún !值胎流船番, 届 jiè !时,
期 qī !间待望货权限末, 集 jí !团成中合体群资结装, 篇 piān !幅, 场 chǎng !景所馆面地内外, 层 céng !次面级,
级 jí !别, 代 dài !表码替价理言, 门 mén !户店槛票口诊, 笔 bǐ !记者试, 起 qǐ !来步诉到源初草伏飞码薪售家拍,
例 lì !如外, 处 chù !理于罚在置分长, 股 gǔ !份东票价权市民指息本灾, 户 hù !外籍口型, 页 yè !面岩码,
首 shǒu !次先席个批页发都富届款家付创度要, 句 jù, 人次 rén cì
"""
_RANKING = ("级", "期", "代")


@cache
def _units() -> tuple[re.Pattern[str], dict[str, Unit]]:
    units, patterns = {}, {}
    lines = [line.split(" | ") for line in _UNITS.strip().splitlines()] + [["", "#", _MEASURES.replace("\n", " ")]]
    for code, english, forms in lines:
        template, _, plural = english.partition("; ")
        if not plural and template.startswith("# "):
            plural = " ".join(word.split("/")[-1] for word in template[2:].split(" "))
        for form in forms.split(", "):
            name, _, excluded = form.strip().partition(" !")
            written, _, spoken = name.partition(" ")
            counted = template[0] not in "@gN" and code not in ("%", "‰") and written not in _RANKING
            units[written] = Unit(code, spoken if "#" in spoken else f"# {spoken}", template, plural, counted)
            patterns[written] = re.escape(written) + (f"(?![{excluded}])" if excluded else "")
    longest_first = sorted(patterns, key=len, reverse=True)
    return re.compile("|".join(patterns[written] for written in longest_first)), units


def unit_at(text: str, start: int) -> tuple[Unit, int] | None:
    """The unit at offset `start` of a normal text and the offset after it."""
    pattern, units = _units()
    return (units[found[0]], found.end()) if (found := pattern.match(text, start)) else None


def unit_named(written: str) -> Unit:
    """The unit of the table written so: "美元", "个月". Raises KeyError."""
    return _units()[1][written]


@cache
def currencies() -> dict[str, Unit]:
    """The unit of each currency code: CNY, USD."""
    return {unit.code: unit for unit in _units()[1].values() if unit.code.isupper() and len(unit.code) == 3}


@cache
def english_units() -> dict[str, str]:
    """English nouns, one and many, and their code: "square kilometers" → "km2". Only nouns behind their number."""
    nouns: dict[str, str] = {}
    for unit in _units()[1].values():
        if unit.code and unit.english.startswith("# "):
            for many in (False, True):
                nouns[unit.write("#", many=many).removeprefix("# ")] = unit.code
        if unit.code and unit.plural and not unit.plural.startswith("#"):
            nouns[unit.plural] = unit.code
    return nouns
