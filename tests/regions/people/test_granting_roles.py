"""Who grants and ends which role, where, and who hears of it."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from regions.actions.roles import end_role, grant_role
from regions.models import Region, RoleAssignment
from talentboard.access import NotAllowed, NotFound, NotPermitted, Permission, Role, permitted, scopes_of
from talentboard.accounts.models import User
from talentboard.accounts.operator import operator
from talentboard.audit import Event
from talentboard.audit.models import AuditEvent
from talentboard.clock import today
from tests.factories import OrganisationFactory, RegionFactory, UserFactory
from tests.fixtures.people import give, with_role

pytestmark = pytest.mark.django_db
NATION_ROLES = {Role.NATIONAL_TEAM, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR}
REGION_ROLES = {Role.BOARD_MEMBER, Role.REGIONAL_LEAD, Role.REGIONAL_TEAM}
ORGANISATION_ROLES = {Role.HR_DIRECTOR, Role.CHIEF_EXECUTIVE, Role.CHAIR}


@pytest.fixture
def east() -> Region:
    return RegionFactory(slug="east")


def outcome(role: Role, place: Region | None, *, by) -> str:
    try:
        with transaction.atomic():
            grant_role(UserFactory(), role, place=place, by=by)
    except (NotFound, NotPermitted, NotAllowed) as refusal:
        return type(refusal).__name__
    return "granted"


def place_in(east: Region, role: Role):
    """Where a role is held in East: the region, or an organisation there."""
    return OrganisationFactory(placed=east) if role in ORGANISATION_ROLES else east


def test_a_regional_lead_grants_the_roles_of_their_region_and_no_other(east):
    lead, london = with_role(Role.REGIONAL_LEAD, "east"), RegionFactory(slug="london")
    assert {role: outcome(role, place_in(east, role), by=lead) for role in Role} == {
        Role.BOARD_MEMBER: "granted",
        Role.REGIONAL_LEAD: "granted",
        Role.REGIONAL_TEAM: "granted",
        Role.NATIONAL_TEAM: "NotPermitted",
        Role.HR_DIRECTOR: "granted",
        Role.CHIEF_EXECUTIVE: "granted",
        Role.CHAIR: "granted",
        Role.AUDITOR: "NotPermitted",
        Role.SYSTEM_ADMINISTRATOR: "NotPermitted",
    }
    elsewhere = (london, None, OrganisationFactory(placed=london))
    assert {outcome(role, place, by=lead) for role in Role for place in elsewhere} == {"NotFound"}


def test_the_national_team_grants_every_role_where_it_is_held(east):
    team = with_role(Role.NATIONAL_TEAM)
    assert {role for role in Role if outcome(role, east, by=team) == "granted"} == {*REGION_ROLES, Role.AUDITOR}
    assert {role for role in Role if outcome(role, None, by=team) == "granted"} == NATION_ROLES
    trust = OrganisationFactory(placed=east)
    assert {role for role in Role if outcome(role, trust, by=team) == "granted"} == ORGANISATION_ROLES


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.REGIONAL_TEAM, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR])
def test_nobody_else_grants_anything(role, east):
    reader = with_role(role, None if role in NATION_ROLES else "east")
    assert {outcome(granted, east, by=reader) for granted in Role} == {"NotPermitted"}


def test_nobody_grants_a_role_to_themselves(east):
    lead = with_role(Role.REGIONAL_LEAD, "east")
    with pytest.raises(NotAllowed, match="Nobody grants a role to themselves"):
        grant_role(lead, Role.BOARD_MEMBER, place=east, by=lead)


def test_the_database_too_refuses_a_role_granted_to_oneself(east):
    lead = with_role(Role.REGIONAL_LEAD, "east")
    with pytest.raises(IntegrityError, match="role_not_granted_to_oneself"), transaction.atomic():
        RoleAssignment.objects.create(user=lead, role="board-member", region=east, since=today(), granted_by=lead)


def test_a_role_works_from_its_first_day_until_its_last(east):
    lead, person = with_role(Role.REGIONAL_LEAD, "east"), UserFactory()
    day = today()
    held = grant_role(person, Role.BOARD_MEMBER, place=east, by=lead, since=day, until=day + dt.timedelta(days=1))
    later = grant_role(person, Role.REGIONAL_TEAM, place=east, by=lead, since=day + dt.timedelta(days=1))
    assert [scope.role for scope in scopes_of(User.objects.get(pk=person.pk))] == [Role.BOARD_MEMBER]
    assert (held.last_day, later.last_day) == (day, None)


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [(-1, None, "today or later"), (3, 3, "last day"), (0, None, "already holds this role")],
    ids=["in the past", "empty", "twice"],
)
def test_days_that_make_no_sense_are_refused(east, since, until, sentence):
    lead, person, day = with_role(Role.REGIONAL_LEAD, "east"), UserFactory(), today()
    give(person, Role.BOARD_MEMBER, "east", since=day, until=day + dt.timedelta(days=2))
    with pytest.raises(NotAllowed, match=sentence):
        grant_role(
            person,
            Role.BOARD_MEMBER,
            place=east,
            by=lead,
            since=day + dt.timedelta(days=since),
            until=until and day + dt.timedelta(days=until),
        )


def test_the_same_role_may_follow_itself(east):
    lead, person, day = with_role(Role.REGIONAL_LEAD, "east"), UserFactory(), today()
    end = day + dt.timedelta(days=2)
    give(person, Role.BOARD_MEMBER, "east", since=day, until=end)
    assert grant_role(person, Role.BOARD_MEMBER, place=east, by=lead, since=end).since == end


def test_a_closed_account_gets_no_role(east):
    with pytest.raises(NotAllowed, match="closed"):
        grant_role(
            UserFactory(is_active=False), Role.BOARD_MEMBER, place=east, by=with_role(Role.REGIONAL_LEAD, "east")
        )


def test_ending_a_role_takes_it_away_at_once(east):
    lead, member = with_role(Role.REGIONAL_LEAD, "east"), with_role(Role.BOARD_MEMBER, "east")
    assert permitted(User.objects.get(pk=member.pk), Permission.READ_FIGURES, region="east")
    ended = end_role(member.role_assignments.get(), by=lead)
    assert (ended.until, ended.ended_by) == (today(), lead)
    assert not permitted(User.objects.get(pk=member.pk), Permission.READ_FIGURES, region="east")


def test_nobody_ends_their_own_role(east):
    lead = with_role(Role.REGIONAL_LEAD, "east")
    with pytest.raises(NotAllowed, match="Nobody ends their own role"):
        end_role(lead.role_assignments.get(), by=lead)


def test_a_lead_ends_no_role_of_another_region_or_the_nation():
    lead = with_role(Role.REGIONAL_LEAD, "east")
    for other in (with_role(Role.BOARD_MEMBER, "london"), with_role(Role.AUDITOR)):
        with pytest.raises(NotFound):
            end_role(other.role_assignments.get(), by=lead)


def test_a_role_that_has_not_begun_never_begins(east):
    lead, person = with_role(Role.REGIONAL_LEAD, "east"), UserFactory()
    held = grant_role(person, Role.BOARD_MEMBER, place=east, by=lead, since=today() + dt.timedelta(days=9))
    ended = end_role(held, by=lead)
    assert ended.since == ended.until


def test_granting_and_ending_leave_lines_in_the_region(east):
    lead, person = with_role(Role.REGIONAL_LEAD, "east"), UserFactory()
    end_role(grant_role(person, Role.BOARD_MEMBER, place=east, by=lead), by=lead)
    lines = AuditEvent.objects.filter(kind__in=[Event.ROLE_GRANTED, Event.ROLE_ENDED]).order_by("id")
    assert [(line.kind, line.region, line.by) for line in lines] == [
        (Event.ROLE_GRANTED, "east", lead),
        (Event.ROLE_ENDED, "east", lead),
    ]


def test_the_person_and_the_other_leads_hear_of_it(east, commits_at_once):
    lead = with_role(Role.REGIONAL_LEAD, "east", email="lead@example.org", name="Lea Lead")
    with_role(Role.REGIONAL_LEAD, "east", email="other@example.org")
    with_role(Role.REGIONAL_LEAD, "london", email="london@example.org")
    with_role(Role.NATIONAL_TEAM, email="nation@example.org")
    with_role(Role.NATIONAL_TEAM, email="closed@example.org", is_active=False)
    with_role(Role.REGIONAL_TEAM, "east", email="team@example.org")
    person = UserFactory(email="new@example.org", name="Niamh O'Neill")
    grant_role(person, Role.BOARD_MEMBER, place=east, by=lead)
    assert [message.to for message in mail.outbox] == [
        ["new@example.org"], ["nation@example.org"], ["other@example.org"],
    ]  # fmt: skip
    assert "Lea Lead has given Niamh O'Neill the role of board member in East" in mail.outbox[1].body


def test_the_operator_is_audited_and_mails_nobody(east, commits_at_once):
    with_role(Role.NATIONAL_TEAM)
    held = grant_role(UserFactory(), Role.BOARD_MEMBER, place=east, by=operator(), since=dt.date(2020, 1, 1))
    assert mail.outbox == []
    line = AuditEvent.objects.get(kind=Event.ROLE_GRANTED, about_id=str(held.pk))
    assert (line.by, line.operator.startswith("command line:")) == (None, True)
