"""The lines above and below the page: what is read, and which keys there are."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader import layout
from reader.model import Document
from reader.tui.keys import KEYMAP, shown

_HINTS = (
    ("word_left", "word_right", "word"),
    ("sentence_up", "sentence_down", "sentence"),
    ("pinyin", "pinyin"),
    ("pin", "pin card"),
    ("export", "export"),
    ("help", "help"),
    ("quit", "out"),
)
_ARROWS = ("left", "right", "up", "down")
_TITLE = 24  # cells a title gets before other things do
_BAR = 14  # cells of the progress bar


class Header(Widget):
    """Title left; publisher, date, engine and how much is translated right; a rule below that meets the columns'."""

    engine = reactive("")
    brief = reactive("")
    progress = reactive("")
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
        title = _shorten(title, room)
        gap = " " * (width - 2 - layout.cells(title) - layout.cells(right))
        return Content.assemble(
            " ", (title, "bold"), gap, (right, "$text-muted"), "\n", (_rule(width, self.rule_x, "┬"), "$foreground 30%")
        )


class Footer(Widget):
    """A rule, then the keys one needs most, or what has just happened, and how far things are."""

    rule_x: reactive[int | None] = reactive(None)
    message = reactive("")
    warning = reactive(False)
    percent: reactive[int | None] = reactive(None)

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a message in place of the keys, until the next key."""
        self.warning, self.message = warning, layout.visible(message)

    def render(self) -> RenderResult:
        width = self.size.width
        bar = _bar(self.percent) if self.percent is not None and width >= 60 else ""
        room = width - 2 - layout.cells(bar) - (1 if bar else 0)
        left = Content(_shorten(self.message, room)) if self.message else _hints(room)
        if self.warning and self.message:
            left = left.stylize("bold $warning")
        gap = " " * (width - 2 - left.cell_length - layout.cells(bar))
        return Content.assemble(" ", left, gap, (bar, "$text-muted"))


class Rule(Widget):
    """The rule between page and card."""

    rule_x: reactive[int | None] = reactive(None)

    def render(self) -> RenderResult:
        return Content.styled(_rule(self.size.width, self.rule_x, "┴"), "$foreground 30%")


def _rule(width: int, meets: int | None, mark: str) -> str:
    if meets is None or not 0 <= meets < width:
        return "─" * width
    return "─" * meets + mark + "─" * (width - meets - 1)


def _hints(room: int) -> Content:
    keys = {binding.action: shown(binding.keys[-1 if binding.keys[-1] in _ARROWS else 0]) for binding in KEYMAP}
    hints = Content("")
    for *actions, help_ in _HINTS:
        hint = Content.assemble((" ".join(keys[action] for action in actions), "bold $accent"), f" {help_}   ")
        if hints.cell_length + hint.cell_length > room:
            break
        hints += hint
    return hints


def _bar(percent: int) -> str:
    full = round(_BAR * percent / 100)
    return f"▕{'█' * full}{'░' * (_BAR - full)}▏{percent:3d}%"


def _shorten(text: str, room: int) -> str:
    """The beginning of a text that fits in so many cells."""
    if layout.cells(text) <= room:
        return text
    while text and layout.cells(text) > room - 1:
        text = text[:-1]
    return text + "…" if room > 0 else ""
