"""What the reader has the engine room do besides reading: write the text, find new words, install the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from reader import room
from reader.errors import ReaderError
from reader.export import files
from reader.model import NewWord
from reader.tui.engine import Engine
from reader.tui.moving import MovingScreen
from reader.tui.newwords import new_words
from reader.tui.save import SaveScreen
from reader.tui.sheet import Sheet
from reader.tui.text import Text

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp


class WorkingScreen(MovingScreen):
    """What each of these keys does; the screen itself brings the text and shows how the engine stands."""

    _text: Text
    _engine: Engine
    _show_engine: Callable[[], None]

    @property
    def _sheet(self) -> Sheet:
        return self._text.sheet

    @property
    def _app(self) -> ReaderApp:
        return cast("ReaderApp", self.app)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """What cannot be kept or written is said in the footer; the page stays."""
        try:
            yield
        except ReaderError as error:
            self._footer.say(str(error), warning=True)

    def action_copy(self) -> None:
        place = self._page.cursor.place
        if place.token < 0:
            self._footer.say("put the cursor on a word")
        else:
            self._copy(self._page.word_under(place))

    def action_copy_pair(self) -> None:
        sentence = self._sheet.items[self._page.cursor.item].sentence
        if sentence is None:
            self._footer.say("put the cursor on a sentence")
        else:
            english = "".join(self._sheet.english(sentence))
            self._copy(f"{self._sheet.sentences[sentence].text}\n{english}".rstrip("\n"))

    def _copy(self, text: str) -> None:
        """To the terminal's clipboard (OSC 52), as far as it allows that."""
        self.app.copy_to_clipboard(text)
        self._footer.say(f"copied: {text}")

    def action_export(self) -> None:
        if self._can_work():
            missing = sum(self._sheet.wanted) - sum(self._sheet.fresh)
            proposed = files.free_name(self._text.document, Path.cwd())
            self.app.push_screen(SaveScreen(proposed, missing), self._export)

    def _export(self, path: Path | None) -> None:
        if path is None:
            return
        with self._errors():
            files.check(path, force=False)
            self._app.room.send(room.WriteText(self._text.document, path.absolute()))
            self._engine.writing = 0, len(self._sheet.sentences)
            self._show_engine()

    def action_new_words(self) -> None:
        if self._engine.writing or self._engine.downloading:
            self._footer.say("new words can be looked for when this is done")
        elif self._can_work():
            self._footer.say("looking for new words …")
            self._app.room.send(room.FindNewWords())

    def action_install_model(self) -> None:
        if not self._can_work():
            return
        opened = self._engine.opened
        if opened is None:
            self._footer.say("the engine is still starting; try again in a moment")
        elif opened.machine != "gloss":
            self._footer.say("a translation model is installed already")
        else:
            self._footer.say("asking for the model …")
            self._app.room.send(room.InstallModel())

    def _can_work(self) -> bool:
        """Is there an engine room? If not, the footer says what to do, and goes on saying so."""
        return not self._engine.stopped

    def show_new_words(self, words: Sequence[NewWord]) -> None:
        """Open the list of them, if the reader has not gone elsewhere meanwhile."""
        if not words:
            self._footer.say("no new words: dictionary and glossaries have all that is said repeatedly")
        elif self.app.screen is self:
            self._footer.say("")
            places = [word.places[0] for word in words]
            self.app.push_screen(new_words(words, self._sheet.sentences), partial(self._jump_to, places))

    def _jump_to(self, places: Sequence[tuple[int, int]], index: int | None) -> None:
        """Go to one of these places: a sentence, and an offset in it."""
        if index is not None:
            sentence, offset = places[index]
            self._page.cursor.column = "source"
            self._page.go(self._sheet.item_of[sentence], offset, jump=True)
