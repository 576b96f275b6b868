"""A management command on a database without tables says what to do."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.core.management import CommandError, call_command

from talentboard.database.schema import BEHIND, EMPTY
from talentboard.settings.environment import BASE_DIR
from tests.fixtures.databases import DatabaseCopy, addresses_of, copied

COUNT = "from regions.models import Region; print(Region.objects.count())"
WRONG = "from django.db import connection; connection.cursor().execute('SELECT * FROM nowhere')"


@pytest.fixture
def empty_database(database_template):
    with copied("template1", f"{database_template[:-4]}_empty") as name:
        yield DatabaseCopy(name, addresses_of(name))


def manage(database: DatabaseCopy, *arguments: str) -> subprocess.CompletedProcess:
    login = {"TALENTBOARD_LOGIN": "worker"}
    return subprocess.run(
        [sys.executable, BASE_DIR / "manage.py", *arguments],
        env=os.environ | database.environment | login, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_without_tables_the_command_says_to_migrate(empty_database):
    said = manage(empty_database, "shell", "--no-imports", "-c", COUNT)

    assert (said.returncode, said.stdout, said.stderr) == (1, "", f"{EMPTY}\n")


def test_with_a_table_missing_it_says_that_the_database_is_behind(database_copy):
    with psycopg.connect(database_copy.environment["DATABASE_URL"]) as owner:
        owner.execute("ALTER TABLE regions_region RENAME TO not_yet")
        owner.execute("DELETE FROM django_migrations WHERE app = 'regions'")

    said = manage(database_copy, "shell", "--no-imports", "-c", COUNT)

    assert (said.returncode, said.stdout, said.stderr) == (1, "", f"{BEHIND}\n")


def test_a_mistake_in_the_code_is_not_blamed_on_migrations(database_copy):
    said = manage(database_copy, "shell", "--no-imports", "-c", WRONG)

    assert 'relation "nowhere" does not exist' in said.stderr
    assert "migrate" not in said.stderr


def test_migrate_is_refused_while_the_server_lacks_the_roles(db, settings):
    settings.DATABASE_ROLES = "elsewhere"

    with pytest.raises(CommandError, match="no role elsewhere_web") as refused:
        call_command("migrate", verbosity=0, skip_checks=True)

    assert "no role elsewhere_worker and no role elsewhere_retention" in str(refused.value)
    assert "docs/operate.md" in str(refused.value)
