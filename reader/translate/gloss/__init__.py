"""The embedded engine: a literal rendering that needs no model, word by word, in an order one can follow.

It is a word gloss and not a translation, and everything that shows it says so.

    words ─ leaves, tagging ─▶ leaves ─ grammar ─▶ nodes in English order ─ lexicon, line ─▶ English with its links
"""

from reader.translate.gloss.engine import Gloss

__all__ = ["Gloss"]
