"""Argos package archives: zip files from anywhere, unpacked so that nothing lands outside of the given folder."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from reader.errors import ModelError

BYTES = 1_000_000_000
"""What a package may take unpacked; the zh→en one takes 86 MB."""

ENTRIES = 10_000
"""Files and folders a package may have; the zh→en one has about ten."""

RATIO = 100
"""How many times its packed size a package may take unpacked, beyond `HARMLESS` bytes; weights hardly shrink."""

HARMLESS = 10_000_000
"""Bytes that may be unpacked from any archive."""

METADATA_BYTES = 1_000_000
"""The size a metadata.json may have; real ones have some hundred bytes."""

_CHUNK = 1 << 20
REPAIR = "get it again (duizhao model install downloads the right one)"


def cut_off(file: Path) -> bool:
    """Does it begin as a zip archive and not end as one? Its table of contents stands at the end. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(4) == b"PK\3\4" and not zipfile.is_zipfile(file)


def metadata(archive: Path) -> bytes:
    """The metadata.json of a package archive, unparsed, once all that its table of contents declares is in order.

    It is looked for at the top and one folder down, where Argos has it. Raises ModelError if the file is no zip, is
    broken or encrypted, is unsafe (paths that lead out, links, names that clash, a size beyond the limits of this
    module) or has no metadata.json.
    """
    with _opened(archive) as zipped:
        entry = _metadata_entry(archive, _checked(archive, zipped))
        return b"".join(_contents(archive, zipped, entry))


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack a package archive into `folder`, which must not exist yet, and return where in it metadata.json is.

    After an error the caller removes the folder. Raises ModelError as `metadata` does, OSError if it cannot be written.
    """
    with _opened(archive) as zipped:
        entries = _checked(archive, zipped)
        folder.mkdir()
        written = 0
        for entry in entries:
            target = folder.joinpath(*PurePosixPath(entry.filename).parts)
            if entry.is_dir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as out:
                for chunk in _contents(archive, zipped, entry):
                    written += len(chunk)
                    if written > BYTES:
                        raise ModelError(str(archive), f"unpacks to more than {BYTES:,} bytes; {REPAIR}")
                    out.write(chunk)
    return folder.joinpath(*PurePosixPath(_metadata_entry(archive, entries).filename).parent.parts)


def _contents(archive: Path, zipped: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with _readable(archive), zipped.open(entry) as packed:
        while chunk := packed.read(_CHUNK):
            yield chunk


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    with _readable(archive):
        zipped = zipfile.ZipFile(archive)
    with zipped:
        yield zipped


@contextmanager
def _readable(archive: Path) -> Iterator[None]:
    """What zipfile and zlib raise for broken archives, as a ModelError."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, OSError) as error:
        raise ModelError(str(archive), f"not a whole zip archive ({error}); {REPAIR}") from error


def _checked(archive: Path, zipped: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = zipped.infolist()
    if len(entries) > ENTRIES:
        raise ModelError(str(archive), f"has {len(entries):,} entries, a package at most {ENTRIES:,}; {REPAIR}")
    seen: set[str] = set()
    for entry in entries:
        name = str(PurePosixPath(entry.filename)).casefold()
        if problem := _problem(entry) or ("is there twice" if name in seen else ""):
            raise ModelError(str(archive), f"unsafe or broken archive, {entry.filename!a} {problem}; {REPAIR}")
        seen.add(name)
    size = sum(entry.file_size for entry in entries)
    if size > min(BYTES, max(HARMLESS, RATIO * archive.stat().st_size)):
        raise ModelError(str(archive), f"would unpack to {size:,} bytes, more than a model takes; {REPAIR}")
    return entries


def _problem(entry: zipfile.ZipInfo) -> str:
    """Why this entry must not be unpacked, or ""."""
    name = entry.filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts:
        return "leads out of its folder"
    if not PurePosixPath(name).parts or not name.isprintable():
        return "is no file name"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in an unusual way"
    return ""


def _metadata_entry(archive: Path, entries: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    found = [entry for entry in entries if re.fullmatch(r"([^/]+/)?metadata\.json", entry.filename)]
    if len(found) != 1 or found[0].file_size > METADATA_BYTES:
        raise ModelError(str(archive), f"no Argos package: it needs one metadata.json at its top; {REPAIR}")
    return found[0]
