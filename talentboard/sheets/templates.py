"""A workbook to fill in: the sheets we take with their headings, lists to choose from, and a guide."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from .declared import Column, Sheet
from .kinds import Choice, Day, Probability, YesNo
from .writing import BOLD, HEADING, Printed, saved, text_cell, width

ROOM = 2000  # rows for which lists to choose from and formats are laid out
YES_NO = ("yes", "no")


def template(
    sheets: Sequence[Sheet],
    *,
    choices: Mapping[str, Sequence[str]] | None = None,
    also: Iterable[Printed] = (),
    rows: Mapping[str, Iterable[Sequence[Any]]] | None = None,
) -> bytes:
    """The workbook: a sheet for each of ours, `guide` that says what each column is, `lists` with the choices.

    choices: what to choose from in a column that would take more, by its name. also: further sheets to look things up
    in, whose names are in `reading.OWN_SHEETS`. rows: what is filled in already, by sheet, in the order of its columns.
    """
    book = Workbook()
    book.remove(book.active)
    lists = Lists()
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        lay_out(page, sheet, lists, choices or {})
        fill_in(page, (rows or {}).get(sheet.name, ()))
    write_guide(book.create_sheet("guide"), sheets)
    for table in also:
        write_table(book.create_sheet(table.title), table)
    lists.write(book.create_sheet("lists"))
    return saved(book)


class Lists:
    """The choices of all columns, a column of the sheet `lists` for each different list."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, ...], str] = {}

    def reference(self, choices: tuple[str, ...]) -> str:
        """Where the list stands, as a validation names it."""
        letter = self.places.setdefault(choices, get_column_letter(len(self.places) + 1))
        return f"lists!${letter}$1:${letter}${len(choices)}"

    def write(self, sheet: Worksheet) -> None:
        for choices, letter in self.places.items():
            for row, choice in enumerate(choices, 1):
                sheet[f"{letter}{row}"] = choice
            sheet.column_dimensions[letter].width = width("", longest=max(map(len, choices)))


def lay_out(page: Worksheet, sheet: Sheet, lists: Lists, known: Mapping[str, Sequence[str]]) -> None:
    """Headings, widths, formats and lists of one sheet. Text columns are text, so that 1-2 does not become a date."""
    page.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(place)
        head = page[f"{letter}1"]
        head.value, head.font, head.fill = column.name, BOLD, HEADING
        head.comment = Comment(
            f"{needed(column)}. {column.about} {column.kind.right}".replace("  ", " "), "Talent boards"
        )
        page.column_dimensions[letter].width = width(column.name, longest=len(column.example))
        for row in range(2, ROOM + 2) if isinstance(column.kind, Day) else ():
            page[f"{letter}{row}"].number_format = "dd/mm/yyyy"
        if not isinstance(column.kind, Day | Probability):
            page.column_dimensions[letter].number_format = "@"
        if choices := tuple(known.get(column.name, ())) or choices_of(column):
            rule = DataValidation(type="list", formula1=lists.reference(choices), allow_blank=not column.required)
            rule.add(f"{letter}2:{letter}{ROOM + 1}")
            page.add_data_validation(rule)


def fill_in(page: Worksheet, rows: Iterable[Sequence[Any]]) -> None:
    """Rows under the headings: days as days, yes and no in words, texts that are never formulas."""
    for number, values in enumerate(rows, 2):
        for place, value in enumerate(values, 1):
            filled = text_cell(page, value)
            cell = page.cell(number, place, filled.value)
            if filled.data_type == "s" and filled.value:
                cell.data_type, cell.quotePrefix, cell.number_format = "s", bool(filled.quotePrefix), "@"


def choices_of(column: Column) -> tuple[str, ...]:
    if isinstance(column.kind, YesNo):
        return YES_NO
    return tuple(slug for slug, _label in column.kind.choices) if isinstance(column.kind, Choice) else ()


def write_guide(page: Worksheet, sheets: Sequence[Sheet]) -> None:
    """A row for each column of each sheet: what it is, what would be right, an example."""
    page.append(["sheet", "column", "needed", "what it is", "what it may hold", "for example"])
    for sheet in sheets:
        page.append([sheet.name, "", "", sheet.about])
        for column in sheet.columns:
            page.append([sheet.name, column.name, needed(column), column.about, column.kind.right, column.example])
    for cell in page[1]:
        cell.font, cell.fill = BOLD, HEADING
    for letter, wide in zip("ABCDEF", (12, 18, 12, 60, 60, 24), strict=True):
        page.column_dimensions[letter].width = wide
    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "A2"


def write_table(page: Worksheet, table: Printed) -> None:
    """A sheet to look things up in."""
    page.append(list(table.headings))
    for row in table.rows:
        page.append(list(row))
    for cell in page[1]:
        cell.font, cell.fill = BOLD, HEADING
        longest = max((len(str(held.value or "")) for held in page[cell.column_letter]), default=0)
        page.column_dimensions[cell.column_letter].width = width(cell.value, longest=longest)
    page.freeze_panes = "A2"


def needed(column: Column) -> str:
    return "Needed" if column.required else "If there is one"
