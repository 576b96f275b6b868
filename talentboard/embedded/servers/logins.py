"""The database's owner, its group roles and their logins: migrations make none, so the launcher does."""

import hashlib
from pathlib import Path

from talentboard.embedded.account import ENVIRONMENT
from talentboard.embedded.credentials import credentials
from talentboard.embedded.place import Place
from talentboard.embedded.refusal import Refusal

from .postgresql import SUPERUSER, last_lines
from .programs import programs

DATABASE = "talentboard"
OWNER = f"{DATABASE}_owner"
GROUPS = ("web", "worker", "retention")

# psql's \gexec runs each row of an answer as a statement: this is how "create where missing" is said in SQL.
OWNER_SQL = """
SET log_min_error_statement = panic;
SELECT 'CREATE ROLE {owner} LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{owner}') \\gexec
ALTER ROLE {owner} LOGIN CREATEDB NOSUPERUSER NOCREATEROLE PASSWORD '{password}';
SELECT 'CREATE DATABASE {database} OWNER {owner}'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec
REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC;
"""
GROUP_SQL = """
SELECT 'CREATE ROLE {group} NOLOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{group}') \\gexec
SELECT 'CREATE ROLE {login} LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{login}') \\gexec
ALTER ROLE {login} LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD '{password}';
ALTER ROLE {login} SET idle_in_transaction_session_timeout = '5min';
GRANT {group} TO {login} WITH INHERIT TRUE;
GRANT {group} TO {owner} WITH SET TRUE, INHERIT FALSE;
"""
# A joining process prepares again when this has changed since the cluster was last prepared.
VERSION = hashlib.sha256((OWNER_SQL + GROUP_SQL + " ".join(GROUPS)).encode()).hexdigest()


def prepare_logins(place: Place) -> None:
    """Make database, roles and logins where they are missing, and give every login its password.

    Raises Refusal with PostgreSQL's own words when it will not.
    """
    known = credentials(place)
    names = {"database": DATABASE, "owner": OWNER}
    sql = OWNER_SQL.format(**names, password=known["owner"])
    for group in GROUPS:
        role = f"{DATABASE}_{group}"
        sql += GROUP_SQL.format(**names, group=role, login=f"{role}_login", password=known[group])
    _psql(place, sql, known["superuser"])
    _stamp(place).write_text(VERSION)


def logins_are_prepared(place: Place) -> bool:
    """Whether this version's roles were made in this cluster."""
    stamp = _stamp(place)
    return stamp.exists() and stamp.read_text() == VERSION


def _stamp(place: Place) -> Path:
    return place.services / "logins-prepared"


def _psql(place: Place, sql: str, password: str) -> None:
    """Run SQL as the superuser of the cluster; the first error ends it."""
    options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    address = ["--host", str(place.sockets), "--username", SUPERUSER, "--dbname", "postgres"]
    psql = programs(place).postgresql / "psql"
    answer = place.account.run(
        [psql, *options, *address], stdin=sql, environment=ENVIRONMENT | {"PGPASSWORD": password}
    )
    if answer.returncode != 0:
        raise Refusal(f"PostgreSQL does not make the logins:\n{last_lines(answer.stderr)}")
