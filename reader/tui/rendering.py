"""How terms and sentences are rendered: the reader's glossary, and what else the engine could say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Thread

from textual.content import Content
from textual.message import Message

from reader import paths, room
from reader.errors import GlossaryError, ReaderError
from reader.glossary import NO_TERM, load
from reader.layout import visible
from reader.model import Entry, Translation
from reader.pinyin import HAN_ONE
from reader.tui.alternatives import alternatives
from reader.tui.choosing import ChoiceScreen
from reader.tui.learning import LearningScreen
from reader.tui.term import Asked, Dropped, TermScreen

_ASIDE = re.compile(r"\([^)]*\)")


class RenderingScreen(LearningScreen):
    """What each of these keys does."""

    @dataclass
    class OwnTerms(Message):
        """What the reader's glossary has, or why it cannot be read."""

        entries: tuple[Entry, ...] | GlossaryError

    _look_at: Callable[[], room.LookAt]
    _told = ""  # what was said of the last change of the glossary

    # Terms

    def action_term(self) -> None:
        word, sentence = self._word(), self._text.sentence(self._page.cursor.item)
        if word is None or sentence is None or not HAN_ONE.search(word.text):
            self._footer.say("put the cursor on a Chinese word")
            return
        meaning = next((_ASIDE.sub("", said).split(";")[0].strip() for said in word.definitions), "")
        self.open_term(Asked(word.text, meaning, " ".join(word.pinyin)), sentence.start + word.start)

    def open_term(self, asked: Asked, offset: int) -> None:
        """Open the glossary at a term that stands at this offset of the text."""
        self.app.push_screen(TermScreen(asked, self._sheet, self._app.options), partial(self._keep_term, offset))

    def _keep_term(self, offset: int, said: Entry | Dropped | ReaderError | None) -> None:
        with self._errors():
            if isinstance(said, ReaderError):
                raise said
            if said is None:
                return
            if not self._text.term(offset, said.source, said if isinstance(said, Entry) else None):
                self._footer.say("nothing has changed")
                return
            self._open_glossary(_said(said))

    def _open_glossary(self, told: str) -> None:
        """Have the text done again by the glossary as it is now; what was done to it is `told`."""
        self._told = told
        self._footer.say(told)
        self._text.number += 1
        self._app.room.send(room.OpenGlossary(self._text.number, self._look_at()))

    def show_changed(self, opened: room.GlossaryOpened) -> None:
        """The engine room obeys the glossary."""
        self._sheet.outdate(opened.changed)
        count, own = len(opened.changed), sum(map(self._is_human, opened.changed))
        some = "1 sentence of this text has" if count == 1 else f"{count:,} sentences of this text have"
        kept = f", your own English of {own:,} of them stays" if own else ""
        self._footer.say(f"{self._told} · {'' if opened.sure else 'up to '}{some} changed{kept}")

    def _is_human(self, sentence: int) -> bool:
        translation = self._sheet.translation(sentence)
        return translation is not None and translation.machine == "human"

    def action_own_terms(self) -> None:
        Thread(target=self._load_own, name="glossary", daemon=True).start()

    def _load_own(self) -> None:
        try:
            self.post_message(self.OwnTerms(load(paths.glossary()).entries if paths.glossary().exists() else ()))
        except GlossaryError as error:
            self.post_message(self.OwnTerms(error))

    def on_rendering_screen_own_terms(self, message: OwnTerms) -> None:
        entries = message.entries
        if isinstance(entries, GlossaryError):
            self._footer.say(str(entries), warning=True)
        elif not entries:
            self._footer.say("no terms of your own yet; t makes one of the word under the cursor")
        elif self.app.screen is self:
            title, hint = f"Your glossary: {visible(str(paths.glossary()))}", "Enter opens it · Esc closes"
            screen = ChoiceScreen(title, [_line(entry) for entry in entries], hint)
            self.app.push_screen(screen, partial(self._open_own, entries))

    def _open_own(self, entries: tuple[Entry, ...], index: int | None) -> None:
        if index is not None:
            sentence = self._text.sentence(self._page.cursor.item)
            self.open_term(Asked(entries[index].source), sentence.start if sentence else 0)

    # Alternatives

    def action_alternatives(self) -> None:
        sentence, opened = self._sheet.items[self._page.cursor.item].sentence, self._engine.opened
        if sentence is None or not self._sheet.wanted[sentence]:
            self._footer.say("this has no English")
        elif opened is None:
            self._footer.say("the engine is still starting; try again in a moment")
        elif opened.machine == "gloss":
            self._footer.say("the word gloss has one English alone; a translation model has others (M installs it)")
        elif not self._engine.stopped:
            self._footer.say("asking the engine what else it could say …")
            self._app.room.send(room.FindEnglish(self._text.number, sentence))

    def show_english(self, found: room.EnglishFound) -> None:
        """Open the list of what the engine could say, if the reader is still at that sentence."""
        here = self._sheet.items[self._page.cursor.item].sentence
        if self.app.screen is not self or here != found.sentence:
            return
        self._footer.say("")
        if all(self._is_shown(found.sentence, one) for one, _ in found.english):
            self._footer.say("the engine has nothing else to say of this sentence")
            return
        sentence = self._sheet.sentences[found.sentence]
        self.app.push_screen(
            alternatives(sentence, self._sheet.translation(found.sentence), found.english),
            partial(self._choose, found),
        )

    def _choose(self, found: room.EnglishFound, index: int | None) -> None:
        if index is None:
            return
        sentence, chosen = self._sheet.sentences[found.sentence], found.english[index][0]
        with self._errors():
            if self._is_shown(found.sentence, chosen) or not self._text.choose(sentence, chosen):
                self._footer.say("that is its English already")
                return
            self._show_english(sentence.text)
            self._footer.say("chosen for this sentence, in every text; u takes it back")

    def _is_shown(self, sentence: int, chosen: Translation) -> bool:
        now = self._sheet.translation(sentence)
        return now is not None and now.target == chosen.target


def _said(said: Entry | Dropped) -> str:
    """What the footer says of a change of the glossary."""
    if isinstance(said, Dropped):
        return f"{said.source} is no longer in your glossary · u brings it back"
    if said.target == NO_TERM:
        return f"{said.source} is no term any more · u takes it back"
    return f"{said.source} → {said.target} · u takes it back"


def _line(entry: Entry) -> Content:
    target = "no term" if entry.target == NO_TERM else entry.target
    return Content.assemble(
        (visible(entry.source), "bold $accent"),
        visible(f"  {target}"),
        (visible(f"  {entry.note}" if entry.note else ""), "$text-muted"),
    )
