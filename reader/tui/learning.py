"""How well the reader knows the words, and which of them have their reading above them."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from reader.language import hsk
from reader.language.above import CARD, EVERY, MODES, Mode
from reader.language.statuses import can_learn
from reader.model import Status
from reader.tui.choosing import ChoiceScreen
from reader.tui.finding import FindingScreen

_NONE = "none of them, or not now"
_ASK = "Which words of the HSK lists do you know already?"
_ASK_HINT = "They count as known, each until you say otherwise · g h asks again"


class LearningScreen(FindingScreen):
    """What each of these keys does."""

    _shown: tuple[Mode, Mode] = (CARD, EVERY)  # how readings are shown now, and how when they are turned on or off

    # Statuses

    def action_status_new(self) -> None:
        self._give("new")

    def action_learning_1(self) -> None:
        self._give("learning 1")

    def action_learning_2(self) -> None:
        self._give("learning 2")

    def action_learning_3(self) -> None:
        self._give("learning 3")

    def action_learning_4(self) -> None:
        self._give("learning 4")

    def action_status_known(self) -> None:
        self._give("known")

    def action_status_ignored(self) -> None:
        self._give("ignored")

    def _give(self, status: Status) -> None:
        """Give the word under the cursor a status; the first time, ask which words are known already."""
        word, sentence = self._word(), self._text.sentence(self._page.cursor.item)
        if word is None or sentence is None or not can_learn(word):
            self._footer.say("put the cursor on a Chinese word; numbers, dates and Latin are ignored by themselves")
            return
        with self._errors():
            first = not self._text.asked_level
            if self._text.learn(sentence, word, status):
                self._show_learnt(word.text)
                self._footer.say(f"{word.text}: {status}, in all texts · u takes it back")
            else:
                self._footer.say(f"{word.text}: {status} already")
            if first:
                self.action_known_hsk()

    def action_known_hsk(self) -> None:
        levels = [_NONE, *(f"up to {hsk.said(level)}" for level in range(1, hsk.BAND + 1))]
        self.app.push_screen(
            ChoiceScreen(_ASK, [*map(Content, levels)], _ASK_HINT, self._text.knowledge.level), self._know
        )

    def _know(self, level: int | None) -> None:
        """This was the answer, None if there was none; then it is as before, and will not be asked unbidden again."""
        with self._errors():
            if self._text.know(self._text.knowledge.level if level is None else level, self._offset()):
                self._show_learnt("")
                known = f"words up to {hsk.said(level)} count as known" if level else "no words count as known unsaid"
                self._footer.say(f"{known} · u takes it back")

    def _offset(self) -> int:
        sentence = self._text.sentence(self._page.cursor.item)
        return sentence.start if sentence else 0

    def _show_learnt(self, word: str) -> None:
        """Show what the reader knows now of a word, or of all words ("")."""
        if word:
            self._page.sentences_changed(self._sheet.learn(self._text.knowledge, word))
        else:
            self._sheet.knowledge = self._text.knowledge
            self._page.lay_out()
            self._show_docked(self._page.cursor.place)

    # Pinyin

    def action_pinyin(self) -> None:
        now, other = self._shown
        self._show_pinyin(other, now)

    def action_pinyin_mode(self) -> None:
        lines = [Content(mode.said) for mode in MODES]
        self.app.push_screen(
            ChoiceScreen("Pinyin", lines, "Enter shows it so · p turns it on and off", MODES.index(self._sheet.pinyin)),
            partial(self._choose_pinyin, self._shown),
        )

    def _choose_pinyin(self, before: tuple[Mode, Mode], index: int | None) -> None:
        """The other of the two is kept, so that `p` goes from readings above words to those that stood here without."""
        if index is not None:
            mode = MODES[index]
            now, other = before
            self._show_pinyin(mode, other if bool(now.above) == bool(mode.above) else now)

    def _show_pinyin(self, mode: Mode, other: Mode) -> None:
        self._shown = mode, other
        self._sheet.pinyin = mode
        self._page.lay_out()
        self._show_docked(self._page.cursor.place)
        self._footer.say(f"pinyin: {mode.said}")
