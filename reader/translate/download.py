"""Fetch one large file over HTTP: resumed where it stopped, and taken only if it is the one expected."""

import hashlib
import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from reader.errors import ModelError, OutputError
from reader.translate.engine import never
from reader.translate.unpack import BYTES

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and the bytes there will be, 0 where the server does not say."""

TRIES = 5
"""Tries in a row that bring nothing new before the download is given up."""

PAUSE = 2.0
"""Seconds before the next try where the last one brought nothing."""

TIMEOUT = 30.0
"""Seconds without a byte after which a connection counts as cut."""

_CHUNK = 1 << 17
_AGAIN = (408, 425, 429, 500, 502, 503, 504)  # answers that another try may better
_ELSEWHERE = ", or fetch the file elsewhere and use duizhao model install --from FILE"


def fetch(
    url: str,
    target: Path,
    *,
    size: int | None,
    sha256: str | None,
    progress: Progress,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Download `url` to `target`, which exists afterwards only as the whole and right file.

    What has come so far lies beside it as `.part`, and the next call goes on from there. With `size` (bytes) and
    `sha256` (hexadecimal) None, whatever the server has is taken, always from the start.

    Raises ModelError if the file cannot be had, is another one (it is deleted then) or `cancelled()` turned true, and
    OutputError if it cannot be written.
    """
    part = target.with_name(target.name + ".part")
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if sha256 and target.exists() and digest(target) == sha256:
            return
        if sha256 is None:
            part.unlink(missing_ok=True)
    download = _Download(url, part, size, progress, cancelled)
    try:
        # A part from an earlier run may be of a file that has changed since: then once more, from nothing.
        for _ in range(2):
            resumed = _length(part) > 0
            download.complete()
            with writing(part):
                if sha256 in (None, digest(part)):
                    part.replace(target)
                    return
                part.unlink()
            if not resumed:
                break
        raise _WrongFileError(url, f"its SHA-256 is not {sha256}")
    except (OutputError, _WrongFileError):
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def digest(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """An OSError in the block becomes an OutputError about `place`."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        advice = "check its disk and rights, or set DUIZHAO_HOME to another folder"
        raise OutputError(str(place), f"cannot be written ({reason}); {advice}") from error


class _CutOffError(Exception):
    """The connection ended before the file did, or never began; another try may help."""


class _WrongFileError(ModelError):
    """The server has another file than the one expected."""

    def __init__(self, url: str, how: str) -> None:
        super().__init__(url, f"not the file expected ({how}), nothing of it is kept; try later{_ELSEWHERE}")


@dataclass(frozen=True, slots=True)
class _Download:
    url: str
    part: Path
    size: int | None
    progress: Progress
    cancelled: Callable[[], bool]

    def complete(self) -> None:
        """Try until the part is complete. Raises ModelError after `TRIES` tries in a row that brought nothing."""
        failures, best = 0, _length(self.part)
        while failures < TRIES:
            if failures:
                time.sleep(PAUSE)
            try:
                self._receive()
                return
            except _CutOffError as cut:
                reason = str(cut)
            failures = failures + 1 if _length(self.part) <= best else 0
            best = max(best, _length(self.part))
        raise ModelError(self.url, f"{reason}, {TRIES} times in a row; try again, it goes on from there{_ELSEWHERE}")

    def _receive(self) -> None:
        """One request for what is missing of the file. Raises _CutOffError if it ends before the file does."""
        done = _length(self.part)
        if done == self.size:
            return
        self._stop_if_cancelled()
        with _answer(self.url, done) as answer, writing(self.part):
            if answer.status == 416:
                self.part.unlink()
                raise _CutOffError("the server's file is shorter than what came of it before")
            resumes = answer.status == 206 and str(answer.headers["Content-Range"]).startswith(f"bytes {done}-")
            done = done if resumes else 0
            length = str(answer.headers["Content-Length"])
            total = done + int(length) if length.isdecimal() else (self.size or 0)
            if total != (self.size or total) or total > BYTES:
                raise _WrongFileError(self.url, f"it has {total:,} bytes")
            with self.part.open("ab" if resumes else "wb") as out:
                for chunk in self._chunks(answer):
                    out.write(chunk)
                    done += len(chunk)
                    if done > (total or BYTES):
                        raise _WrongFileError(self.url, f"it has more than {done - 1:,} bytes")
                    self.progress(done, total)
        if done < total:
            raise _CutOffError(f"the connection was cut at {done:,} of {total:,} bytes")

    def _chunks(self, answer: Any) -> Iterator[bytes]:
        while True:
            self._stop_if_cancelled()
            try:
                chunk = answer.read(_CHUNK)
            except (OSError, http.client.HTTPException) as error:
                raise _CutOffError(f"the connection was cut ({error or type(error).__name__})") from error
            if not chunk:
                return
            yield chunk

    def _stop_if_cancelled(self) -> None:
        if self.cancelled():
            raise ModelError(self.url, "stopped; what has come is kept, and the next install goes on from there")


def _answer(url: str, done: int) -> Any:
    """The server's answer to a request for the file from byte `done` on, also where that is 416."""
    headers = {"User-Agent": "duizhao", "Accept-Encoding": "identity"} | ({"Range": f"bytes={done}-"} if done else {})
    try:
        if urlsplit(url).scheme not in ("http", "https"):
            raise ValueError("neither http nor https")
        return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=TIMEOUT)
    except urllib.error.HTTPError as refused:
        if refused.code == 416 and done:
            return refused
        refused.close()
        if refused.code in _AGAIN:
            raise _CutOffError(f"the server answers {refused.code} {refused.reason}") from refused
        raise ModelError(
            url, f"the server answers {refused.code} {refused.reason}; check the address{_ELSEWHERE}"
        ) from refused
    except (ValueError, http.client.InvalidURL) as error:
        raise ModelError(url, f"not a usable address ({error}); check it, or name a file or folder") from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, (socket.gaierror, ssl.SSLCertVerificationError)):
            raise ModelError(url, f"no connection ({reason}); try again when there is one{_ELSEWHERE}") from error
        raise _CutOffError(f"no connection ({reason or type(reason).__name__})") from error


def _length(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0
