"""The open edition is blind to confidential forecasts; the full one uses them where they are live."""

import datetime as dt

import pytest
from django.db import connection, transaction

from dashboard import frames
from regions.models import Forecast
from tests.dashboard.frames.reading_figures import by_horizon, days, rows
from tests.dashboard.oracle.comparing import computed
from tests.dashboard.oracle.worlds import Maker
from tests.factories import DAY, ForecastFactory, OrganisationFactory, PostFactory, SystemFactory

pytestmark = pytest.mark.django_db
WITHIN_A_YEAR, LATER = dt.date(2027, 3, 31), dt.date(2028, 3, 31)


@pytest.fixture
def two_forecasts():
    """One post, expected within a year by the open forecast and later by the confidential one."""
    post = PostFactory(critical=True)
    ForecastFactory(post=post, expected_on=WITHIN_A_YEAR)
    return ForecastFactory(post=post, expected_on=LATER, confidential=True, as_of=dt.date(2026, 3, 1))


def test_where_both_are_live_the_full_edition_uses_the_confidential_one_even_when_it_is_older(two_forecasts):
    assert by_horizon("demand", "demand_count", edition="open") == [0, 1, 0, 0]
    assert by_horizon("demand", "demand_count", edition="full") == [0, 0, 1, 0]


def test_a_confidential_forecast_that_was_withdrawn_leaves_the_open_one_in_force(two_forecasts):
    Forecast.objects.filter(confidential=True).update(withdrawn_on=DAY)
    assert by_horizon("demand", "demand_count", edition="full") == [0, 1, 0, 0]
    assert by_horizon("demand", "demand_count", edition="full", day=DAY - days(1)) == [0, 0, 1, 0]


def test_an_open_forecast_that_was_withdrawn_leaves_the_confidential_one_in_the_full_edition(two_forecasts):
    Forecast.objects.filter(confidential=False).update(withdrawn_on=DAY)
    assert by_horizon("demand", "demand_count", edition="open") == [0, 0, 0, 0]
    assert by_horizon("demand", "demand_count", edition="full") == [0, 0, 1, 0]


def test_each_kind_supersedes_only_its_own(two_forecasts):
    Forecast.objects.filter(confidential=False).update(superseded_on=DAY)
    ForecastFactory(post=two_forecasts.post, expected_on=LATER, as_of=DAY)
    assert by_horizon("demand", "demand_count", edition="open") == [0, 0, 1, 0]
    assert by_horizon("demand", "demand_count", edition="full") == [0, 0, 1, 0]


@pytest.mark.parametrize("place", ["all", "critical", "system:QX1", "organisation:RNEW"])
def test_a_post_to_come_that_only_a_confidential_forecast_tells_of_makes_no_row_of_the_open_edition(place):
    trust = OrganisationFactory(code="RNEW")
    trust.placements.update(system=SystemFactory(code="QX1"))
    new = PostFactory(organisation=trust, established_from=WITHIN_A_YEAR, held=False, critical=True)
    ForecastFactory(post=new, expected_on=WITHIN_A_YEAR, reason="new-post", confidential=True)
    for measure in ("posts", "demand", "trust"):
        shown = {
            edition: {(row["role_family"], row["level"]) for row in rows(measure, edition=edition, slice=place)}
            for edition in ("open", "full")
        }
        assert shown["open"] == {("all", "all")}, measure
        assert ("finance", "executive-director") in shown["full"], measure


def everything(maker, day):
    """Every figure of every region and the nation, by region and what it is."""
    return {
        (region, *key): payload
        for region in [*(region.slug for region in maker.regions), "england"]
        for key, payload in computed(region, day).items()
    }


CHANGES = {
    "removed": "DELETE FROM regions_forecast WHERE confidential",
    "put off": "UPDATE regions_forecast SET expected_on = expected_on + 700 WHERE confidential",
    "less likely": "UPDATE regions_forecast SET probability = 0.01 WHERE confidential",
    "withdrawn": "UPDATE regions_forecast SET withdrawn_on = as_of WHERE confidential",
    "signed for": "UPDATE regions_forecast SET signed_off = false WHERE confidential",
    "entered": """
        INSERT INTO regions_forecast
               (post_id, expected_on, probability, reason, confidential, source, as_of, signed_off)
        SELECT id, DATE '2027-06-01', 0.7, 'other', true, '', DATE '2020-01-01', false FROM regions_post post
         WHERE NOT EXISTS (SELECT FROM regions_forecast known WHERE known.post_id = post.id AND known.confidential)""",
}
"""What may happen to confidential forecasts, all of them at once, in plain SQL."""


@pytest.mark.parametrize("seed", [25, 46])
def test_whatever_happens_to_confidential_forecasts_nothing_in_the_open_edition_moves(seed):
    maker = Maker(seed)
    day = maker.make()
    assert Forecast.objects.live(day).filter(confidential=True).count() > 3
    before = everything(maker, day)
    for change, statement in CHANGES.items():
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)
            after = everything(maker, day)
            transaction.set_rollback(True)
        moved = {(region, *key) for region, *key in before if before[region, *key] != after[region, *key]}
        assert {edition for _, edition, *_ in moved} == {"full"}, change


def test_the_editions_are_read_apart(two_forecasts):
    facts = frames.read("east", DAY)
    assert facts.open.forecasts["horizon"].tolist() == ["0-1"]
    assert facts.full.forecasts["horizon"].tolist() == ["1-3"]
