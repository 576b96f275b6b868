"""The worlds in which figures are measured can be made, and there one statement says what the product says."""

import psycopg
import pytest
from django.db import connections

from tests.bench import worlds
from tests.bench.subjects import gap


@pytest.fixture
def world(db, database_copy):
    """A small world in three regions, and Django asking it."""
    with psycopg.connect(database_copy.environment["DATABASE_URL"]) as owner:
        worlds.fill(owner, worlds.Size(posts=600, people=900, regions=3))
    usual, there = connections["default"], worlds.session(database_copy.name)
    connections["default"] = there
    yield there
    there.close()
    connections["default"] = usual


def test_a_world_has_every_kind_of_post_and_person_and_its_gap_is_what_one_statement_says(world):
    for place in ("england", "east", "midlands"):
        ours = gap.gap_table(place)
        assert gap.in_order(ours) == gap.in_order(gap.in_one_statement(place))
        totals = [row for row in ours if row["role_family"] == row["level"] == "all"]
        assert all(row["demand_count"] > 0 and row["supply"] > 0 for row in totals)


def test_a_world_has_no_gap_in_a_region_that_it_leaves_out(world):
    assert {row["demand_count"] for row in gap.gap_table("south-west")} == {0}
