"""What is once right stays right: a human's English before any engine, and no sentence translated twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from reader import pipeline
from reader.language.sentences import split
from reader.model import Block, Document, Translation
from reader.pipeline import Options, Pipeline, Renderings
from reader.store import Correction, Shelved, Store
from reader.translate.argos import Argos
from reader.translate.engine import Hypothesis, never
from reader.translate.packages import install_from

TINY = Path(__file__).parents[1] / "models" / "tiny-zh_en.argosmodel"
TEXT = "谷歌发布大模型。苹果没有使用智能体。华为花了30亿元购买算力。谷歌发布大模型。"
HEADER = "source\ttarget\n"


class Counting(Argos):
    """The real engine, which notes the sentences it is given."""

    given: list[str]

    def hypotheses(
        self, sources: Mapping[str, str], count: int, cancelled: Callable[[], bool] = never
    ) -> Iterator[tuple[str, tuple[Hypothesis, ...]]]:
        self.given += [source for source in sources.values() if source in TEXT]  # not those with a term put in
        yield from super().hypotheses(sources, count, cancelled)


@pytest.fixture
def store(home: Path, cache: Path) -> Store:
    install_from(TINY, trust=True)
    return Store(home / "store.sqlite")


@pytest.fixture
def text(store: Store) -> Shelved:
    return store.shelve(Document("/a.txt", TEXT, (Block("paragraph", 0, len(TEXT)),)))


def run(store: Store, shelved: Shelved, *glossaries: Path) -> tuple[list[Translation], list[str]]:
    """The English of a text in its order, and the sentences that the engine was given for it."""
    opened = Pipeline(Options("argos", glossaries), store)
    assert isinstance(opened.engine, Argos)
    opened.engine.__class__ = Counting
    opened.engine.given = []  # type: ignore[attr-defined]
    sentences = split(shelved.document)
    found = opened.run(sentences, pipeline.translated(shelved.document, sentences))
    english = dict(pair for part in found if isinstance(part, Renderings) for pair in part.sentences)
    return [english[index] for index in sorted(english)], opened.engine.given  # type: ignore[attr-defined]


def glossary(folder: Path, *lines: str) -> Path:
    path = folder / f"{len(list(folder.iterdir()))}.tsv"
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), "utf-8")
    return path


def test_nothing_is_translated_twice(store: Store, text: Shelved) -> None:
    first, given = run(store, text)
    assert set(given) == {sentence.text for sentence in split(text.document)}
    again, given = run(store, text)
    assert (again, given) == (first, [])


def test_a_changed_glossary_translates_only_the_sentences_it_touches(
    store: Store, text: Shelved, tmp_path: Path
) -> None:
    run(store, text, glossary(tmp_path, "智能体\tagent", "算力\tcomputing power"))
    _, given = run(store, text, glossary(tmp_path, "智能体\tagent", "算力\tcompute"))
    assert given == ["华为花了30亿元购买算力。"]
    _, given = run(store, text, glossary(tmp_path, "智能体\tagent", "算力\tcompute", "豆包\tDoubao"))
    assert given == []


def test_what_a_human_wrote_outranks_the_engine_and_is_not_mended(store: Store, text: Shelved) -> None:
    source, mine = "华为花了30亿元购买算力。", "Huawei spent $3 on nothing."
    place = text.document.text.index(source)
    store.correct(text, Correction("english", place, source, mine))
    english, given = run(store, text)
    (human,) = [t for t in english if t.machine == "human"]
    assert (human.target, human.terms, human.flags, human.original) == (mine, (), (), "")
    assert source not in given
    store.correct(text, Correction("english", place, source, ""))
    english, given = run(store, text)
    assert given == [source]
    assert {t.machine for t in english} == {"translation"}
