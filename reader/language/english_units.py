"""What English numbers count: the words and signs of `units`, in the forms English texts use."""

from __future__ import annotations

import re
from functools import cache

from reader.language.units import english_units

# Signs and codes before the number. Engines write “Pound2.6 billion” and “Euro10 million” too.
_SIGNS = """
CNY RMB Rmb CNY CN¥ yuan Yuan ¥ ￥
USD US$ USD U.S.$ $
HKD HK$ HKD
TWD NT$ TWD
AUD A$ AU$ AUD
CAD C$ CA$ CAD
SGD S$ SGD
NZD NZ$ NZD
EUR € EUR Euro
GBP £ GBP Pound
JPY JPY
KRW KRW ₩
INR INR Rs ₹
RUB RUB
CHF CHF
BRL R$
"""
_BEFORE = {sign: line.split()[0] for line in _SIGNS.strip().splitlines() for sign in line.split()[1:]}
_DOLLARS = {
    "": "USD", "us": "USD", "u.s.": "USD", "american": "USD", "united states": "USD", "hong kong": "HKD", "hk": "HKD",
    "new taiwan": "TWD", "taiwan": "TWD", "nt": "TWD", "australian": "AUD", "canadian": "CAD", "singapore": "SGD",
    "singaporean": "SGD", "new zealand": "NZD",
}  # fmt: skip
# Other forms of the nouns of `units`, and nouns of its codes that English has besides.
_MORE = """
CNY | yuan renminbi, yuan rmb, renminbi yuan, rmb yuan, renminbi, rmb, cny, kuai, chinese yuan
USD | usd, bucks, $
EUR | euro, euros, eur, €
GBP | pounds sterling, pound sterling, british pounds, quid, gbp, £
JPY | japanese yen, jpy
KRW | south korean won, korean won
INR | indian rupees
RUB | roubles, rouble, russian rubles, russian roubles
CHF | swiss francs, francs
% | per cent, percent, pct, %, ％
‰ | per mille, per thousand, ‰
percentage point | percentage points, percentage point, per cent points, percent points, pp, pps, percentage-point
basis point | bps, bp
times | times, x, fold
year | yr, yrs
decade | decades, decade
hour | hr, hrs, h
minute | min, mins
second | sec, secs
age | year olds, years old, year old, years of age, years-old, year-old
km2 | square kilometres, square kilometre, sq km, sq. km, km², km2, square km
m2 | square metres, square metre, square meters, sq m, sq. m, m², m2, square m
m3 | cubic metres, cubic metre, cubic meters, m³
ha | hectares, ha
km | kilometres, kilometre, km, kms
m | metres, metre, m
cm | centimetres, centimetre, cm
mm | millimetres, millimetre, mm
nm | nanometres, nanometre, nm
km/h | kilometres per hour, kilometers per hour, kilometres an hour, kilometers an hour, km/h, kph, kmh
kg | kilos, kilo, kg, kgs
g | grammes, gramme, g
mg | mg
t | tonnes, tonne, metric tons, metric ton, metric tonnes
L | litres, litre
mL | millilitres, millilitre, ml
kWh | kilowatt hours, kilowatt hour, kwh
kW | kw
MW | mw
GW | gw
MHz | mhz
BRL | brazilian reals, reals
THB | thai baht
°C | degrees celsius, degrees centigrade, degree celsius, °c, °
°F | degrees fahrenheit, °f
foot | feet, ft
inch | inches
acre | acres, acre
mph | miles per hour, mph
person | persons, individuals
"""
_FOLLOWED = {"m", "h", "g", "x"}  # single letters must touch the number: 5m, 10x


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {name.lower(): code for name, code in english_units().items()}
    for line in _MORE.strip().splitlines():
        code, _, forms = line.partition(" | ")
        names.update(dict.fromkeys(forms.split(", "), code))
    names |= {f"{kind} dollar{s}".strip(): code for kind, code in _DOLLARS.items() for s in ("", "s")}
    longest_first = sorted(names, key=len, reverse=True)
    parts = [
        ("" if name in _FOLLOWED or not name[0].isalpha() else "(?:[ \u00a0]|-)")
        + re.escape(name).replace(r"\ ", "[ -]")
        for name in longest_first
    ]
    loose = "|".join(part.replace("(?:[ \u00a0]|-)", "(?:[ \u00a0]|-|)") for part in parts)
    return re.compile(
        rf"(?: of(?: the)?(?= )| ?(?=[%％‰°]))?(?:{loose})(?![A-Za-z²³]|(?<=[$€£]) ?[0-9])", re.IGNORECASE
    ), names


def unit_after(text: str, end: int) -> tuple[str, int] | None:
    """The code of the unit behind a number that ends at `end`, and the offset after it; said twice it is one."""
    pattern, names = _nouns()
    found = pattern.match(text, end)
    if not found:
        return None
    code = names[_plain(found[0])]
    again = pattern.match(text, found.end())
    if again and code.isupper() and code == names[_plain(again[0])]:
        found = again
    return code, found.end()


def _plain(written: str) -> str:
    name = re.sub("[ \u00a0]+", " ", written.lower()).strip(" -")
    name = re.sub("^of (?:the )?", "", name)
    return name if name in _nouns()[1] else name.replace("-", " ")


def _any_sign(letters: bool) -> str:
    signs = [sign for sign in _BEFORE if sign[0].isalpha() == letters]
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))


_SIGN = re.compile(rf"(?:(?<![A-Za-z])(?:{_any_sign(True)})|(?:{_any_sign(False)}))[ \u00a0-]{{0,2}}$")
_LONGEST = 8  # characters of a sign and the spaces behind it


def currency_before(text: str, start: int) -> tuple[str, int] | None:
    """The code of the currency before a number that starts at `start`, and the offset where it begins."""
    head = max(0, start - _LONGEST)
    found = _SIGN.search(text[head:start])
    return (_BEFORE[found[0].strip(" \u00a0-")], head + found.start()) if found else None


def without_currency(text: str) -> str:
    """`text` without the sign or code at its end: “between $” → “between ”."""
    found = currency_before(text, len(text))
    return text[: found[1]] if found else text
