"""Spoken tones: the rules by their examples, a table of words and sentences, and what holds for any text."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language.sandhi import RULES_OF_ONE, spoken
from reader.model import Sentence, Word
from reader.pinyin import is_syllable, mark
from reader.pipeline import Options, Pipeline

TABLE = (Path(__file__).parent / "spoken.tsv").read_text("utf-8").splitlines()[1:]
EXAMPLES = [example for _, _, examples in RULES_OF_ONE for example in examples.split(", ")]

Words = Callable[[str], tuple[Word, ...]]


@pytest.fixture(scope="module")
def words(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Words:
    """The words of a text as the pipeline has them, with citation tones."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv("DUIZHAO_HOME", str(home))
        (home / "cache").symlink_to(prepared, target_is_directory=True)
        pipeline = Pipeline(Options("gloss"))
    return lambda text: pipeline.annotate(Sentence("0" * 16, 0, 0, len(text), text)).words


def read(words: list[Word]) -> str:
    shown = (" ".join(word.pinyin) or word.spoken or word.text.strip() for word in words)
    return " ".join(text for text in shown if text)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_rule_has_its_examples(words: Words, example: str) -> None:
    text, _, said = example.partition(" ")
    assert read(spoken([word for part in text.split("|") for word in words(part)])) == said


@pytest.mark.parametrize("row", TABLE, ids=[row.partition("\t")[0] for row in TABLE])
def test_a_text_is_said(words: Words, row: str) -> None:
    text, _, said = row.partition("\t")
    assert read(spoken(words(text))) == said


def test_the_table_is_long_enough() -> None:
    assert len(set(TABLE)) >= 80


SYLLABLES = st.sampled_from("yi1 bu4 bu5 hao3 ni3 wo3 li3 ge4 ge5 ren2 shi2 tian1 le5 lv4 𠮷5".split())
KINDS = st.sampled_from(["word", "name", "number", "date"])
SPOKEN = st.sampled_from(["yī bǎi", "A gǔ", "mǎ kè·zhā", "sān diǎn yī yì", "yī", ""])


@st.composite
def made(draw: st.DrawFn) -> list[Word]:
    """Words of any syllables, with characters that the rules look for, and marks between them."""
    found = []
    for _ in range(draw(st.integers(0, 12))):
        if draw(st.booleans()):
            tones = tuple(draw(st.lists(SYLLABLES, min_size=1, max_size=4)))
            text = "".join(draw(st.sampled_from("一不第好十点月了个说")) for _ in tones)
            pinyin = tuple(tone if tone[0] == "𠮷" else mark(tone) for tone in tones)
            found.append(Word(text, 0, len(text), draw(KINDS), pinyin, tones))
        else:
            said = draw(SPOKEN)
            found.append(Word("1A" if said else "，", 0, 2, draw(KINDS) if said else "punctuation", spoken=said))
    return found


def letters(text: str) -> str:
    return re.sub(r"[\u0300\u0301\u0304\u030c]", "", unicodedata.normalize("NFD", text))


@given(made())
def test_only_tones_change(before: list[Word]) -> None:
    after = spoken(before)
    assert [word.text for word in after] == [word.text for word in before]
    assert [letters(" ".join(word.pinyin) or word.spoken) for word in after] == [
        letters(" ".join(word.pinyin) or word.spoken) for word in before
    ]


@given(made())
def test_a_third_tone_is_never_before_another_but_after_a_pause(before: list[Word]) -> None:
    tones = " ".join(
        " ".join(tone if is_syllable(tone) else "," for tone in word.tones) or "," for word in spoken(before)
    )
    assert not re.search(r"3 \w+3", tones)


def test_words_that_nothing_changes_are_the_same(words: Words) -> None:
    before = words("他们今天在北京开会，讨论新政策。")
    assert spoken(before) == list(before)


@pytest.mark.parametrize("text", ["一" * 30_000, "不" * 30_000, "好" * 30_000, "看一" * 15_000, "1.1" * 10_000])
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    tone = {"一": "yi1", "不": "bu4", "好": "hao3", "看": "kan4"}
    tones = tuple(tone.get(character, "yi1") for character in text)
    whole = [Word(text, 0, len(text), "number", tuple(map(mark, tones)), tones)]
    one_by_one = [Word(c, 0, 1, "word", (mark(t),), (t,)) for c, t in zip(text, tones, strict=True)]
    start = time.perf_counter()
    spoken(whole)
    spoken(one_by_one)
    assert time.perf_counter() - start < 10
