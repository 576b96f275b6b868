"""The demonstration's figures: snapshots of two quarter ends, and a page that tells a believable story."""

import datetime as dt

import pytest

from dashboard import frames
from dashboard.demonstration import load
from dashboard.figures import of_people_and_posts
from dashboard.models import Fragment, Snapshot
from talentboard.accounts.operator import operator
from talentboard.demonstration import Scene
from tests.factories import PostFactory, RegionFactory
from tests.fixtures.demonstration import AS_OF

REGIONS = ["london", "south-west", "south-east", "midlands", "east", "north"]


def test_every_region_and_england_get_a_drawn_snapshot_of_both_quarter_ends(db):
    RegionFactory(slug="east")
    PostFactory(held="vacant")
    lines = load(Scene(AS_OF, operator(), lambda doing: None))
    made = Snapshot.objects.complete()
    days = (dt.date(2026, 6, 30), AS_OF)
    assert set(made.values_list("region", "as_of")) == {(slug, day) for slug in ("east", "england") for day in days}
    assert set(Fragment.objects.values_list("snapshot", flat=True)) == set(made.values_list("pk", flat=True))
    assert lines == ["4 snapshots, as of 30 June 2026 and 30 September 2026"]


def totals(region: str) -> dict[str, list[dict]]:
    """Measure -> the rows of the region's total, in the open edition."""
    facts = frames.read(region, AS_OF)
    figures = of_people_and_posts(facts, facts.open, critical_only=False)
    return {
        measure: frame[(frame["role_family"] == "all") & (frame["level"] == "all")].to_dict("records")
        for measure, frame in figures
    }


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_is_short_of_people_and_its_pools_fill_some_of_its_posts(demonstration, region):
    found = totals(region)
    now = found["gap"][0]
    assert 10 <= now["supply"] < now["demand_count"]
    cover = found["cover"]
    assert 0.15 <= cover[0]["netted_cover"] <= 0.6
    assert cover[0]["netted_cover"] < cover[-1]["netted_cover"] <= 0.75


def test_east_has_critical_posts_on_every_rung_and_is_short_in_finance_nursing_and_digital(demonstration):
    facts = frames.read("east", AS_OF)
    figures = dict(of_people_and_posts(facts, facts.open, critical_only=False))
    rungs = figures["choice"].query("role_family == 'all' and level == 'all'")
    assert rungs["critical_posts"].min() >= 5
    now = figures["gap"].query("level == 'all' and horizon == 'now'").set_index("role_family")["gap"]
    assert (now[["finance", "nursing", "digital"]] > 0).all()


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_has_a_role_family_without_a_gap(demonstration, region):
    facts = frames.read(region, AS_OF)
    figures = dict(of_people_and_posts(facts, facts.open, critical_only=False))
    now = figures["gap"].query("level == 'all' and horizon == 'now' and role_family != 'all'")
    assert (now["gap"] <= 0).any()
    assert (now["gap"] > 0).any()
