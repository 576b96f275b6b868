"""The nights on which clocks change: 01:00 to 02:00 comes twice on 25 October 2026, and is missing on 28 March 2027.

Nobody can turn a machine's clock for one process alone, so the timetable is driven here by a clock of its own; what it
calls is done at once, by the product's own tasks on a database.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.utils import timezone

from dashboard.models import Snapshot
from dashboard.tasks import snapshots_due
from regions.models import Return
from regions.tasks import remind
from talentboard.access import NATION
from talentboard.celery import app
from talentboard.clock import LONDON, today
from talentboard.jobs.models import Job
from talentboard.jobs.tasks import run_job
from talentboard.jobs.timetable import WAIT_SECONDS, SoleTimetable
from talentboard.notifications.models import Notification
from tests.factories import RegionFactory
from tests.fixtures.returns import body

TWICE, NEVER = dt.date(2026, 10, 25), dt.date(2027, 3, 28)
SECONDS = {entry["task"]: entry["schedule"] for entry in app.conf.beat_schedule.values()}
REGION = "east"
ONE_DAY, MONTH, FIVE_MINUTES = dt.timedelta(days=1), dt.timedelta(days=30), dt.timedelta(minutes=5)


class Clock:
    """A clock that goes on when it is told to, for Django and Celery alike."""

    def __init__(self, monkeypatch, moment: dt.datetime) -> None:
        self.moment = moment
        monkeypatch.setattr(timezone, "now", lambda: self.moment)
        monkeypatch.setattr(app, "now", lambda: self.moment.astimezone(LONDON))

    def goes_on(self, seconds: float) -> None:
        self.moment += dt.timedelta(seconds=seconds)


class Driven(SoleTimetable):
    """The product's timetable on such a clock. calls: what it called and when."""

    producer = None

    def __init__(self, clock: Clock) -> None:
        super().__init__(app)
        self.clock = clock
        self.done: dict[str, Callable[[], None]] = {}
        self.calls: dict[str, list[dt.datetime]] = defaultdict(list)

    def does(self, task: str, function: Callable[[], None]) -> None:
        """Have this done whenever that is called."""
        self.done[task] = function

    def in_charge(self) -> bool:
        return True

    def apply_async(self, entry, **told):
        self.calls[entry.task].append(self.clock.moment)
        self.done.get(entry.task, lambda: None)()

    def goes_on_until(self, moment: dt.datetime) -> None:
        while self.clock.moment < moment:
            self.clock.goes_on(max(self.tick(), 0.001))


def at(day: dt.date, hour: int) -> dt.datetime:
    """A moment by UTC, which no clock change touches."""
    return dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC)


@pytest.fixture(params=[TWICE, NEVER], ids=["an hour comes twice", "an hour is missing"])
def day(request) -> dt.date:
    return request.param


@pytest.fixture
def timetable(day, monkeypatch) -> Driven:
    """Begun at ten in the evening by UTC."""
    return Driven(Clock(monkeypatch, at(day - ONE_DAY, 22)))


def test_everything_comes_round_as_often_as_on_any_other_night(timetable, day):
    timetable.goes_on_until(at(day, 4))
    assert timetable.calls.keys() == SECONDS.keys()
    for task, moments in timetable.calls.items():
        apart = [(after - before).total_seconds() for before, after in pairwise(moments)]
        assert all(SECONDS[task] - 1 < seconds < SECONDS[task] + WAIT_SECONDS + 1 for seconds in apart), task
        assert (moments[-1] - moments[0]).total_seconds() > 6 * 3600 - SECONDS[task] - 2 * WAIT_SECONDS, task


@pytest.fixture
def figures_at_once(monkeypatch, commits_at_once) -> None:
    """Figures that are asked for are there at once: how they are made is not what is tried here."""

    def made(args, **told) -> None:
        job = Job.objects.get(pk=args[0])
        facts = {"region": job.region, "as_of": job.arguments["as_of"], "code_version": "", "inputs_digest": ""}
        snapshot = Snapshot.objects.create(made_at=timezone.now(), **facts)
        Snapshot.objects.filter(pk=snapshot.pk).update(state=Snapshot.State.COMPLETE)
        Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, result={})

    monkeypatch.setattr(run_job, "apply_async", made)


@pytest.mark.django_db
@pytest.mark.usefixtures("figures_at_once")
def test_the_figures_of_the_night_are_made_once_when_clocks_in_london_say_two(timetable, day):
    RegionFactory(slug=REGION)
    timetable.does("dashboard.snapshots_due", snapshots_due)
    timetable.goes_on_until(at(day, 6))
    made = Snapshot.objects.filter(as_of=day).order_by("region").values_list("region", "made_at")
    two = dt.datetime.combine(day, dt.time(2), tzinfo=LONDON).astimezone(dt.UTC)
    assert two == at(day, {TWICE: 2, NEVER: 1}[day])
    assert [region for region, _moment in made] == [REGION, NATION]
    assert all(dt.timedelta(0) <= moment - two < FIVE_MINUTES for _region, moment in made)
    assert Snapshot.objects.count() == 4  # those of the day before were missing, and were made at once


@pytest.mark.django_db
def test_a_return_that_was_due_the_day_before_is_reminded_of_once_when_mails_next_may_leave(timetable, day):
    trust = body(director="director@trust.nhs.uk", chief="chief@trust.nhs.uk")
    one = Return(organisation=trust, year=day.year, quarter=1, as_of=day - MONTH, due=day - ONE_DAY)
    one.begin(by=None, at=at(day - MONTH, 9))
    timetable.does("regions.remind", remind)
    timetable.goes_on_until(at(day, 12))
    mails = Notification.objects.filter(kind="return-late").order_by("to__email")
    assert [mail.to.email for mail in mails] == ["chief@trust.nhs.uk", "director@trust.nhs.uk"]
    # The second is the morning after Easter.
    leaves = {TWICE: at(dt.date(2026, 10, 26), 8), NEVER: at(dt.date(2027, 3, 30), 7)}[day]
    assert {mail.due for mail in mails} == {leaves}


@pytest.mark.parametrize(
    ("day", "hour", "is_already"),
    [(TWICE, 22, TWICE - ONE_DAY), (TWICE, 23, TWICE), (NEVER, 23, NEVER - ONE_DAY), (NEVER + ONE_DAY, 22, NEVER)],
)
def test_a_day_begins_at_midnight_in_london(day, hour, is_already, monkeypatch):
    Clock(monkeypatch, at(day - ONE_DAY, hour))
    assert today() == is_already
