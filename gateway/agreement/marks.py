"""The marks of a round as a CSV file: columns candidate, assessor, criterion, mark; a blank mark is *no evidence*."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gateway.unusable import Unusable
from talentboard.nhs.words import join_words
from talentboard.sheets.cells import BLANK, Cell
from talentboard.sheets.csvs import rows_of
from talentboard.sheets.problems import Refused, quoted
from talentboard.sheets.sources import taken_in

COLUMNS = ("candidate", "assessor", "criterion", "mark")
ALL = "all"
LOWEST, HIGHEST = 0, 100
Scale = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """One assessor's mark of one candidate on one criterion; None where they found no evidence."""

    candidate: str
    assessor: str
    criterion: str
    mark: int | None


def read_marks(
    name: str, content: bytes | Path, *, scale: Scale = (LOWEST, HIGHEST), tell: Callable[[str], object] | None = None
) -> list[Mark]:
    """The marks of a file; `tell` is told what was left out. Raises Unusable with everything that is wrong with it."""
    try:
        rows = [row for row in rows_of(taken_in(name, content)) if any(not cell.is_blank for cell in row[1])]
    except Refused as refused:
        raise Unusable(f"{name}: {refused.wrong}. What would be right: {refused.right}") from None
    if not rows:
        raise Unusable(f"{name}: The file is empty. It needs the columns {', '.join(COLUMNS)} and a row for each mark.")
    (_first, headings), *rest = rows
    places = places_of(name, headings)
    if tell and (said := left_out(name, headings)):
        tell(said)
    if not rest:
        raise Unusable(f"{name}: There is no mark under the headings. It needs a row for each mark.")
    return Rows(name, places, len(headings), scale).read(rest)


def places_of(name: str, headings: list[Cell]) -> dict[str, int]:
    """The place of each column in a row. Raises Unusable where one is missing or doubled."""
    found = [cell.plain.casefold() for cell in headings]
    missing = [f"“{column}”" for column in COLUMNS if column not in found]
    wrong = [f"there is no column {join_words(missing, last='or')}"] if missing else []
    wrong += [f"“{column}” is the heading of two columns" for column in COLUMNS if found.count(column) > 1]
    if wrong:
        raise Unusable(*(f"{name}: {said}. The columns are {join_words(COLUMNS)}." for said in wrong))
    return {column: found.index(column) for column in COLUMNS}


def left_out(name: str, headings: list[Cell]) -> str:
    """A sentence that names the columns nobody asked for; nothing where there are none."""
    others = [quoted(cell.plain) for cell in headings if cell.plain and cell.plain.casefold() not in COLUMNS]
    return f"{name}: left out: {join_words(others)}." if others else ""


class Rows:
    """The rows of a file under their headings, and what is wrong with them."""

    def __init__(self, name: str, places: dict[str, int], width: int, scale: Scale) -> None:
        self.name, self.places, self.width, self.scale = name, places, width, scale
        self.seen: dict[tuple[str, str, str], int] = {}

    def read(self, rows: list[tuple[int, list[Cell]]]) -> list[Mark]:
        """All marks. Raises Unusable."""
        marks: list[Mark] = []
        problems: list[str] = []
        for number, cells in rows:
            try:
                marks.append(self.mark_of(number, cells))
            except ValueError as wrong:
                problems.append(f"{self.name}, row {number}: {wrong}")
        if problems:
            raise Unusable(*problems)
        return marks

    def mark_of(self, number: int, cells: list[Cell]) -> Mark:
        """The mark of a row. Raises ValueError with a sentence."""
        if len(cells) > self.width and any(not cell.is_blank for cell in cells[self.width :]):
            raise ValueError(f"The row has {len(cells)} values for {self.width} columns.")
        cell = {column: cells[place] if place < len(cells) else BLANK for column, place in self.places.items()}
        candidate, assessor, criterion = (self.named(column, cell[column]) for column in COLUMNS[:3])
        if criterion.casefold() == ALL:
            raise ValueError("No criterion can be called “all”: that is the row over all criteria.")
        key = (candidate, assessor, criterion)
        if key in self.seen:
            raise ValueError(
                f"{assessor} has marked {candidate} on {criterion} in row {self.seen[key]} already. "
                "Each assessor marks a candidate once on a criterion."
            )
        self.seen[key] = number
        return Mark(*key, self.number(cell["mark"]))

    @staticmethod
    def named(column: str, cell: Cell) -> str:
        if cell.is_blank or not cell.plain:
            raise ValueError(f"The {column} is blank. Only a mark may be.")
        return cell.plain

    def number(self, cell: Cell) -> int | None:
        low, high = self.scale
        if cell.is_blank:
            return None
        if not re.fullmatch(r"\d{1,9}", cell.plain, re.ASCII) or not low <= int(cell.plain) <= high:
            raise ValueError(
                f"{quoted(cell.text.strip())} is not a mark. A mark is a whole number from {low} to {high}."
            )
        return int(cell.plain)


def by_criterion(marks: list[Mark]) -> Iterator[tuple[str, list[Mark]]]:
    """Each criterion by name with its marks, those without evidence in."""
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(mark.criterion, []).append(mark)
    yield from sorted(groups.items())
