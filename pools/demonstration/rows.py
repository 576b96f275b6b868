"""Members as the rows of a file: one row a decision."""

import datetime as dt
from collections.abc import Iterable, Iterator

from talentboard.demonstration.files import Row

from .members import Standing


def member_rows(standings: Iterable[Standing], *, region: str, day: dt.date, is_last: bool) -> Iterator[Row]:
    """The rows of a region's file of a day: decisions made by then, and the state on it."""
    for standing in standings:
        for band, decided_on in standing.decisions:
            if decided_on <= day:
                yield member_row(standing, band, decided_on, region, state_then(standing, is_last))


def state_then(standing: Standing, is_last: bool) -> str:
    return standing.state if is_last or standing.since_before else "active"


def member_row(standing: Standing, band: str, decided_on: dt.date, region: str, state: str) -> Row:
    member = standing.member
    return {
        "candidate_ref": member.ref,
        "name": member.name,
        "email": member.email,
        "employer": member.employer,
        "current_post": member.current_post,
        "region": region,
        "pool": standing.bench.name,
        "readiness": band,
        "decided_on": decided_on.isoformat(),
        "mobility": "; ".join(member.mobility),
        "challenged": "yes" if member.challenged else "no",
        "state": state,
    }
