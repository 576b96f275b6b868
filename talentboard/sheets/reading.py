"""Files in, typed rows out, with every problem of every row."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from openpyxl.utils.cell import get_column_letter

from talentboard.nhs.words import join_words

from .cells import BLANK, Cell
from .csvs import rows_of
from .declared import Column, Sheet, sheet_named
from .kinds import nearest_text
from .parts import package_of
from .problems import FILES, HEADS, MERGES, Problem, Refused, Unreadable, quoted
from .sources import Source, kind_of, taken_in
from .tables import Reading, Row, Table
from .workbooks import MOST_ROWS, Grid, grid_of

OWN_SHEETS = {"guide", "lists", "organisations"}  # in our own templates: not the author's, so nothing is said of them

File = tuple[str, bytes | Path | BinaryIO]


def read(files: Iterable[File], sheets: Sequence[Sheet]) -> Reading:
    """Read (name, content) files into typed rows. Whatever is wrong with them is in the reading; nothing is raised."""
    reading = Reading()
    for name, content in files:
        try:
            source = taken_in(name, content)
            grids = grids_of(source, sheets, reading)
            take_in(reading, source, grids, sheets)
        except Refused as refused:
            reading.refused.append(
                Problem("", None, "", name, refused.wrong, refused.right, kind=refused.kind, file=name)
            )
    return reading


def grids_of(source: Source, sheets: Sequence[Sheet], reading: Reading) -> list[Grid]:
    """The known sheets of a file as they were found. Others are named in the notices."""
    if kind_of(source) == "csv":
        return [csv_grid(source, sheets)]
    with package_of(source) as package:
        known = [part for part in package.sheets if sheet_named(part.name, sheets)]
        others = [part.name for part in package.sheets if part not in known and part.name.lower() not in OWN_SHEETS]
        if not known:
            raise Refused(
                f"The workbook has no sheet named {either(sheets)}; it has {join_words(map(quoted, others)) or 'none'}",
                f"A sheet named {either(sheets)}.",
            )
        grids = [grid_of(package, part) for part in known]
    if others:
        word = "Sheet" if len(others) == 1 else "Sheets"
        reading.notices.append(f"{source.name}: {word} {join_words(map(quoted, others))} left out.")
    return grids


def csv_grid(source: Source, sheets: Sequence[Sheet]) -> Grid:
    """The one sheet of a CSV file. Raises Refused where its name is not a sheet's."""
    sheet = sheet_named(source.stem, sheets)
    if sheet is None:
        names = " or ".join(f"{sheet.name}.csv" for sheet in sheets)
        raise Refused(f"{quoted(source.name)} does not say which sheet it is", f"A file named {names}.")
    grid = Grid(sheet.name, ragged=True)
    for number, cells in rows_of(source):
        if not grid.take(number, cells):
            break
    return grid


def take_in(reading: Reading, source: Source, grids: list[Grid], sheets: Sequence[Sheet]) -> None:
    """Turn what was found into tables. Raises Refused where there is nothing in any of it."""
    if not any(grid.rows for grid in grids):
        raise Refused("The file is empty", "A file with column headings and at least one row under them.")
    tables = []
    for grid in grids:
        sheet = sheet_named(grid.name, sheets)
        if sheet and grid.rows:
            tables.append(table_of(source.name, sheet, grid, reading))
        else:
            reading.notices.append(f"{source.name}: sheet {grid.name} is empty; nothing of it is changed.")
    reading.tables += tables
    report_without_rows(reading, tables)


def report_without_rows(reading: Reading, tables: list[Table]) -> None:
    """A sheet with headings alone is left out where another of the file has rows, else it is a problem."""
    others = any(table.rows or table.problems for table in tables)
    for table in tables:
        if table.rows or table.problems:
            continue
        if others:
            reading.notices.append(f"{table.file}: sheet {table.name} has no rows; nothing of it is changed.")
        else:
            table.report(
                f"The sheet {table.name} has no rows", "At least one row under the column headings.", kind=FILES
            )


def table_of(file: str, sheet: Sheet, grid: Grid, reading: Reading) -> Table:
    """Read the rows of one sheet; too many, and none is read."""
    (heading_row, headings), *rest = grid.rows
    table = Table(file, sheet, heading_row, headings)
    read_headings(table, reading)
    if grid.too_many:
        table.report(
            f"The sheet {sheet.name} has more than {MOST_ROWS:,} rows",
            f"At most {MOST_ROWS:,} rows. Delete what is below the table, or send the organisations in several files.",
        )
        return table
    read_merges(table, grid)
    if grid.hidden:
        reading.notices.append(f"{file}: sheet {sheet.name} is hidden; it was read all the same.")
    if grid.hidden_rows:
        rows = "1 hidden row was" if grid.hidden_rows == 1 else f"{grid.hidden_rows} hidden rows were"
        reading.notices.append(f"{file}: {rows} read in sheet {sheet.name}.")
    if not table.heads:
        return table
    known: dict[tuple[str, str], Unreadable] = {}
    for number, cells in rest:
        row = Row(table, number, cells)
        table.rows.append(row)
        read_row(row, known)
        if grid.ragged and len(cells) > len(headings):
            report_long(row, len(headings))
    if not grid.ragged:
        note_headless(table, reading)
    return table


def read_headings(table: Table, reading: Reading) -> None:
    """Find the columns by their headings: missing and doubled ones are problems, unknown ones are left out."""
    unknown: list[str] = []
    for place, cell in enumerate(table.headings):
        column = None if cell.is_blank else table.sheet.column(cell.plain)
        if column is None:
            unknown += [cell.plain] if not cell.is_blank else []
        elif column.name in table.heads:
            first, second = get_column_letter(table.heads[column.name] + 1), get_column_letter(place + 1)
            table.report(
                f"“{column.name}” is the heading of two columns, {first} and {second}",
                "Each heading once.",
                row=table.heading_row,
                column=column.name,
                value=cell.text,
                kind=HEADS,
            )
        else:
            table.heads[column.name] = place
    if not table.heads:
        report_no_headings(table)
        return
    for column in table.sheet.columns:
        if column.required and column.name not in table.heads:
            report_missing(table, column, unknown)
    if unknown:
        word = "column" if len(unknown) == 1 else "columns"
        reading.notices.append(
            f"{table.file}: {word} {join_words(map(quoted, unknown))} of sheet {table.name} left out."
        )


def report_no_headings(table: Table) -> None:
    names = join_words(column.name for column in table.sheet.columns if column.required)
    first = next((cell.text for cell in table.headings if not cell.is_blank), "")
    table.report(
        f"The first row of the sheet {table.name} has none of its column headings",
        f"Column headings in the first row: {names}.",
        row=table.heading_row,
        value=first,
        kind=HEADS,
    )


def report_missing(table: Table, column: Column, unknown: list[str]) -> None:
    table.report(
        f"There is no column “{column.name}”",
        f"A column with the heading {column.name}.",
        row=table.heading_row,
        column=column.name,
        kind=HEADS,
        likely=nearest_text(column.name, unknown),
        lead="It is probably the one headed",
    )


def read_merges(table: Table, grid: Grid) -> None:
    """Every merged block that touches the table is a problem: only its first cell would have a value."""
    width, last = len(table.headings), grid.rows[-1][0]
    texts = dict(grid.rows)
    for merge in grid.merges:
        inside = merge.top <= last and merge.bottom >= table.heading_row and merge.left <= width
        if inside and (merge.top, merge.left) != (merge.bottom, merge.right):
            cells = texts.get(merge.top, [])
            table.report(
                f"Cells {merge.reference.replace(':', ' to ')} are merged",
                "One cell for each row and column: unmerge them and type the value in each row.",
                row=merge.top,
                column=heading_at(table, merge.left - 1),
                kind=MERGES,
                value=cells[merge.left - 1].text if merge.left <= len(cells) else "",
            )


def read_row(row: Row, known: dict[tuple[str, str], Unreadable]) -> None:
    """Read every cell of a declared column; `known` keeps what is wrong with a text, so that each is judged once."""
    for column in row.table.sheet.columns:
        place = row.table.heads.get(column.name)
        if place is None:
            if not column.required:
                row.values[column.name] = None
            continue
        cell = row.cells[place] if place < len(row.cells) else BLANK
        remembered = (column.name, cell.text) if isinstance(cell.held, str) else None
        try:
            if remembered in known:
                raise known[remembered]
            row.values[column.name] = column.read(cell)
        except Unreadable as wrong:
            if remembered:
                known[remembered] = wrong
            row.report(column.name, wrong.wrong, wrong.right, kind=wrong.kind, likely=wrong.likely, lead=wrong.lead)


def report_long(row: Row, width: int) -> None:
    extra = next(cell.text for cell in reversed(row.cells) if not cell.is_blank)
    row.report(
        "",
        f"The row has {len(row.cells)} values for {width} columns",
        "One value for each column. A value that holds a comma needs quotation marks around it.",
        value=extra,
        kind=HEADS,
    )


def note_headless(table: Table, reading: Reading) -> None:
    """Say which columns hold values but have no heading."""
    widest = max((len(row.cells) for row in table.rows), default=0)
    headless = [
        get_column_letter(place + 1)
        for place in range(widest)
        if heading_at(table, place) == ""
        and any(place < len(row.cells) and not row.cells[place].is_blank for row in table.rows)
    ]
    if headless:
        word, has = ("Column", "has") if len(headless) == 1 else ("Columns", "have")
        where = f"{word.lower()} {join_words(headless)} of sheet {table.name}"
        reading.notices.append(f"{table.file}: {where} {has} no heading; left out.")


def heading_at(table: Table, place: int) -> str:
    """What heads the column at a place, counted from 0; "" where nothing does."""
    headings: list[Cell] = table.headings
    return headings[place].plain if 0 <= place < len(headings) else ""


def either(sheets: Sequence[Sheet]) -> str:
    return " or ".join(sheet.name for sheet in sheets)
