"""Audit, steps and decisions: added to, never changed or taken away, by any login and in plain SQL."""

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, transaction

from talentboard.audit.models import AuditEvent
from talentboard.database.privileges import EVERYDAY

KEPT_TABLES = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if getattr(model, "privileges", EVERYDAY).of("web") == {"SELECT", "INSERT"}
    and any(trigger.name == "kept" for trigger in getattr(model._meta, "triggers", ()))
)
CHANGES = ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_audit_the_steps_and_the_decisions_are_kept():
    assert {"talentboard_auditevent", "regions_returnstep", "pools_membershipstate", "pools_readinessdecision"} <= set(
        KEPT_TABLES
    )


@pytest.mark.parametrize("table", KEPT_TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_web_and_worker_lack_the_privilege_to_change_what_is_kept(as_web, as_worker, table, change):
    for acting in (as_web, as_worker):
        with pytest.raises(ProgrammingError, match="permission denied"), acting():
            run(change.format(table))


@pytest.mark.parametrize("table", KEPT_TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_the_owner_too_is_refused_by_the_second_lock(db, table, change):
    with pytest.raises(IntegrityError, match=f"{table} is kept as written") as refused, transaction.atomic():
        run(change.format(table))

    assert refused.value.__cause__.diag.constraint_name == f"{table}_kept"


@pytest.mark.parametrize("table", KEPT_TABLES)
@pytest.mark.parametrize("change", [CHANGES[0], CHANGES[2]])
def test_the_login_that_deletes_changes_nothing_and_empties_no_table(as_retention, table, change):
    with pytest.raises(ProgrammingError, match="permission denied"), as_retention():
        run(change.format(table))


def test_web_and_worker_add_to_the_audit_and_read_it(as_web, as_worker):
    for acting in (as_web, as_worker):
        with acting():
            event = AuditEvent.objects.create(kind="signed-in")
            assert AuditEvent.objects.get(pk=event.pk).at is not None


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE talentboard_auditevent DISABLE TRIGGER ALL",
        "DROP TABLE talentboard_auditevent",
        "CREATE TABLE extra (id int)",
        "CREATE TEMPORARY TABLE talentboard_auditevent (id int)",
        "CREATE FUNCTION extra() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean "
        "LANGUAGE sql AS 'SELECT true'",
        "SET session_replication_role = replica",
        "DELETE FROM django_migrations",
    ],
)
def test_web_and_worker_cannot_get_round_the_locks(as_web, as_worker, statement):
    for acting in (as_web, as_worker):
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), acting():
            run(statement)
