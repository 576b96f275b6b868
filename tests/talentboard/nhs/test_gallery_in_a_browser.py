"""The page of components in a real browser, without a server: axe, both widths, with and without JavaScript."""

import mimetypes
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.staticfiles import finders
from django.test import RequestFactory

from talentboard.nhs.views import components

ADDRESS = "http://talentboard.test"
SIZES = [(1280, 900), (390, 844)]


class MessagesOfOnePage(BaseStorage):
    """Messages that are kept nowhere."""

    def _get(self, *args, **kwargs):
        return [], True

    def _store(self, messages, response, *args, **kwargs):
        return []


@pytest.fixture(scope="module")
def chromium(playwright):
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome"),
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    )
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def gallery() -> str:
    request = RequestFactory().get("/components/")
    request.user = AnonymousUser()
    request._messages = MessagesOfOnePage(request)
    return components(request).content.decode()


def policy() -> str:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def serve(gallery):
    """Answer every request of the page from the repository; anything else is told to the test."""

    def answer(route):
        path = route.request.url.removeprefix(ADDRESS)
        if path == "/components/":
            headers = {"Content-Security-Policy": policy()}
            return route.fulfill(body=gallery, content_type="text/html; charset=utf-8", headers=headers)
        found = finders.find(path.removeprefix(settings.STATIC_URL).split("?")[0])
        assert found, f"{path} is asked for and is not there"
        return route.fulfill(body=Path(found).read_bytes(), content_type=mimetypes.guess_type(found)[0])

    return answer


@pytest.fixture(params=SIZES, ids=["wide", "phone"])
def opened(request, chromium, gallery):
    """The page, and what the browser complained about."""
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in {"error"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route("**/*", serve(gallery))
    page.goto(f"{ADDRESS}/components/")
    page.wait_for_function("document.body.classList.contains('nhsuk-frontend-supported')")
    page.wait_for_load_state("networkidle")
    yield page, complaints
    context.close()


def test_axe_finds_nothing(opened):
    page, _ = opened
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


def test_nothing_breaks_the_content_security_policy(opened):
    _, complaints = opened
    assert complaints == []


def test_the_page_does_not_scroll_sideways(opened):
    page, _ = opened
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_link_in_the_error_summary_puts_the_cursor_into_its_box(opened):
    page, _ = opened
    page.locator(".nhsuk-error-summary a", has_text="must be a real day").click()
    assert page.evaluate("document.activeElement.id") == "wrong_expected_day"


def test_a_question_under_a_radio_shows_while_it_is_chosen(opened):
    page, _ = opened
    box = page.locator("[name=plain-other]")
    assert not box.is_visible()
    page.locator("[name=plain-readiness][value=other]").check()
    assert box.is_visible()


@pytest.mark.parametrize("size", SIZES, ids=["wide", "phone"])
def test_without_javascript_every_box_is_there(chromium, gallery, size):
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, java_script_enabled=False)
    page = context.new_page()
    page.route("**/*", serve(gallery))
    page.goto(f"{ADDRESS}/components/")
    assert page.locator("[name=password]").is_visible()
    assert not page.get_by_role("button", name="Show password").first.is_visible()
    assert page.locator("summary", has_text="Show these figures as a table").is_visible()
    context.close()
