"""A sheet that has been read: its rows, what each says in our terms, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from talentboard.nhs.words import plural

from .cells import BLANK, Cell
from .declared import Sheet
from .problems import Problem, to_put_right


@dataclass(eq=False)
class Table:
    """One sheet of one file. heads: place of the cell in a row (from 0) by the column's name."""

    file: str
    sheet: Sheet
    heading_row: int = 1
    headings: list[Cell] = field(default_factory=list)
    heads: dict[str, int] = field(default_factory=dict)
    rows: list["Row"] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def last_row(self) -> int:
        return self.rows[-1].number if self.rows else self.heading_row

    def has(self, column: str) -> bool:
        """Whether the file has the column."""
        return column in self.heads

    def report(self, wrong: str, right: str, **rest: Any) -> Problem:
        """Add a problem of the sheet; rest as in Problem."""
        where = {"row": None, "column": "", "value": ""}
        problem = Problem(sheet=self.name, file=self.file, wrong=wrong, right=right, **(where | rest))
        self.problems.append(problem)
        return problem


@dataclass(eq=False, slots=True)
class Row:
    """One row. values: what could be read, by column; None where the cell is blank or the file lacks the column.

    A column whose cell could not be read is not in values.
    """

    table: Table = field(repr=False)
    number: int
    cells: list[Cell] = field(repr=False)
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def get(self, column: str, default: Any = None) -> Any:
        """The value, or the default where the cell could not be read."""
        return self.values.get(column, default)

    def reads(self, *columns: str) -> bool:
        """Whether all these columns could be read (blank is readable where it is allowed)."""
        return all(column in self.values for column in columns)

    @property
    def can_be_read(self) -> bool:
        """Whether nothing is wrong with any cell of the row, and no column that it needs is missing."""
        return not self.problems and all(column.name in self.values for column in self.table.sheet.columns)

    def cell(self, column: str) -> Cell:
        """The cell as it stands in the file."""
        place = self.table.heads.get(column)
        return self.cells[place] if place is not None and place < len(self.cells) else BLANK

    def text(self, column: str) -> str:
        """What the cell says, as in the file."""
        return self.cell(column).text

    def seen_from(self, row: "Row") -> str:
        """Where it stands, for whoever looks at another row: "row 7", with its file where that is another."""
        return f"row {self.number}" if self.table is row.table else f"row {self.number} of {self.table.file}"

    def report(self, column: str, wrong: str, right: str, **rest: Any) -> Problem:
        """Add a problem of a cell; rest as in Problem (kind, likely, lead, value)."""
        where = {"value": self.text(column)} | rest
        table = self.table
        problem = Problem(
            sheet=table.name, file=table.file, row=self.number, column=column, wrong=wrong, right=right, **where
        )
        self.problems.append(problem)
        return problem


@dataclass(eq=False)
class Reading:
    """All files of one go. notices are plain sentences: what was ignored, what was hidden and read all the same."""

    tables: list[Table] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """Every problem, in the order of the files, their sheets and rows."""
        of_tables = [
            problem
            for table in self.tables
            for problem in (*table.problems, *(problem for row in table.rows for problem in row.problems))
        ]
        return [*self.refused, *of_tables]

    @property
    def is_right(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.refused and not any(
            table.problems or any(row.problems for row in table.rows) for table in self.tables
        )

    def tables_of(self, sheet: str) -> list[Table]:
        """Every table of that sheet, of whichever file."""
        return [table for table in self.tables if table.name == sheet]

    def rows_of(self, sheet: str) -> Iterator[Row]:
        """Every row of that sheet, of whichever file."""
        for table in self.tables_of(sheet):
            yield from table.rows

    def to_put_right(self) -> str:
        """What there is to put right, in words: rows, and things that belong to no row of their sheet."""
        rows = {(problem.file, problem.sheet, problem.row) for problem in self.problems if problem.row is not None}
        others = sum(problem.row is None and bool(problem.sheet) for problem in self.problems)
        if not rows and not others:
            return f"{plural(len(self.refused), 'file')} cannot be taken"
        return to_put_right(len(rows), others)
