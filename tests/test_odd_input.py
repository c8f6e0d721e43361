"""Text of any characters through all the stages: no crash, nothing lost, and what no table knows is called a guess."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.text import from_text
from reader.language.sentences import spans, split
from reader.model import Annotated, Sentence
from reader.pinyin import is_han
from reader.pipeline import Options, Pipeline
from reader.translate.gloss import Gloss

ODD = [
    *"𠮷𰻞㐂囧龘々〇﨎\uf900⼀⺀",  # outside the basic plane, rare, compatibility, radicals
    *"\U0002fffd\U0003fffd\u0378\U000e0080\ufffe\ue000",  # unassigned, no character, private use
    *"のカー한ㄅ𗀀",  # other scripts of East Asia
    *"\ud800\udfff",  # half characters
    *"e\u0301\u20dd\ufe0f\U000e0100",  # combining marks, variation selectors
    *"\u202e\u202c\u200f\u2066אع\u0661",  # right to left
    *"\u200d\u200b\ufeff\u00ad\0\x1b\x85\u2028\u2029\r\t\u3000",  # nothing to see, controls, breaks
    "👩\u200d💻",
    "🇨🇳",
]
PLAIN = [*"的一了不行长为得。，！“”《》（）…—#：1２a.%", "银行", "3.5亿", "GPT-4o", "他说", "2024年"]
TEXT = st.lists(st.sampled_from([*ODD, *PLAIN]) | st.characters(), max_size=60).map("".join)


@pytest.fixture(scope="session")
def pipeline(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    home = tmp_path_factory.mktemp("odd")
    (home / "cache").symlink_to(prepared, target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUIZHAO_HOME", str(home))
        return Pipeline(Options("gloss"))


def annotated(pipeline: Pipeline, text: str) -> Annotated:
    return pipeline.annotate(Sentence("0" * 16, 0, 0, len(text), text))


def check_words(found: Annotated) -> None:
    text = found.sentence.text
    assert [text[word.start : word.end] for word in found.words] == [word.text for word in found.words]
    assert "".join(word.text for word in found.words) == text
    assert all(word.text for word in found.words)
    for word in found.words:
        assert len(word.pinyin) == len(word.tones) == (len(word.text) if word.pinyin else 0)
        if word.kind == "word" and is_han(word.text):
            assert word.pinyin
        if any(syllable in word.text for syllable in word.pinyin):  # a character that stands for its own reading
            assert not word.certain


@given(TEXT)
def test_words_of_any_text(pipeline: Pipeline, text: str) -> None:
    found = annotated(pipeline, text)
    check_words(found)
    assert isinstance(Gloss().render(found).target, str)


@given(TEXT.filter(lambda text: bool(text.strip())))
def test_words_of_any_document(pipeline: Pipeline, text: str) -> None:
    document = from_text(text, "-")
    for sentence in split(document):
        assert document.text[sentence.start : sentence.end] == sentence.text
        check_words(pipeline.annotate(sentence))


@pytest.mark.parametrize("character", [*"𠮷\U0002fffd\U0003fffd"])
def test_what_no_table_knows_is_a_guess(pipeline: Pipeline, character: str) -> None:
    words = annotated(pipeline, f"我们{character}好。").words
    assert [(w.text, w.pinyin, w.certain) for w in words if character in w.text] == [(character, (character,), False)]


@pytest.mark.parametrize("text", ["のり", "한국어", "\ud800", "\0", "\u202e", "\u200d", "\u0301", "\u0378", "\ue000"])
def test_what_is_not_chinese_has_no_reading(pipeline: Pipeline, text: str) -> None:
    words = annotated(pipeline, f"我{text}好").words
    assert [(w.text, w.pinyin, w.definitions) for w in words[1:-1]] == [(text, (), ())]


def test_a_mark_stays_with_its_letter(pipeline: Pipeline) -> None:
    assert [w.text for w in annotated(pipeline, "读e\u0301tude吧").words] == ["读", "e\u0301tude", "吧"]


MILLION = ["a", "1", "の", "\u0301", "\u200d", "a.", "-", "e\u0301"]


@pytest.mark.parametrize("unit", MILLION, ids=ascii)
def test_a_token_of_a_million_characters(pipeline: Pipeline, unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    started = time.process_time()
    assert [word.text for word in annotated(pipeline, text).words] == [text]
    assert len(spans(text)) == 5_000
    assert time.process_time() - started < 30


def test_the_memory_of_a_token_of_a_million_characters(pipeline: Pipeline) -> None:
    text = "a" * 1_000_000
    tracemalloc.start()
    annotated(pipeline, text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100 * len(text)


@pytest.mark.parametrize("unit", ["囧", "𠮷", "\U0002fffd", "\0", "\ud800", "中国", "1,", "“", "A模", "1年"], ids=ascii)
def test_time_is_linear(pipeline: Pipeline, unit: str) -> None:
    def seconds(length: int) -> float:
        text, best = unit * (length // len(unit)), float("inf")
        for _ in range(3):
            started = time.process_time()
            annotated(pipeline, text)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(8_000) < 10 * seconds(2_000) + 0.05
