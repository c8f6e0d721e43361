"""What becomes of an engine's answer: terms, amounts and guards together, on answers as engines give them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from reader.model import Annotated, Machine, Sentence, Translation
from reader.pipeline import Options, Pipeline
from reader.translate.engine import Hypothesis, never
from reader.translate.proof import Proof


class Said:
    """An engine that says what it was told to, plain and, when asked again, otherwise."""

    name, version, options = "said", "1", ""
    machine: Machine = "translation"

    def __init__(self, plain: str, again: Sequence[str] = (), pieces: Callable[[str], str] = str) -> None:
        self._plain, self._again, self._pieces = plain, again, pieces

    def translate(self, sentences: Sequence[Annotated], cancelled: Callable[[], bool] = never) -> Iterator[Translation]:
        for annotated in sentences:
            yield Translation(annotated.sentence.id, self._plain, self.name, self.version, self.machine)

    def hypotheses(
        self, sources: Mapping[str, str], count: int, cancelled: Callable[[], bool] = never
    ) -> Iterator[tuple[str, tuple[Hypothesis, ...]]]:
        for key, source in sources.items():
            said = [self._plain, *self._again] if count > 1 else [self._pieces(source)]
            yield key, tuple(Hypothesis(text, -1.0) for text in said)


@pytest.fixture(scope="session")
def pipeline(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    home = tmp_path_factory.mktemp("proof")
    (home / "cache").symlink_to(prepared, target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUIZHAO_HOME", str(home))
        return Pipeline(Options("gloss"))


@pytest.fixture
def prove(pipeline: Pipeline) -> Callable[..., Translation]:
    def prove(source: str, engine: Said) -> Translation:
        annotated = pipeline.annotate(Sentence("0" * 16, 0, 0, len(source), source))
        (done,) = Proof(pipeline._dictionary).proved(engine, [annotated])
        return done

    return prove


def shown(done: Translation) -> str:
    """The English, each term with its step and the words it is at, each flag with whether it was mended."""
    terms = [f"{t.source}:{t.status}:{done.target[t.target_start or 0 : t.target_end or 0]}" for t in done.terms]
    flags = [f"{f.kind}{'+' if f.repaired else '!'}" for f in done.flags]
    return " | ".join([done.target, *terms, *flags])


@pytest.mark.parametrize(
    ("source", "said", "expected"),
    [
        ("公司投资30亿元。", "The company invested 3 billion yuan.", "The company invested 3 billion yuan."),
        ("公司投资30亿元。", "The company invested $30 billion.", "The company invested 3 billion yuan. | quantity+"),
        (
            "公司投资30亿元研发大模型。",
            "The company invested $30 billion in a large model.",
            "The company invested 3 billion yuan in a large model. | 大模型:present:large model | quantity+",
        ),
        ("公司没有投资。", "The company invested.", "The company invested. | negation!"),
    ],
)
def test_an_answer_is_mended_or_its_fault_said(
    prove: Callable[..., Translation], source: str, said: str, expected: str
) -> None:
    assert shown(prove(source, Said(said))) == expected


def test_the_words_of_the_engine_are_kept_where_they_were_mended(prove: Callable[..., Translation]) -> None:
    assert prove("公司投资30亿元。", Said("The company invested $30 billion.")).original == (
        "The company invested $30 billion."
    )


def test_an_answer_that_is_right_has_no_original(prove: Callable[..., Translation]) -> None:
    assert prove("公司投资30亿元。", Said("The company invested 3 billion yuan.")).original == ""


LOOP = "The company said it was a good idea, it was a good idea, it was a good idea, it was a good idea."


def test_a_loop_is_asked_for_again(prove: Callable[..., Translation]) -> None:
    done = prove("公司表示这是一个好主意。", Said(LOOP, again=[LOOP, "The company said this was a good idea."]))
    assert (done.target, done.original) == ("The company said this was a good idea.", LOOP)


def test_a_loop_that_stays_is_asked_for_clause_by_clause(prove: Callable[..., Translation]) -> None:
    done = prove(
        "公司表示这是一个好主意，并于次日发布了报告。",
        Said(
            LOOP, again=[LOOP], pieces=lambda part: "This is a good idea," if "主意" in part else "a report came out."
        ),
    )
    assert done.target == "This is a good idea, a report came out."


def test_a_loop_that_cannot_be_helped_is_said(prove: Callable[..., Translation]) -> None:
    done = prove("公司表示这是一个好主意。", Said(LOOP, again=[LOOP], pieces=lambda part: LOOP))
    assert (done.target, [flag.kind for flag in done.flags]) == (LOOP, ["loop"])


def test_a_word_gloss_is_left_as_it_is(pipeline: Pipeline) -> None:
    source = "公司投资30亿元。"
    annotated = pipeline.annotate(Sentence("0" * 16, 0, 0, len(source), source))
    (plain,) = pipeline.engine.translate([annotated])
    assert list(Proof(pipeline._dictionary).proved(pipeline.engine, [annotated])) == [plain]
