"""The numbers of a sentence against those of its English: by value, unit and place.

Every number of the source is matched with one of the English so that the whole costs least. What is then off by a
factor, in another currency or ill-formed can be mended; what is another number only where there is one candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.language.english import Figure, figures
from reader.language.english_numbers import significant
from reader.language.numerals import normal
from reader.language.quantities import Quantity
from reader.model import FlagKind
from reader.translate.amounts.demand import demanded, excused
from reader.translate.amounts.matching import assign
from reader.translate.amounts.measure import MONEY, Amount, closeness
from reader.translate.amounts.mending import Edit, Finding
from reader.translate.amounts.names import places
from reader.translate.amounts.rewriting import Pair, edits, in_currency

_MANY = 100  # numbers; a sentence with more is a table, and matching takes time by their number cubed
_NO_MATCH = 6.0  # dearer than any match `closeness` allows, with its distance
_SURE = 0.3  # below it the unit is the same too
_DISTANCE = 0.8  # cost of standing at the other end of the sentence


def compare(source: str, target: str, quantities: Sequence[Quantity]) -> list[Finding]:
    """What is wrong with the numbers of `target`; `quantities` are those of the source to look at."""
    named = places(source, target)
    found = [f for f in figures(target) if not any(start <= f.start and f.end <= end for start, end in named)]
    wants, haves = list(_wants(source, quantities)), list(_haves(target, found))
    if not wants or max(len(wants), len(haves)) > _MANY:
        return []
    pairs = _matched(wants, haves)
    findings = []
    for owner, quantity in enumerate(quantities):
        ends = [pair for pair in pairs if pair.want.owner == owner]
        wrong = [pair for pair in ends if pair.verdict != "right"]
        detail = f"{source[quantity.start : quantity.end]} = {quantity.english}"
        kind: FlagKind = "currency" if all(pair.verdict == "currency" for pair in wrong) else "quantity"
        if wrong and _matters(source, target, quantity, wrong):
            rewritten = edits(target, found, quantity, ends) if _certain(source, wrong, pairs, haves) else ()
            findings.append(Finding(kind, detail, quantity.start, quantity.end, rewritten))
        elif ends and not wrong and (tidied := _said_twice(target, found, ends)):
            findings.append(Finding(kind, detail, quantity.start, quantity.end, tidied))
        elif ends and not wrong and _made_up_currency(source, quantity, ends):
            bare = tuple(edit for pair in ends if pair.have for edit in in_currency(target, found[pair.have.owner], ""))
            findings.append(Finding(kind, detail, quantity.start, quantity.end, bare))
    return findings


def _matters(source: str, target: str, quantity: Quantity, wrong: Sequence[Pair]) -> bool:
    """Whether numbers that do not agree are an error, and not a freedom that English has."""
    if all(pair.verdict == "currency" for pair in wrong):
        return not _may_be(source, quantity, wrong)
    if all(pair.verdict in (None, "value") for pair in wrong) and excused(source, quantity, target):
        return False
    return any(pair.have for pair in wrong) or demanded(source, quantity)


_TWICE = re.compile(r"( \w+)\1$")


def _said_twice(target: str, found: Sequence[Figure], ends: Sequence[Pair]) -> tuple[Edit, ...]:
    """“47 million yuan yuan” without its second yuan."""
    figure = found[ends[-1].have.owner] if ends[-1].have else None
    twice = _TWICE.search(target, figure.numbers[-1].end, figure.end) if figure and figure.unit in MONEY else None
    return (Edit(twice.end(1), twice.end(), ""),) if twice else ()


_CURRENCY = re.compile("[元圆币镑铢盾刀]|卢比|卢布|法郎|美金|人民币|块|[$€£¥￥]")


def _made_up_currency(source: str, quantity: Quantity, ends: Sequence[Pair]) -> bool:
    """Whether the English says dollars of an amount in a sentence that names no currency at all: 花掉6个亿."""
    dollars = all(pair.have and pair.have.unit == "USD" for pair in ends)
    return dollars and not quantity.unit and not _CURRENCY.search(source)


_HEDGED = re.compile(r"(?:近|约|逾|超过?|过|将近|接近|大概|大约|差不多|几乎|高达|多达|上)$")
_HEDGED_AFTER = re.compile(r"多|余|左右|上下|以上|以下|以内|开外|许")
_HEDGES = re.compile(
    r"\b(?:about|around|nearly|almost|some|roughly|approximately|over|more than|close to|up to|under|less than"
    r"|approaching|exceed\w*|just|circa|an? estimated)(?: (?:an?|the))? ?$",
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
    ends = {number.end for figure in found for number in figure.numbers}
    for owner, figure in enumerate(found):
        hedged = bool(_HEDGES.search(target[max(0, figure.start - 24) : figure.start]))
        for index, number in enumerate(figure.numbers):
            open_ended = len(figure.numbers) == 1 and figure.low is not None and figure.high is None
            and_before = target[max(0, number.start - 5) : number.start] == " and "
            yield Amount(
                owner,
                index,
                number.low,
                None if open_ended else number.high,
                figure.unit,
                number.digits,
                number.start / len(target),
                vague=number.low is not None and number.low != number.high,
                hedged=hedged,
                small=number.in_words and not number.exponent,
                year=figure.kind == "date",
                part=and_before and number.start - 5 in ends and number.in_words,
            )


def _matched(wants: Sequence[Amount], haves: Sequence[Amount]) -> list[Pair]:
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
            again = next((n for n, other in enumerate(row) if other and other[1] == "right" and other[0] < _SURE), None)
            if again is not None:
                pairs.append(Pair(want, haves[again], "right"))
                continue
        pairs.append(Pair(want, None if column is None else haves[column], fit[1] if fit else None))
    # “$300 million ($210 million)” for Australian and American dollars: where both are named, "$" is the latter's.
    if not any(want.unit == "USD" for want in wants):
        return pairs
    others = MONEY - {"USD"}
    return [
        replace(pair, verdict="currency")
        if pair.verdict == "right" and pair.want.unit in others and pair.have and pair.have.unit == "USD"
        else pair
        for pair in pairs
    ]


def _class(unit: str) -> str:
    return "money" if unit in MONEY else "%" if unit in ("%", "percentage point") else unit


def _certain(source: str, wrong: Sequence[Pair], pairs: Sequence[Pair], haves: Sequence[Amount]) -> bool:
    """Whether each wrong number has one counterpart and is the only one that could have it."""
    currencies = {pair.want.unit for pair in pairs if pair.verdict != "right"} - {"USD"}
    taken = {id(pair.have) for pair in pairs if pair.verdict not in (None, "value")}
    numbered = [have for have in haves if id(have) not in taken]
    for pair in wrong:
        have = pair.have
        if have is None or (pair.verdict == "currency" and (have.unit in currencies or _twin(pair, pairs))):
            return False  # the figure may be the rendering of the other amount
        if pair.verdict in ("digits", "value") and (have.part or (have.vague and not pair.want.vague)):
            return False
        if pair.verdict != "value":
            continue
        if have.low is not None and re.search(rf"(?<![\d.]){have.low:f}(?![\d.])", normal(source)):
            return False  # the source has that number too, where it was not read: 占GDP10%
        kind = _class(pair.want.unit)
        rivals = [
            p
            for p in pairs
            if p.verdict in (None, "value") and _class(p.want.unit) == kind and p.want.owner != pair.want.owner
        ]
        others = [other for other in numbered if _class(other.unit) == kind and other is not have]
        if pair.want.unit == "times" or rivals or len(others) >= len(wrong):
            return False
    return True


def _twin(pair: Pair, pairs: Sequence[Pair]) -> bool:
    """Whether the source has the same number in the currency that the English has: 1 dollar and 1 euro."""
    units = {other.want.unit for other in pairs if other.want.low == pair.want.low}
    return pair.have is not None and pair.have.unit in units


# Where dollars are named, 元 may be short for them: 售价99美元，便宜了10元.
_DOLLARS = re.compile("[美港澳加]元|美金|[港台]币|美刀|新元|新台币")
_CONVERTED = re.compile("合|相当于|等于|人民币|兑|换")
_NAMED = frozenset(["HKD", "TWD", "AUD", "CAD", "SGD", "NZD"])


def _may_be(source: str, quantity: Quantity, wrong: Sequence[Pair]) -> bool:
    """Whether 元 alone may be another currency's: where dollars are named, or the English names Hong Kong's."""
    if quantity.unit != "CNY" or "人民币" in source[quantity.start : quantity.end]:
        return False
    named = all(pair.have and pair.have.unit in _NAMED for pair in wrong)
    return named or bool(_DOLLARS.search(source) and not _CONVERTED.search(source))
