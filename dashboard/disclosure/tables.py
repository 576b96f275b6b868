"""Tables of true counts, with their totals, before anything is hidden."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TOTAL = "Total"

Key = frozenset[tuple[str, str]]
"""What a count is of: (dimension, head) for each dimension; what is left out is added up over."""

Place = tuple[int, int]
"""Row and column of a printed cell, from 0; the total comes last."""


class NotATable(ValueError):
    """Counts that make no table to release: the message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class TrueTable:
    """True counts by row and column, without totals. Raises NotATable.

    rows_are, columns_are: what the heads are of ("ethnicity", "stage"), by which tables of one release are linked: a
    count of the same heads is the same count in each of them
    """

    row_heads: tuple[str, ...]
    column_heads: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    rows_are: str = "rows"
    columns_are: str = "columns"

    def __post_init__(self) -> None:
        if not self.row_heads or not self.column_heads:
            raise NotATable("A table needs at least one row and one column of counts.")
        if len(self.counts) != len(self.row_heads) or {len(row) for row in self.counts} != {len(self.column_heads)}:
            raise NotATable("A table needs one count for each row and column.")
        if any(count < 0 for row in self.counts for count in row):
            raise NotATable("A count is below 0; a count of people is 0 or more.")
        if self.rows_are == self.columns_are:
            raise NotATable(f"Rows and columns are both of “{self.rows_are}”; they need names of their own.")
        _check_heads(self.row_heads, "rows")
        _check_heads(self.column_heads, "columns")

    @property
    def has_total_row(self) -> bool:
        """Not of a table of one row: its total row would be that row again."""
        return len(self.row_heads) > 1

    @property
    def has_total_column(self) -> bool:
        """Not of a table of one column that has several rows. A single count has a total column, as every one row."""
        return len(self.column_heads) > 1 or not self.has_total_row

    @property
    def printed_row_heads(self) -> tuple[str, ...]:
        return (*self.row_heads, TOTAL) if self.has_total_row else self.row_heads

    @property
    def printed_column_heads(self) -> tuple[str, ...]:
        return (*self.column_heads, TOTAL) if self.has_total_column else self.column_heads

    def printed(self) -> list[list[int]]:
        """The true counts with their totals, as many rows and columns as are printed."""
        rows = [[*row, sum(row)] if self.has_total_column else [*row] for row in self.counts]
        return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if self.has_total_row else rows

    def places(self) -> Iterator[Place]:
        """Every printed cell, row by row."""
        for row in range(len(self.printed_row_heads)):
            yield from ((row, column) for column in range(len(self.printed_column_heads)))

    def key(self, place: Place) -> Key:
        """What the count at a place is of."""
        row, column = place
        named = [(self.rows_are, self.row_heads[row])] if row < len(self.row_heads) else []
        named += [(self.columns_are, self.column_heads[column])] if column < len(self.column_heads) else []
        return frozenset(named)

    def sums(self) -> Iterator[tuple[Place, list[Place]]]:
        """Every printed total with the cells that add up to it; the total of all as the sum of the column totals."""
        rows, columns = len(self.row_heads), len(self.column_heads)
        if self.has_total_column:
            for row in range(len(self.printed_row_heads)):
                yield (row, columns), [(row, column) for column in range(columns)]
        if self.has_total_row:
            for column in range(columns):
                yield (rows, column), [(row, column) for row in range(rows)]

    def in_order(self) -> "TrueTable":
        """The same with rows and columns sorted by their heads, so that the order of a file decides nothing."""
        rows = sorted(range(len(self.row_heads)), key=self.row_heads.__getitem__)
        columns = sorted(range(len(self.column_heads)), key=self.column_heads.__getitem__)
        return TrueTable(
            tuple(self.row_heads[row] for row in rows),
            tuple(self.column_heads[column] for column in columns),
            tuple(tuple(self.counts[row][column] for column in columns) for row in rows),
            self.rows_are,
            self.columns_are,
        )


def _check_heads(heads: Sequence[str], what: str) -> None:
    """Raises NotATable where a head is blank, a total or there twice."""
    plain = [head.strip().casefold() for head in heads]
    if "" in plain:
        raise NotATable(f"One of the {what} has no head; each needs one.")
    if TOTAL.casefold() in plain:
        raise NotATable(f"One of the {what} is headed “{TOTAL}”; leave totals out, the release adds them.")
    for head in heads:
        if plain.count(head.strip().casefold()) > 1:
            raise NotATable(f"Two of the {what} are headed “{head}”; each needs a head of its own.")
