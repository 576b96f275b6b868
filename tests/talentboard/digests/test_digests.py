"""One mail a working day to whoever has something waiting, and none to anybody else."""

import datetime as dt
from collections import defaultdict

import pytest
from django.core.mail.backends import locmem

from talentboard.clock import now
from talentboard.digests import Waiting, register_queue, waiting
from talentboard.digests.actions import queue_digests
from talentboard.digests.models import DigestDay
from talentboard.notifications.models import Notification
from talentboard.notifications.sending import send_due
from tests.factories import UserFactory
from tests.fixtures.mails import at

pytestmark = pytest.mark.django_db
TUESDAY = "2026-09-22"


class Errands:
    """What waits for whom in the queue of these tests; and how often it was asked."""

    def __init__(self) -> None:
        self.lines = defaultdict(list)
        self.asked = []

    def __call__(self, day, people=None):
        self.asked.append((day, people))
        return dict(self.lines)

    def wait_for(self, person, number=3, **facts):
        facts = {"region": "east", "url": "/east/errands/", **facts}
        self.lines[person.pk].append(Waiting(f"{number} errands to run", count=number, **facts))


@pytest.fixture
def errands(monkeypatch):
    monkeypatch.setattr(waiting, "_queues", {})
    queue = Errands()
    register_queue("errands", queue)
    return queue


@pytest.fixture
def person():
    return UserFactory(name="Amara Osei", email="amara.osei@example.nhs.uk")


@pytest.fixture
def morning(set_clock):
    set_clock(f"{TUESDAY}T08:00")


def queued() -> int:
    """How many are queued by the timetable now."""
    return len(queue_digests(now()))


def test_at_eight_whoever_has_something_waiting_gets_one_mail_in_text_and_html(errands, person, morning, mailoutbox):
    UserFactory()
    due = dt.date(2026, 9, 25)
    errands.wait_for(person, 1, url="/east/last/")
    errands.wait_for(person, 1200, oldest=dt.date(2026, 9, 3), due=due)
    assert queued() == 1
    send_due()
    (message,) = mailoutbox
    assert (message.to, message.subject) == (["amara.osei@example.nhs.uk"], "Talent boards: 1,201 things wait for you")
    first, last = message.body.index("1200 errands to run."), message.body.index("1 errands to run.")
    assert first < last  # what is due comes first
    waits = "1200 errands to run. The oldest has waited since 3 September 2026."
    assert f"{waits} The first is due on Friday 25 September 2026.\nhttp://localhost/east/errands/\n" in message.body
    (html,) = message.alternatives
    assert '<a href="http://localhost/east/errands/">1200 errands to run</a>' in html.content
    assert "<strong>Friday 25 September 2026</strong>" in html.content
    assert Notification.objects.get().region == "east"


def test_where_nothing_waits_nobody_is_written_to(errands, person, morning):
    errands.wait_for(person, 0)
    assert queued() == 0


def test_a_closed_account_gets_none(errands, person, morning):
    errands.wait_for(person)
    person.is_active = False
    person.save()
    assert queued() == 0


def test_what_waits_in_several_regions_is_a_mail_of_the_nation(errands, person, morning):
    errands.wait_for(person)
    errands.wait_for(person, region="london")
    assert queue_digests(now())[0].region == "england"


def test_however_often_the_timetable_runs_there_is_one_a_day(errands, person, morning, set_clock, mailoutbox):
    errands.wait_for(person)
    assert [queued(), queued()] == [1, 0]
    send_due()
    errands.wait_for(UserFactory())  # it came to wait after eight: it is told tomorrow
    set_clock(f"{TUESDAY}T15:00")
    assert queued() == 0
    set_clock("2026-09-23T08:00")
    assert queued() == 2
    send_due()
    assert len(mailoutbox) == 3


def test_a_timetable_that_was_away_at_eight_sends_them_when_it_is_back_and_never_in_the_evening(
    errands, person, set_clock
):
    errands.wait_for(person)
    for quiet in ("T07:59", "T18:00", "T23:00"):
        set_clock(TUESDAY + quiet)
        assert queued() == 0
    set_clock(f"{TUESDAY}T17:59")
    assert queued() == 1


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("2026-09-25T08:00", "2026-09-28T08:00"),  # over a weekend
        ("2026-12-24T08:00", "2026-12-29T08:00"),  # Christmas, a weekend, and Monday in lieu of Boxing Day
        ("2026-08-28T08:00", "2026-09-01T08:00"),  # the bank holiday at the end of August
        ("2026-10-23T08:00", "2026-10-26T08:00"),  # the clocks go back on the Sunday
        ("2027-03-25T08:00", "2027-03-30T08:00"),  # Easter, with the clocks going forward
    ],
)
def test_only_on_working_days_at_eight_by_the_clock_in_london(errands, person, set_clock, before, first):
    errands.wait_for(person)
    set_clock(before)
    assert queued() == 1
    moment, told = at(before), []
    while moment < at(first) + dt.timedelta(hours=1):
        moment = (moment.astimezone(dt.UTC) + dt.timedelta(minutes=30)).astimezone(moment.tzinfo)
        set_clock(moment.replace(tzinfo=None).isoformat())
        told += [moment.replace(tzinfo=None).isoformat(timespec="minutes")] * queued()
    assert told == [first]


def test_what_has_been_done_by_the_time_a_mail_leaves_is_not_in_it(errands, person, morning, mailoutbox):
    errands.wait_for(person)
    queued()
    errands.lines[person.pk] = []
    send_due()
    assert (mailoutbox, Notification.objects.get().state) == ([], "dropped")


def test_one_that_was_held_up_until_the_next_day_makes_way_for_that_days(
    errands, person, morning, set_clock, mailoutbox, monkeypatch
):
    def away(self):
        raise ConnectionRefusedError

    errands.wait_for(person)
    with monkeypatch.context() as patched:
        patched.setattr(locmem.EmailBackend, "open", away)
        queued()
        send_due()
    set_clock("2026-09-23T08:00")
    queued()
    send_due()
    assert len(mailoutbox) == 1
    assert sorted(Notification.objects.values_list("state", flat=True)) == ["dropped", "sent"]


def test_one_queue_that_breaks_queues_nothing_and_the_next_run_does(errands, person, morning):
    def broken(day, people=None):
        raise ValueError("the queue cannot be read")

    errands.wait_for(person)
    register_queue("broken", broken)
    with pytest.raises(ValueError, match="cannot be read"):
        queued()
    assert not DigestDay.objects.exists()
    register_queue("broken", lambda day, people=None: {})
    assert queued() == 1


def test_queueing_takes_as_many_queries_for_twenty_people_as_for_one(
    errands, person, morning, set_clock, django_assert_num_queries
):
    errands.wait_for(person)
    with django_assert_num_queries(9):
        assert queued() == 1
    for one in UserFactory.create_batch(20):
        errands.wait_for(one)
    set_clock("2026-09-23T08:00")
    with django_assert_num_queries(9):
        assert queued() == 21


def test_the_worker_may_queue_them(errands, person, morning, as_worker):
    errands.wait_for(person)
    with as_worker():
        assert queued() == 1
