"""The glossary opened at one term: its columns to be filled in, where it comes from, and the sentences that have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from reader import paths
from reader.errors import ReaderError
from reader.glossary import COLUMNS, NO_TERM, Glossary, entry_of, fields_of
from reader.layout import visible
from reader.model import Entry
from reader.pipeline import Options, open_glossary
from reader.tui.sheet import Sheet
from reader.tui.standing import Standing, standing

_HINTS = {
    "source": "*…* also inside a longer word, …? an everyday word too",
    "target": "its English; - is no term",
    "pinyin": "kāi yuán, kai1 yuan2",
    "pos": "noun, verb, adj, person, company, model, media …",
    "note": "a line for the card",
    "variants": "other English that counts as the term | one more",
}
_SHOWN = 5  # sentences that are shown of those that have the term
_AROUND = 20  # characters of them on each side of it


@dataclass(frozen=True, slots=True)
class Asked:
    """What the glossary is opened at. `english` is a hint at its English, `pinyin` how it is read now; or ""."""

    source: str
    english: str = ""
    pinyin: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """The own term of this source is to be taken away."""

    source: str


class TermScreen(ModalScreen[Entry | Dropped | ReaderError | None]):
    """Enter gives the entry, Ctrl-d what takes the term away, Esc None; a glossary that is broken gives its error.

    What is typed before the glossary is here stays.
    """

    @dataclass
    class Opened(Message):
        """The glossary is here, or cannot be."""

        glossary: Glossary | ReaderError

    @dataclass
    class Counted(Message):
        """It is known where a term stands."""

        term: Entry
        found: Standing

    # Before the inputs, which have other uses for them. Enter is the inputs' own: so it comes after what was typed.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "drop", priority=True),
        Binding("up", "field(-1)", priority=True),
        Binding("down", "field(1)", priority=True),
        Binding("escape", "close", priority=True),
    ]

    def __init__(self, asked: Asked, sheet: Sheet, options: Options) -> None:
        super().__init__()
        self._asked, self._sheet, self._options = asked, sheet, options
        self._glossary: Glossary | None = None
        self._first = dict.fromkeys(COLUMNS, "") | {"source": asked.source, "target": asked.english}
        self._looked_for: Entry | None = None  # the term whose sentences are shown

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            for name in COLUMNS:
                hint = f"{self._asked.pinyin}, as it is read now" if name == "pinyin" and self._asked.pinyin else ""
                with Horizontal():
                    yield Label(name)
                    yield Input(self._first[name], placeholder=visible(hint) or _HINTS[name], compact=True, id=name)
            yield Static("looking into the glossary …", classes="origin", markup=False)
            yield Static(classes="wrong", markup=False)
            yield Static(classes="sentences")
            yield Static(classes="hint", markup=False)

    def on_mount(self) -> None:
        self._input("target").focus()
        self._show_hint()
        _behind(self._open)

    def _open(self) -> None:
        try:
            self.post_message(self.Opened(open_glossary(replace(self._options, own=True))))
        except ReaderError as error:
            self.post_message(self.Opened(error))

    def on_term_screen_opened(self, message: Opened) -> None:
        """Fill in what the glossary has, where nothing else has been typed."""
        if isinstance(message.glossary, ReaderError):
            self.dismiss(message.glossary)
            return
        self._glossary = glossary = message.glossary
        if said := glossary.said(self._asked.source):
            for name, value in zip(COLUMNS, fields_of(said), strict=True):
                if self._input(name).value == self._first[name]:
                    self._input(name).value = value
        self._input("target").action_select_all()
        self._show_hint()
        self._check()

    def on_input_changed(self) -> None:
        self._check()

    def _check(self) -> None:
        """Say what is wrong with the term as it is typed, and look for the sentences that have it."""
        wrong = ""
        try:
            self._entry()
        except ValueError as error:
            wrong = f"it {error}"
        self.query_one(".wrong", Static).update(visible(wrong))
        self.query_one(".wrong", Static).display = bool(wrong)
        try:
            term = entry_of([self._input("source").value, "x", "", "", "", ""])
        except ValueError:
            return
        if self._glossary and term != self._looked_for:
            self._looked_for = term
            self.query_one(".origin", Static).update(visible(self._origin(term.source)))
            _behind(partial(self._count, self._glossary.with_entry(term), term))

    def _count(self, glossary: Glossary, term: Entry) -> None:
        self.post_message(self.Counted(term, standing(self._sheet, glossary, term.source)))

    def on_term_screen_counted(self, message: Counted) -> None:
        if message.term == self._looked_for:
            lines = _sentences(self._sheet, message.term.source, message.found)
            self.query_one(".sentences", Static).update(Content("\n").join(lines))

    def _origin(self, source: str) -> str:
        """Whose a term is."""
        assert self._glossary
        said, path = self._glossary.said(source), self._glossary.origin(source)
        if said is None or path is None:
            hint = "; its English is the dictionary's first meaning, a hint" if self._asked.english else ""
            return f"a new term for your glossary{hint}"
        if path == paths.glossary():
            return "no term, says your glossary" if said.target == NO_TERM else "from your glossary"
        if path in self._options.glossaries:
            return f"from {path.name}, which was chosen for this text: it comes before your glossary, here"
        return f"from {path.name}, which came with duizhao; yours comes before it"

    def _show_hint(self) -> None:
        drop = {"own": " · Ctrl-d takes it away", "": "", "other": " · Ctrl-d: no term for you"}[self._whose]
        self.query_one(".hint", Static).update(f"Enter keeps it{drop} · Tab: next field · Esc gives up")

    @property
    def _whose(self) -> str:
        """Whose the term is that the glossary was opened at: "own", "other", or "" where there is none."""
        path: Path | None = self._glossary.origin(self._asked.source) if self._glossary else None
        return "" if path is None else "own" if path == paths.glossary() else "other"

    def _input(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    def _entry(self) -> Entry:
        return entry_of([self._input(name).value for name in COLUMNS])

    def action_field(self, by: int) -> None:
        self.focus_next() if by > 0 else self.focus_previous()

    def on_input_submitted(self) -> None:
        if self._glossary is None:
            return
        try:
            self.dismiss(self._entry())
        except ValueError:
            self._input("target").focus()  # what is wrong stands there already

    def action_drop(self) -> None:
        if self._whose:
            source = self._asked.source
            self.dismiss(Dropped(source) if self._whose == "own" else Entry(source, NO_TERM))

    def action_close(self) -> None:
        self.dismiss(None)


def _behind(do: Callable[[], None]) -> None:
    """Do this in a thread that nothing waits for when the reader leaves."""
    Thread(target=do, name="glossary", daemon=True).start()


def _sentences(sheet: Sheet, source: str, found: Standing) -> Sequence[Content]:
    """How many sentences have the term, and the first of them."""
    count = len(found.places)
    if not count:
        return [Content.styled("no sentence of this text has it", "$text-muted")]
    most = "" if found.sure else "at most "
    has = "1 sentence of this text has it and changes:" if count == 1 else f"{count:,} sentences have it and change:"
    lines = [Content(f"{most}{has}")]
    lines += [_excerpt(sheet.sentences[index].text, start, source) for index, start in found.places[:_SHOWN]]
    if count > _SHOWN:
        lines.append(Content.styled(f"  … and {count - _SHOWN:,} more", "$text-muted"))
    return lines


def _excerpt(text: str, start: int, source: str) -> Content:
    end = start + len(source)
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return Content.assemble(
        (visible("  " + "…" * (start > _AROUND) + before), "$text-muted"),
        (visible(source), "bold $accent"),
        (visible(after + "…" * (end + _AROUND < len(text))), "$text-muted"),
    )
