"""Argos packages on this machine: which there are, whether they are whole, and how one comes and goes.

Argos keeps a package as a folder: metadata.json, model/ for CTranslate2, and sentencepiece.model or bpe.model. Ours lie
in `paths.models()`, each with a manifest of what was installed; those of Argos Translate itself are only read.
"""

import json
import re
import shutil
import stat
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from reader import paths
from reader.errors import ModelError, ReaderError
from reader.translate import unpack
from reader.translate.download import Progress, digest, fetch, writing
from reader.translate.engine import never

NAME = "translate-zh_en-1_9"
URL = f"https://argos-net.com/v1/{NAME}.argosmodel"
SIZE = 74_481_402
"""Bytes of the archive."""
SHA256 = "62e7af5a3a48b530e47b7b3e5c78c2de79073ecd815750d2bf3ab35b4a67da2d"
"""Of the archive; eight independent projects quote the same."""
UNPACKED_SIZE = 86_137_496
"""Bytes of the folder."""
LICENCE = "CC BY 4.0; by Argos Translate, derived from OPUS-MT zh-en"

MANIFEST = "duizhao.json"
_TEMPORARY = ".installing-"
_CHINESE = ("zh", "zh-hans", "zh-cn")  # zt and zh-hant are traditional: other models
_VERSION = re.compile(
    r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,39}"
)  # it names a folder, and stands on screen and in every answer
_TOKENIZERS = ("sentencepiece.model", "bpe.model")


@dataclass(frozen=True, slots=True)
class Package:
    """A package in `folder`. `direction` is as "zh→en"; `problem` says why it cannot be used, "" if it can.

    `ours` ones are those in our own folder: installed by us, and removed by us.
    """

    folder: Path
    version: str
    direction: str
    ours: bool
    problem: str = ""


def quiet(done: int, total: int) -> None:
    """The `progress` of a caller that shows none."""


def inspect(folder: Path) -> Package:
    """What is in a folder that should hold a zh→en package, by name and metadata. Never raises."""
    ours = folder.absolute().parent == paths.models()
    try:
        if not (folder / "metadata.json").is_file():
            return Package(folder, "", "", ours, "metadata.json is missing")
        with (folder / "metadata.json").open("rb") as file:
            version, direction = _described(file.read(unpack.METADATA_BYTES))
        return Package(folder, version, direction, ours, _misfit(version, direction) or _missing(folder))
    except (OSError, ValueError, RecursionError) as error:
        return Package(folder, "", "", ours, f"its files cannot be read ({_reason(error)})")


def installed(folders: Sequence[Path] | None = None) -> list[Package]:
    """The zh→en packages in `folders`, by default ours first and then those of Argos Translate; newest first in each.

    Broken ones are in it with their `problem`, those of other languages are not.
    """
    found: dict[Path, Package] = {}
    for base in folders if folders is not None else [paths.models(), *paths.foreign_models()]:
        packages = [inspect(folder) for folder in _subfolders(base)]
        for package in sorted(packages, key=lambda package: _order(package.version), reverse=True):
            if package.direction in ("zh→en", ""):
                found.setdefault(package.folder.resolve(), package)
    return list(found.values())


def find() -> Package | None:
    """The package to translate with: of those without a problem the newest of ours, else the newest of Argos's."""
    return next((package for package in installed() if not package.problem), None)


def unusable() -> str:
    """Why there is nothing to translate with although a model was installed, "" if there is one or never was."""
    found = installed()
    if not found or any(not package.problem for package in found):
        return ""
    return f"{found[0].folder}: {found[0].problem}"


def current(sha256: str) -> Package | None:
    """The package of ours that was made from the archive with this SHA-256, if it is still as it was installed."""
    for package in installed([paths.models()]):
        if not package.problem and not changed(package.folder) and _manifest(package.folder).get("archive") == sha256:
            return package
    return None


def install(
    progress: Progress = quiet,
    *,
    url: str = URL,
    size: int | None = SIZE,
    sha256: str | None = SHA256,
    cancelled: Callable[[], bool] = never,
) -> Package:
    """Download a package, check it and unpack it; one that `current` finds is returned as it is, without a download.

    `size` (bytes) and `sha256` None trust the server with whatever it has. `progress` is told bytes, see `Progress`.

    Raises ModelError if the archive cannot be had, is not the one expected or `cancelled()` turned true, and
    OutputError if it cannot be written; nothing but the part of the download remains then.
    """
    if sha256 and (present := current(sha256)):
        return present
    with _alone():
        archive = paths.cache() / "downloads" / f"translate-zh_en-{(sha256 or 'trusted')[:12]}.argosmodel"
        fetch(url, archive, size=size, sha256=sha256, progress=progress, cancelled=cancelled)
        try:
            package = _install_archive(archive, url, known=sha256 is not None)
        except ModelError:
            archive.unlink()
            raise
        archive.unlink()  # kept only where the disk was full: the next install needs no download
        return package


def install_from(path: Path, *, trust: bool = False) -> Package:
    """Install a package from disk: an .argosmodel file or a folder. A package of ours of the same version gives way.

    Only the archive with the known SHA-256 is taken unasked; any other, and every folder, needs `trust`. Trusted ones
    are opened once before they are installed.

    Raises ModelError if it is no whole zh→en package or not trusted, OutputError if it cannot be written.
    """
    try:
        path = path.expanduser().absolute()
        kind = path.stat().st_mode
    except (OSError, RuntimeError) as error:
        raise ModelError(str(path), f"{_reason(error)}; name an .argosmodel file or a package folder") from error
    if stat.S_ISDIR(kind):
        return _install_folder(path, trust)
    if stat.S_ISREG(kind) and unpack.cut_off(path):
        raise ModelError(str(path), f"incomplete, its end is missing; {unpack.REPAIR}")
    if not stat.S_ISREG(kind) or not zipfile.is_zipfile(path):
        raise ModelError(str(path), "neither an .argosmodel file (a zip archive) nor a folder; check the name")
    _refuse(str(path), _archive_misfit(path))
    sha256 = digest(path)
    if sha256 != SHA256 and not trust:
        raise ModelError(str(path), f"unknown SHA-256 {sha256}; if you know where it comes from, add --trust")
    with _alone():
        return _install_archive(path, str(path), known=sha256 == SHA256)


def changed(folder: Path) -> list[str]:
    """The files that are not as we installed them, one line each; takes a fraction of a second. Raises nothing."""
    problems = []
    try:
        for name, sha256 in _manifest(folder).get("files", {}).items():
            if not (folder / name).is_file():
                problems.append(f"{name} is missing")
            elif digest(folder / name) != sha256:
                problems.append(f"{name} has changed since it was installed")
    except (OSError, ValueError) as error:
        problems.append(f"it cannot be read ({_reason(error)})")
    return problems


def verify(package: Package) -> list[str]:
    """What is wrong with a package, one line each: files that changed since we installed it, a model that won't open.

    Takes some seconds; loads the model. Raises nothing.
    """
    from reader.translate.argos import Argos  # it needs this module

    if problems := [package.problem] if package.problem else changed(package.folder):
        return problems
    try:
        Argos(package.folder).load()
    except ReaderError as error:
        return [error.message]
    return []


def remove(package: Package) -> None:
    """Remove a package of ours. Raises ModelError for a foreign one, OutputError if it cannot be removed."""
    if not package.ours:
        raise ModelError(str(package.folder), "belongs to Argos Translate and stays; remove it there (argospm remove)")
    with _alone(), _temporary_folder() as temporary:
        package.folder.rename(temporary / "removed")


def _install_archive(archive: Path, source: str, *, known: bool) -> Package:
    return _place(lambda folder: unpack.unpack(archive, folder), source, digest(archive), known=known)


def _install_folder(path: Path, trust: bool) -> Package:
    _refuse(str(path), inspect(path).problem)
    if path.parent == paths.models():
        raise ModelError(str(path), "installed already; duizhao model verify tells whether it is whole")
    if not trust:
        raise ModelError(
            str(path), "a folder has no SHA-256 to be known by; if you know where it comes from, add --trust"
        )
    files = [file for file in sorted(path.rglob("*")) if file.is_file()]
    if sum(file.stat().st_size for file in files) > unpack.BYTES:
        raise ModelError(str(path), f"has more than {unpack.BYTES:,} bytes, which no model takes; check the name")

    def copy(folder: Path) -> Path:
        for file in files:
            target = folder / file.relative_to(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        return folder

    with _alone():
        return _place(copy, str(path), None, known=False)


def _place(fill: Callable[[Path], Path], source: str, archive: str | None, *, known: bool) -> Package:
    """Let `fill` make the package's folder in a new one, check it, and put it in its place with one rename."""
    with _temporary_folder() as temporary:
        folder = fill(temporary / "new")
        package = inspect(folder)
        _refuse(source, package.problem)
        if not known:
            _refuse(source, "; ".join(verify(package)))
        _write_manifest(folder, source, archive)
        target = paths.models() / f"translate-zh_en-{re.sub('[^0-9A-Za-z]', '_', package.version)}"
        if target.exists():
            target.rename(temporary / "old")
        folder.rename(target)
    return inspect(target)


def _refuse(title: str, problem: str) -> None:
    if problem:
        raise ModelError(title, f"not a zh→en package that can be used: {problem}; duizhao model install gets one")


@contextmanager
def _alone() -> Iterator[None]:
    """One install or removal at a time. The lock goes with the process, and what a killed one left is cleared away."""
    models = paths.models()
    with writing(models):
        models.mkdir(parents=True, exist_ok=True)
        lock = (models / ".lock").open("w")
    with lock:
        if sys.platform != "win32":
            _lock(lock, models)
        for left in models.glob(f"{_TEMPORARY}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _lock(file: IO[str], models: Path) -> None:
    import fcntl

    with writing(models):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ModelError(str(models), "another duizhao is installing or removing a model; wait for it") from error


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    """A folder beside the packages, gone after the block. An OSError in the block is about writing there."""
    models = paths.models()
    with (
        writing(models),
        tempfile.TemporaryDirectory(prefix=_TEMPORARY, dir=models, ignore_cleanup_errors=True) as folder,
    ):
        yield Path(folder)


def _subfolders(base: Path) -> list[Path]:
    try:
        folders = base.iterdir() if base.is_dir() else ()
        return sorted(folder for folder in folders if folder.is_dir() and not folder.name.startswith("."))
    except OSError:
        return [base]  # `inspect` says what is wrong with it


def _described(metadata: bytes) -> tuple[str, str]:
    """Version and direction ("zh→en") from a metadata.json; a version that is none is "".

    Raises ValueError or RecursionError if it is broken.
    """
    described = json.loads(metadata.decode("utf-8-sig"))
    if not isinstance(described, dict):
        raise ValueError("metadata.json is not an object")

    def text(key: str, default: str = "?") -> str:
        return "".join(character for character in str(described.get(key, default)) if character.isprintable())[:40]

    version = str(described.get("package_version", ""))
    version = version if _VERSION.fullmatch(version) else ""
    if text("type", "translate") != "translate":
        return version, text("type")
    source = "zh" if text("from_code").lower().replace("_", "-") in _CHINESE else text("from_code")
    return version, f"{source}→{text('to_code')}"


def _misfit(version: str, direction: str) -> str:
    if direction != "zh→en":
        return f"it is for {direction}"
    return "" if version else "its metadata.json has no package_version like 1.9"


def _archive_misfit(archive: Path) -> str:
    try:
        version, direction = _described(unpack.metadata(archive))
    except (ValueError, RecursionError) as error:
        return f"its metadata.json cannot be read ({_reason(error)})"
    return _misfit(version, direction)


def _missing(folder: Path) -> str:
    """Which file of a package is missing, or "". The names are those Argos and CTranslate2 look for."""
    if not (folder / "model" / "model.bin").is_file():
        return "model/model.bin is missing"
    if not any((folder / "model").glob("*vocabulary*")):
        return "model/shared_vocabulary.json is missing"
    if not any((folder / name).is_file() for name in _TOKENIZERS):
        return "sentencepiece.model is missing"
    return ""


def _order(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _write_manifest(folder: Path, source: str, archive: str | None) -> None:
    files = {
        file.relative_to(folder).as_posix(): digest(file)
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != MANIFEST
    }
    manifest = {"source": source, "archive": archive, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _manifest(folder: Path) -> dict[str, Any]:
    """What was installed in `folder`; empty for a package that we did not install. Raises OSError, ValueError."""
    file = folder / MANIFEST
    manifest = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files", {}), dict):
        raise ValueError(f"{MANIFEST} is not what was written there")
    return manifest


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
