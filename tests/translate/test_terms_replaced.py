"""A term put over the words that render it, without an engine: the right words, in the right form, and nothing else."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.glossary import Glossary
from reader.model import Entry, Translation
from reader.translate.terms import fitting, meanings, placing, sound

BENCH = runpy.run_path(str(Path(__file__).parents[1] / "bench" / "terms.py"))
Place = Callable[..., Translation]


@pytest.fixture(scope="session")
def place(prepared: Path) -> Place:
    """Places the terms of one sentence."""
    annotator: Any = BENCH["Annotator"](Glossary([]), prepared)

    def run(source: str, target: str, *entries: Entry) -> Translation:
        annotator.glossary = Glossary(entries)
        annotated = annotator(source)
        plain = Translation(annotated.sentence.id, target, "argos", "1", "translation")
        return placing.replace_terms(plain, annotated, annotator.lexicon)

    return run


def entries(text: str) -> list[Entry]:
    """Terms written as 套壳=wrapper, with a part of speech as 小札=Zuckerberg/person."""
    pairs = (pair.split("=") for pair in text.split(", "))
    return [Entry(source, (parts := english.split("/"))[0], pos="".join(parts[1:])) for source, english in pairs]


def marked(done: Translation) -> str:
    """The target with each placed term in brackets, then what became of the terms."""
    text = done.target
    for term in sorted(done.terms, key=lambda t: -(t.target_start or 0)):
        if term.target_start is not None and term.target_end is not None:
            text = f"{text[: term.target_start]}[{text[term.target_start : term.target_end]}]{text[term.target_end :]}"
    return f"{text} | {' '.join(term.status for term in done.terms)}"


@pytest.mark.parametrize(
    "line",
    [
        # number
        "研发智能体。 | 智能体=agent | They build intelligent bodies. | They build [agents]. | replaced",
        "缺少算力。 | 算力=computing power | It lacks calculating forces. | It lacks [computing power]. | replaced",
        "外壳破了。 | 外壳=envelopes | A shell broke. | [Envelopes] broke. | replaced",
        # capitals
        "智能体很受欢迎。 | 智能体=agent | Intelligent bodies are popular. | [Agents] are popular. | replaced",
        "“智能体很好。”他说。 | 智能体=agent | “Intelligent bodies are good,” he said."
        " | “[Agents] are good,” he said. | replaced",
        "公司新智能体改变未来 | 智能体=agent | Company's New Intelligent Body Changes Future"
        " | Company's New [Agent] Changes Future | replaced",
        "初级医生委员会开会。 | 初级医生=junior doctor | The Junior Medical Committee met."
        " | The [Junior Doctor] Committee met. | replaced",
        # article
        "这是一个智能体。 | 智能体=agent | This is a smart intelligent body. | This is an [agent]. | replaced",
        "他有一个旧外壳。 | 外壳=envelope | He has a shell. | He has an [envelope]. | replaced",
        "扎克伯格说过这话。 | 扎克伯格=Zuckerberg/person | The Zackerburg said so. | [Zuckerberg] said so. | replaced",
        "中央访问南沙县。 | 南沙县=Nansha County/place | It visited the Nansa County. | It visited [Nansha County]."
        " | replaced",
        # possessive
        "扎克伯格的计划失败。 | 扎克伯格=Zuckerberg/person | Zackerburg's plan failed. | [Zuckerberg]'s plan failed."
        " | replaced",
        "外壳的颜色。 | 外壳=envelope | The shells' colour. | The [envelopes]' colour. | replaced",
        # names by sound
        "苏锐走进房间。 | 苏锐=Su Rui/person | Surui walked into the room. | [Su Rui] walked into the room. | replaced",
        "拜尔斯获得冠军。 | 拜尔斯=Biles/person | Byers won the title. | [Biles] won the title. | replaced",
        "特鲁多访问北京。 | 特鲁多=Trudeau/person | Trudo visited Beijing. | [Trudeau] visited Beijing. | replaced",
        "苏锐明天走。 | 苏锐=Su Rui/person | Su Ruy Ming leaves. | [Su Rui] leaves. | replaced",
        "巴黎圣日耳曼队赢了。 | 巴黎圣日耳曼=Paris Saint-Germain/org | Saint Germain of Paris won."
        " | [Paris Saint-Germain] won. | replaced",
        # one word of several, and words beside it that nobody else claims
        "世界杯半决赛的主教练是他。 | 主教练=head coach | He is the chief coach of the World Cup semi-finals."
        " | He is the [head coach] of the World Cup semi-finals. | replaced",
        "初级医生罢工。 | 初级医生=junior doctor | Junior physicians went on strike."
        " | [Junior doctors] went on strike. | replaced",
        "人类命运共同体 | 人类命运共同体=shared future | community of human destiny | [Shared future] | replaced",
        # what has the term already, in another spelling
        "上海合作组织开会。 | 上海合作组织=Shanghai Cooperation Organization/org"
        " | The Shanghai Cooperation Organisation met. | The [Shanghai Cooperation Organization] met. | replaced",
        # terms beside each other
        "闭源智能体发布。 | 闭源=closed-source, 智能体=agent | The closed origin intelligent body was released."
        " | The [closed-source] [agent] was released. | replaced replaced",
        "智能体和外壳。 | 智能体=agent, 外壳=envelope | An intelligent body and a shell."
        " | An [agent] and an [envelope]. | replaced replaced",
        "智能体和智能体。 | 智能体=agent | One intelligent body and another intelligent body."
        " | One [agent] and another [agent]. | replaced replaced",
        # nothing is sure
        "他开口了。 | 开口=agent | He began at last. | He began at last. | unplaced",
        "警方说一人遭枪击。 | 枪击=shooting | Police said one was shot. | Police said one was shot. | unplaced",
        "斐济人获胜。 | 斐济=Fiji/place | The Fijians won. | The Fijians won. | unplaced",
        "苏格兰选手获胜。 | 苏格兰=Scotland/place | The Scots won. | The Scots won. | unplaced",
        "曼联获胜。 | 曼联=Manchester United/org | The United Nations won. | The United Nations won. | unplaced",
        "他任公安部部长。 | 公安部=Ministry of Public Security/org | He is Minister of Public Security."
        " | He is Minister of Public Security. | unplaced",
        "苹果公司股价大涨。 | 股价=stock price | The price of Apple's shares soared."
        " | The price of Apple's shares soared. | unplaced",
        "《人民日报》说。 | 人民日报=People's Daily/media | The Daily People's Gazette said so."
        " | The Daily People's Gazette said so. | unplaced",
        "健康大数据 | 大数据=large-scale data | big health data | big health data | unplaced",
        "第19届会议 | 会议=19th congress | 19 | 19 | unplaced",
        "智能体。 | 智能体=agent |  |  | unplaced",
    ],
)
def test_placed_without_an_engine(place: Place, line: str) -> None:
    source, glossary, target, *expected = line.split(" | ")
    assert marked(place(source, target, *entries(glossary))) == " | ".join(expected)


def test_the_engines_own_words_are_kept(place: Place) -> None:
    done = place("研发智能体。", "They build intelligent bodies.", Entry("智能体", "agent"))
    assert (done.target, done.original) == ("They build agents.", "They build intelligent bodies.")
    assert place("研发智能体。", "They build agents.", Entry("智能体", "agent")).original == ""


def test_terms_that_contradict_each_other_do_no_harm(place: Place) -> None:
    target = "An intelligent body."
    done = place("智能体。", target, Entry("智能体", "agent"), Entry("智能", "wise", inside=True), Entry("体", "body"))
    assert [term.source for term in done.terms] == ["智能体"]
    assert done.target == "An agent."
    same = place("模型和机型。", "A model.", Entry("模型", "model"), Entry("机型", "model"))
    assert [term.status for term in same.terms] == ["present", "unplaced"]


PIECES = st.lists(
    st.sampled_from(["intelligent bodies", "a shell", "closed origin", "Thousand", "agent", "of", "the", ",", "Byers"]),
    max_size=8,
)
GLOSSARY = entries("智能体=agent, 外壳=envelope, 闭源=closed-source/adj, 拜尔斯=Biles/person, 千问=Qwen")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    pieces=PIECES,
    sources=st.lists(st.sampled_from(["智能体", "外壳", "闭源", "拜尔斯", "千问", "的", "，"]), max_size=6),
)
def test_text_outside_the_terms_stays_as_it_was(place: Place, pieces: list[str], sources: list[str]) -> None:
    target = " ".join(pieces)
    done = place("".join(sources), target, *GLOSSARY)
    placed = sorted((t.target_start, t.target_end) for t in done.terms if t.target_start is not None and t.target_end)
    assert all(end <= start for (_, end), (start, _) in pairwise(placed))
    assert {done.target[start:end].lower() for start, end in placed} <= {
        "agent", "agents", "envelope", "envelopes", "closed-source", "biles", "qwen",
    }  # fmt: skip
    outside, at = [], 0
    for start, end in placed:
        outside.append(done.target[at:start])
        at = end
    outside.append(done.target[at:])
    around = ".+".join(re.sub(r"\\\ $|^\\\ ", "", re.escape(part)) for part in outside)
    assert re.search(re.sub(r"(?<![a-z])(an?)(?![a-z])", "(?:an?|)", around), target) or not placed


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(target=st.text(max_size=60), source=st.text("智能体外壳的a1，。", max_size=12))
def test_odd_text_is_survived(place: Place, target: str, source: str) -> None:
    done = place(source, target, *GLOSSARY)
    assert done.target == target or done.terms


def test_ten_thousand_terms_do_no_harm(place: Place) -> None:
    many = [Entry(chr(0x4E00 + n % 5000) + chr(0x6E00 + n // 5000) + "甲", f"thing {n}") for n in range(10_000)]
    done = place("研发智能体。", "They build intelligent bodies.", *many, Entry("智能体", "agent"))
    assert done.target == "They build agents."


def test_a_long_sentence_takes_no_long_time(place: Place) -> None:
    done = place("研发智能体，" * 100, "They build intelligent bodies, " * 100, Entry("智能体", "agent"))
    assert {term.status for term in done.terms} == {"replaced"}


@pytest.mark.parametrize(
    "line",
    [
        "to open; to start (a car) → open, start",
        "Maotai, town in Renhuai county, Guizhou → Maotai",
        "shell; case, casing → shell, case, casing",
        "variant of 壳 ké → ",
        "see 外壳 wài ké → ",
        "abbr. for 人民代表大会 Rén mín dài biǎo, National People's Congress → National People's Congress",
        "classifier: 个 gè → ",
    ],
)
def test_definitions_are_cleaned(line: str) -> None:
    definition, cleaned = line.split(" → ")
    assert ", ".join(meanings.cleaned(definition)) == cleaned


@pytest.mark.parametrize(
    ("name", "syllables", "spellings", "same"),
    [
        ("Surui", ("su", "rui"), ("Su Rui",), True),
        ("Rui Su", ("su", "rui"), (), True),
        ("Byers", ("bài", "ěr", "sī"), ("Biles",), True),
        ("Zuckerburg", (), ("Zuckerberg",), True),
        ("Quince Ferry", ("kūn", "sī", "fèi", "lǐ"), ("Queensferry",), True),
        ("Panmunjom", ("píng", "chāng"), ("Pyeongchang",), False),
        ("British", ("tuō", "ōu"), ("Brexit",), False),
        ("Matic", ("màn", "lián"), ("Manchester United",), False),
        ("A", ("ā",), ("A",), False),
    ],
)
def test_names_by_sound(name: str, syllables: tuple[str, ...], spellings: tuple[str, ...], same: bool) -> None:
    assert bool(sound.likeness(name, syllables, spellings)) == same


def test_a_name_stays_as_it_is_written() -> None:
    fit = fitting.fit("Fruit phones sell.", (0, 12), Entry("苹果手机", "iPhone", pos="product"))
    assert (fit.text, fit.form) == ("iPhone", (0, 6))
