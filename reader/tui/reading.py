"""The reading screen: page, card and bars, and what each key does."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from reader import pipeline, room
from reader.errors import ReaderError
from reader.export import files, markdown
from reader.language import sentences as splitter
from reader.model import Sentence
from reader.store import Correction, Shelved, Store
from reader.tui import card
from reader.tui.bars import Footer, Header, Rule
from reader.tui.help import HelpScreen
from reader.tui.keys import Keys
from reader.tui.save import SaveScreen
from reader.tui.sheet import Sheet
from reader.tui.view import PageView, Place

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

Pinyin = Literal["card", "above", "off"]
_NEXT_PINYIN: dict[Pinyin, Pinyin] = {"card": "above", "above": "off", "off": "card"}
_KEEP_PLACE = 1.0  # seconds after the last movement
_OFFER = "This is a word gloss. Press M to install the translation model (74 MB from argos-net.com, once)."
_RESTART = "press E to start it again; the page stays as it is"


class ReadingScreen(Screen[None]):
    """One document, read."""

    def __init__(self, shelved: Shelved, store: Store, options: pipeline.Options) -> None:
        super().__init__()
        self._shelved, self._store, self._options = shelved, store, options
        self._document = shelved.document
        self._keys = Keys()
        self._text = 0  # number of the text as the room knows it; each cut or join makes another
        self._pinyin: Pinyin = "card"
        self._pinned: Place | None = None
        self._saving: Timer | None = None
        self._glossary = pipeline.open_glossary(options)
        self._engine: room.EngineOpened | None = None
        self._sheet = self._new_sheet(splitter.split(self._document, store.cuts(shelved)))

    @property
    def _app(self) -> ReaderApp:
        return cast("ReaderApp", self.app)

    def compose(self) -> ComposeResult:
        yield Header(self._document)
        yield PageView(self._sheet)
        with Vertical(id="bottom"):
            yield Rule()
            yield card.DockedCard(markup=False)
            yield Static(_OFFER, id="offer", markup=False)
            yield Footer()
        yield card.FloatingCard(markup=False)

    def on_mount(self) -> None:
        self._page = self.query_one(PageView)
        self._docked = self.query_one(card.DockedCard)
        self._floating = self.query_one(card.FloatingCard)
        self._header, self._footer, self._rule = self.query_one(Header), self.query_one(Footer), self.query_one(Rule)
        self._page.focus()
        item, offset = self._at(self._shelved.place)
        self._page.cursor_item, self._page.cursor_offset = item, offset
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """After the first paint: send the text to the engine room, what is on screen first."""
        self._page.go(self._page.cursor_item, self._page.cursor_offset)
        self._read()

    # The text and its sentences

    def _new_sheet(self, sentences: list[Sentence]) -> Sheet:
        return Sheet(self._document, sentences, pipeline.translated(self._document, sentences))

    def _read(self) -> None:
        """Ask the room for this text anew; what it has said of older ones is stale from now on."""
        self._text += 1
        sheet = self._sheet
        look_at = self._look_at()
        self._app.room.send(room.Read(self._text, tuple(sheet.sentences), tuple(sheet.wanted), look_at))
        self._show_progress()

    def _look_at(self) -> room.LookAt:
        visible = self._page.shown_sentences()
        missing = tuple(index for index in visible if not self._sheet.known(index))
        return room.LookAt(visible.start, missing)

    def _at(self, offset: int) -> tuple[int, int]:
        """The item and the offset in its sentence where an offset of the document text lies."""
        for sentence_index, sentence in enumerate(self._sheet.sentences):
            if offset < sentence.end:
                return self._sheet.item_of[sentence_index], max(0, offset - sentence.start)
        return max(0, len(self._sheet.items) - 1), 0

    def _sentence(self, place: Place) -> Sentence | None:
        index = self._sheet.items[place.item].sentence
        return None if index is None else self._sheet.sentences[index]

    # What the room says

    def hear(self, fact: room.Fact) -> None:
        """A fact from the engine room; of older texts only the place to drop them is known."""
        if isinstance(fact, (room.SentencesAnnotated, room.SentencesTranslated, room.TextFinished)):
            if fact.text == self._text:
                self._hear_of_text(fact)
        elif isinstance(fact, room.EngineOpened):
            self._engine = fact
            self._header.engine = _engine_label(fact)
            self._offer(fact.machine == "gloss" and self._options.engine == "auto")
        elif isinstance(fact, room.ModelDownloaded):
            self._footer.percent = round(100 * fact.done / fact.total) if fact.total else 0
            self._footer.say(f"downloading the model: {fact.done / 1e6:.0f} of {fact.total / 1e6:.0f} MB")
        elif isinstance(fact, room.ModelInstalled):
            self._footer.say("the model is installed; translating")
            self._sheet.fresh = bytearray(len(self._sheet.sentences))
            self._read()
        elif isinstance(fact, room.WorkFailed):
            self._footer.say(fact.message, warning=True)
            self._footer.percent = None
            if self._engine:
                self._offer(self._engine.machine == "gloss" and self._options.engine == "auto")
        else:
            self._footer.say(f"The engine has stopped ({fact.reason}): {_RESTART}", warning=True)

    def _hear_of_text(self, fact: room.SentencesAnnotated | room.SentencesTranslated | room.TextFinished) -> None:
        if isinstance(fact, room.SentencesAnnotated):
            for index, annotated in fact.sentences:
                self._sheet.annotate(index, annotated)
        elif isinstance(fact, room.SentencesTranslated):
            for index, translation in fact.sentences:
                self._sheet.translate(index, translation)
        else:
            if self._page.share is None and abs(self._sheet.share - self._share_shown()) > 0.04:
                self._page.lay_out()
            self._show_rules()
            self._show_progress()
            return
        self._page.sentences_changed([index for index, _ in fact.sentences])
        self._show_progress()

    def _share_shown(self) -> float:
        g = self._sheet.geometry
        return g.source_width / (g.source_width + g.target_width)

    def _show_progress(self) -> None:
        wanted = sum(self._sheet.wanted)
        done = sum(self._sheet.fresh)
        self._header.progress = f"{done} of {wanted} sentences"
        self._footer.percent = round(100 * done / wanted) if done < wanted else None

    def _offer(self, wanted: bool) -> None:
        self.query_one("#offer").display = wanted

    # What the page says

    def on_page_view_moved(self, message: PageView.Moved) -> None:
        self._floating.display = False
        if message.by_pointer:
            return
        self._show_docked(message.place)
        if self._saving:
            self._saving.stop()
        self._saving = self.set_timer(_KEEP_PLACE, self.keep_place)

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
        if self._text:
            self._app.room.send(self._look_at())

    def _show_rules(self) -> None:
        x = self._sheet.geometry.rule_x
        self._header.rule_x = self._rule.rule_x = x

    def _lines(self, place: Place) -> list[Content]:
        """The card of a place on the page."""
        index = self._sheet.items[place.item].sentence
        if index is None or place.token < 0:
            return []
        translation = self._sheet.translation(index)
        if place.column == "target":
            return card.english_lines(translation, self._sheet.remarks(index)) if translation else []
        words = self._sheet.words(index)
        if not words:
            return card.plain_lines(self._sheet.sentences[index])
        return card.word_lines(words[place.token], translation, pinyin=self._pinyin != "off")

    def _show_docked(self, place: Place | None) -> None:
        if self._pinned is None and place is not None:
            self._docked.show_lines(self._lines(place))

    def keep_place(self) -> None:
        """Remember where the cursor is."""
        sentence = self._sentence(self._page.cursor)
        if sentence:
            try:
                self._store.keep_place(self._shelved, sentence.start + self._offset_in_source())
            except ReaderError as error:
                self._footer.say(str(error), warning=True)

    def _offset_in_source(self) -> int:
        return self._page.cursor_offset if self._page.cursor_column == "source" else 0

    # Keys

    def on_key(self, event: events.Key) -> None:
        action = self._keys.press(event.key)
        if action is None:
            return
        event.stop()
        event.prevent_default()
        if action:
            self._footer.say("")
            getattr(self, f"action_{action}")()
        else:
            self._footer.say(f"{event.key} …")

    def action_word_left(self) -> None:
        self._page.step_word(-1)

    def action_word_right(self) -> None:
        self._page.step_word(1)

    def action_sentence_down(self) -> None:
        self._page.step_sentence(1)

    def action_sentence_up(self) -> None:
        self._page.step_sentence(-1)

    def action_paragraph_down(self) -> None:
        self._page.step_paragraph(1)

    def action_paragraph_up(self) -> None:
        self._page.step_paragraph(-1)

    def action_half_down(self) -> None:
        self._page.step_rows(self._page.size.height // 2)

    def action_half_up(self) -> None:
        self._page.step_rows(-(self._page.size.height // 2))

    def action_screen_down(self) -> None:
        self._page.step_rows(max(1, self._page.size.height - 2))

    def action_screen_up(self) -> None:
        self._page.step_rows(-max(1, self._page.size.height - 2))

    def action_top(self) -> None:
        self._page.go(0, jump=True)

    def action_bottom(self) -> None:
        self._page.go(len(self._sheet.items) - 1, jump=True)

    def action_other_column(self) -> None:
        self._page.change_column()

    def action_back(self) -> None:
        if not self._page.go_back():
            self._footer.say("there was no jump to go back from")

    def action_pinyin(self) -> None:
        self._pinyin = _NEXT_PINYIN[self._pinyin]
        self._sheet.above = self._pinyin == "above"
        self._page.lay_out()
        self._show_docked(self._page.cursor)
        where = {"card": "on the card", "above": "above every word", "off": "off"}[self._pinyin]
        self._footer.say(f"pinyin: {where}")

    def action_split_left(self) -> None:
        self._move_split(-0.03)

    def action_split_right(self) -> None:
        self._move_split(0.03)

    def _move_split(self, by: float) -> None:
        self._page.share = min(max(self._share_shown() + by, 0.2), 0.8)
        self._page.lay_out()
        self._show_rules()

    def action_pin(self) -> None:
        self._docked.remove_class("closed")
        self._pinned = self._page.cursor
        self._docked.show_lines(self._lines(self._pinned), pinned=True)

    def action_close_card(self) -> None:
        self._floating.display = False
        if self._pinned is None:
            self._docked.add_class("closed")
            return
        self._pinned = None
        self._show_docked(self._page.cursor)

    def action_cut_sentence(self) -> None:
        sentence, offset = self._sentence(self._page.cursor), self._offset_in_source()
        if sentence is None or offset == 0:
            self._footer.say("put the cursor on the word the new sentence begins with")
            return
        self._correct(Correction("cut", sentence.start + offset))

    def action_join_sentence(self) -> None:
        sentence = self._sentence(self._page.cursor)
        following = None
        if sentence:
            index = cast("int", self._sheet.items[self._page.cursor_item].sentence) + 1
            following = self._sheet.sentences[index] if index < len(self._sheet.sentences) else None
        if sentence is None or following is None or following.paragraph != sentence.paragraph:
            self._footer.say("there is no next sentence in this paragraph")
            return
        self._correct(Correction("join", following.start))

    def _correct(self, correction: Correction) -> None:
        try:
            self._store.correct(self._shelved, correction)
        except ReaderError as error:
            self._footer.say(str(error), warning=True)
            return
        self._split_again(correction.offset)
        self._footer.say(f"{'cut' if correction.kind == 'cut' else 'joined'}; u takes it back")

    def action_undo(self) -> None:
        try:
            undone = self._store.undo(self._shelved)
        except ReaderError as error:
            self._footer.say(str(error), warning=True)
            return
        if undone is None:
            self._footer.say("nothing to take back")
            return
        self._split_again(undone.offset)
        self._footer.say(f"took back: {undone.kind}")

    def _split_again(self, offset: int) -> None:
        """The sentences of the block at this offset have changed; all others keep their words and their English."""
        old = self._sheet
        blocks = self._document.blocks
        number = next(n for n, block in enumerate(blocks) if offset <= block.end)
        cuts = self._store.cuts(self._shelved)
        sentences = [
            *(s for s in old.sentences if s.paragraph < number),
            *splitter.split_block(self._document, number, cuts),
            *(s for s in old.sentences if s.paragraph > number),
        ]
        self._sheet = self._new_sheet(sentences)
        self._sheet.take_over(old)
        self._page.replace(self._sheet, *self._at(offset))
        self._read()

    def action_export(self) -> None:
        sheet = self._sheet
        if self._engine is None:
            self._footer.say("the engine is still starting; try again in a moment")
            return
        missing = sum(1 for i, wanted in enumerate(sheet.wanted) if wanted and not sheet.translation(i))
        proposed = files.free_name(self._document, Path.cwd())
        self.app.push_screen(SaveScreen(proposed, missing), partial(self._export, self._engine))

    def _export(self, engine: room.EngineOpened, path: Path | None) -> None:
        if path is None:
            return
        head = markdown.Head(
            self._document, engine.name, engine.version, engine.machine,
            self._glossary.files, self._glossary.digest, date.today().isoformat(),
        )  # fmt: skip
        try:
            files.write(path, markdown.markdown(head, self._sheet.pairs()))
        except ReaderError as error:
            self._footer.say(str(error), warning=True)
        else:
            self._footer.say(f"written: {path}")

    def action_install_model(self) -> None:
        if self._engine is None or self._engine.machine != "gloss":
            self._footer.say("a translation model is installed already")
            return
        self._offer(False)
        self._footer.say("asking for the model …")
        self._app.room.send(room.InstallModel())

    def action_restart_engine(self) -> None:
        self._app.start_room()
        self._read()
        self._footer.say("the engine is starting again")

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen())

    def action_quit(self) -> None:
        self.keep_place()
        self._app.leave()


def _engine_label(engine: room.EngineOpened) -> str:
    if engine.machine == "gloss":
        return "word gloss, not a translation"
    return f"{engine.name.capitalize()} zh→en {engine.version}, machine translation"
