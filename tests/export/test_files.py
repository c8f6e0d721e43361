"""Files are written whole or not at all."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import OutputError
from reader.export import files
from reader.model import Document


def named(title: str, origin: str = "https://example.org/x", folder: Path = Path("/nowhere")) -> str:
    return files.free_name(Document(origin, "", (), title), folder).name


def test_a_file_is_written(tmp_path: Path) -> None:
    files.write(tmp_path / "a.md", ["对", "照"])
    assert [(p.name, p.read_text("utf-8")) for p in tmp_path.iterdir()] == [("a.md", "对照")]


def test_a_file_that_is_there_is_left_alone_without_force(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    with pytest.raises(OutputError, match="exists already"):
        files.write(tmp_path / "a.md", ["theirs"])
    assert (tmp_path / "a.md").read_text() == "mine"
    files.write(tmp_path / "a.md", ["theirs"], force=True)
    assert (tmp_path / "a.md").read_text() == "theirs"


def test_a_file_that_appears_while_we_write_is_left_alone(tmp_path: Path) -> None:
    def chunks() -> Iterator[str]:
        yield "theirs"
        (tmp_path / "a.md").write_text("mine")

    with pytest.raises(OutputError, match="exists already"):
        files.write(tmp_path / "a.md", chunks())
    assert [p.read_text() for p in tmp_path.iterdir()] == ["mine"]


def test_an_interrupted_export_leaves_nothing(tmp_path: Path) -> None:
    def chunks() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        files.write(tmp_path / "a.md", chunks())
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_clear_error_and_leaves_nothing(tmp_path: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)], check=True)
    try:
        with pytest.raises(OutputError, match="No space left"):
            files.write(tmp_path / "a.md", ["对照" * 1000] * 100)
        assert list(tmp_path.iterdir()) == []
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


@pytest.mark.parametrize("path", ["", "none/a.md"])
def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(OutputError, match="folder"):
        files.write(tmp_path / path, ["x"])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("开源模型", "开源模型-bilingual.md"),
        ("../../etc/passwd", "etc-passwd-bilingual.md"),
        ('a:b*c?d|e<f>g"h', "a-b-c-d-e-f-g-h-bilingual.md"),
        ("CON", "_CON-bilingual.md"),
        ("", "text-bilingual.md"),
        ("\x1b[31m红\u202e", "[31m红-bilingual.md"),
        ("长" * 200, "长" * 60 + "-bilingual.md"),
    ],
)
def test_a_title_becomes_a_safe_name(title: str, name: str) -> None:
    assert named(title) == name


def test_a_file_gives_its_own_name(tmp_path: Path) -> None:
    assert named("标题", "/home/someone/news.2025.txt") == "news.2025-bilingual.md"


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "题-bilingual.md").touch()
    (tmp_path / "题-bilingual-2.md").touch()
    assert named("题", folder=tmp_path) == "题-bilingual-3.md"
