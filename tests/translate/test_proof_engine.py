"""An engine's answers, proved: a real model that is asked again, but never without end."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pytest

from reader.errors import ModelError
from reader.language.dictionary import Dictionary
from reader.model import Annotated, Entry, Machine, Match, Sentence, Translation, sentence_id
from reader.pipeline import Options, Pipeline, Renderings
from reader.store import Store
from reader.translate.argos import Argos
from reader.translate.engine import Hypothesis, never
from reader.translate.gloss import Gloss
from reader.translate.proof import Proof

GRAMMAR = runpy.run_path(str(Path(__file__).parents[1] / "models" / "grammar.py"))
SOURCES = [sample.source for sample in GRAMMAR["held_out"](48)]
LOOP = "that is it, that is it, that is it, that is it, that is it, that is it"


@dataclass
class Heard:
    """The real model, with its answers as they are or `spoilt`, counting what it is asked."""

    argos: Argos
    spoilt: Callable[[str, str], str] = lambda _, text: text  # key and text to text
    calls: list[list[str]] = field(default_factory=list)  # the sources of each call
    name: str = "argos"
    version: str = "1.0"
    machine: Machine = "translation"
    options: str = ""

    def translate(self, sentences: Sequence[Annotated], cancelled: Callable[[], bool] = never) -> Iterator[Translation]:
        return self.argos.translate(sentences, cancelled)

    def hypotheses(
        self, sources: Mapping[str, str], count: int, cancelled: Callable[[], bool] = never
    ) -> Iterator[tuple[str, tuple[Hypothesis, ...]]]:
        if sources:
            self.calls.append(list(sources.values()))
        for key, found in self.argos.hypotheses(sources, count, cancelled):
            yield key, tuple(Hypothesis(self.spoilt(key, one.text), one.score, one.attention) for one in found)


@pytest.fixture
def proof(prepared: Path) -> Proof:
    return Proof(Dictionary.open(prepared))


def annotated(text: str, *entries: Entry) -> Annotated:
    matches = tuple(
        Match(e, text.index(e.source), text.index(e.source) + len(e.source)) for e in entries if e.source in text
    )
    return Annotated(Sentence(sentence_id(text, 0), 0, 0, len(text), text), (), matches)


def test_sound_answers_are_asked_for_once(unpacked: Path, proof: Proof) -> None:
    engine, sentences = Heard(Argos(unpacked)), [annotated(source) for source in SOURCES]
    made = {one.id: one.target for one in proof.proved(engine, sentences)}
    assert [len(call) for call in engine.calls] == [len(SOURCES)]
    assert made.keys() == {one.sentence.id for one in sentences}


def test_terms_are_asked_for_together_and_once_more(unpacked: Path, proof: Proof) -> None:
    entries = [Entry(source, target) for source, target in GRAMMAR["GLOSSARY"].items()]
    sentences = [annotated(source, *entries) for source in SOURCES]
    engine = Heard(Argos(unpacked))
    made = list(proof.proved(engine, sentences))
    assert len(made) == len(sentences)
    whole, injected = engine.calls
    assert whole == SOURCES
    assert 0 < len(injected) < len(SOURCES)
    assert not set(injected) & set(SOURCES)


def test_an_engine_that_only_loops_is_asked_twice(unpacked: Path, proof: Proof) -> None:
    engine = Heard(Argos(unpacked), lambda _, text: LOOP)
    made = list(proof.proved(engine, [annotated(source) for source in SOURCES]))
    assert sum(any(flag.kind == "loop" for flag in one.flags) for one in made) == len(SOURCES)
    assert len(engine.calls) == 2
    assert len(engine.calls[1]) < len(SOURCES)


def test_a_loop_is_tried_clause_by_clause(unpacked: Path, proof: Proof) -> None:
    source = "谷歌裁员9人，百度没有裁员。"
    sentence = annotated(source)
    engine = Heard(Argos(unpacked), lambda key, text: LOOP if key == sentence.sentence.id else text)
    (made,) = proof.proved(engine, [sentence])
    assert engine.calls == [[source], ["谷歌裁员9人，", "百度没有裁员。"]]
    assert "Google laid off 9 people" in made.target
    assert made.original == LOOP


@pytest.mark.parametrize("key", ["stray", "again"])
def test_what_came_before_a_wrong_answer_is_kept(unpacked: Path, proof: Proof, key: str) -> None:
    class Slipping(Heard):
        def hypotheses(
            self, sources: Mapping[str, str], count: int, cancelled: Callable[[], bool] = never
        ) -> Iterator[tuple[str, tuple[Hypothesis, ...]]]:
            for number, (right, found) in enumerate(self.argos.hypotheses(sources, count, cancelled)):
                yield right, found
                if number == 5:
                    yield right if key == "again" else key, found

    made: dict[str, Translation] = {}
    proved = proof.proved(Slipping(Argos(unpacked)), [annotated(source) for source in SOURCES])
    with pytest.raises(ModelError, match="what was finished before is kept"):
        made.update((one.id, one) for one in proved)
    assert len(made) == 6


def test_an_engine_that_dies_in_mid_batch_leaves_what_it_finished(home: Path, prepared: Path, unpacked: Path) -> None:
    class Dying(Argos):
        def hypotheses(
            self, sources: Mapping[str, str], count: int, cancelled: Callable[[], bool] = never
        ) -> Iterator[tuple[str, tuple[Hypothesis, ...]]]:
            yield from islice(super().hypotheses(sources, count, cancelled), 12)
            if len(sources) > 12:
                raise ModelError(str(self.folder), "out of memory")

    found = [Sentence(sentence_id(source, 0), 0, 0, len(source), source) for source in dict.fromkeys(SOURCES)]
    home.mkdir()
    (home / "cache").symlink_to(prepared, target_is_directory=True)
    with closing(Store(home / "store.sqlite")) as store:
        pipeline = Pipeline(Options("gloss"), store)
        pipeline.engine = Dying(unpacked)
        with pytest.raises(ModelError, match="out of memory"):
            list(pipeline.run(found, [True] * len(found)))
        pipeline.engine = Argos(unpacked)
        before = len(list(pipeline._store.known(map(pipeline.annotate, found), *key(pipeline))))
        english = dict(
            pairs
            for part in pipeline.run(found, [True] * len(found))
            if isinstance(part, Renderings)
            for pairs in part.sentences
        )
    assert 2 <= before <= 2 + 12
    assert english.keys() == set(range(len(found)))


def test_alternatives_are_mended_like_an_answer_and_none_comes_twice(unpacked: Path, proof: Proof) -> None:
    source = "阿里巴巴从开源转向闭源。"
    sentence = annotated(source, Entry("闭源", "closed-source"))
    found = list(proof.alternatives(Argos(unpacked, beam=1), sentence))
    texts, scores = [one.target for one, _ in found], [score for _, score in found]
    assert texts[0] == "Alibaba turned from open-source to closed-source."
    assert len(set(texts)) == len(texts) > 1
    assert [found[0][0].terms[0].status, found[0][0].original] == [
        "injected",
        "Alibaba turned from open-source to closed origin.",
    ]
    assert max(scores) == scores[0] < 0


def test_an_engine_of_one_answer_has_no_alternatives(proof: Proof) -> None:
    assert list(proof.alternatives(Gloss(), annotated("开源模型"))) == []


def key(pipeline: Pipeline) -> tuple[str, str, str, Machine]:
    return pipeline.engine.name, pipeline.engine.version, pipeline._kept_as, "translation"
