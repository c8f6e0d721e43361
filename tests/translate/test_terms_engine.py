"""Terms placed with the engine's help: the real small model, which says some of them wrongly on purpose."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from reader.glossary import Glossary
from reader.model import Annotated, Entry, Sentence, Translation, sentence_id
from reader.translate.argos import Argos
from reader.translate.engine import Attention, Hypothesis, Hypothesizer, never
from reader.translate.gloss import Gloss
from reader.translate.terms import placing

TESTS = Path(__file__).parents[1]
BENCH = runpy.run_path(str(TESTS / "bench" / "terms.py"))
GRAMMAR = runpy.run_path(str(TESTS / "models" / "grammar.py"))
WRONG = GRAMMAR["WRONG"]


class Recorder(Argos):
    """The engine itself, which notes what it is asked again."""

    asked: list[dict[str, str]]

    def hypotheses(
        self, sources: Mapping[str, str], count: int, cancelled: Callable[[], bool] = never
    ) -> Iterator[tuple[str, tuple[Hypothesis, ...]]]:
        self.asked.append(dict(sources))
        return super().hypotheses(sources, count, cancelled)


@pytest.fixture
def engine(unpacked: Path) -> Recorder:
    engine = Recorder(unpacked)
    engine.asked = []
    return engine


@pytest.fixture
def annotate(prepared: Path) -> Any:
    return BENCH["Annotator"](Glossary([Entry(zh, right) for zh, right in GRAMMAR["GLOSSARY"].items()]), prepared)


def run(engine: Argos, sentences: Sequence[Annotated], annotate: Any, **more: Any) -> list[Translation]:
    answers = list(engine.translate(sentences))
    placed = {t.id: t for t in placing.place(engine, answers, sentences, annotate.lexicon, **more)}
    return [placed[a.sentence.id] for a in sentences if a.sentence.id in placed]


def shown(done: Translation) -> str:
    return f"{done.target} | {' '.join(f'{term.source}:{term.status}' for term in done.terms)}"


@pytest.mark.parametrize(
    "line",
    [
        "谷歌有30万个衍生模型。 | Google had 300,000 derivative models. | 谷歌:present 衍生模型:chosen",
        "阿里巴巴从开源转向闭源。 | Alibaba turned from open-source to closed-source."
        " | 阿里巴巴:present 开源:present 闭源:chosen",
        "百度的新模型只是套壳豆包。 | The new model of Baidu was just a wrapper of Doubao."
        " | 百度:present 套壳:injected 豆包:present",
        "华为花了30亿元购买算力。 | Huawei spent 3 billion yuan on computing power. | 华为:present 算力:injected",
        "谷歌与苹果合作开发智能体。 | Google and Apple worked together on an agent."
        " | 谷歌:present 苹果:present 智能体:injected",
        "小札认为开源模型更重要。 | Zuckerberg believed that open-source models were more important."
        " | 小札:injected 开源:present",
    ],
)
def test_the_step_that_places_a_term(engine: Argos, annotate: Any, line: str) -> None:
    source, target, states = line.split(" | ")
    (done,) = run(engine, [annotate(source)], annotate)
    assert shown(done) == f"{target} | {states}"
    assert [done.target[t.target_start : t.target_end] for t in done.terms if t.status != "present"] == [
        form for _, form in sorted((done.target.find(form), form) for form in forms(done))
    ]


def forms(done: Translation) -> list[str]:
    return [
        found[0] for t in done.terms if t.status != "present" and (found := re.search(f"{t.target}s?", done.target))
    ]


def test_attention_finds_what_the_dictionary_does_not(engine: Argos, annotate: Any) -> None:
    # The model copies this name wrongly where it is injected; 千 and 问 do not mean Questions.
    annotate.glossary = Glossary([Entry("千问", "Tongyi Qianwen Max")])
    (done,) = run(engine, [annotate("千问排名第一。")], annotate)
    assert shown(done) in {
        "Tongyi Qianwen Max ranked first. | 千问:replaced",
        "Tongyi Qianwen Max ranked first. | 千问:injected",
    }


def test_terms_of_held_out_sentences(engine: Recorder, annotate: Any) -> None:
    draw = GRAMMAR["Grammar"](4_242)
    samples = [sample for sample in (draw.sample() for _ in range(400)) if any(zh in sample.source for zh in WRONG)]
    sentences = list({a.sentence.id: a for a in map(annotate, (sample.source for sample in samples))}.values())
    plain = {answer.id: answer.target for answer in engine.translate(sentences)}
    done = run(engine, sentences, annotate)
    states = [term.status for translation in done for term in translation.terms if term.source in WRONG]
    assert len(states) > 100
    assert states.count("unplaced") <= 0.02 * len(states)
    same = sum(BENCH["untouched"](plain[translation.id], translation, WRONG) for translation in done)
    assert same >= 0.98 * len(done)  # 99% of a thousand sentences: tests/bench/terms.py
    # Asked twice, for all sentences that lack a term together and for no other.
    assert len(engine.asked) == 2
    lacking = {t.id for t in done if any(term.status != "present" for term in t.terms)}
    assert engine.asked[0].keys() == lacking
    assert engine.asked[1].keys() < lacking


def test_the_engines_own_words_are_kept(engine: Argos, annotate: Any) -> None:
    changed, same = run(engine, [annotate("华为花了30亿元购买算力。"), annotate("谷歌从未使用豆包。")], annotate)
    assert changed.original == "Huawei spent 3 billion yuan on calculating force."
    assert same.original == ""


def test_nothing_is_asked_where_nothing_is_missing(engine: Recorder, annotate: Any) -> None:
    run(engine, [annotate("谷歌从未使用豆包。"), annotate("今年，苹果没有裁员。")], annotate)
    assert engine.asked == [{}, {}]


def test_no_word_of_the_injected_source_reaches_the_reader_twice(engine: Argos, annotate: Any) -> None:
    # An English term that the model does not copy as it stands is refused.
    annotate.glossary = Glossary([Entry("套壳", "⟦0⟧ _x_ wrapper-of-shells 𝕏")])
    (done,) = run(engine, [annotate("百度的新模型只是套壳豆包。")], annotate)
    assert done.target.count("wrapper-of-shells") <= 1
    assert "shell of Doubao" in done.target or done.terms[0].status != "unplaced"


def test_cancelled_in_the_middle_yields_what_is_finished(engine: Argos, annotate: Any) -> None:
    sentences = [annotate("谷歌从未使用豆包。"), annotate("华为花了30亿元购买算力。")]
    done = run(engine, sentences, annotate, cancelled=lambda: True)
    assert [t.target for t in done] == ["Google had never used Doubao."]


def test_a_gloss_places_its_terms_itself(annotate: Any) -> None:
    sentence = annotate("华为花了30亿元购买算力。")
    (answer,) = Gloss().translate([sentence])
    assert list(placing.place(Gloss(), [answer], [sentence], annotate.lexicon)) == [answer]
    assert not isinstance(Gloss(), Hypothesizer)


def test_an_answer_to_no_sentence_is_passed_on(annotate: Any) -> None:
    stray = Translation("stray", "Hello.", "argos", "1", "translation")
    assert list(placing.place(Gloss(), [stray], [], annotate.lexicon)) == [stray]


# Hypotheses


def asked(engine: Argos, *sources: str, count: int = 4) -> list[tuple[Hypothesis, ...]]:
    found = dict(engine.hypotheses({str(n): source for n, source in enumerate(sources)}, count))
    return [found[str(n)] for n in range(len(sources))]


def test_the_likeliest_hypothesis_is_the_translation(unpacked: Path) -> None:
    engine, sources = Argos(unpacked), [sample.source for sample in GRAMMAR["held_out"](60)]
    sentences = [Annotated(Sentence(sentence_id(s, 0), 0, 0, len(s), s), ()) for s in sources]
    plain = {answer.id: answer.target for answer in engine.translate(sentences)}
    for sentence, found in zip(sentences, asked(engine, *sources), strict=True):
        assert found[0].text == plain[sentence.sentence.id]
        assert all(one.score < 0 for one in found)
        assert len(found) == 4


def test_no_more_hypotheses_than_the_beam_is_wide(unpacked: Path) -> None:
    assert [len(found) for found in asked(Argos(unpacked, beam=2), "谷歌裁员9人。", count=4)] == [2]
    assert [len(found) for found in asked(Argos(unpacked, beam=1), "谷歌裁员9人。", count=4)] == [1]


@pytest.mark.parametrize("source", ["ＯｐｅｎＡＩ的营收为３％……", " 谷歌 ，豆包 ", "GPT-4o①㎏…鿫", "百度。"])
def test_attention_is_given_in_characters(unpacked: Path, source: str) -> None:
    ((best, *_),) = asked(Argos(unpacked), source)
    attention = best.attention
    assert attention is not None
    assert spelt(attention.targets, best.text) == best.text.replace(" ", "")
    assert spelt(attention.sources, source) == source.replace(" ", "")
    assert {len(row) for row in attention.weights} == {len(attention.sources)}
    assert len(attention.weights) == len(attention.targets)


def spelt(pieces: Sequence[tuple[int, int]], text: str) -> str:
    """What the pieces cover, each character once (one that becomes several pieces is in all of them)."""
    covered = sorted({at for start, end in pieces for at in range(start, end)})
    return "".join(text[at] for at in covered).replace(" ", "")


def test_a_name_pays_attention_to_itself(unpacked: Path) -> None:
    source = "谷歌从未使用豆包。"
    ((best, *_),) = asked(Argos(unpacked), source)
    assert isinstance(best.attention, Attention)
    row = next(
        row
        for (start, end), row in zip(best.attention.targets, best.attention.weights, strict=True)
        if "Doubao".startswith(best.text[start:end].strip()) and end > start
    )
    start, end = best.attention.sources[max(range(len(row)), key=row.__getitem__)]
    assert "豆" in source[start:end]


def test_an_endless_sentence_and_an_empty_one(unpacked: Path) -> None:
    endless, empty, plain = asked(Argos(unpacked), "谷歌有30万个衍生模型，" * 100, "", "谷歌裁员9人。")
    assert endless[0].text
    assert empty[0].text == ""
    assert plain[0].text == "Google laid off 9 people."
    assert endless[0].attention is None or len(endless[0].attention.weights[0]) == len(endless[0].attention.sources)
