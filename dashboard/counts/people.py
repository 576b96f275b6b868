"""What one cell must hold: a number of people."""

import re
from dataclasses import dataclass

from dashboard.metrics.likelihood import LARGEST
from talentboard.sheets import Unreadable
from talentboard.sheets.cells import Cell
from talentboard.sheets.problems import NUMBERS, quoted

_WHOLE = re.compile(r"\d{1,20}(\.0+)?|\d{1,3}(,\d{3}){1,6}", re.ASCII)


@dataclass(frozen=True)
class Count:
    """A whole number of people; 1,234 and 12.0 are taken too."""

    right = "A whole number of people, 0 or more, in figures."

    def read(self, cell: Cell) -> int:
        text = cell.plain
        if not _WHOLE.fullmatch(text):
            raise Unreadable(f"{quoted(cell.text)} is not a count", self.right, kind=NUMBERS)
        number = int(text.partition(".")[0].replace(",", ""))
        if number > LARGEST:
            raise Unreadable(f"{number} is more people than there are", f"At most {LARGEST:,}.", kind=NUMBERS)
        return number
