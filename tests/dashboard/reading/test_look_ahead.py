"""The look-ahead at chairs and chief executives: full figures, for the national team alone, and recorded."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.drawing.comparisons import draw_comparisons, draw_look_ahead
from dashboard.snapshots import compute, store
from talentboard.access import Role
from talentboard.accounts.operator import operator
from talentboard.audit import Event
from talentboard.audit.models import AuditEvent
from tests.dashboard.reading.pages_in_words import rows, words
from tests.factories import DAY, CandidateFactory, ForecastFactory, OrganisationFactory, PostFactory, RegionFactory
from tests.fixtures.people import signed_in, somebody_with, with_role

pytestmark = pytest.mark.django_db
AHEAD = "/england/look-ahead/"
IN_A_YEAR = dt.date(2027, 2, 10)


@pytest.fixture
def national():
    return with_role(Role.NATIONAL_TEAM)


@pytest.fixture
def facts():
    """Of four chairs one is vacant, one is forecast openly, one in confidence; of one chief executive both."""
    east, trust = RegionFactory(slug="east", name="East"), OrganisationFactory(name="Paget", placed="east")
    told = {"organisation": trust}
    chair = told | {"role_family": "chair", "level": "chair"}
    PostFactory(**chair, title="Chair A", held="vacant")
    ForecastFactory(post=PostFactory(**chair, title="Chair B"), expected_on=IN_A_YEAR, probability="1")
    ForecastFactory(
        post=PostFactory(**chair, title="Chair C"), expected_on=IN_A_YEAR, probability="1", confidential=True
    )
    PostFactory(**chair, title="Chair D")
    chief = PostFactory(**told, role_family="chief-executive", level="chief-executive", title="Chief")
    ForecastFactory(post=chief, expected_on=dt.date(2029, 1, 1))
    ForecastFactory(post=chief, expected_on=dt.date(2026, 12, 1), probability="0.9", confidential=True)
    ForecastFactory(post=PostFactory(**told, title="Finance"), confidential=True)
    for region in ("east", "england"):
        made = store(compute(region, DAY), by=operator())
    return {"east": east, "england": made, "chief": chief}


@pytest.fixture
def asked(monkeypatch):
    found = []
    monkeypatch.setattr(draw_look_ahead, "apply_async", lambda args, **options: found.append(args))
    return found


def test_it_says_what_is_open_and_expected_with_what_was_said_in_confidence(national, facts, asked):
    text = words(signed_in(national).get(AHEAD))
    assert "1 of 4 chairs’ posts is open in England; within a year about 2 more are expected to fall vacant" in text
    assert "0 of 1 chief executives’ posts are open in England; within a year about 1 more is expected" in text
    assert "4 posts are open or forecast to fall vacant; 2 of the forecasts were made in confidence" in text
    assert "Counts what organisations have marked confidential" in text


def test_the_posts_stand_with_their_quarter_and_organisation_the_soonest_first(national, facts, asked):
    assert rows(signed_in(national).get(AHEAD), "posts-table")[1:] == [
        ["Chair A", "Paget", "East", "Open now", "Vacant"],
        ["Chief", "Paget", "East", "October to December 2026", "In confidence"],
        ["Chair B", "Paget", "East", "January to March 2027", "Openly"],
        ["Chair C", "Paget", "East", "January to March 2027", "In confidence"],
    ]


def test_each_level_has_its_table_by_region(national, facts, asked):
    page = signed_in(national).get(AHEAD)
    assert rows(page, "chairs-table")[1:] == [
        ["East", "4", "1 25.0% of 4", "2.0 80% 2 of 2", "0", "0", "0"],
        ["England", "4", "1 25.0% of 4", "2.0 80% 2 of 2", "0", "0", "0"],
    ]
    assert rows(page, "chief-executives-table")[1][1:4] == ["1", "0", "0.9 80% 0 to 1 of 1"]


def test_it_says_who_else_sees_this_and_that_it_is_recorded(national, facts, asked):
    text = words(signed_in(national).get(AHEAD))
    assert "Nobody else opens this page." in text
    assert "A regional lead sees the same of their own region" in text
    assert "Each opening of this page and each download is recorded in the audit." in text


def test_each_opening_and_each_download_is_recorded(national, facts, asked):
    client = signed_in(national)
    for address in ("", "posts.csv", "chairs.xlsx"):
        assert client.get(AHEAD + address).status_code == 200
    read = AuditEvent.objects.filter(kind=Event.FULL_FIGURES_READ, by=national).order_by("pk")
    assert [*read.values_list("about_id", flat=True)] == [
        "look-ahead", "look-ahead, posts, csv file", "look-ahead, chairs, xlsx file",
    ]  # fmt: skip
    assert set(read.values_list("region", flat=True)) == {"england"}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.NATIONAL_TEAM}))
def test_nobody_else_opens_it_or_is_led_to_it(role, facts, asked):
    client = signed_in(somebody_with(role))
    for address in (AHEAD, f"{AHEAD}posts.csv", f"{AHEAD}chairs.xlsx"):
        assert client.get(address).status_code in {403, 404}
    assert "look-ahead" not in client.get("/").content.decode()
    assert not AuditEvent.objects.filter(kind=Event.FULL_FIGURES_READ).exists()


def test_what_is_said_of_the_reader_s_own_post_is_not_shown(national, facts, asked):
    CandidateFactory(email=national.email, current_post=facts["chief"])
    found = rows(signed_in(national).get(AHEAD), "posts-table")[1:]
    assert "Chief" not in {row[0] for row in found}


def test_the_files_say_the_same(national, facts):
    client = signed_in(national)
    lines = client.get(f"{AHEAD}posts.csv").content.decode("utf-8-sig").splitlines()
    assert lines[2].startswith("England,chairs and chief executives,2026-09-30,Chief,Chief executive,Paget,RX")
    assert lines[2].endswith(",East,October to December 2026,In confidence")
    chairs = client.get(f"{AHEAD}chairs.csv").content.decode("utf-8-sig").splitlines()
    assert chairs[2].endswith(",East,Chair,4,Within a year,2,2.0,2,2,0")
    assert client.get(f"{AHEAD}salaries.csv").status_code == 404


def test_the_pictures_are_drawn_with_england_s_snapshot(national, facts, asked):
    client = signed_in(national)
    client.get(AHEAD)
    assert asked == [[str(facts["england"].pk)]] * 2
    asked.clear()
    draw_comparisons(facts["england"])
    html = client.get(AHEAD).content.decode()
    assert asked == []
    assert "ahead-chair-wide-title" in html
    assert "ahead-chief-executive-wide-title" in html


def test_it_costs_the_same_queries_for_few_posts_and_for_many(national, facts, asked):
    draw_comparisons(facts["england"])
    client = signed_in(national)
    client.get(AHEAD)
    with CaptureQueriesContext(connection) as few:
        client.get(AHEAD)
    trust = OrganisationFactory(placed="east")
    for _ in range(20):
        ForecastFactory(post=PostFactory(organisation=trust, role_family="chair", level="chair"))
    with CaptureQueriesContext(connection) as many:
        client.get(AHEAD)
    assert len(few) == len(many) <= 14
