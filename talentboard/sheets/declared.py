"""What we expect of a file: its sheets and their columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .cells import Cell
from .kinds import Kind, key
from .problems import BLANKS, ERRORS, FORMULAS, Unreadable, quoted


@dataclass(frozen=True)
class Column:
    """A column by its heading. A required one must be there and filled in every row.

    about and example are for the person who fills it in.
    """

    name: str
    kind: Kind
    required: bool = False
    about: str = ""
    example: str = ""

    def read(self, cell: Cell) -> Any:
        """The value, None where the cell is blank. Raises Unreadable."""
        if cell.trouble == "formula":
            raise Unreadable(
                f"{quoted(cell.text)} is a formula", f"Type the value instead. {self.kind.right}", kind=FORMULAS
            )
        if cell.trouble == "error":
            raise Unreadable(f"{quoted(cell.text)} is a spreadsheet error", self.kind.right, kind=ERRORS)
        if not cell.is_blank and cell.plain:
            return self.kind.read(cell)
        if self.required:
            raise Unreadable(f"{self.name} is blank", self.kind.right, kind=BLANKS)
        return None


@dataclass(frozen=True)
class Sheet:
    """A sheet by its name; one row is what `about` says."""

    name: str
    columns: Sequence[Column]
    about: str = ""

    def column(self, heading: str) -> Column | None:
        """The column of a heading, whatever its capitals, blanks and hyphens."""
        wanted = key(heading)
        return next((column for column in self.columns if key(column.name) == wanted), None)


def sheet_named(name: str, sheets: Sequence[Sheet]) -> Sheet | None:
    """The sheet of that name, whatever its capitals and the blanks around it."""
    wanted = name.strip().casefold()
    return next((sheet for sheet in sheets if sheet.name.casefold() == wanted), None)
