"""People are told that they are kept, once; and whoever comes by the mail's link looks after their record."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client

from pools.actions.merging import merge
from pools.actions.telling import LASTS, claim, tell
from pools.models import Candidate
from pools.telling import to_tell
from regions.reach import reach
from talentboard.access import NotAllowed, NotFound, NotPermitted, Permission, Role
from talentboard.accounts.models import User
from talentboard.audit.models import AuditEvent
from talentboard.clock import now, today
from talentboard.links.models import Link
from talentboard.links.tokens import path_of
from talentboard.notifications import telling_nobody
from talentboard.notifications.models import Notification
from talentboard.notifications.sending import send_due
from tests.factories import (
    CandidateFactory,
    MembershipFactory,
    OrganisationFactory,
    PoolFactory,
    RegionFactory,
    UserFactory,
    state_from,
)
from tests.fixtures.anywhere import kept_in
from tests.fixtures.people import with_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits_yet", "set_clock")]
SAM = "sam.okafor@example.nhs.uk"
PASSWORD = "seven quiet harbours in spring"


@pytest.fixture
def east():
    return RegionFactory(slug="east")


@pytest.fixture
def team(east):
    return with_role(Role.REGIONAL_TEAM, "east", name="Tess Team")


@pytest.fixture
def sam(east):
    """A member of a pool of East, which keeps the record."""
    person = CandidateFactory(name="Sam Okafor", email=SAM, employer=OrganisationFactory())
    MembershipFactory(candidate=person, pool=PoolFactory(name="Finance", region=east))
    return person


def names(team) -> list[str]:
    here = reach(team, Permission.CHANGE_MEMBERS).within("east")
    return [person.name for person in to_tell(here)]


def path_in(message) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", message.body)[1]


def test_whoever_is_told_gets_a_mail_and_is_told_from_the_act_on(sam, east, team, mailoutbox):
    assert tell([sam.pk], region=east, by=team) == [sam]
    sam.refresh_from_db()
    assert sam.told_on == today()
    assert names(team) == []
    assert AuditEvent.objects.get(kind="candidate-told").about_id == str(sam.pk)
    assert mailoutbox == []  # it leaves after the act, by the worker
    send_due()
    (message,) = mailoutbox
    assert message.to == [SAM]
    assert message.subject == "The NHS talent board of East has your name"
    for words in (
        "Dear Sam Okafor", "your name and work e-mail address; where you work; that you are a member of a talent pool",
        "in which regions you would take a post", "the regional talent team of East", "If you do nothing",
    ):  # fmt: skip
        assert words in message.body
    html = message.alternatives[0][0]
    assert "Dear Sam Okafor" in html
    assert "Finance" not in message.body  # a mail may be read by others: it says what kinds of things are held


def test_what_is_not_held_is_not_said(east, team, mailoutbox):
    person = CandidateFactory(email=SAM, mobile=[])
    tell([person.pk], region=east, by=team)
    send_due()
    assert "What we hold: your name and work e-mail address. We hold" in mailoutbox[0].body


def test_the_address_stays_with_the_record_alone_once_the_mail_has_left(sam, east, team):
    tell([sam.pk], region=east, by=team)
    send_due()
    assert kept_in(SAM) == ["pools_candidate"]


def test_nobody_is_told_twice(sam, east, team):
    tell([sam.pk], region=east, by=team)
    assert tell([sam.pk], region=east, by=team) == []
    assert Notification.objects.count() == 1


def test_somebody_with_an_account_is_written_to_there_and_needs_no_link(sam, east, team, mailoutbox):
    account = UserFactory(email="Sam.Okafor@example.nhs.uk")
    tell([sam.pk], region=east, by=team)
    send_due()
    assert Notification.objects.get().to == account
    assert not Link.objects.exists()
    assert "You have an account already" in mailoutbox[0].body
    assert "/your-record/" in mailoutbox[0].body


def test_by_the_link_an_account_is_made_that_looks_after_the_record(sam, east, team, mailoutbox):
    tell([sam.pk], region=east, by=team)
    send_due()
    client, address = Client(), path_in(mailoutbox[0])
    assert "An NHS talent board has your name" in client.get(address).content.decode()
    answer = client.post(address)
    assert answer.url == "/your-record/"
    page = client.get(answer.url).content.decode()
    assert "Make an account" in page
    assert "Okafor" not in page  # nothing of theirs before there is an account
    client.post("/accounts/link/account/", {"name": "Sam Okafor", "password": PASSWORD, "again": PASSWORD})
    sam.refresh_from_db()
    assert sam.user == User.objects.get(email=SAM)
    assert client.get("/your-record/").url == "/me/"
    assert AuditEvent.objects.filter(kind="candidate-claimed", by=sam.user).exists()


def test_a_link_that_has_ended_sends_a_new_one_to_the_same_person(sam, east, team, mailoutbox, later):
    tell([sam.pk], region=east, by=team)
    link = Link.objects.get()
    Notification.objects.update(state="dropped", why="over", address="")
    later(days=LASTS.days + 1)
    again = Client()
    page = again.get(path_of("member", link.pk)).content.decode()
    assert "The time of this link has run out" in page
    again.post(re.search(r'action="([^"]+)"', page)[1])
    assert Link.objects.count() == 2
    assert Notification.objects.filter(state="queued", address=SAM).count() == 1


def test_nobody_comes_to_the_page_without_a_link(client):
    assert client.get("/your-record/").status_code == 302


def test_a_mail_is_not_sent_of_somebody_whose_record_is_gone(sam, east, team, mailoutbox):
    other = CandidateFactory(email="other@example.nhs.uk")
    tell([sam.pk, other.pk], region=east, by=team)
    gone = str(other.pk)
    other.delete()
    send_due()
    assert [message.to for message in mailoutbox] == [[SAM]]
    assert Notification.objects.get(about_id=gone).why == "over"


def test_a_mail_that_could_not_be_delivered_puts_its_person_back_on_the_list(sam, east, team):
    tell([sam.pk], region=east, by=team)
    Notification.objects.update(state="sending")
    Notification.objects.update(state="failed", why="address-refused", address="")
    assert names(team) == ["Sam Okafor"]
    assert tell([sam.pk], region=east, by=team) == [sam]
    assert names(team) == []


def test_a_region_tells_those_it_keeps_and_members_of_its_pools_and_nobody_else(east, team):
    london = RegionFactory(slug="london")
    theirs = CandidateFactory(name="In London", kept_by=london)
    shared = CandidateFactory(name="In both", kept_by=london)
    MembershipFactory(candidate=shared, pool__region=east)
    left = MembershipFactory(candidate__name="Left", pool__region=east)
    state_from(left, "left", dt.date(2026, 6, 1))
    CandidateFactory(name="In no pool", kept_by=east)
    CandidateFactory(name="Told", kept_by=east, told_on=today())
    assert names(team) == ["In both", "In no pool", "Left"]
    assert tell([theirs.pk, shared.pk, uuid.uuid4()], region=east, by=team) == [shared]
    theirs.refresh_from_db()
    assert theirs.told_on is None


@pytest.mark.parametrize(
    ("role", "region", "refusal"),
    [
        (Role.AUDITOR, "east", NotPermitted),
        (Role.BOARD_MEMBER, "east", NotPermitted),
        (Role.REGIONAL_LEAD, "london", NotFound),
    ],
)
def test_whoever_may_not_change_members_tells_nobody(role, region, refusal, sam, east):
    with pytest.raises(refusal):
        tell([sam.pk], region=east, by=with_role(role, region))
    assert not Notification.objects.exists()
    assert Candidate.objects.get().told_on is None


@pytest.mark.parametrize(("number", "sentence"), [(0, "Choose at least one person"), (501, "At most 500 people")])
def test_nobody_and_too_many_are_refused(number, sentence, east, team):
    with pytest.raises(NotAllowed, match=sentence):
        tell([uuid.uuid4() for _ in range(number)], region=east, by=team)


def test_people_who_are_made_up_are_told_without_a_mail(sam, east, team, mailoutbox):
    with telling_nobody():
        tell([sam.pk], region=east, by=team)
    send_due()
    sam.refresh_from_db()
    assert (sam.told_on, mailoutbox) == (today(), [])


def test_a_record_is_claimed_once_and_by_nobody_who_has_one(sam, east, team):
    tell([sam.pk], region=east, by=team)
    link, first, second = Link.objects.get(), UserFactory(), UserFactory()
    claim(link, first)
    claim(link, second)
    sam.refresh_from_db()
    assert sam.user == first
    other = CandidateFactory()
    tell([other.pk], region=east, by=team)
    claim(Link.objects.exclude(pk=link.pk).get(), User.objects.get(pk=first.pk))
    other.refresh_from_db()
    assert other.user is None


def test_a_link_to_a_record_that_was_merged_leads_to_the_one_that_stands(sam, east, team, mailoutbox):
    stands = CandidateFactory(name="Samuel Okafor", kept_by=east)
    tell([sam.pk], region=east, by=team)
    merge(stands.pk, sam.pk, region=east, by=team)
    send_due()
    assert "Dear Samuel Okafor" in mailoutbox[0].body
    claim(Link.objects.get(), account := UserFactory())
    assert [Candidate.objects.get(pk=person.pk).user for person in (stands, sam)] == [account, None]


def test_a_record_that_was_merged_is_told_with_the_one_that_stands(sam, east, team):
    stands = CandidateFactory(name="Samuel Okafor", kept_by=east)
    merge(stands.pk, sam.pk, region=east, by=team)
    assert names(team) == ["Samuel Okafor"]


@pytest.mark.parametrize("name", ["<b>Sam</b>", "🎓 Sam", "سام", "x" * 150])
def test_any_name_stands_in_the_mail(name, east, team, mailoutbox):
    tell([CandidateFactory(name=name).pk], region=east, by=team)
    send_due()
    assert f"Dear {name}" in mailoutbox[0].body
    assert "<b>Sam" not in mailoutbox[0].alternatives[0][0]


def test_the_link_ends_after_four_weeks(sam, east, team):
    tell([sam.pk], region=east, by=team)
    assert Link.objects.get().expires_at - now() == dt.timedelta(days=28)
