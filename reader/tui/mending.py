"""What the reader mends: the English, the borders of sentences and of words, readings; and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reader import room
from reader.model import RuleKind, Sentence, Word
from reader.pinyin import HAN_ONE
from reader.store import Correction, Scope
from reader.tui.cursor import Place
from reader.tui.cutting import cuts, splits
from reader.tui.edit import EditScreen
from reader.tui.pronouncing import Pronounced, PronounceScreen
from reader.tui.working import WorkingScreen

_CHANGES = {
    "cut": "cut", "join": "join", "english": "your English",
    "alternative": "the English you chose", "bookmark": "bookmark", "unbookmark": "no bookmark",
}  # fmt: skip
_WHERE: dict[Scope, str] = {"place": "at this place", "text": "in this text", "all": "in all texts"}


class MendingScreen(WorkingScreen):
    """What each of these keys does; the screen itself brings the text and has it read."""

    _read: Callable[[], None]
    _obey: Callable[[], None]
    _offset_in_source: Callable[[], int]
    _show_docked: Callable[[Place | None], None]
    _show_learnt: Callable[[str], None]
    _open_glossary: Callable[[str], None]

    # Words and readings

    def action_join_word(self) -> None:
        word, following = self._word(), self._word(1)
        if word is None or following is None or {word.kind, following.kind} & {"space", "punctuation"}:
            self._footer.say("put the cursor on a word that another one follows at once")
        else:
            self._keep_rule(word, "words", word.text + following.text, (word.text + following.text,))

    def action_cut_word(self) -> None:
        word = self._word()
        if word is None or word.kind not in ("word", "name") or len(word.text) == 1:
            self._footer.say("put the cursor on a word of several characters")
            return
        choices = splits(word)
        if len(choices) == 1:
            self._cut(word, choices, 0)
        else:
            self.app.push_screen(cuts(word, choices), lambda index: self._cut(word, choices, index))

    def _cut(self, word: Word, choices: Sequence[tuple[str, ...]], index: int | None) -> None:
        if index is not None:
            self._keep_rule(word, "words", word.text, choices[index])

    def action_reading(self) -> None:
        word, sentence = self._word(), self._text.sentence(self._page.cursor.item)
        if word is None or sentence is None or word.kind not in ("word", "name") or not HAN_ONE.search(word.text):
            self._footer.say("put the cursor on a Chinese word")
            return
        self.app.push_screen(PronounceScreen(word, sentence), partial(self._pronounce, word))
        self._app.room.send(room.FindReadings(word.text, word.tones))

    def show_readings(self, found: room.ReadingsFound) -> None:
        """Show the ways to read a word, if the reader still wants to know."""
        if isinstance(self.app.screen, PronounceScreen):
            self.app.screen.show(found)

    def _pronounce(self, word: Word, chosen: Pronounced | None) -> None:
        if chosen:
            self._keep_rule(word, "reading", word.text, chosen.pinyin, chosen.scope)

    def _keep_rule(
        self, word: Word, kind: RuleKind, source: str, parts: tuple[str, ...], scope: Scope = "text"
    ) -> None:
        """Keep what the reader has said of a word under the cursor."""
        sentence = self._text.sentence(self._page.cursor.item)
        if sentence is None:
            return
        with self._errors():
            correction = Correction(kind, sentence.start + word.start, source, " ".join(parts), scope)
            if self._text.rule(correction):
                self._obey()
                self._footer.say(_said(correction))
            else:
                self._footer.say("nothing has changed")

    def action_widen(self) -> None:
        with self._errors():
            wider = self._text.widen()
            if wider:
                self._obey()
            self._footer.say(_said(wider) if wider else "only a change of a word or a reading can hold in more places")

    def _word(self, further: int = 0) -> Word | None:
        """The word under the cursor, or so many further; None in the English, or while words are not known."""
        place = self._page.cursor.place
        index = self._sheet.items[place.item].sentence
        words = self._sheet.words(index) if index is not None and place.column == "source" and place.token >= 0 else ()
        return words[place.token + further] if place.token + further < len(words) else None

    # Sentences and their English

    def action_cut_sentence(self) -> None:
        sentence, offset = self._text.sentence(self._page.cursor.item), self._offset_in_source()
        if sentence is None or offset == 0:
            self._footer.say("put the cursor on the word the new sentence begins with")
        else:
            self._correct(Correction("cut", sentence.start + offset))

    def action_join_sentence(self) -> None:
        following = self._text.following(self._page.cursor.item)
        if following is None:
            self._footer.say("there is no next sentence in this paragraph")
        else:
            self._correct(Correction("join", following.start))

    def _correct(self, correction: Correction) -> None:
        with self._errors():
            self._text.correct(correction)
            self._show_again(correction.offset)
            self._footer.say(f"{'cut' if correction.kind == 'cut' else 'joined'}; u takes it back")

    def action_edit(self) -> None:
        item = self._sheet.items[self._page.cursor.item]
        if item.sentence is None or not self._sheet.wanted[item.sentence]:
            self._footer.say("this has no English to correct")
            return
        sentence, english = self._sheet.sentences[item.sentence], "".join(self._sheet.english(item.sentence))
        self.app.push_screen(EditScreen(sentence.text, english), partial(self._write, sentence))

    def _write(self, sentence: Sentence, english: str | None) -> None:
        if english is None:
            return
        with self._errors():
            if not self._text.write(sentence, english):
                self._footer.say("nothing has changed")
                return
            self._show_english(sentence.text)
            self._footer.say("kept for this sentence, in every text; u takes it back")

    def _show_english(self, source: str) -> None:
        """The sentences of this text have another English; where it is an engine's, the room is asked for it."""
        alike = self._text.alike(source)
        self._page.sentences_changed(alike)
        if not all(self._sheet.known(index) for index in alike):
            self._read()
        self._show_engine()

    def action_undo(self) -> None:
        with self._errors():
            undone = self._text.undo()
            said = f"took back: {_changed(undone)}" if undone else "nothing to take back"
            self._show_turned(undone, said)
            self._footer.say(said)

    def action_redo(self) -> None:
        with self._errors():
            redone = self._text.redo()
            said = f"again: {_changed(redone)}" if redone else "nothing has been taken back"
            self._show_turned(redone, said)
            self._footer.say(said)

    def _show_turned(self, correction: Correction | None, said: str) -> None:
        """Show the page after a change has been taken back or made again."""
        if correction is None:
            return
        if correction.kind in ("english", "alternative"):
            self._show_english(correction.source)
        elif correction.kind == "term":
            self._open_glossary(said)
        elif correction.kind in ("words", "reading"):
            self._obey()
        elif correction.kind in ("bookmark", "unbookmark"):
            self._page.lay_out()
        elif correction.kind in ("status", "hsk"):
            self._show_learnt(correction.source)
        else:
            self._show_again(correction.offset)

    def _show_again(self, offset: int) -> None:
        """The sentences are others now: show them, the cursor at this offset of the text, and have them read."""
        self._page.replace(self._sheet, *self._text.at(offset))
        self._read()


def _said(rule: Correction) -> str:
    """What the footer says of a rule that was made."""
    shown = rule.target if rule.kind == "words" else f"{rule.source} {rule.target}"
    wider = "" if rule.scope == "all" else f" · g a: {_WHERE['text' if rule.scope == 'place' else 'all']}"
    return f"{shown} {_WHERE[rule.scope]}{wider} · u takes it back"


def _changed(correction: Correction) -> str:
    if correction.kind in ("words", "reading"):
        return f"{correction.source} {correction.target} {_WHERE[correction.scope]}"
    if correction.kind == "status":
        return f"{correction.source} {correction.target}"
    if correction.kind == "term":
        return f"{correction.source} in your glossary"
    if correction.kind == "hsk":
        return "the level you know"
    return _CHANGES[correction.kind]
