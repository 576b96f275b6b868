"""Somebody without an account comes by a link from a mail: once, to one thing, until they leave."""

import pytest

from nominations.invitations import link_for
from nominations.models import Nomination
from talentboard.accounts.models import User
from talentboard.links.tokens import path_of
from tests.fixtures.nominations import Stage, sent, stage
from tests.fixtures.site import Site
from tests.journeys.acting import PASSWORD, Journey
from tests.journeys.ways import WIDE, Way

PHONE_WITHOUT_SCRIPTS = Way(390, javascript=False)
SENTENCE = "You have a message from your regional talent board"


@pytest.fixture(scope="module")
def on(site: Site) -> Stage:
    """The people around a round in East."""
    with site.rows():
        return stage()


def asked(site: Site, on: Stage, address: str) -> tuple[Nomination, str]:
    """A nomination of somebody at an address without an account, and the path of the link mailed to them."""
    with site.rows():
        one = sent(on, nominee=User(name="Sam Okafor", email=address))
        link = link_for(one)
        return one, path_of(link.purpose, link.pk)


@pytest.mark.parametrize("way", [WIDE, PHONE_WITHOUT_SCRIPTS], ids=str)
def test_a_link_is_used_once_and_opens_one_thing_until_its_person_leaves(
    journey: Journey, site: Site, on: Stage, way: Way
):
    one, path = asked(site, on, f"sam.{way}@elsewhere.example")
    page = f"/east/nominations/{one.pk}/yours/"
    guest, other = journey.stranger(way), journey.stranger(way)
    guest.opens(path).sees(SENTENCE, "The link works once").presses("Read it")
    guest.sees("Sam Okafor", "Here by a link from a mail").opens(path).sees("Here by a link from a mail")
    guest.opens("/east/posts/").sees("E-mail address", "Password").opens("/nominations/").sees("Password")
    other.opens(path, finds=404).sees("This link has been used.").opens(page).sees("E-mail address", "Password")

    guest.opens("/accounts/link/account/").sees("Make an account", f"sam.{way}@elsewhere.example")
    guest.fills("Choose a password", "short").presses("Make the account").sees("There is a problem", "12 characters")
    guest.opens(page).presses("Leave").sees("You have left").opens(page).sees("E-mail address", "Password")
    guest.opens(path, finds=404).presses("Send me a new link").sees("Look in your mail")
    other.opens("/accounts/link/nominee/x/", finds=404).sees("This link is not known").but_not("Send me a new link")


def test_an_account_is_made_of_it_and_comes_back_without_a_link(journey: Journey, site: Site, on: Stage):
    one, path = asked(site, on, "sam.account@elsewhere.example")
    page = f"/east/nominations/{one.pk}/yours/"
    guest = journey.stranger().opens(path).presses("Read it").opens("/accounts/link/account/")
    guest.fills("Your name", "Sam Okafor").fills("Choose a password", PASSWORD)
    guest.fills("The same password again", PASSWORD).presses("Make the account").sees("Sam Okafor", "Sign out")
    later = journey.stranger().opens(page)
    later.fills("E-mail address", "sam.account@elsewhere.example").fills("Password", PASSWORD).presses("Sign in")
    later.opens(page).sees("Sam Okafor")
