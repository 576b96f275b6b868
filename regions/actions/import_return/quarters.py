"""Quarters of the financial year: April to June is the first."""

import datetime as dt
from dataclasses import dataclass

DUE_DAY = 25


@dataclass(frozen=True, slots=True)
class Quarter:
    """year: the calendar year in which the financial year begins."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> "Quarter":
        """The quarter a day lies in: 30 September 2026 in the second of 2026, 15 January 2027 in the fourth of 2026."""
        months = (day.month - 4) % 12
        return cls(day.year - (day.month < 4), months // 3 + 1)

    @property
    def due(self) -> dt.date:
        """When its return is due: the 25th of its last month."""
        month = self.number * 3 + 3
        return dt.date(self.year + (month > 12), (month - 1) % 12 + 1, DUE_DAY)
