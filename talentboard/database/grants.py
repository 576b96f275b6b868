"""After every migrate each table gets exactly what its model declares for web and worker; nothing is left over."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from .privileges import LOGINS, READ_ONLY, declared

# Tables, partitions, views and the like in `public`, except what an extension brought with it.
TABLES = """
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relname
"""
OWNS_DATABASE = "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
OWNS_SCHEMA = "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'public'"


def role_of(login: str) -> str:
    """The group role of a login, named after the database in DATABASE_URL, on copies of it too."""
    return f"{settings.DATABASE_ROLES}_{login}"


def missing_roles(connection: BaseDatabaseWrapper) -> list[str]:
    """The group roles that the server does not have."""
    wanted = [role_of(login) for login in LOGINS]
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [wanted])
        there = {name for (name,) in cursor.fetchall()}
    return [role for role in wanted if role not in there]


def grant_declared(connection: BaseDatabaseWrapper) -> None:
    """Take everything from both roles and PUBLIC and grant what is declared, in the transaction that is open."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        close(cursor, tables)
        for login in LOGINS:
            for privileges, named in by_privileges(tables, login=login).items():
                if privileges:
                    run(
                        cursor,
                        "GRANT {privileges} ON TABLE {tables} TO {role}",
                        privileges=sql.SQL(", ").join(map(sql.SQL, sorted(privileges))),
                        tables=identifiers(named),
                        role=sql.Identifier(role_of(login)),
                    )


def by_privileges(tables: Iterable[str], *, login: str) -> dict[frozenset[str], list[str]]:
    """The tables for each set of privileges. One that no model knows (Django's own list of migrations) can be read."""
    known = {table: privileges.of(login) for table, privileges in declared()}
    groups: dict[frozenset[str], list[str]] = defaultdict(list)
    for table in tables:
        groups[known.get(table, READ_ONLY.of(login))].append(table)
    return groups


def close(cursor: CursorWrapper, tables: Iterable[str]) -> None:
    """Leave both roles and PUBLIC without any privilege but entering the schema (the roles alone).

    Identity columns need no privilege on their sequences. Where the owner does not own the database or the schema (a
    server of somebody else's), what hangs on those is the operator's, as docs/operate.md says.
    """
    roles = identifiers(role_of(login) for login in LOGINS)
    everyone = sql.SQL("PUBLIC, {}").format(roles)
    run(cursor, "REVOKE ALL ON TABLE {tables} FROM {everyone}", tables=identifiers(tables), everyone=everyone)
    run(cursor, "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {everyone}", everyone=everyone)
    cursor.execute(OWNS_SCHEMA)
    if cursor.fetchone()[0]:
        run(cursor, "REVOKE ALL ON SCHEMA public FROM {everyone}", everyone=everyone)
        run(cursor, "GRANT USAGE ON SCHEMA public TO {roles}", roles=roles)
    cursor.execute(OWNS_DATABASE)
    if cursor.fetchone()[0]:
        close_temporary(cursor, connection_name(cursor))


def close_temporary(cursor: CursorWrapper, database: str) -> None:
    """Nobody but the owner makes temporary tables: one could stand in front of a real table of the same name."""
    run(cursor, "REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC", database=sql.Identifier(database))
