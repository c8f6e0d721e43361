"""The full card: all that is known of a word, in a panel over the part of the page where the word is not."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.style import Style
from textual.widgets import Static

from reader.config import Config
from reader.language import hsk, sounds
from reader.layout import visible
from reader.model import Alternative, Lookup, Part, Translation, Word
from reader.tui import card

_WIDTH = 110  # cells at most; longer lines are hard to read
_FRAME = 2, 5  # rows and cells that border, padding and scroll bar take
_ENOUGH = 9  # rows; with fewer beside the sentence, its other words are covered before the card gets smaller
_MEANINGS = 6  # of a character or a word inside


def lines(
    word: Word,
    head: Content,
    translation: Translation | None,
    config: Config | None,
    lookup: Lookup | None,
    often: str = "",
) -> list[Content]:
    """The card of a Chinese word, line by line, below the `head` that the small card has too.

    Readings look as `config` has it; without it there are none. `lookup` is what the dictionary has, None while that is
    not known; `often` says where else the word stands.
    """
    found = [head, *_terms(word, translation)]
    if lookup is None or not lookup.entries:
        found += [card.meanings(word)]
    else:
        found += [_entry(word.text, part, config) for part in lookup.entries]
    if word.english:
        found += [_line("in English", word.english)]
    inside = tuple(part for part in word.parts if len(part.text) > 1) or (lookup.inside if lookup else ())
    found += _section("words in it", (_part(part, config) for part in inside))
    if lookup:
        found += _section("characters", (_part(part, config) for part in lookup.characters))
        found += [_line("HSK", levels)] if (levels := _levels(lookup)) else []
    found += [_line("in your texts", often)] if often else []
    if lookup and config and len(lookup.readings) > 1:
        readings = (_reading(n, way, word, config) for n, way in enumerate(lookup.readings))
        found += _section("ways to read it", readings)
    return [line for line in found if line.plain]


def _terms(word: Word, translation: Translation | None) -> Iterator[Content]:
    """The glossary term that the word is, and what became of it."""
    if word.term:
        became = [card.TERM_STATUS[term.status] for term in card.terms_of(word, translation)]
        yield _line("glossary", " · ".join(filter(None, [f"{word.text} → {word.term}", word.note, *became])))


def _entry(word: str, entry: Part, config: Config | None) -> Content:
    """One entry of the dictionary: how it is read there, and all its meanings."""
    sound = _sound(Part(word, entry.pinyin, ()), config)
    other = "" if entry.text == word else f"  {visible(entry.text)}"
    return Content.assemble(sound, "  " * bool(sound), visible(" · ".join(entry.definitions)), (other, "$text-muted"))


def _part(part: Part, config: Config | None) -> Content:
    sound = _sound(part, config)
    meanings = visible(" · ".join(part.definitions[:_MEANINGS]))
    return Content.assemble("  ", (visible(part.text), "bold"), "  " * bool(sound), sound, "  ", meanings)


def _sound(part: Part, config: Config | None) -> Content:
    return card.spoken(sounds.of_part(part, config), config) if config else Content("")


def _reading(number: int, way: Alternative, word: Word, config: Config) -> Content:
    """A way to read the word, which a click on it keeps."""
    now = way.pinyin == word.pinyin
    about = " · ".join(filter(None, ["as it is now" * now, card.SOURCES[way.source], way.meaning]))
    sound = _sound(Part(word.text, way.pinyin, ()), config)
    line = Content.assemble("  ", (f"{number + 1} ", "bold"), sound, ("  " + visible(about), "$text-muted"))
    return line if now else line.stylize(Style.from_meta({"@click": f"screen.read_as({number})"}))


def _levels(lookup: Lookup) -> str:
    """The level in each of the lists, where any has the word."""
    said = [f"{of}: {hsk.said(level).removeprefix('HSK ')}" for of, level in lookup.levels if level]
    return " · ".join(said)


def _line(title: str, said: str) -> Content:
    return Content.assemble((f"{title}  ", "$text-muted"), visible(said))


def _section(title: str, found: Iterator[Content]) -> list[Content]:
    shown = list(found)
    return [Content.styled(title, "$text-muted"), *shown] if shown else []


class FullCard(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls by the wheel, and by the keys its screen gives it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Content] = []

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    @property
    def text(self) -> str:
        """What the card says, for the clipboard."""
        return "\n".join(line.plain for line in self.lines)

    def set_lines(self, lines: list[Content], *, anew: bool) -> None:
        """Say this; `anew`: of something else, so from its beginning."""
        self.lines = lines
        self.query_one(Static).update(Content("\n").join(lines))
        if anew:
            self.scroll_home(animate=False, force=True)

    def show_at(self, hint: Content, word: range, sentence: range, page: Region) -> None:
        """Show it where it covers nothing of the word; its rows and its sentence's are rows of the screen."""
        width = min(page.width, _WIDTH)
        inner = max(width - _FRAME[1], 1)
        rows = sum(max(1, len(line.wrap(inner))) for line in self.lines) + _FRAME[0]
        region = place(rows, width, word, sentence, page)
        self.styles.offset, self.styles.width, self.styles.height = region.offset, region.width, region.height
        self.border_subtitle = hint
        self.display = True


def place(rows: int, width: int, word: range, sentence: range, page: Region) -> Region:
    """Where a card of so many rows goes, in screen cells: at the page's lower or upper edge, never over the word.

    Nor over its sentence, while there is room beside it for the card, or for enough of it.
    """
    for taken in (sentence, word):
        above = min(max(taken.start - page.y, 0), page.height)
        below = min(max(page.bottom - taken.stop, 0), page.height)
        if max(above, below) >= min(rows, _ENOUGH):
            break
    lower = below >= min(rows, above)
    height = min(rows, below if lower else above)
    return Region(page.x + (page.width - width) // 2, page.bottom - height if lower else page.y, width, height)
