"""The text being read: its sentences as the rules and the reader cut them, and its place in the store."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from reader import paths, pipeline
from reader.config import DEFAULTS, Config
from reader.errors import GlossaryError, StoreError
from reader.glossary import own
from reader.ingest.clean import clean_line
from reader.language.sentences import split, split_block
from reader.language.statuses import Knowledge, can_learn, key
from reader.model import Annotated, Entry, Sentence, Status, Translation, Word
from reader.store import Correction, Shelved, Store
from reader.tui.sheet import Sheet


class Text:
    """A document from the store with the sheet that shows it. Raises StoreError where the store cannot be used.

    `number` tells the engine room's answers to this text from those to what it was before a cut or join.
    """

    def __init__(self, shelved: Shelved, store: Store, config: Config = DEFAULTS) -> None:
        self.document, self.place, self.number = shelved.document, shelved.place, 0
        self._shelved, self._store, self.config = shelved, store, config
        self.rules = store.rules(self.document)
        self.knowledge = Knowledge(store.statuses(), store.known_level())
        self.sheet = self._sheet_of(split(self.document, store.cuts(shelved)))
        self._find_bookmarks()

    def sentence(self, item: int) -> Sentence | None:
        """The sentence that an item of the sheet shows; None for code."""
        index = self.sheet.items[item].sentence
        return None if index is None else self.sheet.sentences[index]

    def following(self, item: int) -> Sentence | None:
        """The sentence after it in the same paragraph."""
        index = self.sheet.items[item].sentence
        if index is None or index + 1 >= len(self.sheet.sentences):
            return None
        here, there = self.sheet.sentences[index : index + 2]
        return there if there.paragraph == here.paragraph else None

    def at(self, offset: int) -> tuple[int, int]:
        """The item, and the offset in its sentence, where an offset of the document text lies."""
        for index, sentence in enumerate(self.sheet.sentences):
            if offset < sentence.end:
                return self.sheet.item_of[index], max(0, offset - sentence.start)
        return max(0, len(self.sheet.items) - 1), 0

    def set(self, config: Config) -> None:
        """Show the text by other settings."""
        self.config = self.sheet.config = config

    def keep_place(self, offset: int) -> None:
        """Remember the reader's place, an offset in the document text."""
        self._store.keep_place(self._shelved, offset)

    def correct(self, correction: Correction) -> None:
        """Cut or join, for good."""
        self._store.correct(self._shelved, correction)
        self._split_again(correction.offset)

    def write(self, sentence: Sentence, english: str) -> bool:
        """Keep the reader's own English of a sentence, in every text; "" gives it back to the engine.

        Control characters go, line breaks become spaces. False if that was the reader's English already.
        """
        target = clean_line(english).strip()
        if not self._store.correct(self._shelved, Correction("english", sentence.start, sentence.text, target)):
            return False
        self._show_english(sentence.text)
        return True

    def choose(self, sentence: Sentence, english: Translation) -> bool:
        """Keep what the reader chose of an engine's English, in every text; False if it was so already."""
        correction = Correction("alternative", sentence.start, sentence.text, english.target)
        if not self._store.correct(self._shelved, correction, english):
            return False
        self._show_english(sentence.text)
        return True

    def term(self, offset: int, source: str, entry: Entry | None) -> bool:
        """Let the reader's glossary have this entry, or with None no term of this source; False if it was so already.

        It was said at this offset. Raises GlossaryError, StoreError; nothing has changed then.
        """
        change = own.put(paths.glossary(), entry) if entry else own.drop(paths.glossary(), source)
        if change is None:
            return False
        try:
            self._store.correct(self._shelved, Correction("term", offset, source, change.dumped()))
        except StoreError:
            own.make(paths.glossary(), change.reversed)
            raise
        self._outdate(source)
        return True

    def rule(self, correction: Correction) -> bool:
        """Have a word cut or read otherwise, for good; False if it was so already."""
        if not self._store.correct(self._shelved, correction):
            return False
        self._rules_changed(correction.source)
        return True

    def widen(self) -> Correction | None:
        """Let the last change, if it was a rule, hold in more places: first in this text, then in all.

        None if there is none such, or it holds everywhere.
        """
        last = self._store.last_correction(self._shelved)
        if last is None or last.kind not in ("words", "reading") or last.scope == "all":
            return None
        wider = replace(last, scope="text" if last.scope == "place" else "all")
        self.rule(wider)
        return wider

    def times(self, word: Word) -> int:
        """How often the characters of a word stand in this text, as a search for them finds them."""
        return self.document.text.count(word.text) if can_learn(word) else 0

    @property
    def shelved_as(self) -> int:
        """Its number on the shelf."""
        return self._shelved.id

    def learn(self, sentence: Sentence, word: Word, status: Status) -> bool:
        """Give a word of a sentence a status, in all texts; False if it was so already."""
        text, pinyin = key(word)
        correction = Correction("status", sentence.start + word.start, text, status, "all", pinyin)
        if not self._store.correct(self._shelved, correction):
            return False
        self.knowledge = self.knowledge.given(text, pinyin, status)
        return True

    def know(self, level: int, offset: int) -> bool:
        """All words up to this level of HSK are known; False if that was so already. It was said at this offset."""
        changed = self._store.correct(self._shelved, Correction("hsk", offset, target=str(level), scope="all"))
        self.knowledge = replace(self.knowledge, level=level)
        return changed

    @property
    def asked_level(self) -> bool:
        """Whether the reader has been asked for that level."""
        return self._store.asked_level()

    def bookmark(self, sentence: Sentence) -> bool:
        """Mark a sentence, or take its mark away; whether it is marked now."""
        is_set = self.sheet.sentences.index(sentence) not in self.sheet.bookmarks
        self._store.correct(self._shelved, Correction("bookmark" if is_set else "unbookmark", sentence.start))
        self._find_bookmarks()
        return is_set

    def _find_bookmarks(self) -> None:
        starts = [sentence.start for sentence in self.sheet.sentences]
        self.sheet.bookmarks = {bisect_right(starts, at) - 1 for at in self._store.bookmarks(self._shelved)} - {-1}

    def undo(self) -> Correction | None:
        """Take the last change back, be it a cut, a join, an English, a rule or a term; None if there is none.

        Raises GlossaryError for a term that the file has otherwise since; the change before is the last one then.
        """
        undone = self._store.undo(self._shelved)
        if undone and undone.kind == "term":
            self._turn_term(own.Change.loaded(undone.target).reversed, self._store.redo)
        return self._turned(undone)

    def redo(self) -> Correction | None:
        """Make the change again that was taken back last; None if there is none. Raises what `undo` does."""
        redone = self._store.redo(self._shelved)
        if redone and redone.kind == "term":
            self._turn_term(own.Change.loaded(redone.target), self._store.undo)
        return self._turned(redone)

    def _turn_term(self, change: own.Change, back: Callable[[Shelved], object]) -> None:
        """Make a change of the glossary's file; if that cannot be written, the store goes `back` too."""
        path = paths.glossary()
        try:
            made = own.make(path, change)
        except GlossaryError:
            back(self._shelved)
            raise
        if not made:
            raise GlossaryError(str(path), f"has {change.source} otherwise since, and is left as it is")

    def _turned(self, correction: Correction | None) -> Correction | None:
        """The sheet as it is after a correction has been taken back or made again."""
        if correction and correction.kind in ("english", "alternative"):
            self._show_english(correction.source)
        elif correction and correction.kind == "term":
            self._outdate(correction.source)
        elif correction and correction.kind in ("words", "reading"):
            self._rules_changed(correction.source)
        elif correction and correction.kind in ("bookmark", "unbookmark"):
            self._find_bookmarks()
        elif correction and correction.kind in ("status", "hsk"):
            self.knowledge = Knowledge(self._store.statuses(), self._store.known_level())
        elif correction:
            self._split_again(correction.offset)
        return correction

    def alike(self, source: str) -> list[int]:
        """The sentences that are translated and have this very text, by their index."""
        sentences = zip(self.sheet.sentences, self.sheet.wanted, strict=True)
        return [index for index, (sentence, wanted) in enumerate(sentences) if wanted and sentence.text == source]

    def _show_english(self, source: str) -> None:
        """The sentences of this text have another English now: one a human wrote or chose, or one the room knows."""
        for index in self.alike(source):
            self.sheet.forget(index)
            for translation in self._store.human([Annotated(self.sheet.sentences[index], ())]):
                self.sheet.translate(index, translation)

    def _rules_changed(self, word: str) -> None:
        """There are other rules for this word now."""
        self.rules = self._store.rules(self.document)
        self._outdate(word)

    def _outdate(self, word: str) -> None:
        """What is known of the sentences with these characters is old."""
        self.sheet.outdate(n for n, sentence in enumerate(self.sheet.sentences) if word in sentence.text)

    def _split_again(self, offset: int) -> None:
        """The sentences of the block at this offset have changed; all others keep their words and their English."""
        old = self.sheet
        number = next(n for n, block in enumerate(self.document.blocks) if offset <= block.end)
        self.sheet = self._sheet_of(
            [
                *(s for s in old.sentences if s.paragraph < number),
                *split_block(self.document, number, self._store.cuts(self._shelved)),
                *(s for s in old.sentences if s.paragraph > number),
            ]
        )
        self.sheet.take_over(old)
        self._find_bookmarks()

    def _sheet_of(self, sentences: Sequence[Sentence]) -> Sheet:
        sheet = Sheet(self.document, sentences, pipeline.translated(self.document, sentences), self.config)
        sheet.knowledge = self.knowledge
        return sheet
