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
from reader.tui.keyed import KeyedScreen
from reader.tui.reading import ReadingScreen
from reader.tui.shelf import ShelfScreen
from reader.tui.sought import Sought
from reader.tui.text import Text


@dataclass
class RoomSpoke(Message):
    """The engine room has sent a fact; `room` tells an old room's last words from a new one's."""

    room: Room
    fact: Fact


class ReaderApp(App[None]):
    """One text, read; or the shelf, from which texts are read, where none is given.

    Each text has an engine room; that of the first `shelved` may have been started before the app, so that both start
    at the same time. `notice` is what the reader is to know before anything else; it goes with the first key.
    """

    CSS_PATH = "reader.tcss"
    TITLE = "duizhao"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = set()  # the screens have their own
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        shelved: Shelved | None,
        store: Store,
        options: Options | None = None,
        room: Room | None = None,
        notice: str = "",
        config: Config = DEFAULTS,
    ) -> None:
        super().__init__()
        self._notice, self._config = notice, config
        self.store, self.options = store, options or Options()
        self._room = room
        self._shelved = shelved

    @property
    def room(self) -> Room:
        """The engine room of the text that is read."""
        assert self._room
        return self._room

    def on_mount(self) -> None:
        if self._shelved is None:
            self.push_screen(ShelfScreen(self.store, self._notice, self._config))
        else:
            self._room = self._room or Room(self.options, self.store.path)
            self._read(Text(self._shelved, self.store, self._config), self._notice)

    def on_shelf_screen_opened(self, message: ShelfScreen.Opened) -> None:
        if isinstance(self.screen, ShelfScreen):  # Enter twice opens one text
            self.options = message.options
            self._room = Room(self.options, self.store.path)
            self._read(message.text, message.notice, message.sought)

    def on_other_texts_screen_opened(self, message: ReadingScreen.Opened) -> None:
        if isinstance(self.screen, ReadingScreen):
            self.screen.keep_place()
            self.room.close()
            self.options = message.options
            self._room = Room(self.options, self.store.path)
            self.switch_screen(ReadingScreen(message.text, self.options, message.notice, message.sought))
            self._listen()

    def _read(self, text: Text, notice: str, sought: Sought | None = None) -> None:
        self.push_screen(ReadingScreen(text, self.options, notice, sought))
        self._listen()

    def use(self, config: Config) -> None:
        """The reader has changed the settings: every screen obeys them, and texts opened from now on."""
        for screen in self.screen_stack:
            if isinstance(screen, KeyedScreen):
                screen.use_keys(config.keys)
            if isinstance(screen, ShelfScreen):
                screen.config = config

    def start_room(self) -> None:
        """A new engine room in place of one that is gone."""
        self.room.close()
        self._room = Room(self.options, self.store.path)
        self._listen()

    def on_unmount(self) -> None:
        if self._room:
            self._room.close()

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
            if isinstance(screen, ReadingScreen) and message.room is self._room:
                screen.hear(message.fact)

    def leave(self) -> None:
        """To the shelf if the text came from there, else out; at once, whatever the engine is doing.

        What it has finished is kept.
        """
        self.room.close()
        if isinstance(self.screen_stack[-2], ShelfScreen):
            self.pop_screen()
        else:
            self.exit()
