"""`pgtrigger.ignore`, which any session may set, is obeyed for the owner alone."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection

from regions.models import Organisation, Return

IGNORE_MOVES = "SELECT set_config('pgtrigger.ignore', %s, true)"


@pytest.fixture
def a_return(db) -> Return:
    organisation = Organisation.objects.create(code="RX1", name="Trent", kind="acute", since=date(2020, 4, 1))
    return Return.objects.create(
        organisation=organisation, year=2026, quarter=1, as_of=date(2026, 6, 30), due=date(2026, 7, 31)
    )


def trigger() -> str:
    (moves,) = [trigger for trigger in Return._meta.triggers if trigger.name == "moves"]
    return moves.get_pgid(Return)


def jump(a_return: Return) -> str:
    """Set a state to which there is no move, with the trigger told to look away."""
    with connection.cursor() as cursor:
        cursor.execute(IGNORE_MOVES, ["{" + trigger() + "}"])
        cursor.execute("UPDATE regions_return SET state = 'submitted' WHERE id = %s RETURNING state", [a_return.pk])
        return cursor.fetchone()[0]


def test_web_and_worker_cannot_make_a_trigger_look_away(a_return, as_web, as_worker):
    for acting in (as_web, as_worker):
        with pytest.raises(IntegrityError, match='no move from "open" to "submitted"'), acting():
            jump(a_return)


def test_the_owner_can(a_return):
    assert jump(a_return) == "submitted"


def test_a_migration_with_a_trigger_restores_pgtriggers_own_function_and_migrate_replaces_it_again(a_return, as_web):
    (moves,) = [trigger for trigger in Return._meta.triggers if trigger.name == "moves"]
    with connection.cursor() as cursor:
        cursor.execute(str(moves.compile(Return).install_sql))
    with as_web():
        assert jump(a_return) == "submitted"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE regions_return SET state = 'open'")

    call_command("migrate", verbosity=0)

    with pytest.raises(IntegrityError, match="no move"), as_web():
        jump(a_return)
