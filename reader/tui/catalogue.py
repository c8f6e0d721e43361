"""What a list of texts says of each, how they are sorted, and which are meant. No Textual here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from reader import layout
from reader.ingest.assemble import path_of
from reader.store import Listed

UNTITLED = "a text without a title"


def title(text: Listed) -> str:
    """What a text is called on screen."""
    return layout.visible(text.title).strip() or UNTITLED


def source(text: Listed) -> str:
    """Where a text is from: who published it, else the site or the file."""
    if text.publisher:
        return layout.visible(text.publisher)
    if text.origin.startswith("-"):
        return "pasted"
    site = text.origin.split("://", 1)[-1].split("/", 1)[0] if "://" in text.origin else path_of(text.origin).name
    return layout.visible(site)


def percent(done: int, total: int) -> str:
    """A share in percent; all is said only of all."""
    return f"{100 * done // total if total else 0}%"


def progress(text: Listed) -> str:
    """How far a text is read: "new" if it never was."""
    return "new" if text.place is None else percent(text.place, text.characters)


def when(moment: datetime) -> str:
    """A time of today, else a date, as the reader's clock has it."""
    here = moment.astimezone()
    return f"{here:%H:%M}" if here.date() == datetime.now().astimezone().date() else f"{here:%Y-%m-%d}"


def matches(text: Listed, typed: str) -> bool:
    """Whether each word that was typed is in the title of a text, or in a tag, wherever; case makes no difference."""
    said = f"{title(text)} {' '.join(f'#{tag}' for tag in text.tags)}".casefold()
    return all(word in said for word in typed.casefold().split())


# What the texts can be sorted by: the name of the order, its key, and whether the greatest comes first.
ORDERS: tuple[tuple[str, Callable[[Listed], object], bool], ...] = (
    ("last opened", lambda text: text.opened, True),
    ("title", lambda text: title(text).casefold(), False),
    ("source", lambda text: source(text).casefold(), False),
    ("read", lambda text: -1 if text.place is None else text.place / max(text.characters, 1), True),
    ("characters", lambda text: text.characters, True),
    ("translated", lambda text: text.translated / max(text.sentences, 1), True),
)
