"""The demonstration's figures: snapshots of a year, and a page that tells a believable story."""

import datetime as dt

import pytest

from dashboard import frames
from dashboard.demonstration import load
from dashboard.figures import figures
from dashboard.models import Fragment, Snapshot
from talentboard.accounts.operator import operator
from talentboard.demonstration import Scene, quarter_ends
from tests.factories import PostFactory, RegionFactory
from tests.fixtures.demonstration import AS_OF

REGIONS = ["london", "south-west", "south-east", "midlands", "east", "north"]


def test_every_region_and_england_get_a_snapshot_of_each_quarter_end_of_a_year_and_the_last_is_drawn(db):
    RegionFactory(slug="east")
    PostFactory(held="vacant")
    lines = load(Scene(AS_OF, operator(), lambda doing: None))
    made = Snapshot.objects.complete()
    days = quarter_ends(AS_OF, 4)
    assert (days[-1], len(days)) == (dt.date(2025, 12, 31), 4)
    assert set(made.values_list("region", "as_of")) == {(slug, day) for slug in ("east", "england") for day in days}
    assert set(Fragment.objects.values_list("snapshot", flat=True)) == set(
        made.filter(as_of=AS_OF).values_list("pk", flat=True)
    )
    assert lines == ["8 snapshots, as of 4 days from 31 December 2025 to 30 September 2026"]


def rows(region: str, measure: str, **wanted: str) -> list[dict]:
    """The rows of a measure of a region's open edition that have the wanted values."""
    for made in figures(frames.read(region, AS_OF)):
        if (made.edition, made.measure, made.slice) == ("open", measure, "all"):
            return [row for row in made.payload if wanted.items() <= row.items()]
    raise AssertionError(f"There is no {measure}.")


def gaps_now(region: str) -> dict[str, int]:
    """Role family -> the gap now, at all levels."""
    found = rows(region, "gap", level="all", horizon="now")
    return {row["role_family"]: row["gap"] for row in found if row["role_family"] != "all"}


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_is_short_of_people_and_its_pools_fill_some_of_its_posts(demonstration, region):
    [now] = rows(region, "gap", role_family="all", level="all", horizon="now")
    assert 10 <= now["supply"] < now["demand_count"]
    cover = [row["netted_cover"] for row in rows(region, "cover", role_family="all", level="all")]
    assert 0.15 <= cover[0] <= 0.6
    assert cover[0] < cover[-1] <= 0.75


def test_east_has_critical_posts_on_every_rung_and_is_short_in_finance_nursing_and_digital(demonstration):
    rungs = rows("east", "choice", role_family="all", level="all")
    assert min(row["critical_posts"] for row in rungs) >= 5
    now = gaps_now("east")
    assert min(now[family] for family in ("finance", "nursing", "digital")) > 0


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_has_a_role_family_without_a_gap(demonstration, region):
    now = gaps_now(region)
    assert min(now.values()) <= 0 < max(now.values())
