"""The command as a process of its own, and what it prints for two texts: the sample and the real article."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pytest

ROOT = Path(__file__).parents[2]
_TEXTS = {
    "sample": ROOT / "assets" / "sample.md",
    "article": ROOT.parent / "shared" / "article" / "news-2025-12-11.txt",
}
_FOREIGN = ("COLUMNS", "FORCE_COLOR", "TERM", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a process left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.split("\n")[:-1]

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]

    def fine(self) -> Ran:
        """It went well and had nothing to say besides its data."""
        assert (self.code, self.err) == (0, "")
        return self

    @property
    def complaint(self) -> str:
        """The one line on stderr of a command that refused its input and printed nothing."""
        assert (self.code, self.out) == (2, "")
        assert self.err.startswith("duizhao: ")
        assert self.err.count("\n") == 1
        assert self.err.endswith("\n")
        return self.err.removeprefix("duizhao: ").removesuffix("\n")


Command = Callable[..., Ran]


def _run(
    *words: object,
    stdin: str | bytes = b"",
    cwd: Path | None = None,
    stdout: int | BinaryIO = subprocess.PIPE,
    **settings: str,
) -> Ran:
    """Run `duizhao` with these words; `settings` go into its environment."""
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN} | settings
    done = subprocess.run(
        [sys.executable, "-m", "reader", *map(str, words)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        stdout=stdout, stderr=subprocess.PIPE, cwd=cwd, env=environment, timeout=100, check=False,
    )  # fmt: skip
    return Ran(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def run() -> Command:
    """The command; where it is at home is said in its settings."""
    return _run


@pytest.fixture
def duizhao(cache: Path) -> Command:
    """The command, in this test's home."""
    return _run


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> dict[str, str]:
    """A home that all tests share which only look at what is printed."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "cache").symlink_to(prepared, target_is_directory=True)
    return {"DUIZHAO_HOME": str(folder), "HOME": str(folder), "XDG_DATA_HOME": str(folder / "xdg")}


@pytest.fixture(scope="session", params=_TEXTS)
def text(request: pytest.FixtureRequest) -> Path:
    path = _TEXTS[request.param]
    if not path.exists():
        pytest.skip("../shared is absent")
    return path


@pytest.fixture(scope="session")
def annotated(text: Path, house: dict[str, str]) -> list[dict[str, Any]]:
    return _run("annotate", text, **house).fine().records


@pytest.fixture(scope="session")
def translated(text: Path, house: dict[str, str]) -> list[dict[str, Any]]:
    return _run("translate", text, "--engine", "gloss", **house).fine().records


@pytest.fixture
def model(duizhao: Command, home: Path) -> Path:
    """The small model, installed; its folder."""
    tiny = ROOT / "tests" / "models" / "tiny-zh_en.argosmodel"
    assert duizhao("model", "install", "--from", tiny, "--trust").code == 0
    return next((home / "models").iterdir())


@contextmanager
def _mounted(folder: Path, options: str) -> Iterator[bool]:
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    mounted = subprocess.run(words, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of one page; without the right to mount, no file of ours may grow at all."""
    folder = tmp_path / "full"
    folder.mkdir()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    with _mounted(folder, "size=4k") as mounted:
        if not mounted:
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limit[1]))
        yield folder
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk that cannot be written; without the right to mount, one that we may not write."""
    folder = tmp_path / "read-only"
    folder.mkdir()
    with _mounted(folder, "ro,size=64k") as mounted:
        if not mounted:
            folder.chmod(0o555)
        yield folder
    folder.chmod(0o755)
