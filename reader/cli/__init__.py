"""The commands, one file a group. Each imports what it needs when it runs, so that --help is quick."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, NoReturn


def main() -> None:
    """Run the command line; the one place where errors are printed: one line on stderr, then the exit code."""
    import typer

    from reader.errors import ReaderError

    _open_closed()
    usage_errors: tuple[type[Any], ...] = typer.BadParameter.__bases__  # click's, which some typers carry inside
    try:
        code = _run()
        sys.stdout.flush()  # a full disk or a closed pipe is known only now
    except usage_errors as error:
        command = error.ctx.command_path if error.ctx else "duizhao"
        _fail(f"{error.format_message().removesuffix('.')}; {command} --help tells what there is", 2)
    except ReaderError as error:
        _fail(str(error), error.exit_code)
    except BrokenPipeError:  # `duizhao show … | head`: nobody reads on, which is no error
        _drop_output()
        sys.exit(0)
    except OSError as error:
        _drop_output()
        where = f"{error.filename}: " if error.filename else ""
        _fail(f"{where}{error.strerror or error}; check the disk and the permissions", 2)
    except UnicodeEncodeError as error:
        _drop_output()
        _fail(f"standard output: {error.encoding} lacks some of these characters; export PYTHONIOENCODING=utf-8", 2)
    except KeyboardInterrupt:
        _fail("stopped; what was finished is kept", 130)
    sys.exit(code)


def _run() -> int:
    """The command without click's own main, which says errors in several lines and ends a closed pipe with 1."""
    import typer
    from typer.main import get_command

    from reader.cli.app import app

    command = get_command(app)
    try:
        with command.make_context("duizhao", sys.argv[1:]) as context:
            command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    return 0


def _open_closed() -> None:
    """Streams that whoever started us has closed: nothing comes from them, nothing goes to them."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 — to the end


def _drop_output() -> None:
    """What is still buffered cannot be written; Python would try again at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, code: int) -> NoReturn:
    from reader.layout import visible

    sys.stderr.write(f"duizhao: {visible(message)}\n")
    sys.exit(code)
