"""What is looked over on every page would be found, if it were there."""

from collections.abc import Callable

import pytest

from tests.journeys.watching import Watch

ADDRESS = "http://site.test"
POLICY = "default-src 'self'; img-src *"
PAGE = """<!doctype html><html lang="en-GB"><head><title>Talent boards</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>Talent boards</h1>{}</main></body></html>"""
PROBLEMS = {
    "an inline style": ('<p style="color: red">Gap</p>', "content security policy"),
    "an inline script": ("<script>document.title = 'x'</script>", "content security policy"),
    "another host": ('<img src="http://elsewhere.test/x.png" alt="A map">', "another host is asked"),
    "a file that is not there": ('<img src="/missing.png" alt="A map">', "404 for http://site.test/missing.png"),
    "a script that breaks": ('<script src="/broken.js"></script>', "JavaScript: "),
    "a picture without words": ('<img src="/there.png">', "image-alt"),
    "what is too wide": ('<pre>{}</pre>'.format("wide " * 200), "pixels wider than the window"),
}  # fmt: skip


def answer(body: str) -> Callable:
    def reply(route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        if path == "/":
            route.fulfill(body=PAGE.format(body), content_type="text/html", headers={"Content-Security-Policy": POLICY})
        elif path == "/broken.js":
            route.fulfill(body="nothing.there()", content_type="text/javascript")
        else:
            route.fulfill(status=404 if "missing" in path else 200, body="")

    return reply


@pytest.fixture
def watched(browser):
    """A function that opens a page with that body and looks it over."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    watch = Watch(page, ADDRESS, runs_scripts=True)

    def look(body: str) -> None:
        page.route("**/*", answer(body))
        page.goto(ADDRESS)
        watch.look_over("watching")

    yield look
    page.close()


def test_a_page_with_nothing_wrong_passes(watched):
    watched("<p>Gap</p>")


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_on_a_page_is_found(watched, problem):
    body, said = PROBLEMS[problem]
    with pytest.raises(AssertionError, match=said):
        watched(body)
