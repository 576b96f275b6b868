"""Posts of an organisation that closes: the regional team sees them and says where they go."""

import datetime as dt

import pytest

from regions.models import Organisation, OrganisationSuccession, Post
from talentboard.access import Role
from tests.factories import OrganisationFactory, PostFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
MOVING = "/east/returns/moving/"
END = dt.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def the_day(set_clock):
    return set_clock("2026-10-05T10:00")


@pytest.fixture
def team(the_day):
    return signed_in(with_role(Role.REGIONAL_TEAM, "east"))


@pytest.fixture
def closed() -> Organisation:
    body = OrganisationFactory(code="ROLD", name="Old Trust", placed="east", until=END)
    PostFactory(organisation=body, ref="F1")
    PostFactory(organisation=body, ref="F2", title="Director of nursing")
    PostFactory(organisation=body, ref="F3", title="Closed post", established_until=dt.date(2026, 5, 1))
    return body


@pytest.fixture
def heir(closed) -> Organisation:
    body = OrganisationFactory(code="RNEW", name="New Trust", placed="east")
    OrganisationSuccession.objects.create(predecessor=closed, successor=body, extent="whole", on=END)
    return body


def sent(body: Organisation, posts, **given) -> dict:
    day = given.pop("day", END)
    return {
        "posts": [str(post.pk) for post in posts], "to": "RNEW",
        "on_day": day.day, "on_month": day.month, "on_year": day.year, **given,
    }  # fmt: skip


def test_only_organisations_that_close_and_have_posts_left_are_listed(team, closed, heir):
    OrganisationFactory(name="Empty Trust", placed="east", until=END)
    far = OrganisationFactory(name="Far Trust", placed="london", until=END)
    PostFactory(organisation=far)
    PostFactory(organisation=heir)
    answer = team.get(MOVING)
    assert [(body.name, body.left) for body in answer.context["bodies"]] == [("Old Trust", 2)]
    assert "1 organisation has a last day, and posts that go on after it." in answer.content.decode()


def test_the_successor_is_offered_first_and_the_last_day_is_filled_in(team, closed, heir):
    OrganisationFactory(name="Another Trust", placed="east")
    form = team.get(f"{MOVING}{closed.pk}/").context["form"]
    assert [label for label, _group in form.fields["to"].choices] == ["", "Successors", "Other organisations"]
    assert (form["to"].value(), form["on"].value()) == ("RNEW", END)
    assert [label for _key, label in form.fields["posts"].choices] == [
        "Director of finance (F1)",
        "Director of nursing (F2)",
    ]


def test_the_chosen_posts_go_on_at_the_other_organisation(team, closed, heir):
    first, second = closed.posts.filter(established_until=None).order_by("ref")
    answer = team.post(f"{MOVING}{closed.pk}/", sent(closed, [first]), follow=True)
    assert "1 post has moved to New Trust." in answer.content.decode()
    assert heir.posts.get().continues == first
    assert [(body.name, body.left) for body in answer.context["bodies"]] == [("Old Trust", 1)]
    team.post(f"{MOVING}{closed.pk}/", sent(closed, [second]))
    assert "Nothing is to do." in team.get(MOVING).content.decode()
    assert team.get(f"{MOVING}{closed.pk}/").status_code == 404


def test_what_cannot_be_is_a_sentence_beside_what_was_chosen_and_nothing_moves(team, closed, heir):
    posts = list(closed.posts.filter(established_until=None))
    late = team.post(f"{MOVING}{closed.pk}/", sent(closed, posts, day=dt.date(2026, 10, 4)))
    assert "No post has been moved" in late.content.decode()
    assert "Its posts move on 1 October 2026 at the latest." in late.content.decode()
    assert late.context["form"]["to"].value() == "RNEW"
    nowhere = team.post(f"{MOVING}{closed.pk}/", sent(closed, [], to=""))
    assert len(nowhere.context["form"].errors) == 2
    assert not Post.objects.filter(organisation=heir).exists()


def test_posts_move_only_to_organisations_whose_returns_one_runs(team, closed, heir):
    far = OrganisationFactory(name="Far Trust", placed="london")
    posts = list(closed.posts.filter(established_until=None))
    answer = team.post(f"{MOVING}{closed.pk}/", sent(closed, posts, to=far.code))
    assert "to" in answer.context["form"].errors
    assert not far.posts.exists()
