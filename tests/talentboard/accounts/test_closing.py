"""A closed account is shut at once, and opening it again begins at the beginning."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from regions.actions.roles import close_account
from talentboard.access import NotAllowed, Role, scopes_of
from talentboard.accounts import actions
from talentboard.accounts.models import User
from tests.fixtures.people import give, signed_in, with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return with_role(Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def lead():
    person = with_role(Role.REGIONAL_LEAD, "east", name="Sam Okafor")
    person.set_password("seven quiet harbours in spring")
    person.save()
    TOTP.activate(person, "A" * 32)
    return person


def test_closing_ends_the_sessions_at_once(keeper, lead):
    client = signed_in(lead)
    assert client.get("/people/").status_code == 200
    close_account(lead, by=keeper)
    assert client.get("/people/").url == "/accounts/login/?next=/people/"


def test_a_session_from_before_stays_dead_after_opening_again(keeper, lead):
    client = signed_in(lead)
    close_account(lead, by=keeper)
    actions.reopen(lead, by=keeper)
    assert client.get("/").url == "/accounts/login/?next=/"


def test_closing_takes_password_second_factors_and_roles_away(keeper, lead):
    close_account(lead, by=keeper)
    person = User.objects.get(pk=lead.pk)
    assert not person.has_usable_password()
    assert not Authenticator.objects.filter(user=person).exists()
    actions.reopen(person, by=keeper)
    assert scopes_of(User.objects.get(pk=lead.pk)) == ()


def test_an_invitation_that_is_out_ends_with_the_account(keeper, client):
    invited = actions.invite(email="sam@example.org", name="Sam", by=keeper)
    actions.close(invited.user, by=keeper)
    assert client.get(invited.path).status_code == 404


def test_nobody_closes_their_own_account(keeper):
    with pytest.raises(NotAllowed, match="cannot close your own account"):
        actions.close(keeper, by=keeper)


def test_a_closed_account_is_closed_once(keeper, lead):
    actions.close(lead, by=keeper)
    with pytest.raises(NotAllowed, match="already closed"):
        actions.close(lead, by=keeper)


def test_the_page_says_what_is_lost_before_it_is(keeper, lead):
    give(lead, Role.BOARD_MEMBER, "london")
    client = signed_in(keeper)
    page = client.get(f"/people/{lead.pk}/close/").content.decode()
    assert "The role of regional lead in East ends." in page
    assert "The role of board member in London ends." in page
    lead.refresh_from_db()
    assert lead.is_active
    client.post(f"/people/{lead.pk}/close/")
    lead.refresh_from_db()
    assert not lead.is_active
