"""Reading what a snapshot is computed from, all of it at one moment."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from django.db import connection, transaction

from dashboard.metrics.matching.reach import ABILITIES, MOBILITY, PEOPLE, People
from dashboard.metrics.rows import ALL, CELL
from dashboard.metrics.time import HORIZONS, boundaries

from . import sql
from .editions import HELD, Edition, edition

NATION = "england"
ROWS_AT_ONCE = 2_000
TYPES = {16: bool, 20: np.int64, 21: np.int64, 23: np.int64}
"""PostgreSQL's numbers of boolean, bigint, smallint and integer."""


@dataclass(frozen=True)
class Facts:
    """Everything a snapshot of a region (a slug, or `england`) as of a day is computed from, grouped.

    posts: editions.POSTS.  organisations: editions.ORGANISATIONS.  held: editions.HELD, one row a post
    supply: SUPPLY with totals.  decisions: DECISIONS with totals.
    member_cells: role_family, level of all active members, ready by a horizon or not; with totals
    people: PEOPLE and held (the id of the post that the only one of the group holds firmly, else null)
    abilities: ABILITIES.  mobility: MOBILITY
    """

    region: str
    as_of: dt.date
    posts: pd.DataFrame
    organisations: pd.DataFrame
    held: pd.DataFrame
    supply: pd.DataFrame
    decisions: pd.DataFrame
    member_cells: pd.DataFrame
    people: pd.DataFrame
    abilities: pd.DataFrame
    mobility: pd.DataFrame
    memberships_past_end: int

    @cached_property
    def known_people(self) -> People:
        """The people as the matching takes them."""
        return People(self.people[PEOPLE], self.abilities, self.mobility)

    @cached_property
    def open(self) -> Edition:
        """As if confidential forecasts did not exist."""
        return edition("open", self.posts, self.organisations, self.held)

    @cached_property
    def full(self) -> Edition:
        """With the confidential forecasts."""
        return edition("full", self.posts, self.organisations, self.held)

    def digest(self) -> str:
        """A digest of every fact: two snapshots with the same digest and code have the same figures."""
        known = hashlib.sha256(f"{self.region} {self.as_of} {self.memberships_past_end}".encode())
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, pd.DataFrame):
                for column in value.columns:
                    known.update(f"{field.name} {column} {value[column].tolist()}".encode())
        return known.hexdigest()


def read(region: str, as_of: dt.date) -> Facts:
    """The facts of a region as of a day, in so many statements whatever the number of rows, at one moment."""
    days = days_of(region, as_of)
    with one_moment():
        people = frame(sql.PEOPLE, days).assign(people_group=lambda groups: range(len(groups)))
        decisions = frame(sql.DECISIONS, days)
        members = frame(sql.SUPPLY, days)
        posts = frame(sql.POSTS, days)
        holders = people[people["held"].notna()].drop_duplicates("held", ignore_index=True)
        return Facts(
            region=region,
            as_of=as_of,
            posts=posts,
            organisations=frame(sql.ORGANISATIONS, days),
            held=holders[HELD].astype({name: posts[name].dtype for name in HELD if name in posts}),
            supply=with_horizons(members[members["horizon"] >= 0]),
            decisions=decisions.drop(columns="past_end"),
            member_cells=members[CELL].drop_duplicates(),
            people=people[[*PEOPLE, "held"]],
            abilities=abilities(people["standings"], frame(sql.POOLS, days)),
            mobility=mobility(people["regions"]),
            memberships_past_end=int(decisions.loc[(decisions[CELL] == ALL).all(axis=1), "past_end"].item()),
        )


def days_of(region: str, as_of: dt.date) -> dict[str, Any]:
    """What the statements ask for."""
    return asdict(boundaries(as_of)) | {"region": None if region == NATION else region}


def with_horizons(counted: pd.DataFrame) -> pd.DataFrame:
    """The same with the slugs of horizons in place of their numbers."""
    return counted.assign(horizon=np.array(HORIZONS, dtype=object)[counted["horizon"].to_numpy(dtype=np.int64)])


def abilities(standings: pd.Series, pools: pd.DataFrame) -> pd.DataFrame:
    """ABILITIES from what each group stands in (see `sql.STANDING`)."""
    flat = unrolled(standings, dtype=np.int64)
    flat["pool"], flat["horizon"] = flat["value"] // sql.STEPS, flat["value"] % sql.STEPS
    return with_horizons(flat.merge(pools, on="pool"))[ABILITIES]


def mobility(regions: pd.Series) -> pd.DataFrame:
    """MOBILITY from the regions of each group."""
    return unrolled(regions, dtype=object).set_axis(MOBILITY, axis=1)


def unrolled(lists: pd.Series, *, dtype: Any) -> pd.DataFrame:
    """people_group, value: one row an entry of each group's list."""
    group = np.repeat(np.arange(len(lists)), [len(each) for each in lists])
    values = np.array([value for each in lists for value in each], dtype=dtype)
    return pd.DataFrame({"people_group": group, "value": values})


def frame(statement: str, parameters: dict[str, Any]) -> pd.DataFrame:
    """The rows of a statement under its own column names; whole numbers and yes or no as such where none is null."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        dtypes = {column.name: TYPES.get(column.type_code, object) for column in cursor.description}
        known: dict[str, str] = {}  # a slug that comes in a thousand rows is kept once
        pieces: dict[str, list[np.ndarray]] = {name: [] for name in dtypes}
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            for (name, dtype), values in zip(dtypes.items(), zip(*rows, strict=True), strict=True):
                pieces[name].append(column_of(values, dtype, known))
    return pd.DataFrame({name: joined(pieces[name], dtype) for name, dtype in dtypes.items()})


def column_of(values: tuple[Any, ...], dtype: Any, known: dict[str, str]) -> np.ndarray:
    """The values of a column as an array; of objects where any is null."""
    if dtype is not object and None not in values:
        return np.array(values, dtype=dtype)
    column = np.empty(len(values), dtype=object)
    column[:] = [known.setdefault(value, value) if type(value) is str else value for value in values]
    return column


def joined(pieces: list[np.ndarray], dtype: Any) -> np.ndarray:
    """The pieces of a column, one behind the other; an empty one of its type."""
    return np.concatenate(pieces) if pieces else np.empty(0, dtype=dtype)


@contextlib.contextmanager
def one_moment() -> Iterator[None]:
    """All statements inside see the same rows, whatever others write meanwhile."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
