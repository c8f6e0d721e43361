"""The reader's own rules for words and readings, applied to a sentence after everything else has had its say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise

from reader.language.words import Token
from reader.model import Rule, Sentence, WordKind
from reader.pinyin import is_han


class Rules:
    """Rules in the order they count, found by what is written: a long list costs a sentence no more than a short one.

    A word that is kept together or cut is one that begins and ends where words do; what is a part of other words there
    stays as it is.
    """

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self._readings: dict[tuple[str, int | None], tuple[str, ...]] = {}
        self._cuts: defaultdict[str, list[tuple[int, Rule]]] = defaultdict(list)
        for number, rule in enumerate(rules):
            if rule.kind == "reading":
                self._readings[rule.word, rule.offset] = rule.parts
            elif len(rule.word) > 1 and "".join(rule.parts) == rule.word:
                self._cuts[rule.word[:2]].append((number, rule))

    def reading(self, word: str, offset: int | None = None) -> tuple[str, ...]:
        """The pinyin that the reader wants for a word, at its offset in the document text; empty if there is none."""
        here = self._readings.get((word, offset)) if offset is not None else None
        return here or self._readings.get((word, None), ())

    def recut(self, sentence: Sentence, tokens: Sequence[Token], kind: Callable[[str], WordKind]) -> list[Token]:
        """The tokens of a sentence as the reader has them; `kind` tells words of Han from names."""
        found = sorted(self._found(sentence), key=lambda place: place[0]) if self._cuts else []
        if not found:
            return [*tokens]
        borders = {0, *(end for _, end, _ in tokens)}
        for _, start, rule in found:
            ends = [*accumulate(map(len, rule.parts), initial=start)]
            if {start, ends[-1]} <= borders:
                borders.difference_update(range(start, ends[-1]))
                borders.update(ends)
        return _spans(sentence.text, tokens, sorted(borders), kind)

    def _found(self, sentence: Sentence) -> Iterable[tuple[int, int, Rule]]:
        """Rules for words that are written in the sentence, with their number and where."""
        text = sentence.text
        for start in range(len(text)):
            for number, rule in self._cuts.get(text[start : start + 2], ()):
                if text.startswith(rule.word, start) and rule.offset in (None, sentence.start + start):
                    yield number, start, rule


def _spans(text: str, tokens: Sequence[Token], borders: Sequence[int], kind: Callable[[str], WordKind]) -> list[Token]:
    """Tokens between the borders: old ones as they were; what new ones are, the old ones they cover decide."""
    spans, at = [], 0
    for start, end in pairwise(borders):
        while tokens[at][1] <= start:
            at += 1
        last = at
        while tokens[last][1] < end:
            last += 1
        covered = tokens[at : last + 1]
        kinds = {kind for _, _, kind in covered}
        if covered[0][:2] == (start, end) or (len(kinds) == 1 and (len(covered) > 1 or not is_han(text[start:end]))):
            spans.append((start, end, covered[0][2]))
        elif is_han(text[start:end]):
            spans.append((start, end, kind(text[start:end])))
        else:
            spans.append((start, end, "word"))
    return spans
