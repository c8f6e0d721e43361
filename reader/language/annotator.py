"""A sentence to its words: cut, read, with meanings, terms and levels; every stage of it has its say here in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from reader.language import hsk, quantities, senses
from reader.language.dictionary import Dictionary
from reader.language.quantities import Quantity
from reader.language.readings import Cut, Reading, Readings
from reader.language.rules import Rules
from reader.language.words import Segmenter, Token
from reader.model import Annotated, Match, Part, Rule, Sentence, Word
from reader.pinyin import is_han, number

Fits = Callable[[int, int], bool]
Matching = Callable[[str, Fits], tuple[Match, ...]]
"""Finds the glossary terms of a text, at places that fit."""

_INSIDE = 12  # dictionary words shown inside a longer one, at most
_NAMES = frozenset({"company", "person", "model", "media", "place", "org", "product", "name"})


class Annotator:
    """Annotates sentences with the glossary's terms and by the reader's rules."""

    def __init__(self, dictionary: Dictionary, segmenter: Segmenter, readings: Readings, matching: Matching) -> None:
        self._dictionary, self._segmenter, self._readings = dictionary, segmenter, readings
        self._matching = matching
        self._rules = Rules()

    def obey(self, rules: Iterable[Rule]) -> None:
        """Cut and read words as the reader has said, from now on; rules that held before are forgotten."""
        self._rules = Rules(rules)

    def annotate(self, sentences: Sequence[Sentence]) -> list[Annotated]:
        """The words of sentences, with readings and meanings, and the glossary terms in them.

        Several at once take less time than one by one.
        """
        cuts = [self.cut(sentence) for sentence in sentences]
        readings = self._readings.sentences(
            [
                Cut(sentence.text, tokens, {match.start: match.entry.pinyin for match in matches})
                for sentence, (matches, tokens) in zip(sentences, cuts, strict=True)
            ]
        )
        return [self._annotated(*known) for known in zip(sentences, cuts, readings, strict=True)]

    def _annotated(
        self, sentence: Sentence, cut: tuple[tuple[Match, ...], list[Token]], readings: Sequence[Reading]
    ) -> Annotated:
        matches, tokens = cut
        by_start = {match.start: match for match in matches}
        amounts = {amount.start: amount for amount in quantities.find(sentence.text)}
        words = tuple(
            self._word(sentence, token, reading, by_start.get(token[0]), amounts.get(token[0]))
            for token, reading in zip(tokens, readings, strict=True)
        )
        return Annotated(sentence, words, matches)

    def cut(self, sentence: Sentence) -> tuple[tuple[Match, ...], list[Token]]:
        """The glossary terms of a sentence, and its tokens, of which each of them is one.

        Tokens are as the reader has them: what is cut or made longer is a term no more.
        """
        matches, tokens = self._cut(sentence.text)
        tokens = self._rules.recut(sentence, tokens, self._segmenter.kind)
        spans = {(start, end) for start, end, _ in tokens}
        return tuple(match for match in matches if (match.start, match.end) in spans), tokens

    def _cut(self, text: str) -> tuple[tuple[Match, ...], list[Token]]:
        """The same by the program alone."""
        matches = self._matching(text, self._segmenter.fits(text))
        return matches, self._segmenter.tokens(text, [(match.start, match.end) for match in matches])

    def _word(
        self, sentence: Sentence, span: Token, reading: Reading, match: Match | None, amount: Quantity | None
    ) -> Word:
        start, end, kind = span
        token = sentence.text[start:end]
        word = Word(token, start, end, kind)
        if kind in ("number", "date") and amount and end <= amount.end:
            word = self._amount(word, amount)
        elif kind == "hashtag":
            word = replace(word, parts=tuple(self._inner(token.strip("#"))))
        if match:
            entry = match.entry
            kind = "name" if entry.pos in _NAMES else "word"
            word = replace(word, kind=kind, term=entry.target, note=entry.note)
        if kind in ("word", "name"):
            reading = self._readings.corrected(token, self._rules.reading(token, sentence.start + start)) or reading
            entries, pos = self._dictionary.look_up(token), self._segmenter.tag(token)
            word = replace(
                word,
                pinyin=reading.pinyin,
                tones=reading.tones,
                spoken=reading.spoken,
                reading=reading.source,
                certain=reading.certain,
                definitions=senses.ordered(entries, reading.tones, pos),
                parts=tuple(self._inside(token, known=bool(entries))),
                pos=pos,
                hsk=None if match and kind == "name" else hsk.level(entries[0].simplified if entries else token),
            )
        return word

    def _amount(self, word: Word, amount: Quantity) -> Word:
        """An amount, or the number that begins one, with its English and how it is read aloud: 2 of 2个 is liǎng."""
        unit = amount.end - word.end  # characters, each of one syllable
        if not unit:
            return self._spoken(replace(word, english=amount.english), amount.spoken)
        alone = quantities.find(word.text)
        english = alone[0].english if alone else word.text
        return self._spoken(replace(word, english=english), " ".join(amount.spoken.split()[:-unit]))

    def _spoken(self, word: Word, spoken: str) -> Word:
        """A number or date with how it is read aloud; one written in characters has a reading for each (三百万)."""
        if not is_han(word.text):
            return replace(word, spoken=spoken)
        syllables = tuple(spoken.split())
        if len(syllables) == len(word.text):
            return replace(word, pinyin=syllables, tones=tuple(map(number, syllables)), reading="phrase")
        reading = self._readings.read(word.text)
        return replace(
            word, pinyin=reading.pinyin, tones=reading.tones, reading=reading.source, certain=reading.certain
        )

    def _inside(self, token: str, *, known: bool) -> list[Part]:
        """The dictionary words inside a longer word: 银行行长 has 银行 and 行长.

        Those of a word that the dictionary does not have join to it, its other characters one by one between them.
        """
        words = self._dictionary.inside(token)[:_INSIDE] if len(token) > 2 else []
        if known or len(token) > _INSIDE:
            return [self._part(word) for word in words]
        parts, offset = [], 0
        for word in [*words, ""]:
            start = token.find(word, offset) if word else len(token)
            parts += [*token[offset:start], word] if word else [*token[offset:]]
            offset = start + len(word)
        return [self._part(part) for part in parts] if len(parts) > 1 else []

    def _inner(self, text: str) -> Iterator[Part]:
        """The words of a hashtag, which is one token of its sentence; a glossary term means what the glossary says."""
        matches, tokens = self._cut(text)
        targets = {match.start: match.entry for match in matches}
        amounts = {amount.start: amount for amount in quantities.find(text)}
        for start, end, kind in tokens:
            if start in targets:
                entry = targets[start]
                yield Part(text[start:end], entry.pinyin, (entry.target,))
            elif kind in ("word", "name"):
                yield self._part(text[start:end])
            elif kind in ("number", "date") and (amount := amounts.get(start)):
                yield Part(
                    text[start:end], (), (self._amount(Word(text[start:end], start, end, kind), amount).english,)
                )
            else:
                yield Part(text[start:end], (), ())

    def _part(self, word: str) -> Part:
        reading = self._readings.corrected(word, self._rules.reading(word)) or self._readings.read(word)
        pos = self._segmenter.tag(word)
        meanings = senses.ordered(self._dictionary.look_up(word), reading.tones, pos)
        return Part(word, reading.pinyin, meanings, pos)
