"""Amounts, dates and Latin names of a sentence against those of its English: mended where certain, else flagged."""

from reader.translate.amounts.checking import Checked, check

__all__ = ["Checked", "check"]
