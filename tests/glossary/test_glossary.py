"""Glossary files and where their terms match."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import GlossaryError
from reader.glossary import Glossary, load
from reader.model import Entry

HEADER = "source\ttarget\tpinyin\tpos\tnote\tvariants\n"
anywhere = lambda start, end: True  # noqa: E731


def found(glossary: Glossary, text: str) -> str:
    return " ".join(f"{m.entry.source}/{m.entry.target}@{m.start}" for m in glossary.match(text, anywhere))


def written(folder: Path, text: str, name: str = "g.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_gives_an_entry(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + "# AI\n套壳\twrapper\ttào ké\tnoun\ta thin product\tre-skin|re-skinned\n")
    assert load(path).entries == (
        Entry("套壳", "wrapper", ("tào", "ké"), "noun", "a thin product", ("re-skin", "re-skinned"), inside=False),
    )


def test_columns_after_the_target_may_be_left_out(tmp_path: Path) -> None:
    assert load(written(tmp_path, "source\ttarget\n套壳\twrapper\n")).entries == (Entry("套壳", "wrapper"),)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("套壳", "line 2: has no tab; source and target are separated by one"),
        ("套壳\t", "line 2: has no target"),
        ("\twrapper", "line 2: has no source"),
        ("shell\twrapper", "line 2: has a source without Chinese: “shell”"),
        ("套壳\twrapper\ttào", "line 2: has 1 syllables of pinyin for the 2 Chinese characters of “套壳”"),
        ("套壳\twrapper\ttao ke", "line 2: has no tone in “tao ke”; write kāi or kai1, and 5 for a neutral tone"),
        (
            "AI六小龙\tsix dragons\tliù",
            "line 2: has 1 syllables of pinyin for the 3 Chinese characters of “AI六小龙”",
        ),
        ("套壳\twrapper\txx yy", "line 2: has “xx”, which is no syllable with its tone (kāi or kai1)"),
        ("套壳\ta\tb\tc\td\te\tf", "line 2: has 7 columns, at most 6 are known"),
        ("套壳\twrap\x1b[31mper", "line 2: has an invisible control character in target; remove it"),
    ],
)
def test_a_bad_line_is_named_with_its_number(tmp_path: Path, line: str, problem: str) -> None:
    path = written(tmp_path, HEADER + line + "\n")
    with pytest.raises(GlossaryError) as error:
        load(path)
    assert str(error.value) == f"{path}, {problem}"


@pytest.mark.parametrize(("text", "problem"), [("套壳\twrapper\n", "is not the header"), ("", "has no header")])
def test_a_file_without_header_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(GlossaryError, match=problem):
        load(written(tmp_path, text))


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "g.tsv").write_bytes("source\ttarget\n套壳\twrapper\n".encode("gb18030"))
    with pytest.raises(GlossaryError, match="is not UTF-8"):
        load(tmp_path / "g.tsv")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="cannot be read: No such file"):
        load(tmp_path / "none.tsv")


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ("套壳\tshell", "“套壳” has target “shell” here and “wrapper” in line 2"),
        ("套壳\tre-skin\ttào ké", "“套壳” has target “re-skin” here and “wrapper” in line 2"),
        ("套壳\twrapper\ttào qiào", "“套壳” has pinyin “tào qiào” here and “tào ké” in line 2"),
        ("*套壳*\twrapper\ttào ké", "“套壳” has source “*套壳*” here and “套壳” in line 2"),
        ("套壳\twrapper", "“套壳” has another pinyin here than in line 2"),
        ("套壳\twrapper\ttào ké\t\t\tre-skin", ""),
        (" 套壳 \twrapper\ttào ké\t\t\tre-skin ", ""),
    ],
)
def test_of_two_lines_the_later_one_counts_and_a_contradiction_is_said(tmp_path: Path, later: str, told: str) -> None:
    path = written(tmp_path, f"{HEADER}套壳\twrapper\ttào ké\t\t\tre-skin\n开源\topen\n{later}\n开源\topen\n")
    glossary = Glossary.open([path])
    assert found(glossary, "套壳") == f"套壳/{later.split(chr(9))[1]}@0"
    assert glossary.contradictions == (
        (f"{path}, line 4: {told}; line 4 is used, so delete one of them",) if told else ()
    )


def test_of_two_files_the_later_one_wins(tmp_path: Path) -> None:
    first = written(tmp_path, HEADER + "开源\topen-source\n", "a.tsv")
    second = written(tmp_path, HEADER + "开源\tfree software\n", "b.tsv")
    both = Glossary.open([first, second])
    assert (found(both, "开源"), both.contradictions) == ("开源/free software@0", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("千问的衍生模型", "千问/Qwen@0 衍生模型/derivative model@3"),
        ("大语言模型", "大语言模型/LLM@0"),
        ("衍生模型和模型", "衍生模型/derivative model@0 模型/model@5"),
        ("阿里Qwen模型", "阿里/Alibaba@0 模型/model@6"),
        ("发布AI六小龙", "AI六小龙/six dragons@2"),
        ("发布XAI六小龙", ""),
        ("没有术语", ""),
    ],
)
def test_the_longest_term_matches(text: str, expected: str) -> None:
    pairs = [("千问", "Qwen"), ("模型", "model"), ("衍生模型", "derivative model"), ("大语言模型", "LLM"),
             ("语言", "language"), ("阿里", "Alibaba"), ("AI六小龙", "six dragons")]  # fmt: skip
    assert found(Glossary(Entry(s, t) for s, t in pairs), text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "苹果发布新手机 yes",
        "苹果股价上涨 yes",
        "Meta、苹果和谷歌 yes",
        "谷歌和苹果都拒绝置评 yes",
        "苹果与OpenAI合作 yes",
        "农民卖苹果 no",
        "苹果树开花了 no",
        "公司给大家发了三箱苹果 no",
        "他宣布自己只吃苹果 no",
        "今天吃了一个苹果 no",
    ],
)
def test_an_everyday_word_is_a_name_where_the_sentence_speaks_of_business(tmp_path: Path, line: str) -> None:
    text, answer = line.split()
    glossary = Glossary.open([written(tmp_path, HEADER + "苹果?\tApple\n谷歌\tGoogle\tgǔ gē\tcompany\n")])
    assert ("苹果/Apple" in found(glossary, text)) == (answer == "yes")


def test_a_short_term_at_the_end_keeps_its_length_beside_longer_ones() -> None:
    (match,) = Glossary([Entry("开源", "x"), Entry("开源节流表", "y")]).match("他开源", anywhere)
    assert (match.start, match.end) == (1, 3)


def test_a_term_that_does_not_fit_is_left_out_unless_it_may_stand_inside_words(tmp_path: Path) -> None:
    nowhere = lambda start, end: False  # noqa: E731
    glossary = Glossary.open([written(tmp_path, HEADER + "开源\topen-source\n*壳*\tshell\n")])
    assert [m.entry.source for m in glossary.match("套壳开源", nowhere)] == ["壳"]


def test_the_digest_tells_glossaries_apart() -> None:
    assert Glossary([Entry("开源", "a")]).digest != Glossary([Entry("开源", "b")]).digest


@given(
    st.lists(st.text(alphabet="开源闭壳A1", min_size=1, max_size=3), max_size=8),
    st.text(alphabet="开源闭壳A1", max_size=30),
)
def test_matches_never_overlap_and_say_what_they_match(sources: list[str], text: str) -> None:
    matches = Glossary(Entry(s, "x") for s in sources).match(text, anywhere)
    assert all(text[m.start : m.end] == m.entry.source for m in matches)
    assert all(a.end <= b.start for a, b in pairwise(matches))


def test_ten_thousand_terms_cost_under_a_hundred_times_what_ten_cost() -> None:
    """A look-up by first character and length: the number of terms must not multiply the work."""
    from timeit import timeit

    text = "这是一个关于开源模型的句子，说的是公司与市场。" * 2
    small = Glossary(Entry(f"术{n}语", "x") for n in range(10))
    large = Glossary(Entry(f"{chr(0x4E00 + n % 5000)}{chr(0x4E00 + n // 2)}", "x") for n in range(10_000))
    assert timeit(lambda: large.match(text, anywhere), number=20) < 100 * timeit(
        lambda: small.match(text, anywhere), number=20
    )


def test_ten_thousand_terms_are_matched_in_a_millisecond_a_sentence() -> None:
    """A sentence of 50 characters, in which many terms begin; the best of many, because others use the machine too."""
    signs = [chr(0x4E00 + number) for number in range(100)]
    entries = [Entry(a + b, f"{a}{b}") for a in signs for b in signs]
    entries += [Entry("".join(signs[:length]), "long") for length in range(3, 60)]
    glossary, text = Glossary(entries), "".join(signs[::2])
    assert len(glossary) > 10_000
    assert len(glossary.match(text, anywhere)) == 25
    assert min(timed(lambda: glossary.match(text, anywhere)) for _ in range(50)) < 0.001


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
