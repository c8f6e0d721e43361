"""The reader's own glossary file: one term changed at a time, all else in it left as it stands.

Each change reads the file anew and writes it whole, under another name first: what was changed by hand is kept.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from reader.errors import GlossaryError
from reader.glossary.tsv import HEADER, line_of, source_in
from reader.model import Entry

_BOM = "\ufeff"

Lines = tuple[tuple[int, str], ...]
"""Lines of a file, each with how many stand before it, and without what ends it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a file: its lines for one source before, and after; none where it had or has none."""

    source: str
    before: Lines
    after: Lines

    def dumped(self) -> str:
        """The change as text, which `loaded` reads again."""
        return json.dumps([self.source, self.before, self.after], ensure_ascii=False)

    @classmethod
    def loaded(cls, dumped: str) -> Change:
        source, before, after = json.loads(dumped)
        return cls(source, _lines(before), _lines(after))

    @property
    def reversed(self) -> Change:
        """What takes it back."""
        return Change(self.source, self.after, self.before)


def put(path: Path, entry: Entry) -> Change | None:
    """Let the file have this entry, in the line of the one that counted, else at its end; None if it has it already.

    Makes the file, with its folder. Raises GlossaryError if it cannot be read or written.
    """

    def edit(lines: list[str]) -> Change | None:
        before, line = _of(lines, entry.source), line_of(entry)
        if before and before[-1][1] == line:
            return None
        if not any(map(_counts, lines)):
            _insert(lines, len(lines), HEADER)
        at = before[-1][0] if before else len(lines)
        return _made(lines, Change(entry.source, before, (*before[:-1], (at, line))))

    return _edited(path, edit)


def drop(path: Path, source: str) -> Change | None:
    """Let the file have no entry of this source; None if it has none. Raises GlossaryError, as `put` does."""

    def edit(lines: list[str]) -> Change | None:
        before = _of(lines, source)
        return _made(lines, Change(source, before, ())) if before else None

    return _edited(path, edit)


def make(path: Path, change: Change) -> bool:
    """Make a change that was taken back again, or take it back (`reversed`).

    False, and the file stays as it is, where its lines for this source are others now. Raises GlossaryError.
    """

    def edit(lines: list[str]) -> Change | None:
        as_left = [line for _, line in _of(lines, change.source)] == [line for _, line in change.before]
        return _made(lines, change) if as_left else None

    return _edited(path, edit) is not None


def _made(lines: list[str], change: Change) -> Change:
    """The change, after it has been made in these lines: where lines of the source are, else where they were."""
    there = [at for at, _ in _of(lines, change.source)]
    head = next((at for at, line in enumerate(lines) if _counts(line)), -1)
    for at in reversed(there):
        del lines[at]
    places = there or [max(at, head + 1) for at, _ in change.after]
    for at, (_, line) in zip(places, change.after, strict=False):
        _insert(lines, at, line)
    return change


def _insert(lines: list[str], at: int, line: str) -> None:
    """Put a line at its place, or at the end if there are fewer; it ends as the first one does."""
    first = lines[0] if lines else ""
    end = first[len(_content(first)) :] or "\n"
    if at >= len(lines) and lines and _content(lines[-1]) == lines[-1]:
        lines[-1] += end
    lines.insert(at, line + end)


def _of(lines: Iterable[str], source: str) -> Lines:
    found = ((at, _content(line)) for at, line in enumerate(lines) if source in line)
    return tuple((at, line) for at, line in found if source_in(line.removeprefix(_BOM)) == source)


def _counts(line: str) -> bool:
    """Whether it is a line of the table, no comment and not blank."""
    return bool(line.strip()) and not line.removeprefix(_BOM).startswith("#")


def _content(line: str) -> str:
    """A line without what ends it."""
    return line.splitlines()[0] if line else ""


def _lines(loaded: Iterable[tuple[int, str]]) -> Lines:
    return tuple((at, line) for at, line in loaded)


def _edited(path: Path, edit: Callable[[list[str]], Change | None]) -> Change | None:
    """What `edit` has done to the lines of a file, once that is written; None if there was nothing to do."""
    try:
        path = path.resolve()  # a link stays one
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path.parent):
            while True:
                before = path.read_bytes() if path.exists() else b""
                lines = before.decode().splitlines(keepends=True)
                change = edit(lines)
                if change is None or _written(path, "".join(lines).encode(), before):
                    return change
    except UnicodeDecodeError as error:
        raise GlossaryError(str(path), f"is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise GlossaryError(str(path), f"cannot be changed: {error.strerror}; it is as it was") from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other reader changes a glossary in this folder meanwhile, where the system can see to that."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems in a network know no locks
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _written(path: Path, content: bytes, before: bytes) -> bool:
    """Write a file whole or not at all. False if it has been changed meanwhile, and is not as it was `before`."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        exists = path.exists()
        temporary.chmod(path.stat().st_mode & 0o777 if exists else 0o644)
        if (path.read_bytes() if exists else b"") != before:
            return False
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return True
