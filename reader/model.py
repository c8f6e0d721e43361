"""What passes between the rooms: frozen records with offsets in characters (code points) and stable ids.

    Document ─ blocks ─▶ Sentence ─ words ─▶ Annotated ─ engine ─▶ Translation

Offsets of a Block or Sentence count from the start of `Document.text`; those of a Word or Term from the start of its
sentence. The text itself is never changed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "quote", "code", "aside"]
WordKind = Literal["word", "name", "number", "date", "latin", "url", "hashtag", "punctuation", "space", "other"]
ReadingSource = Literal["correction", "glossary", "dictionary", "phrase", "model", "character"]
TermStatus = Literal["present", "chosen", "injected", "replaced", "unplaced"]
Machine = Literal["translation", "gloss", "human"]
RuleKind = Literal["words", "reading"]
Status = Literal["new", "learning 1", "learning 2", "learning 3", "learning 4", "known", "ignored"]
FlagKind = Literal[
    "quantity", "currency", "name", "loop", "empty", "untranslated", "length", "dropped", "negation", "quotation"
]

# Code within a sentence, as it stands in the text with its backticks: neither cut nor translated.
CODE = r"(?<!`)(?:`[^`\n]{1,200}`|``(?!`)[^\n]{1,200}?(?<!`)``)(?!`)"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the document: `start` and `end` are offsets in its text.

    `level` is 1–6 for a heading, the nesting depth for an item or quotation (1 is the outermost), else 0.
    `marker` is a list item's own mark as it is shown ("•", "3."). Blocks of kind "code" have no sentences; those of
    kind "aside" (what a site puts around its article) are shown but not translated. `inside` are the quotations (>) and
    list items (-) it stands in, the outermost first: ">-" for an item of a list in a quotation.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be read. `origin` is an absolute path, a URL or "-"; `date` is as the source writes it, or ""."""

    origin: str
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    publisher: str = ""
    date: str = ""

    def text_of(self, part: Block | Sentence) -> str:
        return self.text[part.start : part.end]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of translation. `paragraph` is the index of its block; `start`, `end` are offsets in the document."""

    id: str
    paragraph: int
    start: int
    end: int
    text: str


def sentence_id(text: str, occurrence: int) -> str:
    """The stable id of a sentence: its text and how many equal ones its paragraph had before it (0 for the first)."""
    return hashlib.sha256(f"{occurrence}\0{text}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a sentence; the words of a sentence join back to its text, spaces included.

    `pinyin` and `tones` have exactly one item a character, for words that are all Han; else both are empty.
    `spoken` is how a number, date or unit is read aloud, or a word that is not all Han (A gǔ). All tones are citation
    tones. `term` is the English of a glossary term, `note` its note.
    `english` is how English writes a number or date. `pos` is jieba's tag of a Chinese word ("n", "vn"), or "".
    `hsk` is its level by the syllabus of 2025, 1 to 6, or 7 for the one band 7–9; None where that does not have it.
    """

    text: str
    start: int
    end: int
    kind: WordKind
    pinyin: tuple[str, ...] = ()
    tones: tuple[str, ...] = ()
    spoken: str = ""
    english: str = ""
    reading: ReadingSource | None = None
    certain: bool = True
    definitions: tuple[str, ...] = ()
    term: str = ""
    note: str = ""
    parts: tuple[Part, ...] = ()
    pos: str = ""
    hsk: int | None = None

    @property
    def new(self) -> bool:
        """Whether it is a word of several characters that neither dictionary nor glossary has, and no name."""
        return self.kind == "word" and len(self.text) > 1 and not self.definitions and not self.term


@dataclass(frozen=True, slots=True)
class Part:
    """A dictionary word inside a longer word, for the card: 银行行长 has 银行 and 行长. `pos` as in `Word`.

    `pinyin` has one syllable a Han character, or is empty.
    """

    text: str
    pinyin: tuple[str, ...]
    definitions: tuple[str, ...]
    pos: str = ""


@dataclass(frozen=True, slots=True)
class Sound:
    """A syllable as it is shown, with its tone: 1 to 4, 5 for the neutral one; 0 for what stands between syllables."""

    text: str
    tone: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One glossary entry.

    `pinyin` has one syllable a Han character of the source, or is empty. `inside` allows the term to match inside a
    longer word. `everyday`: the source is an everyday word too, and means this only where the sentence speaks of
    business. `variants` are other English forms that count as the term.
    """

    source: str
    target: str
    pinyin: tuple[str, ...] = ()
    pos: str = ""
    note: str = ""
    variants: tuple[str, ...] = ()
    inside: bool = False
    everyday: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A glossary entry found in a sentence: `start`, `end` are offsets in the sentence."""

    entry: Entry
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NewWord:
    """A string of a text that no dictionary and no glossary has, offered for the glossary.

    `pinyin` has one syllable a Han character. `gloss` is a guess at its English, word by word. `places` has the index
    of each sentence it stands in, and its offset in that sentence.
    """

    text: str
    kind: Literal["word", "name"]
    pinyin: tuple[str, ...]
    gloss: str
    places: tuple[tuple[int, int], ...]

    @property
    def entry(self) -> Entry:
        """The glossary entry it is offered as, for a human to look through."""
        times = "once" if len(self.places) == 1 else f"{len(self.places)} times"
        return Entry(self.text, self.gloss, self.pinyin, self.kind * (self.kind == "name"), f"a guess; {times}")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A sentence with its words and the glossary terms in it."""

    sentence: Sentence
    words: tuple[Word, ...]
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """What became of a glossary term in a translation. Target offsets are None while it is not placed."""

    source: str
    target: str
    start: int
    end: int
    target_start: int | None
    target_end: int | None
    status: TermStatus


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about a translation that a reader should know.

    `start`, `end` are offsets in the source sentence of what it is about (the whole sentence if it is about all of it);
    `detail` says it in one short line; `repaired` that the target has been mended.
    """

    kind: FlagKind
    detail: str
    start: int
    end: int
    repaired: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Which words of the source the target has at a place: offsets in the sentence, and in its English."""

    start: int
    end: int
    target_start: int
    target_end: int


@dataclass(frozen=True, slots=True)
class Translation:
    """The English of one sentence, matched to it by `id`, and who made it.

    `machine` says what it is worth: "translation" by a model, "gloss" word by word, "human". `original` is what the
    engine said where the target was mended, else "". `links` are in the order of the target, where the engine knows
    them. `chosen`: a machine made it, and the reader took it before what that machine prefers.
    """

    id: str
    target: str
    engine: str
    version: str
    machine: Machine
    terms: tuple[Term, ...] = ()
    original: str = ""
    flags: tuple[Flag, ...] = ()
    links: tuple[Link, ...] = ()
    chosen: bool = False

    @property
    def settled(self) -> bool:
        """Whether it stands whatever an engine says: a human wrote it, or chose it."""
        return self.machine == "human" or self.chosen


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence and its English outside of any document, as translation memories pass them on (TMX: unit).

    `engine` and `version` are of the machine that made it; both are "" where a human did.
    """

    source: str
    target: str
    engine: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """A unit whose source is nearly the sentence at hand, `percent` of it."""

    percent: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Alternative:
    """A way to read a word: one syllable a Han character. `source` has it, `meaning` is what it then means, or ""."""

    pinyin: tuple[str, ...]
    source: ReadingSource
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """All that is known of a word by itself, wherever it stands.

    `entries` are those of the dictionary, the likeliest first, each under its own reading; their text is the word in
    the other script where that differs. `levels` are those of HSK by the name of the list. `inside` are dictionary
    words, `characters` are read as in the word. `readings` are the ways to read it.
    """

    entries: tuple[Part, ...]
    levels: tuple[tuple[str, int | None], ...]
    inside: tuple[Part, ...]
    characters: tuple[Part, ...]
    readings: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the reader has said of a word, and every stage obeys.

    `parts` are, for the kind "words", the words that these characters are cut into, one if they stay together; for
    "reading" its pinyin, one syllable a Han character. With an `offset` in the document text it holds for the one place
    that begins there. Of two rules for the same the later one counts, and one for a place before all others.
    """

    kind: RuleKind
    word: str
    parts: tuple[str, ...]
    offset: int | None = None


_CONTEXT = 16  # characters on each side; enough to tell places of a news text apart, short enough to survive edits


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place between two characters that can be found again after the text has changed elsewhere.

    `offset` counts characters in the text it was made for; `before` and `after` are what stood around it.
    """

    offset: int
    before: str
    after: str

    @classmethod
    def at(cls, text: str, offset: int) -> Anchor:
        return cls(offset, text[max(0, offset - _CONTEXT) : offset], text[offset : offset + _CONTEXT])

    def find(self, text: str) -> int | None:
        """The offset of this place in `text`, the nearest of several; None if what stood around it is gone."""
        context, nearest = self.before + self.after, None
        start = text.find(context) if context else -1
        while start != -1:
            place = start + len(self.before)
            if nearest is None or abs(place - self.offset) < abs(nearest - self.offset):
                nearest = place
            elif place > self.offset:
                break
            start = text.find(context, start + 1)
        return nearest


@dataclass(frozen=True, slots=True)
class KeptRule:
    """A rule outside of any text, as the store keeps it and files pass it on.

    `text` is the origin of the only document it holds for, "" for all; `place` the only place in that.
    """

    kind: RuleKind
    word: str
    parts: tuple[str, ...]
    text: str = ""
    place: Anchor | None = None
