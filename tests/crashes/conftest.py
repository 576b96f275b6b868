"""A site whose processes are killed. Nobody helps: what was left behind is found by timetable and worker alone."""

from collections.abc import Iterator

import pytest

from tests.fixtures.databases import copied
from tests.fixtures.site import Ground, Site, name_like

OFTEN = {"TALENTBOARD_SWEEP_SECONDS": "3"}  # so that nobody waits half a minute for what is found every half minute


@pytest.fixture(scope="module")
def site(ground: Ground, database_template: str, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """The site with the reference data: web, worker and timetable."""
    with copied(ground.database, name_like(database_template, "crash")) as name:
        made = Site(name, tmp_path_factory.mktemp("site"), django_db_blocker, static=ground.static, **OFTEN)
        try:
            made.start()
            made.timetable.start()
            yield made
        finally:
            made.stop()


@pytest.fixture(autouse=True)
def _whatever_was_killed_is_there_again(request) -> Iterator[None]:
    """A test that fails in the middle leaves nothing dead behind for the next one."""
    yield
    if site := request.node.funcargs.get("site"):
        site.revive()
