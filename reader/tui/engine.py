"""What the engine room is doing, as its facts tell: who makes the English, how far it is, and what has gone wrong.

No Textual here.
"""

from __future__ import annotations

from dataclasses import dataclass

from reader import layout, room

_MEND = "This is a word gloss, because the model is broken. Press M to install it again (74 MB from argos-net.com)."
_OFFER = "This is a word gloss. Press M to install the translation model (74 MB from argos-net.com, once)."


@dataclass
class Engine:
    """Facts go in by `hear`; the header, the footer and the offer of a model come out.

    `chosen` is the engine that was asked for.
    """

    chosen: str
    opened: room.EngineOpened | None = None
    working: bool = True
    starting: bool = False  # again, in place of one that stopped
    stopped: str = ""  # how the engine room ended
    failed: str = ""  # why the text in hand gets no further
    writing: tuple[int, int] | None = None  # how many of how many sentences are ready for the file
    downloading: tuple[int, int] | None = None  # bytes of the model

    def hear(self, fact: room.Fact) -> None:
        """Take up a fact."""
        match fact:
            case room.EngineOpened():
                self.opened, self.starting = fact, False
            case room.SentencesAnnotated():
                self.working = True
            case room.SentencesTranslated():
                self.working, self.failed = True, ""
            case room.TextFinished():
                self.working, self.failed = False, ""
            case room.SentencesWritten(done, total) if self.writing:
                self.writing = done, total
            case room.TextWritten():
                self.writing = None
            case room.ModelDownloaded(done, total):
                self.downloading = done, total
            case room.ModelInstalled():
                self.downloading = None
            case room.WorkFailed(message, work):
                self.working = self.starting = False
                self.failed = message if work == "reading" else self.failed
                self.writing = None if work == "writing" else self.writing
                self.downloading = None if work == "model" else self.downloading
            case room.RoomCrashed(reason):
                self.stopped, self.working, self.starting, self.writing, self.downloading = (
                    reason,
                    False,
                    False,
                    None,
                    None,
                )

    def start_again(self) -> None:
        """A new engine room has been started."""
        self.stopped, self.failed, self.starting, self.working = "", "", True, True
        self.writing = self.downloading = None

    @property
    def label(self) -> str:
        """Who makes the English and what it is worth, and whether it goes on being made."""
        return ", ".join(part for part in (self._name, "stopped" if self.halted else "") if part)

    @property
    def brief(self) -> str:
        """The same where there is no room."""
        worth = {"gloss": "gloss", "translation": "machine", "human": "human"}
        return ", ".join(
            part for part in (self.opened and worth[self.opened.machine], "stopped" if self.halted else "") if part
        )

    @property
    def _name(self) -> str:
        if self.opened is None:
            return ""
        if self.opened.machine == "gloss":
            return "word gloss, not a translation"
        return f"{self.opened.name.capitalize()} zh→en {self.opened.version}, machine translation"

    @property
    def halted(self) -> bool:
        """No English is made until the reader does something."""
        return bool(self.stopped or self.failed)

    @property
    def status(self) -> str:
        """What stands in the footer until it is over; it is something to mend if the engine has `halted`."""
        if self.stopped:
            return f"Press E to start the engine again: it has {self.stopped}. The page stays as it is."
        if self.failed:
            return f"{self.failed}; E tries again"
        if self.starting:
            return "the engine is starting again …"
        if self.writing:
            done, total = self.writing
            return f"writing {done:,} of {total:,} · Esc stops it"
        if self.downloading:
            done, total = self.downloading
            return f"downloading the model: {done / 1e6:.0f} of {total / 1e6:.0f} MB"
        return ""

    def percent(self, done: int, wanted: int) -> int | None:
        """How far the work in hand is; `done` and `wanted` are sentences near the reader's place. None if none is."""
        if self.halted:
            return None
        if self.writing:
            done, wanted = self.writing
        elif self.downloading:
            done, wanted = self.downloading
        elif not self.working:
            return None
        return round(100 * done / wanted) if done < wanted else None

    @property
    def offer(self) -> str:
        """Where there could be a translation in place of the gloss: what to do."""
        if self.opened is None or self.opened.machine != "gloss" or self.chosen != "auto" or self.downloading:
            return ""
        return f"{_MEND} {layout.visible(self.opened.problem)}" if self.opened.problem else _OFFER
