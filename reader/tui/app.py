"""The program on screen: owns the engine room, listens to it in a thread, and hands its facts to the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.command import Provider
from textual.message import Message

from reader.config import DEFAULTS, Config
from reader.pipeline import Options
from reader.room import Fact, Room, RoomCrashed
from reader.store import Shelved, Store
from reader.tui.reading import ReadingScreen
from reader.tui.text import Text


@dataclass
class RoomSpoke(Message):
    """The engine room has sent a fact; `room` tells an old room's last words from a new one's."""

    room: Room
    fact: Fact


class ReaderApp(App[None]):
    """One text, read. `room` may have been started before the app, so that both start at the same time.

    `notice` is what the reader is to know before anything else; it goes with the first key.
    """

    CSS_PATH = "reader.tcss"
    TITLE = "duizhao"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = set()  # the screens have their own
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        shelved: Shelved,
        store: Store,
        options: Options,
        room: Room | None = None,
        notice: str = "",
        config: Config = DEFAULTS,
    ) -> None:
        super().__init__()
        self._notice, self._config = notice, config
        self.store, self.options = store, options
        self.room = room or Room(options, store.path)
        self._shelved = shelved

    def on_mount(self) -> None:
        self.push_screen(ReadingScreen(Text(self._shelved, self.store, self._config), self.options, self._notice))
        self._listen()

    def start_room(self) -> None:
        """A new engine room in place of one that is gone."""
        self.room.close()
        self.room = Room(self.options, self.store.path)
        self._listen()

    def on_unmount(self) -> None:
        self.room.close()

    def _listen(self) -> None:
        room = self.room

        def listen() -> None:
            fact: Fact | None = None
            while not isinstance(fact, RoomCrashed):
                fact = room.receive()
                self.post_message(RoomSpoke(room, fact))

        # A daemon, not one of Textual's workers: nothing may wait for it when the reader leaves.
        Thread(target=listen, name="engine room", daemon=True).start()

    def on_room_spoke(self, message: RoomSpoke) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, ReadingScreen) and message.room is self.room:
                screen.hear(message.fact)

    def leave(self) -> None:
        """Out at once, whatever the engine is doing; what it has finished is kept."""
        self.room.close()
        self.exit()
