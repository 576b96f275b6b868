"""Signing in with another service, by OpenID Connect: for people who were invited, and with the second factor."""

import json
import socket
import urllib.request
import uuid
from collections.abc import Iterator
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount

from talentboard.access import Role
from talentboard.accounts import actions as accounts
from talentboard.accounts.models import User
from talentboard.accounts.operator import operator
from tests.fixtures.databases import copied
from tests.fixtures.people import give
from tests.fixtures.site import HOST, Program, Site, eventually
from tests.journeys.acting import Actor, Journey

NAME = "NHSmail"
INVITED = "ines.invited@example.nhs.uk"
CLOSED = "clara.closed@example.nhs.uk"
STRANGER = "sten.stranger@example.nhs.uk"
VERIFIED = {"email_verified": True}


def who_signs_in_there() -> list[str]:
    """What the service says of people; `doubtful` says to be Ines, which nobody there has checked."""
    claims = [
        {"sub": address, "email": address, "name": address, **VERIFIED} for address in (INVITED, CLOSED, STRANGER)
    ]
    claims.append({"sub": "doubtful", "email": INVITED, "email_verified": False})
    return [part for one in claims for part in ("--user-claims", json.dumps(one))]


@pytest.fixture(scope="module")
def provider(tmp_path_factory) -> Iterator[str]:
    """The address of an identity provider that believes whoever says who they are."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = ("oidc_provider_mock", "--host", "127.0.0.1", "--port", str(port), *who_signs_in_there())
    program = Program("provider", command, {"PATH": "", "NO_COLOR": "1"}, tmp_path_factory.mktemp("provider"))
    program.start()
    address = f"http://{HOST}:{port}"
    eventually(lambda: answers(f"{address}/.well-known/openid-configuration"))
    yield address
    program.stop()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except URLError:
        return False


@pytest.fixture(scope="module")
def site_with_provider(provider, ground, database_template, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """The site as its settings make it where people have accounts at another service."""
    with copied(database_template, f"{database_template[:-4]}_oidc_{uuid.uuid4().hex[:8]}") as name:
        settings = {
            "OIDC_SERVER_URL": provider,
            "OIDC_CLIENT_ID": "talentboard",
            "OIDC_CLIENT_SECRET": "kept",
            "OIDC_NAME": NAME,
        }
        made = Site(name, tmp_path_factory.mktemp("site"), django_db_blocker, static=ground.static, **settings)
        try:
            made.start()
            with made.rows():
                give(accounts.invite(email=INVITED, name="Ines Invited", by=operator()).user, Role.BOARD_MEMBER, "east")
                User.objects.create_user(CLOSED, "Clara Closed", is_active=False)
            yield made
        finally:
            made.stop()


@pytest.fixture
def stranger(site_with_provider, browser, request) -> Iterator[Actor]:
    made = Journey(site_with_provider, browser, name=request.node.name)
    yield made.stranger()
    made.end()


def says_there(somebody: Actor, provider: str, *, who: str = "", button: str = "Authorize") -> Actor:
    """Go to the other service from the page for signing in, say there who one is, and come back."""
    somebody.opens("/accounts/login/").presses(f"Sign in with {NAME}").sees(f"{NAME} asks who you are")
    page = somebody.page
    page.get_by_role("button", name="Go on", exact=True).click()
    page.wait_for_url(f"{provider}/**", wait_until="commit")
    if who:
        page.get_by_placeholder("sub").fill(who)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(lambda url: urlsplit(url).netloc == somebody.watch.host)
    page.wait_for_load_state()
    somebody.watch.complaints.clear()  # of the other service's page
    return somebody


def test_whoever_was_invited_comes_in_and_needs_a_second_factor_here_all_the_same(stranger, provider):
    says_there(stranger, provider, who=INVITED).looks().sees("Set up a second factor")
    stranger.opens("/east/").sees("Set up a second factor")
    stranger.presses("Set up an authenticator app").sees("Scan this picture")
    secret = stranger.page.get_by_label("Secret").input_value()
    stranger.shows_code(secret, asked="The code that the app shows", press="Set up the app")
    stranger.sees("10 of 10 codes are left").follows("Go on to your regions").sees("Your region", "Ines Invited")

    stranger.presses("Sign out").sees("Sign in")
    says_there(stranger, provider, who=INVITED).looks().sees("Enter the code")
    stranger.opens("/east/").sees("Enter the code").shows_code(secret)
    stranger.opens("/east/").sees("No figures yet for East", "Ines Invited")
    with stranger.journey.site.rows():
        assert SocialAccount.objects.get().extra_data == {"userinfo": {"email": INVITED}}


@pytest.mark.parametrize(
    "who", [STRANGER, "doubtful", CLOSED], ids=["never invited", "address not checked", "account closed"]
)
def test_nobody_else_comes_in_and_all_are_told_the_same(stranger, provider, site_with_provider, who):
    says_there(stranger, provider, who=who).looks().sees("Accounts are by invitation")
    stranger.opens("/east/").sees("Sign in")
    with site_with_provider.rows():
        assert set(User.objects.values_list("email", flat=True)) == {INVITED, CLOSED}


def test_whoever_thinks_better_of_it_is_told_that_they_were_not_signed_in(stranger, provider):
    says_there(stranger, provider, button="Deny").looks().sees("You were not signed in")
