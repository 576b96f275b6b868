"""Tables of true counts for the tests of release, and what an attacker is given of them."""

from collections.abc import Sequence

from hypothesis import strategies as st

from dashboard.disclosure.released import Released
from dashboard.disclosure.rules import rules
from dashboard.disclosure.tables import TrueTable
from tests.dashboard.disclosure.attacker import Table

RULE = rules()[0]
Counts = Sequence[Sequence[int]]


def table(counts: Counts, *, rows_are: str = "rows", heads: Sequence[str] = ()) -> TrueTable:
    """A table with heads r0, r1 ... and c0, c1 ..."""
    rows = tuple(heads) or tuple(f"r{number}" for number in range(len(counts)))
    columns = tuple(f"c{number}" for number in range(len(counts[0])))
    return TrueTable(rows, columns, tuple(map(tuple, counts)), rows_are=rows_are)


def seen(released: Released) -> Table:
    """What is printed, by row head and column head."""
    return {
        (row, column): count
        for row, counts in zip(released.row_heads, released.shown, strict=True)
        for column, count in zip(released.column_heads, counts, strict=True)
    }


def truth(counts: Counts) -> dict[tuple[str, str], int]:
    """The true counts with totals in all four directions, by row head and column head."""
    full = [[*row, sum(row)] for row in counts]
    full.append([sum(column) for column in zip(*full, strict=True)])
    rows = [*(f"r{number}" for number in range(len(counts))), "Total"]
    columns = [*(f"c{number}" for number in range(len(counts[0]))), "Total"]
    return {
        (row, column): count
        for row, line in zip(rows, full, strict=True)
        for column, count in zip(columns, line, strict=True)
    }


def alone(count: int) -> int | None:
    """What the rule shows of a count by itself, by the words of the rule."""
    return None if 1 <= count <= 5 else 5 * round(count / 5)


@st.composite
def tables_of_counts(draw, most: int = 4):
    """Small tables, with the counts on which the rule turns more often than others."""
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    count = st.sampled_from([0, 0, 1, 3, 5, 6, 7, 8, 12, 13, 18, 20, 22]) | st.integers(0, 40)
    return draw(st.lists(st.lists(count, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
