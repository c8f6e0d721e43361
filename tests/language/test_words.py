"""Text to tokens, and where a glossary term may stand."""

from __future__ import annotations

import multiprocessing
import re
import subprocess
import sys
import time
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.language.dictionary import Dictionary
from reader.language.words import Segmenter

PIECES = [
    *"开源节流一千问题的月模型囧𠮷々〇。，！…—·#＃@ \n\t\u3000AaＡ4４%.-+'’é\u0301のソ한\ud800\udfff\u200b\u200d👩️①",
    *("Llama 4", "http://a.b", "2025年10月", "9830亿元", "T恤", "#开源#"),
]
TEXT = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)


@pytest.fixture(scope="session")
def segmenter(prepared: Path) -> Segmenter:
    return Segmenter.open(Dictionary.open(prepared), prepared)


def shown(segmenter: Segmenter, text: str, *terms: str) -> str:
    """The tokens, words without their kind, spaces as ␣."""
    spans = sorted((text.index(term), text.index(term) + len(term)) for term in terms)
    tokens = [(text[start:end].replace(" ", "␣"), kind) for start, end, kind in segmenter.tokens(text, spans)]
    return " ".join(token if kind in ("word", "punctuation", "space") else f"{token}/{kind}" for token, kind in tokens)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国的开源模型正在崛起。", "中国/name 的 开源 模型 正在 崛起 。"),
        ("银行行长着重强调了风险", "银行 行长 着重 强调 了 风险"),
        ("銀行行長強調這個問題", "銀行 行長 強調 這個 問題"),
        ("开源Llama和GPT-4o、DeepSeek-V3", "开源 Llama/latin 和 GPT-4o/latin 、 DeepSeek-V3/latin"),
        ("Llama 4的失败", "Llama/latin ␣ 4/number 的 失败"),
        ("支持U.S.标准和C++、AT&T", "支持 U.S./latin 标准 和 C++/latin 、 AT&T/latin"),
        ("Meta’s模型, 5G手机,x.ai", "Meta’s/latin 模型 , ␣ 5G/latin 手机 , x.ai/latin"),
        ("cafe\u0301和Ｑｗｅｎ", "cafe\u0301/latin 和 Ｑｗｅｎ/latin"),
        ("上涨4%,涨幅2.53%", "上涨 4%/number , 涨幅 2.53%/number"),
        ("共1,040个,占３５％", "共 1,040/number 个 , 占 ３５％/number"),
        ("12月10日发布,花了9830亿元", "12月10日/date 发布 , 花 了 9830亿元/number"),
        ("到第三方平台", "到 第三方 平台"),
        ("见https://example.com/a?b=1。", "见 https://example.com/a?b=1/url 。"),
        (
            "访问www.example.com,或写信给a.b@example.org。",
            "访问 www.example.com/url , 或 写信 给 a.b@example.org/url 。",
        ),
        ("#新模型 发布了#【开源】", "#新模型␣发布了#/hashtag 【 开源 】"),
        ("今天 #开源模型 来了", "今天 ␣ #开源模型/hashtag ␣ 来 了"),
        ("C#和F#都行", "C/latin # 和 F/latin # 都 行"),
        ("#1 是它,#2 是你", "# 1/number ␣ 是 它 , # 2/number ␣ 是 你"),
        ("真的？！……——好", "真的 ？ ！ …… —— 好"),
        ("他买T恤,点击C位置", "他 买 T恤 , 点击 C/latin 位置"),
        ("用`模型 a-b`和`` `x` ``", "用 `模型␣a-b`/other 和 ``␣`x`␣``/other"),
        ("开 源\n\n模型", "开 ␣ 源 \n\n 模型"),
        ("ソニー的한국", "ソニー/other 的 한국/other"),
        ("👩\u200d💻写𠮷字", "👩\u200d💻/other 写 𠮷 字"),
        ("近百人参会", "近 百 人 参会"),
        ("所有人都来", "所有 人 都 来"),
        ("公司所有权", "公司 所有权"),
        ("并处罚金五千元", "并处 罚金 五千元/number"),
        ("大盘股领跌,沪指收涨", "大盘股 领跌 , 沪指 收涨"),
        ("粮食总产达到新高", "粮食 总产 达到 新高"),
        ("量一量尺寸", "量一量 尺寸"),
        ("一带一路倡议", "一带一路/name 倡议"),
        ("过六一儿童节", "过 六一儿童节/name"),
        ("那座桥时均开放", "那 座 桥 时 均 开放"),
        ("", ""),
    ],
)
def test_tokens(segmenter: Segmenter, text: str, expected: str) -> None:
    assert shown(segmenter, text) == expected


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("选择套壳Qwen开源模型", ["套壳"], "选择 套壳 Qwen/latin 开源 模型"),
        ("开源的大语言模型", ["大语言模型"], "开源 的 大语言模型"),
        ("月之暗面和Llama 4发布后", ["月之暗面", "Llama 4"], "月之暗面 和 Llama␣4/latin 发布 后"),
        ("千问在10月发布", ["千问"], "千问 在 10月/date 发布"),
        ("智能体智能体", ["智能体"], "智能体 智能 体"),
    ],
)
def test_a_term_is_one_token(segmenter: Segmenter, text: str, terms: list[str], expected: str) -> None:
    assert shown(segmenter, text, *terms) == expected


@pytest.mark.parametrize(
    "line",
    [
        "我们要<开源>节流 no",
        "还有一<千问>题 no",
        "全球最<大模型> no",
        "<Meta>verse很大 no",
        "用<Llama>-3训练 no",
        "<Llama 4>.1发布 no",
        "#支持<开源># no",
        "用`<开源> x` no",
        "见http://<开源>.cn yes",  # a URL ends where Chinese begins
        "见http://x.cn/<Meta>/a no",
        "12<月1>0日 no",
        "中国<开源>模型 yes",
        "主打<开源>的模型 yes",
        "选择<套壳>产品 yes",
        "国产<大语言模型> yes",
        "做<智能体>的公司 yes",
        "和<月之暗面>合作 yes",
        "阿里<千问>发布 yes",
        "<通义千问>发布 yes",
        "发布<Llama 4>模型 yes",
        "<Meta>'s model yes",
        "用<ソニ>ー的 yes",
    ],
)
def test_a_term_fits_where_it_cuts_no_word(segmenter: Segmenter, line: str) -> None:
    marked, _, answer = line.rpartition(" ")
    start, end = marked.index("<"), marked.index(">") - 1
    assert segmenter.fits(marked.replace("<", "").replace(">", ""))(start, end) == (answer == "yes")


@given(TEXT)
@example("囧" * 1000)
@example("\u0301" * 50 + "a" * 2000 + "1." * 500)
def test_tokens_join_back_to_the_text(segmenter: Segmenter, text: str) -> None:
    tokens = segmenter.tokens(text)
    assert [start for start, _, _ in tokens] == [0, *(end for _, end, _ in tokens)][: len(tokens)]
    assert (tokens[-1][1] if tokens else 0) == len(text)
    assert all(start < end for start, end, _ in tokens)


@given(TEXT, st.lists(st.integers(0, 40), max_size=6, unique=True).map(sorted))
def test_terms_are_tokens_and_the_rest_joins_around_them(segmenter: Segmenter, text: str, places: list[int]) -> None:
    inside = [place for place in places if place <= len(text)]
    terms = list(zip(inside[::2], inside[1::2], strict=False))
    tokens = segmenter.tokens(text, terms)
    assert set(terms) <= {(start, end) for start, end, _ in tokens}
    assert "".join(text[start:end] for start, end, _ in tokens) == text


@given(TEXT)
def test_the_whole_text_is_always_a_place_for_a_term(segmenter: Segmenter, text: str) -> None:
    assert segmenter.fits(text)(0, len(text))


@pytest.mark.parametrize("unit", ["开", "a", "a1-", "1.", "の", "#a", "a@", "…", " ", "\u0301", "🙂"])
def test_a_very_long_text_is_no_trouble(segmenter: Segmenter, unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    assert segmenter.tokens(text)[-1][1] == len(text)


def test_the_tokenizer_everybody_shares_is_left_alone(segmenter: Segmenter) -> None:
    import jieba

    segmenter.tokens("开源模型")
    assert not jieba.dt.initialized


def test_nothing_is_said_on_stderr_and_no_other_cache_is_written(prepared: Path, tmp_path: Path) -> None:
    script = """if True:
        import pathlib, sys
        from reader.language.dictionary import Dictionary
        from reader.language.words import Segmenter
        folder = pathlib.Path(sys.argv[1])
        print(Segmenter.open(Dictionary.open(folder), folder).tokens('开源模型'))"""
    command = [sys.executable, "-c", script, str(prepared)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env={"TMPDIR": str(tmp_path)})
    assert (run.stdout, run.stderr, list(tmp_path.iterdir())) == ("[(0, 2, 'word'), (2, 4, 'word')]\n", "", [])


def test_without_a_folder_to_write_to_it_works_in_memory(tmp_path: Path, prepared: Path) -> None:
    (tmp_path / "file").write_text("")
    segmenter = Segmenter.open(Dictionary.open(prepared), tmp_path / "file" / "sub")
    assert shown(segmenter, "开源模型") == "开源 模型"


def test_a_damaged_word_list_is_made_again(tmp_path: Path, prepared: Path) -> None:
    good = next(prepared.glob("words-*.json"))
    (tmp_path / good.name).write_bytes(good.read_bytes()[:1000])
    Segmenter.open(Dictionary.open(prepared), tmp_path)
    assert (tmp_path / good.name).read_bytes() == good.read_bytes()


def _open_at(moment: float, folder: Path) -> str:
    time.sleep(max(0.0, moment - time.time()))
    return shown(Segmenter.open(Dictionary.open(folder), folder), "银行行长")


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        answers = pool.starmap(_open_at, [(time.time() + 1, tmp_path)] * 2)
    assert answers == ["银行 行长"] * 2
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".sqlite"]


@pytest.mark.parametrize(
    ("text", "term", "fits"),
    [
        ("美国对华为实施限制", "华为", True),
        ("价格战后再谈", "价格战", True),
        ("财报上写着", "财报", True),
        ("已经升华为艺术", "华为", False),
        ("一份理财报告", "财报", False),
        ("公司的价格战略", "价格战", False),
        ("开源节流", "开源", False),
        ("数据集中在北方", "数据集", False),
        ("在数据集中加入新样本", "数据集", True),
        ("该数据集中有一万张图", "数据集", True),
        ("验证集群性能", "验证集", False),
        ("训练集中进行", "训练集", False),
        ("上网易成瘾", "网易", False),
        ("在网易听歌", "网易", True),
        ("国会山庄", "国会山", False),
        ("国会山上", "国会山", True),
        ("一名谷歌手", "谷歌", False),
        ("参数量化方法", "参数量", False),
        ("各大厂商", "大厂", False),
        ("高科技巨头", "科技巨头", False),
        ("与华为合作", "华为", True),
    ],
)
def test_a_term_fits_where_it_is_likelier_than_the_words_it_cuts(
    segmenter: Segmenter, text: str, term: str, fits: bool
) -> None:
    start = text.index(term)
    assert segmenter.fits(text)(start, start + len(term)) is fits


# Sentences cut by hand. By the rules of Peking University a border is at each space and each "_" (which Microsoft
# Research leaves out: names, measures and dates are one word there); UD Chinese GSD has one at each "~" too.
BY_HAND = Path(__file__).with_name("words.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("rules", "joining", "cutting", "least"), [("pku", "~", "_", 0.92), ("msr", "~_", "", 0.92), ("gsd", "", "_~", 0.9)]
)
def test_words_are_cut_as_by_hand(segmenter: Segmenter, rules: str, joining: str, cutting: str, least: float) -> None:
    right = found = wanted = 0
    for line in BY_HAND:
        gold = "".join(" " if c in cutting else c for c in line if c not in joining).split()
        text = "".join(gold)
        by_hand = set(pairwise(accumulate(map(len, gold), initial=0)))
        ours = {(start, end) for start, end, _ in segmenter.tokens(text)}
        right, found, wanted = right + len(by_hand & ours), found + len(ours), wanted + len(by_hand)
    assert 2 * right / (found + wanted) >= least, rules


@pytest.mark.parametrize(
    "line",
    [
        "共有 2/number 个 人 和 30/number 个 苹果",
        "第16/number 届 比赛 有 一百多/number 家 公司 参加",
        "等 了 3/number 个 月 又 24/number 小时",
        "长 17/number 公里 , 花 了 9830亿元/number , 占 3.5%/number",
        "5400␣万/number 个",
        "几千年/number 来",
        "1个小时30分/number",
        "5千米/number",
        "3平方千米/number",
        "等 了 三 个 半 小时",
        "一两部/number 电影",
        "2025年12月10日/date 上午",
    ],
)
def test_what_is_counted_stands_apart_from_its_number(segmenter: Segmenter, line: str) -> None:
    text = re.sub(r" |/[a-z]+", "", line).replace("␣", " ")
    assert shown(segmenter, text) == line


@pytest.mark.parametrize(
    "line",
    [
        "斯图尔特/name 和 玛丽娜/name 来 了",
        "马里/name 和 丹麦/name",
        "王晓梅/name 说",
        "游客 来到 稻城县/name",
        "购物 中心 和 航空公司",
        "智能 设备 里 的 电子邮件",
    ],
)
def test_names_are_whole_and_phrases_are_not(segmenter: Segmenter, line: str) -> None:
    assert shown(segmenter, re.sub(r" |/[a-z]+", "", line)) == line
