"""A migrate that is killed: what was before it is still so, the site says that it is not ready, the next goes on."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql

from talentboard.database.grants import role_of
from tests.crashes.holding import Held, held
from tests.crashes.visiting import asks
from tests.fixtures.databases import addresses_of, copied, facts
from tests.fixtures.site import Ground, Program, Site, eventually, name_like

BEFORE = ("dashboard", "0002")
REFERRED_TO, MADE = "dashboard_snapshot", "dashboard_boardpack"
GRANTED_TO_ALL_ALONG = "talentboard_job"


@pytest.fixture
def site(ground: Ground, database_template: str, django_db_blocker, tmp_path) -> Iterator[Site]:
    """A site of which only the web runs, on a database of the version before: some of its tables are not made yet."""
    with copied(ground.database, name_like(database_template, "crash")) as name:
        made = Site(name, tmp_path, django_db_blocker, static=ground.static)
        try:
            went_back = made.managing("migrate", *BEFORE, "--verbosity", "0", login="owner")()
            assert went_back.returncode == 0, went_back.stderr
            made.web.start()
            made.wait_until_it_answers()
            yield made
        finally:
            made.stop()


@pytest.fixture
def migrate(site: Site, tmp_path) -> Iterator[Program]:
    environment = site.environment_of("owner") | {"DJANGO_SETTINGS_MODULE": "talentboard.settings"}
    made = Program("migrate", ("django", "migrate", "--noinput"), environment, tmp_path)
    yield made
    made.stop()


@contextmanager
def somebody_grants(site: Site) -> Iterator[Held]:
    """Until the end of the block whoever grants on every table waits for somebody who has granted and not committed."""
    with psycopg.connect(site.environment["DATABASE_URL"]) as owner:
        grant = sql.SQL("GRANT SELECT ON {} TO {}")
        owner.execute(grant.format(sql.Identifier(GRANTED_TO_ALL_ALONG), sql.Identifier(role_of("web"))))
        yield Held(GRANTED_TO_ALL_ALONG, owner)
        owner.rollback()


def killed(migrate: Program, line: Held) -> None:
    """Have it begun, and kill it where it waits."""
    migrate.start()
    line.somebody_waits()
    migrate.kill()
    line.lets_go()
    eventually(lambda: not line.waiting())


def ready(site: Site) -> tuple[int, str]:
    """What the site says of itself: the status, and of its migrations."""
    page = asks(site, "/readyz")
    return page.status, next(line for line in page.text.splitlines() if line.startswith("migrations"))


def is_there(site: Site, table: str) -> bool:
    with psycopg.connect(site.environment["DATABASE_URL"]) as owner:
        return owner.execute("SELECT to_regclass(%s) IS NOT NULL", [table]).fetchone()[0]


def test_a_migrate_that_is_killed_twice_is_finished_by_the_third(site, migrate, ground):
    not_run = ready(site)
    assert not_run[0] == 503
    assert not_run[1].endswith(" still to be run")

    with held(site, REFERRED_TO) as line:
        killed(migrate, line)
    assert not is_there(site, MADE)
    assert ready(site) == not_run

    with somebody_grants(site) as line:
        killed(migrate, line)
    assert is_there(site, MADE)
    status, said = ready(site)
    assert status == 503
    assert said.endswith(" tables still closed, migrate again")

    done = site.managing("migrate", "--noinput", "--verbosity", "0", login="owner")()
    assert (done.returncode, done.stderr) == (0, "")
    assert facts(site.environment["DATABASE_URL"]) == facts(addresses_of(ground.database)["DATABASE_URL"])
    assert ready(site) == (200, "migrations: ok")
