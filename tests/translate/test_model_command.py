"""`duizhao model`: data on stdout, talk on stderr, errors raised for the one place that prints them."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reader.cli.models import app
from reader.errors import ModelError
from reader.translate import packages


def run(*words: str | Path, exit_code: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == exit_code
    return result


def test_install_from_a_file_then_list_verify_remove(tiny, home):
    folder = home / "models" / "translate-zh_en-1_0"
    installed = run("install", "--from", tiny, "--trust")
    assert (installed.stdout, installed.stderr) == ("", f"installed: zh→en 1.0, {folder}\n")
    assert run("list").stdout == f"{folder}\t1.0\tours\tfine\n"
    assert run("verify").stdout == f"{folder}\tfine\n"
    assert run("remove").stderr == f"removed: zh→en 1.0, {folder}\n"
    assert run("list").stdout == ""


def test_install_from_a_mirror_tells_how_far_it_is(serve, tiny):
    server = serve(tiny.read_bytes())
    told = run("install", "--from", server.url, "--trust").stderr.splitlines()
    assert told[0] == f"downloading {server.url}"
    assert told[-2] == f"100 % of {tiny.stat().st_size / 1e6:.1f} MB"


def test_a_mirror_with_another_file_needs_trust(serve, tiny):
    with pytest.raises(ModelError, match="not the file expected"):
        run("install", "--from", serve(tiny.read_bytes()).url)


def test_the_known_model_is_installed_once(serve, tiny, monkeypatch):
    server = serve(tiny.read_bytes())
    monkeypatch.setattr(packages, "SHA256", server.sha256)
    monkeypatch.setattr(packages, "URL", server.url)
    run("install", "--from", tiny)
    assert run("install").stderr.startswith("installed already: zh→en 1.0")
    assert server.asked == []


def test_a_bar_on_a_terminal(serve, tiny):
    command = "import sys; from reader.cli.models import app; app(sys.argv[1:])"
    words = ["install", "--from", serve(tiny.read_bytes()).url, "--trust"]
    master, slave = pty.openpty()
    # As in a terminal 80 columns wide, whatever the tests run in.
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80"}
    process = subprocess.Popen([sys.executable, "-c", command, *words], stderr=slave, env=environment)
    os.close(slave)
    shown = b""
    while True:
        try:
            shown += os.read(master, 4096)
        except OSError:  # the other end is closed
            break
    os.close(master)
    assert process.wait() == 0
    assert f"/{tiny.stat().st_size / 1e6:.1f} MB" in shown.decode()
    assert "% of" not in shown.decode()


def test_verify_finds_what_changed(tiny, home):
    run("install", "--from", tiny, "--trust")
    folder = home / "models" / "translate-zh_en-1_0"
    (folder / "README.md").write_text("changed")
    assert run("verify", exit_code=1).stdout == f"{folder}\tREADME.md has changed since it was installed\n"


def test_without_a_model(home):
    assert run("list").stderr == "no zh→en model is installed; duizhao model install gets one\n"
    with pytest.raises(ModelError, match="nothing to verify; duizhao model install"):
        run("verify")
    with pytest.raises(ModelError, match="not installed"):
        run("remove")


def test_theirs_stays(unpacked, monkeypatch):
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(unpacked.parent))
    assert run("list").stdout == f"{unpacked}\t1.0\targos\tfine\n"
    with pytest.raises(ModelError, match="belongs to Argos Translate"):
        run("remove", unpacked.name)


def test_the_help_loads_nothing_heavy():
    code = "import sys; from reader.cli import models; heavy = {'ctranslate2', 'argostranslate', 'rich.progress', "
    code += "'urllib.request', 'reader.translate.packages'}; print(sorted(heavy & sys.modules.keys()))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
