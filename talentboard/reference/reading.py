"""Reading the files: CSV with its source in comment lines at the top."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

Thing = TypeVar("Thing")


class WrongReference(Exception):
    """A reference file says something that cannot be; the message names the file."""


def reference_rows(path: Path, columns: Mapping[str, int] | None = None) -> list[dict[str, str]]:
    """The rows of a file as dictionaries, spaces at both ends taken off.

    columns: for a file without a head row, the place of each column counted from 0; otherwise its first row names them.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    if columns is None:
        columns = {name: place for place, name in enumerate(rows.pop(0))}
    return [{name: row[place].strip() for name, place in columns.items()} for row in rows if row]


def known(things: Mapping[str, Thing], code: str, *, file: str) -> Thing:
    """The thing of that code or name. Raises WrongReference naming the file that speaks of it."""
    try:
        return things[code]
    except KeyError:
        raise WrongReference(
            f"{file} speaks of “{code}”, which no other file knows. Nothing has been loaded."
        ) from None
