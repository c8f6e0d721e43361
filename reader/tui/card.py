"""The word card: what is known of the word in the light, docked under the page or floating at the pointer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.widget import Widget
from textual.widgets import Static

from reader.config import DEFAULTS, Config
from reader.language import hsk, sounds
from reader.language.colours import COLOURS
from reader.layout import cells, shorten, visible
from reader.model import Near, Sentence, Sound, Term, Translation, Word
from reader.store import Elsewhere

WIDTH = 42  # cells of a floating card at most
SOURCES = {
    "correction": "your correction",
    "glossary": "glossary",
    "dictionary": "dictionary",
    "phrase": "phrase list",
    "model": "model",
    "character": "character by character",
}
TERM_STATUS = {
    "present": "in the English",
    "chosen": "placed by another hypothesis",
    "injected": "placed by translating again",
    "replaced": "put in place of the engine's word",
    "unplaced": "not in the English",
}
_MACHINES = {
    "translation": "machine translation",
    "gloss": "word gloss, not a translation",
    "human": "by a human",
}


def word_lines(
    word: Word,
    translation: Translation | None,
    reading: Sequence[Sound] = (),
    config: Config | None = DEFAULTS,
    status: str = "",
    often: str = "",
) -> list[Content]:
    """The card of a Chinese word, line by line, the most important first; `reading` is that in its sentence.

    Readings look as `config` has it; without it there are none. `status` is how well the reader knows the word,
    `often` how often the texts have it.
    """
    sound = spoken(reading, config) if config else Content("")
    head = _head(word, sound, [status, *_origin(word, translation, config is not None), often])
    lines = (head, meanings(word), _parts(word, config))
    return [line for line in lines if line.plain]


def often(times: int, elsewhere: Elsewhere | None, *, whole: bool = False) -> str:
    """How often this text has a word, and how many others, as far as that is known; `whole`: once in this one too."""
    here = f"{times:,} times here" if times > 1 else "once here" if times and whole else ""
    if elsewhere is None or not elsewhere.texts:
        return here
    others = f"{elsewhere.texts:,} other text{'s' * (elsewhere.texts > 1)}"
    return " · ".join(filter(None, [here, f"{elsewhere.times:,} in {others}" if whole else others]))


def spoken(reading: Sequence[Sound], config: Config) -> Content:
    """A reading; in the colours of its tones, where there are any."""
    colours = COLOURS[config.tone_colours]
    styles = (colours[sound.tone] if any(colours) else "$accent" for sound in reading)
    shown = ((visible(sound.text), style) for sound, style in zip(reading, styles, strict=True))
    return Content.assemble(*shown)


def english_lines(translation: Translation, remarks: list[str]) -> list[Content]:
    """The card of the English: who made it, and what there is to say about it."""
    who = translation.version if translation.machine == "human" else f"{translation.engine} {translation.version}"
    chosen = ", which you chose" * translation.chosen
    made = Content.assemble((f"{_MACHINES[translation.machine]}{chosen}", "bold"), (f"  {who}", "$text-muted"))
    terms = [
        Content.from_markup(
            "$source → $target · $status",
            source=visible(t.source),
            target=visible(t.target),
            status=TERM_STATUS[t.status],
        )
        for t in translation.terms
    ]
    joined = Content("  ").join(terms)
    return [line for line in (made, joined, Content(visible(" · ".join(remarks)))) if line.plain]


def near_line(near: Near, width: int | None = None) -> Content:
    """A hint: another sentence that is nearly this one, and its English. In `width` cells the English gets the most."""
    unit = near.unit
    by = f"by {visible(f'{unit.engine} {unit.version}'.strip())}" if unit.engine else _MACHINES["human"]
    source, target = visible(unit.source), visible(unit.target)
    head, tail = f"{near.percent}% like: ", f", {by}"
    if width is not None:
        source = shorten(source, width // 3)
        target = shorten(target, width - cells(f"{head}{source} → {tail}"))
    return Content.assemble((head, "$accent"), f"{source} → {target}", (tail, "$text-muted"))


def plain_lines(sentence: Sentence) -> list[Content]:
    """The card while the words of a sentence are not known yet."""
    return [Content.styled(f"looking up {len(sentence.text)} characters …", "$text-muted")]


def _head(word: Word, sound: Content, about: Sequence[str]) -> Content:
    parts: list[Content | str | tuple[str, str]] = [(visible(word.text), "bold")]
    if sound.plain:
        parts += ["  ", sound]
    if word.term:
        parts += ["  ", (visible(word.term), "bold $success")]
    if said := " · ".join(filter(None, about)):
        parts += ["  ", (said, "$text-muted")]
    return Content.assemble(*parts)


def _origin(word: Word, translation: Translation | None, pinyin: bool) -> Iterator[str]:
    if word.term:
        yield "glossary term"
        yield from (TERM_STATUS[term.status] for term in terms_of(word, translation))
    elif word.kind in ("number", "date", "latin", "url", "hashtag"):
        yield word.kind
    if word.reading and pinyin:
        yield f"reading: {SOURCES[word.reading]}" + ("" if word.certain else ", a guess")
    if word.kind == "word" or word.hsk:
        yield hsk.said(word.hsk)


def terms_of(word: Word, translation: Translation | None) -> list[Term]:
    """What became of the term this word is."""
    return [term for term in translation.terms if term.start == word.start] if translation else []


def meanings(word: Word) -> Content:
    """What a word means, or that nothing knows it."""
    known = [word.note, *word.definitions] if word.note else list(word.definitions)
    if known:
        return Content(visible(" · ".join(known)))
    if word.kind in ("word", "name"):
        return Content.styled("new word, in no dictionary" if word.new else "not in the dictionary", "$text-muted")
    return Content("")


def _parts(word: Word, config: Config | None) -> Content:
    shown = [part for part in word.parts if part.definitions]
    lines = []
    for part in shown:
        meaning = visible("; ".join(part.definitions[:2]))
        sound = spoken(sounds.of_part(part, config), config) if config else Content("")
        lines.append(Content.assemble((visible(part.text), "bold"), " " * bool(sound), sound, f" {meaning}"))
    return Content("  ").join(lines)


class DockedCard(Widget):
    """Three lines under the page, or more when pinned; it covers nothing. What has no room ends with an ellipsis."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Content] = []
        self._mark: list[Content] = []

    def show_lines(self, lines: list[Content], *, pinned: bool = False) -> None:
        self.set_class(pinned, "pinned")
        self._lines = lines
        self._mark = [Content.styled("pinned · Esc lets it go", "$text-muted")] if pinned else []
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(_wrapped(self._lines, width)) + len(self._mark)

    def render(self) -> RenderResult:
        width, room = self.size.width, max(self.size.height - len(self._mark), 1)
        rows = _wrapped(self._lines, width)
        if len(rows) > room:
            rows = [*rows[: room - 1], rows[room - 1].truncate(max(width - 2, 0)).rstrip() + " …"]
        return Content("\n").join([*rows, *self._mark])


def _wrapped(lines: list[Content], width: int) -> list[Content]:
    return [row for line in lines for row in line.wrap(max(width, 1))]


class FloatingCard(Static):
    """A card over the page, by the pointer."""

    def show_at(self, lines: list[Content], offset: Offset, size: Size) -> None:
        self.styles.width, self.styles.height = size
        self.styles.offset = offset
        self.update(Content("\n").join(lines))
        self.display = True


def measure(lines: list[Content], width: int) -> Size:
    """The outer size of a floating card `width` cells wide: a border of one and one cell of padding left and right."""
    inner = max(width - 4, 4)
    return Size(width, 2 + sum(max(1, len(line.wrap(inner))) for line in lines))


def place(size: Size, word: Region, english: Region, page: Region) -> Offset:
    """Where a floating card goes, in screen cells: near its word, over neither the word nor its sentence's English.

    Just below the word if there is room, else just above it, else below or above the English, else wherever it
    covers least; always on the page.
    """
    left = min(max(word.x - 2, page.x), max(page.right - size.width, page.x))
    beside = max(english.x - size.width - 1, page.x)
    corners = [
        (x, y)
        for y in (word.bottom, word.y - size.height, english.bottom, english.y - size.height)
        for x in (min(left, beside) if english.x > word.x else left, left)
    ]
    fitting = [Region(x, y, *size) for x, y in corners if y >= page.y and y + size.height <= page.bottom]
    for region in fitting:
        if not region.overlaps(word) and not region.overlaps(english):
            return region.offset
    clear = [region for region in fitting if not region.overlaps(word)]
    if clear:
        return min(clear, key=lambda region: region.intersection(english).area).offset
    return Offset(left, max(page.y, page.bottom - size.height))
