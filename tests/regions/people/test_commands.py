"""The commands about people: appoint, demo_people, second_factor_code."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from talentboard.access import NATION, NotAllowed, Role, Scope, scopes_of
from talentboard.accounts import actions, demonstration
from talentboard.accounts.models import User
from talentboard.accounts.operator import operator
from talentboard.audit import Event
from talentboard.audit.models import AuditEvent
from tests.factories import UserFactory
from tests.fixtures.people import give, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_yet", "clock_stands_still")]
FIRST = "first@example.org"


def run(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out, stderr=StringIO())
    return out.getvalue()


def path_in(link: str) -> str:
    return "/" + link.strip().split("/", 3)[3]


def test_appoint_invites_the_first_of_the_national_team_and_prints_the_link_alone(commits_at_once):
    link = run("appoint", FIRST.upper(), "--name", "Fay First")
    person = User.objects.get()
    assert (person.email, person.name, person.state) == (FIRST, "Fay First", "invited")
    assert scopes_of(person) == (Scope(Role.NATIONAL_TEAM, NATION),)
    assert len(link.splitlines()) == 1
    assert Client().get(path_in(link)).status_code == 200
    assert mail.outbox == []


def test_appoint_is_audited_with_the_operator():
    run("appoint", FIRST)
    lines = AuditEvent.objects.order_by("id").values_list("kind", "by")
    assert list(lines) == [(Event.ACCOUNT_INVITED, None), (Event.ROLE_GRANTED, None)]
    assert all(line.operator for line in AuditEvent.objects.all())


def test_appoint_refuses_as_long_as_somebody_is_there():
    run("appoint", FIRST)
    with pytest.raises(CommandError, match="already holds the role of national team"):
        run("appoint", "second@example.org")
    assert User.objects.count() == 1


def test_appoint_invites_the_first_system_administrator_too_and_no_second():
    run("appoint", FIRST)
    run("appoint", "keeper@example.org", "--role", "system-administrator")
    assert scopes_of(User.objects.get(email="keeper@example.org")) == (Scope(Role.SYSTEM_ADMINISTRATOR, NATION),)
    with pytest.raises(CommandError, match="already is system administrator"):
        run("appoint", "second@example.org", "--role", "system-administrator")


def test_appoint_works_again_when_the_last_one_has_gone():
    with_role(Role.NATIONAL_TEAM, is_active=False)
    run("appoint", FIRST)
    assert scopes_of(User.objects.get(email=FIRST)) == (Scope(Role.NATIONAL_TEAM, NATION),)


def test_appoint_takes_a_person_who_can_already_sign_in():
    person = UserFactory(email=FIRST, name="Fay First")
    person.set_password("seven quiet harbours in spring")
    person.save()
    assert path_in(run("appoint", FIRST)) == "/accounts/login/"
    assert scopes_of(person) == (Scope(Role.NATIONAL_TEAM, NATION),)


def test_appoint_opens_a_closed_account_again():
    UserFactory(email=FIRST, is_active=False)
    assert Client().get(path_in(run("appoint", FIRST))).status_code == 200


@pytest.mark.parametrize("address", ["fay", "fay@", "", "fay first@example.org"])
def test_appoint_takes_an_address_only(address):
    with pytest.raises(CommandError, match="is not an e-mail address"):
        run("appoint", address)


@pytest.fixture
def demonstrating(settings):
    settings.DEMONSTRATION = True


@pytest.fixture
def sam(demonstrating) -> User:
    person = actions.invite(email=demonstration.address("sam"), name="Sam Okafor", by=operator()).user
    give(person, Role.REGIONAL_LEAD, "east")
    return demonstration.make_ready(person)


def test_a_demonstration_account_signs_in_with_the_printed_password_and_code(sam):
    client = Client()
    client.post("/accounts/login/", {"login": sam.email, "password": demonstration.PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": run("second_factor_code", sam.email).strip()})
    assert client.get("/people/").status_code == 200


def test_making_ready_twice_is_once(sam):
    demonstration.make_ready(sam)
    assert Authenticator.objects.filter(user=sam).count() == 1


def test_demo_people_prints_who_to_sign_in_as(sam):
    UserFactory(email="real@example.org")
    printed = run("demo_people")
    assert "sam@talentboard.example  regional lead in East" in printed
    assert demonstration.PASSWORD in printed
    assert demonstration.SECRET in printed
    assert "real@example.org" not in printed


def test_off_the_demonstration_nothing_is_printed_and_nothing_made(sam, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="not a demonstration"):
        run("demo_people")
    with pytest.raises(CommandError, match="not a demonstration"):
        run("second_factor_code", sam.email)
    with pytest.raises(NotAllowed, match="not a demonstration"):
        demonstration.make_ready(sam)


def test_a_real_address_is_never_a_demonstration_account(demonstrating):
    person = UserFactory(email="real@example.org")
    with pytest.raises(NotAllowed, match="not an account of the demonstration"):
        demonstration.make_ready(person)
    with pytest.raises(CommandError, match="not an account of the demonstration"):
        run("second_factor_code", person.email)


def test_an_unknown_address_has_no_code(demonstrating):
    with pytest.raises(CommandError, match="No account has the address"):
        run("second_factor_code", "nobody@talentboard.example")
