"""The numbers of a sentence against those of its English: by value, unit and place.

Every number of the source is matched with one of the English so that the whole costs least. What is then off by a
factor, in another currency or ill-formed can be mended; what is another number only where there is one candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reader.language.english import Figure, figures
from reader.language.english_numbers import Number, significant
from reader.language.english_units import without_currency
from reader.language.numerals import normal
from reader.language.quantities import Quantity
from reader.language.units import currencies
from reader.translate.demand import demanded, excused
from reader.translate.matching import assign
from reader.translate.measure import MONEY, Amount, Verdict, closeness
from reader.translate.mending import Edit, Finding

_MANY = 100  # numbers; a sentence with more is a table, and matching takes time by their number cubed
_NO_MATCH = 6.0  # dearer than any match `closeness` allows, with its distance
_DISTANCE = 0.8  # cost of standing at the other end of the sentence


@dataclass(frozen=True, slots=True)
class _Pair:
    """A number of the source, the number of the English it was matched with, and what is to be said of that."""

    want: Amount
    have: Amount | None
    verdict: Verdict | None


def compare(source: str, target: str, quantities: Sequence[Quantity]) -> list[Finding]:
    """What is wrong with the numbers of `target`; `quantities` are those of the source to look at."""
    found = figures(target)
    wants, haves = list(_wants(source, quantities)), list(_haves(target, found))
    if not wants or max(len(wants), len(haves)) > _MANY:
        return []
    pairs = _matched(wants, haves)
    findings = []
    for owner, quantity in enumerate(quantities):
        ends = [pair for pair in pairs if pair.want.owner == owner]
        if not ends or all(pair.verdict == "right" for pair in ends):
            continue
        wrong = [pair for pair in ends if pair.verdict != "right"]
        if all(pair.verdict == "currency" for pair in wrong) and _may_be(source, quantity, wrong):
            continue
        if all(pair.have is None for pair in wrong) and (
            not demanded(source, quantity) or excused(source, quantity, target)
        ):
            continue
        detail = f"{source[quantity.start : quantity.end]} = {quantity.english}"
        kind = "currency" if all(pair.verdict == "currency" for pair in wrong) else "quantity"
        edits = _edits(target, found, quantity, ends) if _certain(wrong, pairs, haves) else ()
        findings.append(Finding(kind, detail, quantity.start, quantity.end, edits))
    return findings


_HEDGED = re.compile(r"(?:近|约|逾|超过?|过|将近|接近|大概|大约|差不多|几乎|高达|多达|上)$")
_HEDGED_AFTER = re.compile(r"多|余|左右|上下|以上|以下|以内|开外|许")
_HEDGES = re.compile(
    r"\b(?:about|around|nearly|almost|some|roughly|approximately|over|more than|close to|up to|under|less than|approaching|"
    r"exceed\w*|just|circa|an? estimated)(?: (?:an?|the))? ?$",
    re.IGNORECASE,
)


def _wants(source: str, quantities: Sequence[Quantity]) -> Iterator[Amount]:
    plain = normal(source)
    for owner, quantity in enumerate(quantities):
        if quantity.low is None:
            continue
        before = plain[max(0, quantity.start - 3) : quantity.start]
        behind = plain[quantity.start : quantity.end + 2]
        hedged = bool(_HEDGED.search(before) or _HEDGED_AFTER.search(behind))
        place = quantity.start / len(source)
        low, high = quantity.low, quantity.high
        if high is not None and abs(high) < abs(low):
            low, high = high, low
        low, high = abs(low), None if high is None else abs(high)
        vague = plain[quantity.start] in "数几" and high is not None and high > low
        if vague or high is None or high == low:
            yield Amount(owner, 0, low, high, quantity.unit, significant(low), place, vague, hedged)
        else:
            for index, end in enumerate((low, high)):
                yield Amount(owner, index, end, end, quantity.unit, significant(end), place, hedged=hedged)


def _haves(target: str, found: Sequence[Figure]) -> Iterator[Amount]:
    for owner, figure in enumerate(found):
        hedged = bool(_HEDGES.search(target[max(0, figure.start - 24) : figure.start]))
        for index, number in enumerate(figure.numbers):
            low, high = number.low, number.high
            vague = low is not None and low != high
            if len(figure.numbers) == 1 and figure.low is not None and figure.high is None:
                high = None
            place = number.start / len(target)
            yield Amount(owner, index, low, high, figure.unit, number.digits, place, vague, hedged, figure.kind == "date")


def _matched(wants: Sequence[Amount], haves: Sequence[Amount]) -> list[_Pair]:
    fits = [[closeness(want, have) for have in haves] for want in wants]
    costs = [
        [
            None if fit is None else fit[0] + _DISTANCE * abs(want.place - have.place)
            for fit, have in zip(row, haves, strict=True)
        ]
        for row, want in zip(fits, wants, strict=True)
    ]
    pairs = []
    for want, row, column in zip(wants, fits, assign(costs, _NO_MATCH), strict=True):
        fit = None if column is None else row[column]
        if fit is None or fit[1] == "value":
            # One figure may speak for two equal quantities, as English says a number once that Chinese repeats.
            again = next((n for n, other in enumerate(row) if other and other[1] == "right"), None)
            column, fit = (again, row[again]) if again is not None else (column, fit)
        pairs.append(_Pair(want, None if column is None else haves[column], fit[1] if fit else None))
    # “$200 million ($154 million)” for Australian and American dollars: where both are named, "$" is the latter's.
    american = any(want.unit == "USD" for want in wants)
    return [
        replace(pair, verdict="currency")
        if american and pair.have and pair.have.unit == "USD" and pair.want.unit in MONEY - {"USD"} and pair.verdict == "right"
        else pair
        for pair in pairs
    ]


def _class(unit: str) -> str:
    return "money" if unit in MONEY else "%" if unit in ("%", "percentage point") else unit


def _certain(wrong: Sequence[_Pair], pairs: Sequence[_Pair], haves: Sequence[Amount]) -> bool:
    """Whether each wrong number has one counterpart and is the only one that could have it."""
    if any(pair.have is None for pair in wrong):
        return False
    right = {id(pair.have) for pair in pairs if pair.verdict == "right"}
    numbered = [have for have in haves if id(have) not in right]
    for pair in wrong:
        if pair.verdict != "value":
            continue
        kind = _class(pair.want.unit)
        rivals = [p for p in pairs if p.verdict != "right" and _class(p.want.unit) == kind and p.want.owner != pair.want.owner]
        others = [have for have in numbered if _class(have.unit) == kind and have is not pair.have]
        if pair.want.unit == "times" or rivals or len(others) >= len(wrong):
            return False
    return True


# Where dollars are named, 元 may be short for them: 售价99美元，便宜了10元.
_DOLLARS = re.compile("[美港澳加]元|美金|[港台]币|美刀|新元|新台币")
_CONVERTED = re.compile("合|相当于|等于|人民币|兑|换")
_NAMED = frozenset("HKD TWD AUD CAD SGD NZD".split())


def _may_be(source: str, quantity: Quantity, wrong: Sequence[_Pair]) -> bool:
    """Whether 元 alone may be another currency's: where dollars are named, or the English names Hong Kong's."""
    if quantity.unit != "CNY" or "人民币" in source[quantity.start : quantity.end]:
        return False
    named = all(pair.have and pair.have.unit in _NAMED for pair in wrong)
    return named or bool(_DOLLARS.search(source) and not _CONVERTED.search(source))


def _edits(target: str, found: Sequence[Figure], quantity: Quantity, ends: Sequence[_Pair]) -> tuple[Edit, ...]:
    """The numbers that are wrong replaced as our English of the quantity writes them, the currency where it differs."""
    written = [quantity.english[n.start : n.end] for figure in figures(quantity.english) for n in figure.numbers]
    edits: list[Edit] = []
    for pair in ends:
        if pair.have is None or pair.verdict == "right":
            continue
        figure = found[pair.have.owner]
        number = figure.numbers[pair.have.index]
        if pair.verdict in ("digits", "value"):
            if pair.want.index >= len(written):
                return ()
            edits.append(_number(target, number, written[pair.want.index]))
        if quantity.unit in MONEY and figure.unit in MONEY and figure.unit != quantity.unit:
            edits += _in_currency(target, figure, quantity.unit)
        if pair.verdict == "point":
            edits.append(Edit(figure.numbers[-1].end, figure.end, " percentage points"))
    return tuple(edit for edit in edits if target[edit.start : edit.end] != edit.text)


_ARTICLE = re.compile(r"\b(an?) $", re.IGNORECASE)
_VOWEL = re.compile(r"8|1[18](?!\d)|1[18],|[aeio](?!ne)", re.IGNORECASE)


def _number(target: str, number: Number, written: str) -> Edit:
    """The number replaced, with the article before it where that has to change: a 78% share, an 88% share."""
    article = _ARTICLE.search(target, max(0, number.start - 4), number.start)
    if not article or target[number.start].isalpha():
        return Edit(number.start, number.end, written)
    right = article[1][0] + ("n " if _VOWEL.match(written) else " ")
    return Edit(article.start(), number.end, right + written)


def _in_currency(target: str, figure: Figure, code: str) -> Iterator[Edit]:
    """Another currency around the numbers of a figure: its sign in front or its name behind."""
    unit = currencies()[code]
    sign, _, name = unit.english.partition("#")
    tail = target[figure.numbers[-1].end : figure.end]
    if tail.startswith(" of ") or (sign and figure.numbers[0].in_words):
        sign, name = "", f"{' of' if tail.startswith(' of ') else ''} {unit.plural or name.strip()}"
    name = name.split("/")[-1] if "/" in name else name
    position = figure.start
    for index, number in enumerate(figure.numbers):
        yield Edit(position, number.start, without_currency(target[position : number.start]) + ("" if index else sign))
        position = number.end
    yield Edit(position, figure.end, name.replace(" ", "-") if tail.startswith("-") else name)
