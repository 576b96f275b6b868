"""How triggers know the login `retention`, whatever the database is called.

Triggers stand in migrations, which are the same everywhere; the name of the role is not. So they ask a function, which
is written anew after every migrate.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from .grants import role_of

# USAGE: whoever is that role or inherits it. The owner may step down to it and does not inherit it.
FUNCTION = """
CREATE OR REPLACE FUNCTION public.is_retention() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_catalog.pg_has_role(current_user, {role}, 'USAGE') $$;
GRANT EXECUTE ON FUNCTION public.is_retention() TO PUBLIC;
"""


def know_retention(connection: BaseDatabaseWrapper) -> None:
    """Write the function that says whether the present login is the one that deletes what is past its time."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(FUNCTION).format(role=sql.Literal(role_of("retention"))))
