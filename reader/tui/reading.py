"""The reading screen: page, card and bars, and what each key does."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, get_args

from textual.app import ComposeResult
from textual.command import Provider
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from reader import pipeline, room
from reader.config import Layout
from reader.tui import card, settings
from reader.tui.bars import Footer, Header, Rule
from reader.tui.beginning import FirstKeys
from reader.tui.cursor import Place
from reader.tui.engine import Engine
from reader.tui.fullcard import FullCard
from reader.tui.help import HelpScreen
from reader.tui.looking import LookingScreen
from reader.tui.palette import Actions
from reader.tui.sought import Sought
from reader.tui.text import Text
from reader.tui.view import PageView

_LAYOUTS: dict[Layout, str] = {
    "beside": "English beside its Chinese",
    "stacked": "English under its Chinese",
    "interlinear": "pinyin over every word, its gloss under it",
    "chinese": "Chinese alone",
    "english": "English alone",
}
_KEEP_PLACE = 1.0  # seconds after the last movement
_ASK_NEAR = 0.3  # the same, for hints: nobody reads them while moving
_OF_A_TEXT = (
    room.SentencesAnnotated,
    room.SentencesTranslated,
    room.SentencesGlossed,
    room.NewWordsFound,
    room.EnglishFound,
    room.GlossaryOpened,
    room.SoundFound,
    room.TextFinished,
)


class ReadingScreen(LookingScreen):
    """One document, read; from a place `sought` in it, or where the reader was."""

    MAP = "page"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Actions}

    def __init__(self, text: Text, options: pipeline.Options, notice: str = "", sought: Sought | None = None) -> None:
        super().__init__(text.config.keys)
        self._text, self._notice, self._sought = text, notice, sought
        self._pinned: Place | None = None
        self._saving: Timer | None = None
        self._engine = Engine(options.engine)
        self._asking: Timer | None = None
        self._near = room.NearFound("", ())  # for the sentence the cursor was on last

    def compose(self) -> ComposeResult:
        yield Header(self._text.document)
        yield PageView(self._sheet)
        with Vertical(id="bottom"):
            yield Rule()
            yield card.DockedCard()
            yield FirstKeys(self._app.store, self.keymap)
            yield Static(id="offer", markup=False)
            yield Footer(self.keymap)
        yield FullCard()
        yield card.FloatingCard(markup=False)

    def on_mount(self) -> None:
        self._page = self.query_one(PageView)
        self._docked = self.query_one(card.DockedCard)
        self._floating, self._full = self.query_one(card.FloatingCard), self.query_one(FullCard)
        self._header, self._footer, self._rule = self.query_one(Header), self.query_one(Footer), self.query_one(Rule)
        self._offer = self.query_one("#offer", Static)
        self._page.focus()
        self._page.cursor.item, self._page.cursor.offset = self._text.at(self._text.place)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """After the first paint: send the text to the engine room, what is on screen first."""
        self._page.open_at(self._page.cursor.item, self._page.cursor.offset)
        if self._sought:  # a jump: Ctrl-o leads back to where the reader was
            self.seek(self._sought.typed, *self._text.at(self._sought.offset))
        if self._notice:
            self._footer.say(self._notice, warning=True)
        self._read()

    def _read(self) -> None:
        """Ask the room for this text anew; what it has said of older ones is stale from now on."""
        text, sheet = self._text, self._sheet
        text.number += 1
        sentences, wanted = tuple(sheet.sentences), tuple(sheet.wanted)
        self._app.room.send(room.Read(text.number, sentences, wanted, self._look_at(), text.rules))
        self._show_engine()

    def _obey(self) -> None:
        """The same where nothing but the rules of the reader has changed."""
        self._text.number += 1
        self._app.room.send(room.Obey(self._text.number, self._text.rules, self._look_at()))

    def _look_at(self) -> room.LookAt:
        shown = self._page.shown_sentences()
        return room.LookAt(shown.start, tuple(index for index in shown if not self._sheet.known(index)))

    # What the room says

    def hear(self, fact: room.Fact) -> None:
        """A fact from the engine room; of older texts only the place to drop them is known."""
        if isinstance(fact, _OF_A_TEXT) and fact.text != self._text.number:
            return
        self._engine.hear(fact)
        held = self._page.held
        match fact:
            case room.SentencesAnnotated(_, sentences):
                self._page.sentences_changed([n for known in sentences for n in self._sheet.annotate(*known)], held)
            case room.SentencesTranslated(_, translated):
                for index, translation in translated:
                    self._sheet.translate(index, translation)
                self._page.sentences_changed([index for index, _ in translated], held)
            case room.SentencesGlossed(_, glossed):
                for index, gloss in glossed:
                    self._sheet.gloss(index, gloss)
                if self._sheet.literal:
                    self._page.sentences_changed([index for index, _ in glossed], held)
            case room.NearFound():
                self._near = fact
                self._show_docked(self._page.cursor.place)
            case room.WordFound():
                self.looked_up(fact)
            case room.SoundFound():
                self.heard(fact)
            case room.ReadingsFound():
                self.show_readings(fact)
            case room.NewWordsFound(_, words):
                self.show_new_words(words)
            case room.EnglishFound():
                self.show_english(fact)
            case room.GlossaryOpened():
                self.show_changed(fact)
            case room.TextFinished():
                self._page.fit_split()
                self._show_rules()
            case room.TextWritten(path):
                self._footer.say(f"written: {path}")
            case room.ModelInstalled():
                self._footer.say("the model is installed; translating")
                self._sheet.fresh = bytearray(len(self._sheet.sentences))
                self._read()
            case room.WorkFailed(message, work) if work != "reading":
                self._footer.say(message, warning=True)
        self._show_engine()

    def _show_engine(self) -> None:
        """What the engine is, what it is doing and how far it is: of the whole text, and of what it works on now."""
        engine, sheet = self._engine, self._sheet
        near = slice(
            max(self._page.shown_sentences().start - room.REACH, 0), self._page.shown_sentences().start + room.REACH
        )
        self._header.engine, self._header.brief, self._header.alarm = engine.label, engine.brief, engine.halted
        self._header.progress = f"{sum(sheet.fresh):,} of {sum(sheet.wanted):,} sentences"
        self._footer.percent = engine.percent(sum(sheet.fresh[near]), sum(sheet.wanted[near]))
        self._footer.stand(engine.status, warning=engine.halted)
        self._offer.display = bool(engine.offer)
        self._offer.update(engine.offer)

    # What the page says

    def on_page_view_moved(self, message: PageView.Moved) -> None:
        self._floating.display = False
        if message.by_pointer:
            return
        self._show_docked(message.place)
        if self._saving:
            self._saving.stop()
        self._saving = self.set_timer(_KEEP_PLACE, self.keep_place)
        if self._asking:
            self._asking.stop()
        self._asking = self.set_timer(_ASK_NEAR, self._ask_near)

    def _ask_near(self) -> None:
        """Have the word at the cursor counted, and the room look for sentences that are nearly its own."""
        self.count_elsewhere()
        sentence = self._text.sentence(self._page.cursor.item)
        if sentence and sentence.text != self._near.source:
            self._app.room.send(room.FindNear(sentence.text))

    def on_page_view_rested(self, message: PageView.Rested) -> None:
        if self._page.pointer != message.place:
            return
        lines = self._lines(message.place)
        if lines:
            region = self._page.region
            size = card.measure(lines, min(card.WIDTH, region.width - 1))
            size = size.with_height(min(size.height, region.height))
            self._floating.show_at(lines, card.place(size, message.word, message.english, region), size)

    def on_page_view_scrolled(self) -> None:
        self._floating.display = False
        self._show_rules()
        if self._text.number:
            self._app.room.send(self._look_at())

    def _show_rules(self) -> None:
        x = self._sheet.geometry.rule_x
        self._header.rule_x = self._rule.rule_x = x

    def _lines(self, place: Place, *, whole: bool = False) -> list[Content]:
        """The card of a place on the page: its first line, the best hint on one more, the rest; or all in full."""
        lines = self._known_lines(place)
        sentence = self._text.sentence(place.item)
        near = self._near.near if lines and sentence and sentence.text == self._near.source else ()
        if whole:
            return [*lines, *map(card.near_line, near)]
        return [*lines[:1], *(card.near_line(best, self.size.width - 2) for best in near[:1]), *lines[1:]]

    def _known_lines(self, place: Place) -> list[Content]:
        index = self._sheet.items[place.item].sentence
        if index is None or place.token < 0:
            return []
        translation = self._sheet.translation(index)
        if place.column == "target":
            return card.english_lines(translation, self._sheet.remarks(index)) if translation else []
        words = self._sheet.words(index)
        if not words:
            return card.plain_lines(self._sheet.sentences[index])
        word, config = words[place.token], self._sheet.config if self._sheet.pinyin.card else None
        status, often = self._sheet.knowledge.said(word), card.often(self._text.times(word), self.elsewhere(word))
        return card.word_lines(word, translation, self._sheet.reading(index, place.token), config, status, often)

    def _show_docked(self, place: Place | None) -> None:
        if place is not None and self._pinned is None:
            self._docked.show_lines(self._lines(place))
        elif place is not None and self._pinned == place:
            self._pin()  # something else may be known of its word now
        self._show_full_card()

    def keep_place(self) -> None:
        """Remember where the cursor is."""
        sentence = self._text.sentence(self._page.cursor.item)
        if sentence:
            with self._errors():
                self._text.keep_place(sentence.start + self._offset_in_source())

    def _offset_in_source(self) -> int:
        return self._page.cursor.offset if self._page.cursor.column == "source" else 0

    # Keys

    def action_literal(self) -> None:
        if self._engine.opened and self._engine.opened.machine == "gloss":
            self._footer.say("this English is the word gloss; it stands under a translation where a model makes one")
            return
        self._sheet.literal = not self._sheet.literal
        self._page.lay_out()
        self._footer.say(f"word gloss under the translation: {'on' if self._sheet.literal else 'off'}")

    def action_layout(self) -> None:
        following = get_args(Layout)[(get_args(Layout).index(self._page.page_layout) + 1) % len(get_args(Layout))]
        self._page.change_layout(following)
        self._show_rules()
        narrow = following == "beside" and self._sheet.geometry.stacked
        self._footer.say(f"layout: {_LAYOUTS[following]}{', under it while the screen is this narrow' * narrow}")

    def action_hide(self) -> None:
        hidden = not self._page.hidden
        self._page.cover(-1, hidden=hidden)
        self._show_docked(self._page.cursor.place)
        self._footer.say("English hidden: Space uncovers a sentence, z all of it" if hidden else "English shown")

    def action_onward(self) -> None:
        page = self._page
        if page.hidden and page.uncovered != page.cursor.item:
            page.cover(page.cursor.item)
            self._show_docked(page.cursor.place)
        else:
            self.action_screen_down()

    def action_split_left(self) -> None:
        self._move_split(-0.03)

    def action_split_right(self) -> None:
        self._move_split(0.03)

    def _move_split(self, by: float) -> None:
        self._page.move_split(by)
        self._show_rules()

    def action_pin(self) -> None:
        if not self.pin_full_card():
            self._pin()

    def _pin(self) -> None:
        self._docked.remove_class("closed")
        self._pinned = self._page.cursor.place
        self._docked.show_lines(self._lines(self._pinned, whole=True), pinned=True)

    def action_close_card(self) -> None:
        if self._engine.writing:
            self._app.room.send(room.StopWriting())
            return
        self._floating.display = False
        if self.close_full_card():
            return
        if self._page.search:
            self._page.mark(None)
            self._show_hints()
            return
        if self._pinned is None:
            self._docked.add_class("closed")
            return
        self._pinned = None
        self._show_docked(self._page.cursor.place)

    def action_restart_engine(self) -> None:
        self._app.start_room()
        self._engine.start_again()
        self._read()

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_settings(self) -> None:
        with self._errors():
            config = settings.edit(self.app)
            self._app.use(config)
            self._text.set(config)
            self._page.change_layout(config.layout)
            self._show_rules()
            self._show_docked(self._page.cursor.place)
            self._footer.say("settings read")

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen(self.keymap))

    def action_quit(self) -> None:
        self.keep_place()
        self._app.leave()
