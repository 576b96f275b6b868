"""After every migrate each table gets exactly what its model declares for each login; nothing is left over."""

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
  AND NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
  )
ORDER BY c.relname
"""
OWNED = """
SELECT datname, pg_has_role(datdba, 'USAGE'), pg_has_role(nspowner, 'USAGE')
FROM pg_database, pg_namespace WHERE datname = current_database() AND nspname = 'public'
"""
CLOSED = """
SELECT DISTINCT name FROM unnest(%s::text[], %s::text[]) AS wanted(name, privilege)
WHERE NOT has_table_privilege(format('public.%%I', name), privilege)
"""


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


def closed_to_this_login(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables on which whoever is signed in may not do yet what is declared: a migrate ended before it granted that.

    The owner, who may do everything, finds none.
    """
    if settings.DATABASE_LOGIN not in LOGINS:
        return []
    wanted = [(table, name) for table, declares in declared() for name in declares.of(settings.DATABASE_LOGIN)]
    with connection.cursor() as cursor:
        cursor.execute(CLOSED, [[table for table, _ in wanted], [name for _, name in wanted]])
        return [name for (name,) in cursor.fetchall()]


def grant_declared(connection: BaseDatabaseWrapper) -> None:
    """Take everything from the roles and from PUBLIC, then grant what is declared. Call it inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        _close(cursor, tables)
        for login in LOGINS:
            for privileges, named in tables_by_privileges(tables, login=login).items():
                _grant(cursor, privileges, on=named, to=role_of(login))


def tables_by_privileges(tables: Iterable[str], *, login: str) -> dict[frozenset[str], list[str]]:
    """The tables for each set of privileges. One that no model knows (Django's own list of migrations) can be read."""
    known = {table: privileges.of(login) for table, privileges in declared()}
    groups: dict[frozenset[str], list[str]] = defaultdict(list)
    for table in tables:
        groups[known.get(table, READ_ONLY.of(login))].append(table)
    return groups


def _close(cursor: CursorWrapper, tables: Iterable[str]) -> None:
    """Leave the roles nothing but entering the schema, and PUBLIC nothing at all.

    Identity columns need no privilege on their sequences. Where the owner owns neither database nor schema (a server
    of somebody else's), closing those is the operator's, as docs/operate.md says.
    """
    roles = _names(role_of(login) for login in LOGINS)
    everyone = sql.SQL("PUBLIC, ") + roles
    cursor.execute(sql.SQL("REVOKE ALL ON TABLE {} FROM {}").format(_names(tables), everyone))
    cursor.execute(sql.SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {}").format(everyone))
    cursor.execute(OWNED)
    database, owns_database, owns_schema = cursor.fetchone()
    if owns_schema:
        cursor.execute(sql.SQL("REVOKE ALL ON SCHEMA public FROM {}").format(everyone))
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(roles))
    if owns_database:
        # A temporary table could stand in front of the real one of the same name.
        cursor.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM {}").format(sql.Identifier(database), everyone))


def _grant(cursor: CursorWrapper, privileges: Iterable[str], *, on: Iterable[str], to: str) -> None:
    if not privileges:
        return
    words = sql.SQL(", ").join(map(sql.SQL, sorted(privileges)))
    cursor.execute(sql.SQL("GRANT {} ON TABLE {} TO {}").format(words, _names(on), sql.Identifier(to)))


def _names(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
