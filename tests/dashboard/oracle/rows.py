"""Every row that the figures rest on, as it stands in the database: plain lists of dicts, nothing joined or grouped."""

from __future__ import annotations

from typing import Any

from pools.models import Candidate, Membership, MembershipState, Mobility, Pool, ReadinessBand, ReadinessDecision
from regions.models import Forecast, Occupancy, Organisation, Placement, Post, Return, Standing, System

TABLES = {
    "organisations": Organisation,
    "systems": System,
    "placements": Placement,
    "standings": Standing,
    "posts": Post,
    "occupancies": Occupancy,
    "forecasts": Forecast,
    "returns": Return,
    "pools": Pool,
    "bands": ReadinessBand,
    "candidates": Candidate,
    "mobilities": Mobility,
    "memberships": Membership,
    "states": MembershipState,
    "decisions": ReadinessDecision,
}

Row = dict[str, Any]
World = dict[str, list[Row]]


def read_world() -> World:
    """All rows of all tables, in the order in which they were recorded where that is known."""
    return {name: list(model.objects.order_by("pk").values()) for name, model in TABLES.items()}


def of(rows: list[Row], **wanted: Any) -> list[Row]:
    """The rows with these values."""
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def by(rows: list[Row], name: str) -> dict[Any, list[Row]]:
    """The rows by the value of one column, in their order."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return found
