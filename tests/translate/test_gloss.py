"""The word gloss: every rule's own examples, the table of renderings, links, and what nobody writes."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from bench.gloss import debris, rows
from hypothesis import given, settings
from hypothesis import strategies as st

import reader.translate.gloss
from reader.model import Sentence, Translation
from reader.pipeline import Options, Pipeline
from reader.translate.gloss import Gloss
from reader.translate.gloss.lexicon import Lexicon, renderings
from reader.translate.gloss.names import by_sound
from reader.translate.gloss.nodes import Tag

SHARED = Path(__file__).parents[3] / "shared" / "data" / "mt"
_EXAMPLE = re.compile(r"example: (\S+) → (.+)")


@pytest.fixture(scope="session")
def render(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Translation]:
    home = tmp_path_factory.mktemp("gloss")
    (home / "cache").symlink_to(prepared, target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUIZHAO_HOME", str(home))
        pipeline, gloss = Pipeline(Options("gloss")), Gloss()

    def render(text: str) -> Translation:
        return gloss.render(pipeline.annotate(Sentence("0" * 16, 0, 0, len(text), text)))

    return render


def examples() -> Iterator[tuple[str, str, str]]:
    """The examples in the docstrings of the room, and whose they are."""
    for module in pkgutil.iter_modules(reader.translate.gloss.__path__):
        loaded = importlib.import_module(f"reader.translate.gloss.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == loaded.__name__:
                yield from ((name, *found) for found in _EXAMPLE.findall(function.__doc__ or ""))


def test_there_are_examples() -> None:
    assert len(list(examples())) > 40


@pytest.mark.parametrize(("rule", "source", "target"), list(examples()))
def test_a_rule_does_what_its_example_says(
    render: Callable[[str], Translation], rule: str, source: str, target: str
) -> None:
    assert render(source).target == target, rule


# Patterns that several rules make together.
PATTERNS = """
虽然下雨，但他去了。|Although rained, but he went to.
不仅便宜，而且好用。|Not only cheap, and useful.
房价越来越贵。|The house price is more and more expensive.
书是昨天买的。|The book was yesterday bought.
学生们都来了。|The students all came.
他们的书|Their book
他从未离开中国。|He never leaves China.
你是老师吗？|You are teacher?
这家公司去年亏损三亿元。|This company last year lost 300 million yuan.
前三季度营收增长12%。|The first 3 quarters revenue grows 12%.
12月10日，他说：“我们不会来。”|December 10, he said: “we will not come.”
价格是80元。|The price is 80 yuan.
一位叫陈思远的工程师写了这篇文章。|An engineer who was called Chen Siyuan wrote this article.
"""


@pytest.mark.parametrize("case", [line for line in PATTERNS.splitlines() if line])
def test_patterns(render: Callable[[str], Translation], case: str) -> None:
    source, target = case.split("|")
    assert render(source).target == target


NAMES = """
陈思远|chén sī yuǎn|Chen Siyuan
欧阳明|ōu yáng míng|Ouyang Ming
皮奎特|pí kuí tè|Pikuite
吕布|lǚ bù|Lü Bu
"""


@pytest.mark.parametrize("case", [line for line in NAMES.splitlines() if line])
def test_names_of_no_dictionary(case: str) -> None:
    text, pinyin, name = case.split("|")
    assert by_sound(text, pinyin.split()) == name


# The table


def test_the_table_names_parts_of_speech() -> None:
    tags = {tag for by_tag in renderings().values() for tag in by_tag}
    assert tags <= {*get_args(Tag), "attribute", ""}


def test_the_table_says_nothing_twice() -> None:
    lines = (Path(__file__).parents[2] / "assets" / "renderings.tsv").read_text("utf-8").splitlines()
    keys = [tuple(line.split("\t")[:2]) for line in lines if line and not line.startswith("#")]
    assert [key for key in set(keys) if keys.count(key) > 1] == []


def test_the_table_has_no_debris() -> None:
    assert [s for s, by_tag in renderings().items() for t in by_tag.values() if debris("", t)] == []


def test_the_table_decides(render: Callable[[str], Translation]) -> None:
    lexicon = Lexicon()
    wrong = [
        (source, tag)
        for source, by_tag in renderings().items()
        for tag, target in by_tag.items()
        if tag not in ("attribute", "") and lexicon.meaning(source, tag, ("something else",)) != target
    ]
    assert wrong == []


# Links and terms


def linked(translation: Translation, source: str) -> str:
    return " ".join(
        f"{source[link.start : link.end]}={translation.target[link.target_start : link.target_end]}"
        for link in translation.links
    )


def test_every_english_word_knows_its_chinese(render: Callable[[str], Translation]) -> None:
    source = "使用模型的公司在会议上发布报告。"
    assert linked(render(source), source) == (
        "公司=The company 的=that 使用=uses 模型=the model 上=at 会议=the meeting 发布=releases 报告=report 。=."
    )


def test_a_term_is_where_it_says(render: Callable[[str], Translation]) -> None:
    done = render("开源大模型越来越多。")
    assert [(t.source, done.target[t.target_start : t.target_end].lower(), t.status) for t in done.terms] == [
        ("开源", "open-source", "present"),
        ("大模型", "large model", "present"),
    ]


TEXT = st.text() | st.lists(
    st.sampled_from(
        list("的了在被把比和与是不没很更最一二三个家上中后时前“”（），。！？、·#《》【】9 aA\ud800𠮷囧\u200b\n")
        + "开源 大模型 公司 发布 使用 昨天 陈思远 9830亿元 12月10日 OpenAI 虽然 研究 会议".split()
    ),
    max_size=40,
).map("".join)


@settings(deadline=None, max_examples=150)
@given(TEXT)
def test_links_cover_the_line_and_stay_in_the_text(render: Callable[[str], Translation], source: str) -> None:
    done = render(source)
    assert done.target
    last = 0
    for link in done.links:
        assert 0 <= link.start < link.end <= len(source)
        assert last <= link.target_start < link.target_end <= len(done.target)
        assert not done.target[last : link.target_start].strip()
        last = link.target_end
    if done.links:
        assert last == len(done.target)


# What nobody writes


@pytest.mark.parametrize("source", ["，。！？", "……", "囧囧", "𠮷𠮷", "ABC def", "のソ한", "\ud800", "的", "（", "一"])
def test_odd_texts_have_a_line(render: Callable[[str], Translation], source: str) -> None:
    assert render(source).target.strip()


def test_ten_thousand_characters_without_a_mark(render: Callable[[str], Translation]) -> None:
    source = "公司发布的开源模型在会议上被研究人员使用" * 500
    start = time.perf_counter()
    assert render(source).target.count("open-source") == 500
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("name", ["flores-dev.tsv", "wmt17.tsv"])
def test_no_debris_in_the_development_data(render: Callable[[str], Translation], name: str) -> None:
    if not (SHARED / name).exists():
        pytest.skip("../shared is absent")
    sources = [row["source"] for row in rows(SHARED / name)][:600]
    assert [source for source in sources if debris(source, render(source).target)] == []


def test_amounts_in_a_hashtag_are_said(render: Callable[[str], Translation]) -> None:
    assert render("#花了34亿元#").target == "# Spent 3.4 billion yuan #"
