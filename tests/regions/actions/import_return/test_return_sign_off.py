"""A file leaves each organisation's return signed off, once, by whoever may."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.models import Forecast, Post, Return
from regions.models.quarter import Quarter
from talentboard.access import NotAllowed, NotFound, NotPermitted
from talentboard.audit.models import AuditEvent
from tests.factories import OrganisationFactory, RegionFactory, ReturnFactory, UserFactory
from tests.regions.actions.import_return.return_files import DAY, a_file, check, forecast, load, post

pytestmark = pytest.mark.django_db
LATER = dt.date(2026, 12, 31)


@pytest.fixture(autouse=True)
def organisation():
    return OrganisationFactory(code="RAJ")


def holding(role: str, region: str = "east"):
    """A person with one role."""
    user = UserFactory()
    user.role_assignments.create(role=role, region=RegionFactory(slug=region), since=dt.date(2020, 1, 1))
    return user


@pytest.mark.parametrize(
    ("day", "year", "number", "due"),
    [
        ("2026-04-01", 2026, 1, "2026-06-25"),
        ("2026-09-30", 2026, 2, "2026-09-25"),
        ("2026-12-31", 2026, 3, "2026-12-25"),
        ("2027-01-01", 2026, 4, "2027-03-25"),
        ("2027-03-31", 2026, 4, "2027-03-25"),
    ],
)
def test_quarters_begin_in_april(day, year, number, due):
    quarter = Quarter.of(dt.date.fromisoformat(day))
    assert (quarter.year, quarter.number, quarter.due.isoformat()) == (year, number, due)


def test_the_return_of_the_quarter_is_signed_off_with_the_file_as_its_source():
    load(a_file(posts=[post()]))
    one = Return.objects.get()
    assert (one.year, one.quarter, one.as_of, one.state, one.source) == (2026, 2, DAY, "signed-off", "file")
    assert one.signed_off_at is not None
    steps = list(one.steps.values_list("from_state", "to_state"))
    assert steps == [("", "open"), ("open", "signed-off")]
    assert one.steps.last().operator.startswith("command line: ")


def test_the_same_file_again_leaves_the_return_and_its_steps_alone():
    load(a_file(posts=[post()]))
    before = Return.objects.values().get()
    load(a_file(posts=[post()]))
    assert Return.objects.values().get() == before


def test_a_file_that_confirms_everything_on_a_later_day_of_the_quarter_moves_the_return_on():
    load(a_file(posts=[post()]), as_of=dt.date(2026, 7, 31))
    plan = load(a_file(posts=[post()]))
    assert plan.changes_anything
    assert [one.code for one in plan.returns_to_sign] == ["RAJ"]
    assert Return.objects.get().as_of == DAY
    load(a_file(posts=[post(title="Chief finance officer")]), as_of=dt.date(2026, 8, 31))
    assert Return.objects.get().as_of == DAY


def test_a_file_over_a_signed_return_leaves_a_step_that_says_so_beside_who_signed_it_before():
    load(a_file(posts=[post()]), as_of=dt.date(2026, 7, 31))
    one = Return.objects.get()
    load(a_file(posts=[post(title="Chief finance officer")]))
    moved = [("", "open"), ("open", "signed-off"), ("signed-off", "signed-off")]
    assert list(one.steps.values_list("from_state", "to_state")) == moved


def test_an_open_return_is_signed_off_and_a_withdrawn_one_is_a_problem(organisation):
    one = ReturnFactory(organisation=organisation, state="open")
    load(a_file(posts=[post()]))
    one.refresh_from_db()
    assert one.state == "signed-off"
    withdrawn = ReturnFactory(organisation=organisation, year=2026, quarter=3, state="open")
    withdrawn.move("withdraw", by=None)
    plan = load(a_file(posts=[post()]), as_of=LATER, right=False)
    assert [problem.wrong for problem in plan.problems] == [
        "The return of RAJ for quarter 3 of 2026 has been withdrawn"
    ]


def test_a_file_leaves_a_line_in_the_audit_for_each_return_and_never_a_value():
    load(a_file(posts=[post()]))
    load(a_file(posts=[post(title="Chief finance officer", occupancy="vacant")]))
    line = AuditEvent.objects.filter(kind="return-imported").order_by("at", "pk").last()
    assert (line.about_kind, line.region, line.changed) == ("return", "east", ["occupancy", "title"])
    assert line.about_id == str(Return.objects.get().pk)


def test_whoever_may_not_change_the_regions_posts_loads_nothing():
    east = RegionFactory(slug="east")
    for person, refusal in (
        (holding("board-member"), NotPermitted),
        (holding("regional-team", "midlands"), NotFound),
        (UserFactory(), NotFound),
    ):
        for act in (load, check):
            with pytest.raises(refusal):
                act(a_file(posts=[post()]), by=person, region=east)
    with pytest.raises(NotFound):
        load(a_file(posts=[post()]), by=holding("regional-lead"))
    assert not Post.objects.exists()


def test_confidential_rows_are_refused_from_the_regional_team_before_any_is_shown():
    east, rows = RegionFactory(slug="east"), [post(), post(post_ref="F2", level="boss")]
    for cell in ("yes", "perhaps", "=A1"):
        file = a_file(posts=rows, forecasts=[forecast(confidential=cell)])
        plan = check(file, by=holding("regional-team"), region=east)
        assert [problem.wrong for problem in plan.problems] == [
            "A file with confidential rows is taken from the regional lead only"
        ]
        assert plan.reading.tables == []
        assert plan.posts == []
    file = a_file(posts=rows[:1], forecasts=[forecast(confidential="yes")])
    assert load(file, by=holding("regional-lead"), region=east).saved


def test_a_file_without_confidential_rows_is_taken_from_the_team_and_leaves_confidential_forecasts():
    east = RegionFactory(slug="east")
    load(a_file(posts=[post(), post(post_ref="F2")], forecasts=[forecast(confidential="yes")]))
    rows = [forecast(post_ref="F2", confidential="no")]
    plan = load(a_file(forecasts=rows), by=holding("regional-team"), region=east, as_of=LATER)
    assert plan.withdrawn == []
    assert Forecast.objects.get(confidential=True).ended_on is None


def test_a_heading_that_is_nearly_confidential_is_a_problem():
    plan = load(a_file(posts=[post()], forecasts=[forecast(confidental="yes")]), right=False)
    assert [problem.wrong for problem in plan.problems] == ["“confidental” is nearly the heading confidential"]


def test_a_plan_that_is_another_one_by_now_is_not_saved():
    east, lead = RegionFactory(slug="east"), holding("regional-lead")
    file = a_file(posts=[post(title="Chief finance officer")])
    shown = check(file, by=lead, region=east).digest
    load(a_file(posts=[post()]))
    with pytest.raises(NotAllowed, match="somebody has saved something else"):
        load(file, by=lead, region=east, expected=shown)
    again = check(file, by=lead, region=east).digest
    assert load(file, by=lead, region=east, expected=again).saved


def rows_of(organisations: int, posts: int, **cells):
    codes = [f"RB{number}" for number in range(organisations)]
    return [post(organisation=code, post_ref=f"P{number}", **cells) for code in codes for number in range(posts)]


def test_statements_do_not_grow_with_rows_or_organisations(organisation):
    for number in range(12):
        OrganisationFactory(code=f"RB{number}")
    counts = []
    for organisations, posts in ((1, 1), (12, 20)):
        rows = rows_of(organisations, posts)
        forecasts = [forecast(organisation=row["organisation"], post_ref=row["post_ref"]) for row in rows]
        load(a_file(posts=rows, forecasts=forecasts))
        later = rows_of(organisations, posts, occupancy="interim", holder="C. Holder", title="Another")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            load(a_file(posts=later, forecasts=forecasts), as_of=LATER)
        counts.append(len(queries))
        load(a_file(posts=rows, forecasts=forecasts), as_of=dt.date(2027, 3, 1))
    assert counts[0] == counts[1]
    assert counts[0] < 40
