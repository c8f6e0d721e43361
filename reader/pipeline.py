"""The order of the stages, used alike by the commands and by the engine room:

    sentences ─ glossary ─ words ─ readings ─▶ Annotated ─ a human's English, else kept, else engine ─▶ Translation

Importing this file loads neither Textual nor jieba; opening a Pipeline does the heavy loading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reader import paths
from reader.errors import ModelError
from reader.glossary import Glossary
from reader.model import Annotated, Document, Match, Near, NewWord, Part, Sentence, Translation, Word, sentence_id
from reader.order import Order
from reader.translate.engine import Engine, never

if TYPE_CHECKING:
    from reader.language.newwords import Candidate
    from reader.language.quantities import Quantity
    from reader.language.readings import Reading
    from reader.language.words import Token
    from reader.store import Store

SHIPPED_GLOSSARIES = ("ai.tsv", "names.tsv")
ENGINES = ("auto", "argos", "gloss")
QUALITIES = {"fast": 1, "balanced": 2, "best": 4}  # the beam of each; Argos Translate itself has 4
BEAM = QUALITIES["best"]

# Sentences in each call of the engine, beginning anew when the reader looks elsewhere: two come soonest, a screen is
# complete with the second call, and larger ones cost less a sentence.
_CALLS = (2, 16, 32)
_AHEAD, _CHUNK = 48, 12  # sentences annotated before a call of the engine, so that words answer while it works
_INSIDE = 12  # dictionary words shown inside a longer one, at most

_NAMES = frozenset({"company", "person", "model", "media", "place", "org", "product", "name"})


@dataclass(frozen=True, slots=True)
class Options:
    """What the reader chose: `engine` is one of ENGINES, `glossaries` are files, later ones win.

    `beam` is how many translations of a sentence a model weighs against each other (see QUALITIES), `threads` how many
    processors it works on, 0 for all.
    """

    engine: str = "auto"
    glossaries: tuple[Path, ...] = ()
    beam: int = BEAM
    threads: int = 0


@dataclass(frozen=True, slots=True)
class Annotations:
    """The words of these sentences are known, by their index."""

    sentences: tuple[tuple[int, Annotated], ...]


@dataclass(frozen=True, slots=True)
class Renderings:
    """The English of these sentences is known, by their index."""

    sentences: tuple[tuple[int, Translation], ...]


@dataclass(frozen=True, slots=True)
class Literals:
    """The word gloss of these sentences, to stand under the English of another engine, by their index."""

    sentences: tuple[tuple[int, Translation], ...]


def open_glossary(options: Options) -> Glossary:
    """The glossaries that ship, then the reader's. Raises GlossaryError for a file that is wrong."""
    shipped = [paths.shipped("glossaries", name) for name in SHIPPED_GLOSSARIES]
    return Glossary.open([*shipped, *options.glossaries])


def open_engine(name: str, beam: int = BEAM, threads: int = 0) -> Engine:
    """The engine of that name; "auto" is Argos if a zh→en package is installed, else the word gloss.

    `beam` and `threads` are as in `Options`; the word gloss needs neither. Raises ModelError if Argos is asked for and
    no usable package is installed.
    """
    if name not in ENGINES:
        raise ModelError(f"--engine {name}", f"is not known; choose one of {', '.join(ENGINES)}")
    if name != "gloss":
        from reader.translate import packages

        package = packages.find()
        if package is not None:
            from reader.translate.argos import Argos

            return Argos(package.folder, beam=beam, threads=threads)
        if name == "argos":
            raise ModelError("--engine argos", "no zh→en model is installed; run `duizhao model install`")
    from reader.translate.gloss import Gloss

    return Gloss()


def translated(document: Document, sentences: Sequence[Sentence]) -> list[bool]:
    """Which sentences get English: all but those of what a site puts around its article."""
    return [document.blocks[sentence.paragraph].kind != "aside" for sentence in sentences]


def pairs(
    found: Iterable[Annotations | Renderings | Literals], wanted: Sequence[bool]
) -> Iterator[tuple[Annotated, Translation | None]]:
    """What a run finds, as all its sentences in order with their English; None for those that are not `wanted`.

    A run that was cancelled gives fewer. What came too early waits here.
    """
    words: dict[int, Annotated] = {}
    english: dict[int, Translation] = {}
    following = 0
    for part in found:
        if isinstance(part, Annotations):
            words |= {index: annotated for index, annotated in part.sentences if index >= following}
        elif isinstance(part, Renderings):
            english |= {index: translation for index, translation in part.sentences if index >= following}
        while following in words and (following in english or not wanted[following]):
            yield words.pop(following), english.pop(following, None)
            following += 1


class Pipeline:
    """The stages, loaded once and used for many sentences. Without a store nothing is kept."""

    def __init__(self, options: Options, store: Store | None = None) -> None:
        from reader.language.dictionary import Dictionary
        from reader.language.polyphones import Polyphones
        from reader.language.readings import Readings
        from reader.language.vocabulary import Vocabulary
        from reader.language.words import Segmenter
        from reader.translate.gloss import Gloss
        from reader.translate.proof import Proof

        self.glossary = open_glossary(options)
        self.engine = open_engine(options.engine, options.beam, options.threads)
        self._store = store
        self._dictionary = Dictionary.open(paths.cache())
        self._proof = Proof(self._dictionary)
        self._gloss = Gloss()
        vocabulary = Vocabulary.open(self._dictionary, paths.cache())
        self._segmenter = Segmenter(self._dictionary, vocabulary)
        polyphones = Polyphones.open(paths.shipped("assets", "polyphones.npz"))
        self._readings = Readings(self._dictionary, polyphones, vocabulary)

    def annotate(self, sentence: Sentence) -> Annotated:
        """The words of a sentence, with readings and meanings, and the glossary terms in it."""
        from reader.language import quantities

        text = sentence.text
        matches, tokens = self._cut(text)
        by_start = {match.start: match for match in matches}
        amounts = {amount.start: amount for amount in quantities.find(text)}
        readings = self._readings.sentence(text, tokens, {match.start: match.entry.pinyin for match in matches})
        words = tuple(
            self._word(text, token, reading, by_start.get(token[0]), amounts.get(token[0]))
            for token, reading in zip(tokens, readings, strict=True)
        )
        return Annotated(sentence, words, matches)

    def new_words(
        self, sentences: Sequence[Sentence], wanted: Sequence[bool], cancelled: Callable[[], bool] = never
    ) -> list[NewWord] | None:
        """Strings that the `wanted` sentences say repeatedly and that nothing knows; None if `cancelled()`."""
        from reader.language import newwords

        cuts = []
        for sentence, is_wanted in zip(sentences, wanted, strict=True):
            if cancelled():
                return None
            text = sentence.text if is_wanted else ""
            matches, tokens = self._cut(text)
            cuts.append(newwords.Cut(text, tokens, frozenset(match.start for match in matches)))
        found = newwords.find(cuts, self._dictionary, self._segmenter.vocabulary)
        return [self._offered(candidate) for candidate in found]

    def _offered(self, candidate: Candidate) -> NewWord:
        """A new word with its reading and a guess at its English; where there is none, that is the reading."""
        text = candidate.text
        annotated = self.annotate(Sentence(sentence_id(text, 0), 0, 0, len(text), text))
        pinyin = tuple(syllable for word in annotated.words for syllable in word.pinyin)
        kind: Literal["word", "name"] = "name" if candidate.is_name else "word"
        gloss = candidate.given or self._gloss.term(annotated, name=candidate.is_name)
        return NewWord(text, kind, pinyin, gloss or "".join(pinyin) or text, candidate.places)

    def check(self, sentence: Sentence, translation: Translation) -> tuple[Annotated, Translation]:
        """A sentence annotated, and English of any origin as it should be, with its terms and flags."""
        annotated = self.annotate(sentence)
        return annotated, self._proof.alone(translation, annotated)

    def run(
        self,
        sentences: Sequence[Sentence],
        wanted: Sequence[bool],
        order: Order | None = None,
        cancelled: Callable[[], bool] = never,
        *,
        literal: bool = False,
    ) -> Iterator[Annotations | Renderings | Literals]:
        """Annotate all sentences and translate the `wanted` ones, in `order`, until done or `cancelled()`.

        A finished translation is in the store before it is yielded. With `literal`, its word gloss follows, unless the
        engine is that itself.
        """
        order = order or Order(len(sentences))
        annotated: dict[int, Annotated] = {}
        call = 0
        while not cancelled():
            call = 0 if order.urgent else min(call + 1, len(_CALLS) - 1)
            if not (group := order.take(_CALLS[call])):
                break
            for start in range(0, _AHEAD, _CHUNK):
                near = [*group, *order.peek(_AHEAD)][start : start + _CHUNK]
                if near and (new := {i: self.annotate(sentences[i]) for i in near if i not in annotated}):
                    annotated |= new
                    yield Annotations(tuple(new.items()))
            work = [(index, annotated.pop(index)) for index in group]
            found = self._translate([(index, a) for index, a in work if wanted[index]], cancelled)
            if found:
                yield Renderings(tuple(found))
            if literal and self.engine.machine != "gloss" and not cancelled():
                yield Literals(tuple((index, self._gloss.render(a)) for index, a in work if wanted[index]))

    def near(self, source: str) -> tuple[Near, ...]:
        """What is kept of other sentences that are nearly this one, the likest first: hints, never its English."""
        from reader import memory

        if not self._store:
            return ()
        others = (other for other in self._store.sources(*memory.lengths(source)) if other != source)
        found = ((percent, self._store.unit(other)) for other, percent in memory.near(source, others))
        return tuple(Near(percent, unit) for percent, unit in found if unit)

    def _translate(
        self, group: Sequence[tuple[int, Annotated]], cancelled: Callable[[], bool]
    ) -> list[tuple[int, Translation]]:
        """Kept translations and new ones of a group, by index; what is missing at the end was cancelled.

        What a human wrote outranks every engine, and nothing checks or mends it.
        """
        engine, asked = self.engine, {a.sentence.id: a for _, a in group}
        found: dict[str, Translation] = {}
        if self._store:
            found = {translation.id: translation for translation in self._store.human(asked.values())}
            others = [a for id_, a in asked.items() if id_ not in found]
            kept = self._store.known(others, engine.name, engine.version, self._kept_as, engine.machine)
            found |= {translation.id: translation for translation in kept}
        missing = [a for id_, a in asked.items() if id_ not in found]
        fresh = []
        for translation in self._proof.proved(engine, missing, cancelled):
            if self._store:
                self._store.keep(asked[translation.id], translation, self._kept_as)
            fresh.append(translation)
        found |= {translation.id: translation for translation in fresh}
        return [(index, found[a.sentence.id]) for index, a in group if a.sentence.id in found]

    @property
    def _kept_as(self) -> str:
        """What else decides a translation, for the store: the engine's options, and how its answers are proved."""
        from reader.translate import proof

        return f"{self.engine.options} proof={proof.VERSION}".strip() if self.engine.machine != "gloss" else ""

    def _cut(self, text: str) -> tuple[tuple[Match, ...], list[Token]]:
        """The glossary terms of a sentence, and its tokens, of which each of them is one."""
        matches = self.glossary.match(text, self._segmenter.fits(text))
        return matches, self._segmenter.tokens(text, [(match.start, match.end) for match in matches])

    def _word(self, text: str, span: Token, reading: Reading, match: Match | None, amount: Quantity | None) -> Word:
        from reader.language import hsk, senses

        start, end, kind = span
        token = text[start:end]
        word = Word(token, start, end, kind)
        if kind in ("number", "date") and amount:
            word = self._amount(word, amount)
        elif kind == "hashtag":
            word = replace(word, parts=tuple(self._inner(token.strip("#"))))
        if match:
            entry = match.entry
            kind = "name" if entry.pos in _NAMES else "word"
            word = replace(word, kind=kind, term=entry.target, note=entry.note)
        if kind in ("word", "name"):
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
        from reader.language import quantities

        unit = amount.end - word.end  # characters, each of one syllable
        if not unit:
            return self._spoken(replace(word, english=amount.english), amount.spoken)
        alone = quantities.find(word.text)
        english = alone[0].english if alone else word.text
        return self._spoken(replace(word, english=english), " ".join(amount.spoken.split()[:-unit]))

    def _spoken(self, word: Word, spoken: str) -> Word:
        """A number or date with how it is read aloud; one written in characters has a reading for each (三百万)."""
        from reader.language.pinyin import is_han, number

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
        from reader.language import quantities

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
        from reader.language import senses

        reading = self._readings.read(word)
        pos = self._segmenter.tag(word)
        meanings = senses.ordered(self._dictionary.look_up(word), reading.tones, pos)
        return Part(word, reading.pinyin, meanings, pos)
