"""The least that a page can cost is drawn from the site's own templates, and has on it what theirs have."""

import pytest

from talentboard.access import Role
from tests.bench import floors
from tests.bench.subjects.pages import members_shown
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PoolFactory,
    PostFactory,
    RegionFactory,
    UserFactory,
)
from tests.fixtures.nominations import registered, stage
from tests.fixtures.people import signed_in, with_role


@pytest.fixture
def lead(db, settings, monkeypatch):
    """A regional lead in a region with one post and one member, both on the bare lists."""
    east = RegionFactory(slug="east", name="East")
    post = PostFactory(organisation=OrganisationFactory(placed=east), title="Director of finance")
    MembershipFactory(pool=PoolFactory(region=east), candidate__name="Ada Member")
    monkeypatch.setitem(floors.shown, "posts", [post.pk])
    monkeypatch.setitem(floors.shown, "return", [post.pk])
    monkeypatch.setitem(floors.shown, "members", members_shown())
    one = registered(stage(), nominee=UserFactory(name="Nina Nominee"))
    monkeypatch.setitem(floors.shown, "queue", [one.pk])
    settings.ROOT_URLCONF = "tests.bench.floors"
    return signed_in(with_role(Role.REGIONAL_LEAD, "east"))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a-string", "Signed in as"),
        ("posts", "Director of finance"),
        ("plain-posts", "Director of finance"),
        ("members", "Ada Member"),
        ("return", "Director of finance"),
        ("queue", "Nina Nominee"),
    ],
)
def test_every_floor_is_the_page_that_it_is_the_least_of(lead, name, says):
    assert set(floors.BARE) == {"a-string", "posts", "plain-posts", "members", "return", "queue", "echo"}
    assert says in lead.get(f"/bare/{name}/").content.decode()


def test_an_echo_says_what_saving_says(lead):
    said = lead.post("/bare/echo/", {"text": "She leads.", "version": 2}).json()
    assert said == {"version": 3, "saved": "Saved 10."}
