"""History is written by the database and kept as written, against plain SQL of the web login and of the owner."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from regions.models import ForecastChange, OccupancyChange, PostChange
from tests.factories import ForecastFactory, PostFactory
from tests.regions.history.replaying import TRACKED, lines

pytestmark = pytest.mark.django_db
IGNORE = """
SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger WHERE tgname LIKE 'pgtrigger%'
"""
CONTEXT = "INSERT INTO pghistory_context SELECT gen_random_uuid(), now(), now(), '{}'"
TABLES = [changes._meta.db_table for changes in TRACKED]
TRIES = [
    "UPDATE {table} SET id = id",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
    "DROP TABLE {table}",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    f"{IGNORE}; DELETE FROM {{table}}",
    "SET LOCAL session_replication_role = replica; DELETE FROM {table}",
]
AROUND_IT = [
    "ALTER TABLE regions_post DISABLE TRIGGER ALL",
    "SET LOCAL session_replication_role = replica",
    "TRUNCATE regions_post CASCADE",
]


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def history() -> int:
    """Some, of which nothing may be lost."""
    ForecastFactory(post=PostFactory(title="Before"))
    return lines()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("attempt", TRIES)
def test_the_web_login_can_neither_change_history_nor_empty_it(as_web, history, table, attempt):
    with as_web(), pytest.raises(ProgrammingError):
        run(attempt.format(table=table))
    assert lines() == history


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("attempt", TRIES[:3])
def test_the_owner_is_refused_too(history, table, attempt):
    with pytest.raises(IntegrityError, match="is kept as written"):
        run(attempt.format(table=table))
    assert lines() == history


@pytest.mark.parametrize("attempt", AROUND_IT)
def test_the_web_login_cannot_keep_the_history_from_being_written(as_web, history, attempt):
    with as_web(), pytest.raises(ProgrammingError):
        run(attempt)


def test_what_the_web_login_changes_in_plain_sql_leaves_its_history(as_web, history):
    with as_web():
        run(IGNORE)
        run("UPDATE regions_post SET title = 'After'")
        run("UPDATE regions_post SET title = 'After'")  # as it is already
        run("DELETE FROM regions_forecast")
    assert list(PostChange.objects.order_by("pgh_id").values_list("pgh_label", "title")) == [
        ("insert", "Before"),
        ("update", "After"),
    ]
    assert list(ForecastChange.objects.order_by("pgh_id").values_list("pgh_label", flat=True)) == ["insert", "delete"]
    assert OccupancyChange.objects.count() == 1


def test_a_request_keeps_no_words_beside_the_history(as_web, history):
    with as_web(), pytest.raises(ProgrammingError):
        run(CONTEXT)
