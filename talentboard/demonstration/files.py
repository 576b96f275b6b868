"""Rows as people's files have them, so that they go in by the same door."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from talentboard.sheets.reading import File

Row = dict[str, str]


def as_file(sheet: str, rows: Sequence[Row]) -> File:
    """The rows as the CSV file of a sheet, its columns in the order of the first row."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return f"{sheet}.csv", text.getvalue().encode()


def save_or_explain(plan: Any) -> None:
    """Raises ValueError with the first problems where an import has refused the rows: the demonstration is wrong."""
    if plan.problems:
        raise ValueError("\n".join(problem.summary for problem in plan.problems[:10]))
