"""How people come in: appointed or invited, with a second factor, given a role; and how they go out again."""

import datetime as dt
import re
import time

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from talentboard.access import Role
from talentboard.accounts.sessions import BEGAN, IDLE_SECONDS, LAST_ACTIVE, LONGEST_SECONDS
from tests.fixtures.site import Site, eventually
from tests.journeys.acting import PASSWORD, Actor, Journey
from tests.journeys.ways import PHONE, WAYS, WIDE, Person

FIRST = Person("Florence First", Role.NATIONAL_TEAM)
KEEPER = Person("Kit Keeper", Role.SYSTEM_ADMINISTRATOR)
NEWCOMER = Person("Noor Newcomer", Role.BOARD_MEMBER, "east")
LEAD = Person("Lena Lead", Role.REGIONAL_LEAD, "north")
AUDITOR = Person("Ada Auditor", Role.AUDITOR)
IDLER = Person("Ida Idle", Role.REGIONAL_TEAM, "midlands")
KEY_HOLDER = Person("Kiran Key", Role.BOARD_MEMBER, "midlands")
LINK = re.compile(r"http://\S+/accounts/invitation/\S+")
A_KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def comes_in(somebody: Actor, link: str) -> str:
    """From the link of an invitation to a second factor; the secret of the authenticator app."""
    somebody.opens(link).sees("Choose a password")
    somebody.fills("Choose a password", PASSWORD).fills("The same password again", PASSWORD)
    somebody.presses("Save the password and go on").sees("Set up a second factor")
    somebody.presses("Set up an authenticator app").sees("Scan this picture")
    secret = somebody.page.get_by_label("Secret").input_value()
    somebody.shows_code(secret, asked="The code that the app shows", press="Set up the app")
    somebody.sees("Recovery codes", "10 of 10 codes are left")
    return secret


def grants(somebody: Actor, person: Person, *, place: str) -> Actor:
    somebody.opens("/people/grant/").fills("E-mail address", person.email)
    somebody.page.get_by_label(person.role.label, exact=True).check()
    somebody.page.get_by_label("Where", exact=True).select_option(place)
    return somebody.presses("Grant the role")


def mailed_link(site: Site, person: Person) -> str:
    """The link in the newest mail to somebody, which the web server prints where there is no mail server."""

    def found() -> list[str]:
        mails = site.web.said().split("\nTo: ")
        return [link for mail in mails if mail.startswith(person.email) for link in LINK.findall(mail)]

    eventually(found)
    return found()[-1]


def test_the_first_people_of_a_system_bring_in_the_others(journey: Journey, site: Site):
    appointed = site.manage("appoint", FIRST.email, "--name", FIRST.name)
    kept = site.manage("appoint", KEEPER.email, "--name", KEEPER.name, "--role", KEEPER.role)
    assert (appointed.returncode, kept.returncode) == (0, 0), appointed.stderr + kept.stderr
    national, keeper = journey.stranger(), journey.stranger()
    comes_in(national, appointed.stdout.strip())
    comes_in(keeper, kept.stdout.strip())
    national.opens("/").sees("Your regions", "England")

    keeper.opens("/people/invite/").fills("Name", NEWCOMER.name).fills("E-mail address", NEWCOMER.email)
    keeper.presses("Send the invitation").sees(f"The invitation to {NEWCOMER.name} is on its way.")
    newcomer = journey.stranger(PHONE)
    secret = comes_in(newcomer, mailed_link(site, NEWCOMER))
    newcomer.opens("/").sees("You have no role yet")

    grants(national, NEWCOMER, place="East").sees(f"{NEWCOMER.name} has the role of board member in East.")
    newcomer.opens("/").sees("Your region").follows("East").sees("No figures yet for East")
    newcomer.presses("Sign out").sees("Sign in").opens("/east/").sees("Sign in")
    newcomer.signs_in(NEWCOMER, to="/east/", secret=secret).sees("No figures yet for East")

    refused = site.manage("appoint", "second@example.nhs.uk")
    assert (refused.returncode, "already holds the role" in refused.stderr) == (1, True)


@pytest.mark.parametrize("way", [WIDE, PHONE], ids=str)
@pytest.mark.parametrize(
    ("person", "pages", "closed"),
    [
        (LEAD, ["/north/posts/", "/north/members/", "/north/upload/", "/people/"], ["/east/", "/east/members/"]),
        (AUDITOR, ["/england/", "/east/posts/", "/east/members/", "/people/", "/audit/"], []),
    ],
    ids=lambda value: value.role if isinstance(value, Person) else None,
)
def test_other_roles_sign_in_and_find_the_pages_of_theirs(journey, way, person, pages, closed):
    somebody = journey.knows(person).stranger(way).signs_in(person)
    for page in pages:
        somebody.opens(page).sees(person.name)
    somebody.does_not_find(*closed)


@pytest.mark.parametrize("way", [way for way in WAYS if not way.javascript], ids=str)
def test_password_and_code_are_enough_without_javascript(journey, way):
    journey.knows(LEAD).stranger(way).signs_in(LEAD, to="/north/posts/").sees(LEAD.name, "Posts")


def test_a_passkey_takes_the_place_of_password_and_code(journey):
    holder = journey.as_(KEY_HOLDER)
    line = holder.page.context.new_cdp_session(holder.page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": A_KEY})

    holder.opens("/accounts/2fa/webauthn/add/")
    if "reauthenticate" in holder.page.url:
        holder.fills("Password", PASSWORD).presses("Go on")
    holder.fills("Name of the key", "Work laptop")
    holder.page.get_by_label("Use it as a passkey").check()
    holder.presses("Add the key")
    holder.opens("/accounts/2fa/webauthn/").sees("Work laptop", "Passkey")

    holder.presses("Sign out").sees("Sign in").presses("Sign in with a passkey")
    holder.sees("Your region", "Midlands")


def lies_idle(site: Site, actor: Actor, *, seconds: int, began: float | None = None) -> None:
    """Nobody has done anything in this window for so long, on the server and for the page's own clock.

    began: how many seconds ago the person signed in, where that matters.
    """
    cookies = {cookie["name"]: cookie["value"] for cookie in actor.page.context.cookies()}
    with site.rows():
        session = SessionStore(cookies[settings.SESSION_COOKIE_NAME])
        session[LAST_ACTIVE] = time.time() - seconds
        session[BEGAN] = time.time() - (began or seconds)
        session.save()
    actor.page.clock.fast_forward(dt.timedelta(seconds=seconds).total_seconds() * 1000)


def test_whoever_does_nothing_is_warned_kept_if_they_like_and_then_signed_out(journey, site):
    idler = journey.knows(IDLER).stranger()
    idler.page.clock.install()
    idler.signs_in(IDLER, to="/midlands/posts/")

    lies_idle(site, idler, seconds=IDLE_SECONDS - 100)
    idler.sees("You will be signed out soon", "in 2 minutes").looks()
    idler.page.get_by_role("button", name="Stay signed in").click()
    expect(idler.page.get_by_role("dialog")).to_be_hidden()

    lies_idle(site, idler, seconds=IDLE_SECONDS + 10)
    idler.sees("You have been signed out", "What you have typed is still on this page").looks(expected=401)
    idler.opens("/midlands/posts/").sees("Sign in")


def test_whoever_works_for_twelve_hours_is_told_that_nothing_prolongs_the_session(journey, site):
    worker = journey.knows(IDLER).stranger()
    worker.page.clock.install()
    worker.signs_in(IDLER, to="/midlands/posts/")

    lies_idle(site, worker, seconds=IDLE_SECONDS - 110, began=LONGEST_SECONDS - 100)
    worker.sees("You will have to sign in again soon", "in 2 minutes").looks()
    worker.page.get_by_role("button", name="Go on until then").click()
    expect(worker.page.get_by_role("dialog")).to_be_hidden()

    lies_idle(site, worker, seconds=120, began=LONGEST_SECONDS + 10)
    worker.sees("You have been signed out").looks(expected=401)
