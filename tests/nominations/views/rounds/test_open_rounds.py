"""Rounds as everybody with an account sees them."""

import datetime as dt

import pytest

from nominations.actions import rounds
from talentboard.access import Role
from tests.factories import OrganisationFactory, PoolFactory, RegionFactory
from tests.fixtures.clock import stands_at
from tests.fixtures.nominations import draft_round, published_round, stage
from tests.fixtures.people import signed_in, with_role
from tests.nominations.pages import said

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 12)


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    stands_at(monkeypatch, DAY)


def test_everybody_sees_the_open_rounds_of_every_region_with_weekday_and_time():
    on = stage(title="Autumn 2026", pool=PoolFactory(region=RegionFactory(slug="east"), name="Chief nurse"))
    page = said(signed_in(on.somebody()).get("/rounds/"))

    assert "Chief nurse: Autumn 2026 Leaders nominate, and people nominate themselves." in page
    assert "Monday 9 November 2026, 17:00 Late ones, with a reason, until Monday 16 November 2026, 17:00" in page


def test_drafts_cancelled_and_closed_rounds_are_seen_by_nobody_there(monkeypatch):
    on = stage(title="Gone by")
    draft_round(by=on.team, title="Not yet public")
    rounds.cancel(published_round(by=on.team, title="Taken back"), why="Twice", by=on.team)
    later = {"opens": dt.date(2026, 12, 1), "closes": dt.date(2027, 1, 9), "late_until": None}
    published_round(by=on.team, title="Still here", **later)
    stands_at(monkeypatch, dt.date(2026, 11, 17))

    page = said(signed_in(on.somebody()).get("/rounds/"))
    assert "Still here" in page
    assert not [title for title in ("Gone by", "Not yet public", "Taken back") if title in page]


def test_a_leader_of_another_region_is_offered_nothing_that_they_may_not_do():
    on = stage(takes_self=False)
    elsewhere = with_role(Role.HR_DIRECTOR, OrganisationFactory(placed="london"))
    assert "Leaders of the region nominate." in said(signed_in(elsewhere).get("/rounds/"))
    assert "Leaders of the region nominate." not in said(signed_in(on.hr_director).get("/rounds/"))


def test_a_round_says_to_everybody_what_it_asks_and_html_is_shown_as_text():
    on = stage(guidance="For <b>nurses</b>\n\nwho lead")
    page = signed_in(on.somebody()).get(f"/rounds/{on.round.pk}/")

    assert b"For &lt;b&gt;nurses&lt;/b&gt;" in page.content
    for sentence in ("What have they led? Up to 50 words", "What would you bring?", "Two years in a senior post"):
        assert sentence in said(page)


def test_a_draft_is_not_there_for_everybody():
    on = stage()
    draft = draft_round(by=on.team, title="Not yet public")
    assert signed_in(on.hr_director).get(f"/rounds/{draft.pk}/").status_code == 404


def test_after_the_last_day_only_late_nominations_are_taken(monkeypatch):
    on = stage()
    stands_at(monkeypatch, dt.date(2026, 11, 10))
    page = said(signed_in(on.somebody()).get("/rounds/"))
    assert "Closed on Monday 9 November 2026, 17:00 Late ones, with a reason, until Monday 16 November" in page


def test_the_list_costs_the_same_queries_with_one_round_and_with_thirty(django_assert_max_num_queries):
    on = stage()
    client = signed_in(on.hr_director)
    client.get("/rounds/")
    costs = []
    for more in (0, 29):
        for number in range(more):
            published_round(by=on.team, title=f"Round {number}")
        with django_assert_max_num_queries(6) as counted:
            assert said(client.get("/rounds/")).count("17:00 Late") == more + 1
        costs.append(len(counted))
    assert costs[0] == costs[1]
