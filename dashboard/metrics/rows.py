"""Which rows has a figure, in which order, and how do they leave as plain JSON?

Every combination of role family and level that has a post or a member is a row, and so are the totals
(family, `all`), (`all`, level) and (`all`, `all`); the last is there even when nothing else is.

Many figures of one kind are made at once: `part` numbers them. A frame without that column is of one figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

ALL = "all"
PART = "part"
CELL = ["role_family", "level"]

ROLE_FAMILIES = (
    "chair", "chief-executive", "non-executive", "finance", "nursing", "medical", "operations", "people",
    "strategy", "digital", "governance", "estates", "allied-health", "place", "other",
)  # fmt: skip
LEVELS = (
    "chair", "chief-executive", "executive-director", "non-executive", "director", "deputy-director",
    "senior-clinical",
)  # fmt: skip

Ints = NDArray[np.int64]
Cell = tuple[str, str]


def declared(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The frame with the declared columns alone, in order, behind `part` where it has parts.

    Raises KeyError naming those that are missing.
    """
    if missing := [name for name in columns if name not in frame.columns]:
        raise KeyError(f"The frame has no column {', '.join(missing)}; it has {', '.join(map(str, frame.columns))}.")
    return frame[[PART, *columns]] if PART in frame.columns else frame[list(columns)]


def empty(columns: Sequence[str]) -> pd.DataFrame:
    """A frame of these columns with no row: a region with nothing."""
    return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})


@dataclass(frozen=True)
class Grid:
    """All rows of a figure, or of each of several parts, in order. A row's place is its number here.

    rows: (role family, level), part after part;   part: the part of each row, and parts: how many there are; or None
    """

    rows: list[Cell]
    part: Ints | None = None
    parts: int | None = None

    def frame(self, by: Mapping[str, Sequence[str]] | None = None) -> pd.DataFrame:
        """The rows as columns: part, where there are parts, role_family, level; each with all values of `by` in order.

        by: at most one further key
        """
        times = len(next(iter(by.values()))) if by else 1
        slugs = list(zip(*self.rows, strict=True))
        columns: dict[str, Any] = {} if self.part is None else {PART: self.part.repeat(times)}
        for name, of_rows in zip(CELL, slugs, strict=True):
            columns[name] = np.array(of_rows, dtype=object).repeat(times)
        for name, values in (by or {}).items():
            columns[name] = np.tile(np.array(values, dtype=object), len(self.rows))
        return pd.DataFrame(columns)

    def of_part(self, number: int) -> "Grid":
        """The rows of one part, as a grid of its own."""
        assert self.part is not None
        begins, ends = np.searchsorted(self.part, [number, number + 1])
        return Grid(self.rows[begins:ends])

    def places(self, frame: pd.DataFrame) -> Ints:
        """The place of each row of a frame with `part` (where there are parts), role_family and level.

        Raises ValueError when something was counted that the grid has no row for, which would be lost without a word.
        """
        return self._placed(frame, *self._coded(frame))

    def places_with_totals(self, frame: pd.DataFrame) -> list[Ints]:
        """As `places`, four times: the cells themselves, (family, `all`), (`all`, level) and (`all`, `all`)."""
        part, family, level = self._coded(frame)
        all_families = np.full_like(family, self._families[ALL])
        all_levels = np.full_like(level, self._levels[ALL])
        kinds = ((family, level), (family, all_levels), (all_families, level), (all_families, all_levels))
        return [self._placed(frame, part, *kind) for kind in kinds]

    @cached_property
    def _families(self) -> dict[str, int]:
        return {slug: number for number, slug in enumerate(dict.fromkeys(family for family, _ in self.rows))}

    @cached_property
    def _levels(self) -> dict[str, int]:
        return {slug: number for number, slug in enumerate(dict.fromkeys(level for _, level in self.rows))}

    @cached_property
    def _place_of(self) -> Ints:
        """[part, family, level] -> place, or -1; the last family and level are those that are not known."""
        places = np.full((self.parts or 1, len(self._families) + 1, len(self._levels) + 1), -1, dtype=np.int64)
        family = [self._families[family] for family, _ in self.rows]
        level = [self._levels[level] for _, level in self.rows]
        places[0 if self.part is None else self.part, family, level] = np.arange(len(self.rows))
        return places

    def _coded(self, frame: pd.DataFrame) -> tuple[Ints, Ints, Ints]:
        part = np.zeros(len(frame), dtype=np.int64)
        if self.parts is not None:
            part = frame[PART].to_numpy(dtype=np.int64)
        family, level = (
            np.array([known.get(slug, -1) for slug in frame[name].tolist()], dtype=np.int64)
            for name, known in zip(CELL, (self._families, self._levels), strict=True)
        )
        return part, family, level

    def _placed(self, frame: pd.DataFrame, part: Ints, family: Ints, level: Ints) -> Ints:
        places: Ints = self._place_of[part, family, level]
        if (places < 0).any():
            strangers = frame.loc[places < 0, CELL].drop_duplicates().head(5)
            raise ValueError(f"Counted under what is no row of the grid: {strangers.to_numpy().tolist()}")
        return places


def grid(*frames: pd.DataFrame, parts: int | None = None) -> Grid:
    """All rows of a figure, in order, from whatever frames say where posts and members are.

    frames: role_family, level, `part` where there are parts, and anything else; rows with `all` are passed over
    returns: each row once; part by part, in the order of the slug lists, `all` last
    """
    keys = [PART, *CELL] if parts is not None else CELL
    found = {key for frame in frames for key in zip(*(frame[name].tolist() for name in keys), strict=True)}
    cells: list[set[Cell]] = [set() for _ in range(parts or 1)]
    for *part, family, level in found:
        if ALL not in (family, level):
            cells[part[0] if part else 0].add((family, level))
    ordered = [sorted(_with_totals(each), key=_place) for each in cells]
    numbers = np.repeat(np.arange(len(ordered)), [len(rows) for rows in ordered])
    return Grid([row for rows in ordered for row in rows], None if parts is None else numbers, parts)


def _with_totals(cells: set[Cell]) -> set[Cell]:
    return cells | {(family, ALL) for family, _ in cells} | {(ALL, level) for _, level in cells} | {(ALL, ALL)}


@cache
def _place(cell: Cell) -> tuple[int, str, int, str]:
    family, level = cell
    return (_position(family, ROLE_FAMILIES), family, _position(level, LEVELS), level)


def _position(slug: str, slugs: Sequence[str]) -> int:
    """The place in the list; what is not in it stands behind, `all` last."""
    if slug in slugs:
        return slugs.index(slug)
    return len(slugs) + (slug == ALL)


def added_up(counted: pd.DataFrame, grid: Grid, *, by: Mapping[str, Sequence[str]] | None = None) -> pd.DataFrame:
    """The cells and their totals, for counts that may be added up (posts, openings; never people).

    counted: role_family, level, the column of `by`, and whole numbers; several rows of one key are added
    returns: the same columns; exactly the rows of the grid, in its order; what was not counted is 0
    Raises ValueError as `Grid.places` does.
    """
    numbers = counted.columns.drop([*CELL, *(by or {}), PART], errors="ignore")
    whole = counted.astype(dict.fromkeys(numbers, np.int64))
    return _filled(whole, grid, _keys(grid.places_with_totals(counted), counted, by), by=by)


def complete(counted: pd.DataFrame, grid: Grid, *, by: Mapping[str, Sequence[str]] | None = None) -> pd.DataFrame:
    """Exactly the rows of the grid, in its order; what was not counted is 0.

    counted: role_family, level, the column of `by`, and numbers; one row a key
    by: a further key with all its values in order
    Raises ValueError as `Grid.places` does, and when a key was counted twice.
    """
    places = _keys([grid.places(counted)], counted, by)
    if len(np.unique(places[0])) < len(counted):
        raise ValueError("A key was counted twice.")
    return _filled(counted, grid, places, by=by)


def _keys(places: list[Ints], counted: pd.DataFrame, by: Mapping[str, Sequence[str]] | None) -> list[Ints]:
    """The places of rows as those of rows and the further key."""
    for name, values in (by or {}).items():
        code = coded(counted[name], values)
        places = [rows * len(values) + code for rows in places]
    return places


def _filled(
    counted: pd.DataFrame, grid: Grid, places: list[Ints], *, by: Mapping[str, Sequence[str]] | None
) -> pd.DataFrame:
    """What is counted, added at each of its places."""
    result = grid.frame(by)
    for name in counted.columns.drop(result.columns):
        numbers = counted[name].to_numpy()
        filled = np.zeros(len(result), dtype=numbers.dtype)
        for rows in places:
            np.add.at(filled, rows, numbers)
        result[name] = filled
    return result


def coded(slugs: pd.Series, known: Sequence[str]) -> Ints:
    """The place of each slug among those known. Raises ValueError for one that is not."""
    number = {slug: place for place, slug in enumerate(known)}
    codes = np.array([number.get(slug, -1) for slug in slugs.tolist()], dtype=np.int64)
    if (codes < 0).any():
        raise ValueError(f"A {slugs.name} is one of {', '.join(known)}.")
    return codes


def rate(part: pd.Series, whole: pd.Series) -> pd.Series:
    """part / whole as floats, not rounded; null where there is no whole."""
    bottom = whole.to_numpy(dtype=float)
    quotient = np.divide(part.to_numpy(dtype=float), bottom, out=np.full(len(bottom), np.nan), where=bottom != 0)
    return pd.Series(quotient, index=part.index)


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The frame as JSON rows: text, int, float, bool or None; nothing of NumPy, no NaN; days as YYYY-MM-DD."""
    columns = {name: _plain_column(frame[name]) for name in frame.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def plain_parts(frame: pd.DataFrame, parts: int) -> list[list[dict[str, Any]]]:
    """The JSON rows of each part of a frame that is in the order of its parts."""
    cuts = np.searchsorted(frame[PART].to_numpy(dtype=np.int64), np.arange(parts + 1))
    every = plain(frame.drop(columns=PART))
    return [every[begins:ends] for begins, ends in pairwise(cuts.tolist())]


def _plain_column(values: pd.Series) -> list[Any]:
    if values.dtype == np.int64 or values.dtype == bool:
        return values.tolist()
    if values.dtype == np.float64:
        return [None if value != value else value for value in values.tolist()]  # NaN alone differs from itself
    return [value if type(value) is str else _plain(value) for value in values.tolist()]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, np.generic):
        return value.item()
    return value.isoformat() if isinstance(value, date) else value
