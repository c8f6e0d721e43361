"""What an engine could say of a sentence, to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from reader import layout
from reader.model import Sentence, Translation
from reader.tui.choosing import ChoiceScreen

_HINT = "Enter or its digit takes one · Esc closes · scores: 0 is certain"
_ONES = 9  # that have a digit
_TITLE = 60  # cells of the sentence in the title


class AlternativesScreen(ChoiceScreen):
    """A digit, Enter or a click gives the index of what was chosen, Esc None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"take({number - 1})") for number in range(1, _ONES + 1)
    ]

    def action_take(self, index: int) -> None:
        if index < len(self._choices):
            self.dismiss(index)


def alternatives(
    sentence: Sentence, now: Translation | None, english: Sequence[tuple[Translation, float]]
) -> AlternativesScreen:
    """The English to choose from, each with the engine's score and with the words bold that the page has not now."""
    engine = english[0][0]
    title = layout.shorten(layout.visible(" ".join(sentence.text.split())), _TITLE)
    made = f"{title}\nsaid by a machine, {layout.visible(f'{engine.engine} {engine.version}')}, all of them"
    lines = [_line(number, one, score, now) for number, (one, score) in enumerate(english, start=1)]
    here = (index for index, (one, _) in enumerate(english) if now and one.target != now.target)
    return AlternativesScreen(made, lines, _HINT, next(here, 0))


def _line(number: int, one: Translation, score: float, now: Translation | None) -> Content:
    missing = [f"{term.source} ({term.target}) is not in it" for term in one.terms if term.status == "unplaced"]
    flags = [flag.kind for flag in one.flags if not flag.repaired]
    now_here = ["as it is now"] if now and one.target == now.target else []
    about = [f"{score:.2f}", *now_here, *([f"doubtful: {', '.join(dict.fromkeys(flags))}"] if flags else []), *missing]
    return Content.assemble(
        (f"{number if number <= _ONES else ' '} ", "$text-muted"),
        *_differing(one.target, now.target if now else one.target),
        ("\n  " + layout.visible(" · ".join(about)), "$text-muted"),
    )


def _differing(text: str, other: str) -> list[tuple[str, str]]:
    """A text in pieces, those bold that the other has not."""
    ours, theirs = layout.tokens(text), layout.tokens(other)
    compared = SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes()
    pieces = ((tag, "".join(ours[start:end])) for tag, _, _, start, end in compared)
    return [(layout.visible(piece), "" if tag == "equal" else "bold $accent") for tag, piece in pieces if piece]
