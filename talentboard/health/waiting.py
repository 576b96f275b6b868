"""How much waits and for how long: numbers only, of kinds of things, and of nobody."""

import datetime as dt
from collections.abc import Iterator

import redis
from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Max, Min
from prometheus_client.core import GaugeMetricFamily as Gauge
from redis.exceptions import RedisError

from talentboard.clock import now
from talentboard.jobs.models import Job
from talentboard.notifications.models import Notification

from .parts import state_of_parts
from .seen import TIMETABLE, WORKER, last_seen

QUEUES = ("quick", "reports", "retention")
A_DAY = dt.timedelta(days=1)


class Waiting:
    """A collector for Prometheus: asks the database and Valkey at each reading. What does not answer is left out."""

    def describe(self) -> list[Gauge]:
        """Nothing, so that registering it asks nobody anything."""
        return []

    def collect(self) -> Iterator[Gauge]:
        parts = state_of_parts()
        ready = Gauge("talentboard_part_ready", "Whether a part the site needs is there.", labels=["part"])
        for name, said in parts.items():
            ready.add_metric([name], said == "ok")
        yield ready
        if parts["database"] == "ok":
            yield from self._stored()
        if parts["valkey"] == "ok":
            yield from self._in_valkey()

    def _stored(self) -> Iterator[Gauge]:
        try:
            yield from list(jobs())
            yield from list(mails())
        except DatabaseError:
            return

    def _in_valkey(self) -> Iterator[Gauge]:
        try:
            yield from [*queues(), *seen()]
        except RedisError:
            return


def jobs() -> Iterator[Gauge]:
    """Jobs alive by kind and state, how long the oldest has waited, and how many failed within a day.

    And when retention was last carried out as a whole, left out where it never was.
    """
    alive = Gauge("talentboard_jobs", "Jobs waiting and running.", labels=["kind", "state"])
    rows = Job.objects.filter(state__in=Job.ALIVE).order_by().values_list("kind", "state").annotate(Count("pk"))
    for kind, state, number in rows:
        alive.add_metric([kind, state], number)
    oldest = Job.objects.filter(state=Job.State.QUEUED).aggregate(at=Min("queued_at"))["at"]
    failed = Job.objects.filter(state=Job.State.FAILED, ended_at__gt=now() - A_DAY).count()
    whole_runs = Job.objects.filter(kind="retention", state=Job.State.DONE, result__failed=[])
    run = whole_runs.aggregate(at=Max("ended_at"))["at"]
    yield alive
    yield one("talentboard_jobs_oldest_queued_seconds", "How long the oldest job has waited.", _since(oldest))
    yield one("talentboard_jobs_failed_in_a_day", "Jobs that failed in the last 24 hours.", failed)
    if run:
        yield one("talentboard_retention_done_timestamp_seconds", "When all that was due was deleted.", run.timestamp())


def mails() -> Iterator[Gauge]:
    """Mails that wait, how long the oldest is overdue, and how many could not be sent within a day."""
    waiting = Notification.objects.filter(state=Notification.State.QUEUED)
    facts = waiting.aggregate(number=Count("pk"), due=Min("due"))
    failed = Notification.objects.filter(state=Notification.State.FAILED, tried_at__gt=now() - A_DAY).count()
    yield one("talentboard_mails_waiting", "Mails that wait to be sent.", facts["number"])
    yield one("talentboard_mails_oldest_due_seconds", "How long the oldest mail is overdue.", _since(facts["due"]))
    yield one("talentboard_mails_failed_in_a_day", "Mails that were given up in the last 24 hours.", failed)


def queues() -> Iterator[Gauge]:
    """Messages on their way to a worker, by queue."""
    prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
    messages = Gauge("talentboard_queue_messages", "Messages that no worker has taken yet.", labels=["queue"])
    with redis.from_url(settings.REDIS_URL, socket_timeout=5) as line:
        for queue in QUEUES:
            messages.add_metric([queue], line.llen(f"{prefix}{queue}"))
    yield messages


def seen() -> Iterator[Gauge]:
    """When the timetable and a worker were last at work, as seconds since 1970; left out after a day's silence."""
    family = Gauge("talentboard_last_seen_timestamp_seconds", "When it was last at work.", labels=["process"])
    for process in (TIMETABLE, WORKER):
        if (at := last_seen(process)) is not None:
            family.add_metric([process], at)
    yield family


def one(name: str, text: str, value: float) -> Gauge:
    """A number without labels."""
    return Gauge(name, text, value=value)


def _since(moment: dt.datetime | None) -> float:
    """Seconds since then; 0 for nothing, and for what is still to come."""
    return max(0.0, (now() - moment).total_seconds()) if moment else 0.0
