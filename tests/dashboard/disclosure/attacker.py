"""Somebody who wants to know the hidden counts. Written from the rule's words alone; shares no code with the product.

Knows of a shown count what was rounded to it (0 is 0, 5 is 6 or 7, another x is x - 2 to x + 2), of a hidden one that
it is a whole number of 0 or more, that totals add up, and of two releases that at most so many people joined and so
many left. Every bound is that of an integer programme.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

PLENTY = 5_000  # no count in these tests comes near
Table = Mapping[tuple[str, str], int | None]
"""What is printed: count by row head and column head, "Total" for the totals; null is hidden."""


class Attacker:
    """Collects what is known, then says how closely a count is known by it."""

    def __init__(self) -> None:
        self.ranges: dict[Hashable, tuple[int, int]] = {}
        self.sums: list[tuple[dict[Hashable, int], int, int]] = []

    def reads(
        self, table: Table, *, name: str = "new", called: Mapping[tuple[str, str], Hashable] | None = None
    ) -> None:
        """Take in a printed table. called: another name for a cell, where another table shows the same count."""
        names = {cell: (name, (called or {}).get(cell, cell)) for cell in table}
        for cell, shown in table.items():
            low, high = self.ranges.get(names[cell], (0, PLENTY))
            least, most = behind(shown)
            self.ranges[names[cell]] = max(low, least), min(high, most)
        for row, column in table:
            if column == "Total":
                parts = [names[cell] for cell in table if cell[0] == row and cell[1] != "Total"]
                self.adds_up(names[row, column], parts)
            if row == "Total":
                parts = [names[cell] for cell in table if cell[1] == column and cell[0] != "Total"]
                self.adds_up(names[row, column], parts)

    def adds_up(self, total: Hashable, parts: Sequence[Hashable]) -> None:
        self.sums.append(({total: -1, **dict.fromkeys(parts, 1)}, 0, 0))

    def hears(self, cells: Iterable[tuple[str, str]], *, joined: int, left: int, name: str = "") -> None:
        """Between the releases "old" and "new" at most these joined and left in the cells of a table."""
        inner = [cell for cell in cells if "Total" not in cell]
        for cell in inner:
            self.ranges[name, "joined", cell], self.ranges[name, "left", cell] = (0, joined), (0, left)
            change = {("new", cell): 1, ("old", cell): -1, (name, "joined", cell): -1, (name, "left", cell): 1}
            self.sums.append((change, 0, 0))
        for what, most in (("joined", joined), ("left", left)):
            self.sums.append(({(name, what, cell): 1 for cell in inner}, 0, most))

    def width(self, wanted: Mapping[Hashable, int]) -> int:
        """The largest less the smallest whole value that a sum of counts may still have."""
        return self.most(wanted) + self.most({name: -sign for name, sign in wanted.items()})

    def most(self, wanted: Mapping[Hashable, int]) -> int:
        places = {name: place for place, name in enumerate(self.ranges)}
        sums = np.zeros((len(self.sums), len(places)))
        for number, (parts, _, _) in enumerate(self.sums):
            for name, sign in parts.items():
                sums[number, places[name]] += sign
        objective = np.zeros(len(places))
        for name, sign in wanted.items():
            objective[places[name]] = -sign
        low, high = zip(*self.ranges.values(), strict=True)
        ends = [known[1] for known in self.sums], [known[2] for known in self.sums]
        rows = [LinearConstraint(sums, *ends)] if self.sums else []
        found = milp(objective, constraints=rows, bounds=Bounds(low, high), integrality=np.ones(len(places)))
        assert found.status == 0, found.message
        return round(-found.fun)


def behind(shown: int | None) -> tuple[int, int]:
    """The smallest and the largest true count behind a shown one."""
    if shown is None:
        return 0, PLENTY
    return {0: (0, 0), 5: (6, 7)}.get(shown, (shown - 2, shown + 2))


def too_well_known(table: Table, *, least: int = 5) -> list[tuple[str, str]]:
    """The hidden cells of one table whose count is known more closely than that."""
    attacker = Attacker()
    attacker.reads(table)
    return [cell for cell, shown in table.items() if shown is None and attacker.width({("new", cell): 1}) < least]
