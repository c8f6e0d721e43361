"""The English of an amount put right in place: its number, its currency, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.language.english import Figure, figures
from reader.language.english_numbers import Number
from reader.language.english_units import without_currency
from reader.language.quantities import Quantity
from reader.language.units import currencies
from reader.translate.amounts.measure import MONEY, Amount, Verdict
from reader.translate.amounts.mending import Edit


@dataclass(frozen=True, slots=True)
class Pair:
    """A number of the source, the number of the English it was matched with, and what is to be said of that."""

    want: Amount
    have: Amount | None
    verdict: Verdict | None


_POINTS = {
    "percentage point": " percentage points", "basis point": " basis points", "point": " points", "‰": "‰",
}  # fmt: skip


def edits(target: str, found: Sequence[Figure], quantity: Quantity, ends: Sequence[Pair]) -> tuple[Edit, ...]:
    """The numbers that are wrong replaced as our English of the quantity writes them, the currency where it differs."""
    written = [quantity.english[n.start : n.end] for figure in figures(quantity.english) for n in figure.numbers]
    made: list[Edit] = []
    for pair in ends:
        if pair.have is None or pair.verdict == "right":
            continue
        figure = found[pair.have.owner]
        number = figure.numbers[pair.have.index]
        other_money = quantity.unit in MONEY and figure.unit in MONEY and figure.unit != quantity.unit
        if pair.verdict in ("digits", "value"):
            if pair.want.index >= len(written):
                return ()
            right = written[pair.want.index]
            made.append(Edit(number.start, number.end, right) if other_money else _number(target, number, right))
        if other_money:
            made += in_currency(target, figure, quantity.unit)
        if pair.verdict == "point":
            made.append(Edit(figure.numbers[-1].end, figure.end, _POINTS[quantity.unit]))
    made = [_capital(target, edit) for edit in made]
    return tuple(edit for edit in made if target[edit.start : edit.end] != edit.text)


def _capital(target: str, edit: Edit) -> Edit:
    """The edit with a capital letter where what it replaces begins with one: “Hundreds of thousands died.”"""
    return (
        replace(edit, text=edit.text[:1].upper() + edit.text[1:])
        if target[edit.start : edit.start + 1].isupper()
        else edit
    )


_ARTICLE = re.compile(r"\b(an?) $", re.IGNORECASE)
_VOWEL = re.compile(r"8|1[18](?!\d)|1[18],|[aeio](?!ne)", re.IGNORECASE)


def _number(target: str, number: Number, written: str) -> Edit:
    """The number replaced, with the article before it where that has to change: a 78% share, an 88% share."""
    article = _ARTICLE.search(target, max(0, number.start - 4), number.start)
    if not article or target[number.start].isalpha():
        return Edit(number.start, number.end, written)
    right = article[1][0] + ("n " if _VOWEL.match(written) else " ")
    return Edit(article.start(), number.end, right + written)


def in_currency(target: str, figure: Figure, code: str) -> Iterator[Edit]:
    """The currency `code` around the numbers of a figure, its sign in front or its name behind; "" for none at all."""
    tail = target[figure.numbers[-1].end : figure.end]
    sign, name = "", ""
    if code:
        unit = currencies()[code]
        sign, _, name = unit.english.partition("#")
        name = f" {unit.plural}" if name else ""
        if tail.startswith(" of ") or (sign and figure.numbers[0].in_words):
            sign, name = "", f"{' of' if tail.startswith(' of ') else ''} {unit.plural}"
    position = figure.start
    for index, number in enumerate(figure.numbers):
        yield Edit(position, number.start, without_currency(target[position : number.start]) + ("" if index else sign))
        position = number.end
    yield Edit(position, figure.end, name.replace(" ", "-") if tail.startswith("-") else name)
