"""Terms that are obeyed everywhere: loaded from tab-separated files, matched in sentences."""

from reader.glossary.glossary import Glossary
from reader.glossary.tsv import load, written

__all__ = ["Glossary", "load", "written"]
