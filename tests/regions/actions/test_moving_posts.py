"""Posts of an organisation that closes go on in another one, with their holders, forecasts and history."""

import datetime as dt

import pytest

from regions.actions.moving_posts import move_posts
from regions.models import Forecast, Occupancy, Post
from regions.models.post_queries import State
from talentboard.access import NotAllowed, NotFound, NotPermitted, Role
from talentboard.audit.models import AuditEvent
from talentboard.clock import today
from tests.factories import (
    LONG_AGO,
    CandidateFactory,
    ForecastFactory,
    OccupancyFactory,
    OrganisationFactory,
    PostFactory,
    UserFactory,
)
from tests.fixtures.people import with_role
from tests.regions.actions.import_return.return_files import a_file, load
from tests.regions.actions.import_return.return_files import post as a_row

pytestmark = pytest.mark.django_db
A_DAY = dt.timedelta(days=1)
EARLIER = dt.date(2024, 5, 1)


@pytest.fixture
def on() -> dt.date:
    return today() - 10 * A_DAY


@pytest.fixture
def old(on):
    return OrganisationFactory(code="ROLD", placed="east", until=on)


@pytest.fixture
def new():
    return OrganisationFactory(code="RNEW", placed="east")


@pytest.fixture
def team():
    return with_role(Role.REGIONAL_TEAM, "east")


def test_the_old_post_ends_on_the_day_and_the_new_one_continues_it(old, new, team, on):
    post = PostFactory(organisation=old, ref="F1", critical=True, pay="vsm")
    [moved] = move_posts([post], to=new, on=on, by=team)
    post.refresh_from_db()
    assert post.established_until == on
    assert (moved.continues, moved.organisation, moved.ref, moved.established_from) == (post, new, "F1", on)
    assert (moved.title, moved.critical, moved.pay, moved.established_until) == (post.title, True, "vsm", None)
    event = AuditEvent.objects.get(kind="post-moved")
    assert (event.about_id, event.region, event.by) == (str(moved.pk), "east", team)


def test_on_every_day_one_of_the_two_is_a_post_and_nobody_is_counted_twice(old, new, team, on):
    post = PostFactory(organisation=old)
    ForecastFactory(post=post, as_of=EARLIER, expected_on=on - A_DAY)
    move_posts([post], to=new, on=on, by=team)
    for day, where in ((EARLIER, old), (on - A_DAY, old), (on, new), (today(), new)):
        known = Post.objects.known_on(day).with_occupancy(day).with_forecast(day, confidential=None)
        assert [(one.organisation, one.state, one.reason) for one in known] == [(where, State.FILLED, "end-of-term")]


def test_whoever_holds_it_holds_it_since_the_day_on_which_they_began(old, new, team, on):
    post = PostFactory(organisation=old, held=False)
    author = UserFactory()
    OccupancyFactory(post=post, kind="vacant", until=EARLIER)
    present = OccupancyFactory(post=post, since=EARLIER, until=on + 3 * A_DAY, recorded_by=author, signed_off=False)
    OccupancyFactory(post=post, kind="interim", since=on + 3 * A_DAY)
    [moved] = move_posts([post], to=new, on=on, by=team)
    present.refresh_from_db()
    assert list(post.occupancies.values_list("kind", "until")) == [("vacant", EARLIER), ("substantive", on)]
    assert list(moved.occupancies.values_list("kind", "since", "until", "recorded_by", "signed_off")) == [
        ("substantive", EARLIER, on + 3 * A_DAY, author.pk, False),
        ("interim", on + 3 * A_DAY, None, None, True),
    ]


def test_live_forecasts_go_along_with_their_authors_and_others_stay(old, new, team, on):
    post, author = PostFactory(organisation=old), UserFactory()
    ForecastFactory(post=post, as_of=LONG_AGO, superseded_on=EARLIER)
    ForecastFactory(post=post, as_of=EARLIER, recorded_by=author, probability="0.8")
    ForecastFactory(post=post, as_of=EARLIER, confidential=True)
    [moved] = move_posts([post], to=new, on=on, by=team)
    assert list(moved.forecasts.values_list("as_of", "confidential", "recorded_by")) == [
        (EARLIER, False, author.pk),
        (EARLIER, True, None),
    ]
    assert not Forecast.objects.live(on).filter(post=post).exists()
    assert Forecast.objects.live(on - A_DAY).filter(post=post).count() == 2


def test_the_organisations_that_it_serves_go_along_but_the_new_one_itself(old, new, team, on):
    post, other = PostFactory(organisation=old), OrganisationFactory()
    post.shares.create(organisation=other)
    post.shares.create(organisation=new)
    [moved] = move_posts([post], to=new, on=on, by=team)
    assert list(moved.shared_with.all()) == [other]


def test_a_reference_that_is_taken_comes_with_the_old_code_or_as_it_is_given(old, new, team, on):
    PostFactory(organisation=new, ref="f1")
    first, second, third = (PostFactory(organisation=old, ref=f"F{number}") for number in (1, 2, 3))
    assert [one.ref for one in move_posts([first, second], to=new, on=on, by=team)] == ["ROLD-F1", "F2"]
    with pytest.raises(NotAllowed, match="has a post “F2” already"):
        move_posts([third], to=new, on=on, refs={third.pk: " F2 "}, by=team)
    assert [one.ref for one in move_posts([third], to=new, on=on, refs={third.pk: "F9"}, by=team)] == ["F9"]


def test_a_candidate_who_holds_the_post_holds_the_one_that_continues_it(old, new, team, on):
    post, elsewhere = PostFactory(organisation=old), OrganisationFactory()
    employed = CandidateFactory(current_post=post, employer=old)
    seconded = CandidateFactory(current_post=post, employer=elsewhere)
    other = CandidateFactory(current_post=PostFactory(organisation=old), employer=old)
    [moved] = move_posts([post], to=new, on=on, by=team)
    for person in (employed, seconded, other):
        person.refresh_from_db()
    assert (employed.current_post, employed.employer) == (moved, new)
    assert (seconded.current_post, seconded.employer) == (moved, elsewhere)
    assert (other.current_post != moved, other.employer) == (True, old)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"established_until": EARLIER}, "closed on 1 May 2024, so it does not move"),
        ({"established_from": dt.date(2099, 1, 1), "held": False}, "is a post from 1 January 2099 on"),
    ],
)
def test_a_post_that_is_none_on_the_day_does_not_move(facts, sentence, old, new, team, on):
    with pytest.raises(NotAllowed, match=sentence):
        move_posts([PostFactory(organisation=old, **facts)], to=new, on=on, by=team)


def test_posts_move_when_their_organisation_closes_and_to_one_that_is_open(old, new, team, on):
    post, stays = PostFactory(organisation=old), PostFactory(organisation=new)
    for moving, to, day, sentence in (
        (stays, OrganisationFactory(placed="east"), on, "is open. Posts move when"),
        (post, old, on, "is a post of .* already"),
        (post, new, on + A_DAY, "Its posts move on .* at the latest"),
        (post, OrganisationFactory(placed="east", until=on), on, "is not open on"),
        (post, OrganisationFactory(placed="east", since=on + A_DAY), on, "is not open on"),
    ):
        with pytest.raises(NotAllowed, match=sentence):
            move_posts([moving], to=to, on=day, by=team)
    closing = OrganisationFactory(placed="east", until=today() + 9 * A_DAY)
    with pytest.raises(NotAllowed, match="Posts move on the day or after it"):
        move_posts([PostFactory(organisation=closing)], to=new, on=closing.until, by=team)
    assert not Post.objects.filter(continues__isnull=False).exists()


def test_only_whoever_runs_the_returns_of_both_organisations_moves_posts(old, new, team, on):
    post = PostFactory(organisation=old)
    there = OrganisationFactory(placed="london")
    for person, to, refusal in (
        (with_role(Role.HR_DIRECTOR, old), new, NotPermitted),
        (with_role(Role.BOARD_MEMBER, "east"), new, NotPermitted),
        (with_role(Role.REGIONAL_TEAM, "london"), new, NotFound),
        (team, there, NotFound),
    ):
        with pytest.raises(refusal):
            move_posts([post], to=to, on=on, by=person)


def test_a_file_for_an_earlier_day_leaves_a_moved_post_where_it_is(old, new, team, on):
    post = PostFactory(organisation=old, ref="F1", held__since=EARLIER)
    [moved] = move_posts([post], to=new, on=on, by=team)
    row = a_row(organisation="RNEW", title=post.title, since="01/05/2024", holder="A. Holder")
    load(a_file(posts=[row]), as_of=today())
    load(a_file(posts=[row | {"established_from": str(on)}]), as_of=today())
    moved.refresh_from_db()
    assert moved.established_from == on
    plan = load(a_file(posts=[row | {"established_from": "01/05/2024"}]), as_of=today(), right=False)
    assert [problem.wrong for problem in plan.problems] == [
        f"This post came from another organisation on {on.day} {on:%B %Y}"
    ]
    assert Occupancy.objects.filter(post=moved).count() == 1
