"""The facts are read with one number of statements, at one moment, and known by their digest."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard import frames
from tests.dashboard.oracle.worlds import Maker
from tests.factories import DAY, ForecastFactory, MembershipFactory, PostFactory, RegionFactory

pytestmark = pytest.mark.django_db


def statements(region, day):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        frames.read(region, day)
    return len(asked)


def test_reading_takes_the_same_number_of_statements_with_nothing_and_with_much():
    RegionFactory()
    with_nothing = statements("east", DAY)
    PostFactory.create_batch(40, held="vacant", critical=True)
    ForecastFactory.create_batch(20)
    MembershipFactory.create_batch(30)
    assert statements("east", DAY) == statements("england", DAY) == with_nothing == 6


def test_the_digest_is_of_what_was_read():
    maker = Maker(3)
    day = maker.make()
    region = maker.regions[0].slug
    first = frames.read(region, day).digest()
    assert frames.read(region, day).digest() == first
    assert frames.read("england", day).digest() != first
    PostFactory(organisation__placed=region, held="vacant")
    assert frames.read(region, day).digest() != first
