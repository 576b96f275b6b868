"""The demonstration's posts, holders, forecasts and returns: enough of them, and every awkward case of a real board."""

import datetime as dt

import pytest
from django.db.models import Count, F, Q

from regions.demonstration.places import places
from regions.demonstration.rows import returns
from regions.demonstration.seats import seats
from regions.demonstration.sharing import sharing
from regions.models import Forecast, Occupancy, Organisation, Post, PostShare, Return, Standing
from regions.models.post_queries import OPEN_STATES, State, led_in
from tests.fixtures.demonstration import AS_OF, BEFORE

YEAR_AGO = AS_OF - dt.timedelta(days=365)


def posts_on(day: dt.date = AS_OF, region: str | None = None):
    return Post.objects.as_of(day).filter(led_in([region] if region else None, day)).with_occupancy(day)


def rows() -> dict[str, object]:
    everywhere = places(AS_OF)
    shared = sharing(everywhere)
    return {
        region: returns(seats([one for one in everywhere if one.region == region], shared, as_of=AS_OF))
        for region in sorted({one.region for one in everywhere})
    }


def test_two_builds_of_the_rows_are_equal(demonstration):
    assert rows() == rows()


def test_there_are_about_2500_posts_and_1500_forecasts(demonstration):
    assert 2400 <= posts_on().count() <= 2700
    assert 1400 <= Forecast.objects.count() <= 1700
    assert 900 <= Forecast.objects.live(AS_OF).count() <= 1200


@pytest.mark.parametrize("region", ["london", "south-west", "south-east", "midlands", "east", "north"])
def test_every_region_has_posts_and_some_of_them_are_open(demonstration, region):
    total, opened = posts_on(region=region).count(), posts_on(region=region).filter(state__in=OPEN_STATES).count()
    assert 250 <= total <= 800
    assert 0.11 <= opened / total <= 0.17
    assert 0.25 <= posts_on(region=region).filter(critical=True).count() / total <= 0.36


def test_every_trust_and_system_has_posts_but_those_that_never_sent_a_return(demonstration):
    placed = Organisation.objects.filter(placements__since__lte=AS_OF).exclude(placements__until__lte=AS_OF)
    placed = Organisation.objects.filter(pk__in=placed.filter(until__isnull=True))
    without = set(placed.filter(posts__isnull=True).values_list("code", flat=True))
    assert without == {one.code for one in places(AS_OF) if one.lateness == "never"}
    assert len(without) == 2
    said = Return.objects.filter(organisation__code__in=without)
    assert set(said.values_list("state", flat=True)) == {"open"}


AWKWARD_POSTS = {
    "vacant": Q(state=State.VACANT),
    "covered by an interim": Q(state=State.COVERED, occupancy="interim"),
    "covered by somebody acting": Q(state=State.COVERED, occupancy="acting"),
    "held on secondment": Q(occupancy="secondment-in"),
    "covered during an absence": Q(returns_on__gt=AS_OF),
    "held by two": Q(holders__len=2),
    "held by somebody unnamed": Q(occupancy="substantive", holders__len=0),
    "past its expected end": Q(state=State.COVERED, expected_end__lte=AS_OF),
    "critical and open": Q(critical=True, state__in=OPEN_STATES),
    "established since the last quarter": Q(established_from__gt=BEFORE),
    "of an organisation in no system": Q(organisation__code__in=["RDE", "RDU"]),
    "serving two organisations": Q(shares__isnull=False),
}


@pytest.mark.parametrize("awkward", AWKWARD_POSTS)
def test_there_are_posts(demonstration, awkward):
    assert posts_on().filter(AWKWARD_POSTS[awkward]).exists()


def test_some_posts_are_open_for_more_than_a_year_and_some_had_nobody_before_their_cover(demonstration):
    opened = posts_on().filter(state__in=OPEN_STATES)
    assert opened.filter(held_since__lt=YEAR_AGO).count() >= 6
    covered = opened.filter(state=State.COVERED).values("pk")
    assert Occupancy.objects.filter(post__in=covered, kind="vacant", until__isnull=False).exists()


def test_a_post_is_shared_across_two_regions(demonstration):
    pairs = PostShare.objects.filter(organisation__placements__until__isnull=True).exclude(
        organisation__placements__region=F("post__organisation__placements__region")
    )
    assert pairs.exists()
    assert PostShare.objects.count() == 19


def test_posts_to_come_are_forecast_as_new(demonstration):
    to_come = Post.objects.filter(established_from__gt=AS_OF)
    assert to_come.count() >= 12
    assert Forecast.objects.filter(post__in=to_come, reason="new-post").count() == to_come.count()


def test_posts_have_been_closed_with_their_organisation_and_without(demonstration):
    closed = Post.objects.filter(established_until__lte=AS_OF)
    assert closed.filter(organisation__until__isnull=True).exists()
    gone = Organisation.objects.filter(until=dt.date(2026, 4, 1))
    assert closed.filter(organisation__in=gone).exists()
    assert not posts_on().filter(organisation__in=gone).exists()
    assert posts_on(dt.date(2026, 1, 31)).filter(organisation__in=gone).exists()


AWKWARD_FORECASTS = {
    "overdue": Q(expected_on__lte=AS_OF),
    "beyond five years": Q(expected_on__gt=AS_OF.replace(year=AS_OF.year + 5)),
    "certain": Q(probability=1),
    "of an open post": Q(post__occupancies__kind="vacant", post__occupancies__until__isnull=True),
    "stale": Q(as_of__lt=AS_OF - dt.timedelta(days=90)),
}


@pytest.mark.parametrize("awkward", AWKWARD_FORECASTS)
def test_there_are_live_forecasts(demonstration, awkward):
    assert Forecast.objects.live(AS_OF).filter(AWKWARD_FORECASTS[awkward]).exists()


def test_some_forecasts_are_confidential_with_an_open_one_beside_and_some_without(demonstration):
    live = Forecast.objects.live(AS_OF)
    secret = live.filter(confidential=True)
    beside = secret.filter(post__in=live.filter(confidential=False).values("post"))
    assert beside.count() >= 20
    assert secret.count() - beside.count() >= 20


def test_forecasts_have_a_past(demonstration):
    assert Forecast.objects.filter(superseded_on__isnull=False).count() >= 200
    assert Forecast.objects.filter(withdrawn_on__isnull=False).count() >= 20
    assert Forecast.objects.live(BEFORE).count() >= 400


def test_the_quarter_before_had_other_open_posts(demonstration):
    then, now = (
        set(posts_on(day).filter(state__in=OPEN_STATES).values_list("pk", flat=True)) for day in (BEFORE, AS_OF)
    )
    assert len(then - now) >= 50
    assert len(now - then) >= 50


def test_returns_are_in_time_late_on_their_way_and_long_ago(demonstration):
    this = Return.objects.filter(year=2026, quarter=2)
    states = dict(this.values_list("state").annotate(Count("pk")))
    assert set(states) == set(Return.State.values)
    assert 0.7 <= states["signed-off"] / 238 <= 0.9
    signed = Return.objects.filter(state="signed-off").values("organisation").annotate(n=Count("pk"))
    assert set(signed.values_list("n", flat=True)) >= {2, 3, 4}
    assert Return.objects.filter(state="signed-off").values("year", "quarter").distinct().count() == 4


def test_a_return_on_its_way_has_lines_and_one_of_them_is_still_to_be_put_right(demonstration):
    east = Return.objects.filter(organisation__placements__region="east", year=2026, quarter=2)
    assert east.filter(state="submitted", lines__verdict="changed").exists()
    assert east.filter(state="in-progress", lines__said__occupancy="Acting up").exists()
    assert Post.objects.filter(stated_in__source="page").exists()


def test_every_region_has_challenged_organisations(demonstration):
    challenged = Standing.objects.filter(challenged=True, organisation__placements__until__isnull=True)
    assert challenged.values("organisation__placements__region").distinct().count() == 6
    assert set(Standing.objects.values_list("segment", flat=True)) == {1, 2, 3, 4}


def test_some_posts_have_changed_their_title(demonstration):
    names = {seat["post_ref"]: seat["title"] for day in rows()["east"].values() for seat in day.posts}
    earlier = [
        seat for day in rows()["east"].values() for seat in day.posts if names[seat["post_ref"]] != seat["title"]
    ]
    assert earlier
