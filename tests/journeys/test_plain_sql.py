"""What somebody could do who had taken over the web server: its own login, from outside, in plain SQL."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import InsufficientPrivilege

from dashboard.models import Figure, Snapshot
from talentboard.clock import today
from tests.fixtures.site import Site

KEPT = ["talentboard_auditevent", "dashboard_snapshot", "dashboard_figure"]
TRIES = [
    "DELETE FROM {table}",
    "UPDATE {table} SET id = id",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "DROP TABLE {table}",
    "DROP OWNED BY CURRENT_USER; UPDATE {table} SET id = id",
    "SELECT set_config('pgtrigger.ignore', 'all', false); DELETE FROM {table}",
    "SET session_replication_role = replica; DELETE FROM {table}",
    "SET ROLE {owner}; DELETE FROM {table}",
    "CREATE FUNCTION pg_temp.f() RETURNS void LANGUAGE sql AS 'DELETE FROM {table}'; SELECT pg_temp.f()",
]
FORGED = {
    "dashboard_snapshot": """
        INSERT INTO dashboard_snapshot SELECT gen_random_uuid(), 'east', current_date, now(), 'x', 'x', 'complete'
    """,
    "dashboard_figure": """
        INSERT INTO dashboard_figure (snapshot_id, edition, measure, slice, payload, rule)
        SELECT id, 'open', 'gap', 'forged', '[]', 'none' FROM dashboard_snapshot
    """,
}


@pytest.fixture
def web(site: Site) -> Iterator[psycopg.Connection]:
    """The web login, with something there that could be changed."""
    with site.rows():
        if not Figure.objects.exists():
            made = Snapshot.objects.create(
                region="east", as_of=today(), code_version="x", inputs_digest="x", state=Snapshot.State.MAKING
            )
            Figure.objects.create(snapshot=made, edition="open", measure="gap", payload=[])
            Snapshot.objects.filter(pk=made.pk).update(state=Snapshot.State.COMPLETE)
    with psycopg.connect(site.environment_of("web")["DATABASE_URL"], autocommit=True) as connection:
        yield connection


def owner() -> str:
    """The login that the tables belong to."""
    return conninfo_to_dict(os.environ["DATABASE_URL"])["user"]


def one_after_another(connection: psycopg.Connection, statements: str) -> None:
    """In one transaction, so that what went through before the refusal is undone."""
    with connection.transaction():
        for statement in statements.split("; "):
            connection.execute(statement)


def count(connection: psycopg.Connection, table: str) -> int:
    return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize("attempt", TRIES)
def test_the_web_login_reads_what_is_kept_and_changes_nothing_of_it(web, table, attempt):
    before = count(web, table)
    assert before > 0
    with pytest.raises(InsufficientPrivilege):
        one_after_another(web, attempt.format(table=table, owner=owner()))
    assert count(web, table) == before


@pytest.mark.parametrize("table", FORGED)
def test_the_web_login_makes_no_figures_of_its_own(web, table):
    with pytest.raises(InsufficientPrivilege):
        web.execute(FORGED[table])
