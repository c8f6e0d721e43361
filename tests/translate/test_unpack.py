"""Broken, foreign and hostile archives: one line each, nothing half written, nothing outside."""

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import ModelError, ReaderError
from reader.translate import packages, unpack


def files_in(folder: Path) -> str:
    return " ".join(sorted(file.name for file in folder.rglob("*") if file.is_file() and file.name != ".lock"))


def rezipped(tiny: Path, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The small package with its files changed, which `change` gets by name."""
    with zipfile.ZipFile(tiny) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    return zipped(*files.items())


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


METADATA = ("x/metadata.json", b'{"from_code": "zh", "to_code": "en", "package_version": "1.0"}')


def versioned(version: str) -> bytes:
    described = f'{{"from_code": "zh", "to_code": "en", "package_version": "{version}"}}'
    return zipped(("metadata.json", described.encode()))


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o120777 << 16
    return entry


def encrypted() -> bytes:
    """An archive whose entries are marked as encrypted, in both places."""
    marked = bytearray(zipped(METADATA))
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        marked[marked.index(signature) + flags] |= 1
    return bytes(marked)


def understated() -> bytes:
    """An archive that unpacks to more than its table of contents says."""
    packed = zipped(METADATA, ("x/model/model.bin", b"0" * 5_000))
    return packed.replace((5_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))


BAD_ARCHIVES = {
    "no zip": (lambda _: b"not a zip at all", "neither an .argosmodel file"),
    "empty": (lambda _: b"", "neither an .argosmodel file"),
    "truncated": (lambda tiny: tiny.read_bytes()[:-400_000], "incomplete, its end is missing; get it again"),
    "hardly begun": (lambda tiny: tiny.read_bytes()[:100], "incomplete, its end is missing; get it again"),
    "head cut off": (lambda tiny: tiny.read_bytes()[400_000:], "not a whole zip archive"),
    "parent": (lambda _: zipped(METADATA, ("x/../../out", b"")), "'x/../../out' leads out of its folder"),
    "absolute": (lambda _: zipped(METADATA, ("/tmp/out", b"")), "'/tmp/out' leads out of its folder"),
    "drive": (lambda _: zipped(METADATA, ("C:/out", b"")), "'C:/out' leads out of its folder"),
    "backslash": (lambda _: zipped(METADATA, ("..\\out", b"")), "leads out of its folder"),
    "escape": (lambda _: zipped(METADATA, ("x/\x1b[31m", b"")), r"'x/\x1b[31m' is no file name"),
    "link": (lambda _: zipped(METADATA, (link("x/model"), b"/etc")), "'x/model' is a link or a device"),
    "twice": (lambda _: zipped(METADATA, ("x/a", b"1"), ("x/A", b"2")), "'x/A' is there twice"),
    "encrypted": (lambda _: encrypted(), "'x/metadata.json' is encrypted"),
    "bomb": (lambda _: zipped(METADATA, ("x/a", b"0" * 50_000_000)), "would unpack to 50,000,062 bytes"),
    "understated": (lambda _: understated(), "not a whole zip archive"),
    "file as folder": (lambda _: zipped(METADATA, ("x/model", b""), ("x/model/model.bin", b"")), "model"),
    "no metadata": (lambda _: zipped(("x/readme", b"")), "it needs one metadata.json"),
    "two packages": (lambda _: zipped(METADATA, ("y/metadata.json", b"")), "it needs one metadata.json"),
    "metadata no JSON": (lambda _: zipped(("x/metadata.json", b"{")), "its metadata.json cannot be read"),
    "metadata a list": (lambda _: zipped(("x/metadata.json", b"[]")), "metadata.json is not an object"),
    "metadata too deep": (
        lambda _: zipped(("x/metadata.json", b"[" * 100_000 + b"]" * 100_000), ("x/a", bytes(range(256)) * 9)),
        "metadata.json",
    ),
    "other way": (lambda _: zipped(("metadata.json", b'{"from_code": "en", "to_code": "zh"}')), "it is for en→zh"),
    "no translation": (lambda _: zipped(("metadata.json", b'{"type": "sbd"}')), "it is for sbd"),
    "no version": (lambda _: versioned(""), "no package_version like 1.9"),
    "version that climbs": (lambda _: versioned("../../x"), "no package_version like 1.9"),
    "version that steers": (lambda _: versioned("1.0\\u001b[31m"), "no package_version like 1.9"),
    "version without end": (lambda _: versioned("1" * 41), "no package_version like 1.9"),
    "version left out": (
        lambda _: zipped(("metadata.json", b'{"from_code": "zh", "to_code": "en"}')),
        "no package_version like 1.9",
    ),
    "no model": (lambda _: zipped(METADATA), "model/model.bin is missing"),
    "model is noise": (
        lambda tiny: rezipped(tiny, lambda files: files.update({"tiny-zh_en/model/model.bin": b"noise"})),
        "the model does not run",
    ),
    "no tokenizer": (
        lambda tiny: rezipped(tiny, lambda files: files.pop("tiny-zh_en/sentencepiece.model")),
        "sentencepiece.model is missing",
    ),
    "tokenizer is noise": (
        lambda tiny: rezipped(tiny, lambda files: files.update({"tiny-zh_en/sentencepiece.model": b"noise"})),
        "the model does not run",
    ),
}


@pytest.mark.parametrize("case", BAD_ARCHIVES)
def test_bad_archives_leave_nothing_behind(case, tiny, tmp_path, home):
    make, told = BAD_ARCHIVES[case]
    archive = tmp_path / "bad" / "bad.argosmodel"
    archive.parent.mkdir()
    archive.write_bytes(make(tiny))
    with pytest.raises(ReaderError) as caught:
        packages.install_from(archive, trust=True)
    assert told in str(caught.value)
    assert str(caught.value).isprintable()
    assert files_in(home) == ""
    assert files_in(tmp_path) == "bad.argosmodel"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    edits=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6),
    length=st.none() | st.integers(0, 700),
)
def test_damaged_archives_unpack_inside_or_not_at_all(edits, length, tmp_path):
    packed = bytearray(zipped(METADATA, ("x/model/model.bin", b"weights" * 20), ("x/README.md", b"read me"))[:length])
    for place, value in edits:
        if packed:
            packed[place % len(packed)] = value
    archive, folder = tmp_path / "damaged.argosmodel", tmp_path / "unpacked"
    archive.write_bytes(packed)
    try:
        root = unpack.unpack(archive, folder)
        assert (root / "metadata.json").is_file()
    except (ModelError, OSError):
        pass
    assert {entry.name for entry in tmp_path.iterdir()} <= {"damaged.argosmodel", "unpacked"}
    shutil.rmtree(folder, ignore_errors=True)
