"""Quarters of the financial year: April to June is the first."""

import datetime as dt
from dataclasses import dataclass

DUE_DAY = 25


@dataclass(frozen=True, slots=True, order=True)
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
    def first_day(self) -> dt.date:
        return dt.date(self.year + (self.number == 4), (self.number * 3) % 12 + 1, 1)

    @property
    def last_day(self) -> dt.date:
        """The day that its return describes."""
        return self.next.first_day - dt.timedelta(days=1)

    @property
    def opens(self) -> dt.date:
        """When its return is opened: the first of its last month."""
        return self.last_day.replace(day=1)

    @property
    def due(self) -> dt.date:
        """When its return is due: the 25th of its last month."""
        return self.last_day.replace(day=DUE_DAY)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def __str__(self) -> str:
        """As a person says it: "July to September 2026"."""
        return f"{self.first_day:%B} to {self.last_day:%B %Y}"
