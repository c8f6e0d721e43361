"""The store's rules: what the reader has said of words and readings, for one place, for one text, or for all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from reader.model import Anchor, Document, KeptRule, Rule, RuleKind
from reader.store.english import English

# Of all that was said of the same word for the same places, the last word counts.
_STANDING = (
    "SELECT kind, word, parts, text, place FROM rules"
    " WHERE id IN (SELECT max(id) FROM rules WHERE undone = 0 GROUP BY kind, word, text, place)"
)


class Rules(English):
    """Rules by their word."""

    def rules(self, document: Document | None = None) -> tuple[Rule, ...]:
        """The rules that hold in a document: first those for all texts, then its own, each in the order they were made.

        A rule for a place that is no longer there is left out. Without a document, those for all texts.
        """
        origin = key(document) if document else ""
        with self._errors():
            rows = self._db.execute(
                f"{_STANDING} AND text IN ('', ?) ORDER BY text != '', place != '', id", (origin,)
            ).fetchall()
        found = []
        for rule in map(_kept, rows):
            offset = rule.place.find(document.text) if rule.place and document else None
            if rule.place is None or offset is not None:
                found.append(Rule(rule.kind, rule.word, rule.parts, offset))
        return tuple(found)

    def kept_rules(self) -> Iterator[KeptRule]:
        """All rules that hold anywhere, in the order they were made."""
        with self._errors():
            yield from map(_kept, self._db.execute(f"{_STANDING} ORDER BY id"))

    def take_in_rules(self, rules: Iterable[KeptRule]) -> int:
        """Keep rules from elsewhere, all or none, each as the last word on its places; how many were new."""
        with self._errors(), self._transaction():
            return sum(self._write_rule(rule) for rule in rules)

    def _write_rule(self, rule: KeptRule, correction: int | None = None) -> bool:
        """Keep a rule, inside a transaction; False if it is so already."""
        where = (rule.kind, rule.word, rule.text, json.dumps(asdict(rule.place)) if rule.place else "")
        parts = " ".join(rule.parts)
        standing = self._db.execute(
            "SELECT parts FROM rules WHERE kind = ? AND word = ? AND text = ? AND place = ? AND undone = 0"
            " ORDER BY id DESC LIMIT 1",
            where,
        ).fetchone()
        if standing == (parts,):
            return False
        self._db.execute(
            "INSERT INTO rules (kind, word, text, place, parts, correction) VALUES (?, ?, ?, ?, ?, ?)",
            (*where, parts, correction),
        )
        return True


def key(document: Document) -> str:
    """What a document is known by: its path or URL; text from standard input by itself."""
    if document.origin != "-":
        return document.origin
    return "-" + hashlib.sha256(document.text.encode()).hexdigest()


def _kept(row: tuple[RuleKind, str, str, str, str]) -> KeptRule:
    kind, word, parts, text, place = row
    return KeptRule(kind, word, tuple(parts.split()), text, Anchor(**json.loads(place)) if place else None)
