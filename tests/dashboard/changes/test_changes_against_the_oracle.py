"""Every row of what has changed, against what became of each post, worked out post by post in random small worlds."""

import datetime as dt
from random import Random

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.changes.figures import figures_of_changes
from dashboard.frames.changes import read_changes
from regions.models import Forecast, Occupancy, Post
from tests.dashboard.frames.test_editions import CHANGES
from tests.dashboard.oracle.changes import changes
from tests.dashboard.oracle.comparing import differences
from tests.dashboard.oracle.rows import read_world
from tests.dashboard.oracle.worlds import Maker

pytestmark = pytest.mark.django_db
WORLDS = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def made(seed: int) -> tuple[Maker, dt.date, dt.date]:
    """A world, its day, and an earlier day that matters; some of its posts have moved to other organisations."""
    maker = Maker(seed)
    day = maker.make()
    chance = Random(f"moves of {seed}")
    for post in [post for post in maker.posts if post.established_until]:
        if chance.random() < 0.7:
            since = post.established_until
            facts = {"role_family": post.role_family, "level": post.level, "established_from": since}
            moved = Post(organisation=chance.choice(maker.organisations), ref=f"{post.ref}-moved", title="D", **facts)
            moved.continues, moved.critical = post, post.critical
            moved.save()
            kind = chance.choice(["vacant", "substantive", "interim"])
            Occupancy.objects.create(post=moved, kind=kind, since=since)
    return maker, day, day - dt.timedelta(days=chance.choice([1, 30, 92, 92, 365]))


def computed(region: str, day: dt.date, since: dt.date) -> dict:
    found = figures_of_changes(read_changes(region, day, since=since))
    return {(one.edition, one.measure, one.slice): one.payload for one in found}


def expected(region: str, day: dt.date, since: dt.date) -> dict:
    world = read_world()
    return {
        (edition, "changes", name): changes(world, region, day, since, full=full, critical=critical)
        for edition, full in (("open", False), ("full", True))
        for name, critical in (("all", False), ("critical", True))
    }


@WORLDS
@given(seed=st.integers(0, 10**9))
def test_every_row_is_what_became_of_the_posts(seed):
    with transaction.atomic():
        maker, day, since = made(seed)
        for region in [*(region.slug for region in maker.regions), "england"]:
            found = differences(computed(region, day, since), expected(region, day, since))
            assert not found, f"{region}, {since} to {day}, world {seed}: {len(found)}\n" + "\n".join(found[:10])
        transaction.set_rollback(True)


@WORLDS
@given(seed=st.integers(0, 10**9))
def test_posts_open_then_and_what_became_of_posts_make_those_open_now(seed):
    with transaction.atomic():
        maker, day, since = made(seed)
        for region in [*(region.slug for region in maker.regions), "england"]:
            row = whole(computed(region, day, since))
            left = row["open_before"] + row["opened"] + row["came"] - row["filled"] - row["went"]
            assert left == whole(computed(region, day + dt.timedelta(days=1), day))["open_before"]
        transaction.set_rollback(True)


def whole(found: dict) -> dict:
    rows = found["open", "changes", "all"]
    return next(row for row in rows if (row["role_family"], row["level"]) == ("all", "all"))


@pytest.mark.parametrize("seed", [25, 46])
def test_whatever_happens_to_confidential_forecasts_the_open_edition_stays(seed):
    maker, day, since = made(seed)
    assert Forecast.objects.live(since).filter(confidential=True).exists()
    regions = [*(region.slug for region in maker.regions), "england"]
    before = {region: computed(region, day, since) for region in regions}
    moved = set()
    for statement in CHANGES.values():
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)
            after = {region: computed(region, day, since) for region in regions}
            transaction.set_rollback(True)
        moved |= {key for region in regions for key in before[region] if before[region][key] != after[region][key]}
    assert {edition for edition, *_ in moved} == {"full"}
