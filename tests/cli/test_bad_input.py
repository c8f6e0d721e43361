"""Bad input: one line on stderr that says what, where and what to do; exit code 2; nothing half written."""

from __future__ import annotations

import os
import pty
import signal
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

SENTENCES = ["他說：「這是對的。」", "我們今天發布了新的模型，價格下降百分之五。", "真的嗎？", "真的！"]
TEXT = "".join(SENTENCES)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with what should not be there."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\n\t\n")
    (tmp_path / "binary.bin").write_bytes(bytes(range(256)) * 64)
    (tmp_path / "english.md").write_text("# Nothing Chinese\n\nin here.\n")
    (tmp_path / "good.txt").write_text("开源模型很多。\n", "utf-8")
    header = "source\ttarget\tpinyin\tpos\tnote\tvariants\n"
    (tmp_path / "bad.tsv").write_text(f"{header}# 注\n开源\topen-source\tkāi\t\t\t\n", "utf-8")
    (tmp_path / "head.tsv").write_text("开源\topen-source\n", "utf-8")
    (tmp_path / "noise.argosmodel").write_bytes(b"no zip at all")
    with zipfile.ZipFile(tmp_path / "climbs.argosmodel", "w") as archive:
        archive.writestr("translate-zh_en/metadata.json", '{"from_code": "zh", "to_code": "en"}')
        archive.writestr("../../escaped.txt", "out")
    with zipfile.ZipFile(tmp_path / "other.argosmodel", "w") as archive:
        archive.writestr("translate-de_en/metadata.json", '{"from_code": "de", "to_code": "en"}')
    return tmp_path


SOURCES = [
    ("missing.md", "missing.md: there is no such file; check the name"),
    ("folder", "folder: this is a folder; name a file in it"),
    ("empty.txt", "empty; give a text with Chinese in it"),
    ("blank.txt", "empty; give a text with Chinese in it"),
    ("binary.bin", "binary.bin: "),
    ("english.md", "english.md: no Chinese in it"),
    ("/dev/null", "/dev/null: this is a device, not a file"),
    ("gopher://127.0.0.1/a", "gopher addresses are not read; give an http or https address, or a file"),
    ("http://[::1", "http://[::1: cannot be read"),
    ("\x1b[31mred\n.txt", "red"),
]


@pytest.mark.parametrize(("source", "complaint"), SOURCES)
def test_source(duizhao: Any, desk: Path, source: str, complaint: str) -> None:
    assert complaint in duizhao("sentences", source, cwd=desk).complaint


@pytest.mark.parametrize("command", ["sentences", "annotate", "translate", "show", "export", "terms"])
def test_every_command_refuses_it_alike(duizhao: Any, desk: Path, command: str) -> None:
    before = sorted(desk.iterdir())
    assert duizhao(command, "missing.md", cwd=desk).complaint.startswith("missing.md: there is no such file")
    assert sorted(desk.iterdir()) == before


OPTIONS = [
    ("translate good.txt --engine deepl", "--engine deepl: is not known; choose one of auto, argos, gloss"),
    ("translate good.txt --engine argos", "no zh→en model is installed; run `duizhao model install`"),
    ("show good.txt --engine deepl", "--engine deepl: is not known"),
    ("translate good.txt --quality better", "--quality better: is not known; choose one of fast, balanced, best"),
    ("show good.txt --beam 0", "--beam"),
    ("export good.txt --threads -1", "--threads"),
    ("sentences good.txt --script latin", "--script latin: is not known; choose one of simplified, traditional"),
    ("annotate good.txt --lines --script latin", "--script latin: is not known"),
    ("export good.txt --script 繁体", "--script 繁体: is not known"),
    ("export good.txt --style poem", "--style poem: is not known; choose one of table, stacked, quote"),
    ("export good.txt -o out.docx", "out.docx: only Markdown can be written so far"),
    ("export good.txt -o folder", "folder"),
    ("export good.txt -o none/out.md", "none: there is no such folder; make it first"),
    ("annotate good.txt --glossary bad.tsv", "bad.tsv, line 3: "),
    ("translate good.txt --glossary bad.tsv", "bad.tsv, line 3: "),
    ("export good.txt --glossary head.tsv", "head.tsv, line 1: "),
    ("show good.txt --glossary none.tsv", "none.tsv"),
    ("show good.txt --width 5", "--width"),
    ("show good.txt --wide", "--wide"),
    ("show", "'source'; duizhao show --help tells what there is"),
    ("model", "Missing command; duizhao model --help tells what there is"),
    ("sing good.txt", "No such command 'sing'; duizhao --help tells what there is"),
    ("model install --from missing.argosmodel", "missing.argosmodel: No such file or directory"),
    ("model install --from noise.argosmodel --trust", "noise.argosmodel: neither an .argosmodel file"),
    ("model install --from climbs.argosmodel --trust", "climbs.argosmodel: "),
    ("model install --from other.argosmodel --trust", "other.argosmodel: "),
    ("model install --from folder --trust", "metadata.json is missing"),
    ("model remove nothing", "nothing: not installed; duizhao model list shows what is"),
]


@pytest.mark.parametrize(("words", "complaint"), OPTIONS)
def test_option(duizhao: Any, desk: Path, home: Path, words: str, complaint: str) -> None:
    before = sorted(desk.rglob("*"))
    assert complaint in duizhao(*words.split(), cwd=desk).complaint
    assert sorted(desk.rglob("*")) == before
    assert [p for p in home.rglob("*") if p.is_file() and p.suffix != ".sqlite" and "cache" not in p.parts] == []


def test_a_model_from_elsewhere_needs_trust(duizhao: Any) -> None:
    tiny = Path(__file__).parents[1] / "models" / "tiny-zh_en.argosmodel"
    assert "add --trust" in duizhao("model", "install", "--from", tiny).complaint


# Glossaries that contradict themselves


@pytest.mark.parametrize("command", ["translate", "annotate", "show", "export"])
def test_terms_that_contradict_each_other_are_said_and_the_later_one_is_used(
    duizhao: Any, desk: Path, command: str
) -> None:
    glossary = "source\ttarget\n开源\topen-source\n很多\tmany\n开源\tfree\n很多\tmany\n"
    (desk / "two.tsv").write_text(glossary, "utf-8")
    ran = duizhao(command, "good.txt", "--glossary", "two.tsv", cwd=desk)
    assert (ran.code, ran.err) == (
        0,
        "duizhao: two.tsv, line 4: “开源” has target “free” here and “open-source” in line 2;"
        " line 4 is used, so delete one of them\n",
    )
    assert "free" in (ran.out if command != "export" else (desk / ran.lines[-1]).read_text("utf-8"))


def test_many_terms_that_contradict_each_other_are_counted(duizhao: Any, desk: Path) -> None:
    lines = [f"{sign}源\t{english}" for sign in "甲乙丙丁戊己庚" for english in ("one", "two")]
    (desk / "two.tsv").write_text("\n".join(["source\ttarget", *lines]), "utf-8")
    ran = duizhao("annotate", "good.txt", "--glossary", "two.tsv", cwd=desk)
    assert [line.partition(" has")[0].rpartition(" ")[2] for line in ran.err.splitlines()] == [
        "“甲源”", "“乙源”", "“丙源”", "“丁源”", "“戊源”", "other",
    ]  # fmt: skip
    assert ran.err.endswith("\nduizhao: and 2 more terms that contradict each other\n")


def test_a_later_glossary_is_no_contradiction(duizhao: Any, desk: Path) -> None:
    for name, english in (("one.tsv", "open"), ("two.tsv", "free")):
        (desk / name).write_text(f"source\ttarget\n开源\t{english}\n", "utf-8")
    words = ["--glossary", "one.tsv", "--glossary", "two.tsv"]
    ran = duizhao("translate", "good.txt", *words, cwd=desk).fine()
    assert [term["target"] for term in ran.records[0]["terms"]] == ["free"]


# Addresses


class _Picture(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Picture) as http:
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/picture"
        http.shutdown()


def test_an_address_that_is_no_page(duizhao: Any, server: str) -> None:
    assert duizhao("show", server).complaint == (
        f"{server}: this is image/png, not a page of text; give the address of an article"
    )


def test_an_address_where_nobody_answers(duizhao: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/a"
        assert duizhao("show", url).complaint.startswith(f"{url}: cannot be reached (Connection refused)")


# Disks


def test_a_full_disk_for_the_export(duizhao: Any, full: Path, text: Path) -> None:
    complaint = duizhao("export", text, "-o", full / "out.md").complaint
    assert complaint.startswith(f"{full / 'out.md'}: cannot be written: ")
    assert list(full.iterdir()) == []


@pytest.mark.parametrize("words", ["sentences good.txt", "annotate good.txt", "show good.txt", "--version"])
def test_a_full_disk_for_what_is_printed(duizhao: Any, desk: Path, words: str) -> None:
    with Path("/dev/full").open("wb") as full:
        complaint = duizhao(*words.split(), cwd=desk, stdout=full).complaint
    assert complaint == "No space left on device; check the disk and the permissions"


@pytest.mark.parametrize("command", ["show", "export", "translate"])
def test_a_full_disk_for_the_store(duizhao: Any, desk: Path, full: Path, prepared: Path, command: str) -> None:
    (full / "cache").symlink_to(prepared, target_is_directory=True)
    before = sorted(desk.iterdir())
    complaint = duizhao(command, "good.txt", cwd=desk, DUIZHAO_HOME=str(full), HOME=str(full)).complaint
    assert complaint.startswith(f"{full / 'store.sqlite'}: cannot be used")
    assert "make room or mend what is there, or set DUIZHAO_HOME" in complaint
    assert sorted(desk.iterdir()) == before


def test_a_read_only_home_still_gives_sentences(duizhao: Any, desk: Path, read_only: Path) -> None:
    settings = {"DUIZHAO_HOME": str(read_only), "HOME": str(read_only), "TMPDIR": str(read_only)}
    assert duizhao("sentences", "good.txt", cwd=desk, **settings).fine().lines == ["开源模型很多。"]


def test_a_read_only_home_still_gives_words(duizhao: Any, desk: Path, read_only: Path) -> None:
    settings = {"DUIZHAO_HOME": str(read_only), "HOME": str(read_only), "XDG_CACHE_HOME": str(read_only)}
    ran = duizhao("annotate", "good.txt", cwd=desk, **settings).fine()
    assert ran == duizhao("annotate", "good.txt", cwd=desk)
    assert ran.records[0]["text"] == "开源模型很多。"


@pytest.mark.parametrize("command", ["show", "export", "translate"])
def test_a_read_only_home_is_one_clear_line(duizhao: Any, desk: Path, read_only: Path, command: str) -> None:
    before = sorted(desk.iterdir())
    complaint = duizhao(command, "good.txt", cwd=desk, DUIZHAO_HOME=str(read_only), HOME=str(read_only)).complaint
    assert complaint.startswith(f"{read_only / 'store.sqlite'}: cannot be used")
    assert complaint.endswith("set DUIZHAO_HOME to another folder")
    assert sorted(desk.iterdir()) == before


@pytest.mark.parametrize("words", [[], ["read", "good.txt"]])
def test_a_read_only_home_is_one_clear_line_on_a_terminal(
    duizhao: Any, desk: Path, read_only: Path, words: list[str]
) -> None:
    screen, stdout = pty.openpty()
    try:
        ran = duizhao(*words, cwd=desk, stdout=stdout, DUIZHAO_HOME=str(read_only), HOME=str(read_only))
    finally:
        os.close(stdout)
        os.close(screen)
    assert ran.complaint.startswith(f"{read_only / 'store.sqlite'}: cannot be used")


def test_a_damaged_store_is_said_in_one_line_and_work_goes_on(duizhao: Any, desk: Path, home: Path) -> None:
    (home / "store.sqlite").write_bytes(b"no database" * 1_000)
    ran = duizhao("translate", "good.txt", cwd=desk)
    assert (ran.code, len(ran.records)) == (0, 1)
    assert ran.err.startswith(f"duizhao: {home / 'store.sqlite'}: was damaged; it is kept as store.sqlite.broken-")
    assert ran.err.count("\n") == 1
    assert duizhao("translate", "good.txt", cwd=desk).fine() == ran.__class__(0, ran.out, "")


# Stopped in the middle


def test_nobody_reads_on(duizhao: Any) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = duizhao("--licences", stdout=writing)
    os.close(writing)
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("command", ["sentences", "annotate", "show"])
def test_a_terminal_that_has_no_chinese(duizhao: Any, desk: Path, command: str) -> None:
    ran = duizhao(command, "good.txt", cwd=desk, PYTHONIOENCODING="ascii")
    assert ran.code == 2
    assert ran.err == (
        "duizhao: standard output: ascii lacks some of these characters; export PYTHONIOENCODING=utf-8\n"
    )


def test_closed_streams(duizhao: Any, desk: Path) -> None:
    closed = f"{sys.executable} -m reader sentences"
    for words, code, told in [
        ("good.txt <&- >&-", 0, ""),
        ("good.txt >&- 2>&-", 0, ""),
        ("- <&-", 2, "duizhao: standard input: empty; give a text with Chinese in it\n"),
    ]:
        done = subprocess.run(f"{closed} {words}", shell=True, cwd=desk, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (code, told)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """What is started hears Ctrl-C, also where the tests were started in the background and so ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_is_one_line(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    words = [sys.executable, "-m", "reader", "sentences", pipe]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
        try:
            with pipe.open("wb"):  # open as soon as the command reads
                process.send_signal(signal.SIGINT)
                assert process.communicate(timeout=60)[1] == "duizhao: stopped; what was finished is kept\n"
            assert process.returncode == 130
        finally:
            process.kill()


# Large and foreign texts


def test_five_megabytes_on_one_line(duizhao: Any, tmp_path: Path) -> None:
    text = "开源模型越来越多，12.8%的公司说“很好”" * 90_000
    (tmp_path / "long.txt").write_text(text, "utf-8")
    assert (tmp_path / "long.txt").stat().st_size > 5_000_000
    lines = duizhao("sentences", tmp_path / "long.txt").fine().lines
    assert max(map(len, lines)) <= 200
    assert "".join(lines) == text


@pytest.mark.parametrize(("engine", "least"), [("argos", 50), ("gloss", 250)])
def test_a_sentence_of_two_thousand_characters_with_five_hundred_terms(
    duizhao: Any, model: Path, engine: str, least: int
) -> None:
    line = "谷歌发布大模型，" * 250
    (record,) = duizhao("translate", "-", "--lines", "--engine", engine, stdin=line).fine().records
    assert (record["source"], len(record["terms"]), len(line)) == (line, 500, 2_000)
    assert record["target"].count("Google") >= least


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5"])
def test_encoding(duizhao: Any, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "text.txt").write_bytes(TEXT.encode(encoding))
    assert duizhao("sentences", tmp_path / "text.txt").fine().lines == SENTENCES
