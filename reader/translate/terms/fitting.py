"""The form in which a term takes the place of other English words: number, capitals, article, possessive."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.model import Entry
from reader.translate.terms import inflection
from reader.translate.terms.finding import Span

_ARTICLE = re.compile(r"\b(?:(an?)|the)\s+$", re.IGNORECASE)
_OWN_ARTICLE = re.compile(r"^(?:an?|the)\s+(?=\S)", re.IGNORECASE)
_OPENING = "“‘\"'([{【《「『-–—*# "
_BARE = frozenset({"person", "company"})  # take no article, unless a noun follows: the Qwen model
# Nor do places whose name is one word or ends so; the Netherlands and the Great Hall do.
_BARE_PLACE = re.compile(r"\w*[^\Ws]|.* (?:Province|City|County|District|Prefecture|Town(?:ship)?|Village)")
_AFTER_NAME = re.compile(
    r"\s*(?:$|[,.;:!?)”’'\"…]|(?:is|was|are|were|has|had|will|would|can|could|may|might|did|does|and|or|in|on|at|to"
    r"|of|from|by|for|with|as|but|who|which|said|says)\b)"
)


@dataclass(frozen=True, slots=True)
class Fit:
    """What to write over `span` (offsets in the target): `text`, with the term at `form` (offsets in `text`)."""

    span: Span
    text: str
    form: Span


def fit(target: str, span: Span, entry: Entry) -> Fit:
    """The term of `entry` in the form that suits the words it replaces and what stands around them.

    a shell → an agent; intelligent bodies → agents; Shells grow → Wrappers grow; the Little Letter said → Zuckerberg
    said; the companies' → the agent's, where a term has no plural.
    """
    start, end = span
    old = target[start:end]
    form = inflection.like(entry.target, _head(old), entry.pos)
    before = _ARTICLE.search(target, max(0, start - 6), start)
    own = _OWN_ARTICLE.match(form)
    if own and before:
        form = form[own.end() :]
    lead = before[0] if before else ""
    if before and _drops(before[1] or "", form, entry, target[end:]):
        start, lead = before.start(), ""
    elif before and before[1]:
        suits = inflection.article(form)
        start, lead = before.start(), (suits.capitalize() if lead[0].isupper() else suits) + lead[len(before[1]) :]
    else:
        lead = ""
    form = _capitals(form, target, (start, end), first=not lead, kept=bool(own))
    start, end = _doubled(target, start, end, form, bool(lead))
    tail, text = "", lead + form
    if re.match(r"['’](?![\w])", target[end:]) and old.endswith("s") and not form.endswith("s"):
        tail, end = target[end] + "s", end + 1
    return Fit((start, end), text + tail, (len(lead), len(text)))


def _doubled(target: str, start: int, end: int, form: str, led: bool) -> Span:
    """The span, with the word before or after it that the form has too: Northern Rock (Bank), Queensferry Crossing."""
    words = re.findall(r"\w+", form)
    if len(words) > 1:
        after = re.match(rf"[ -]{re.escape(words[-1])}(?!\w)", target[end:], re.IGNORECASE)
        end += after.end() if after else 0
        before = re.search(rf"(?<!\w){re.escape(words[0])}[ -]$", target[:start], re.IGNORECASE)
        start = before.start() if before and not led else start
        again = re.match(rf" (?:of|in) {re.escape(words[0])}(?!\w)", target[end:])  # Rock Bank of Northern
        end += again.end() if again else 0
    return start, end


def _head(old: str) -> str:
    """The noun that has the number: bodies of water → bodies; the last word of any other phrase."""
    words = re.findall(r"[^\W\d_]+", re.split(r" (?:of|for|in|with|on)\b", old)[0])
    return words[-1] if words else ""


def _drops(indefinite: str, form: str, entry: Entry, after: str) -> bool:
    """Whether the article before the span goes: a prosecutor → prosecutors, the Little Letter → Zuckerberg."""
    if indefinite and inflection.is_plural(_head(form)):
        return True
    bare = entry.pos in _BARE or (entry.pos == "place" and _BARE_PLACE.fullmatch(form))
    return bool(bare) and bool(_AFTER_NAME.match(after))


def _capitals(form: str, target: str, span: Span, *, first: bool, kept: bool) -> str:
    """The form in the capitals of its place: at the start of a sentence, in a title, in a line of capitals."""
    start, end = span
    old, rest = target[start:end], target[:start] + " " + target[end:]
    letters = [c for c in rest if c.isalpha()]
    if len(letters) > 8 and all(c.isupper() for c in letters):
        return form.upper()
    if _title(rest) or _in_name(target, span):
        form = " ".join(
            word if len(word) < 4 or not word.islower() else word[0].upper() + word[1:] for word in form.split(" ")
        )
    before = target[:start].rstrip(_OPENING)
    opens = not before or (before[-1] in ".!?:" and old[:1].isupper() and target[start - 1 : start] in (" ", "“", '"'))
    if not (first and opens):
        return form[0].lower() + form[1:] if kept and form[:4] == "The " else form
    word = form.split(" ")[0].split("-")[0]
    return form[0].upper() + form[1:] if word.islower() else form


def _in_name(target: str, span: Span) -> bool:
    """Whether the words replaced are a part of a longer name in capitals: Junior Medical Committee."""
    old = target[span[0] : span[1]]
    beside = re.match(r" (?!I\b)[A-Z]", target[span[1] :])
    capitals = [word[0].isupper() for word in re.findall(r"[^\W\d_]{3,}", old) if word not in ("the", "and", "for")]
    return bool(beside) and bool(capitals) and all(capitals) and span[0] > 0


def _title(rest: str) -> bool:
    """Whether nearly all longer words around have a capital: this is a headline."""
    longer = re.findall(r"[^\W\d_]{4,}", rest)
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)
