"""Terms that are obeyed everywhere: loaded from tab-separated files, matched in sentences."""

from reader.glossary.glossary import Fits, Glossary
from reader.glossary.tsv import COLUMNS, NO_TERM, entry_of, fields_of, load, written

__all__ = ["COLUMNS", "NO_TERM", "Fits", "Glossary", "entry_of", "fields_of", "load", "written"]
