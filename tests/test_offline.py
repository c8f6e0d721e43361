"""Nothing needs a network but a model to download and a text named by its URL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import DUIZHAO, Terminal

pytestmark = pytest.mark.usefixtures("cache")

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "assets" / "sample.md"
TINY = ROOT / "tests" / "models" / "tiny-zh_en.argosmodel"
# A network namespace without any interface that is up; others than root need a user namespace around it.
ALONE = ("unshare", "-n" if os.geteuid() == 0 else "-rn")

# Ends the program with WENT_OUT at the first address it looks up or connects to, whatever would catch an exception.
WENT_OUT = 97
GUARDED = f"""
import os, sys

def guard(event, args):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto"):
        os.write(2, f"{{event}} {{args[1:]}}".encode())
        os._exit({WENT_OUT})

sys.addaudithook(guard)
from reader.cli import main
main()
"""


def alone(*words: str | Path) -> str:
    """What duizhao says on a machine that has no network, not even loopback."""
    done = subprocess.run(
        [*ALONE, DUIZHAO, *words], check=False, capture_output=True, text=True, encoding="utf-8", cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def guarded(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", GUARDED, *words]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


def test_the_page_is_shown_without_a_network() -> None:
    rows = alone("show", "assets/sample.md", "--width", "100").splitlines()
    row = next(row for row in rows if "12月10日" in row)
    assert "December 10" in row.split("│")[1]


def test_a_model_from_a_file_translates_without_a_network(tmp_path: Path) -> None:
    text = tmp_path / "news.txt"
    text.write_text("智谱发布了最新的推理模型。\n", encoding="utf-8")
    alone("model", "install", "--from", TINY, "--trust")
    (record,) = map(json.loads, alone("translate", text).splitlines())
    assert (record["engine"], record["version"], record["machine"]) == ("argos", "1.0", "translation")
    assert "Zhipu" in record["target"]


def test_a_text_is_read_without_a_network(home: Path) -> None:
    with Terminal(home) as terminal:
        terminal.enter(*ALONE, DUIZHAO, "read", SAMPLE)
        terminal.see("December 10", "25 of 25 sentences")


@pytest.mark.usefixtures("no_network")
def test_the_pipeline_renders_the_sample_without_a_network() -> None:
    from reader.ingest import ingest
    from reader.language.sentences import split
    from reader.pipeline import Options, Pipeline, Renderings

    sentences = split(ingest(str(SAMPLE)))
    found = Pipeline(Options()).run(sentences, [True] * len(sentences))
    rendered = [index for part in found if isinstance(part, Renderings) for index, _ in part.sentences]
    assert sorted(rendered) == list(range(len(sentences)))


@pytest.mark.parametrize(
    "command", ["show", "export", "sentences", "annotate", "translate --engine gloss", "translate --engine argos"]
)
def test_no_command_on_a_file_looks_for_a_network(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if "argos" in command:
        assert guarded("model", "install", "--from", TINY, "--trust").returncode == 0
    page = tmp_path / "page.html"
    body = "<p>今天很热，明天也很热，大家都在家里休息，只有修路的工人还在街上。</p>" * 8
    page.write_text(f"<title>天气</title><body><article>{body}</article></body>", "utf-8")
    done = guarded(*command.split(), page)
    assert (done.returncode, done.stderr) == (0, "")


def test_neither_list_nor_doctor_looks_for_a_network() -> None:
    assert [guarded("model", "list").returncode, guarded("doctor").returncode] == [0, 0]


@pytest.mark.parametrize(
    "words", [["sentences", "http://127.0.0.1:9/news"], ["model", "install", "--from", "http://127.0.0.1:9/model"]]
)
def test_a_url_is_what_goes_out(words: list[str]) -> None:
    assert guarded(*words).returncode == WENT_OUT
