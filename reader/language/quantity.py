"""What `quantities` finds: an amount, a date or a time, where it stands and what it is worth."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity or date at characters `start` to `end` of the text it was found in.

    `spoken` is how it is read aloud: pinyin with tone marks, a space between syllables. `english` is how English
    writes it. `low` and `high` bound a number exactly: equal for a plain amount, the two ends of a range, `high` None
    for “more than”; both are None for dates, times, codes and ratios. `unit` is what they count: an ISO 4217 code
    (CNY), "%", an English noun (year, km2), "ordinal" (第3), "/3" for thirds, or "" where there is none.
    """

    start: int
    end: int
    kind: Literal["number", "date"]
    spoken: str
    english: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""

    @property
    def value(self) -> Decimal | None:
        """The exact number; None for a range, for “more than” and where there is none."""
        return self.low if self.low == self.high else None
