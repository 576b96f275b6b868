"""The list of mails of a region: kinds, states and reasons for whoever may know, and of some only that there is one."""

import re

import pytest
from django.urls import reverse

from regions.models import Return
from regions.notifications.returns import mail_to
from talentboard.access import Permission, Role
from talentboard.audit import Event
from talentboard.audit.models import AuditEvent
from talentboard.notifications import kinds
from talentboard.notifications.kinds import Kind, register_kind
from talentboard.notifications.models import Notification
from talentboard.notifications.queueing import queue
from talentboard.notifications.sending import send_due
from tests.factories import RegionFactory, UserFactory
from tests.fixtures.mails import at, to_address, to_somebody
from tests.fixtures.people import signed_in, with_role
from tests.fixtures.returns import at_stage, body, failed_mail, moved, opened

pytestmark = pytest.mark.django_db
MAILS = "/east/mails/"
REMINDER = "Reminder by the regional talent team"


@pytest.fixture(autouse=True)
def the_day(set_clock):
    return set_clock("2026-09-28T10:00")


@pytest.fixture
def team(the_day):
    return signed_in(with_role(Role.REGIONAL_TEAM, "east"))


@pytest.fixture
def one():
    """A return that is late, with an HR director."""
    return moved(opened(body("Harbour Trust", director="amara@x.nhs.uk")), "begin work on", on="2026-09-02")


@pytest.fixture
def quiet_kind():
    """Kinds as nominations have them: `asked` before consent, and `endorsed` for whoever reads nominations."""
    said = {"person": "you"}
    facts = {"template": "people/mail/role_ended.txt", "context": lambda mail: said, "applies": lambda mail: True}
    register_kind(Kind("asked", "Somebody is asked", private=True, again_with=Permission.RUN_NOMINATIONS, **facts))
    register_kind(Kind("endorsed", "Somebody was endorsed", read_with=Permission.READ_NOMINATIONS, **facts))
    yield
    for slug in ("asked", "endorsed"):
        kinds._kinds.pop(slug)


def page(client, address: str = MAILS) -> str:
    """What a page says, without its marks and with single blanks."""
    answer = client.get(address)
    assert answer.status_code == 200
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace(" .", ".").replace(" ,", ",")


def again(client, mail: Notification, place: str = "east"):
    return client.post(reverse("regions:mail-again", args=[place, mail.pk]), follow=True)


def test_the_mails_say_their_kind_office_and_state_and_nobodys_name_or_address(team, one, mailoutbox):
    team.post("/east/returns/remind/")
    said = page(team)
    assert f"{REMINDER} Return of Harbour Trust as of 30 September 2026" in said
    assert "HR director Harbour Trust Waiting to be sent leaves on 28 September 2026 at 10:00" in said
    assert "amara" not in said
    assert one.organisation.role_assignments.get().user.name not in said
    send_due()
    assert "HR director Harbour Trust Sent 28 September 2026 at 10:00" in page(team)
    assert "No mail fits." in page(team, f"{MAILS}?state=failed")


def test_a_mail_that_failed_says_why_and_one_that_waits_when_it_is_tried_again(team, one):
    failed_mail(one)
    Notification.objects.update(tried_at=at("2026-09-28T17:00"))
    said = page(team)
    assert "1 could not be sent." in said
    assert "Could not be sent The mail server could not be reached, tried 7 times" in said
    assert "28 September 2026 at 17:00" in said
    Notification.objects.all().delete()
    queue([mail_of(one)])
    Notification.objects.update(why="server-away", attempts=2, due=at("2026-09-28T10:05"))
    assert "tried 2 times tried again on 28 September 2026 at 10:05" in page(team)


def test_the_list_is_narrowed_down_by_kind_and_state_and_says_how_many_of_each(team, one):
    queue([mail_of(one)])
    failed_mail(one)
    assert "2 mails. 1 could not be sent. Waiting to be sent: 1. Could not be sent: 1." in page(team)
    assert "1 mail, narrowed down. 1 could not be sent." in page(team, f"{MAILS}?kind=return-asked-for")
    assert "1 mail, narrowed down." in page(team, f"{MAILS}?kind=return-due&state=queued")
    assert "No mail fits." in page(team, f"{MAILS}?kind=return-due&state=failed")
    assert "The list could not be narrowed down" in page(team, f"{MAILS}?kind=made-up")


def test_the_list_has_its_earlier_address_still(team):
    answer = team.get("/east/returns/mails/?state=failed")
    assert (answer.status_code, answer.url) == (301, "/east/mails/?state=failed")


def test_before_consent_nobody_reads_more_than_kind_and_state(one, quiet_kind):
    to_address("sam@example.org", "asked", about=one, role="nominee")
    Notification.objects.update(why="address-refused", attempts=3)
    for role in (Role.REGIONAL_LEAD, Role.REGIONAL_TEAM, Role.NATIONAL_TEAM, Role.AUDITOR):
        place = "east" if role in (Role.REGIONAL_LEAD, Role.REGIONAL_TEAM) else None
        said = page(signed_in(with_role(role, place)))
        assert "Somebody is asked not shown not shown Waiting to be sent not shown" in said
        for word in ("Harbour", "Nominee", "address", "28 September", "sam@"):
            assert word not in said.split("Somebody is asked not shown")[1]


def test_a_kind_that_needs_a_permission_shows_more_to_whoever_has_it(one, quiet_kind, team):
    to_somebody("endorsed", person=UserFactory(), about=one, role="endorser", organisation=one.organisation_id)
    assert "Somebody was endorsed Return of Harbour Trust as of 30 September 2026 Endorser Harbour Trust" in page(team)
    national = page(signed_in(with_role(Role.NATIONAL_TEAM)), "/england/mails/")
    assert "Somebody was endorsed not shown not shown Waiting to be sent not shown" in national


def test_a_kind_of_an_earlier_version_breaks_nothing(one, quiet_kind, team):
    to_somebody("endorsed", person=UserFactory(), about=one)
    kinds._kinds.pop("endorsed")
    assert "A mail of an earlier version not shown" in page(team)
    register_kind(Kind("endorsed", "", "", lambda mail: {}, lambda mail: True))  # for the fixture to take away


def test_england_sees_the_mails_of_every_region_and_a_region_its_own(team, one):
    far = opened(body("Thames Trust", region="london", director="d@x.nhs.uk"))
    queue([mail_of(one), mail_of(far)])
    assert "Thames Trust" not in page(team)
    assert team.get("/london/mails/").status_code == 404
    said = page(signed_in(with_role(Role.NATIONAL_TEAM)), "/england/mails/")
    assert "Return of Thames Trust as of 30 September 2026 London" in said
    assert "Return of Harbour Trust as of 30 September 2026 East" in said


# Sending one again


def test_a_mail_that_failed_is_sent_again_beside_the_first(team, one, mailoutbox):
    mail = failed_mail(one)
    assert "Send again" in page(team)
    assert f"“{REMINDER}” is on its way." in again(team, mail).content.decode()
    send_due()
    assert [message.to for message in mailoutbox] == [["amara@x.nhs.uk"]]
    said = page(team)
    assert "2 mails. 1 could not be sent. Sent: 1. Could not be sent: 1." in said
    assert "tried 7 times It has been sent again." in said
    assert "Send again" not in said
    line = AuditEvent.objects.get(kind=Event.MAIL_SENT_AGAIN)
    assert (line.about_id, line.region) == (str(mail.pk), "east")


def test_a_second_click_sends_no_second_mail(team, one):
    mail = failed_mail(one)
    again(team, mail)
    answer = again(team, mail)
    assert (answer.status_code, "has been sent again already" in answer.content.decode()) == (409, True)
    assert Notification.objects.count() == 2


def test_in_the_evening_the_page_says_when_it_leaves(team, one, set_clock):
    mail = failed_mail(one)
    set_clock("2026-09-28T19:00")
    assert "leaves on 29 September 2026 at 08:00." in again(team, mail).content.decode()


def test_what_has_been_settled_meanwhile_is_not_sent_again(team, one):
    mail = failed_mail(one)
    moved(one, "submit", on="2026-09-28")
    answer = again(team, mail)
    assert (answer.status_code, "settled meanwhile" in answer.content.decode()) == (409, True)


def test_nor_is_one_to_a_closed_account_or_one_that_did_not_fail(team, one):
    mail = failed_mail(one)
    mail.to.is_active = False
    mail.to.save()
    assert "is closed." in again(team, mail).content.decode()
    (waiting,) = queue([mail_of(one)])
    assert "One that could not be sent is sent again." in again(team, waiting).content.decode()
    assert Notification.objects.count() == 2


def test_a_mail_to_somebody_without_an_account_has_lost_its_address_and_is_not_sent_again(team, one):
    (mail,) = to_address("sam@example.org", "return-asked-for", about=one)
    Notification.objects.update(state="failed", why="address-refused", address="")
    assert "Send again" not in page(team)
    assert "are not sent again from here." in again(team, mail).content.decode()


def test_nobody_finds_one_that_tells_of_what_is_not_agreed_to(one, quiet_kind, team):
    (mail,) = to_somebody("asked", person=UserFactory(), about=one)
    Notification.objects.update(state="failed", why="server-away")
    assert "Send again" not in page(team)
    assert again(team, mail).status_code == 404


def test_who_only_reads_sends_nothing_again(one):
    mail = failed_mail(one)
    for role in (Role.AUDITOR, Role.NATIONAL_TEAM):
        client = signed_in(with_role(role))
        assert "Send again" not in page(client)
        assert again(client, mail).status_code == 403
    assert again(signed_in(with_role(Role.REGIONAL_TEAM, "london")), mail, "london").status_code == 404


def test_a_page_asks_the_same_number_of_times_of_2_and_of_30_mails(team, django_assert_max_num_queries):
    def grown(first: int, last: int) -> int:
        for n in range(first, last):
            late = at_stage(body(director=f"d{n}@x.nhs.uk"), "in-progress")
            queue([mail_of(late)])
            failed_mail(late)
        with django_assert_max_num_queries(20) as asked:
            team.get(MAILS)
        return len(asked)

    RegionFactory(slug="east")
    grown(0, 1)  # what is asked for the first time is asked once
    assert grown(1, 2) == grown(2, 15)


def mail_of(one: Return) -> Notification:
    return mail_to(one.organisation.role_assignments.get(), "return-due", one, occasion="x")
