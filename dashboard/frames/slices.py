"""A snapshot's figures stand in slices: the region whole, its critical posts, each system and each organisation.

Rows of all slices and both editions are laid behind each other in one frame, numbered by `part`: a measure then works
all of them out at once, at little more than the cost of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.metrics.rows import PART

from .reading import Facts

EDITIONS = ("open", "full")
ALL, CRITICAL = "all", "critical"
SYSTEM, ORGANISATION = "system", "organisation"


class Part(NamedTuple):
    """The figures of one slice in one edition."""

    edition: str
    slice: str


WHOLE = tuple(Part(edition, slice) for edition in EDITIONS for slice in (ALL, CRITICAL))


def in_whole(by_edition: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows of each edition (with `critical`) as the parts WHOLE: all of them, and those of critical posts."""
    pieces = []
    for number, (edition, slice) in enumerate(WHOLE):
        rows = by_edition[edition]
        pieces.append((rows if slice == ALL else critical_ones(rows)).assign(**{PART: number}))
    return pd.concat(pieces, ignore_index=True)


def in_each_of_whole(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows in each of the parts WHOLE."""
    return pd.concat([rows.assign(**{PART: number}) for number in range(len(WHOLE))], ignore_index=True)


def critical_ones(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of critical posts."""
    return rows[rows["critical"].to_numpy(dtype=bool)]


class Places:
    """The systems and organisations of a region as parts.

    Where nothing is kept in confidence both editions say the same, and the open one is both.
    """

    def __init__(self, facts: Facts) -> None:
        known = facts.organisations
        slices = {kind: [f"{kind}:{code}" if code else "" for code in known[kind]] for kind in (SYSTEM, ORGANISATION)}
        self.slices = [slice for kind in slices for slice in sorted(set(slices[kind]) - {""})]
        apart = _where_editions_differ(facts).to_numpy(dtype=bool)
        its_own = {slice for kind in slices for slice, differs in zip(slices[kind], apart, strict=True) if differs}
        self.parts = [Part("open", slice) for slice in self.slices]
        self.parts += [Part("full", slice) for slice in self.slices if slice in its_own]
        number = {part: place for place, part in enumerate(self.parts)}
        self._of_place = {
            (edition, kind): _by_place(known["place"], [number.get(Part(edition, slice), -1) for slice in slices[kind]])
            for edition in EDITIONS
            for kind in slices
        }

    def laid_out(self, by_edition: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
        """The rows of each edition (with `place`) in the parts that they belong to."""
        pieces = []
        for (edition, _), part_of in self._of_place.items():
            rows = by_edition[edition]
            part = part_of[rows["place"].to_numpy(dtype=np.int64)]
            pieces.append(rows.drop(columns="place")[part >= 0].assign(**{PART: part[part >= 0]}))
        return pd.concat(pieces, ignore_index=True)

    def number_of(self, part: Part) -> int:
        """The number under which the figures of a part are worked out."""
        return self.parts.index(part if part in self.parts else Part("open", part.slice))


def _by_place(places: pd.Series, numbers: list[int]) -> np.ndarray:
    """place -> number"""
    found = np.full(int(places.max()) + 1 if len(places) else 1, -1, dtype=np.int64)
    found[places.to_numpy(dtype=np.int64)] = numbers
    return found


def _where_editions_differ(facts: Facts) -> pd.Series:
    """Of each organisation, whether a confidential forecast changes anything of its own."""
    posts, known = facts.posts, facts.organisations
    moved = (posts["open_horizon"] != posts["full_horizon"]) | (posts["open_chance"] != posts["full_chance"])
    told = [known[f"open_{name}"] != known[f"full_{name}"] for name in ("stale", "overdue", "corrections")]
    return known["place"].isin(posts.loc[moved, "place"]) | told[0] | told[1] | told[2]
