"""Reading what a snapshot is computed from, all of it at one moment."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields

import pandas as pd
from django.db import connection, transaction

from dashboard.metrics.matching.reach import ABILITIES, MOBILITY, PEOPLE, People
from dashboard.metrics.rows import CELL
from dashboard.metrics.time import boundaries

from . import sql

NATION = "england"
WITH_OWN_GROUP = ["held"]


@dataclass(frozen=True)
class Edition:
    """What depends on whether confidential forecasts count.

    forecasts: organisation, system, critical, role_family, level, horizon, probability, forecasts
    openings: OPENINGS and critical, held (the post's id where a member holds it firmly, else empty)
    critical: CRITICAL and held.    organisations: ORGANISATIONS and system
    """

    forecasts: pd.DataFrame
    openings: pd.DataFrame
    critical: pd.DataFrame
    organisations: pd.DataFrame


@dataclass(frozen=True)
class Facts:
    """Everything a snapshot of a region (a slug, or `england`) as of a day is computed from, grouped.

    posts: organisation, system, critical, role_family, level, posts, vacant, covered, covered_absence, posts_fresh
    supply: SUPPLY with totals.  decisions: DECISIONS with totals.
    member_cells: role_family, level of all active members, ready by a horizon or not; with totals
    people: PEOPLE and held.  abilities: ABILITIES.  mobility: MOBILITY
    """

    region: str
    as_of: dt.date
    posts: pd.DataFrame
    supply: pd.DataFrame
    decisions: pd.DataFrame
    member_cells: pd.DataFrame
    people: pd.DataFrame
    abilities: pd.DataFrame
    mobility: pd.DataFrame
    memberships_past_end: int
    open: Edition
    full: Edition

    @property
    def known_people(self) -> People:
        """The people as the matching takes them."""
        return People(self.people[PEOPLE], self.abilities, self.mobility)

    def digest(self) -> str:
        """A digest of every fact: two snapshots with the same digest and code have the same figures."""
        known = hashlib.sha256(f"{self.region} {self.as_of} {self.memberships_past_end}".encode())
        for name, frame in self._frames():
            known.update(name.encode())
            known.update(frame.to_csv(index=False).encode())
        return known.hexdigest()

    def _frames(self) -> Iterator[tuple[str, pd.DataFrame]]:
        for part, prefix in ((self, ""), (self.open, "open "), (self.full, "full ")):
            for field in fields(part):
                value = getattr(part, field.name)
                if isinstance(value, pd.DataFrame):
                    yield prefix + field.name, value


def read(region: str, as_of: dt.date) -> Facts:
    """The facts of a region as of a day, in so many statements whatever the number of rows, at one moment."""
    days = asdict(boundaries(as_of)) | {"region": None if region == NATION else region}
    with one_moment():
        people = frame(sql.PEOPLE, days | {"full": True})
        numbered = people.assign(people_group=range(len(people)))
        members = frame(sql.SUPPLY, days)
        return Facts(
            region=region,
            as_of=as_of,
            posts=frame(sql.POSTS, days),
            supply=members[members["horizon"].notna()],
            decisions=frame(sql.DECISIONS, days),
            member_cells=members[CELL].drop_duplicates(),
            people=numbered[[*PEOPLE, *WITH_OWN_GROUP]],
            abilities=abilities(numbered),
            mobility=numbered[["people_group", "regions"]].explode("regions").dropna().set_axis(MOBILITY, axis=1),
            memberships_past_end=int(frame(sql.MEMBERSHIPS_PAST_END, days).iloc[0, 0]),
            open=edition(days, full=False),
            full=edition(days, full=True),
        )


def edition(days: dict, *, full: bool) -> Edition:
    """One edition's facts: four statements."""
    asked = days | {"full": full}
    openings, critical = frame(sql.OPENINGS, asked), frame(sql.CRITICAL, asked)
    return Edition(
        forecasts=frame(sql.FORECASTS, asked),
        openings=openings.assign(opening_group=range(len(openings))),
        critical=critical.assign(opening_group=range(len(critical))),
        organisations=frame(sql.ORGANISATIONS, asked),
    )


def abilities(people: pd.DataFrame) -> pd.DataFrame:
    """ABILITIES from people with their sets of "family/level/horizon"."""
    each = people[["people_group", "abilities"]].explode("abilities").dropna()
    parts = [text.split("/") for text in each["abilities"]]
    return pd.DataFrame(
        [(group, *part) for group, part in zip(each["people_group"], parts, strict=True)], columns=ABILITIES
    )


def frame(statement: str, parameters: dict) -> pd.DataFrame:
    """The rows of a statement under its own column names."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return pd.DataFrame(cursor.fetchall(), columns=[column.name for column in cursor.description])


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
