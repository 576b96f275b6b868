"""An invitation leads to an account, once."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client

from talentboard.access import NotAllowed, NotFound, NotPermitted, Role
from talentboard.accounts import actions
from talentboard.accounts.models import User
from talentboard.accounts.operator import operator
from talentboard.audit import Event
from talentboard.audit.models import AuditEvent
from talentboard.clock import now
from tests.factories import UserFactory
from tests.fixtures.people import signed_in, somebody_with, with_role

PASSWORD = "seven quiet harbours in spring"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_yet")]


@pytest.fixture
def keeper():
    return with_role(Role.SYSTEM_ADMINISTRATOR, name="Kim Archer")


def invite(by, **facts) -> actions.Invited:
    return actions.invite(**{"email": "sam@example.org", "name": "Sam Okafor", "by": by, **facts})


def choose(path: str, password: str = PASSWORD, client: Client | None = None):
    return (client or Client()).post(path, {"password": password, "again": password})


def test_an_invited_person_has_an_account_without_a_password(keeper):
    person = invite(keeper, email="Sam@Example.org").user
    assert (person.email, person.state, person.has_usable_password()) == ("sam@example.org", "invited", False)


def test_only_a_digest_of_the_secret_is_kept(keeper):
    invited = invite(keeper)
    secret = invited.path.split("/")[-2]
    assert secret not in str(vars(invited.invitation))


def test_the_mail_goes_out_on_commit_with_the_link(keeper, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invited = invite(keeper, address="https://boards.example/")
    assert [message.to for message in mail.outbox] == [["sam@example.org"]]
    assert f"https://boards.example{invited.path}" in mail.outbox[0].body
    invited.invitation.refresh_from_db()
    assert invited.invitation.delivery == "mailed"


def test_a_mail_server_that_is_down_loses_no_invitation(keeper, django_capture_on_commit_callbacks, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client = signed_in(keeper)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/people/invite/", {"name": "Sam Okafor", "email": "sam@example.org"})
    person = User.objects.get(email="sam@example.org")
    page = client.get(f"/people/{person.pk}/").content.decode()
    assert "The mail could not be sent" in page
    assert "Send the invitation again" in page


def test_an_operator_hands_the_link_over_and_nothing_is_mailed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invited = invite(operator())
    assert mail.outbox == []
    assert invited.invitation.delivery == "by-hand"


def test_who_accepts_has_a_password_is_signed_in_and_sets_up_a_second_factor_next(keeper):
    invited, client = invite(keeper), Client()
    response = choose(invited.path, client=client)
    assert (response.status_code, response.url) == (302, "/accounts/second-factor/")
    invited.user.refresh_from_db()
    assert invited.user.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(invited.user.pk)
    assert AuditEvent.objects.filter(kind=Event.ACCOUNT_ACCEPTED, by=invited.user).count() == 1


def test_an_invitation_works_once(keeper):
    invited = invite(keeper)
    choose(invited.path)
    response = choose(invited.path, "another sound of the harbour bell")
    assert response.status_code == 404
    assert b"This invitation has been used." in response.content
    invited.user.refresh_from_db()
    assert invited.user.check_password(PASSWORD)


def test_an_invitation_ends_after_fourteen_days_and_says_whom_to_ask(keeper):
    invited = invite(keeper)
    assert invited.invitation.expires_at - now() == pytest.approx(dt.timedelta(days=14), abs=dt.timedelta(minutes=1))
    invited.invitation.expires_at = now()
    invited.invitation.save()
    response = Client().get(invited.path)
    assert (response.status_code, b"Ask Kim Archer for a new one." in response.content) == (404, True)


def test_a_made_up_link_names_nobody(keeper):
    invite(keeper)
    response = Client().get("/accounts/invitation/made-up/")
    assert response.status_code == 404
    assert not re.search(rb"Sam|sam@|Kim", response.content)


def test_sending_again_ends_the_earlier_link(keeper):
    first = invite(keeper)
    second = actions.send_again(first.user, by=keeper)
    assert Client().get(first.path).status_code == 404
    assert Client().get(second.path).status_code == 200


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("short", "short", "at least 12 characters"),
        ("seven quiet harbours", "other words entirely", "differ"),
        ("", "", ">Choose a password</a>"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_the_reason(keeper, password, again, sentence):
    invited = invite(keeper)
    page = Client().post(invited.path, {"password": password, "again": again})
    invited.user.refresh_from_db()
    assert (page.status_code, invited.user.has_usable_password()) == (200, False)
    assert sentence in page.content.decode()


def test_an_address_has_one_account_whatever_its_capitals(keeper):
    UserFactory(email="sam@example.org")
    with pytest.raises(NotAllowed, match="already has an account"):
        invite(keeper, email="SAM@example.org")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM_ADMINISTRATOR])
def test_nobody_but_a_system_administrator_invites(role):
    nation = role in {Role.NATIONAL_TEAM, Role.AUDITOR}
    with pytest.raises(NotPermitted if nation else NotFound):
        invite(somebody_with(role))


def test_an_invitation_cannot_be_got_round_by_a_forgotten_password(keeper):
    invite(keeper)
    Client().post("/accounts/password/reset/", {"email": "sam@example.org"})
    assert ["/password/reset/key/" in message.body for message in mail.outbox] == [False]


def test_another_person_who_is_signed_in_is_signed_out_by_accepting(keeper):
    invited = invite(keeper)
    client = signed_in(keeper)
    choose(invited.path, client=client)
    assert client.session["_auth_user_id"] == str(invited.user.pk)
    assert client.get("/people/").status_code == 403
