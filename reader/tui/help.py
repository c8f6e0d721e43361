"""The help: every key and what it does, from the one map."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.keys import Binding, Keymap

_NOTES = Content.styled(
    "\nThe English is made by a machine: a translation, or a word gloss where no model is installed. A reading marked"
    " “a guess” may be wrong. ● in the margin: look at the card. ✎: a human wrote this English; ✓: a human chose it"
    " among a machine's. Underlined words are those you are learning, in bold at 1 and 2; new ones have a double line,"
    " once you have said what you know (g h).",
    "$text-muted",
)
_TWO_COLUMNS = 100  # cells of a screen they fit on
_MOUSE = (("point at a word", "its card"), ("click", "move the cursor there"), ("wheel", "scroll"))
Lines = Sequence[tuple[str, str]]


class HelpScreen(ModalScreen[None]):
    """All keys of a screen by group. Any key but those that scroll closes it."""

    def __init__(self, keymap: Keymap, mouse: Lines = _MOUSE, notes: Content = _NOTES) -> None:
        super().__init__()
        self._keymap, self._mouse, self._notes = keymap, mouse, notes

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            with Horizontal():
                left, right = _columns(self._keymap, self._mouse)
                yield Static(left)
                yield Static(right)
            yield Static(self._notes)

    def on_mount(self) -> None:
        if self.app.size.width < _TWO_COLUMNS:
            self.query_one(Horizontal).styles.layout = "vertical"

    def on_key(self, event: events.Key) -> None:
        if event.key not in ("up", "down", "pageup", "pagedown", "home", "end"):
            event.stop()
            self.dismiss()


def _columns(keymap: Keymap, mouse: Lines) -> tuple[Content, Content]:
    """The groups in two columns, about as long as each other."""
    groups = [_group(name, [*bindings]) for name, bindings in groupby(keymap, key=lambda binding: binding.group)]
    groups.append([_title("mouse"), *(_line(what, does) for what, does in mouse)])
    total = sum(map(len, groups))
    left: list[Content] = []
    right: list[Content] = []
    for group in groups:
        column = left if not right and len(left) + len(group) / 2 <= total / 2 else right
        column += group
    return Content("\n").join(left), Content("\n").join(right)


def _group(name: str, bindings: Sequence[Binding]) -> list[Content]:
    return [_title(name), *(_line("  ".join(binding.keys), binding.help) for binding in bindings)]


def _title(name: str) -> Content:
    return Content.styled(name, "bold $accent")


def _line(keys: str, does: str) -> Content:
    return Content.assemble((f"  {keys:<14}", "bold"), does)
