"""The history of posts, played again from its beginning, gives the posts of today, whatever was done by whom."""

import datetime as dt
import random
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from regions.actions import corrections, returns
from regions.actions.moving_posts import move_posts
from regions.models import Forecast, Occupancy, Organisation, Post
from talentboard.access import NotAllowed, Role
from talentboard.clock import today
from tests.factories import OrganisationFactory, PostFactory
from tests.fixtures.people import with_role
from tests.regions.actions.import_return.return_files import a_file, load
from tests.regions.actions.import_return.return_files import forecast as a_forecast
from tests.regions.actions.import_return.return_files import post as a_row
from tests.regions.actions.returns.world import FORECAST, World, world
from tests.regions.history.replaying import TRACKED, kept, lines, replayed

pytestmark = pytest.mark.django_db
A_DAY = dt.timedelta(days=1)
SAID = (
    {"title": "Chief finance officer"},
    {"critical": "yes"},
    {"critical": "no", "pay": "vsm"},
    {"occupancy": "vacant", "holder": ""},
    {"occupancy": "interim", "holder": "I. Interim"},
    {"occupancy": "substantive", "holder": "S. Person; T. Person"},
    {"expected_end": "31/12/2099"},
    {"shared_with": "RQW"},
    {"shared_with": ""},
)
Act = Callable[[World, random.Random], object]


def a_post(it: World, chance: random.Random) -> Post:
    return chance.choice(list(it.organisation.posts.filter(established_until=None).order_by("ref")))


def foretold(chance: random.Random) -> dict | None:
    return chance.choice([None, FORECAST, FORECAST | {"probability": chance.choice(["0.2", "0.9"])}])


def correct(it: World, chance: random.Random) -> None:
    told = {"forecast": foretold(chance)} if chance.random() < 0.5 else {}
    corrections.correct_post(a_post(it, chance), said=chance.choice(SAID), by=it.director, **told)


def confide(it: World, chance: random.Random) -> None:
    post = a_post(it, chance)
    if told := foretold(chance):
        corrections.keep_confidential(post, said=told, by=it.chief)
    else:
        corrections.withdraw_confidential(post, by=it.chief)


def sign_a_return(it: World, chance: random.Random) -> None:
    if it.now().state == "signed-off":
        returns.reopen(it.one, why="Again", by=it.team)
    it.say(chance.choice(SAID), post=a_post(it, chance), forecasts={False: foretold(chance)})
    if chance.random() < 0.4:
        it.new(post_ref=f"N{chance.randrange(10_000)}")
    if chance.random() < 0.3:
        returns.close_post(it.one, a_post(it, chance), closes_on=str(it.one.as_of), by=it.director)
    it.sign()


def import_a_file(it: World, chance: random.Random) -> None:
    rows = [a_row(post_ref=post.ref, title=f"T{chance.randrange(9)}") for post in it.organisation.posts.all()]
    rows.append(a_row(post_ref=f"I{chance.randrange(10_000)}", occupancy="vacant"))
    told = [a_forecast(post_ref=rows[-1]["post_ref"], confidential=chance.choice(["yes", "no"]))]
    load(a_file(posts=rows[chance.randrange(2) :], forecasts=told), as_of=today(), close_missing=True, right=False)


def move(it: World, chance: random.Random) -> None:
    Organisation.objects.filter(pk=it.organisation.pk).update(until=today())
    it.organisation.refresh_from_db()
    taker = Organisation.objects.get(code="RQW")
    move_posts([a_post(it, chance)], to=taker, on=today(), by=it.team)


def past_the_code(it: World, chance: random.Random) -> None:
    """By whoever writes SQL, and in bulk."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE regions_post SET critical = NOT critical WHERE organisation_id = %s", [it.organisation.pk]
        )
        cursor.execute("UPDATE regions_occupancy SET holders = '{X}' WHERE kind = 'acting'")
    Forecast.objects.filter(post=a_post(it, chance)).delete()
    Occupancy.objects.filter(post=a_post(it, chance)).update(expected_end=today() + A_DAY * chance.randrange(90))
    PostFactory(organisation=it.organisation)
    PostFactory(organisation=it.organisation).delete()


ACTS: tuple[Act, ...] = (correct, correct, confide, sign_a_return, sign_a_return, import_a_file, past_the_code)


@pytest.mark.parametrize("seed", range(4))
def test_history_played_again_gives_the_posts_of_today(seed):
    chance = random.Random(seed)
    OrganisationFactory(code="RQW", placed="east")
    it = world(posts=4, as_of=today() - 5 * A_DAY)
    with_role(Role.REGIONAL_LEAD, "east")
    before, done = lines(), 0
    for act in [*chance.choices(ACTS, k=12), *ACTS, move]:
        try:
            with transaction.atomic():
                act(it, chance)
        except NotAllowed:  # what was done of it is undone, in the history too
            continue
        done += 1
        assert {changes: replayed(changes) for changes in TRACKED} == {changes: kept(changes) for changes in TRACKED}
    assert done >= 10
    assert lines() > before + 50
