"""How long something is kept: a number of months or days, counted from a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from talentboard.months import add_months
from talentboard.nhs.words import plural

ONE_DAY = dt.timedelta(days=1)
MANY_MONTHS = 36  # from here on they are said in years, where they are whole ones


@dataclass(frozen=True, slots=True)
class Lasts:
    """A period of months and days; neither means at once."""

    months: int = 0
    days: int = 0

    def __bool__(self) -> bool:
        return bool(self.months or self.days)

    def __str__(self) -> str:
        parts = []
        if self.months >= MANY_MONTHS and self.months % 12 == 0:
            parts.append(plural(self.months // 12, "year"))
        elif self.months:
            parts.append(plural(self.months, "month"))
        if self.days:
            parts.append(plural(self.days, "day"))
        return " and ".join(parts) or "not at all"

    def after(self, day: dt.date) -> dt.date:
        """The day on which the period is over that begins on a day."""
        return add_months(day, self.months) + dt.timedelta(days=self.days)

    def over_on(self, day: dt.date) -> dt.date:
        """The last day from which the period is over on a day: what ended on it or before is due.

        Months differ in length, so that this is looked for and not reckoned: 31 August + 6 months is 28 February.
        """
        found = add_months(day - dt.timedelta(days=self.days), -self.months)
        while self.after(found) > day:
            found -= ONE_DAY
        while self.after(found + ONE_DAY) <= day:
            found += ONE_DAY
        return found
