"""The word under the cursor in the other texts on the shelf: how often it stands there, and going to a place of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual.message import Message

from reader.language.statuses import can_learn
from reader.layout import visible
from reader.model import Word
from reader.pipeline import Options
from reader.store import Elsewhere, Found, Store
from reader.tui import library
from reader.tui.behind import behind
from reader.tui.choosing import ChoiceScreen
from reader.tui.elsewhere import Counts
from reader.tui.rendering import RenderingScreen
from reader.tui.sought import Sought, line
from reader.tui.text import Text

_MOST = 200  # places that are listed
_LINE = 80  # cells of a place in the list, where the screen has them


class OtherTextsScreen(RenderingScreen):
    """What is known of other texts comes from threads."""

    @dataclass
    class Counted(Message):
        """How often other texts have a word, or why that cannot be said."""

        word: str
        found: Elsewhere | str

    @dataclass
    class PlacesFound(Message):
        """Where other texts have a word."""

        word: str
        found: list[Found]

    @dataclass
    class Opened(Message):
        """Another text is to be read in place of this one, at a place of it."""

        text: Text
        options: Options
        notice: str
        sought: Sought

    @dataclass
    class Failed(Message):
        """What was asked for cannot be done."""

        reason: str

    _show_full_card: Callable[[], None]
    _counts: Counts | None = None

    def elsewhere(self, word: Word) -> Elsewhere | None:
        """How often other texts have a word, as far as that is known."""
        return self._counts.of(word.text) if self._counts and can_learn(word) else None

    def count_elsewhere(self) -> None:
        """Have the word under the cursor counted."""
        word = self._word()
        if word and can_learn(word):
            if self._counts is None:
                self._counts = Counts(self._app.store.path, self._text.shelved_as, self._counted)
            self._counts.ask(word.text)

    def _counted(self, word: str, found: Elsewhere | str) -> None:
        """In the thread that counts."""
        self.post_message(self.Counted(word, found))

    def on_other_texts_screen_counted(self, message: Counted) -> None:
        if isinstance(message.found, str):
            self._footer.say(message.found, warning=True)
        elif self._counts:
            self._counts.keep(message.word, message.found)
            self._show_docked(self._page.cursor.place)

    def on_unmount(self) -> None:
        if self._counts:
            self._counts.stop()

    # Going there

    def action_everywhere(self) -> None:
        """Through this text; again, on a word that is being walked through: the places in other texts."""
        word, search = self._word(), self._page.search
        if word is None or search is None or search.typed != word.text:
            super().action_everywhere()
            found = self.elsewhere(word) if word else None
            if found and found.texts:
                self._footer.say(f"{self._footer.message} · {self.key('everywhere')} again: other texts")
            return
        number, text = self._text.shelved_as, word.text
        self._footer.say("looking …")

        def work(store: Store) -> Message:  # the search itself looks over marks, which a word has none of
            return self.PlacesFound(text, [hit for hit in store.search(text, _MOST, number) if hit.hit == text])

        self._behind(work)

    def on_other_texts_screen_places_found(self, message: PlacesFound) -> None:
        word, found = message.word, message.found
        if not found:
            self._footer.say(f"{word}: in no other text on the shelf")
        elif self.app.screen is self:
            self._footer.say("")
            count = f"the first {_MOST} places" if len(found) == _MOST else f"{len(found):,} times"
            lines = [line(hit, min(_LINE, self.size.width - 12)) for hit in found]
            heading = f"{visible(word)} in other texts: {count}"
            self.app.push_screen(
                ChoiceScreen(heading, lines, "Enter goes there · Esc closes"), partial(self._leave_for, word, found)
            )

    def _leave_for(self, word: str, found: list[Found], index: int | None) -> None:
        if index is None:
            return
        self._footer.say("opening …")
        number, sought = found[index].document, Sought(word, found[index].offset)
        kept, config = self._app.store, self._text.config

        def work(store: Store) -> Message:
            shelved, notice = library.take_down(store, number)
            options, without = library.options_of(shelved)
            said = "; ".join(filter(None, (notice, without)))
            return self.Opened(Text(shelved, kept, config), options, said, sought)

        self._behind(work)

    def _behind(self, work: Callable[[Store], Message]) -> None:
        behind(self._app.store.path, work, self.post_message, self.Failed)

    def on_other_texts_screen_failed(self, message: Failed) -> None:
        self._footer.say(message.reason, warning=True)
