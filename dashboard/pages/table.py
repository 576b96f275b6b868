"""A table as a page prints it and as a file holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cell:
    """One formatted number, or words where it is not a `number`.

    made_of: how it came about, in small print under it; short: it is a gap to be seen; state: drawn as a tag
    bar: drawn behind it too, as (length, longest of the column)
    """

    text: str
    made_of: str = ""
    short: bool = False
    number: bool = True
    state: str = ""
    bar: tuple[int, int] | None = None


@dataclass(frozen=True)
class Line:
    """A row: its head, where that leads (empty: nowhere), and its cells."""

    head: str
    cells: tuple[Cell, ...]
    address: str = ""


@dataclass(frozen=True)
class Table:
    """A table and the same as a file.

    key: its name in addresses and file names; columns: heads, that of the rows first
    file_columns, file_rows: plain numbers, unrounded, None where one cannot be computed
    """

    key: str
    caption: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    file_columns: tuple[str, ...]
    file_rows: tuple[Sequence[Any], ...]
    total: Line | None = None
    note: str = ""
    stack: bool = False

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """The columns, each with whether it holds numbers."""
        cells = self.lines[0].cells if self.lines else ()
        return [*zip(self.columns, [False, *(cell.number for cell in cells)], strict=False)]
