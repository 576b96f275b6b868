"""What is looked over on every page would be found, if it were there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.watching import Watch

ADDRESS = "http://site.test"
POLICY = "default-src 'self'; img-src *"
PAGE = """<!doctype html><html lang="en-GB"><head><title>Talent boards</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>Talent boards</h1>{}</main></body></html>"""
PROBLEMS = {
    "an inline style": ('<p style="color: red">Gap</p>', "(?i)content security policy"),
    "an inline script": ("<script>document.title = 'x'</script>", "(?i)content security policy"),
    "another host": ('<img src="http://elsewhere.test/x.png" alt="A map">', "another host is asked"),
    "a file that is not there": ('<img src="/missing.png" alt="A map">', "404 for http://site.test/missing.png"),
    "a script that breaks": ('<script src="/broken.js"></script>', "JavaScript: "),
    "a picture without words": ('<img src="/there.png">', "image-alt"),
    "what is too wide": ('<pre>{}</pre>'.format("wide " * 200), "pixels wider than the window"),
}  # fmt: skip
OF_SCRIPTS = {"an inline script", "a script that breaks"}  # no problem where none runs
RENAMES = "document.querySelector('h1').textContent = 'Renamed'"


def answer(body: str) -> Callable:
    def reply(route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        if path == "/":
            route.fulfill(body=PAGE.format(body), content_type="text/html", headers={"Content-Security-Policy": POLICY})
        elif path == "/broken.js":
            route.fulfill(body="nothing.there()", content_type="text/javascript")
        elif path == "/renames.js":
            route.fulfill(body=RENAMES, content_type="text/javascript")
        else:
            route.fulfill(status=404 if "missing" in path else 200, body="")

    return reply


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def runs_scripts(request) -> bool:
    return request.param


@pytest.fixture
def watched(browser, runs_scripts):
    """A function that opens a page with that body, looks it over and returns it."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, java_script_enabled=runs_scripts)
    watch = Watch(page, ADDRESS, runs_scripts=runs_scripts)

    def look(body: str) -> Page:
        page.unroute_all()
        page.route("**/*", answer(body))
        page.goto(ADDRESS)
        watch.look_over("watching")
        return page

    yield look
    page.close()


def test_a_page_with_nothing_wrong_passes(watched):
    watched("<p>Gap</p>")


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_on_a_page_is_found(watched, runs_scripts, problem):
    body, said = PROBLEMS[problem]
    if problem in OF_SCRIPTS and not runs_scripts:
        watched(body)
        return
    with pytest.raises(AssertionError, match=said):
        watched(body)


def test_a_page_that_runs_no_scripts_runs_none_after_it_was_looked_over_either(watched, runs_scripts):
    watched("<p>Gap</p>")
    page = watched('<p>Gap <script src="/renames.js"></script></p><p>Posts</p>')
    assert (page.locator("h1").text_content() == "Renamed") is runs_scripts
