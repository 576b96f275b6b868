"""The page of a return: what its writer confirms, changes and sends, and what its chief executive signs or sends back."""

import datetime as dt
import re

import pytest

from regions.actions import returns
from regions.models import Organisation, Return, ReturnLine
from talentboard.access import Role
from talentboard.accounts.models import User
from tests.factories import DAY, ForecastFactory, OccupancyFactory, OrganisationFactory, PostFactory, ReturnFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organisation:
    return OrganisationFactory(code="ROURS", name="Mid Essex", placed="east")


@pytest.fixture
def director(ours) -> User:
    return with_role(Role.HR_DIRECTOR, ours, name="Dawn Hartley")


@pytest.fixture
def chief(ours) -> User:
    return with_role(Role.CHIEF_EXECUTIVE, ours, name="Amara Osei")


@pytest.fixture
def posts(ours) -> dict:
    """A chief executive, a director of people and a finance director."""
    return {
        "chief": PostFactory(
            organisation=ours, title="Chief executive", role_family="chief-executive", level="chief-executive"
        ),
        "people": PostFactory(organisation=ours, title="Chief people officer", role_family="people"),
        "finance": PostFactory(organisation=ours, title="Chief finance officer"),
    }


@pytest.fixture
def one(ours, posts) -> Return:
    return ReturnFactory(organisation=ours, state="open")


def url(one: Return, rest: str = "") -> str:
    return f"/east/returns/{one.pk}/{rest}"


def text(answer) -> str:
    """What a page says, on one line, without its tags."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main.partition(">")[2])).strip()


def test_an_unchanged_return_is_confirmed_and_sent_in_two_presses(director, one):
    client = signed_in(director)
    assert "3 posts to confirm." in text(client.get(url(one)))
    page = client.post(url(one, "confirm/"), follow=True)
    assert page.redirect_chain[-1][0] == url(one, "submit/")
    assert "All 3 posts are confirmed." in text(page)
    assert "Nothing: every post is as it was." in text(page)
    sent = client.post(url(one, "submit/"), follow=True)
    assert "is with the chief executive" in text(sent)
    one.refresh_from_db()
    assert one.state == "submitted"
