"""People who use the site in a browser. What they do reads as a paragraph: `team.uploads(file).sees("Saved")`."""

from __future__ import annotations

import datetime as dt
import re
import time
from functools import cache
from pathlib import Path

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Browser, Locator, Page, expect

from regions.models import Organisation
from talentboard.accounts.actions import address_is_theirs
from talentboard.accounts.models import User
from tests.factories import UserFactory
from tests.fixtures.people import give, signed_in
from tests.fixtures.site import HOST, Site
from tests.fixtures.sparing import AS_THE_SITE_KEEPS_THEM
from tests.journeys.watching import Watch
from tests.journeys.ways import WIDE, Person, Way

PASSWORD = "a heron on the weir at dusk"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30
MOST_SECONDS = 90
A_MOMENT = 500
PATIENCE = 60_000

_known: set[tuple[str, Person]] = set()
_sessions: dict[tuple[str, Person], dict] = {}


def code_now(secret: str = SECRET) -> str:
    """What an authenticator app shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def plain(text: str) -> str:
    """A text with single spaces."""
    return re.sub(r"\s+", " ", text).strip()


@cache
def hashed(password: str) -> str:
    """As the site keeps it. Once for everybody, since this takes a while by design."""
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(password, hasher.salt(), iterations=AS_THE_SITE_KEEPS_THEM)


def open_account(person: Person) -> None:
    """An account with a password, an authenticator app and the role, as they are after an invitation."""
    place = Organisation.objects.get(code=person.organisation) if person.organisation else person.region
    user = UserFactory(name=person.name, email=person.email)
    if person.role:
        give(user, person.role, place)
    user.password = hashed(PASSWORD)
    user.save()
    address_is_theirs(user)
    TOTP.activate(user, SECRET)


def session_of(person: Person) -> dict:
    """What a browser keeps of somebody who has signed in. Doing it on the pages is tried by those who come in."""
    client = signed_in(User.objects.get(email=person.email))
    kept = client.cookies[settings.SESSION_COOKIE_NAME]
    cookie = {"name": kept.key, "value": kept.value, "domain": HOST, "path": "/", "httpOnly": True, "sameSite": "Lax"}
    return {"cookies": [cookie]}


class Journey:
    """One test's people, each with a browser window of their own."""

    def __init__(self, site: Site, browser: Browser, *, name: str) -> None:
        self.site = site
        self.browser = browser
        self.name = name
        self.actors: list[Actor] = []

    def as_(self, person: Person, way: Way = WIDE) -> Actor:
        """Somebody at the site's first page, signed in. Their account is made when they are first met."""
        self.knows(person)
        known = (self.site.database, person)
        if known not in _sessions:
            with self.site.rows():
                _sessions[known] = session_of(person)
        return self.stranger(way, session=_sessions[known]).opens("/")

    def knows(self, person: Person) -> Journey:
        """There is an account of that person's, with the role."""
        known = (self.site.database, person)
        if known not in _known:
            with self.site.rows():
                open_account(person)
            _known.add(known)
        return self

    def stranger(self, way: Way = WIDE, session: dict | None = None) -> Actor:
        """Somebody who is not signed in."""
        context = self.browser.new_context(
            base_url=self.site.address,
            viewport={"width": way.width, "height": 900 if way.is_wide else 844},
            java_script_enabled=way.javascript,
            locale="en-GB",
            storage_state=session,
        )
        context.set_default_timeout(PATIENCE)
        actor = Actor(context.new_page(), self, way)
        self.actors.append(actor)
        return actor

    def end(self) -> None:
        """Close every window. What a browser complained about since the last page was looked over counts too."""
        told = [line for actor in self.actors for line in actor.watch.complaints]
        for actor in self.actors:
            actor.watch.end()
        assert not told, told


class Actor:
    """Somebody with a browser window. Whatever brings them to a page has it looked over."""

    def __init__(self, page: Page, journey: Journey, way: Way) -> None:
        self.page = page
        self.journey = journey
        self.way = way
        self.watch = Watch(page, journey.site.address, runs_scripts=way.javascript)

    # Going somewhere

    def opens(self, address: str, *, finds: int = 200) -> Actor:
        """Go to an address. finds: the status of the answer, 404 for a page that is not there for them."""
        answer = self.page.goto(address)
        assert answer.status == finds, f"{address}: {answer.status}"
        return self.looks(expected=finds)

    def does_not_find(self, *addresses: str) -> Actor:
        """Each address answers that there is no such page, and names nothing."""
        for address in addresses:
            self.opens(address, finds=404).sees("Page not found")
        return self

    def follows(self, link: str) -> Actor:
        """Follow a link to another page."""
        return self._goes_on(self.page.get_by_role("link", name=link, exact=True).first)

    def presses(self, button: str) -> Actor:
        """Press a button that leads to another page."""
        return self._goes_on(self.page.get_by_role("button", name=button, exact=True).first)

    def _goes_on(self, way_on: Locator) -> Actor:
        with self.page.expect_navigation(wait_until="load"):
            way_on.click()
        return self.looks()

    def looks(self, *, expected: int = 200) -> Actor:
        """Have this page looked over."""
        self.watch.look_over(f"{self.journey.name} {self.way}", expected=expected)
        return self

    # Seeing

    def sees(self, *sentences: str) -> Actor:
        """The page says so, in what can be read on it."""
        for sentence in sentences:
            expect(self.page.locator("body")).to_contain_text(sentence, use_inner_text=True)
        return self

    def but_not(self, *sentences: str) -> Actor:
        """Nowhere in the page, hidden parts included. Say first what is there, or this would be true of any page."""
        for sentence in sentences:
            expect(self.page.locator("html")).not_to_contain_text(sentence)
        return self

    def reads(self, css: str) -> str:
        """The text of a part of the page, with single spaces."""
        return plain(self.page.locator(css).first.text_content())

    def row(self, css: str) -> list[str]:
        """The cells of a row of a table, shown or not."""
        return [plain(cell) for cell in self.page.locator(css).first.locator("th, td").all_text_contents()]

    def waits_for(self, sentence: str) -> Actor:
        """Stay on a page that follows what happens elsewhere; without JavaScript, press its *Refresh*."""
        until = time.monotonic() + PATIENCE / 1000
        said = self.page.get_by_text(sentence)
        while not self.way.javascript and time.monotonic() < until and not said.is_visible():
            self.page.wait_for_timeout(A_MOMENT)  # pages without end would take the time of whoever is at work
            with self.page.expect_navigation(wait_until="load"):
                self.page.get_by_role("link", name="Refresh").click()
        expect(said).to_be_visible()
        return self.looks()

    # Doing

    def signs_in(self, person: Person, *, to: str = "/", secret: str = SECRET) -> Actor:
        """By password, then by the code of the moment, or of the next when that one has just run out."""
        self.opens(to)
        self.fills("E-mail address", person.email).fills("Password", PASSWORD).presses("Sign in")
        return self.sees("Enter the code").shows_code(secret)

    def shows_code(
        self, secret: str, *, asked: str = "Code from your authenticator app", press: str = "Sign in"
    ) -> Actor:
        """Type what the authenticator app shows. It may run out meanwhile: then the next one."""
        self.journey.site.lets_codes_be_used_again()
        until = time.monotonic() + MOST_SECONDS
        here, typed = self.page.url, ""
        while self.page.url == here and time.monotonic() < until:
            if typed == (code := code_now(secret)):
                self.page.wait_for_timeout(A_MOMENT)
                continue
            typed = code
            self.fills(asked, code)
            with self.page.expect_navigation(wait_until="load"):
                self.page.get_by_role("button", name=press, exact=True).click()
        return self.looks()

    def fills(self, label: str, text: str) -> Actor:
        self.page.get_by_label(label, exact=True).fill(text)
        return self

    def uploads(self, *files: tuple[str, bytes], holds: str = "Posts and forecasts", as_of: dt.date) -> Actor:
        """Send files on the upload page, where they are already, and come to what was made of them."""
        self.page.get_by_label(holds, exact=True).check()
        kept = [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
        self.page.locator("input[type=file]").set_input_files(kept)
        for part in ("day", "month", "year"):
            self.fills(part.capitalize(), str(getattr(as_of, part)))
        return self.presses("Check the file")

    def downloads(self, address: str) -> bytes:
        """Follow the link to a file that ends so, wherever on the page it is; its content."""
        link = self.page.locator(f"a[href*='{address}']").first
        if not link.is_visible():
            self.page.locator("details", has=link).locator("summary").click()
        with self.page.expect_download() as started:
            link.click()
        return Path(started.value.path()).read_bytes()
