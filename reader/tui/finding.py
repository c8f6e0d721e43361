"""What the reader looks for: text, how it sounds, marks, headings, bookmarks; and going from one to the next."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from reader import room
from reader.layout import shorten, visible
from reader.tui.asking import AskScreen
from reader.tui.choosing import ChoiceScreen
from reader.tui.cursor import Place
from reader.tui.mending import MendingScreen
from reader.tui.search import Hit, Search

_END = 1 << 30  # behind every word
_SHOWN = 60  # cells of a bookmarked sentence in the list


class FindingScreen(MendingScreen):
    """What each of these keys does."""

    _reached: tuple[Hit, Place] | None = None  # the hit the cursor was taken to, and where it then was

    # Searching

    def action_search(self) -> None:
        before = self._page.search.typed if self._page.search else ""
        self.app.push_screen(AskScreen("/", "Chinese, English, or pinyin without tones", before), self._search)

    def action_everywhere(self) -> None:
        word = self._word()
        if word is None or not word.text.strip():
            self._footer.say("put the cursor on a word of the Chinese")
            return
        self._begin_search(Search(word.text, self._sheet, english=False))

    def _search(self, typed: str | None) -> None:
        if typed and typed.strip():
            search = Search(typed, self._sheet)
            self._begin_search(search)
            if search.may_be_pinyin and not self._engine.stopped:
                self._app.room.send(room.FindSound(search.typed))

    def seek(self, typed: str, item: int, offset: int) -> None:
        """Go to an item of the page, at an offset in its sentence, and mark there and elsewhere what was typed."""
        search, sentence = Search(typed, self._sheet), self._sheet.items[item].sentence
        if search.hits and sentence is not None:
            self._begin_search(search, Hit(sentence, "source", offset, -1))
        else:
            self._page.go(item, offset, jump=True)

    def _begin_search(self, search: Search, start: Hit | None = None) -> None:
        """Mark the hits and go to the first from here on, this place included; or from another start."""
        self._page.mark(search)
        if search.hits:
            self._go_to(*search.step(start or self._here(just_before=True), 1))
        else:
            self._say_none(search)

    def heard(self, found: room.SoundFound) -> None:
        """The engine room has found what sounds like what was typed."""
        search = self._page.search
        if search is None or search.typed != found.typed:
            return
        had_none = not search.hits
        search.heard(found.places)
        self._page.mark(search)
        if search.hits and had_none:
            self._go_to(*search.step(self._here(just_before=True), 1))
        elif search.hits:
            self._footer.say(self._said(search, search.step(self._here(just_before=True), 1)[0]))

    def action_next_hit(self) -> None:
        self._next_hit(1)

    def action_hit_before(self) -> None:
        self._next_hit(-1)

    def _next_hit(self, by: int) -> None:
        search = self._page.search
        if search is None:
            self._footer.say("nothing has been searched for; / searches")
        elif search.hits:
            self._go_to(*search.step(self._here(), by))
        else:
            self._say_none(search)

    def _go_to(self, number: int, around: bool) -> None:
        search = self._page.search
        assert search
        hit = search.hits[number]
        self._page.cursor.column = hit.column
        self._page.enter(self._sheet.item_of[hit.sentence], hit.start)
        self._reached = hit, self._page.cursor.place
        self._footer.say(self._said(search, number) + " · around the end" * around)

    def _here(self, *, just_before: bool = False) -> Hit:
        """Where the cursor is: at the hit it was taken to, while it is still there, else before or behind its word."""
        cursor = self._page.cursor
        if not just_before and self._reached and self._reached[1] == cursor.place:
            return self._reached[0]
        sentence = self._sheet.items[cursor.item].sentence
        return Hit(-1 if sentence is None else sentence, cursor.column, cursor.offset, -1 if just_before else _END)

    def _said(self, search: Search, number: int) -> str:
        return f"{search.typed}: {number + 1:,} of {len(search.hits):,} · n next · N before · Esc ends it"

    def _say_none(self, search: Search) -> None:
        here, wanted = sum(self._sheet.fresh), sum(self._sheet.wanted)
        rest = "" if here == wanted else f"; {wanted - here:,} sentences have no English yet"
        self._footer.say(f"{search.typed}: not found{rest}")

    # Marks, headings, bookmarks

    def action_next_mark(self) -> None:
        self._next_mark(1)

    def action_mark_before(self) -> None:
        self._next_mark(-1)

    def _next_mark(self, by: int) -> None:
        item = self._page.cursor.item + by
        while 0 <= item < len(self._sheet.items):
            sentence = self._sheet.items[item].sentence
            if sentence is not None and self._sheet.marked(sentence):
                self._page.go(item, jump=True)
                return
            item += by
        self._footer.say(f"no mark in the margin {'after' if by > 0 else 'before'} this")

    def action_contents(self) -> None:
        blocks = self._text.document.blocks
        headings = [number for number, block in enumerate(blocks) if block.kind == "heading"]
        items = {item.block: number for number, item in reversed([*enumerate(self._sheet.items)])}
        headings = [number for number in headings if blocks[number] in items]
        if not headings:
            self._footer.say("this text has no headings")
            return
        texts = [" ".join(self._text.document.text_of(blocks[number]).split()) for number in headings]
        lines = [
            Content(visible("  " * (blocks[number].level - 1) + text))
            for number, text in zip(headings, texts, strict=True)
        ]
        places = [items[blocks[number]] for number in headings]
        here = max((n for n, item in enumerate(places) if item <= self._page.cursor.item), default=0)
        self.app.push_screen(
            ChoiceScreen("Contents", lines, "Enter goes there · Esc closes", here), partial(self._go_to_item, places)
        )

    def action_bookmark(self) -> None:
        sentence = self._text.sentence(self._page.cursor.item)
        if sentence is None:
            self._footer.say("put the cursor on a sentence")
            return
        with self._errors():
            is_set = self._text.bookmark(sentence)
            self._page.lay_out()
            self._footer.say("bookmark set; ' lists them" if is_set else "bookmark taken away; u brings it back")

    def action_bookmarks(self) -> None:
        marked = sorted(self._sheet.bookmarks)
        if not marked:
            self._footer.say("no bookmarks in this text; m sets one here")
            return
        lines = [Content(visible(shorten(" ".join(self._sheet.sentences[n].text.split()), _SHOWN))) for n in marked]
        places = [self._sheet.item_of[n] for n in marked]
        self.app.push_screen(
            ChoiceScreen("Bookmarks", lines, "Enter goes there · Esc closes"), partial(self._go_to_item, places)
        )

    def _go_to_item(self, items: list[int], index: int | None) -> None:
        if index is not None:
            self._page.go(items[index], jump=True)
