"""The author's own file again, with everything that is to be put right marked in it."""

from collections import defaultdict
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.utils.cell import get_column_letter

from .cells import BLANK, Cell
from .problems import Problem
from .tables import Reading, Row, Table
from .writing import heading_cell, saved, text_cell, width

NOTE = "to put right"
BAR = Side("thick", color="FFD5281B")
LINE = Side("thin", color="FFD5281B")
FRAME = Border(left=BAR, right=LINE, top=LINE, bottom=LINE)
PALE = PatternFill("solid", start_color="FFFBE4E2")


def marked(reading: Reading) -> bytes:
    """A workbook of every sheet that was read, as its author has it; the last column says what is to be put right.

    Of one file it can be corrected and sent again as it is: the last column is left out when it is read.
    """
    book = Workbook(write_only=True)
    for_row: dict[tuple[str, str, int | None], list[Problem]] = defaultdict(list)
    for problem in reading.problems:
        for_row[problem.file, problem.sheet, problem.row].append(problem)
    for number, table in enumerate(reading.tables, 1):
        twice = len(reading.tables_of(table.name)) > 1
        sheet = book.create_sheet(f"{table.name} {number}" if twice else table.name)
        write_table(sheet, table, for_row)
    if not reading.tables:
        sheet = book.create_sheet("problems")
        for problem in reading.refused:
            sheet.append([text_cell(sheet, text) for text in (problem.file, problem.wrong, problem.right)])
    return saved(book)


def write_table(sheet: Any, table: Table, for_row: dict[tuple[str, str, int | None], list[Problem]]) -> None:
    """The headings, then the rows at their own numbers, so that the numbers of the problems still hold."""
    place = max([len(table.headings), *(len(row.cells) for row in table.rows)])
    for column, cell in enumerate(table.headings, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width(cell.plain, longest=12)
    sheet.column_dimensions[get_column_letter(place + 1)].width = 80
    sheet.freeze_panes = f"A{table.heading_row + 1}"
    whole = for_row[table.file, table.name, None] + for_row[table.file, table.name, table.heading_row]
    for _blank in range(1, table.heading_row):
        sheet.append([])
    texts = [cell.text for cell in table.headings] + [""] * (place - len(table.headings))
    heads = [heading_cell(sheet, text) for text in texts]
    sheet.append([*heads, note_cell(sheet, [NOTE, *(said(problem) for problem in whole)])])
    written = table.heading_row
    for row in table.rows:
        for _blank in range(written + 1, row.number):
            sheet.append([])
        written = row.number
        sheet.append(row_cells(sheet, row, for_row[table.file, table.name, row.number], place))


def row_cells(sheet: Any, row: Row, problems: list[Problem], place: int) -> list[WriteOnlyCell]:
    """The cells of a row with the wrong ones framed, and what is wrong with them at the end."""
    wrong = {row.table.heads.get(problem.column) for problem in problems}
    cells = [held_cell(sheet, row.cells[at] if at < len(row.cells) else BLANK) for at in range(place)]
    for at, cell in enumerate(cells):
        if at in wrong:
            cell.border, cell.fill = FRAME, PALE
    return [*cells, note_cell(sheet, [said(problem) for problem in problems])] if problems else cells


def held_cell(sheet: Any, cell: Cell) -> WriteOnlyCell:
    """The cell as it was; formulas and errors as the text that they were."""
    return text_cell(sheet, cell.text if cell.trouble or isinstance(cell.held, bool) else cell.held)


def note_cell(sheet: Any, lines: list[str]) -> WriteOnlyCell:
    cell = text_cell(sheet, " / ".join(lines))
    cell.font = Font(bold=True, color="FFD5281B")
    return cell


def said(problem: Problem) -> str:
    return (
        f"{problem.column}: {problem.wrong}. {problem.advice}"
        if problem.column
        else f"{problem.wrong}. {problem.advice}"
    )
