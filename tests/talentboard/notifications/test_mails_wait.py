"""Mails are queued with the act, once, and leave when they may."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from talentboard.events import publish, subscribe_within
from talentboard.notifications import queueing, telling_nobody
from talentboard.notifications.models import Notification
from talentboard.notifications.sending import send_due
from tests.factories import RegionFactory, UserFactory
from tests.fixtures.mails import at, to_somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(email="amara.osei@example.nhs.uk")


@pytest.fixture
def thing():
    return RegionFactory(slug="east")


def test_a_mail_is_queued_with_the_act_and_not_for_one_that_rolled_back(person, thing, trial, set_clock):
    @transaction.atomic
    def act():
        to_somebody(person=person, about=thing)
        raise RuntimeError("the act went wrong")

    with pytest.raises(RuntimeError):
        act()
    assert not Notification.objects.exists()


def test_what_subscribes_within_writes_in_the_acts_own_transaction(person, thing, trial, set_clock):
    seen = []

    def write(who):
        to_somebody(person=who, about=thing)
        seen.append(Notification.objects.count())

    @transaction.atomic
    def act():
        publish("something-tried", who=person)
        raise RuntimeError("the act went wrong")

    subscribe_within("something-tried", write)
    with pytest.raises(RuntimeError):
        act()
    assert (seen, Notification.objects.count()) == ([1], 0)


def test_the_same_thing_is_told_to_the_same_person_once(person, thing, trial, set_clock):
    assert len(to_somebody(person=person, about=thing)) == 1
    assert to_somebody(person=person, about=thing) == []
    assert len(to_somebody(person=person, about=thing, occasion="2")) == 1
    assert len(to_somebody(person=UserFactory(), about=thing)) == 1


def test_queueing_takes_two_queries_however_many(thing, trial, set_clock, django_assert_num_queries):
    people = UserFactory.create_batch(20)
    with django_assert_num_queries(2):
        queueing.queue([queueing.addressed("trial", to=one, about=thing, occasion=1) for one in people])


def test_the_worker_is_told_on_commit_and_a_lost_message_fails_nothing(
    person, thing, trial, set_clock, monkeypatch, django_capture_on_commit_callbacks
):
    from talentboard.notifications.tasks import send_due as task

    def lost(**how):
        raise task.OperationalError("Valkey is away")

    monkeypatch.setattr(task, "apply_async", lost)
    with django_capture_on_commit_callbacks(execute=True) as told:
        to_somebody(person=person, about=thing)
    assert len(told) == 1


@pytest.mark.parametrize(
    ("queued", "leaves"),
    [
        ("2026-09-22T09:00", "2026-09-22T09:00"),
        ("2026-09-22T18:00", "2026-09-23T08:00"),
        ("2026-09-25T19:30", "2026-09-28T08:00"),
        ("2026-12-25T10:00", "2026-12-29T08:00"),
    ],
)
def test_a_mail_leaves_in_working_hours_and_one_that_somebody_waits_for_at_once(
    queued, leaves, person, thing, trial, set_clock, mailoutbox
):
    moment = set_clock(queued)
    (mail,) = to_somebody(person=person, about=thing)
    (awaited,) = to_somebody("trial-awaited", person=person, about=thing)
    assert (mail.due, awaited.due) == (at(leaves), moment)
    send_due()
    assert len(mailoutbox) == (2 if queued == leaves else 1)
    set_clock(leaves)
    send_due()
    assert len(mailoutbox) == 2


def test_a_mail_that_was_due_before_the_worker_stopped_waits_for_the_morning_too(
    person, thing, trial, set_clock, mailoutbox
):
    to_somebody(person=person, about=thing)
    set_clock("2026-09-22T22:00")
    send_due()
    assert mailoutbox == []
    set_clock("2026-09-23T08:00")
    send_due()
    assert len(mailoutbox) == 1


def test_of_people_who_are_made_up_nobody_is_told(person, thing, trial, set_clock, mailoutbox):
    with telling_nobody():
        (mail,) = to_somebody(person=person, about=thing)
    send_due()
    mail.refresh_from_db()
    assert (mail.state, mail.why, mailoutbox) == ("dropped", "telling-nobody", [])


def test_no_session_can_start_or_move_a_mail_otherwise(person, thing, trial, set_clock):
    (mail,) = to_somebody(person=person, about=thing)
    for facts in ({"state": "sent", "sent_at": at("2026-09-22T09:00")}, {"state": "dropped", "why": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notification.objects.filter(pk=mail.pk).update(**facts)
    send_due()
    for state in ("queued", "sending"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notification.objects.filter(pk=mail.pk).update(state=state, sent_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notification.objects.create(
            key="x", kind="trial", to=person, region="east", due=dt.datetime.now(dt.UTC), state="sending"
        )


def test_the_web_queues_mails_and_only_the_worker_settles_them(as_web, as_worker, person, thing, trial, set_clock):
    with as_web():
        to_somebody(person=person, about=thing)
    with pytest.raises(Exception, match="permission denied"), as_web():
        Notification.objects.update(attempts=1)
    with as_worker():
        assert send_due() == 1
