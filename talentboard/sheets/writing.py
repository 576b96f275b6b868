"""Tables out, as CSV and as workbooks, in which nothing is ever a formula."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from defusedcsv import csv
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import get_column_letter

BOLD = Font(bold=True)
HEADING = PatternFill("solid", start_color="FFE8EDEE")
WIDEST = 60
NARROWEST = 8


@dataclass(frozen=True)
class Printed:
    """A table to be written: its title (the sheet's name), its headings and its rows of plain values."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A CSV file line by line, in UTF-8 with the mark by which Excel knows it. Formulas become text."""
    held = StringIO()
    writer = csv.writer(held)
    yield "\ufeff".encode()
    writer.writerow([safe(value) for value in headings])
    for row in rows:
        yield taken(held)
        writer.writerow([safe(value) for value in row])
    yield taken(held)


def taken(held: StringIO) -> bytes:
    """What has been written so far, leaving nothing behind."""
    text = held.getvalue()
    held.seek(0)
    held.truncate()
    return text.encode("utf-8", "replace")


def safe(value: Any) -> Any:
    """A value for CSV: yes and no in words, days as 2027-03-31, a leading tab or line end after an apostrophe."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    text = value if isinstance(value, str) else None
    return f"'{text}" if text and text[0] in "\t\r\n" else value


def workbook(tables: Iterable[Printed]) -> bytes:
    """A workbook with a sheet for each table: bold headings that stay in view, texts that are never formulas."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title[:31])
        sheet.freeze_panes = "A2"
        for place, heading in enumerate(table.headings, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width(heading)
        sheet.append([heading_cell(sheet, heading) for heading in table.headings])
        for row in table.rows:
            sheet.append([text_cell(sheet, value) for value in row])
    return saved(book)


def text_cell(sheet: Any, value: Any) -> WriteOnlyCell:
    """A cell for a value. Text stays text whatever it begins with; yes and no are in words."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767]
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in set("=+-@\t\r")
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    return cell


def heading_cell(sheet: Any, heading: str) -> WriteOnlyCell:
    cell = text_cell(sheet, heading)
    cell.font, cell.fill = BOLD, HEADING
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def width(heading: str, *, longest: int = 0) -> int:
    """A column's width in characters: room for its heading and its longest value, within reason."""
    return min(WIDEST, max(NARROWEST, len(heading) + 2, longest + 2))


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
