"""What takes time, done in a thread with a connection of its own to the store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread

from textual.message import Message

from reader.errors import ReaderError
from reader.store import Store


def behind(
    store: Path, work: Callable[[Store], Message], tell: Callable[[Message], object], failed: Callable[[str], Message]
) -> Thread:
    """Do this in a thread, and `tell` there what it returns, or that it has `failed` and why."""

    def run() -> None:
        try:
            with closing(Store(store)) as opened:
                message = work(opened)
        except ReaderError as error:
            message = failed(str(error))
        tell(message)

    # A daemon, not one of Textual's workers: nothing may wait for it when the reader leaves.
    thread = Thread(target=run, name="behind", daemon=True)
    thread.start()
    return thread
