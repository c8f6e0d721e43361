"""Terms that are obeyed everywhere: loaded from tab-separated files, matched in sentences."""

from reader.glossary.glossary import Fits, Glossary
from reader.glossary.tsv import load, written

__all__ = ["Fits", "Glossary", "load", "written"]
