"""The full card of a word, and the keys that the footer offers for it."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from reader import room
from reader.keys import Keymaps
from reader.language.statuses import can_learn
from reader.model import Lookup, Word
from reader.page import Span
from reader.pinyin import HAN_ONE
from reader.tui import card, fullcard, hints
from reader.tui.beginning import FirstKeys
from reader.tui.cursor import Place
from reader.tui.fullcard import FullCard
from reader.tui.othertexts import OtherTextsScreen
from reader.tui.pronouncing import Pronounced, proposed


class LookingScreen(OtherTextsScreen):
    """What each of these keys does; the card follows the cursor until it is pinned to a place."""

    _lines: Callable[..., list[Content]]  # of the small card, and those of it that are no hints
    _known_lines: Callable[[Place], list[Content]]

    _full: FullCard
    _open = False
    _pinned_at: tuple[Place, str] | None = None  # and the word there
    _about: tuple[Place, str] | None = None  # what it says something of
    _looked_up: room.WordFound | None = None
    _asked_for: tuple[str, tuple[str, ...]] | None = None

    def act(self, action: str) -> None:
        with self._errors():
            self.query_one(FirstKeys).use(action)
        super().act(action)

    def use_keys(self, keymaps: Keymaps) -> None:
        super().use_keys(keymaps)
        self.query_one(FirstKeys).use_keys(self.keymap)

    # The full card

    def action_full_card(self) -> None:
        place = self._page.cursor.place
        if self._open and self._pinned_at in (None, (place, self._text_at(place))):
            self.close_full_card()
        elif place.token < 0:
            self._footer.say("put the cursor on a word")
        else:
            self._open, self._pinned_at = True, None
            self._show_full_card()

    def close_full_card(self) -> bool:
        """Close it; False if it was closed."""
        was, self._open, self._pinned_at = self._open, False, None
        self._full.display = False
        self._show_hints()
        return was

    def pin_full_card(self) -> bool:
        """Let it stay at the word under the cursor; False if it is closed."""
        place = self._page.cursor.place
        if self._open and place.token >= 0:
            self._pinned_at = place, self._text_at(place)
            self._show_full_card()
        return self._open

    def looked_up(self, found: room.WordFound) -> None:
        """The engine room has looked a word up."""
        self._looked_up = found
        self._show_full_card()

    def _show_full_card(self) -> None:
        """Show it as things are now, where it covers nothing of the word under the cursor."""
        self._show_hints()
        if not self._open:
            return
        here = self._page.cursor.place
        place, text = self._pinned_at or (here, self._text_at(here))
        if place.token >= 0 and self._text_at(place) == text:  # else the page is another now; what it says stays
            self._full.set_lines(self._all_lines(place), anew=self._about != (place, text))
            self._about = place, text
        keys = hints.PINNED if self._pinned_at else hints.FULL_CARD
        line = hints.line(self.keymap, keys, self._page.size.width - 16)
        self._full.show_at(
            Content.assemble("pinned   ", line) if self._pinned_at else line, *self._rows(here), self._page.region
        )

    def _all_lines(self, place: Place) -> list[Content]:
        """All that is known at a place of the page."""
        small, index = self._lines(place, whole=True), self._sheet.items[place.item].sentence
        word = self._word_at(place)
        if word is None or index is None or not small:
            return small
        config = self._sheet.config if self._sheet.pinyin.card else None
        often = card.often(self._text.times(word), self.elsewhere(word), whole=True)
        lookup = self._lookup(word)
        near = small[len(self._known_lines(place)) :]
        waits = lookup is None and _has_entry(word) and not self._engine.stopped
        return [
            *fullcard.lines(word, small[0], self._sheet.translation(index), config, lookup, often),
            *([Content.styled("looking it up …", "$text-muted")] if waits else []),
            *near,
        ]

    def _lookup(self, word: Word) -> Lookup | None:
        """What the engine room knows of a word; it is asked, once, if it has not said so yet."""
        wanted = word.text, word.pinyin
        if self._looked_up and (self._looked_up.word, self._looked_up.pinyin) == wanted:
            return self._looked_up.lookup
        if self._engine.stopped:
            self._asked_for = None
        elif self._asked_for != wanted and _has_entry(word):
            self._asked_for = wanted
            self._app.room.send(room.FindWord(*wanted))
        return None

    def _word_at(self, place: Place) -> Word | None:
        index = self._sheet.items[place.item].sentence
        words = self._sheet.words(index) if index is not None and place.column == "source" else ()
        return words[place.token] if 0 <= place.token < len(words) else None

    def _text_at(self, place: Place) -> str:
        """The token at a place; "" if there is none, as after a change of the sentences."""
        here = place.item < len(self._sheet.items) and place.token >= 0
        tokens = self._page.cursor.tokens(place.item, place.column) if here else []
        return tokens[place.token] if 0 <= place.token < len(tokens) else ""

    def _rows(self, place: Place) -> tuple[range, range]:
        """The rows of the screen that a word takes, and those of its sentence with its English."""
        sheet, page = self._sheet, self._page
        top = page.region.y + sheet.heights.top(place.item) - page.scroll_offset.y
        rows = sheet.rows(place.item)
        has = [n for n, row in enumerate(rows) if any(_shows(span, place) for span in row)] or [0]
        return range(top + has[0], top + has[-1] + 1), range(top, top + max(len(rows) - 1, 1))

    def action_read_as(self, number: int) -> None:
        """A click on a way to read the word of the card: go there, and read it so from now on."""
        place = self._pinned_at[0] if self._pinned_at else self._page.cursor.place
        word, found = self._word_at(place), self._looked_up
        if word and found and (found.word, found.pinyin) == (word.text, word.pinyin):
            self._page.go(place.item, word.start)
            self._pronounce(word, Pronounced(found.lookup.readings[number].pinyin, proposed(word)))

    # While it is open, the keys for screens scroll it, and y copies it

    def action_screen_down(self) -> None:
        self._scroll_card(self._full.size.height - 1) or super().action_screen_down()

    def action_screen_up(self) -> None:
        self._scroll_card(1 - self._full.size.height) or super().action_screen_up()

    def action_half_down(self) -> None:
        self._scroll_card(self._full.size.height // 2) or super().action_half_down()

    def action_half_up(self) -> None:
        self._scroll_card(-(self._full.size.height // 2)) or super().action_half_up()

    def _scroll_card(self, by: int) -> bool:
        """False if these keys are the page's: the card is closed, pinned, or shows all it has."""
        scrolls = self._open and self._pinned_at is None and self._full.max_scroll_y > 0
        if scrolls:
            self._full.scroll_relative(y=by, animate=False, force=True)
        return scrolls

    def action_copy(self) -> None:
        if self._open:
            self.app.copy_to_clipboard(self._full.text)
            self._footer.say(f"copied: the card of {self._full.text.split(maxsplit=1)[0]}")
        else:
            super().action_copy()

    # The footer

    def _show_hints(self) -> None:
        """Offer the keys that do something with what is under the cursor."""
        page, place = self._page, self._page.cursor.place
        if page.search:
            self._footer.hints = hints.SEARCH
        else:
            item = self._sheet.items[place.item]
            covered = page.hidden and page.uncovered != place.item and item.sentence is not None
            self._footer.hints = hints.under_cursor(
                self._word_at(place), place.column, item.block.kind, covered=covered
            )

    def on_page_view_scrolled(self) -> None:
        self._show_full_card()


def _has_entry(word: Word) -> bool:
    """Whether it can be looked up: words and names of Chinese characters."""
    return can_learn(word) and bool(HAN_ONE.search(word.text))


def _shows(span: Span, place: Place) -> bool:
    return span.word == place.token and (span.role == "target") == (place.column == "target")
