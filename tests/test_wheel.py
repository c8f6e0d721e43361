"""The wheel, installed with what it needs into an empty environment by pip 23, and used from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PIP = "23.2.1"  # the oldest pip that has to get every dependency right
LARGEST = 600_000_000  # bytes of an installation, without a model

pytestmark = pytest.mark.xdist_group("wheel")


@dataclass(frozen=True)
class Installed:
    """A virtual environment with the wheel in it."""

    folder: Path

    def run(self, program: str, *words: str | Path, cwd: Path) -> str:
        """What a program of the environment says; neither the checkout nor this environment is in its way."""
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        environment = outside | {"LANG": "C.UTF-8", "COLUMNS": "100"}
        command: list[str | Path] = [self.folder / "bin" / program, *words]
        done = subprocess.run(
            command, cwd=cwd, env=environment, check=False, capture_output=True, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, f"{program} {words}: {done.stderr}"
        return done.stdout

    def shipped(self, *parts: str, cwd: Path) -> Path:
        """A file that the wheel carries."""
        code = f"from reader.paths import shipped; print(shipped(*{parts!r}))"
        return Path(self.run("python", "-c", code, cwd=cwd).strip())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    build: list[str | Path] = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    env = Installed(folder / "env")
    env.run("python", "-m", "pip", "install", "--quiet", f"pip=={PIP}", cwd=folder)
    env.run("python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return env


def test_it_is_pip_23_that_installed_it(installed: Installed, tmp_path: Path) -> None:
    assert installed.run("pip", "--version", cwd=tmp_path).startswith(f"pip {PIP} ")
    assert "No broken requirements" in installed.run("pip", "check", cwd=tmp_path)


def test_the_command_tells_its_version(installed: Installed, tmp_path: Path) -> None:
    from reader import __version__

    assert installed.run("duizhao", "--version", cwd=tmp_path) == f"duizhao {__version__}\n"


def test_it_is_smaller_than_promised(installed: Installed) -> None:
    sizes = subprocess.run(["du", "-sk", installed.folder], check=True, capture_output=True, text=True).stdout
    assert int(sizes.split()[0]) * 1024 < LARGEST


def test_the_article_of_a_web_page_comes_without_its_menu(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>港口启用无人卡车</title></head><body>
        <nav><ul><li><a href="/">首页</a></li><li><a href="/sport">体育频道</a></li></ul></nav>
        <article><h1>港口启用无人卡车</h1>
        <p>海州港本周启用了三十辆无人卡车，它们在码头与堆场之间昼夜运送集装箱。</p>
        <p>港口负责人表示，夜班司机从此不必再通宵等候。“效率提高了，人也轻松了。”他说。</p>
        <p>按照计划，明年春天还会有五十辆同样的卡车投入使用，充电站也将建在码头旁边。</p></article>
        <footer>版权所有</footer></body></html>""",
        encoding="utf-8",
    )
    assert installed.run("duizhao", "sentences", "page.html", cwd=tmp_path).splitlines() == [
        "港口启用无人卡车",
        "海州港本周启用了三十辆无人卡车，它们在码头与堆场之间昼夜运送集装箱。",
        "港口负责人表示，夜班司机从此不必再通宵等候。",
        "“效率提高了，人也轻松了。”他说。",
        "按照计划，明年春天还会有五十辆同样的卡车投入使用，充电站也将建在码头旁边。",
    ]


def test_markdown_is_read(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text("# 天气\n\n今天**很热**。明天呢？\n\n- 带伞\n", encoding="utf-8")
    sentences = installed.run("duizhao", "sentences", "text.md", cwd=tmp_path).splitlines()
    assert sentences == ["天气", "今天很热。", "明天呢？", "带伞"]


def test_its_own_sample_is_shown_with_its_own_glossary(installed: Installed, tmp_path: Path) -> None:
    """The dictionary is made here for the first time."""
    sample = installed.shipped("assets", "sample.md", cwd=tmp_path)
    assert sample.is_relative_to(installed.folder)
    shown = installed.run("duizhao", "show", sample, "--width", "100", "--pinyin", cwd=tmp_path)
    assert "12月10日" in shown
    assert "December 10" in shown
    assert "kāiyuán" in shown
    assert "closed-source" in shown


@pytest.mark.usefixtures("cache")
def test_its_own_sample_is_exported(installed: Installed, tmp_path: Path) -> None:
    sample = installed.shipped("assets", "sample.md", cwd=tmp_path)
    written = installed.run("duizhao", "export", sample, cwd=tmp_path)
    assert written == f"{tmp_path / 'sample-bilingual.md'}\n"
    assert "“我们不打算走闭源路线。”" in (tmp_path / "sample-bilingual.md").read_text("utf-8")


@pytest.mark.usefixtures("cache")
def test_the_doctor_finds_nothing_missing(installed: Installed, tmp_path: Path) -> None:
    assert "!!" not in installed.run("duizhao", "doctor", cwd=tmp_path)


def test_what_the_memory_lacks_is_said_with_what_mends_it(installed: Installed, tmp_path: Path) -> None:
    command = [installed.folder / "bin" / "duizhao", "memory", "export"]
    done = subprocess.run([*command, "a.tmx"], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "pip install 'duizhao[memory]'" in done.stderr
    assert installed.run("duizhao", "memory", "export", "a.tsv", cwd=tmp_path) == "a.tsv\n"
