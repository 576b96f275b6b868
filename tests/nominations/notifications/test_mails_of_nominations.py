"""Who is told what of a nomination, and who never is."""

import datetime as dt
import re

import pytest
from django.db import transaction

from nominations.actions import consenting, deciding, endorsing, sending, withdrawing
from nominations.actions.by_the_day import move_with_the_day
from nominations.models import Nomination
from nominations.notifications import queue_reminders
from nominations.notifications.kinds import KINDS
from nominations.notifications.reminders import reminder_day
from talentboard.links.guests import Guest
from talentboard.links.models import Link
from talentboard.notifications.models import Notification
from talentboard.notifications.sending import let_go, send_due
from tests.factories import UserFactory
from tests.fixtures.nominations import agreed, draft, endorsed, in_state, judged, registered, sent, sent_own, stage

pytestmark = pytest.mark.django_db
State = Nomination.State


@pytest.fixture(autouse=True)
def clock(set_clock):
    set_clock("2026-09-22T09:00")
    return set_clock


def left(mailoutbox) -> dict[str, str]:
    """Subject and words of what was sent, by address; the outbox is empty afterwards."""
    send_due()
    sent_ = {message.to[0]: f"{message.subject}\n{message.body}" for message in mailoutbox}
    assert len(sent_) == len(mailoutbox)
    mailoutbox.clear()
    return sent_


def test_the_road_to_the_gateway_is_told_step_by_step_to_whom_it_concerns(mailoutbox):
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    one = sent(on, nominee=sam)
    mails = left(mailoutbox)
    assert mails.keys() == {sam.email}
    assert "by Tuesday 20 October 2026" in mails[sam.email].splitlines()[0]

    one = consenting.accept(one, by=sam)
    mails = left(mailoutbox)
    assert mails.keys() == {sam.email, on.hr_director.email}
    assert "Please register by" in mails[sam.email]

    one = registered(on, one=one)
    mails = left(mailoutbox)
    assert mails.keys() == {on.chief.email, on.hr_director.email}
    assert f"/east/nominations/{one.pk}/endorse/" in mails[on.chief.email]

    one = endorsing.endorse(one, words="She leads well.", by=on.chief)
    mails = left(mailoutbox)
    assert "She leads well." in mails[sam.email]
    assert "She leads well." not in mails[on.hr_director.email]

    deciding.accept_for_gateway(judged(on, one), by=on.team)
    mails = left(mailoutbox)
    assert mails.keys() == {sam.email, on.hr_director.email}
    assert "accepted for gateway" in mails[on.hr_director.email]


def test_an_invitation_goes_to_an_address_that_is_then_forgotten(mailoutbox):
    on = stage()
    one = draft(on, nominee=UserFactory.build(name="Not Known", email="not.known@trust.nhs.uk"))
    sending.send(one, by=on.hr_director)
    mails = left(mailoutbox)
    assert mails.keys() == {"not.known@trust.nhs.uk"}
    assert "/nominee/" in mails["not.known@trust.nhs.uk"]
    assert Notification.objects.get().address == ""


def test_declining_and_lapsing_tell_the_nominator_only_that(mailoutbox):
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    consenting.decline(sent(on, nominee=sam), by=sam)
    mails = left(mailoutbox)
    assert "Sam Okafor declined your nomination" in mails[on.hr_director.email]
    assert sam.email not in mails

    one = sent(on)
    left(mailoutbox)
    move_with_the_day(one.due + dt.timedelta(days=1))
    assert "did not answer your nomination" in left(mailoutbox)[on.hr_director.email]


def test_another_nominator_is_told_only_that_theirs_has_ended(mailoutbox):
    on = stage()
    sam = on.somebody(name="Sam Okafor")
    first, _second = sent(on, nominee=sam), sent(on, nominee=sam, by=on.chief)
    mailoutbox.clear()
    Notification.objects.update(state="dropped", why="settled")
    consenting.accept(first, by=sam)
    words = left(mailoutbox)[on.chief.email]
    assert "has ended" in words
    assert on.hr_director.name not in words


def test_a_person_whose_nominator_takes_it_back_is_told_only_if_they_knew(mailoutbox):
    on = stage()
    known, unknown = on.somebody(), on.somebody()
    one = sent(on, nominee=known)
    left(mailoutbox)
    withdrawing.withdraw(one, by=on.hr_director)
    withdrawing.withdraw(sent(on, nominee=unknown), by=on.hr_director)
    assert left(mailoutbox).keys() == {known.email}


def test_no_mail_leaves_for_what_rolled_back(mailoutbox):
    on = stage()
    one = draft(on)
    with transaction.atomic():
        sending.send(one, by=on.hr_director)
        transaction.set_rollback(True)
    assert left(mailoutbox) == {}
    assert not Link.objects.exists()


def test_not_eligible_names_the_criterion_to_the_person_alone(mailoutbox):
    on = stage()
    one = judged(on, endorsed(on), last="not-met")
    left(mailoutbox)
    deciding.find_not_eligible(one, by=on.team)
    mails = left(mailoutbox)
    assert "Two years in a senior post. One year only." in mails[one.candidate.user.email]
    assert "/rounds/" in mails[one.candidate.user.email]
    assert "Two years" not in mails[on.hr_director.email]


def test_ones_own_that_is_not_endorsed_is_told_to_go_on_with_the_team(mailoutbox):
    on = stage()
    sam = on.somebody()
    one = registered(on, one=sent_own(on, by=sam))
    left(mailoutbox)
    endorsing.refuse(one, words="Too early.", by=on.chief)
    mails = left(mailoutbox)
    assert mails.keys() == {sam.email}
    assert "Too early." in mails[sam.email]
    assert "No employer alone can stop" in mails[sam.email]


@pytest.mark.parametrize("state", State)
def test_every_mail_of_every_way_can_be_written(state, mailoutbox):
    on = stage()
    in_state(on, state)
    send_due()
    assert not Notification.objects.exclude(state__in=["sent", "dropped"]).exists()
    for message in mailoutbox:
        assert not re.search(r"None|\{\{|\{%|n/a|&amp;|&#x27;", message.body)
        assert message.alternatives


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-09-22", None),  # the day of the asking
        ("2026-10-05", None),
        ("2026-10-06", "2026-10-06"),  # 10 working days before
        ("2026-10-14", None),  # a reminder missed for more than a week is not made up for
        ("2026-10-15", "2026-10-15"),  # 3
        ("2026-10-19", "2026-10-19"),  # 1
        ("2026-10-20", "2026-10-19"),
        ("2026-10-21", None),  # over
    ],
)
def test_reminders_come_10_3_and_1_working_days_before_the_deadline(day, expected):
    found = reminder_day(asked=dt.date(2026, 9, 22), due=dt.date(2026, 10, 20), day=dt.date.fromisoformat(day))
    assert (found and found.isoformat()) == expected


def test_a_deadline_ten_working_days_away_has_no_reminder_on_the_day_of_the_asking():
    asked = dt.date(2026, 9, 22)
    assert reminder_day(asked=asked, due=dt.date(2026, 10, 6), day=asked) is None


def test_whoever_waits_is_reminded_once_and_whoever_answered_never(mailoutbox, clock):
    on = stage()
    waiting, answered = sent(on), sent(on)
    person = on.people[1]
    left(mailoutbox)
    clock("2026-10-15T09:00")
    queue_reminders(dt.date(2026, 10, 15))
    consenting.decline(answered, by=person)
    mails = left(mailoutbox)
    assert waiting.nominee_email in mails
    assert person.email not in mails
    assert queue_reminders(dt.date(2026, 10, 15)) == []


def test_registration_endorsement_and_drafts_have_reminders_too(mailoutbox, clock):
    on = stage()
    agreed(on), registered(on), draft(on)
    Notification.objects.update(state="dropped", why="settled")
    clock("2026-10-15T09:00")
    queue_reminders(dt.date(2026, 10, 15))
    kinds = set(Notification.objects.filter(state="queued").values_list("kind", flat=True))
    assert kinds == {"nomination-registration-reminder", "nomination-draft-ends"}
    clock("2026-10-01T09:00")
    queue_reminders(dt.date(2026, 10, 1))
    assert Notification.objects.filter(kind="nomination-endorsement-reminder").count() == 1


def test_every_kind_has_its_words():
    assert len({slug for slug, _label, _applies in KINDS}) == 19


@pytest.mark.parametrize("answer", ["declines", "is withdrawn", "lapses"])
def test_an_address_waits_for_no_morning_once_there_is_nothing_to_ask(answer, clock):
    clock("2026-09-22T22:00")
    on = stage()
    one = sent(on, nominee=UserFactory.build(name="Not Known", email="not.known@trust.nhs.uk"))
    other = sent(on, nominee=UserFactory.build(name="Still Asked", email="still.asked@trust.nhs.uk"))
    ends = {
        "declines": lambda: consenting.decline(one, by=Guest([link_of(one)])),
        "is withdrawn": lambda: withdrawing.withdraw(one, by=on.hr_director),
        "lapses": lambda: consenting.let_lapse(one, one.due + dt.timedelta(days=1)),
    }
    ends[answer]()
    let_go("nomination", str(one.pk))
    asked = Notification.objects.filter(kind="nomination-asked")
    assert (asked.get(about_id=str(one.pk)).state, asked.get(about_id=str(one.pk)).address) == ("dropped", "")
    assert asked.get(about_id=str(other.pk)).address == "still.asked@trust.nhs.uk"


def link_of(one: Nomination) -> Link:
    return Link.objects.about(one).get()


def test_the_worker_is_told_to_let_go_once_the_answer_is_kept(monkeypatch, django_capture_on_commit_callbacks):
    told = []
    monkeypatch.setattr("talentboard.notifications.queueing.ask_to_let_go", lambda *about: told.append(about))
    on = stage()
    sam = on.somebody()
    one = sent(on, nominee=sam)
    with django_capture_on_commit_callbacks(execute=True):
        consenting.decline(one, by=sam)
    assert told == [("nomination", str(one.pk))]
