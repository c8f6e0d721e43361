"""The reader's own data in one SQLite file: documents, translations, corrections, rules, places."""

from reader.store.english import Taken
from reader.store.store import Correction, Scope, Shelved, Store

__all__ = ["Correction", "Scope", "Shelved", "Store", "Taken"]
