"""The lines above and below the page: what is read, and which keys there are."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from reader import layout
from reader.keys import Keymap
from reader.model import Document
from reader.tui.hints import Hints, line

_TITLE = 24  # cells a title gets before other things do
_BAR = 14  # cells of the progress bar


class Header(Widget):
    """Title left; publisher, date, engine and how much is translated right; a rule below that meets the columns'."""

    engine = reactive("")
    brief = reactive("")
    progress = reactive("")
    alarm = reactive(False)  # the engine has stopped
    rule_x: reactive[int | None] = reactive(None)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document

    def render(self) -> RenderResult:
        document, width = self._document, self.size.width
        title = layout.visible(document.title or document.origin)
        engine, progress = self.engine, self.progress
        choices = ((document.publisher, document.date, engine, progress), (engine, progress), (engine,), (self.brief,))
        for about in choices:  # where it gets narrow, what the English is worth goes last
            right = layout.visible(" · ".join(part for part in about if part))
            room = width - 4 - layout.cells(right)
            if room >= min(layout.cells(title), _TITLE):
                break
        title = layout.shorten(title, room)
        gap = " " * (width - 2 - layout.cells(title) - layout.cells(right))
        return Content.assemble(
            " ", (title, "bold"), gap, (right, "bold $warning" if self.alarm else "$text-muted"), "\n",
            (_rule(width, self.rule_x, "┬"), "$foreground 30%"),
        )  # fmt: skip


class Footer(Widget):
    """The keys one needs most, or what has just happened, or what is going on; and how far things are.

    A warning takes as many lines as it needs, a quarter of the screen at most: then its end is shown, because that is
    where it says what to do.
    """

    message = reactive("", layout=True)
    status = reactive("", layout=True)
    percent: reactive[int | None] = reactive(None, layout=True)
    hints: reactive[Hints] = reactive(())

    def __init__(self, keymap: Keymap, hints: Hints = ()) -> None:
        super().__init__()
        self._keymap = keymap
        self.set_reactive(Footer.hints, hints)
        self._warning = self._alarm = False

    def use_keys(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self.refresh(layout=True)

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a message in place of all else, until the next key."""
        self._warning, self.message = warning, layout.visible(message)

    def stand(self, status: str, *, warning: bool = False) -> None:
        """Show what is going on in place of the keys, until it is another; a message comes before it."""
        self._alarm, self.status = warning, layout.visible(status)

    @property
    def shown(self) -> str:
        """The message or status that is on screen."""
        return self.message or self.status

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width, viewport.height))

    def render(self) -> RenderResult:
        width = self.size.width
        bar = self._bar(width)
        first, *more = self._lines(width, self.app.size.height)
        gap = " " * (width - 2 - first.cell_length - layout.cells(bar))
        lines = [
            Content.assemble(" ", first, gap, (bar, "$text-muted")),
            *(Content.assemble(" ", row) for row in more),
        ]
        return Content("\n").join(lines)

    def _lines(self, width: int, screen: int) -> list[Content]:
        bar = self._bar(width)
        room = max(width - 2 - layout.cells(bar) - (1 if bar else 0), 2)
        if not self.shown:
            return [line(self._keymap, self.hints, room)]
        if not (self._warning if self.message else self._alarm):
            return [Content(layout.shorten(self.shown, room))]
        lines = ["".join(piece.text for piece in row) for row in layout.wrap(layout.tokens(self.shown), room)]
        most = max(screen // 4, 1)
        if len(lines) > most:
            lines = lines[-most:]
            lines[0] = f"…{lines[0][1:]}"
        return [Content.styled(row, "bold $warning") for row in lines]

    def _bar(self, width: int) -> str:
        return _bar(self.percent) if self.percent is not None and width >= 60 else ""


class Rule(Widget):
    """The rule between page and card."""

    rule_x: reactive[int | None] = reactive(None)

    def render(self) -> RenderResult:
        return Content.styled(_rule(self.size.width, self.rule_x, "┴"), "$foreground 30%")


def _rule(width: int, meets: int | None, mark: str) -> str:
    if meets is None or not 0 <= meets < width:
        return "─" * width
    return "─" * meets + mark + "─" * (width - meets - 1)


def _bar(percent: int) -> str:
    full = round(_BAR * percent / 100)
    return f"▕{'█' * full}{'░' * (_BAR - full)}▏{percent:3d}%"
