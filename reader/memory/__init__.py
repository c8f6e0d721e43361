"""Translation memories: as files for other programs (TMX 1.4, tab-separated text), and searched for what is alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from reader.errors import OutputError, SourceError
from reader.memory.near import LEAST, lengths, near
from reader.model import Unit

__all__ = ["LEAST", "SUFFIXES", "check", "lengths", "near", "read", "written"]

SUFFIXES = (".tmx", ".tsv")
_MEND = "TMX needs the translate-toolkit; pip install 'duizhao[memory]', or take a .tsv file"


def read(path: Path) -> list[Unit]:
    """The units of a file, in its order; those without both Chinese and English are left out.

    Raises SourceError, with file and line, for whatever is wrong with it.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise SourceError(str(path), "is not known as a translation memory; give a .tmx or .tsv file")
    if _lacks_toolkit(path):
        raise SourceError(str(path), _MEND)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {error.strerror}") from error
    if path.suffix.lower() == ".tsv":
        from reader.memory import tsv

        return list(tsv.units(data, str(path)))
    from reader.memory import tmx

    return list(tmx.units(data, str(path)))


def check(path: Path) -> None:
    """Raise OutputError if no translation memory can be written under such a name."""
    if path.suffix.lower() not in SUFFIXES:
        raise OutputError(str(path), "a translation memory is written as .tmx or .tsv; end the name in one of them")
    if _lacks_toolkit(path):
        raise OutputError(str(path), _MEND)


def _lacks_toolkit(path: Path) -> bool:
    return path.suffix.lower() == ".tmx" and find_spec("translate") is None


def written(path: Path, units: Iterable[Unit]) -> Iterator[str]:
    """The text of the file, piece by piece, in the format its name ends in. Raises OutputError as `check` does.

    Also raises OutputError for a unit that TMX cannot hold.
    """
    check(path)
    if path.suffix.lower() == ".tsv":
        from reader.memory import tsv

        yield from map(tsv.line, units)
    else:
        from reader.memory import tmx

        yield tmx.document(units, str(path))
