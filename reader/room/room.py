"""The page's end of the engine room."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from reader import paths
from reader.room.child import serve
from reader.room.facts import Fact, RoomCrashed
from reader.room.orders import Command

if TYPE_CHECKING:
    from reader.pipeline import Options


class Room:
    """The parent's end. `receive` blocks and belongs in a thread; the other methods return at once."""

    def __init__(self, options: Options, store: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, options, store), name="duizhao-room", daemon=True)
        with contextlib.redirect_stderr(sys.__stderr__):  # a screen that holds it has no descriptor to pass on
            self._process.start()
        theirs.close()  # so that the child's end is the only one, and its death is seen at once
        self._orders: SimpleQueue[Command | None] = SimpleQueue()
        Thread(target=self._hand_over, name="orders", daemon=True).start()

    def send(self, order: Command) -> None:
        """Give an order; nothing happens if the child is gone, `receive` says so."""
        self._orders.put(order)

    def _hand_over(self) -> None:
        """A long text fills the pipe, and the child empties it only between two batches of sentences."""
        with contextlib.suppress(OSError):
            while order := self._orders.get():
                self._connection.send(order)

    def receive(self) -> Fact:
        """The next fact, or RoomCrashed for ever once the child is gone or the room closed."""
        try:
            fact: Fact = self._connection.recv()
        except (EOFError, OSError):
            self._process.join(1)
            return RoomCrashed(_reason(self._process.exitcode))
        return fact

    def close(self) -> None:
        """Stop the child at once, whatever it is doing; finished translations are in the store already."""
        self._orders.put(None)
        self._process.kill()
        self._process.join()


def _reason(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"stopped by {signal.Signals(-exit_code).name}"
    return f"stopped with exit code {exit_code}; see {paths.cache() / 'room.log'}"
