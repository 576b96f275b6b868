"""The browser of the journeys, and `journey`: people who use the site."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.fixtures.site import Site
from tests.journeys.acting import Journey
from tests.journeys.ways import WAYS, Way

PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """The system's Chromium: nothing is downloaded for tests."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
    return browser_type_launch_args | {"executable_path": found, "args": arguments}


@pytest.fixture(params=WAYS, ids=str)
def way(request) -> Way:
    """How somebody looks at the site. A test that takes this is run for each width, with and without JavaScript."""
    return request.param


@pytest.fixture
def journey(site: Site, browser, request) -> Iterator[Journey]:
    """`journey.as_(person)` is a browser of that person's own. Every page they come to is looked over."""
    begun: Callable[[], int] = lambda: len(site.web.said())  # noqa: E731
    before = begun()
    made = Journey(site, browser, name=request.node.name)
    yield made
    made.end()
    assert "Traceback" not in site.web.said()[before:]
