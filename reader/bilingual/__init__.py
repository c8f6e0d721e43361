"""Texts that stand beside their English in a file: read as pairs, checked, and put back with nothing else changed.

file ─ tsv │ tmx │ markdown ─▶ pieces ─ check ─▶ what is wrong with each pair ─▶ pieces ─▶ file
"""

from reader.bilingual.checking import Checked, check
from reader.bilingual.pairs import Pair, Piece
from reader.bilingual.reading import Bilingual, read

__all__ = ["Bilingual", "Checked", "Pair", "Piece", "check", "read"]
