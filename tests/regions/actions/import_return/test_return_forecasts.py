"""Forecasts from a file: what is live, superseded and withdrawn."""

import datetime as dt
from decimal import Decimal

import pytest

from regions.models import Forecast
from talentboard.sheets.plans import Verdict
from tests.factories import OrganisationFactory
from tests.regions.actions.import_return.return_files import DAY, a_file, forecast, load, post, said

pytestmark = pytest.mark.django_db
LATER = dt.date(2026, 12, 31)
EARLIER = dt.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def posts():
    OrganisationFactory(code="RAJ")
    load(a_file(posts=[post(since="01/04/2022"), post(post_ref="F2", since="01/04/2022")]))


def kept(*, confidential: bool = False, ref="F1") -> list[tuple]:
    """Every forecast of one kind of a post: probability, as of, ended on."""
    found = Forecast.objects.filter(post__ref=ref, confidential=confidential).order_by("as_of", "pk")
    return [(str(one.probability.normalize()), one.as_of, one.ended_on) for one in found]


def test_a_forecast_is_kept_as_of_the_day_of_the_file():
    plan = load(a_file(forecasts=[forecast()]))
    assert plan.counts("forecasts") == {Verdict.NEW: 1}
    one = Forecast.objects.get()
    assert (one.expected_on, one.probability, one.reason, one.confidential) == (
        dt.date(2027, 3, 31), Decimal("0.5"), "end-of-term", False,
    )  # fmt: skip
    assert kept() == [("0.5", DAY, None)]


def test_the_same_file_again_changes_nothing():
    file = a_file(forecasts=[forecast(), forecast(post_ref="F2", confidential="yes")])
    load(file)
    assert not load(file).changes_anything
    assert Forecast.objects.count() == 2


def test_a_forecast_may_be_of_a_post_that_is_new_in_the_same_file():
    rows = [post(), post(post_ref="F2"), post(post_ref="N1", occupancy="vacant", established_from="01/12/2026")]
    load(a_file(posts=rows, forecasts=[forecast(post_ref="N1", reason="new-post")]))
    assert kept(ref="N1") == [("0.5", DAY, None)]


def test_a_forecast_said_again_for_a_later_day_is_confirmed_and_the_earlier_one_kept():
    load(a_file(forecasts=[forecast()]))
    plan = load(a_file(forecasts=[forecast()]), as_of=LATER)
    assert [judged.words for judged in plan.forecasts] == ["Confirmed: as on 30 September 2026"]
    assert kept() == [("0.5", DAY, LATER), ("0.5", LATER, None)]


def test_another_forecast_supersedes_the_live_one_of_its_own_kind_only():
    load(a_file(forecasts=[forecast(confidential=""), forecast(confidential="yes", probability="0.9")]))
    plan = load(a_file(forecasts=[forecast(probability="0.7")]), as_of=LATER)
    assert [judged.words for judged in plan.forecasts] == ["Changed: probability was 0.5"]
    assert kept() == [("0.5", DAY, LATER), ("0.7", LATER, None)]
    assert kept(confidential=True) == [("0.9", DAY, None)]


def test_a_corrected_file_for_the_same_day_supersedes_at_once():
    load(a_file(forecasts=[forecast()]))
    load(a_file(forecasts=[forecast(probability="0.7")]))
    assert kept() == [("0.5", DAY, DAY), ("0.7", DAY, None)]


def test_a_file_for_an_earlier_day_ends_where_the_kept_forecast_begins():
    load(a_file(forecasts=[forecast()]))
    load(a_file(forecasts=[forecast(probability="0.7")]), as_of=EARLIER)
    assert kept() == [("0.7", EARLIER, DAY), ("0.5", DAY, None)]


def test_a_file_for_a_day_between_keeps_the_end_that_was_known():
    load(a_file(forecasts=[forecast()]), as_of=EARLIER)
    load(a_file(forecasts=[forecast(post_ref="F2")]), as_of=LATER)
    load(a_file(forecasts=[forecast(probability="0.7")]))
    assert kept() == [("0.5", EARLIER, DAY), ("0.7", DAY, LATER)]


def test_a_live_forecast_that_the_sheet_does_not_list_is_withdrawn_on_the_day():
    load(a_file(forecasts=[forecast(), forecast(post_ref="F2")]))
    plan = load(a_file(forecasts=[forecast(post_ref="F2")]), as_of=LATER)
    assert [gone.ref for gone in plan.withdrawn] == ["F1"]
    assert kept() == [("0.5", DAY, LATER)]


def test_without_the_sheet_or_for_other_organisations_nothing_is_withdrawn():
    OrganisationFactory(code="RQW")
    load(a_file(forecasts=[forecast()]))
    load(a_file(posts=[post(), post(post_ref="F2")]), as_of=LATER)
    other = [forecast(organisation="RQW")]
    load(a_file(posts=[post(organisation="RQW")], forecasts=other), as_of=LATER)
    assert kept() == [("0.5", DAY, None), ("0.5", LATER, None)]
    assert Forecast.objects.filter(post__organisation__code="RAJ").get().ended_on is None


def test_unlisted_confidential_forecasts_are_withdrawn_only_by_a_sheet_with_the_column():
    load(a_file(forecasts=[forecast(confidential="yes"), forecast(post_ref="F2", confidential="no")]))
    load(a_file(forecasts=[forecast(post_ref="F2")]), as_of=LATER)
    assert kept(confidential=True) == [("0.5", DAY, None)]
    load(a_file(forecasts=[forecast(post_ref="F2", confidential="no")]), as_of=LATER)
    assert kept(confidential=True) == [("0.5", DAY, LATER)]


def test_a_forecast_of_a_post_that_nobody_knows_is_a_problem_with_the_nearest():
    plan = load(a_file(forecasts=[forecast(post_ref="f1"), forecast(post_ref="X9")]), right=False)
    assert [(problem.wrong, problem.likely) for problem in plan.problems] == [
        ("RAJ has no post “f1”", "F1"),
        ("RAJ has no post “X9”", None),
    ]


def test_a_forecast_of_a_post_whose_own_row_is_wrong_is_not_a_second_problem():
    rows = [post(), post(post_ref="F2"), post(post_ref="N1", level="boss")]
    plan = load(a_file(posts=rows, forecasts=[forecast(post_ref="N1")]), right=False)
    assert [problem.column for problem in plan.problems] == ["level"]


def test_a_forecast_of_a_post_that_the_same_file_closes_is_a_problem():
    file = a_file(posts=[post()], forecasts=[forecast(post_ref="F2")])
    plan = load(file, as_of=LATER, close_missing=True, right=False)
    assert [problem.wrong for problem in plan.problems] == ["The post “F2” of RAJ is closed from 31 December 2026"]


def test_a_forecast_of_a_post_that_is_closed_is_told_since_when():
    load(a_file(posts=[post()]), as_of=LATER, close_missing=True)
    plan = load(a_file(forecasts=[forecast(post_ref="F2")]), as_of=LATER + dt.timedelta(days=90), right=False)
    assert [(problem.wrong, problem.likely) for problem in plan.problems] == [
        ("The post “F2” of RAJ is closed from 31 December 2026", None)
    ]


def test_two_forecasts_of_a_kind_for_one_post_are_a_problem():
    rows = [forecast(confidential="no"), forecast(confidential="yes"), forecast(confidential=""), forecast()]
    plan = load(a_file(forecasts=[*rows, forecast(confidential="yes")]), right=False)
    assert [(problem.row, problem.wrong) for problem in plan.problems] == [
        (4, "“F1” of RAJ has a forecast in row 2 too"),
        (5, "“F1” of RAJ has a forecast in row 2 too"),
        (6, "“F1” of RAJ has a confidential forecast in row 3 too"),
    ]


@pytest.mark.parametrize("probability", [0, 1.2, "80 %", "likely"])
def test_what_is_no_probability_is_a_problem(probability):
    plan = load(a_file(forecasts=[forecast(probability=probability)]), right=False)
    assert said(plan) == [("forecasts", 2, "probability", str(probability), f"“{probability}” is not a probability")]
