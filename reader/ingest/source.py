"""Files and streams to bytes, refusing what cannot be a text."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from reader.errors import SourceError

_LARGEST = 64 * 1024 * 1024  # bytes


def read_file(path: str) -> bytes:
    """The bytes of a file or of a named pipe.

    Raises:
        SourceError: it is missing, not readable, a folder, a device, or over 64 MB.
    """
    try:
        status = Path(path).stat()
        if stat.S_ISDIR(status.st_mode):
            raise SourceError(path, "this is a folder; name a file in it")
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISFIFO(status.st_mode):
            raise SourceError(path, "this is a device, not a file; give a text file, a URL, or - for standard input")
        with Path(path).open("rb") as file:
            if os.fstat(file.fileno()).st_size > _LARGEST:
                raise _too_large(path)
            return read_stream(file, path)
    except FileNotFoundError:
        raise SourceError(path, "there is no such file; check the name") from None
    except PermissionError:
        raise SourceError(path, "not readable; check its permissions") from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = getattr(error, "strerror", None) or error
        raise SourceError(path, f"cannot be read ({reason}); check the name") from None


def read_stream(stream: BinaryIO, origin: str) -> bytes:
    """All that is in a stream.

    Raises:
        SourceError: it is over 64 MB, or breaks off.
    """
    data = bytearray()
    try:
        while chunk := stream.read(_LARGEST + 1 - len(data)):  # an unbuffered stream gives what it has
            data += chunk
            if len(data) > _LARGEST:
                raise _too_large(origin)
    except OSError as error:
        raise SourceError(origin, f"cannot be read ({error.strerror}); try again") from None
    return bytes(data)


def _too_large(origin: str) -> SourceError:
    return SourceError(origin, f"larger than {_LARGEST >> 20} MB; save the part you want to read as a file of its own")
