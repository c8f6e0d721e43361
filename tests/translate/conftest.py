"""A house of its own for every test, the real small model, and a real server on loopback to download it from."""

import hashlib
import resource
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reader.translate import download

TINY = Path(__file__).parents[1] / "models" / "tiny-zh_en.argosmodel"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """DUIZHAO_HOME, a folder that does not exist yet, and no Argos packages elsewhere."""
    monkeypatch.setenv("DUIZHAO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    monkeypatch.setattr(download, "PAUSE", 0.0)
    return tmp_path / "home"


@pytest.fixture
def tiny() -> Path:
    return TINY


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """The small model as Argos Translate would install it."""
    with zipfile.ZipFile(TINY) as archive:
        archive.extractall(tmp_path / "packages")
    return next((tmp_path / "packages").iterdir())


class Disk:
    """DUIZHAO_HOME on a disk of its own, as a tmpfs; without the right to mount, what comes nearest to one."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder]
        self.mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
        self.limit = resource.getrlimit(resource.RLIMIT_FSIZE)

    def leave(self, free: int) -> None:
        """Leave so many bytes for everything together, or else for each file."""
        if self.mounted:
            used = sum(file.stat().st_blocks * 512 for file in self.folder.rglob("*"))
            self._remount(f"size={used + free}")
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, (free, self.limit[1]))

    def grow(self) -> None:
        if self.mounted:
            self._remount("size=64m")
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, self.limit)

    def read_only(self) -> None:
        if self.mounted:
            self._remount("ro")
        else:
            self._allow(0o555)

    def close(self) -> None:
        self.grow()
        if self.mounted:
            subprocess.run(["umount", self.folder], check=True)
        else:
            self._allow(0o755)

    def _remount(self, options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", self.folder], check=True)

    def _allow(self, mode: int) -> None:
        for folder in (self.folder, *self.folder.rglob("*")):
            if folder.is_dir():
                folder.chmod(mode)


@pytest.fixture
def disk(home: Path) -> Iterator[Disk]:
    disk = Disk(home)
    yield disk
    disk.close()


@dataclass
class Server:
    """Serves `content` at `url`. `cuts` and `errors` say what happens to the first answers, then all goes well."""

    content: bytes
    ranges: bool = True
    cuts: list[int] = field(default_factory=list)  # bytes after which the connection is dropped
    errors: list[int] = field(default_factory=list)  # status codes
    asked: list[str] = field(default_factory=list)  # the Range header of every request
    url: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        wanted = request.headers.get("Range", "")
        self.asked.append(wanted)
        first = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and self.ranges else 0
        if self.errors:
            request.send_error(self.errors.pop(0))
            return
        if first >= len(self.content):
            request.send_error(416)
            return
        request.send_response(206 if first else 200)
        if first:
            request.send_header("Content-Range", f"bytes {first}-{len(self.content) - 1}/{len(self.content)}")
        request.send_header("Content-Length", str(len(self.content) - first))
        request.end_headers()
        request.wfile.write(self.content[first:][: self.cuts.pop(0) if self.cuts else None])


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    running: list[ThreadingHTTPServer] = []

    def start(content: bytes, **behaviour: object) -> Server:
        served = Server(content, **behaviour)  # type: ignore[arg-type]

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with suppress(ConnectionError):  # the client may hang up first
                    served.answer(self)

            def log_message(self, *args: object) -> None:
                pass

        http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        served.url = f"http://127.0.0.1:{http.server_port}/model.argosmodel"
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        running.append(http)
        return served

    yield start
    for http in running:
        http.shutdown()
        http.server_close()
