"""The shelf: all texts in a list, found, sorted, added and taken away; Enter reads one on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from reader import layout
from reader.config import DEFAULTS, Config
from reader.errors import ReaderError
from reader.pipeline import Options
from reader.store import Found, Listed, Store
from reader.tui import library
from reader.tui.asking import AskScreen
from reader.tui.bars import Footer
from reader.tui.behind import behind
from reader.tui.catalogue import ORDERS, matches, title
from reader.tui.choosing import ChoiceScreen
from reader.tui.help import HelpScreen
from reader.tui.keyed import KeyedScreen
from reader.tui.listing import Listing, ShelfHead
from reader.tui.sought import Sought, line
from reader.tui.text import Text

_HINTS = (
    ("down", "up", "text"),
    ("open", "read on"),
    ("filter", "filter"),
    ("search", "find in all"),
    ("add", "add"),
    ("help", "help"),
    ("quit", "out"),
)
_MOUSE = (("click", "move there"), ("click again", "read on"), ("wheel", "scroll"))
_NOTES = Content.styled(
    "\nA text that is taken from the shelf keeps its place, its bookmarks and all you have changed in it: u puts it"
    " back, adding it again does too. A file that has changed is read again when you open it, and keeps them as well.",
    "$text-muted",
)
_EMPTY = (
    "Nothing has been read yet. Begin with a text of yours:",
    "",
    "    A          adds one: the name of a file, the address of a page, or a text you paste",
    "    q          leaves; then also: duizhao read article.md",
    "",
    "A .txt, .md or .html file, or a URL. duizhao --help tells the rest.",
)
_MOST = 200  # places a search lists
_LINE = 80  # cells of a place in the list of hits, where the screen has them


class ShelfScreen(KeyedScreen):
    """All texts. What takes time is done in threads, each with a connection of its own to the store."""

    MAP = "shelf"

    @dataclass
    class Opened(Message):
        """A text is to be read with these options, at a place that was searched for if there is one `sought`."""

        text: Text
        options: Options
        notice: str
        sought: Sought | None = None

    @dataclass
    class Kept(Message):
        """Something on the shelf is another than it was; the cursor goes to the text of this number."""

        number: int | None = None
        said: str = ""

        def can_replace(self, message: Message) -> bool:
            """Textual asks the earlier of two whether the later one may take its place: if it says nothing itself."""
            return isinstance(message, ShelfScreen.Kept) and self.number is None and not self.said

    @dataclass
    class Searched(Message):
        """What was found in all texts; so many of them could not be searched yet."""

        typed: str
        found: list[Found]
        unindexed: int

    @dataclass
    class Failed(Message):
        """What was asked for cannot be done."""

        reason: str

    def __init__(self, store: Store, notice: str = "", config: Config = DEFAULTS) -> None:
        super().__init__(config.keys)
        self._store, self._notice, self.config = store, notice, config
        self._order, self._typed = 0, ""
        self._texts: list[Listed] = []
        self._undo: list[tuple[str, Callable[[], object]]] = []
        self._stopped = Event()
        self._tidying: Thread | None = None

    def compose(self) -> ComposeResult:
        yield ShelfHead()
        yield Listing()
        with Vertical(id="bottom"):
            yield Footer(self.keymap, _HINTS)

    def on_mount(self) -> None:
        self._list, self._head, self._footer = (
            self.query_one(Listing),
            self.query_one(ShelfHead),
            self.query_one(Footer),
        )
        self._list.focus()
        self._footer.say(self._notice, warning=True)

    def on_screen_resume(self) -> None:
        """Also when a text has been left, or a question answered."""
        self._load()
        self._tidy()

    def on_unmount(self) -> None:
        self._stopped.set()

    # The list

    def _load(self, number: int | None = None) -> None:
        with self._errors():
            self._texts = self._store.listed()
        self._show(number)

    def _show(self, number: int | None = None) -> None:
        name, key, greatest_first = ORDERS[self._order]
        shown = [text for text in self._texts if matches(text, self._typed)]
        shown.sort(key=key, reverse=greatest_first)  # type: ignore[arg-type]
        self._list.empty = (f"no text is called so: {layout.visible(self._typed)}",) if self._texts else _EMPTY
        self._list.show(shown, number)
        count = f"{len(shown):,} of {len(self._texts):,}" if self._typed else f"{len(shown):,}"
        self._head.left = f"对照  {count} {'text' if len(self._texts) == 1 else 'texts'}"
        self._head.right = f"by {name}" + (f" · /{self._typed}" if self._typed else "")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except ReaderError as error:
            self._footer.say(str(error), warning=True)

    def _behind(self, work: Callable[[Store], Message]) -> Thread:
        """Do this in a thread; what it returns is told, and its errors too."""
        return behind(self._store.path, work, self._hear, self.Failed)

    def _hear(self, message: Message) -> None:
        """In the thread: nobody is told anything any more when the reader has left."""
        if not self._stopped.is_set():
            self.post_message(message)

    def _tidy(self) -> None:
        """Count what is translated and make all texts findable, where that is still to be done."""
        if self._tidying and self._tidying.is_alive():
            return

        def work(store: Store) -> Message:
            library.bring_up_to_date(store, self._stopped.is_set)
            return self.Kept()

        self._tidying = self._behind(work)

    def on_shelf_screen_kept(self, message: Kept) -> None:
        self._load(message.number)
        if message.said:
            self._footer.say(message.said)
        if message.number is not None:
            self._tidy()

    def on_shelf_screen_failed(self, message: Failed) -> None:
        self._footer.say(message.reason, warning=True)

    # Keys

    def action_down(self) -> None:
        self._list.move(1)

    def action_up(self) -> None:
        self._list.move(-1)

    def action_screen_down(self) -> None:
        self._list.move(self._list.screenful)

    def action_screen_up(self) -> None:
        self._list.move(-self._list.screenful)

    def action_top(self) -> None:
        self._list.go(0)

    def action_bottom(self) -> None:
        self._list.go(len(self._list.texts))

    def on_listing_chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        if text := self._list.current:
            self._open(text.id)

    def _open(self, number: int, sought: Sought | None = None) -> None:
        self._footer.say("opening …")

        def work(store: Store) -> Message:
            shelved, notice = library.take_down(store, number)
            options, without = library.options_of(shelved)
            text = Text(shelved, self._store, self.config)
            return self.Opened(text, options, "; ".join(filter(None, (notice, without))), sought)

        self._behind(work)

    def action_read_again(self) -> None:
        if not (text := self._list.current):
            return
        if text.origin.startswith("-"):
            self._footer.say("this text was pasted; there is nowhere to fetch it from")
            return
        self._footer.say(f"fetching {text.origin} …")

        def work(store: Store) -> Message:
            before = store.shelved(text.id)
            after = library.read_again(store, before)
            changed = before.document.text != after.document.text
            said = "it has changed, and is on the shelf as it is now" if changed else "it has not changed"
            return self.Kept(after.id, f"{title(text)}: {said}")

        self._behind(work)

    def action_add(self) -> None:
        self.app.push_screen(AskScreen("add ", "a file, a URL, or a text you paste", texts=True), self._add)

    def _add(self, typed: str | None) -> None:
        if not typed or not typed.strip():
            return
        self._typed = ""
        self._footer.say("adding …")

        def work(store: Store) -> Message:
            shelved = library.add(store, typed)
            return self.Kept(shelved.id, "added; Enter reads it")

        self._behind(work)

    # Finding

    def action_filter(self) -> None:
        def done(typed: str | None) -> None:
            self._filter(typed if typed is not None else "")

        self.app.push_screen(AskScreen("/", "title or #tag", self._typed, typing=self._filter), done)

    def _filter(self, typed: str) -> None:
        self._typed = typed.strip()
        self._show()

    def action_all(self) -> None:
        self._filter("")

    def action_order(self) -> None:
        self._order = (self._order + 1) % len(ORDERS)
        self._show()

    def action_search(self) -> None:
        self.app.push_screen(AskScreen("find ", "Chinese, in all texts"), self._search)

    def _search(self, typed: str | None) -> None:
        if not typed or not typed.strip():
            return
        self._footer.say("looking …")
        self._behind(lambda store: self.Searched(typed.strip(), store.search(typed, _MOST), store.unindexed()))

    def on_shelf_screen_searched(self, message: Searched) -> None:
        typed, found = message.typed, message.found
        rest = f"; {message.unindexed:,} texts are still being looked through" if message.unindexed else ""
        if not found:
            self._footer.say(f"{typed}: in no text{rest}")
        elif self.app.screen is self:
            self._footer.say("")
            count = f"the first {_MOST}" if len(found) == _MOST else f"{len(found):,} times"
            lines = [line(hit, min(_LINE, self.size.width - 12)) for hit in found]
            heading = f"{layout.visible(typed)}: {count}{rest}"
            self.app.push_screen(
                ChoiceScreen(heading, lines, "Enter goes there · Esc closes"), partial(self._go_to, typed, found)
            )

    def _go_to(self, typed: str, found: list[Found], index: int | None) -> None:
        if index is not None:
            self._open(found[index].document, Sought(typed, found[index].offset))

    # Changing

    def _ask(self, prompt: str, placeholder: str, before: str, change: Callable[[int, str], str]) -> None:
        """Ask for something of the text at the cursor and keep it; `change` gives what was there before."""
        if not (text := self._list.current):
            return

        def done(typed: str | None) -> None:
            if typed is None or typed == before:
                return
            with self._errors():
                was = change(text.id, typed)
                self._undo.append((f"{title(text)}: as it was before", partial(change, text.id, was)))
                self._load(text.id)
                self._footer.say("kept; u takes it back")

        self.app.push_screen(AskScreen(prompt, placeholder, before), done)

    def action_rename(self) -> None:
        called = title(self._list.current) if self._list.current else ""
        self._ask("call it ", "empty: as it calls itself", called, self._store.rename)

    def action_tags(self) -> None:
        tags = " ".join(self._list.current.tags) if self._list.current else ""
        self._ask("tags ", "words with spaces between", layout.visible(tags), self._tag)

    def _tag(self, number: int, tags: str) -> str:
        return self._store.tag(number, layout.visible(tags).replace("#", " "))

    def action_delete(self) -> None:
        if not (text := self._list.current):
            return
        with self._errors():
            self._store.remove(text.id)
            self._undo.append((f"put back: {title(text)}", partial(self._store.put_back, text.id)))
            self._load()
            self._footer.say(f"taken from the shelf: {title(text)}; u puts it back")

    def action_undo(self) -> None:
        with self._errors():
            if self._undo:
                said, take_back = self._undo.pop()
                take_back()
                self._load()
            elif number := self._store.put_back():  # from an earlier time
                self._load(number)
                said = f"put back: {title(self._list.current)}" if self._list.current else "put back"
            else:
                said = "nothing to take back"
            self._footer.say(said)

    # The rest

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen(self.keymap, _MOUSE, _NOTES))

    def action_quit(self) -> None:
        self._stopped.set()
        self.app.exit()
