"""Which rows has a figure, in which order, and how do they leave as plain JSON?

Every combination of role family and level that has a post or a member is a row, and so are the totals
(family, `all`), (`all`, level) and (`all`, `all`); the last is there even when nothing else is.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

ALL = "all"
CELL = ["role_family", "level"]

ROLE_FAMILIES = (
    "chair", "chief-executive", "non-executive", "finance", "nursing", "medical", "operations", "people",
    "strategy", "digital", "governance", "estates", "allied-health", "place", "other",
)  # fmt: skip
LEVELS = (
    "chair", "chief-executive", "executive-director", "non-executive", "director", "deputy-director",
    "senior-clinical",
)  # fmt: skip


def declared(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The frame with the declared columns alone, in order. Raises KeyError naming those that are missing."""
    if missing := [name for name in columns if name not in frame.columns]:
        raise KeyError(f"The frame has no column {', '.join(missing)}; it has {', '.join(map(str, frame.columns))}.")
    return frame[list(columns)]


def empty(columns: Sequence[str]) -> pd.DataFrame:
    """A frame of these columns with no row: a region with nothing."""
    return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})


def grid(*frames: pd.DataFrame) -> pd.DataFrame:
    """All rows of a figure, in order, from whatever frames say where posts and members are.

    frames: role_family, level, and anything else; rows with `all` are passed over
    returns: role_family, level, each once; in the order of the slug lists, `all` last
    """
    cells: set[tuple[str, str]] = {
        cell
        for frame in frames
        for cell in zip(*(declared(frame, CELL)[name].tolist() for name in CELL), strict=True)
        if ALL not in cell
    }
    rows = cells | {(family, ALL) for family, _ in cells} | {(ALL, level) for _, level in cells} | {(ALL, ALL)}
    ordered: list[tuple[str, str]] = sorted(rows, key=_place)
    return pd.DataFrame(ordered, columns=CELL, dtype=object)


def _place(cell: tuple[str, str]) -> tuple[int, str, int, str]:
    family, level = cell
    return (_position(family, ROLE_FAMILIES), family, _position(level, LEVELS), level)


def _position(slug: str, slugs: Sequence[str]) -> int:
    """The place in the list; what is not in it stands behind, `all` last."""
    if slug in slugs:
        return slugs.index(slug)
    return len(slugs) + (slug == ALL)


def with_totals(counted: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
    """The cells and their totals, for counts that may be added up (posts, openings; never people).

    counted: role_family, level, the columns of `by`, and numbers; several rows of one cell are added
    returns: the same columns, one row a key, totals included
    """
    keys = [*CELL, *by]
    copies = [
        counted,
        counted.assign(level=ALL),
        counted.assign(role_family=ALL),
        counted.assign(role_family=ALL, level=ALL),
    ]
    return pd.concat(copies, ignore_index=True).groupby(keys, as_index=False, sort=False, observed=True).sum()


def complete(
    counted: pd.DataFrame, rows: pd.DataFrame, *, by: Mapping[str, Sequence[str]] | None = None
) -> pd.DataFrame:
    """Exactly the rows of the grid, in its order; what was not counted is 0.

    counted: role_family, level, the columns of `by`, and numbers; one row a key
    rows: as `grid` makes them;   by: further keys with all their values in order
    Raises ValueError when something was counted that the grid has no row for, which would be lost without a word.
    """
    keys = [*CELL, *(by or {})]
    wanted = [
        (*cell, *others)
        for cell in rows[CELL].itertuples(index=False, name=None)
        for others in product(*(by or {}).values())
    ]
    place_of = {key: place for place, key in enumerate(wanted)}
    counted_keys = list(zip(*(counted[name].tolist() for name in keys), strict=True))
    if strangers := [key for key in counted_keys if key not in place_of]:
        raise ValueError(f"Counted under what is no row of the grid: {strangers[:5]}")
    if len(set(counted_keys)) < len(counted_keys):
        raise ValueError("A key was counted twice.")
    places = np.array([place_of[key] for key in counted_keys], dtype=np.int64)
    result = pd.DataFrame(wanted, columns=keys, dtype=object)
    for name in counted.columns.drop(keys):
        numbers = counted[name].to_numpy()
        filled = np.zeros(len(wanted), dtype=numbers.dtype)
        filled[places] = numbers
        result[name] = filled
    return result


def rate(part: pd.Series, whole: pd.Series) -> pd.Series:
    """part / whole as floats, not rounded; null where there is no whole."""
    bottom = whole.to_numpy(dtype=float)
    quotient = np.divide(part.to_numpy(dtype=float), bottom, out=np.full(len(bottom), np.nan), where=bottom != 0)
    return pd.Series(quotient, index=part.index)


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The frame as JSON rows: text, int, float, bool or None; nothing of NumPy, no NaN; days as YYYY-MM-DD."""
    columns = {name: [_plain(value) for value in frame[name].tolist()] for name in frame.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # NaN alone differs from itself
        return None
    if isinstance(value, np.generic):
        return value.item()
    return value.isoformat() if isinstance(value, date) else value
