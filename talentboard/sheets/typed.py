"""What was typed on a page, as rows of a sheet: the same columns, judged by the same sentences as a file's."""

from collections.abc import Mapping
from typing import Any

from .cells import Cell, cell_of
from .declared import Sheet
from .problems import Unreadable
from .tables import Row, Table


def typed(sheet: Sheet) -> Table:
    """A table with all columns of the sheet and no rows yet."""
    table = Table("", sheet, headings=[Cell(column.name, column.name) for column in sheet.columns])
    table.heads = {column.name: place for place, column in enumerate(sheet.columns)}
    return table


def add_typed(table: Table, texts: Mapping[str, str], *, known: Mapping[str, Any]) -> Row:
    """Add a row. texts: what was typed, by column. known: values that need not be read, by column."""
    columns = table.sheet.columns
    row = Row(table, table.last_row + 1, [cell_of(texts.get(column.name, "")) for column in columns])
    table.rows.append(row)
    for column, cell in zip(columns, row.cells, strict=True):
        if column.name in known:
            row.values[column.name] = known[column.name]
            continue
        try:
            row.values[column.name] = column.read(cell)
        except Unreadable as wrong:
            row.report(column.name, wrong.wrong, wrong.right, kind=wrong.kind, likely=wrong.likely, lead=wrong.lead)
    return row
