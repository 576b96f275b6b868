"""Which organisations a file may speak of, and what is said of the others."""

import datetime as dt

import pytest

from regions.models import OrganisationSuccession, System, SystemAlias
from tests.factories import OrganisationFactory, RegionFactory, SystemFactory
from tests.regions.actions.import_return.return_files import a_file, check, load, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organisation():
    return OrganisationFactory(code="RAJ")


def problem_of(code: str, **asked):
    (problem,) = check(a_file(posts=[post(organisation=code)]), **asked).problems
    return problem


def test_an_unknown_code_is_named():
    problem = problem_of("RZZ")
    assert problem.wrong == "“RZZ” is the code of no organisation that we know"
    assert problem.right == "The ODS code of an organisation in England that is open on 30 September 2026."


@pytest.mark.parametrize("code", ["RQF", "RT4", "RYT", "7A4"])
def test_a_welsh_code_is_told_that_the_boards_cover_england(code):
    assert problem_of(code).wrong == f"{code} is in Wales; the talent boards cover England"


def test_a_closed_organisation_says_when_it_closed_and_what_it_became():
    closed = OrganisationFactory(code="RRV", name="Old Trust", until=dt.date(2026, 4, 1))
    assert problem_of("RRV").wrong == "RRV, Old Trust, closed on 31 March 2026"
    assert problem_of("RRV").likely is None
    new = OrganisationFactory(code="RNW", name="New Trust")
    OrganisationSuccession.objects.create(predecessor=closed, successor=new, extent="whole", on=dt.date(2026, 4, 1))
    problem = problem_of("RRV")
    assert (problem.right, problem.likely) == ("The code of what it became: RNW, New Trust.", "RNW")


def test_an_organisation_is_taken_for_a_day_on_which_it_was_still_open():
    OrganisationFactory(code="RRV", until=dt.date(2026, 4, 1))
    assert check(a_file(posts=[post(organisation="RRV")]), as_of=dt.date(2026, 3, 31)).is_right
    assert not check(a_file(posts=[post(organisation="RRV")]), as_of=dt.date(2026, 4, 1)).is_right


def test_an_organisation_that_opens_later_or_belongs_nowhere_is_a_problem():
    OrganisationFactory(code="RNW", name="New Trust", since=dt.date(2026, 10, 1), placed=None)
    assert problem_of("RNW").wrong == "RNW, New Trust, opens on 1 October 2026"
    OrganisationFactory(code="RNP", name="Nowhere", placed=False)
    assert problem_of("RNP").wrong == "RNP, Nowhere, belongs to no region on 30 September 2026"


def test_on_a_regions_page_an_organisation_of_another_region_is_a_problem():
    OrganisationFactory(code="RMD", name="Elsewhere", placed="midlands")
    problem = problem_of("RMD", region=RegionFactory(slug="east"))
    assert problem.wrong == "RMD, Elsewhere, is in Midlands, not in East"


def test_another_code_of_a_board_is_taken_too():
    system = SystemFactory(code="QX1")
    OrganisationFactory(code="QX1")
    SystemAlias.objects.create(code="QX9", system=System.objects.get(pk=system.pk))
    plan = load(a_file(posts=[post(organisation="QX9")]))
    assert [one.code for one in plan.organisations] == ["QX1"]


def test_a_row_without_reference_under_another_code_is_the_only_problem_of_its_organisation():
    SystemAlias.objects.create(code="QX9", system=SystemFactory(code="QX1"))
    OrganisationFactory(code="QX1")
    load(a_file(posts=[post(organisation="QX1"), post(organisation="QX1", post_ref="F2")]))
    plan = check(a_file(posts=[post(organisation="QX9"), post(organisation="QX9", post_ref="")]))
    assert [(problem.row, problem.column) for problem in plan.problems] == [(3, "post_ref")]
