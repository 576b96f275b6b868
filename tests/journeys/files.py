"""The worked example of the measures (section 4) as files of a region, and the same with what goes wrong in life."""

import datetime as dt

from tests.pools.actions.import_members import member_files
from tests.regions.actions.import_return import return_files

EXAMPLE = ["vacant", "interim", "substantive", "substantive", "substantive"]
FILLED = ["substantive"] * 5


def posts(trust: str, held: list[str]) -> list[dict]:
    """F1, F2 and so on, finance executive directors, held as told."""
    return [
        return_files.post(
            organisation=trust,
            post_ref=f"F{number}",
            title=f"Director of finance {number}",
            occupancy=kind,
            holder="" if kind == "vacant" else f"Holder {number}",
        )
        for number, kind in enumerate(held, start=1)
    ]


def forecasts(trust: str, third: dt.date, fourth: dt.date) -> list[dict]:
    """F3 with a chance of 0.5, F4 with 0.8."""
    return [
        return_files.forecast(organisation=trust, post_ref="F3", expected_on=third.isoformat(), probability="0.5"),
        return_files.forecast(organisation=trust, post_ref="F4", expected_on=fourth.isoformat(), probability="0.8"),
    ]


def members(region: str, *, decided_on: dt.date) -> tuple[str, bytes]:
    """A, B and C of the finance pool; A is ready for operations too."""
    finance = {"region": region, "pool": "Finance directors"}
    operations = {"region": region, "pool": "Operations directors"}
    person = {"mobility": region, "decided_on": decided_on.isoformat()}
    rows = [
        member_files.other(f"{region}-a", readiness="ready-now", **finance, **person),
        member_files.other(f"{region}-a", readiness="ready-now", **operations, **person),
        member_files.other(f"{region}-b", readiness="within-a-year", **finance, **person),
        member_files.other(f"{region}-c", readiness="one-to-three-years", **finance, **person),
    ]
    pools = [member_files.pool(**finance), member_files.pool(**operations, role_families="operations")]
    return member_files.a_file(pools=pools, members=rows)
