"""The rows of a workbook's sheets, as cells, with what else stands in the way of reading them."""

import math
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.utils.escape import unescape

from .cells import BLANK, Cell, Held, as_text, cell_of
from .parts import LONGEST_TEXT, Finished, Handler, Package, SheetPart
from .sources import too_large

MOST_ROWS = 20_000
MOST_COLUMNS = 256
WIDEST_ROW = 16_384  # what a spreadsheet can hold
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True)
class Merge:
    """A block of merged cells: first and last row and column, all counted from 1."""

    reference: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Grid:
    """A sheet as it was found: rows with anything in them by their own number, at most MOST_ROWS and the headings.

    ragged: a CSV file, where a value too many means that the row has slipped.
    """

    name: str
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: int = 0
    too_many: bool = False
    ragged: bool = False

    def take(self, number: int, cells: list[Cell]) -> bool:
        """Keep a row unless it is blank; say whether there is room for more."""
        while cells and cells[-1].is_blank:
            cells.pop()
        if cells and len(self.rows) > MOST_ROWS:
            self.too_many = True
            return False
        if cells:
            self.rows.append((number, cells))
        return True


def grid_of(package: Package, part: SheetPart) -> Grid:
    """Read one sheet of an open workbook; it stops at the first row too many."""
    grid = Grid(part.name, hidden=part.hidden)
    package.read(part.path, SheetHandler(grid, package))
    return grid


class SheetHandler(Handler):
    """Builds a grid from the elements of a sheet."""

    def __init__(self, grid: Grid, package: Package) -> None:
        super().__init__()
        self.grid, self.package = grid, package
        self.number = self.column = self.in_row = 0
        self.row_hidden = False
        self.cells: list[Cell] = []
        self.kind = self.style = ""
        self.formula = self.reading = self.guide = False
        self.pieces: list[str] = []
        self.length = 0

    def begin(self, name: str, attrs: Any) -> None:
        if name == "c":
            self.begin_cell(attrs)
        elif name in {"v", "t", "f"}:
            self.begin_text(name)
        elif name == "row":
            self.begin_row(attrs)
        elif name == "rPh":
            self.guide = True
        elif name == "mergeCell" and len(self.grid.merges) < MOST_ROWS:
            self.merge(attrs.get("ref", ""))

    def begin_row(self, attrs: Any) -> None:
        stated = attrs.get("r", "")
        number = int(float(stated)) if stated else self.number + 1
        if number <= self.number:
            raise ValueError("rows out of order")
        self.number, self.column, self.cells, self.in_row = number, 0, [], 0
        self.row_hidden = attrs.get("hidden", "0") in {"1", "true"}

    def begin_cell(self, attrs: Any) -> None:
        place = PLACE.fullmatch(attrs.get("r", ""))
        self.column = column_index_from_string(place[1]) if place else self.column + 1
        self.in_row += 1
        if self.in_row > WIDEST_ROW:
            raise too_large()
        self.kind, self.style = attrs.get("t", "n"), attrs.get("s", "0")
        self.formula, self.pieces, self.length = False, [], 0

    def begin_text(self, name: str) -> None:
        if name == "f":
            self.formula, self.pieces, self.length = True, ["="], 0
        self.reading = not self.guide and (name == "f" or not self.formula)

    def characters(self, content: str) -> None:
        if self.reading and self.length <= LONGEST_TEXT:
            self.pieces.append(content)
            self.length += len(content)

    def end(self, name: str) -> None:
        if name in {"v", "t", "f"}:
            self.reading = False
        elif name == "c":
            self.end_cell()
        elif name == "rPh":
            self.guide = False
        elif name == "row":
            self.grid.hidden_rows += self.row_hidden and any(not cell.is_blank for cell in self.cells)
            if not self.grid.take(self.number, self.cells):
                raise Finished

    def end_cell(self) -> None:
        if not (self.pieces and 1 <= self.column <= MOST_COLUMNS):
            return
        while len(self.cells) < self.column:
            self.cells.append(BLANK)
        self.cells[self.column - 1] = self.cell("".join(self.pieces))

    def cell(self, text: str) -> Cell:
        """The cell for the text between its tags."""
        if self.formula:
            return Cell(text, text, "formula")
        if self.kind == "e":
            return Cell(text, text, "error")
        if self.kind == "s":
            return cell_of(self.package.texts[int(text)])
        if self.kind == "b":
            return cell_of(text.strip() == "1")
        if self.kind == "d":
            return cell_of(from_ISO8601(text))
        return self.number_cell(text) if self.kind == "n" else cell_of(unescape(text))

    def number_cell(self, text: str) -> Cell:
        """A number, or the date it stands for in its format; a date beyond the calendar is an error, as in Excel."""
        number = float(text)
        if not math.isfinite(number):
            return Cell(text, text, "error")
        held: Held = int(number) if number.is_integer() and abs(number) < 1e15 else number
        if int(self.style or 0) not in self.package.dates:
            return Cell(as_text(held), held)
        try:
            day = from_excel(held, self.package.epoch)
        except (OverflowError, ValueError):
            return Cell("########", held, "error")
        return cell_of(day if isinstance(day, datetime) else getattr(day, "isoformat", lambda: str(day))())

    def merge(self, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        begins, ends = PLACE.fullmatch(first), PLACE.fullmatch(last or first)
        if begins and ends:
            left, right = column_index_from_string(begins[1]), column_index_from_string(ends[1])
            self.grid.merges.append(Merge(reference, int(begins[2]), left, int(ends[2]), right))
