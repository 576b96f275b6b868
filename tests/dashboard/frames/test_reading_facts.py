"""The facts are read with one number of statements, at one moment, and known by their digest."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard import frames
from dashboard.frames import reading
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


def test_rows_are_read_in_pieces_and_all_of_them(monkeypatch):
    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 3)
    statement = "SELECT n::int, n %% 2 = 0 AS even, 'a' AS text, nullif(n, 4)::int AS some FROM generate_series(1, 7) n"
    frame = reading.frame(f"{statement} WHERE %(none)s::text IS NULL", {"none": None})
    assert frame["n"].tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert frame["even"].tolist() == [False, True] * 3 + [False]
    assert frame["some"].tolist() == [1, 2, 3, None, 5, 6, 7]
    assert [str(frame[name].dtype) for name in ("n", "even")] == ["int64", "bool"]


def test_a_statement_without_a_row_keeps_its_columns_and_their_types():
    frame = reading.frame("SELECT 1::int AS n, 'a' AS text WHERE %(none)s::text IS NOT NULL", {"none": None})
    assert [(name, str(frame[name].dtype)) for name in frame.columns] == [("n", "int64"), ("text", "object")]
