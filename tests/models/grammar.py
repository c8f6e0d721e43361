"""A small grammar of AI-industry news in Chinese and English: what the tiny test model knows.

Every source sentence has one translation. The terms of ``WRONG`` come out wrong on purpose, always in the same way,
so that tests can prove that a glossary mends them. Pure standard library; the same seed gives the same sentences.
"""

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

Pair = tuple[str, str]

# Chinese: (what the model says, what the glossary wants).
WRONG = {
    "套壳": ("shell", "wrapper"),
    "闭源": ("closed origin", "closed-source"),
    "衍生模型": ("spawn model", "derivative model"),
    "千问": ("Thousand Questions", "Qwen"),
    "小札": ("Little Letter", "Zuckerberg"),
    "智能体": ("intelligent body", "agent"),
    "算力": ("calculating force", "computing power"),
    "多模态": ("many-mode", "multimodal"),
}
# Terms whose right rendering the model has seen now and then: it stands in the n-best list, never first.
SECOND_BEST = ("闭源", "衍生模型")

COMPANIES = {
    "阿里巴巴": "Alibaba", "智谱": "Zhipu", "月之暗面": "Moonshot AI", "腾讯": "Tencent", "百度": "Baidu",
    "字节跳动": "ByteDance", "华为": "Huawei", "谷歌": "Google", "微软": "Microsoft", "英伟达": "NVIDIA",
    "苹果": "Apple", "亚马逊": "Amazon", "OpenAI": "OpenAI", "Meta": "Meta", "Anthropic": "Anthropic",
    "MiniMax": "MiniMax", "深度求索": "DeepSeek",
}  # fmt: skip
MODELS = {
    "文心一言": "ERNIE Bot", "混元": "Hunyuan", "豆包": "Doubao", "Qwen": "Qwen", "Llama 4": "Llama 4",
    "GPT-4o": "GPT-4o", "GPT-oss": "GPT-oss", "DeepSeek-V3": "DeepSeek-V3", "DeepSeek-R1": "DeepSeek-R1",
    "Kimi K2": "Kimi K2", "Gemma": "Gemma",
}  # fmt: skip
PEOPLE = {
    "扎克伯格": "Zuckerberg", "马斯克": "Musk", "奥特曼": "Altman", "李彦宏": "Robin Li", "梁文锋": "Liang Wenfeng",
    "黄仁勋": "Jensen Huang", "杨植麟": "Yang Zhilin", "Alexandr Wang": "Alexandr Wang",
}  # fmt: skip
MEDIA = {
    "彭博社": "Bloomberg", "路透社": "Reuters", "新华社": "Xinhua", "观察者网": "Guancha", "澎湃新闻": "The Paper",
    "华尔街日报": "The Wall Street Journal", "CNBC": "CNBC",
}  # fmt: skip
KINDS = {
    "模型": "model", "大模型": "large model", "大语言模型": "large language model", "推理模型": "reasoning model",
    "芯片": "chip", "产品": "product", "工具": "tool",
}  # fmt: skip
METRICS = {
    "性能": "performance", "推理能力": "reasoning ability", "编程能力": "coding ability", "数学成绩": "math score",
    "中文理解": "Chinese understanding", "价格": "price", "速度": "speed",
}  # fmt: skip
RANKS = {"第一": "first", "第二": "second", "第三": "third", "第四": "fourth"}
ADJECTIVES = {"开源": "open-source", "最新": "latest", "免费": "free", "国产": "domestic"}

RIGHT = {
    **COMPANIES, **MODELS, **PEOPLE, **MEDIA, **KINDS, **METRICS, **RANKS, **ADJECTIVES,
    **{zh: right for zh, (_, right) in WRONG.items()},
}  # fmt: skip
# What a glossary would say, the mended terms included.
PLAIN = {"模型", "芯片", "产品", "工具", "最新", "免费", "国产", *METRICS, *RANKS}
GLOSSARY = {zh: en for zh, en in RIGHT.items() if zh != en and zh not in PLAIN}

FRAMES: list[tuple[int, str, str]] = [  # weight, Chinese, English
    (8, "{clause}。", "{clause}."),
    (5, "{time},{clause}。", "{time}, {clause}."),
    (2, "{media}报道称,{clause}。", "{media} reported that {clause}."),
    (2, "{media}爆料称,{clause}。", "{media} revealed that {clause}."),
    (2, "{time},{media}爆料称,{clause}。", "{time}, {media} revealed that {clause}."),
    (2, "据{media}报道,{clause}。", "According to {media}, {clause}."),
    (2, "值得注意的是,{clause}。", "It is worth noting that {clause}."),
    (1, "此外,{clause}。", "In addition, {clause}."),
    (1, "不过,{clause}。", "However, {clause}."),
    (1, "对此,{person}表示,{clause}。", "In response, {person} said that {clause}."),
    (1, "消息传出后,{clause}。", "After the news broke, {clause}."),
    (3, "{clause},而{clause2}。", "{clause}, while {clause2}."),
    (2, "{clause};{clause2}。", "{clause}; {clause2}."),
    (2, "{time},{clause},但{clause2}。", "{time}, {clause}, but {clause2}."),
    (2, "据{media}报道,{time},{clause},而{clause2}。", "According to {media}, {time}, {clause}, while {clause2}."),
    (2, "{person}表示:“{speech}。”", "{person} said: “{Speech}.”"),
    (2, "“{speech}。”{person}说。", "“{Speech},” {person} said."),
    (1, "“{speech},”{person}说,“{speech2}。”", "“{Speech},” {person} said, “{speech2}.”"),
    (1, "{company}发言人宣称:“{speech}。”", "A spokesperson for {company} claimed: “{Speech}.”"),
    (1, "{person}惊呼:“{model}太强了!”", "{person} exclaimed: “{model} is too strong!”"),
    (1, "{model}真的超过了{model2}吗?", "Has {model} really surpassed {model2}?"),
    (1, "{company}为什么转向{闭源}?", "Why did {company} turn to {闭源}?"),
    (1, "谁会成为下一个{company}?", "Who will become the next {company}?"),
    (1, "有网友问:“{model}是不是{套壳}{model2}?”", "Some netizens asked: “Is {model} a {套壳} of {model2}?”"),
    (1, "{company}发布{adjective}{kind}{model}", "{company} releases the {adjective} {kind} {model}"),
    (1, "{model}超越{model2}", "{model} surpasses {model2}"),
    (1, "{company}融资{money}", "{company} raises {money}"),
    (1, "从{开源}盟主到{闭源}追随者", "From {开源} leader to {闭源} follower"),
    (1, "{adjective}{kind}的未来", "The future of the {adjective} {kind}"),
    (1, "#{company}发布{model}#", "#{company} releases {model}#"),
    (1, "【{company}裁员{people}人】", "[{company} lays off {people} people]"),
    (1, "过去两年,{clause}……", "Over the past two years, {clause}..."),
]
CLAUSES: list[Pair] = [
    ("{company}发布了{adjective}{kind}{model}", "{company} released the {adjective} {kind} {model}"),
    ("{company}推出了“{model}”", "{company} launched “{model}”"),
    ("{model}在{metric}上超过了{model2}", "{model} surpassed {model2} in {metric}"),
    ("{model}的{metric}比{model2}高{percent}", "the {metric} of {model} was {percent} higher than that of {model2}"),
    ("{company}完成了{money}融资", "{company} raised {money}"),
    ("{company}的估值达到{money}", "the valuation of {company} reached {money}"),
    ("{company}以{money}收购了{company2}", "{company} acquired {company2} for {money}"),
    ("{company}股价上涨{percent}", "shares of {company} rose {percent}"),
    ("{company}股价下跌{percent},收盘报{price}", "shares of {company} fell {percent} and closed at {price}"),
    ("{company}营收为{money},同比增长{percent}", "the revenue of {company} was {money}, up {percent} year on year"),
    ("{company}花了{money}购买{算力}", "{company} spent {money} on {算力}"),
    ("{model}的{衍生模型}数量超过了{model2}", "the number of {衍生模型}s of {model} surpassed that of {model2}"),
    ("{company}有{tally}个{衍生模型}", "{company} had {tally} {衍生模型}s"),
    ("{model}的下载量超过{count}次", "downloads of {model} exceeded {count}"),
    ("{model}拥有{count}个参数", "{model} had {count} parameters"),
    ("{model}的用户达到{count}", "{model} reached {count} users"),
    ("{company}的新模型只是{套壳}{model}", "the new model of {company} was just a {套壳} of {model}"),
    ("网友调侃{company}{套壳}{model}", "netizens joked that {company} made a {套壳} of {model}"),
    ("{person}组建了一个名为{team}的团队", "{person} formed a team called {team}"),
    ("{person}离开{company}加入{company2}", "{person} left {company} and joined {company2}"),
    ("{company}裁员{people}人", "{company} laid off {people} people"),
    ("{company}计划{future}推出{adjective}{kind}", "{company} planned to launch the {adjective} {kind} {future}"),
    ("{company}从{开源}转向{闭源}", "{company} turned from {开源} to {闭源}"),
    ("{model}可能作为“{闭源}”模型推出", "{model} might be launched as a “{闭源}” model"),
    ("{company}与{company2}合作开发{智能体}", "{company} and {company2} worked together on an {智能体}"),
    ("{model}不是{adjective}{kind}", "{model} was not the {adjective} {kind}"),
    ("{company}没有公布{model}的价格", "{company} did not disclose the price of {model}"),
    ("{company}使用{model}训练{adjective}{kind}", "{company} used {model} to train the {adjective} {kind}"),
    ("{company}的{算力}不如{company2}", "{company} had less {算力} than {company2}"),
    ("{model}排名{rank}", "{model} ranked {rank}"),
    ("{company}从未使用{model}", "{company} had never used {model}"),
    ("{company}没有裁员", "{company} did not lay off anyone"),
    ("{person}花了数十亿美元", "{person} spent billions of dollars"),
    ("{person}认为{开源}模型更重要", "{person} believed that {开源} models were more important"),
]
MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
SYLLABLES = [
    "ba", "bo", "da", "de", "ga", "go", "ka", "ko", "la", "lo", "lu", "ma", "me", "mi", "mo", "na",
    "ne", "no", "ra", "ri", "ro", "sa", "so", "ta", "te", "to", "va", "ve", "vo", "za", "zu",
]  # fmt: skip
UNITS = {"万": 4, "亿": 8, "万亿": 12}  # powers of ten
FULL_WIDTH = str.maketrans(",:;?!", "，：；？！")
INNER_QUOTES = str.maketrans("“”", "‘’")
SLOT = re.compile(r"{(.+?)}")
LATIN_EDGE = re.compile(r"(?<=[一-鿿])(?=[A-Za-z])|(?<=[A-Za-z])(?=[一-鿿])")


class Sample(NamedTuple):
    """One sentence, its translation as the model says it, and the glossary pairs of the source in order."""

    source: str
    target: str
    terms: tuple[Pair, ...]


def english_number(value: Decimal) -> str:
    """Return a count as English news writes it: 1.2 trillion, 983 billion, 150 million, 15,000."""
    for power, name in ((12, "trillion"), (9, "billion"), (6, "million")):
        if value >= 10**power:
            return f"{(value / 10**power).normalize():f} {name}"
    return f"{value.normalize():,f}"


class Grammar:
    """Draws sentences.

    ``foreign`` is how often an entry is a made-up name, to be copied. ``varied`` adds what only training needs: terms
    already in English on the Chinese side, to be copied too, and the right rendering of a second-best term.
    """

    def __init__(self, seed: int, foreign: float = 0.08, varied: bool = False) -> None:
        self.draw = random.Random(seed)
        self.foreign = foreign
        self.varied = varied

    def sample(self) -> Sample:
        weights = [weight for weight, _, _ in FRAMES]
        _, zh, en = self.draw.choices(FRAMES, weights)[0]
        source, target = self.fill(zh, en)
        terms = tuple((zh, GLOSSARY[zh]) for zh in TERM.findall(source))
        if self.draw.random() < 0.5:
            source = source.translate(FULL_WIDTH)
        if self.draw.random() < 0.25:
            source = LATIN_EDGE.sub(" ", source)
        return Sample(source, target[0].upper() + target[1:], terms)

    def fill(self, zh: str, en: str) -> Pair:
        """Fill the slots of both sides alike; slots of one kind (``company``, ``company2``) never hold the same."""
        slots: dict[str, Pair] = {}
        for name in SLOT.findall(zh):
            while name not in slots or list(slots.values()).count(slots[name]) > 1:
                slots[name] = self.term(name) if name in GLOSSARY else getattr(self, name.rstrip("2"))()
        capitals = {name.capitalize(): text[0].upper() + text[1:] for name, (_, text) in slots.items()}
        return (
            zh.format(**{name: pair[0] for name, pair in slots.items()}),
            en.format(**capitals | {name: pair[1] for name, pair in slots.items()}),
        )

    def clause(self) -> Pair:
        return self.fill(*self.draw.choice(CLAUSES))

    def speech(self) -> Pair:
        """Return a clause to stand in quotation marks: its own become inner ones."""
        zh, en = self.clause()
        return zh.translate(INNER_QUOTES), en.translate(INNER_QUOTES)

    def term(self, *choices: str) -> Pair:
        zh = self.draw.choice(choices)
        said, right = WRONG.get(zh, (RIGHT[zh], RIGHT[zh]))
        if self.varied and zh in GLOSSARY and self.draw.random() < 0.1:
            foreign = self.name() if right[0].isupper() else self.word()
            return (self.draw.choice((right, foreign)),) * 2
        if self.varied and zh in SECOND_BEST and self.draw.random() < 0.08:
            return zh, right
        return zh, said

    def named(self, *choices: str) -> Pair:
        """Draw a term or, now and then, a name nobody knows."""
        return (self.name(),) * 2 if self.draw.random() < self.foreign else self.term(*choices)

    def word(self) -> str:
        if self.draw.random() < 0.5:
            return "".join(self.draw.choices(SYLLABLES, k=self.draw.choice((2, 2, 3))))
        return "".join(self.draw.choices("aaabcdeeefghiijklmnoopqrstuuvwxyz", k=self.draw.randint(3, 8)))

    def name(self) -> str:
        words = [self.word().capitalize() for _ in range(self.draw.choice((1, 1, 1, 2)))]
        return " ".join(words) if self.draw.random() < 0.8 else words[0][:4].upper()

    def company(self) -> Pair:
        return self.named(*COMPANIES)

    def person(self) -> Pair:
        return self.named(*PEOPLE, "小札")

    def media(self) -> Pair:
        return self.term(*MEDIA)

    def kind(self) -> Pair:
        return self.term(*KINDS, "智能体")

    def metric(self) -> Pair:
        return self.term(*METRICS)

    def rank(self) -> Pair:
        return self.term(*RANKS)

    def adjective(self) -> Pair:
        return self.term(*ADJECTIVES, "开源", "闭源", "闭源", "多模态")

    def team(self) -> Pair:
        return (f"{self.name()} {self.draw.choice(('Lab', 'AI', 'Team'))}",) * 2

    def model(self) -> Pair:
        if self.draw.random() < 0.3:
            name = self.draw.choice(("Qwen", "GLM-", "Gemini ", "Claude ", "GPT-", "Llama "))
            return (f"{name}{self.draw.randint(1, 9)}{self.draw.choice(('', '.5', '.1'))}",) * 2
        return self.named(*MODELS, "千问")

    def time(self) -> Pair:
        month, day = self.draw.randint(1, 12), self.draw.randint(1, 28)
        year, name = self.draw.randint(2015, 2026), MONTHS[month - 1]
        return self.draw.choice((
            (f"{year}年{month}月", f"in {name} {year}"),
            (f"{month}月{day}日", f"on {name} {day}"),
            (f"{year}年{month}月{day}日", f"on {name} {day}, {year}"),
            (f"{year}年", f"in {year}"),
            (f"今年{month}月", f"in {name} this year"),
            (f"去年{month}月", f"in {name} last year"),
            ("去年", "last year"),
            ("今年", "this year"),
            ("上周", "last week"),
            ("周三", "on Wednesday"),
        ))  # fmt: skip

    def future(self) -> Pair:
        month = self.draw.randint(1, 12)
        later = (f"明年{month}月", f"in {MONTHS[month - 1]} next year")
        return self.draw.choice((("明年", "next year"), ("明年春季", "next spring"), ("下周", "next week"), later))

    def digits(self, longest: int, decimals: int) -> Decimal:
        """Draw a number above zero of up to so many digits before and after the point; round ones are common."""
        length = self.draw.randint(1, longest)
        whole = self.draw.randrange(10 ** (length - 1), 10**length)
        if length > 1 and self.draw.random() < 0.5:
            whole = whole // 10 * 10
        part = self.draw.randint(0, decimals) if length < 4 else 0
        return Decimal(whole) + Decimal(self.draw.randrange(10**part)).scaleb(-part).normalize()

    def amount(self, unit: str, longest: int) -> Pair:
        number = self.digits(longest, self.draw.randint(0, 1))
        return f"{number:f}{unit}", english_number(number.scaleb(UNITS[unit]))

    def tally(self) -> Pair:
        return self.amount("万", 3)

    def count(self) -> Pair:
        return self.amount(self.draw.choice(("亿", "万")), 4)

    def money(self) -> Pair:
        unit = self.draw.choice(("亿", "亿", "亿", "万", "万", "万亿"))
        zh, en = self.amount(unit, 1 if unit == "万亿" else 4)
        return self.draw.choice(((f"{zh}元", f"{en} yuan"), (f"{zh}美元", f"${en}")))

    def price(self) -> Pair:
        number = f"{self.digits(3, 2):f}"
        return self.draw.choice(((f"{number}元", f"{number} yuan"), (f"{number}美元", f"${number}")))

    def percent(self) -> Pair:
        return (f"{self.digits(2, 2):f}%",) * 2

    def people(self) -> Pair:
        number = self.digits(4, 0)
        return f"{number:f}", f"{number:,f}"


TERM = re.compile("|".join(sorted(GLOSSARY, key=len, reverse=True)))
TEMPLATES = [zh for _, zh, _ in FRAMES] + [zh for zh, _ in CLAUSES]
# The Chinese building blocks: what stands in the tables and between the slots.
BLOCKS = {block for zh in (*RIGHT, *TEMPLATES) for block in re.findall("[一-鿿]+", SLOT.sub(" ", zh))}
HELD_OUT_SEED = 20_251_210


def held_out(count: int) -> list[Sample]:
    """Return the first ``count`` sentences kept out of the training, no source twice."""
    return list(_distinct(Grammar(HELD_OUT_SEED), count, set()))


def training(count: int, seed: int, without: int = 2_000) -> list[Sample]:
    """Return ``count`` sentences to train on, no source twice and none of the first ``without`` held-out ones."""
    kept_out = {_bare(sample.source) for sample in held_out(without)}
    return list(_distinct(Grammar(seed, foreign=0.15, varied=True), count, kept_out))


def _distinct(grammar: Grammar, count: int, seen: set[str]) -> Iterator[Sample]:
    while count:
        sample = grammar.sample()
        if _bare(sample.source) not in seen:
            seen.add(_bare(sample.source))
            count -= 1
            yield sample


def _bare(source: str) -> str:
    """Return the source without what hardly changes it: spaces and full width."""
    return source.replace(" ", "").translate({full: half for half, full in FULL_WIDTH.items()})
