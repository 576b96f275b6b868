"""Databases for tests that start real processes."""

import psycopg
import pytest

ABOUT = "SELECT current_database(), has_database_privilege(current_database(), 'TEMPORARY')"


@pytest.mark.parametrize("variable", ["DATABASE_URL_WEB", "DATABASE_URL_WORKER", "DATABASE_URL_RETENTION"])
def test_a_copy_is_reached_by_each_login_and_makes_no_temporary_tables(database_copy, variable):
    with psycopg.connect(database_copy.environment[variable]) as process:
        assert process.execute(ABOUT).fetchone() == (database_copy.name, False)
        assert process.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 0


def test_what_a_process_commits_in_a_copy_is_in_no_other_database(database_copy, database_template, db):
    with psycopg.connect(database_copy.environment["DATABASE_URL_WEB"]) as process:
        process.execute("INSERT INTO talentboard_auditevent (kind, about_kind, about_id, region, operator, changed, "
                        "request_id) VALUES ('x', '', '', '', '', '{}', '')")  # fmt: skip
        process.commit()

    from talentboard.audit.models import AuditEvent

    assert AuditEvent.objects.count() == 0


def test_the_roles_of_a_copy_are_those_of_the_database_it_came_from(database_copy, settings):
    assert database_copy.environment["TALENTBOARD_DATABASE_ROLES"] == settings.DATABASE_ROLES != database_copy.name
