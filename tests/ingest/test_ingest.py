"""From a source to a document: format, lines, and what is refused."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.ingest import ingest, lines

from .shown import shown

FORMATS = [
    ("a.txt", "城里的公园开门了。", "text"),
    ("a.txt", "<!DOCTYPE html><p>公园开门了。", "html"),
    ("a", "# 公园\n\n开门了。", "markdown"),
    ("a.txt", "# 公园\n\n开门了。", "text"),
    ("a.txt", "先说一句\n\n# 注\n\n    缩进的段落\n\n<script>不是脚本</script>", "text"),
    ("a.txt", "# 公园\n\n- 草地\n- 湖", "markdown"),
    ("a.txt", "公园\n\n## 草地\n\n开门了。", "markdown"),
    ("a.txt", "#公园#开门了。", "text"),
    ("a.txt", "今天 [red]很好[/red]，a < b。", "text"),
    ("a.txt", "<公园>是书名。", "text"),
    ("a.txt", "- 一\n- 二", "text"),
    ("a.txt", "见[公园](https://a.b)。", "markdown"),
    ("a.txt", "---\ntitle: 公园\n---\n开门了。", "markdown"),
    ("a.txt", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", "markdown"),
    ("a", "<p>公园开门了。</p>", "html"),
    ("a", "<?xml version='1.0'?><!-- 注 --><html><body>公园</body></html>", "html"),
    ("a.html", "公园<br>开门了。", "html"),
    ("a.html", "公园开门了。", "text"),
    ("a.md", "公园开门了。", "markdown"),
    ("a.md", '<div align="center">\n\n# 公园\n\n</div>', "markdown"),
    ("a.md", "<!doctype html><p>公园开门了。", "html"),
    ("A.MARKDOWN", "公园开门了。", "markdown"),
]


@pytest.mark.parametrize(("name", "text", "format_"), FORMATS)
def test_format_is_told_by_content_first_and_suffix_second(name: str, text: str, format_: str) -> None:
    from reader.ingest.sniff import sniff

    assert sniff(text, Path(name).suffix) == format_


SAMPLES = [  # of characters that both scripts share
    ("a.txt", "山上的天很高\n\n今天人很多，大家都在看。", ["# 山上的天很高", "今天人很多，大家都在看。"]),
    ("a.md", "# 山上的天\n\n1. 今天人很多", ["# 山上的天", "1. 今天人很多"]),
    ("a.html", "<html><body><p>今天山上的人很多，天也很高。</p></body></html>", ["今天山上的人很多，天也很高。"]),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "big5"])
@pytest.mark.parametrize(("name", "text", "blocks"), SAMPLES)
def test_file(tmp_path: Path, name: str, text: str, blocks: list[str], encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    document = ingest(str(path))
    assert (shown(document), document.origin) == (blocks, str(path))


def test_meta_charset_is_respected(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes('<html><meta charset="gb2312"><body><p>简</p></body></html>'.encode("gbk"))
    assert ingest(str(path)).text == "简"


def test_origin_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("公园开门了。")
    monkeypatch.chdir(tmp_path)
    document = ingest("../" + tmp_path.name + "/a.txt")
    assert (document.origin, document.title) == (str(tmp_path / "a.txt"), "a")


def test_standard_input_is_read_to_its_end() -> None:
    read, write = os.pipe()
    thread = threading.Thread(target=_write_slowly, args=(write, "公园开门了。".encode("gb18030")))
    thread.start()
    with os.fdopen(read, "rb", buffering=0) as stdin:
        document = ingest("-", stdin=stdin)
    thread.join()
    assert (document.text, document.origin, document.title) == ("公园开门了。", "-", "")


def _write_slowly(descriptor: int, data: bytes) -> None:
    with os.fdopen(descriptor, "wb", buffering=0) as pipe:
        for byte in data:
            pipe.write(bytes([byte]))


@pytest.mark.parametrize(
    "text", ["# 公园\n\n开门了。", "<html><body><h1>公园</h1><p>开门了，人很多。</p></body></html>"]
)
def test_standard_input_is_told_by_content(text: str) -> None:
    assert shown(ingest("-", stdin=io.BytesIO(text.encode())))[0] == "# 公园"


def test_named_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    thread = threading.Thread(target=path.write_bytes, args=("公园开门了。".encode(),))
    thread.start()
    text = ingest(str(path)).text
    thread.join()
    assert text == "公园开门了。"


def test_a_file_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(path)).write_text("公园开门了。")
    document = ingest(os.fsdecode(path))
    assert (document.origin.encode()[-5:], document.text) == (b"?.txt", "公园开门了。")


LINES = [
    ("一\n二\r\n\n三\n", ["一", "二", "", "三"]),
    ("一\n二", ["一", "二"]),
    ("", []),
    ("\n", [""]),
    ("\n\n", ["", ""]),
    ("一\x0b二\u2028三\x85四\r五\t六", ["一 二 三 四 五 六"]),
    ("\x1b[1m一\x1b[0m\n\x07", ["一", ""]),
    ("  一 \n", ["  一 "]),
    ("# 一\n- 二\n<p>", ["# 一", "- 二", "<p>"]),
    ("plain\ntext", ["plain", "text"]),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_lines(text: str, expected: list[str]) -> None:
    assert lines(text.encode()) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "gb18030", "big5"])
def test_lines_are_decoded_by_content(encoding: str) -> None:
    assert lines("今天山上人很多\n\n天也很高\n".encode(encoding)) == ["今天山上人很多", "", "天也很高"]


BAD_FILES = {
    "empty": (b"", "empty; give a text with Chinese in it"),
    "blank": (" \n\t　\n".encode(), "nothing to read in it; give a text with Chinese in it"),
    "controls": (b"\x1b[0m\x1b[1m" * 9, "nothing to read in it; give a text with Chinese in it"),
    "English": (b"hello, world", "no Chinese in it; give a text with Chinese in it"),
    "kana": ("こんにちは".encode(), "no Chinese in it; give a text with Chinese in it"),
    "binary": (bytes(range(256)) * 4, "this is a binary file, not text; save it as plain text, Markdown or HTML first"),
    "PDF": (b"%PDF-1.4\n", "this is a PDF file, not text; save it as plain text, Markdown or HTML first"),
    "page": (
        b"<html><body></body></html>",
        "no article found in this page; save its text as a .txt file and read that",
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_file(tmp_path: Path, name: str) -> None:
    data, message = BAD_FILES[name]
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(str(path)) == (str(path), message)


def test_bad_standard_input() -> None:
    with pytest.raises(SourceError, match=r"^standard input: empty; give a text with Chinese in it$"):
        ingest("-", stdin=io.BytesIO())


BAD_SOURCES = [
    ("/no/such/file.txt", "there is no such file; check the name"),
    ("/", "this is a folder; name a file in it"),
    ("/dev/zero", "this is a device, not a file; give a text file, a URL, or - for standard input"),
    ("/dev/null", "this is a device, not a file; give a text file, a URL, or - for standard input"),
    ("/dev/null/file", "cannot be read (Not a directory); check the name"),
    ("/" + "x" * 300, "cannot be read (File name too long); check the name"),
    ("ftp://a.b/c", "ftp addresses are not read; give an http or https address, or a file"),
    ("file:///etc/passwd", "file addresses are not read; give an http or https address, or a file"),
]


@pytest.mark.parametrize(("source", "message"), BAD_SOURCES)
def test_bad_source(source: str, message: str) -> None:
    assert refused(source) == (source, message)


def test_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        assert refused("socket")[1].startswith("this is a device")


def test_over_64_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate((64 << 20) + 1)  # sparse
    assert refused(str(path))[1].startswith("larger than 64 MB")


def test_endless_standard_input_is_refused() -> None:
    with Path("/dev/zero").open("rb") as endless, pytest.raises(SourceError, match="larger than 64 MB"):
        ingest("-", stdin=endless)


def test_errors_carry_no_escape_sequence_and_no_line_break() -> None:
    assert refused("\x1b[31mno\nsuch\x00.txt")[0] == "no such.txt"


def refused(source: str) -> tuple[str, str]:
    with pytest.raises(SourceError) as caught:
        ingest(source)
    return caught.value.title, caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_five_megabytes_on_one_line(tmp_path: Path, encoding: str) -> None:
    unit = "今天山上人很多，AI 也很高。"
    data = (unit * (5_000_000 // len(unit.encode(encoding)))).encode(encoding)
    path = tmp_path / "long.txt"
    path.write_bytes(data)
    before = time.perf_counter()
    document = ingest(str(path))
    seconds = time.perf_counter() - before
    assert (len(document.blocks), seconds < 3) == (1, True)  # about half a second where nothing else runs


HEAVY = ("trafilatura", "lxml", "markdown_it", "mdit_py_plugins", "charset_normalizer", "urllib.request")
IMPORTS = [
    ("import reader.ingest", set[str]()),
    ("from reader.ingest import ingest; import io; ingest('-', stdin=io.BytesIO('公园开门了。'.encode()))", set[str]()),
    ("from reader.ingest import lines; lines('公园开门了'.encode('gb18030'))", set[str]()),
]


@pytest.mark.parametrize(("code", "loaded"), IMPORTS)
def test_libraries_are_loaded_when_needed(code: str, loaded: set[str]) -> None:
    tell = f"import sys; {code}; print(*(name for name in {HEAVY} if name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) == loaded
