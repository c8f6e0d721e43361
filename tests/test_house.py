"""The rules of the house that a running program can break and a linter cannot see."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("jieba", "pypinyin", "ctranslate2", "argostranslate", "trafilatura", "sentencepiece", "onnxruntime", "numpy")
SQL = ["reader/store/database.py", "reader/language/dictionary.py"]


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


def modules_named(code: str) -> Iterator[str]:
    """The top-level names of what a file imports, by statement or by name (importlib, `__import__`)."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__", "find_spec"):
                yield str(node.args[0].value).split(".")[0]


@pytest.mark.parametrize(
    "code",
    [
        "import os, argostranslate.package as p",
        "def f():\n from argostranslate import package",
        "importlib.import_module('argostranslate.translate')",
        "from importlib import import_module as i\nimport_module('argostranslate')",
        "__import__('argostranslate')",
    ],
)
def test_an_import_is_seen_however_it_is_written(code: str) -> None:
    assert "argostranslate" in set(modules_named(code))


@pytest.mark.parametrize(("module", "where"), [("argostranslate", ["reader/translate/argos.py"]), ("sqlite3", SQL)])
def test_a_library_is_imported_where_it_belongs(module: str, where: list[str]) -> None:
    files = [path for path in (ROOT / "reader").rglob("*.py") if module in modules_named(path.read_text("utf-8"))]
    assert {path.relative_to(ROOT).as_posix() for path in files} == set(where)


def test_only_the_store_and_the_dictionary_speak_sql() -> None:
    speaks = ("SELECT ", "INSERT INTO", "UPDATE ", "CREATE TABLE")
    files = {
        path.relative_to(ROOT).parts[1]
        for path in (ROOT / "reader").rglob("*.py")
        if any(s in path.read_text("utf-8") for s in speaks)
    }
    assert files == {"store", "language"}  # the dictionary is a file of its own that nobody writes to


def test_the_import_contracts_leave_out_no_room() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    named = {module for contract in contracts[1:] for module in contract["source_modules"]}
    rooms = {f"reader.{path.stem}" for path in (ROOT / "reader").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert rooms - named - {"reader.__pycache__", "reader.__init__", "reader._data"} == {"reader.tui"}
    floors = {module for floor in contracts[0]["layers"] for module in floor.split(" | ")}
    assert floors == named | {"reader.tui"}


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
