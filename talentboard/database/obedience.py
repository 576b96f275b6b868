"""Whose `pgtrigger.ignore` the triggers obey: the owner's, and nobody else's.

Every pgtrigger trigger first asks one function whether it is to be ignored, and the function as pgtrigger writes it
believes a setting that any session may make. Each migration with a trigger writes it anew, so it is replaced after
every migrate.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

FUNCTION = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF current_user <> {owner} THEN
        RETURN false;
    END IF;
    RETURN coalesce(trigger_name = ANY (nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false);
END;
$$;
GRANT EXECUTE ON FUNCTION public._pgtrigger_should_ignore(name) TO PUBLIC;
"""


def obey_owner_only(connection: BaseDatabaseWrapper) -> None:
    """Replace pgtrigger's ignore function by one that answers no to everybody but the role that migrates."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]
        cursor.execute(sql.SQL(FUNCTION).format(owner=sql.Literal(owner)))
