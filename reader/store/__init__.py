"""The reader's own data in one SQLite file: documents, translations, corrections, places."""

from reader.store.english import Taken
from reader.store.store import Correction, Shelved, Store

__all__ = ["Correction", "Shelved", "Store", "Taken"]
