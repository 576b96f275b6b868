"""Every table, privilege and login, compared with what the models declare."""

import os

import pytest
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from talentboard.database.grants import TABLES, role_of
from talentboard.database.privileges import KEPT, LOGINS, READ_AND_WRITE, READ_ONLY, WORKER_WRITES, declared

PRIVILEGES = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"]
HELD = """
SELECT name, array_agg(privilege) FILTER (WHERE has_table_privilege(%s, quote_ident(name), privilege))
FROM unnest(%s::text[]) AS name, unnest(%s::text[]) AS privilege GROUP BY name
"""
OF_COLUMNS = "SELECT attname FROM pg_attribute WHERE attacl IS NOT NULL AND attrelid = ANY(%s::regclass[])"
OF_SEQUENCES = """
SELECT sequencename FROM pg_sequences
WHERE has_sequence_privilege(%s, format('%%I.%%I', schemaname, sequencename), 'USAGE, SELECT, UPDATE')
"""
AS_DEFINER = "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
ON_THE_WHOLE = """
SELECT has_schema_privilege(%(role)s, 'public', 'USAGE'), has_schema_privilege(%(role)s, 'public', 'CREATE'),
       has_database_privilege(%(role)s, current_database(), 'TEMPORARY'),
       has_database_privilege(%(role)s, current_database(), 'CREATE')
"""


def answer(query: str, values: object = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def tables() -> list[str]:
    return [name for (name,) in answer(TABLES)]


def roles_of(login: str) -> list[str]:
    """The group role, and the login that processes sign in with where it has an address of its own."""
    address = os.environ.get(f"DATABASE_URL_{login.upper()}")
    return [role_of(login)] + ([conninfo_to_dict(address)["user"]] if address else [])


@pytest.mark.parametrize("login", LOGINS)
def test_every_login_holds_on_every_table_exactly_what_is_declared(db, login):
    known = {table: privileges.of(login) for table, privileges in declared()}
    expected = {table: known.get(table, READ_ONLY.of(login)) for table in tables()}

    for role in roles_of(login):
        assert {table: frozenset(has or ()) for table, has in answer(HELD, [role, tables(), PRIVILEGES])} == expected


def test_every_declared_table_is_there_and_only_djangos_list_of_migrations_has_no_model(db):
    assert set(tables()) == {table for table, _ in declared()} | {"django_migrations"}


@pytest.mark.parametrize("login", LOGINS)
def test_a_login_enters_the_schema_and_makes_nothing_there_or_beside_it(db, login):
    for role in roles_of(login):
        assert answer(ON_THE_WHOLE, {"role": role}) == [(True, False, False, False)]
        assert answer(OF_SEQUENCES, [role]) == []


def test_nothing_is_granted_by_default_by_column_or_through_a_function(db):
    assert answer("SELECT defaclobjtype FROM pg_default_acl") == []
    assert answer(OF_COLUMNS, [tables()]) == []
    assert answer(AS_DEFINER) == []


def test_the_named_sets_of_privileges_say_what_the_design_says():
    assert KEPT.of("web") == KEPT.of("worker") == {"SELECT", "INSERT"}
    assert READ_ONLY.of("web") == READ_ONLY.of("worker") == {"SELECT"}
    assert (WORKER_WRITES.of("web"), WORKER_WRITES.of("worker")) == ({"SELECT"}, {"SELECT", "INSERT", "UPDATE"})
    assert READ_AND_WRITE == "SELECT, INSERT, UPDATE, DELETE"
