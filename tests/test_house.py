"""The rules of the house that a running program can break and a linter cannot see."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("jieba", "pypinyin", "ctranslate2", "argostranslate", "trafilatura", "sentencepiece", "onnxruntime", "numpy")


def loaded(statement: str, *names: str) -> list[str]:
    """Which of these modules are loaded after a statement, in a fresh interpreter."""
    script = f"{statement}\nimport sys\nprint(*[n for n in {names!r} if n in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_the_pipeline_loads_no_textual_and_nothing_heavy() -> None:
    assert loaded("import reader.pipeline", "textual", *HEAVY) == []


def test_the_page_loads_neither_jieba_nor_an_engine() -> None:
    assert loaded("import reader.tui.app", *HEAVY) == []


def test_the_room_loads_no_textual() -> None:
    assert loaded("import reader.room", "textual", *HEAVY) == []


def test_help_loads_neither_the_page_nor_the_engines() -> None:
    assert loaded("import reader.cli.app", "textual", "markdown_it", "sqlite3", *HEAVY) == []


@pytest.mark.parametrize(
    "module", ["reader.paths", "reader.store", "reader.pipeline", "reader.tui.app", "reader.cli.app"]
)
def test_importing_makes_no_file(module: str, home: Path) -> None:
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
    assert list(home.iterdir()) == []


def test_argostranslate_is_imported_in_one_file() -> None:
    files = [
        path
        for path in (ROOT / "reader").rglob("*.py")
        if "import argostranslate" in (t := path.read_text("utf-8")) or "from argostranslate" in t
    ]
    assert [path.relative_to(ROOT).as_posix() for path in files] == ["reader/translate/argos.py"]


def test_only_the_store_speaks_sql() -> None:
    speaks = ("SELECT ", "INSERT INTO", "UPDATE ")
    files = {
        p.relative_to(ROOT).parts[1]
        for p in (ROOT / "reader").rglob("*.py")
        if any(s in p.read_text("utf-8") for s in speaks)
    }
    assert files <= {"store", "language"}  # the dictionary is a file of its own that nobody writes to


def test_no_file_has_grown_two_jobs() -> None:
    long = {p.name: n for p in (ROOT / "reader").rglob("*.py") if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert long == {}


def test_every_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    start = lines.index("dependencies = [")
    block = lines[start + 1 : lines.index("]", start)]
    assert [
        line
        for before, line in zip(["", *block], block, strict=False)
        if line.strip().startswith('"') and not before.strip().startswith("#")
    ] == []
