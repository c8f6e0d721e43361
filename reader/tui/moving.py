"""The keys that move the cursor, on a screen that has a page."""

from __future__ import annotations

from reader.tui.keyed import KeyedScreen
from reader.tui.view import PageView


class MovingScreen(KeyedScreen):
    """What each moving key does; the screen itself brings the page."""

    _page: PageView

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
        self._page.go(len(self._page.sheet.items) - 1, jump=True)

    def action_other_column(self) -> None:
        if not self._page.change_column():
            self._footer.say("one column alone is shown; L shows both")

    def action_back(self) -> None:
        if not self._page.go_back():
            self._footer.say("there was no jump to go back from")
