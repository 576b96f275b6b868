"""Since when posts have been open, whatever became of them in between."""

import datetime as dt

import pytest

from regions.models import Occupancy
from regions.posts.open_longest import Asked, open_longest
from regions.reach import Reach
from talentboard.access import Permission
from tests.factories import DAY, OccupancyFactory, OrganisationFactory, PostFactory

pytestmark = pytest.mark.django_db
EAST = Reach(None, Permission.READ_POSTS, frozenset({"east"}), frozenset())
WHOLE = Asked(EAST)
LEFT, MOVED, AGAIN = dt.date(2025, 3, 1), dt.date(2025, 7, 1), dt.date(2026, 1, 1)


def left_vacant(**facts):
    post = PostFactory(**facts)
    Occupancy.objects.filter(post=post).update(until=LEFT)
    OccupancyFactory(post=post, kind="vacant", since=LEFT)
    return post


def found(asked=WHOLE):
    return [(post.title, post.since) for post in open_longest(asked, DAY)]


def test_a_post_that_moved_twice_is_open_since_its_last_holder_left_the_first():
    first = left_vacant(title="Before the merger")
    first.established_until = MOVED
    first.save()
    second = PostFactory(
        title="Merged", continues=first, established_from=MOVED, established_until=AGAIN, held="vacant"
    )
    PostFactory(title="Merged again", continues=second, established_from=AGAIN, held="interim")
    assert found() == [("Merged again", LEFT)]


def test_a_post_that_moved_and_was_filled_since_is_open_since_that_holder_left():
    first = left_vacant()
    first.established_until = MOVED
    first.save()
    second = PostFactory(title="Merged", continues=first, established_from=MOVED)
    Occupancy.objects.filter(post=second).update(until=AGAIN)
    OccupancyFactory(post=second, kind="acting", since=AGAIN)
    assert found() == [("Merged", AGAIN)]


def test_the_longest_open_stand_first_and_those_never_recorded_last():
    PostFactory(title="Nobody recorded", held=False)
    PostFactory(title="Always vacant", held="vacant")
    left_vacant(title="Left")
    assert found() == [("Always vacant", dt.date(2020, 1, 1)), ("Left", LEFT), ("Nobody recorded", None)]
    shortened = open_longest(Asked(EAST, most=1), DAY)
    assert [(post.title, post.every) for post in shortened] == [("Always vacant", 3)]


def test_without_a_place_where_posts_may_be_read_there_are_none():
    left_vacant(organisation=OrganisationFactory(placed="london"))
    assert (found(), found(Asked(None))) == ([], [])
