"""Data quality: who has something to mend, what mends it for whom, and the posts behind each number."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.snapshots import compute, store
from regions.models import Forecast, Occupancy
from talentboard.access import Role
from talentboard.accounts.operator import operator
from talentboard.audit import Event
from talentboard.audit.models import AuditEvent
from tests.dashboard.reading.pages_in_words import rows, words
from tests.dashboard.reading.stored_figures import DAY, quality, stored
from tests.factories import (
    ForecastFactory,
    OrganisationFactory,
    PostFactory,
    RegionFactory,
    ReturnFactory,
    SystemFactory,
)
from tests.fixtures.people import give, signed_in, with_role

pytestmark = pytest.mark.django_db
QUALITY = "/east/quality/"
LISTS = ("stale-forecasts", "overdue-forecasts", "nobody-recorded", "open-over-a-year", "not-signed-off")


@pytest.fixture
def east():
    region = RegionFactory(slug="east", name="East")
    system = SystemFactory(code="QH8", name="Mid and South Essex", region=region)
    for code, name in (
        ("RAJ", "Mid and South Essex"),
        ("RGP", "James Paget"),
        ("RDE", "Colchester"),
        ("RYC", "Ambulance"),
    ):
        OrganisationFactory(code=code, name=name, placed=region, placed__system=system if code == "RAJ" else None)
    return region


@pytest.fixture
def figures(east):
    """Paget has never sent a return, Essex's is 110 days old, Colchester has most to mend, the ambulance nothing."""
    returns = quality(
        RAJ=(110, 10, {"return_state": "in-progress", "stale_forecasts": 3}),
        RGP=(None, 4, {"return_state": "open"}),
        RDE=(40, 6, {"overdue_forecasts": 1, "posts_without_occupancy": 2, "open_over_a_year": 4}),
        RYC=(40, 5, {}),
    )
    return stored("east", returns=returns)


def reader(role=Role.BOARD_MEMBER, region="east"):
    return signed_in(with_role(role, region))


def test_it_says_how_many_have_something_to_mend_and_what(figures):
    text = words(reader().get(QUALITY))
    assert "3 of 4 organisations in East have something to mend." in text
    assert "2 returns are missing or more than 100 days old; 14 of 25 posts (56%) rest on them." in text
    assert "3 forecasts were made more than 90 days before." in text
    assert "1 forecast is overdue: the day has come, the post is filled." in text
    assert "2 posts have nobody recorded, not even as vacant." in text
    assert "4 posts have been open for more than 12 months." in text
    assert "11 of 25 posts (44%) rest on returns no more than 100 days old." in text


def test_late_returns_stand_first_then_what_is_most_to_mend(figures):
    found = rows_of(reader().get(QUALITY))
    assert [row[0] for row in found] == ["James Paget", "Mid and South Essex Mid and South Essex", "Colchester"]
    assert found[1][1:] == [
        "In progress",
        "12 June 2026 110 days old",
        "0 of 10",
        "Its return 3 forecasts over 90 days old",
        "",
    ]
    assert found[2][3:5] == [
        "6 of 6",
        "1 overdue forecast 2 posts with nobody recorded of Colchester 4 posts open over 12 months of Colchester",
    ]
    assert (found[0][2], found[0][4]) == ("no return yet", "Its return")


def rows_of(page):
    """The cells of the organisations."""
    return rows(page, "quality-table")[1:]


def test_the_others_are_counted_and_shown_when_asked_for(figures):
    assert "1 organisation has nothing to mend. Show every organisation" in words(reader().get(QUALITY))
    assert [row[0] for row in rows_of(reader().get(QUALITY, {"show": "all"}))][-1] == "Ambulance"


def test_one_system_alone(figures):
    page = reader().get(QUALITY, {"system": "QH8"})
    assert "1 of 1 organisation in Mid and South Essex has something to mend." in words(page)
    assert len(rows_of(page)) == 1


def test_when_there_is_nothing_it_says_so(east):
    stored("east", returns=quality(RYC=(40, 5, {})))
    text = words(reader().get(QUALITY))
    assert "Nothing is stale, overdue, missing or not signed off in East." in text
    assert "No organisation has a late return, a stale or overdue forecast" in text


def test_what_mends_it_is_offered_to_whoever_may_go_there(figures, east):
    paget = east.placements.get(organisation__code="RGP").organisation
    found = ReturnFactory(organisation=paget, state="open")
    back, grant = f"/east/returns/{found.pk}/", "/people/grant/?role=hr-director&amp;place=RGP"
    upload = 'href="/east/upload/">Upload its posts'
    seen = {
        role: reader(role).get(QUALITY).content.decode()
        for role in (Role.BOARD_MEMBER, Role.REGIONAL_LEAD, Role.REGIONAL_TEAM)
    }
    assert {role: (back in html, upload in html, grant in html) for role, html in seen.items()} == {
        Role.BOARD_MEMBER: (False, False, False),
        Role.REGIONAL_TEAM: (True, True, False),
        Role.REGIONAL_LEAD: (True, True, True),
    }


def test_a_role_that_is_held_is_not_offered_to_be_granted(figures, east):
    paget = east.placements.get(organisation__code="RGP").organisation
    give(with_role(Role.BOARD_MEMBER, "east"), Role.HR_DIRECTOR, paget)
    html = reader(Role.REGIONAL_LEAD).get(QUALITY).content.decode()
    assert "role=hr-director&amp;place=RGP" not in html
    assert "role=chief-executive&amp;place=RGP" in html


def test_lists_of_forecasts_are_for_those_who_read_forecasts_in_full(figures):
    board, team = (reader(role).get(QUALITY).content.decode() for role in (Role.BOARD_MEMBER, Role.REGIONAL_TEAM))
    assert ("quality/stale-forecasts/" in board, "quality/open-over-a-year/" in board) == (False, True)
    assert "quality/stale-forecasts/" in team
    assert reader().get(f"{QUALITY}stale-forecasts/").status_code == 403


def test_the_file_has_every_column_of_every_organisation(figures):
    lines = reader().get(f"{QUALITY}organisations.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].split(",")[2:8] == [
        "Organisation", "Code", "System", "Return for the quarter", "Days since the day of the return in use", "Posts",
    ]  # fmt: skip
    assert lines[2] == "East,2026-09-30,Mid and South Essex,RAJ,Mid and South Essex,in-progress,110,10,3,0,0,0,0,,"
    assert len(lines) == 6
    assert reader().get(f"{QUALITY}organisations.xlsx").status_code == 200


def test_the_page_costs_the_same_queries_for_few_and_for_many(figures, east):
    lead = reader(Role.REGIONAL_LEAD)
    lead.get(QUALITY)
    with CaptureQueriesContext(connection) as few:
        lead.get(QUALITY)
    codes = [f"RZ{number}" for number in range(25)]
    for code in codes:
        ReturnFactory(organisation=OrganisationFactory(code=code, placed=east), state="open")
    stored("east", returns=quality(**{code: (None, 3, {}) for code in codes}), as_of=DAY + dt.timedelta(days=1))
    with CaptureQueriesContext(connection) as many:
        lead.get(QUALITY)
    assert len(few) == len(many) <= 11


# The posts behind the numbers, with facts in place of stored figures.


@pytest.fixture
def facts(east):
    """In Essex one post of each kind of problem, the forecasts both openly and in confidence."""
    essex = east.placements.get(organisation__code="RAJ").organisation
    told = {"organisation": essex}
    old, past = DAY - dt.timedelta(days=91), DAY - dt.timedelta(days=1)
    ForecastFactory(post=PostFactory(**told, title="Stale"), as_of=old)
    ForecastFactory(post=PostFactory(**told, title="Fresh"), as_of=DAY - dt.timedelta(days=90))
    ForecastFactory(post=PostFactory(**told, title="Stale in confidence"), as_of=old, confidential=True)
    ForecastFactory(post=PostFactory(**told, title="Overdue"), expected_on=past)
    ForecastFactory(post=PostFactory(**told, title="Overdue in confidence"), expected_on=past, confidential=True)
    PostFactory(**told, title="Nobody", held=False)
    PostFactory(**told, title="Long open", held="vacant")
    corrected = PostFactory(**told, title="Corrected")
    Occupancy.objects.filter(post=corrected).update(signed_off=False)
    said = ForecastFactory(post=PostFactory(**told, title="Said in confidence"), confidential=True)
    Forecast.objects.filter(pk=said.pk).update(signed_off=False)
    return store(compute("east", DAY), by=operator())


def listed(role, what):
    return [row[0] for row in rows(reader(role).get(f"{QUALITY}{what}/"), f"{what}-table")[1:]]


@pytest.mark.parametrize(
    ("what", "openly", "in_full"),
    [
        ("stale-forecasts", ["Stale"], ["Stale", "Stale in confidence"]),
        ("overdue-forecasts", ["Overdue"], ["Overdue", "Overdue in confidence"]),
        ("not-signed-off", ["Corrected"], ["Corrected", "Said in confidence"]),
    ],
)
def test_confidential_forecasts_are_in_the_lists_of_the_regional_lead_alone(facts, what, openly, in_full):
    assert sorted(listed(Role.REGIONAL_TEAM, what)) == openly
    assert sorted(listed(Role.REGIONAL_LEAD, what)) == in_full


def test_the_lists_are_as_long_as_the_numbers_of_the_same_edition(facts):
    for role, edition in ((Role.REGIONAL_TEAM, "open"), (Role.REGIONAL_LEAD, "full")):
        payload = facts.figures.get(edition=edition, measure="quality", slice="all").payload
        whole = next(row for row in payload if row["organisation"] == "all")
        keys = ("stale_forecasts", "overdue_forecasts", "posts_without_occupancy", "open_over_a_year",
                "corrections_not_signed_off")  # fmt: skip
        assert [len(listed(role, what)) for what in LISTS] == [whole[key] for key in keys]


def test_a_list_is_of_one_organisation_when_asked_for(facts):
    page = reader(Role.REGIONAL_TEAM).get(f"{QUALITY}nobody-recorded/", {"organisation": "RGP"})
    assert "Nothing is left to mend here: no posts with nobody recorded." in words(page)
    page = reader(Role.REGIONAL_TEAM).get(f"{QUALITY}nobody-recorded/", {"organisation": "RAJ"})
    assert "1 post of Mid and South Essex: posts with nobody recorded." in words(page)


def test_reading_a_list_and_its_file_is_audited(facts):
    team = reader(Role.REGIONAL_TEAM)
    team.get(f"{QUALITY}stale-forecasts/")
    team.get(f"{QUALITY}stale-forecasts/posts.csv")
    assert [*AuditEvent.objects.filter(kind=Event.POSTS_READ).order_by("pk").values_list("about_id", flat=True)] == [
        "quality, stale-forecasts", "quality, stale-forecasts, csv file",
    ]  # fmt: skip


def test_a_list_that_there_is_not_is_not_found(facts):
    assert reader().get(f"{QUALITY}salaries/").status_code == 404
    assert reader(region="london").get(f"{QUALITY}open-over-a-year/").status_code == 404
