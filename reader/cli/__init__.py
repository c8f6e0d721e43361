"""The commands, one file a group. Each imports what it needs when it runs, so that --help is quick."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; the one place where errors are printed: one line on stderr, then the exit code."""
    from reader.cli.app import app
    from reader.errors import ReaderError

    try:
        app()
    except ReaderError as error:
        _fail(str(error), error.exit_code)
    except BrokenPipeError:  # `duizhao show … | head`: nobody reads on, which is no error
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _fail(f"{where}{error.strerror or error}; check the disk and the permissions", 2)
    except KeyboardInterrupt:
        _fail("stopped; what was finished is kept", 130)


def _fail(message: str, code: int) -> None:
    from reader.layout import visible

    sys.stderr.write(f"duizhao: {visible(message)}\n")
    sys.exit(code)
