"""The rule of disclosure, dated: what is shown of a count, and what the shown count lets a reader conclude."""

import csv
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

RULES = Path(__file__).parent / "data" / "rules.csv"

Shown = int | None
"""A count as it is shown; null is hidden."""


class NoRule(ValueError):
    """No rule of that name, or none in force: the message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Rule:
    """True counts from 1 to `hidden_to` are hidden, others rounded to the nearest multiple of `rounded_to` (odd).

    least_base: the smallest shown base of a percentage or a comparison
    least_width: of a hidden count, the largest whole number still possible less the smallest
    """

    name: str
    since: dt.date
    hidden_to: int
    rounded_to: int
    least_base: int
    least_width: int

    def shown(self, count: int) -> Shown:
        """A true count as it is shown by itself, before further cells are hidden."""
        if 1 <= count <= self.hidden_to:
            return None
        return (count + self.rounded_to // 2) // self.rounded_to * self.rounded_to

    def possible(self, shown: int) -> tuple[int, int]:
        """The smallest and the largest true count behind a shown one. Raises ValueError for what is never shown."""
        if shown == 0:
            return 0, 0
        slack = self.rounded_to // 2
        low, high = max(shown - slack, self.hidden_to + 1), shown + slack
        if shown < 0 or shown % self.rounded_to or low > high:
            raise ValueError(f"{shown} is never shown by the rule {self.name}.")
        return low, high


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Every rule there has been, the oldest first."""
    lines = RULES.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    found = [
        Rule(
            name=row["name"],
            since=dt.date.fromisoformat(row["from"]),
            hidden_to=int(row["hidden_to"]),
            rounded_to=int(row["rounded_to"]),
            least_base=int(row["least_base"]),
            least_width=int(row["least_width"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda rule: rule.since))


def rule_on(day: dt.date) -> Rule:
    """The rule in force on a day. Raises NoRule."""
    in_force = [rule for rule in rules() if rule.since <= day]
    if not in_force:
        raise NoRule(f"No rule of disclosure was in force on {day:%-d %B %Y}, so nothing can be released.")
    return in_force[-1]


def rule_named(name: str) -> Rule:
    """The rule of a name. Raises NoRule."""
    for rule in rules():
        if rule.name == name:
            return rule
    raise NoRule(f"There is no rule of disclosure named “{name}”.")
