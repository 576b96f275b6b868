"""What a post's pages hide: it is planted first, then looked for in what every role is shown."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from regions.models import Forecast, Organisation, Post
from talentboard.access import Role
from talentboard.accounts.models import User
from talentboard.clock import today
from tests.factories import ForecastFactory, OrganisationFactory, PostFactory, UserFactory
from tests.fixtures.people import give, signed_in, with_role

pytestmark = pytest.mark.django_db
BOARD, LEAD, TEAM, NATIONAL, HRD, CHIEF, CHAIR, AUDITOR, KEEPER = Role
READERS = (BOARD, LEAD, TEAM, NATIONAL, HRD, CHIEF, CHAIR, AUDITOR)
OF_ONE = {HRD, CHIEF, CHAIR}
A_DAY = dt.timedelta(days=1)
POSTS = {
    "plain": {"role_family": "finance", "level": "executive-director"},
    "chief's": {"role_family": "chief-executive", "level": "chief-executive"},
    "HR director's": {"role_family": "people", "level": "executive-director"},
    "chair's": {"role_family": "chair", "level": "chair"},
}
CONFIDED = {
    "plain": {LEAD, HRD, CHIEF},
    "chief's": {LEAD, CHAIR},
    "HR director's": {LEAD, CHIEF},
    "chair's": {LEAD, HRD, CHIEF},
}
OWN = {"chief's": CHIEF, "HR director's": HRD, "chair's": CHAIR}
PAGES = ("post", "post-correct", "post-confidential", "post-confidential-withdraw")
SECRETS = ("0.8371", "0.8372", "Restructure", "3 February 2029", "In confidence", "Quillfeather")


@pytest.fixture
def trust() -> Organisation:
    return OrganisationFactory(code="RAJ", placed="east")


def people(trust: Organisation) -> dict[Role, User]:
    places = {BOARD: "east", LEAD: "east", TEAM: "east"} | dict.fromkeys(OF_ONE, trust)
    return {role: with_role(role, places.get(role)) for role in READERS}


def seen(post: Post, person: User) -> dict[str, str]:
    """What each page of the post answers somebody, without the tokens that differ from page to page."""
    client = signed_in(person)
    answers = {name: client.get(reverse(f"regions:{name}", args=["east", post.pk])) for name in PAGES}
    return {
        name: f"{answer.status_code}{re.sub(r'csrfmiddlewaretoken. value=.[^>]*', '', main_of(answer))}"
        for name, answer in answers.items()
    }


def main_of(answer) -> str:
    """The main part, without the choices that a list offers to everybody alike."""
    main = answer.content.decode().split("<main", 1)[-1].split("</main>")[0]
    return re.sub(r"<option(?![^>]*selected)[^>]*>[^<]*</option>", "", main)


def keep_in_confidence(post: Post) -> None:
    """One that stands, one that it superseded, and one that was withdrawn before."""
    author = UserFactory(name="Zeb Quillfeather")
    facts = {
        "post": post, "confidential": True, "recorded_by": author, "source": "correction", "reason": "restructure",
        "expected_on": dt.date(2029, 2, 3), "probability": "0.8371",
    }  # fmt: skip
    day = today() - 30 * A_DAY
    ForecastFactory(**facts, as_of=day, withdrawn_on=day + 5 * A_DAY)
    ForecastFactory(**facts | {"probability": "0.8372"}, as_of=day + 5 * A_DAY, superseded_on=day + 9 * A_DAY)
    ForecastFactory(**facts, as_of=day + 9 * A_DAY)


@pytest.mark.parametrize("kind", POSTS)
def test_a_confidential_forecast_is_nowhere_but_on_the_pages_of_those_who_may_see_it(kind, trust):
    post = PostFactory(organisation=trust, **POSTS[kind])
    ForecastFactory(post=post, as_of=today() - 90 * A_DAY, superseded_on=today() - 40 * A_DAY)
    ForecastFactory(post=post, as_of=today() - 40 * A_DAY, expected_on=today() + 300 * A_DAY)
    everybody = people(trust)
    before = {role: seen(post, person) for role, person in everybody.items()}
    keep_in_confidence(post)
    for role, person in everybody.items():
        after = seen(post, person)
        if role in CONFIDED[kind]:
            assert [secret for secret in SECRETS if secret not in after["post"]] == []
            assert "0.8371" in after["post-confidential"]
            assert all("0.8371" not in answer for name, answer in after.items() if name == "post-correct")
        else:
            assert after == before[role], role
            assert after["post-confidential"].startswith("403")
            assert [secret for secret in SECRETS for answer in after.values() if secret in answer] == []


@pytest.mark.parametrize("kind", OWN)
def test_no_open_forecast_is_shown_to_whoever_holds_the_post(kind, trust):
    post = PostFactory(organisation=trust, **POSTS[kind])
    everybody = people(trust)
    holder = everybody[OWN[kind]]
    before = seen(post, holder)
    facts = {"post": post, "recorded_by": UserFactory(name="Zeb Quillfeather"), "probability": "0.8371"}
    ForecastFactory(**facts, as_of=today() - 60 * A_DAY, superseded_on=today() - 40 * A_DAY)
    ForecastFactory(**facts, as_of=today() - 40 * A_DAY, expected_on=today() + 300 * A_DAY)
    assert seen(post, holder) == before
    assert "shown to you only where you said it yourself" in before["post"]
    others = [role for role in everybody if role not in {BOARD, OWN[kind]}]
    assert all("0.8371" in seen(post, everybody[role])["post"] for role in others)
    assert "0.8371" not in seen(post, everybody[BOARD])["post"]


def test_somebody_with_a_role_over_their_own_post_sees_no_more_of_it(trust):
    post = PostFactory(organisation=trust, **POSTS["chief's"])
    chief = with_role(CHIEF, trust)
    give(chief, TEAM, "east")
    before = seen(post, chief)
    ForecastFactory(post=post, expected_on=today() + 300 * A_DAY)
    keep_in_confidence(post)
    assert seen(post, chief) == before


def test_a_holder_sees_what_they_said_themselves_and_not_whether_somebody_else_said_more(trust):
    post = PostFactory(organisation=trust, **POSTS["HR director's"])
    director, day = with_role(HRD, trust, name="Priya Shah"), today() - 40 * A_DAY
    own = ForecastFactory(post=post, recorded_by=director, probability="0.6173", as_of=day)
    assert "0.6173" in seen(post, director)["post"]
    Forecast.objects.filter(pk=own.pk).update(superseded_on=day + A_DAY)
    ForecastFactory(post=post, recorded_by=UserFactory(), probability="0.8371", as_of=day + A_DAY)
    superseded = seen(post, director)
    Forecast.objects.exclude(pk=own.pk).delete()
    Forecast.objects.filter(pk=own.pk).update(superseded_on=None, withdrawn_on=day + A_DAY)
    assert seen(post, director)["post"] == superseded["post"]
    assert "Not in force since" in superseded["post"]


def test_a_post_led_elsewhere_is_shown_without_its_forecasts(trust):
    post = PostFactory(organisation=OrganisationFactory(placed="london"), **POSTS["plain"])
    post.shares.create(organisation=trust)
    team = with_role(TEAM, "east")
    before = seen(post, team)
    ForecastFactory(post=post, expected_on=today() + 300 * A_DAY)
    assert seen(post, team) == before
    assert before["post"].startswith("200")
    assert [before[name][:3] for name in PAGES[1:]] == ["404", "403", "403"]
