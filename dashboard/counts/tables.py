"""Tables of true counts as they come in: a CSV file with row and column heads and no totals."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from openpyxl.utils.cell import get_column_letter

from dashboard.counts.people import Count
from dashboard.disclosure.tables import NotATable, TrueTable
from talentboard.sheets import Column, Unreadable
from talentboard.sheets.cells import BLANK, Cell
from talentboard.sheets.csvs import rows_of
from talentboard.sheets.problems import Refused
from talentboard.sheets.sources import TAKEN, kind_of, taken_in

MOST_COUNTS = 2_500
Line = tuple[int, list[Cell]]


def table_in(file: str) -> TrueTable:
    """The table of a CSV file. Raises NotATable with a sentence for everything that is wrong with it."""
    try:
        source = taken_in(file, Path(file))
        if kind_of(source) != "csv":
            raise Refused("The file is a workbook", "The table alone, saved as CSV.")
        lines = [(number, cells) for number, cells in rows_of(source) if not all(cell.is_blank for cell in cells)]
    except Refused as refused:
        right = "A CSV file, up to 10 MB." if refused.right == TAKEN else refused.right
        raise NotATable(f"{file}: {refused.wrong}. {right}") from None
    return _table_of(file, lines)


def _table_of(file: str, lines: Sequence[Line]) -> TrueTable:
    (_, heads), *rows = lines
    width = max(place for place, cell in enumerate(heads, 1) if not cell.is_blank)
    if width < 2 or not rows:
        raise NotATable(
            f"{file}: There are no counts. A row of column heads, and under it rows that begin with their head."
        )
    if len(rows) * (width - 1) > MOST_COUNTS:
        raise NotATable(f"{file}: The table has more than {MOST_COUNTS:,} counts. Join rows or columns together.")
    wrong: list[str] = []
    counts = [_counts_of(file, number, cells, heads[:width], wrong) for number, cells in rows]
    if wrong:
        raise NotATable("\n".join(wrong))
    try:
        return TrueTable(
            tuple(cells[0].plain for _, cells in rows),
            tuple(cell.plain for cell in heads[1:width]),
            tuple(counts),
            rows_are=heads[0].plain or "rows",
            columns_are="columns" if heads[0].plain != "columns" else "columns across",
        )
    except NotATable as mistake:
        raise NotATable(f"{file}: {mistake}") from None


def _counts_of(file: str, number: int, cells: list[Cell], heads: list[Cell], wrong: list[str]) -> tuple[int, ...]:
    """The counts of a row; a sentence is added for each that is none."""
    found = []
    if any(not cell.is_blank for cell in cells[len(heads) :]):
        wrong.append(f"{file}, row {number}: The row is longer than the row of heads. One count for each column head.")
    for place, head in zip(count(1), heads[1:], strict=False):
        column = Column(head.plain or f"column {get_column_letter(place + 1)}", Count(), required=True)
        try:
            found.append(column.read(cells[place] if place < len(cells) else BLANK))
        except Unreadable as mistake:
            wrong.append(f"{file}, row {number}, {column.name}: {mistake.wrong}. {mistake.right}")
    return tuple(found)
