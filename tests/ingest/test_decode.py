"""Bytes in every encoding Chinese is written in come out as the text they were made from."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.ingest.decode import decode

from .prose import SIMPLIFIED, TRADITIONAL, prose

SHORT = [
    ("今天发布新版本", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb2312", "gbk", "gb18030"]),
    ("今天發布新版本", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "big5", "cp950", "big5hkscs"]),
    ("OpenAI 的新模型叫 GPT-5。", ["utf-8", "utf-16-le", "utf-16-be", "gbk", "gb18030"]),
    ("公司表示，價格會比去年低三成。", ["utf-16-le", "utf-16-be", "gb18030", "big5", "cp950", "big5hkscs"]),
    ("他说：“行。”", ["utf-8", "utf-16-le", "gb18030"]),
    ("第一行\r\n第二行\r\n", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"]),
    ("約翰‧史密斯／台北報導", ["cp950"]),
    ("每公斤€5，從北京來的新聞", ["cp950"]),
    ("香港嘅𨋢好慢，佢哋仲喺度等", ["big5hkscs"]),
    ("镕基、喆、㐂、𠮷", ["gb18030"]),
    ("价格为€5，来自北京的报道", ["gb18030"]),
]


@pytest.mark.parametrize(("text", "encoding"), [(text, encoding) for text, some in SHORT for encoding in some])
def test_short_text(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


def simplified() -> st.SearchStrategy[str]:
    return prose(SIMPLIFIED)


def traditional() -> st.SearchStrategy[str]:
    return prose(TRADITIONAL)


@settings(max_examples=60, deadline=None)
@given(simplified(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb2312", "gb18030"]))
def test_simplified_comes_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


@settings(max_examples=60, deadline=None)
@given(
    traditional(), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "gbk", "big5", "cp950", "big5hkscs"])
)
def test_traditional_comes_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"])
def test_a_mostly_latin_file_is_told_by_its_few_chinese_characters(encoding: str) -> None:
    text = "x = 1  # nothing but Latin here\n" * 4000 + "# 今天的新版本\n"
    assert decode(text.encode(encoding), "x") == text


DAMAGED = [
    ("今天发布新的模型".encode()[:-1], "今天发布新的模\ufffd"),
    ("今天发布新的模型".encode("gb18030")[:-1], "今天发布新的模\ufffd"),
    ("今天發布新的模型".encode("big5")[:-1], "今天發布新的模\ufffd"),
    ("今天发布新的模型".encode("utf-16-le")[:-1], "今天发布新的模\ufffd"),
    (codecs.BOM_UTF16_BE + "今天".encode("utf-16-be")[:-1], "今\ufffd"),
    ("今天发布".encode() + b"\xff" + "新的模型".encode(), "今天发布\ufffd新的模型"),
    (b"\xef\xbb\xbf" + "今天".encode() + b"\xff", "今天\ufffd"),
    ("今天\ud800发布".encode("utf-8", "surrogatepass"), "今天\ud800发布"),
    ("今天\udc00发布新的模型".encode("utf-16-le", "surrogatepass"), "今天\udc00发布新的模型"),
]


@pytest.mark.parametrize(
    ("data", "text"), DAMAGED, ids=[text.encode("ascii", "replace").decode() for _, text in DAMAGED]
)
def test_damage_stays_where_it_is(data: bytes, text: str) -> None:
    assert decode(data, "x") == text


DECLARED = [
    ("简".encode("gbk"), "gb2312", "简"),
    ("桶".encode("big5"), "BIG5", "桶"),  # without the name it is 表 in GB18030
    ("今天发布新的模型".encode("gbk"), "big5", "今天发布新的模型"),  # no error in Big5, and no sense
    ("今天发布".encode(), "gbk", "今天发布"),  # the bytes are UTF-8, whatever the page says
    ("今天发布新的模型".encode("gbk"), "iso-8859-1", "今天发布新的模型"),
    ("今天发布新的模型".encode("gbk"), "no-such-thing\0", "今天发布新的模型"),
]


@pytest.mark.parametrize(("data", "declared", "text"), DECLARED)
def test_declared_encoding_counts_where_the_bytes_bear_it_out(data: bytes, declared: str, text: str) -> None:
    assert decode(data, "x", "", declared) == text


REFUSED = {
    "Korean": (
        "어제 회사는 새로운 전화기를 발표했으며 값은 작년보다 조금 낮다고 사장이 기자에게 말했다.".encode("euc_kr"),
        "cp949",
    ),
    "Japanese": (
        "昨日、会社は新しい電話を発表し、値段は去年より少し安いと社長が記者に話した。".encode("shift_jis"),
        "neither UTF-8",
    ),
    "Russian": ("Вчера компания показала новый телефон, он дешевле прошлогоднего.".encode("koi8_r"), "neither UTF-8"),
    "French": (
        "L'été dernier, la société a présenté un téléphone, d'après le journal.".encode("latin_1"),
        "neither UTF-8",
    ),
    "zeros": (bytes(500), "binary"),
    "counting": (bytes(range(256)) * 8, "binary"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF file"),
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "an image"),
    "Word": (b"PK\x03\x04\x14\0\x06\0", "a zip archive"),
    "program": (b"\x7fELF\x02\x01\x01\0", "a program"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_chinese_text_is_refused_by_name(name: str) -> None:
    data, reason = REFUSED[name]
    with pytest.raises(SourceError, match=rf"^some\.txt: .*{reason}"):
        decode(data, "some.txt")


@pytest.mark.parametrize("text", ["", "hello", "naïve café", "Привет, мир", "안녕하세요", "a\n" * 9])
def test_other_languages_in_utf8_are_text(text: str) -> None:
    assert decode(text.encode(), "x") == text
