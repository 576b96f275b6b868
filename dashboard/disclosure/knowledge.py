"""What a reader can work out: every count as a variable, and all that is known of it as equations and ranges.

The reader knows the rule, everything that is shown, and how totals add up; of a hidden count only that it is a whole
number of 0 or more. Between two releases at most so many people joined and so many left, and nobody changed groups.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dashboard.disclosure.rules import Rule, Shown
from dashboard.disclosure.tables import Key, NotATable, TrueTable

Expression = Mapping[int, int]
"""A sum of variables: coefficient by variable."""

CAP = 60
"""How far from the truth hidden counts are followed: far beyond the width that is asked of any of them."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Whoever reads the release must not know `of` more closely than `width`.

    when_hidden: asked while this variable is hidden; when_shown: while it is shown; neither: always
    """

    of: Expression
    width: int
    when_hidden: int | None = None
    when_shown: int | None = None

    def is_asked(self, hidden: NDArray[np.bool_]) -> bool:
        if self.when_hidden is not None:
            return bool(hidden[self.when_hidden])
        return self.when_shown is None or not hidden[self.when_shown]


@dataclass
class Knowledge:
    """Variables with their true values, how far from the truth a reader must look, and how they are tied.

    shown: least and largest deviation from the truth while the variable is shown
    hidden: the same while it is hidden; equal to `shown` where it cannot be
    ties: sums that are known exactly. limits: sums that are at most their true value plus a slack
    """

    truth: list[int] = field(default_factory=list)
    shown: list[tuple[int, int]] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    can_be_hidden: list[bool] = field(default_factory=list)
    ties: list[Expression] = field(default_factory=list)
    limits: list[tuple[Expression, int]] = field(default_factory=list)

    def add(self, truth: int, *, shown: tuple[int, int] | None, can_be_hidden: bool) -> int:
        """A new count; shown: what it may be while shown, null where it is never shown."""
        unseen = (-min(truth, CAP), CAP)
        seen = (shown[0] - truth, shown[1] - truth) if shown else unseen
        self.truth.append(truth)
        self.shown.append(seen)
        self.hidden.append(unseen if can_be_hidden else seen)
        self.can_be_hidden.append(can_be_hidden)
        return len(self.truth) - 1

    def ranges(self, hidden: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Least and largest deviation of each variable when these are hidden."""
        return np.where(hidden[:, None], np.array(self.hidden), np.array(self.shown))


def add_release(
    knowledge: Knowledge,
    tables: Sequence[TrueTable],
    shown: Mapping[Key, Shown],
    rule: Rule,
    *,
    can_be_hidden: bool,
) -> dict[Key, int]:
    """Add the counts of the tables of one release; the variable of each.

    shown: what is shown of each count; of a newer release, what would be if nothing more than it must were hidden
    Raises NotATable where two tables give different numbers for one count.
    """
    variables: dict[Key, int] = {}
    for table in tables:
        printed = table.printed()
        for place in table.places():
            key, truth = table.key(place), printed[place[0]][place[1]]
            if key not in variables:
                seen = shown[key]
                range_ = None if seen is None else rule.possible(seen)
                if range_ and not range_[0] <= truth <= range_[1]:
                    raise NotATable(f"{truth} was never shown as {seen}: the last release is not of these counts.")
                variables[key] = knowledge.add(truth, shown=range_, can_be_hidden=can_be_hidden)
            elif knowledge.truth[variables[key]] != truth:
                raise NotATable(
                    f"“{' and '.join(sorted(head for _, head in key)) or 'all'}” is "
                    f"{knowledge.truth[variables[key]]} in one table and {truth} in another; "
                    "tables of one release count the same people."
                )
        for total, cells in table.sums():
            knowledge.ties.append({variables[table.key(total)]: -1} | {variables[table.key(cell)]: 1 for cell in cells})
    return variables


def add_changes(
    knowledge: Knowledge,
    tables: Sequence[TrueTable],
    new: Mapping[Key, int],
    old: Mapping[Key, int],
    *,
    joined: int,
    left: int,
) -> None:
    """Tie two releases: in each table every group changed by who joined it less who left it.

    Raises NotATable where the counts changed by more than the numbers joined and left allow.
    """
    for table in tables:
        inner = [
            table.key((row, column)) for row in range(len(table.row_heads)) for column in range(len(table.column_heads))
        ]
        for moved, most, sign in (("joined", joined, 1), ("left", left, -1)):
            known = sum(max(0, sign * _change(knowledge, key, new, old)) for key in inner)
            if known > most:
                raise NotATable(
                    f"By the two tables at least {known} people {moved}, and --{moved} says {most}; "
                    f"give the number of people who {moved} between them."
                )
        _tie(knowledge, inner, new, old, joined=joined, left=left)


def _tie(
    knowledge: Knowledge, inner: list[Key], new: Mapping[Key, int], old: Mapping[Key, int], *, joined: int, left: int
) -> None:
    came, went = [], []
    for key in inner:
        change = _change(knowledge, key, new, old)
        came.append(knowledge.add(max(0, change), shown=_near(max(0, change), joined), can_be_hidden=False))
        went.append(knowledge.add(max(0, -change), shown=_near(max(0, -change), left), can_be_hidden=False))
        knowledge.ties.append({new[key]: 1, old[key]: -1, came[-1]: -1, went[-1]: 1})
    for variables, most in ((came, joined), (went, left)):
        slack = most - sum(knowledge.truth[variable] for variable in variables)
        knowledge.limits.append((dict.fromkeys(variables, 1), min(slack, 2 * CAP * len(variables))))


def _near(truth: int, most: int) -> tuple[int, int]:
    """How many may have moved: 0 to `most`, as far as counts are followed at all."""
    return max(0, truth - 2 * CAP), min(most, truth + 2 * CAP)


def _change(knowledge: Knowledge, key: Key, new: Mapping[Key, int], old: Mapping[Key, int]) -> int:
    return knowledge.truth[new[key]] - knowledge.truth[old[key]]
