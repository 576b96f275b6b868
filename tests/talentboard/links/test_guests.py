"""Whoever came by a link: what they hold, for how long, and the account they make of it."""

import re

import pytest
from django.test import Client

from talentboard.access import NotAllowed, NotFound, Permission, Role, require
from talentboard.accounts import actions as accounts
from talentboard.accounts.models import User
from talentboard.accounts.operator import operator
from talentboard.accounts.sessions import BEGAN, IDLE_SECONDS, LAST_ACTIVE
from talentboard.audit import Event
from talentboard.audit.models import AuditEvent
from talentboard.links import actions
from talentboard.links.guests import GRANTS, Guest
from talentboard.links.models import Link
from tests.factories import RegionFactory, UserFactory
from tests.fixtures.links import SAM, came_by, path, to_sam
from tests.fixtures.people import signed_in, with_role

PASSWORD = "seven quiet harbours in spring"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_yet")]


@pytest.fixture
def east():
    return RegionFactory(slug="east")


@pytest.fixture
def link(errand, east):
    return to_sam(east)


@pytest.fixture
def account():
    """Sam's account, with a password."""
    person = UserFactory(email=SAM)
    person.set_password(PASSWORD)
    person.save()
    return person


def make_account(client: Client, **typed):
    return client.post(
        "/accounts/link/account/", {"name": "Sam Okafor", "password": PASSWORD, "again": PASSWORD, **typed}
    )


def move_session(client: Client, **facts) -> None:
    session = client.session
    session.update(facts)
    session.save()


def sign_in(client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": SAM, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()


def test_a_guest_has_no_role(link, east):
    with pytest.raises(NotFound):
        require(Guest([link]), Permission.READ_POSTS, about=east)


def test_what_a_guest_does_names_the_link(link):
    came_by(link).get("/errand/east/")
    line = AuditEvent.objects.get(kind=Event.POST_READ)
    assert (line.by, line.operator) == (None, f"by link {str(link.pk)[:8]}")


def test_a_guest_may_hold_several_links(link, errand):
    london = to_sam(RegionFactory(slug="london"))
    client = came_by(link)
    client.post(path(london))
    assert [client.get(f"/errand/{slug}/").status_code for slug in ("east", "london")] == [200, 200]


def test_a_new_session_begins_with_the_link(link):
    client = Client()
    move_session(client, typed="before")
    before = client.session.session_key
    client.post(path(link))
    assert client.session.session_key != before


def test_a_visit_ends_when_it_lies_idle_and_when_its_person_leaves(link, east):
    client = came_by(link)
    client.get("/errand/east/")
    move_session(client, **{LAST_ACTIVE: client.session[BEGAN] - IDLE_SECONDS - 1})
    assert client.get("/errand/east/").status_code == 302
    other = came_by(to_sam(east))
    assert other.post("/accounts/link/leave/").url == "/accounts/link/left/"
    assert other.get("/errand/east/").status_code == 302
    assert b"You have left" in other.get("/accounts/link/left/").content


def test_a_page_knows_how_long_a_visit_lasts_and_whose_it_is(link, east, errand):
    said = came_by(link).get("/accounts/session/").json()
    assert IDLE_SECONDS - 60 < said["seconds_left"] <= IDLE_SECONDS
    newer = came_by(to_sam(east)).get("/accounts/session/").json()
    other = came_by(to_sam(RegionFactory(slug="london"))).get("/accounts/session/").json()
    assert newer["account"] == said["account"] != other["account"]
    assert Client().get("/accounts/session/").status_code == 401


def test_what_the_page_asks_by_itself_is_told_when_the_visit_has_ended(link):
    client = came_by(link)
    asked = {"headers": {"X-Background": "1"}}
    assert client.get("/errand/east/", **asked).status_code == 200
    client.post("/accounts/link/leave/")
    assert client.get("/errand/east/", **asked).status_code == 401


def test_the_links_of_a_visit_cost_one_query(link, django_assert_num_queries):
    client = came_by(link)
    client.get("/accounts/session/")
    with django_assert_num_queries(2):  # the session, the links
        client.get("/accounts/session/", headers={"X-Background": "1"})


# An account of it


def test_a_guest_makes_an_account_of_their_address_and_goes_on_where_they_were(link, errand):
    client = came_by(link)
    page = client.get("/accounts/link/account/").content.decode()
    assert SAM in page
    assert make_account(client).url == "/errand/east/"
    person = User.objects.get(email=SAM)
    assert (person.name, person.state, person.check_password(PASSWORD)) == ("Sam Okafor", "open", True)
    assert person.emailaddress_set.get().verified
    assert errand.claimed == [(link, person)]
    assert client.session["_auth_user_id"] == str(person.pk)
    assert GRANTS not in client.session
    assert AuditEvent.objects.get(kind=Event.ACCOUNT_REGISTERED).by == person


def test_only_what_went_to_the_address_goes_over_to_the_account(link, errand):
    errand.address = "kim@example.nhs.uk"
    other = to_sam(RegionFactory(slug="london"), address=errand.address)
    client = came_by(other)
    errand.address = SAM
    client.post(path(link))
    make_account(client)
    assert [one for one, _person in errand.claimed] == [link]
    assert GRANTS not in client.session


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "Enter your name"),
        ({"password": "short", "again": "short"}, "at least 12 characters"),
        ({"again": "another sound of the bell"}, "The two passwords differ"),
        ({"password": "sam.okafor@example", "again": "sam.okafor@example"}, "too similar"),
    ],
)
def test_what_was_typed_wrong_is_said_and_no_account_is_made(typed, sentence, link, errand):
    page = make_account(came_by(link), **typed)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not User.objects.filter(email=SAM).exists()


def test_an_invitation_that_nobody_has_accepted_is_accepted_with_it(link, errand):
    invited = accounts.invite(email=SAM, name="S. Okafor", by=operator())
    make_account(came_by(link))
    invited.user.refresh_from_db()
    assert (invited.user.name, invited.user.state, errand.claimed[0][1]) == ("Sam Okafor", "open", invited.user)
    assert Client().get(invited.path).status_code == 404


def test_an_account_that_is_there_is_not_made_again(link, account):
    answer = make_account(came_by(link), password="another sound of the bell", again="another sound of the bell")
    assert (answer.status_code, b"Sign in with it." in answer.content) == (409, True)
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_an_account_that_was_closed_is_not_opened_by_a_link(link, account):
    accounts.close(account, by=with_role(Role.SYSTEM_ADMINISTRATOR))
    answer = make_account(came_by(link))
    assert (answer.status_code, b"is closed" in answer.content) == (409, True)
    account.refresh_from_db()
    assert not account.is_active


def test_no_account_is_made_for_an_address_that_is_another_now(link, errand):
    client = came_by(link)
    errand.address = "kim@example.nhs.uk"
    assert make_account(client).status_code == 409
    assert not User.objects.filter(email__in=[SAM, errand.address]).exists()


def test_nobody_makes_an_account_without_a_link(errand):
    assert Client().get("/accounts/link/account/").status_code == 404
    assert make_account(Client()).status_code == 404


def test_whoever_signs_in_to_the_account_of_the_address_takes_it_over(link, errand, account):
    client = came_by(link)
    sign_in(client)
    assert errand.claimed == [(link, account)]
    assert GRANTS not in client.session


def test_whoever_signs_in_to_another_account_takes_nothing_over_and_keeps_nothing(errand, east, account):
    errand.address = "kim@example.nhs.uk"
    client = came_by(to_sam(east, address=errand.address))
    sign_in(client)
    assert errand.claimed == []
    assert GRANTS not in client.session


# Whoever is signed in


def test_a_link_to_the_address_of_ones_account_is_used_while_signed_in(link, errand, account):
    client = signed_in(account)
    assert "Read it" in client.get(path(link)).content.decode()
    assert client.post(f"{path(link)}use/").url == "/errand/east/"
    link.refresh_from_db()
    assert (link.is_granted, errand.claimed) == (True, [(link, account)])
    assert AuditEvent.objects.get(kind=Event.LINK_USED).by == account
    assert client.post(f"{path(link)}use/").url == client.get(path(link)).url == "/errand/east/"
    assert signed_in(UserFactory()).get(path(link)).status_code == Client().get(path(link)).status_code == 404


@pytest.mark.parametrize("way", ["", "use/"])
def test_a_link_to_somebody_else_is_not_used_by_whoever_is_signed_in(way, link, errand):
    client = signed_in(UserFactory())
    page = client.post(f"{path(link)}{way}", follow=True)
    assert "sent to another address" in page.content.decode()
    assert "Read it" not in page.content.decode()
    link.refresh_from_db()
    assert (link.used_at, errand.opened) == (None, [])


def test_a_link_to_an_account_opens_nothing_until_its_person_has_signed_in(errand, east, account):
    link = to_sam(east, address="", to=account)
    stranger = Client()
    page = stranger.post(path(link)).content.decode()
    assert f"/accounts/login/?next={path(link)}use/" in page
    assert stranger.post(f"{path(link)}use/").url.startswith("/accounts/login/")
    assert signed_in(UserFactory()).post(f"{path(link)}use/").url == path(link)
    link.refresh_from_db()
    assert link.used_at is None
    sign_in(stranger)
    assert stranger.get(f"{path(link)}use/").url == path(link)
    assert stranger.post(f"{path(link)}use/").url == "/errand/east/"
    assert errand.opened == [link]


def test_a_role_that_needs_a_second_factor_shows_it_before_using_a_link(errand, east):
    person = with_role(Role.BOARD_MEMBER, "east")
    link = to_sam(east, address="", to=person)
    assert "/second-factor/" in signed_in(person, with_second_factor=False).post(f"{path(link)}use/").url
    assert signed_in(person).post(f"{path(link)}use/").url == "/errand/east/"


# A new link


def ask_again(link: Link) -> str:
    return ask_at(f"{path(link)}again/")


def ask_at(address: str) -> str:
    """What is answered, tokens of forms aside."""
    answer = Client().post(address, follow=True)
    assert answer.status_code == 200
    return re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode())


def test_a_new_link_is_sent_after_one_was_used_or_has_ended(link, errand, east, later):
    came_by(link)
    later(minutes=6)
    assert "Look in your mail" in ask_again(link)
    (first,) = errand.sent
    assert first.goes_to(SAM)
    later(days=2)
    ask_again(first)
    assert len(errand.sent) == 2
    assert came_by(errand.sent[1])


def test_whatever_becomes_of_it_the_answer_is_the_same(link, errand, east, later):
    answers = {ask_again(link)}  # it is open
    came_by(link)
    answers.add(ask_again(link))  # too soon
    later(minutes=6)
    errand.address = "kim@example.nhs.uk"
    answers.add(ask_again(link))  # to another address
    errand.address = ""
    answers.add(ask_again(link))  # the thing is gone
    actions.revoke(about=east)
    errand.address = SAM
    answers.add(ask_again(link))  # taken back
    answers.add(ask_at("/accounts/link/errand/made-up.x/again/"))
    assert (len(answers), errand.sent) == (1, [])


def test_new_links_are_sent_every_five_minutes_and_five_a_day_at_most(link, errand, later):
    came_by(link)
    ask_again(link)
    assert errand.sent == []
    for _ in range(9):
        later(minutes=6)
        ask_again(link)
    assert Link.objects.count() == 5
    later(days=1)
    ask_again(link)
    assert Link.objects.count() == 6


def test_what_the_app_refuses_then_is_not_told(link, errand, later, monkeypatch):
    came_by(link)
    later(minutes=6)

    def refuse(self, link):
        raise NotAllowed("The round has closed.")

    monkeypatch.setattr(type(errand), "again", refuse)
    assert "Look in your mail" in ask_again(link)
