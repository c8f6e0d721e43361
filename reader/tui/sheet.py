"""The text as it lies on the page: which rows each sentence takes, worked out when they are looked at.

Rows and columns are cells from the top left of the whole text; no Textual here, so that it can be tested alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TypeVar

from reader import layout, page
from reader.config import DEFAULTS, Config
from reader.language import above, sounds
from reader.language.statuses import Knowledge
from reader.model import Annotated, Block, Document, Sentence, Status, Translation, Word
from reader.page import Geometry, Row
from reader.tui.firsts import FirstPlaces
from reader.tui.heights import Heights

_KEPT_ROWS = 512  # items whose rows are kept: some screens in each direction
_KEPT_TEXT = 2_000  # sentences whose words and English are kept: a novel does not fill the memory
_WAITING = "…"
_GLOSS = 18  # cells of a gloss under its word


@dataclass(frozen=True, slots=True)
class Item:
    """What stands on the page as one: a sentence (by its index), or a block of code (`sentence` is None)."""

    block: Block
    sentence: int | None
    first: bool


class Sheet:
    """The items of a document under one another, laid out at a width, with what is known of each sentence."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], wanted: Sequence[bool], config: Config = DEFAULTS
    ) -> None:
        self.document, self.sentences, self.wanted, self.config = document, sentences, wanted, config
        self.items = _items(document, sentences)
        self.item_of = {item.sentence: number for number, item in enumerate(self.items) if item.sentence is not None}
        self.bookmarks: set[int] = set()  # sentences that the reader has marked
        self.pinyin = above.CARD
        self.knowledge = Knowledge()  # of the reader's
        self.literal = False  # the word gloss under the English of another engine
        self.fresh = bytearray(len(sentences))  # 1 where the English is by the engine that works now
        self._firsts = FirstPlaces()
        self._outdated: set[int] = set()  # what is known of these was made by other rules of the reader
        self._annotated: OrderedDict[int, Annotated] = OrderedDict()
        self._translated: OrderedDict[int, Translation] = OrderedDict()
        self._literal: OrderedDict[int, Translation] = OrderedDict()
        self._rows: OrderedDict[int, list[Row]] = OrderedDict()
        self.lay_out(page.geometry(80))

    # What is known of the sentences

    def annotate(self, sentence: int, annotated: Annotated) -> list[int]:
        """The words of a sentence are known; the sentences that look otherwise now, which may be later ones too."""
        self._firsts.forget(sentence, self.words(sentence))
        later = self._firsts.add(sentence, annotated.words)
        _keep(self._annotated, sentence, annotated, _KEPT_TEXT)
        self._outdated.discard(sentence)
        changed = [sentence, *(later if self.pinyin.above == "first" else ())]
        for index in changed:
            self._measure(self.item_of[index])
        return changed

    def learn(self, knowledge: Knowledge, word: str) -> list[int]:
        """The reader knows a word otherwise now: the sentences laid out with it, which may look otherwise.

        Their rows are made anew when they are looked at: a common word may be in hundreds of them.
        """
        self.knowledge = knowledge
        found = [item for item in self._rows if word in self._text_of(item)]
        for item in found if self.pinyin.above == "unknown" else ():
            del self._rows[item]
        return [sentence for item in found if (sentence := self.items[item].sentence) is not None]

    def _text_of(self, item: int) -> str:
        sentence = self.items[item].sentence
        return "" if sentence is None else self.sentences[sentence].text

    def translate(self, sentence: int, translation: Translation) -> None:
        """Show this English; a machine's does not take the place of what a human wrote or chose (see `forget`)."""
        shown = self._translated.get(sentence)
        if shown and shown.settled and not translation.settled:
            return
        _keep(self._translated, sentence, translation, _KEPT_TEXT)
        self.fresh[sentence] = 1
        self._measure(self.item_of[sentence])

    def forget(self, sentence: int) -> None:
        """The English of a sentence is another now, and not known yet."""
        self._translated.pop(sentence, None)
        self.fresh[sentence] = 0
        self._measure(self.item_of[sentence])

    def outdate(self, sentences: Iterable[int]) -> None:
        """The words of these sentences are others now: they stay on the page until the new ones are here."""
        self._outdated.update(sentences)

    def gloss(self, sentence: int, translation: Translation) -> None:
        """The word gloss of a sentence, to stand under its English."""
        _keep(self._literal, sentence, translation, _KEPT_TEXT)
        if self.literal:
            self._measure(self.item_of[sentence])

    def take_over(self, other: Sheet) -> None:
        """What another sheet of the same text knows of the sentences that are in both."""
        numbers = {sentence.id: index for index, sentence in enumerate(other.sentences)}
        for index, sentence in enumerate(self.sentences):
            there = numbers.get(sentence.id)
            if there is None:
                continue
            if annotated := other._annotated.get(there):
                self.annotate(index, replace(annotated, sentence=sentence))
            if translation := other._translated.get(there):
                self.translate(index, translation)
                self.fresh[index] = other.fresh[there]
            if gloss := other._literal.get(there):
                self.gloss(index, gloss)

    def known(self, sentence: int) -> bool:
        """Are its words and its English here, by the rules as they are now?"""
        if sentence in self._outdated:
            return False
        return sentence in self._annotated and (sentence in self._translated or not self.wanted[sentence])

    def words(self, sentence: int) -> Sequence[Word]:
        """The words of a sentence; none while they are not known."""
        annotated = self._annotated.get(sentence)
        return annotated.words if annotated else ()

    def reading(self, sentence: int, token: int) -> sounds.Sounds:
        """How a word of a sentence is read in it, its syllables apart."""
        return sounds.readings(self.words(sentence), self.config, apart=True)[token]

    def status(self, sentence: int, token: int) -> Status:
        """How well the reader knows a word of a sentence; what is not known to be a word is ignored."""
        words = self.words(sentence)
        return self.knowledge.of(words[token]) if 0 <= token < len(words) else "ignored"

    def translation(self, sentence: int) -> Translation | None:
        return self._translated.get(sentence)

    def english(self, sentence: int) -> list[str]:
        """The English of a sentence as tokens that join to it; none while it is not known."""
        translation = self._translated.get(sentence)
        return layout.tokens(translation.target) if translation else []

    @property
    def share(self) -> float:
        """The Chinese column's share of the page by the cells of the pairs that are here."""
        pairs = [(self.sentences[i].text, t.target) for i, t in self._translated.items()]
        return page.share(sum(layout.cells(s) for s, _ in pairs), sum(layout.cells(t) for _, t in pairs))

    # Where it stands

    def lay_out(self, geometry: Geometry) -> None:
        """Set everything anew: heights are estimates until an item's rows are asked for."""
        self.geometry = geometry
        self._rows.clear()
        self.heights = Heights([self._estimate(item) for item in self.items])

    def rows(self, number: int) -> list[Row]:
        """The rows of an item; from now on its height is exact."""
        rows = self._rows.get(number)
        if rows is None:
            rows = page.rows(self._pair(self.items[number]), self.geometry)
            _keep(self._rows, number, rows, _KEPT_ROWS)
            if self.heights[number] != len(rows):
                self.heights[number] = len(rows)
        return rows

    def row_of(self, number: int, word: int, role: str) -> int:
        """The row of an item, counted from its first, on which a word of it stands first; 0 if it is not there."""
        for index, row in enumerate(self.rows(number)):
            if any(span.word == word and span.role == role for span in row):
                return index
        return 0

    def _measure(self, number: int) -> None:
        """An item has changed: its rows are made anew if they were made before, else its height stays an estimate."""
        if self._rows.pop(number, None) is not None:
            self.rows(number)

    def _estimate(self, item: Item) -> int:
        if item.sentence is None:
            return self.document.text.count("\n", item.block.start, item.block.end) + 2
        sentence = self.sentences[item.sentence]
        return page.estimate(2 * (sentence.end - sentence.start), self.geometry)

    def _pair(self, item: Item) -> page.Pair:
        if item.sentence is None:
            return page.Pair(item.block, [self.document.text_of(item.block)])
        words = self.words(item.sentence)
        source = [word.text for word in words] or layout.tokens(self.sentences[item.sentence].text)
        return page.Pair(
            item.block,
            source,
            target=self.english(item.sentence),
            readings=self._readings(item.sentence),
            glosses=self._glosses(item.sentence, words) if self._interlinear else (),
            first=item.first,
            mark=self._mark(item.sentence),
            bookmark=item.sentence in self.bookmarks,
            waiting=_WAITING if self.wanted[item.sentence] else "",
            literal=self._literal_tokens(item.sentence) if self.literal else (),
        )

    @property
    def _interlinear(self) -> bool:
        return self.geometry.layout == "interlinear"

    def _readings(self, sentence: int) -> list[sounds.Sounds]:
        """The readings above the words of a sentence, empty where there is none; none at all if none is wanted."""
        words = self.words(sentence)
        if self._interlinear:
            return sounds.readings(words, self.config)
        if not self.pinyin.above:
            return []
        read, firsts = sounds.readings(words, self.config), self._firsts.of(sentence, words)
        return [
            sound if above.shows(self.pinyin, word, self.knowledge.of(word), first=first) else ()
            for word, sound, first in zip(words, read, firsts, strict=True)
        ]

    def _literal_tokens(self, sentence: int) -> list[str]:
        gloss, translation = self._literal.get(sentence), self._translated.get(sentence)
        return layout.tokens(f"≈ {gloss.target}") if gloss and translation and translation.machine != "gloss" else []

    def _glosses(self, sentence: int, words: Sequence[Word]) -> list[str]:
        """What the word gloss has of each word, for the row under it; "" where it has nothing, or is not here yet."""
        gloss = self._literal.get(sentence) or self._translated.get(sentence)
        if gloss is None or gloss.machine != "gloss":
            return []
        starts = [word.start for word in words]
        parts: list[list[str]] = [[] for _ in words]
        for link in gloss.links:
            parts[bisect_right(starts, link.start) - 1].append(gloss.target[link.target_start : link.target_end])
        said = [" ".join(part) for part in parts]
        return [
            "" if word.kind == "punctuation" or text == word.text else layout.shorten(layout.visible(text), _GLOSS)
            for word, text in zip(words, said, strict=True)
        ]

    def _mark(self, sentence: int) -> str:
        translation = self._translated.get(sentence)
        return page.mark(translation) if translation else ""

    def marked(self, sentence: int) -> bool:
        """Whether there is a mark in the margin, a bookmark or one about its English."""
        return sentence in self.bookmarks or bool(self._mark(sentence))

    @property
    def with_english(self) -> list[int]:
        """The sentences whose English is here."""
        return sorted(self._translated)

    def remarks(self, sentence: int) -> list[str]:
        """What there is to say about the English of a sentence."""
        translation = self._translated.get(sentence)
        return page.remarks(translation) if translation else []

    def linked(self, sentence: int, token: int, column: str) -> frozenset[int]:
        """The tokens of the other column that render, or are rendered by, this token: as far as the engine knows."""
        translation, words = self._translated.get(sentence), self.words(sentence)
        if not translation or not words:
            return frozenset()
        source, target = self._spans(sentence, "source"), self._spans(sentence, "target")
        here, there = (source, target) if column == "source" else (target, source)
        if not 0 <= token < len(here):
            return frozenset()
        pairs = [((a.start, a.end), (a.target_start, a.target_end)) for a in translation.links]
        if not pairs:  # what is known of any engine's English: where the glossary terms are
            pairs = [((t.start, t.end), (t.target_start or 0, t.target_end or 0)) for t in translation.terms]
        ends = [pair if column == "source" else pair[::-1] for pair in pairs]
        spans = [other for span, other in ends if _overlap(span, here[token])]
        return frozenset(n for n, place in enumerate(there) if any(_overlap(place, span) for span in spans))

    def tokens_at(self, sentence: int, column: str, spans: Sequence[tuple[int, int]]) -> list[int]:
        """The tokens of one half of a sentence that stand at these places in it, in characters."""
        if not spans:
            return []
        places = enumerate(self._spans(sentence, column))
        return [n for n, place in places if any(_overlap(place, span) for span in spans)]

    def _spans(self, sentence: int, column: str) -> list[tuple[int, int]]:
        """Where the tokens of one half of a sentence stand in it, in characters."""
        if column == "target":
            return _offsets(self.english(sentence))
        words = [word.text for word in self.words(sentence)]
        return _offsets(words or layout.tokens(self.sentences[sentence].text))


def _offsets(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Where each token stands in the text that they join to."""
    starts = [0, *accumulate(map(len, tokens))]
    return list(pairwise(starts))


def _overlap(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span[0] < other[1] and other[0] < span[1]


_Value = TypeVar("_Value")


def _keep(kept: OrderedDict[int, _Value], key: int, value: _Value, most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)


def _items(document: Document, sentences: Sequence[Sentence]) -> list[Item]:
    """Sentences and code blocks in the order of the document."""
    of_block: dict[int, list[int]] = {}
    for index, sentence in enumerate(sentences):
        of_block.setdefault(sentence.paragraph, []).append(index)
    items: list[Item] = []
    for number, block in enumerate(document.blocks):
        if block.kind == "code":
            items.append(Item(block, None, True))
        indexes = of_block.get(number, [])
        items += [Item(block, i, i == indexes[0]) for i in indexes]
    return items
