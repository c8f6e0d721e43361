"""The settings, edited where the reader edits everything: config.toml in their own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess

from textual.app import App, SuspendNotSupported

from reader import config, paths
from reader.errors import ConfigError

_USUAL = ("nano", "vi", "notepad")  # where no editor is named, the first of these that there is


def edit(app: App[None]) -> config.Config:
    """Open the file, with every setting explained in it, and read it again.

    Raises ConfigError if there is no editor, or the file cannot be written or is wrong then.
    """
    path = paths.config()
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or next(filter(shutil.which, _USUAL), "")
    if not editor:
        raise ConfigError(str(path), "no editor was found; set EDITOR, or edit this file yourself")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text("utf-8") if path.exists() else ""
        if (explained := config.explained(old)) != old:
            unfinished = path.resolve().with_name(f"{path.name}.new")  # whole or not at all, also behind a link
            unfinished.write_text(explained, "utf-8")
            unfinished.replace(path.resolve())
        with app.suspend():
            subprocess.run([*shlex.split(editor), str(path)], check=True)
    except SuspendNotSupported:
        raise ConfigError(str(path), "an editor cannot be opened in this terminal; edit this file yourself") from None
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "is not UTF-8") from error
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise ConfigError(str(path), f"cannot be edited with {editor}: {error}") from error
    return config.load(path)
