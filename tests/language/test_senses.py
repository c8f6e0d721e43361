"""What a definition is, and which of a word's meanings come first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language import senses
from reader.language.dictionary import Dictionary, DictionaryEntry


@pytest.fixture(scope="session")
def dictionary(prepared: Path) -> Dictionary:
    return Dictionary.open(prepared)


@pytest.mark.parametrize(("kind", "pattern", "example"), senses.RULES, ids=[rule[0] for rule in senses.RULES])
def test_each_rule_knows_its_example(kind: str, pattern: str, example: str) -> None:
    assert senses.kind(example) == kind


@pytest.mark.parametrize(
    "line",
    [
        "bank = meaning",
        "see the opportunity and act (idiom) = meaning",
        "variant = meaning",
        "used in advertising = meaning",
        "classifier: handful, bundle, bunch = measure word",
        "(dialect) variant of 拉 lā = variant",
        "Li (surname) = surname",
        "abbr. for 化学 huà xué = meaning",
    ],
)
def test_a_definition_is_of_a_kind(line: str) -> None:
    definition, _, kind = line.partition(" = ")
    assert senses.kind(definition) == kind


MEANINGS = [
    "支持 v: to be in favor of",
    "影响 v: to influence",
    "影响 n: influence",
    "影响 vn: influence",  # jieba's verb that is a noun too: as the dictionary has it
    "编辑 n: editor",
    "编辑 v: to edit",
    "建议 n: proposal; suggestion; recommendation",
    "建议 v: to propose; to suggest; to recommend",
    "花 v: to spend (money, time)",
    "花 n: flower",
    "位 q: classifier for people (honorific)",
    "位 n: position",
    "跟 p: with",
    "给 p: to",
    "被 p: used to indicate passive voice",
    "在 p: (of sb or sth) to be (located) at",
    "和 c: (joining two nouns) and; together with; with",
    "而 c: and",
    "长城 ns: the Great Wall",
    "王 nr: surname Wang",
    "王 n: king or monarch",
    "单 n: bill",  # not the surname, and not “to” anything
    "天气 : weather",
]


@pytest.mark.parametrize("line", MEANINGS)
def test_what_fits_the_part_of_speech_comes_first(dictionary: Dictionary, line: str) -> None:
    head, _, meaning = line.partition(": ")
    word, _, pos = head.partition(" ")
    entries = dictionary.look_up(word)
    assert senses.ordered(entries, entries[0].pinyin, pos)[0].startswith(meaning)


@pytest.mark.parametrize(
    "line", ["重 v chong2: to repeat", "行 n hang2: row", "长 v zhang3: to grow", "长 a chang2: length"]
)
def test_the_reading_counts_before_the_part_of_speech(dictionary: Dictionary, line: str) -> None:
    head, _, _ = line.partition(": ")
    word, pos, tones = head.split()
    entries = dictionary.look_up(word)
    found = senses.ordered(entries, (tones,), pos)
    assert f"{head}: {found[0]}" == line
    under = {d for entry in entries if entry.pinyin == (tones,) for d in entry.definitions}
    assert set(found[: len(under)]) == under


@pytest.mark.parametrize(
    "line", ["王: surname Wang", "后: surname Hou", "任: surname Ren", "银行: classifier: 家 jiā, 个 gè"]
)
def test_what_is_no_meaning_comes_last(dictionary: Dictionary, line: str) -> None:
    word, _, last = line.partition(": ")
    entries = [entry for entry in dictionary.look_up(word) if last in entry.definitions]
    same = tuple(entry for entry in dictionary.look_up(word) if entry.pinyin == entries[0].pinyin)
    assert f"{word}: {senses.ordered(same, entries[0].pinyin, 'n')[-1]}" == line


DEFINITIONS = st.lists(st.sampled_from([rule[2] for rule in senses.RULES] + ["to go", "a go; to try", "(old) go"]))


@given(st.lists(st.tuples(DEFINITIONS, st.booleans())), st.sampled_from(["", "n", "v", "vn", "q", "p", "c", "nr", "x"]))
def test_no_meaning_is_lost_or_added(given: list[tuple[list[str], bool]], pos: str) -> None:
    entries = tuple(DictionaryEntry("行", "行", ("xing2",), proper, tuple(found)) for found, proper in given)
    ordered = senses.ordered(entries, ("xing2",), pos)
    assert sorted(ordered) == sorted({definition for found, _ in given for definition in found})
