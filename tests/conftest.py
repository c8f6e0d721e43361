"""A sealed machine for every test: a home of its own, no settings from outside, no network but loopback."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# A machine that others use too is slow now and then, which is no fault of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home for this test alone; only the prepared dictionary is shared, because making it takes seconds."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DUIZHAO_HOME", str(home))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "xdg"))
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return home


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the dictionary and the word list made once."""
    folder = tmp_path_factory.mktemp("prepared")
    from reader.language.dictionary import Dictionary
    from reader.language.words import Segmenter

    Segmenter.open(Dictionary.open(folder), folder)
    return folder


@pytest.fixture
def cache(home: Path, prepared: Path) -> Path:
    """The prepared dictionary in this test's home."""
    (home / "cache").symlink_to(prepared, target_is_directory=True)
    return home / "cache"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection but one on this machine is an error."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1"):
            raise AssertionError(f"went to the network: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def article() -> Path:
    """The real article, where it is present."""
    path = SHARED / "article" / "news-2025-12-11.txt"
    if not path.exists():
        pytest.skip("../shared is absent")
    return path


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Under CI a skipped test is a failure, unless ../shared is absent."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and "../shared is absent" not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped under CI: {report.longrepr}"
    return report
