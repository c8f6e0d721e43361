"""What one text renders in two ways: the same sentence, or the same glossary term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.bilingual.checking import Checked
from reader.model import Term
from reader.translate.terms import finding

OTHER = "other words"
_ARTICLE = re.compile(r"^(?i:the|an?)\s+")


@dataclass(frozen=True, slots=True)
class Divergence:
    """A source, and its renderings in the order in which they come, each with the lines that have it."""

    source: str
    renderings: dict[str, list[int]]


class Consistency:
    """Collects renderings; of the sentences only those of sources in `repeated` (hashes), the others come once."""

    def __init__(self, repeated: frozenset[int]) -> None:
        self._repeated = repeated
        self._sentences: dict[str, dict[str, list[int]]] = {}
        self._terms: dict[str, dict[str, list[int]]] = {}

    def add(self, checked: Checked) -> None:
        """Take note of how a pair renders its sentence and its terms, as the file has it."""
        pair = checked.pair
        if hash(pair.source) in self._repeated and pair.source.strip():
            said = " ".join(pair.target.split())
            self._sentences.setdefault(pair.source, {}).setdefault(said, []).append(pair.line)
        for term, match in zip(checked.translation.terms, checked.annotated.matches, strict=True):
            form = finding.form(match.entry, _said(term, checked.translation.target))
            form = _ARTICLE.sub("", form) if term.status == "present" else OTHER if term.status == "replaced" else ""
            if form:
                self._terms.setdefault(term.source, {}).setdefault(form, []).append(pair.line)

    def sentences(self) -> Iterator[Divergence]:
        """Sentences with more than one rendering; white space is no difference."""
        return _diverging(self._sentences)

    def terms(self) -> Iterator[Divergence]:
        """Terms with more than one rendering: the term, a variant of it, other words. Inflections are no difference."""
        return _diverging(self._terms)


def _diverging(found: dict[str, dict[str, list[int]]]) -> Iterator[Divergence]:
    return (Divergence(source, said) for source, said in found.items() if len(said) > 1)


def _said(term: Term, target: str) -> str:
    return target[term.target_start : term.target_end] if term.target_start is not None else ""
