"""A case is a source, its English and the kinds of flags it gets, in that order; `-` where it gets none."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import paths
from reader.language.dictionary import Dictionary
from reader.model import Flag
from reader.pinyin import HAN
from reader.translate.guards import Lexicon, clauses, dropped, guard, hopeless, negation, quotation
from reader.translate.guards.alignment import aligned
from reader.translate.guards.extent import expected
from reader.translate.guards.lexicon import stem
from reader.translate.guards.negation import CHINESE, chinese
from reader.translate.guards.support import support
from reader.translate.guards.usage import parsed, usages
from reader.translate.guards.vectors import FILE

CASES = """
# loops
今天天气很好。|The weather is good, good, good, good today.|loop
这个办法不行。|It is a bad idea. It is a bad idea. It is a bad idea.|loop
工厂下个月重新开工。|The factory will reopen next month The factory will reopen next month|loop
他住在山里。|He lives in the mountains and the mountains and the mountains and the mountains.|loop
雨下了一夜。|It rained lalalalalalalala all night.|loop
哈哈哈，真有意思。|Ha ha ha, that is funny.|-
哈哈哈，真有意思。|Ha ha ha ha ha ha ha ha ha ha ha, that is funny.|loop
加油！加油！加油！|Come on! Come on! Come on!|-
好好好，我马上来。|Good, good, good, I will come at once.|-
他说他知道那件事。|He said that that was known to him.|-
这件衣服非常非常漂亮。|This dress is very, very beautiful.|-
比分依次是0、0、0、0。|The scores were 0, 0, 0, 0.|-
# nothing, or no English
今天天气很好。||empty
今天天气很好。|...|empty
今天天气很好。| |empty
……|…|-
今天天气很好。|今天天气很好。|untranslated
今天天气很好。|The 天气 is good today.|untranslated
GPT-4o|GPT-4o|-
# length
老师昨天在学校里告诉学生们图书馆下个星期要关门。|The teacher.|length dropped
老师来了。|The teacher has come. Meanwhile, prices of copper and aluminium rose sharply in London, brokers said.|length
好的。|OK.|-
# a clause
工厂关闭，工人们上街抗议，市长拒绝会见记者。|The factory closed and the mayor refused to meet reporters.|dropped
雪停以后，孩子们跑到院子里，堆了一个很大的雪人。|After the snow, the kids built a huge snowman in the yard.|-
医生建议病人多喝水，每天散步，少吃油腻的食物。|Drink more, walk daily and eat less greasy food, the doctor said.|-
医生建议病人多喝水，每天散步，少吃油腻的食物。|The doctor advised the patient to drink more water and|dropped
仓库昨晚起火，损失约3450万元，没有人员伤亡。|The warehouse caught fire last night; nobody was hurt.|dropped
仓库昨晚起火，损失3450万元，没有人员伤亡。|The warehouse burned last night, losing 34.5 million yuan; no one died.|-
展览包括瓷器、青铜器、家具和书画。|The exhibition includes porcelain, bronzes, furniture and paintings.|-
联邦调查局正在调查这起案件，市民可以提供线索。|The FBI is investigating the case and citizens can offer clues.|-
# a negation
这座桥不安全。|This bridge is not safe.|-
这座桥不安全。|This bridge is unsafe.|-
这座桥不安全。|This bridge is safe.|negation
他没有回答记者的问题。|He answered the reporter's question.|negation
他没有回答记者的问题。|He failed to answer the reporter's question.|-
他没有回答记者的问题。|He refused to answer the reporter's question.|-
警方尚未公布死者的姓名。|Police have released the name of the victim.|negation
警方尚未公布死者的姓名。|Police have yet to release the name of the victim.|-
我们无法确认这个消息。|We can confirm this news.|negation
我们无法确认这个消息。|We are unable to confirm this news.|-
请勿在此停车。|Please park here.|negation
别担心我。|Do not worry about me.|-
他再也不抽烟了。|He no longer smokes.|-
这座桥很安全。|This bridge is not safe.|negation
政府同意了这个计划。|The government did not agree to the plan.|negation
政府同意了这个计划。|The government never agreed to the plan.|negation
他不得不辞职。|He had to resign.|-
他不得不辞职。|He had no choice but to resign.|-
没有人不知道这件事。|Everybody knows about it.|-
产品不但便宜，而且好用。|The product is not only cheap but also easy to use.|-
产品不但便宜，而且好用。|The product is cheap and easy to use.|-
无论天气如何，比赛照常举行。|The match goes ahead no matter what the weather.|-
她非常喜欢这部电影。|She likes this film very much.|-
除非下雨，我们明天去爬山。|We will go climbing tomorrow unless it rains.|-
这是一艘不锈钢做的船。|This is a boat made of stainless steel.|-
他是不是医生？|Is he a doctor?|-
你要不要喝茶？|Would you like some tea or not?|-
这家店离车站不远。|The shop is close to the station.|negation
直到周五他才知道结果。|He did not know the result until Friday.|-
别人都走了。|Everybody else has left.|-
沉没的船已经找到。|The sunken ship has been found.|-
会议在莫斯科举行。|The meeting was held in Moscow.|-
参加的人不到十个。|Fewer than ten people took part.|-
这并不妨碍他们继续合作。|This does not prevent them from working together.|-
这并不妨碍他们继续合作。|This does prevent them from working together.|negation
他拒绝作证，因为他没有看到凶手。|He refused to testify because he saw the killer.|negation
警方昨天没有找到失踪的孩子，也拒绝评论。|The police did find the missing child and refused to comment.|negation
市场已经关门，商贩不再卖菜。|The market has closed and traders longer sell vegetables.|negation
看到这一幕，她忍不住笑了。|Seeing this, she could help but laugh.|negation
他不喝酒，也不抽烟。|He drinks, nor does he smoke.|negation
他不喝酒，也不抽烟。|He does not drink, nor does he smoke.|-
他确实不喜欢这个城市，但他知道它的好处。|He did dislike this city, but he knew its merits.|-
工人们不敢抱怨。|The workers were afraid to complain.|-
二十年来价格没变。|Prices have remained the same for twenty years.|-
# a quotation
他说：“我明天来。”|He said, "I will come tomorrow."|-
他说：“我明天来。”|He said, "I will come tomorrow.|quotation
他说：“我明天来。”|He said, “I will come tomorrow.|quotation
他说：“我明天来。”|He said he would come tomorrow.|-
市长称这座桥为“城市的骄傲”。|The mayor called this bridge.|quotation
市长称这座桥为“城市的骄傲”。|The mayor called this bridge the pride of the city.|-
他说：“我明天来。|He said, "I will come tomorrow.|-
他说：“我明天来。|He said, I will come tomorrow.|quotation
他说：“我明天来。|"I will come tomorrow," he said.|-
据《河边早报》报道，大桥下月通车。|According to, the bridge will open next month.|quotation
据《河边早报》报道，大桥下月通车。|According to the Riverside Morning Post, the bridge opens next month.|-
“老街”和“新桥”都在河边。|The "Old Street" and the are by the river.|quotation
屏幕是15英寸的。|The screen is 15" wide.|-
"""


@pytest.fixture(scope="session")
def lexicon(prepared: Path) -> Lexicon:
    return Lexicon(Dictionary.open(prepared))


@pytest.mark.parametrize("case", [line for line in CASES.splitlines() if line and not line.startswith("#")])
def test_english_is_flagged(lexicon: Lexicon, case: str) -> None:
    source, target, _ = case.split("|")
    kinds = " ".join(dict.fromkeys(flag.kind for flag in guard(source, target, lexicon)))
    assert f"{source}|{target}|{kinds or '-'}" == case


@pytest.mark.parametrize(("force", "pattern", "example"), CHINESE)
def test_every_row_of_the_table_has_its_example(lexicon: Lexicon, force: str, pattern: str, example: str) -> None:
    assert (pattern, [kind for _, kind in chinese(example, lexicon)]) == (pattern, [force])


@pytest.mark.parametrize(
    "line",
    [
        "工厂上周关闭，工人们上街抗议，市长拒绝会见记者。 → 工人们上街抗议， nothing in the English for 工人们上街抗议",
        "天亮了，他没有回答记者的问题。 → 没有 没有 negates, the English does not",
        "市长称这座桥为“城市的骄傲”。 → “城市的骄傲” nothing in the English for “城市的骄傲”",
        "今天 GPT 模型很好。 → 模型 Chinese left over: 模型",
    ],
)
def test_a_flag_says_what_it_is_about_and_where(lexicon: Lexicon, line: str) -> None:
    source = line.partition(" → ")[0]
    target = {
        "工": "The factory closed last week, and the mayor refused to meet reporters.",
        "天": "It was light and he answered the reporter's question.",
        "市": "The mayor called this bridge.",
        "今": "The GPT 模型 is good today.",
    }[source[0]]
    (flag,) = guard(source, target, lexicon)
    assert f"{source} → {source[flag.start : flag.end]} {flag.detail}" == line


@pytest.mark.parametrize(
    ("target", "again"),
    [
        ("", True),
        ("No, no, no, no, no, no.", True),
        ("The bridge is unsafe.", False),
        ("The bridge is safe.", False),
    ],
)
def test_a_loop_or_nothing_is_worth_another_try(lexicon: Lexicon, target: str, again: bool) -> None:
    assert hopeless(guard("这座桥不安全。", target, lexicon)) == again


@pytest.mark.parametrize(
    "line",
    [
        "今天天亮了，|大雨停了；|我们出发吧。",
        "然而，天亮了，|大雨停下了。",
        "他说：“天亮了。”|我们出发吧。",
        "价格是1,234元，|时间是12:30。",
        "苹果、梨和桃都卖完了",
        "好。",
    ],
)
def test_a_sentence_is_cut_at_its_commas(line: str) -> None:
    source = line.replace("|", "")
    assert "|".join(source[start:end] for start, end in clauses(source)) == line


@pytest.mark.parametrize(
    "line",
    [
        "announce announced announcement announcing",
        "stop stopped stopping stops",
        "go went gone",
        "Asia Asian",
        "die deaths",
    ],
)
def test_words_of_one_family_have_one_stem(line: str) -> None:
    assert len(set(map(stem, line.split()))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "工厂关闭，市长拒绝见记者。 工厂/found 关闭/found 市长/missing 拒绝/missing 记者/missing",
        "去年出口8730亿元 去年/missing 出口/missing 8730亿元/found",
        "在二十世纪九十年代，三分之一的村庄通电。 二十世纪九十年代/found 三分之一/found 村庄/found 通电/missing",
        "玻璃器皿和GPT模型 玻璃/found 器皿/missing GPT/missing 模型/missing",
    ],
)
def test_words_are_found_in_the_english(lexicon: Lexicon, line: str) -> None:
    source = line.partition(" ")[0]
    target = {
        "工": "The factory closed.",
        "去": "They were worth 873 billion yuan",
        "在": "In the 1990s a third of the villages",
        "玻": "There was glassware.",
    }[source[0]]
    found = aligned(source, target, clauses(source), expected(source, lexicon), lexicon).words
    assert line == " ".join([source, *(f"{source[word.start : word.end]}/{word.mark}" for word in found)])


@pytest.mark.parametrize(
    ("target", "line"),
    [
        ("The factory closed.", "工厂关闭，+ 市长拒绝会见记者。-"),
        ("The mayor declined to see the press.", "工厂关闭，- 市长拒绝会见记者。+"),
        ("The plant was shut down and the mayor turned reporters away.", "工厂关闭，+ 市长拒绝会见记者。+"),
        ("", "工厂关闭，- 市长拒绝会见记者。-"),
    ],
)
@pytest.mark.parametrize("times", [1, 60])  # 60: more words than are looked at together
def test_the_english_supports_what_it_says(lexicon: Lexicon, target: str, line: str, times: int) -> None:
    source = "工厂关闭，市长拒绝会见记者。" * times
    spans = clauses(source)
    found = support(source, " ".join([target] * times), spans, expected(source, lexicon), lexicon)
    own = [found.own[[start <= at < end for at in found.starts]].sum() for start, end in spans]
    said = [f"{source[start:end]}{'+' if value > 0 else '-'}" for (start, end), value in zip(spans, own, strict=True)]
    assert " ".join(said) == " ".join([line] * times)


@pytest.mark.parametrize(("word", "seen", "free"), [("桌子", 9, False), ("桌子", 0, False), ("情况", 9, True)])
def test_a_word_that_is_often_left_out_says_less(word: str, seen: int, free: bool) -> None:
    name, usage = parsed(f"{word}\t{seen}\t{seen if free else 0}\tdesk\ttable")
    assert (name, usage.also, usage.freedom > 0) == (word, {"desk", "table"}, free)


def test_the_table_of_usages_has_words_and_stems_only() -> None:
    assert usages()
    assert not [word for word in usages() if not re.fullmatch(rf"[{HAN}]+", word)]
    assert not [part for usage in usages().values() for part in usage.also if " " in part or len(part) > 7]


def test_the_vectors_have_words_and_stems_only() -> None:
    with np.load(paths.shipped("assets", FILE), allow_pickle=False) as arrays:
        assert not [word for name in "wc" for word in arrays[f"{name}_names"] if not re.fullmatch(rf"[{HAN}·]+", word)]
        assert not [stem for stem in arrays["v_names"] if " " in stem or len(stem) > 7]


CHINESE_TEXT = st.text(
    alphabet="不没未无非别的了是天地人中国大好说要去会有一年月日，。、；：“”《》！？ 0123ABCab哈〇\ud800", max_size=120
)
ENGLISH_TEXT = st.text(alphabet="abcnot no' \"“”.,!?0123 the is un天", max_size=200)


@given(st.text(max_size=80) | CHINESE_TEXT)
def test_clauses_join_back(source: str) -> None:
    spans = clauses(source)
    assert "".join(source[start:end] for start, end in spans) == source
    assert all(start < end for start, end in spans)


@settings(max_examples=300, deadline=None)
@given(CHINESE_TEXT | st.text(max_size=60), ENGLISH_TEXT | st.text(max_size=60))
def test_any_pair_of_texts_gets_the_same_flags_within_the_source(lexicon: Lexicon, source: str, target: str) -> None:
    flags = guard(source, target, lexicon)
    assert flags == guard(source, target, lexicon)
    assert all(0 <= flag.start <= flag.end <= len(source) and not flag.repaired for flag in flags)
    assert all("\n" not in flag.detail for flag in flags)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("工厂关闭，", "The factory closed, "),
        ("不", "not "),
        ("“", '"'),
        ("哈", "ha"),
        ("，、 ", ", "),
        ("他没有回答", "a b c d e f "),
        ("非", "un"),
        ("天", " "),
    ],
)
def test_time_grows_with_length_and_not_with_its_square(lexicon: Lexicon, source: str, target: str) -> None:
    def seconds(times: int) -> float:
        def once() -> float:
            start = time.perf_counter()
            guard(source * times, target * times, lexicon)
            return time.perf_counter() - start

        return min(once() for _ in range(3))  # others work on the machine too

    seconds(10)
    assert seconds(4_000) < 16 * max(seconds(500), 0.005)


@pytest.mark.parametrize("flags", [dropped.flags, negation.flags, quotation.flags])
def test_each_guard_is_linear_by_itself(lexicon: Lexicon, flags: Callable[[str, str, Lexicon], Iterator[Flag]]) -> None:
    def seconds(times: int) -> float:
        source, target = "“工厂”没有关闭，工人、老师和市长都走了，" * times, 'The factory did not close, nor "left", '
        start = time.perf_counter()
        list(flags(source, target * times, lexicon))
        return time.perf_counter() - start

    seconds(10)
    assert seconds(1_600) < 24 * max(min(seconds(200) for _ in range(3)), 0.01)
