"""Files written whole or not at all, never over another one unasked."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from reader.errors import OutputError
from reader.model import Document

# What Windows, Unix and shells give a meaning to, and what steers a terminal.
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff#%&{}$!\'`@+=\s]+')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def check(path: Path, *, force: bool) -> None:
    """Raise OutputError if `path` cannot be written because of what is there, before any work is done for it."""
    if path.is_dir():
        raise OutputError(str(path), "is a folder; name a file in it")
    if path.exists() and not force:
        raise OutputError(str(path), "exists already; choose another name or say --force")
    if not path.absolute().parent.is_dir():
        raise OutputError(str(path.parent), "there is no such folder; make it first")


def write(path: Path, chunks: Iterable[str], *, force: bool = False) -> None:
    """Write text to `path` through temporary files beside it. Raises OutputError; then nothing is left behind.

    Without `force` a file that is there already is an error, also if it appears while we write.
    """
    check(path, force=force)
    temporary = None
    try:
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="", dir=path.parent) as nameless:
            nameless.writelines(chunks)  # may take hours; whoever is killed meanwhile leaves nothing
            nameless.seek(0)
            descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
            temporary = Path(name)
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
                shutil.copyfileobj(nameless, out)
                out.flush()
                os.fsync(out.fileno())
        temporary.chmod(0o666 & ~_umask())
        if force:
            temporary.replace(path)
        else:
            os.link(temporary, path)  # unlike a rename, fails if the name has been taken meanwhile
    except FileExistsError as error:
        raise OutputError(str(path), "exists already; choose another name or say --force") from error
    except OSError as error:
        raise OutputError(str(path), f"cannot be written: {error.strerror}; nothing was left behind") from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def free_name(document: Document, folder: Path, suffix: str = ".md") -> Path:
    """A name in `folder` that is not taken: from the file's name or the title, with -2, -3 … if need be."""
    origin = document.origin
    local = origin != "-" and "://" not in origin
    stem = _safe(Path(origin).stem if local else document.title) or "text"
    path, number = folder / f"{stem}-bilingual{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-bilingual-{number}{suffix}"
    return path


def _safe(name: str) -> str:
    """A title as a file name: nothing in it that any system gives a meaning to, at most 60 characters."""
    name = _UNSAFE.sub("-", name).strip("-. ")[:60].strip("-. ")
    return f"_{name}" if _RESERVED.match(name) else name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
