"""The help: every key and what it does, from the one map."""

from __future__ import annotations

from itertools import groupby

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.tui.keys import KEYMAP, shown

_MOUSE = (("point at a word", "its card"), ("click", "move the cursor there"), ("wheel", "scroll"))


class HelpScreen(ModalScreen[None]):
    """All keys by group. Any key but those that scroll closes it."""

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(_text())

    def on_key(self, event: events.Key) -> None:
        if event.key not in ("up", "down", "pageup", "pagedown", "home", "end"):
            event.stop()
            self.dismiss()


def _text() -> Content:
    lines: list[Content] = []
    for group, bindings in groupby(KEYMAP, key=lambda binding: binding.group):
        lines.append(Content.styled(group, "bold $accent"))
        for binding in bindings:
            keys = "  ".join(shown(key) for key in binding.keys)
            lines.append(Content.assemble((f"  {keys:<16}", "bold"), binding.help))
    lines.append(Content.styled("mouse", "bold $accent"))
    lines += [Content.assemble((f"  {what:<16}", "bold"), does) for what, does in _MOUSE]
    lines += [
        Content(""),
        Content.styled(
            "The English is made by a machine: a translation, or a word gloss where no model is", "$text-muted"
        ),
        Content.styled(
            "installed. A reading marked “a guess” may be wrong. ● in the margin: look at the card.", "$text-muted"
        ),
        Content.styled("✎ in the margin: a human wrote this English.", "$text-muted"),
    ]
    return Content("\n").join(lines)
