"""Every pair of a bilingual file through the pipeline's proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.bilingual.pairs import Pair
from reader.bilingual.reading import Bilingual
from reader.model import Annotated, Sentence, Translation, sentence_id
from reader.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class Checked:
    """A pair and what was found. `translation` has the terms, the flags, and the target as it should be."""

    pair: Pair
    annotated: Annotated
    translation: Translation

    @property
    def repaired(self) -> str | None:
        """The mended target; None if nothing was mended."""
        return self.translation.target if self.translation.target != self.pair.target else None

    @property
    def clean(self) -> bool:
        """Whether there is nothing to say: no flag, and each term is in the English as it is."""
        return not self.translation.flags and all(term.status == "present" for term in self.translation.terms)

    @property
    def written(self) -> str:
        """The English as the file should have it."""
        return self.pair.raw if self.repaired is None else self.pair.written(self.repaired)


def check(bilingual: Bilingual, pipeline: Pipeline) -> Iterator[str | Checked]:
    """The pieces of a file, its pairs checked; each is a paragraph and a sentence of its own, as with `--lines`."""
    paragraph, start = 0, 0
    for piece in bilingual.pieces():
        if isinstance(piece, str):
            yield piece
            continue
        source, end = piece.source, start + len(piece.source)
        sentence = Sentence(sentence_id(source, 0), paragraph, start, end, source)
        plain = Translation(sentence.id, piece.target, bilingual.engine, bilingual.version, bilingual.machine)
        annotated, translation = pipeline.check(sentence, plain)
        yield Checked(piece, annotated, translation)
        paragraph, start = paragraph + 1, end + 1
