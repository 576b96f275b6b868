"""The list of returns, what the first page says is due, and how people of an organisation find both."""

import datetime as dt
import re

import pytest

from regions.models import Organisation, Return, ReturnLine
from talentboard.access import Role
from tests.factories import OrganisationFactory, PostFactory, ReturnFactory, UserFactory
from tests.fixtures.clock import stands_at
from tests.fixtures.people import give, signed_in, with_role

pytestmark = pytest.mark.django_db
IN_TIME, TOO_LATE = dt.date(2026, 9, 22), dt.date(2026, 9, 28)


@pytest.fixture
def ours() -> Organisation:
    return OrganisationFactory(code="ROURS", name="Mid Essex", placed="east")


@pytest.fixture
def one(ours) -> Return:
    """The return of a trust with two posts, open."""
    for _ in range(2):
        PostFactory(organisation=ours)
    return ReturnFactory(organisation=ours, state="open")


@pytest.fixture(autouse=True)
def it_is(monkeypatch):
    """The clock stands at noon of a day, at first three days before the return is due."""

    def set_to(day: dt.date) -> None:
        stands_at(monkeypatch, day)

    set_to(IN_TIME)
    return set_to


def text(answer) -> str:
    """What a page says, on one line, without its tags."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main.partition(">")[2])).strip()


def home_of(person) -> str:
    return text(signed_in(person).get("/"))


def test_the_first_page_says_what_is_due_and_leads_to_it(ours, one):
    answer = signed_in(with_role(Role.HR_DIRECTOR, ours)).get("/")
    due = "The return for July to September 2026 is due on Friday 25 September 2026: 2 posts to confirm."
    assert text(answer).startswith(f"Mid Essex {due} Open the return")
    assert f'href="/east/returns/{one.pk}/"' in answer.content.decode()


def test_posts_that_are_spoken_of_and_those_of_others_are_not_left_to_confirm(ours, one):
    PostFactory()
    ReturnLine.objects.create(
        of=one, revision=1, post=ours.posts.first(), verdict="confirmed", kept_as="digest", said_by=UserFactory()
    )
    assert "1 post to confirm" in home_of(with_role(Role.HR_DIRECTOR, ours))


def test_once_the_day_has_passed_it_was_due(ours, one, it_is):
    it_is(TOO_LATE)
    assert "was due on Friday 25 September 2026" in home_of(with_role(Role.HR_DIRECTOR, ours))


@pytest.mark.parametrize("role", [Role.CHIEF_EXECUTIVE, Role.CHAIR])
def test_whoever_does_not_write_it_is_told_who_does(role, ours, one):
    assert "2026. The HR director is writing it." in home_of(with_role(role, ours))


def test_a_return_that_is_handed_over_waits_for_the_chief_executive(ours, one):
    for move in ("begin work on", "submit"):
        one.move(move, by=None)
    assert "waits for your signature. Read and sign it" in home_of(with_role(Role.CHIEF_EXECUTIVE, ours))
    assert "waits for the chief executive’s signature." in home_of(with_role(Role.HR_DIRECTOR, ours))


def test_a_return_that_is_signed_is_not_due(ours):
    ReturnFactory(organisation=ours)
    assert "Nothing is due." in home_of(with_role(Role.HR_DIRECTOR, ours))


def test_somebody_with_two_organisations_is_told_of_both(ours, one):
    other = OrganisationFactory(name="North Cheshire", placed="north")
    ReturnFactory(organisation=other, state="open")
    person = with_role(Role.HR_DIRECTOR, ours)
    give(person, Role.HR_DIRECTOR, other)
    assert home_of(person).count("is due on Friday 25 September 2026") == 2


@pytest.mark.parametrize("role", [Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE, Role.CHAIR])
def test_the_navigation_of_an_organisation_is_its_posts_its_return_and_the_packs_for_its_heads(role, ours, one):
    content = signed_in(with_role(role, ours)).get("/").content.decode()
    links = re.findall(r'class="nhsuk-header__navigation-link" href="([^"]+)"[^>]*>([^<]+)<', content)
    mine = ("/nominations/", "Your nominations")
    packs = [("/east/packs/", "Board packs")] if role is not Role.HR_DIRECTOR else []
    assert links == [("/east/posts/", "Your posts"), ("/east/returns/", "Quarterly return"), *packs, mine]


def test_own_returns_are_listed_the_newest_first_with_where_each_stands(ours, one):
    ReturnFactory(organisation=ours, quarter=1, as_of=dt.date(2026, 6, 30), due=dt.date(2026, 6, 25))
    ReturnFactory(organisation=OrganisationFactory(placed="east"))
    said = text(signed_in(with_role(Role.HR_DIRECTOR, ours)).get("/east/returns/"))
    assert "Mid Essex Quarterly return" in said
    assert re.findall(r"(\w+ to \w+ 2026) \w+day (\d+ \w+) 2026 (Open|Signed off)", said) == [
        ("July to September 2026", "25 September", "Open"),
        ("April to June 2026", "25 June", "Signed off"),
    ]


def test_a_late_return_says_so(ours, one, it_is):
    it_is(TOO_LATE)
    assert "Late, open" in text(signed_in(with_role(Role.HR_DIRECTOR, ours)).get("/east/returns/"))


def test_where_no_return_is_open_yet_the_page_says_when_they_are(ours):
    said = text(signed_in(with_role(Role.HR_DIRECTOR, ours)).get("/east/returns/"))
    assert "No return has been opened yet." in said


def test_the_list_costs_the_same_queries_with_one_return_and_with_twelve(ours, django_assert_max_num_queries):
    client = signed_in(with_role(Role.HR_DIRECTOR, ours))
    client.get("/east/returns/")
    costs = []
    for years in (range(2026, 2027), range(2015, 2026)):
        for year in years:
            ReturnFactory(organisation=ours, year=year, as_of=dt.date(year, 9, 30), due=dt.date(year, 9, 25))
        with django_assert_max_num_queries(10) as counted:
            client.get("/east/returns/")
        costs.append(len(counted))
    assert costs[0] == costs[1]
