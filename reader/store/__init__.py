"""The reader's own data in one SQLite file: documents, translations, corrections, rules, places."""

from reader.store.english import Taken
from reader.store.passages import Elsewhere, Found
from reader.store.shelf import Listed, Shelved
from reader.store.store import Correction, Scope, Store

__all__ = ["Correction", "Elsewhere", "Found", "Listed", "Scope", "Shelved", "Store", "Taken"]
