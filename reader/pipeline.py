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
from reader.glossary import Fits, Glossary
from reader.model import (
    Alternative,
    Annotated,
    Document,
    Lookup,
    Match,
    Near,
    NewWord,
    Rule,
    Sentence,
    Translation,
    sentence_id,
)
from reader.order import Order
from reader.translate.engine import Engine, never

if TYPE_CHECKING:
    from reader.language.newwords import Candidate
    from reader.store import Store

SHIPPED_GLOSSARIES = ("ai.tsv", "names.tsv")
ENGINES = ("auto", "argos", "gloss")
QUALITIES = {"fast": 1, "balanced": 2, "best": 4}  # the beam of each; Argos Translate itself has 4
BEAM = QUALITIES["best"]

# Sentences in each call of the engine, beginning anew when the reader looks elsewhere: two come soonest, a screen is
# complete with the second call, and larger ones cost less a sentence.
_CALLS = (2, 16, 32)
_AHEAD, _CHUNK = 48, 12  # sentences annotated before a call of the engine, so that words answer while it works


@dataclass(frozen=True, slots=True)
class Options:
    """What the reader chose: `engine` is one of ENGINES, `glossaries` are files, later ones win.

    `beam` is how many translations of a sentence a model weighs against each other (see QUALITIES), `threads` how many
    processors it works on, 0 for all. The reader's `own` glossary holds, unless it is left out.
    """

    engine: str = "auto"
    glossaries: tuple[Path, ...] = ()
    beam: int = BEAM
    threads: int = 0
    own: bool = True


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
    """The glossaries that ship, the reader's own, then those chosen. Raises GlossaryError for a file that is wrong."""
    shipped = [paths.shipped("glossaries", name) for name in SHIPPED_GLOSSARIES]
    own = [paths.glossary()] if options.own and paths.glossary().exists() else []
    return Glossary.open([*shipped, *own, *options.glossaries])


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
        from reader.language.annotator import Annotator
        from reader.language.dictionary import Dictionary
        from reader.language.polyphones import Polyphones
        from reader.language.readings import Readings
        from reader.language.vocabulary import Vocabulary
        from reader.language.words import Segmenter
        from reader.translate.gloss import Gloss
        from reader.translate.proof import Proof

        self._options = options
        self.glossary = open_glossary(options)
        self.engine = open_engine(options.engine, options.beam, options.threads)
        self._store = store
        self._dictionary = Dictionary.open(paths.cache())
        self._proof = Proof(self._dictionary)
        self._gloss = Gloss()
        vocabulary = Vocabulary.open(self._dictionary, paths.cache())
        self._segmenter = Segmenter(self._dictionary, vocabulary)
        polyphones = Polyphones.open(paths.shipped("assets", "polyphones.npz"))
        readings = Readings(self._dictionary, polyphones, vocabulary)
        self._annotator = Annotator(self._dictionary, self._segmenter, readings, self._match)

    def obey(self, rules: Sequence[Rule]) -> None:
        """Cut and read words as the reader has said, from now on; rules that held before are forgotten."""
        self._annotator.obey(rules)

    def _match(self, text: str, fits: Fits) -> tuple[Match, ...]:
        """The terms of a text, by the glossary as it is now."""
        return self.glossary.match(text, fits)

    def open_glossary_again(
        self, sentences: Sequence[Sentence], near: Callable[[int], bool] = lambda _: True
    ) -> list[int]:
        """Obey the glossary files as they are now; which of these sentences have other terms than before, by index.

        Those that are not `near` are not looked into: they count as soon as they have the characters of such a term.
        Raises GlossaryError; the terms are as they were then.
        """
        before, self.glossary = self.glossary, open_glossary(replace(self._options, own=True))
        changed = before.changed(self.glossary)

        def differs(text: str) -> bool:
            fits = self._segmenter.fits(text)
            return before.match(text, fits) != self.glossary.match(text, fits)

        having = (n for n, sentence in enumerate(sentences) if changed.has_any(sentence.text))
        return [n for n in having if not near(n) or differs(sentences[n].text)]

    def annotate(self, sentence: Sentence) -> Annotated:
        """The words of a sentence, with readings and meanings, and the glossary terms in it."""
        return self._annotator.annotate([sentence])[0]

    def new_words(
        self, sentences: Sequence[Sentence], wanted: Sequence[bool], cancelled: Callable[[], bool] = never
    ) -> list[NewWord] | None:
        """Strings that the `wanted` sentences say repeatedly and that nothing knows; None if `cancelled()`."""
        from reader.language import newwords

        cuts = []
        for sentence, is_wanted in zip(sentences, wanted, strict=True):
            if cancelled():
                return None
            matches, tokens = self._annotator.cut(sentence) if is_wanted else ((), [])
            text = sentence.text if is_wanted else ""
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

    def alternatives(self, word: str, tones: Sequence[str]) -> tuple[Alternative, ...]:
        """The ways a word can be read that is read with these `tones` now."""
        from reader.language import alternatives

        return alternatives.alternatives(word, tones, self._dictionary)

    def other_english(self, sentence: Sentence) -> Iterator[tuple[Translation, float]]:
        """What the engine could say of a sentence, its best first, with its own score (see `Proof.alternatives`)."""
        return self._proof.alternatives(self.engine, self.annotate(sentence))

    def look_up(self, word: str, pinyin: Sequence[str]) -> Lookup:
        """All that is known of a word by itself, read so where it stands."""
        from reader.language import define

        return define.looked_up(word, tuple(pinyin), self._dictionary)

    def sounding(self, typed: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, int]]:
        """Places that can be read as what was typed without tones: index of a sentence, start and end in it."""
        from reader.language import phonetic

        return phonetic.find(typed, sentences, self._dictionary)

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
                if new := [index for index in dict.fromkeys(near) if index not in annotated]:
                    known = [*zip(new, self._annotator.annotate([sentences[i] for i in new]), strict=True)]
                    annotated |= known
                    yield Annotations(tuple(known))
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

        What a human wrote or chose outranks every engine, and nothing checks or mends what was written.
        """
        engine, asked = self.engine, {a.sentence.id: a for _, a in group}
        found: dict[str, Translation] = {}
        if self._store:
            human = self._store.human(asked.values())
            found = {translation.id: self._with_terms(translation, asked[translation.id]) for translation in human}
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

    def _with_terms(self, translation: Translation, annotated: Annotated) -> Translation:
        """English that a human chose among a machine's, with the terms of today; one that was written is left alone."""
        now = {(m.entry.source, m.entry.target, m.start) for m in annotated.matches}
        if translation.machine == "human" or now == {(t.source, t.target, t.start) for t in translation.terms}:
            return translation
        proved = self._proof.alone(replace(translation, terms=(), flags=()), annotated)
        return replace(proved, original=translation.original or proved.original)

    @property
    def _kept_as(self) -> str:
        """What else decides a translation, for the store: the engine's options, and how its answers are proved."""
        from reader.translate import proof

        return f"{self.engine.options} proof={proof.VERSION}".strip() if self.engine.machine != "gloss" else ""
