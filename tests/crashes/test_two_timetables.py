"""The timetable is started twice: one calls what is due, the other takes over when that one is killed or frozen."""

import json
import signal
from collections import Counter
from collections.abc import Iterator

import pytest
import redis
from django.conf import settings

from tests.fixtures.databases import copied
from tests.fixtures.site import BEAT, Ground, Program, Site, eventually, name_like

SWEEP = "talentboard.jobs.sweep"
EVERYTHING = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
SELDOM = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["schedule"] >= 300}


class Queue:
    """What the timetables have called and no worker has taken: there is none."""

    def __init__(self, site: Site) -> None:
        self.line = redis.from_url(site.environment["REDIS_URL"])
        self.name = f"{site.prefix}:jobs:quick"

    def called(self) -> list[tuple[int, str]]:
        """The number of the process that called, and what, the oldest first."""
        found = [json.loads(message)["headers"] for message in self.line.lrange(self.name, 0, -1)]
        return [(int(one["origin"].partition("@")[0].removeprefix("gen")), one["task"]) for one in reversed(found)]

    def sweeps(self) -> int:
        return sum(task == SWEEP for _process, task in self.called())

    def callers(self) -> set[int]:
        return {process for process, _task in self.called()}

    def empty(self) -> None:
        self.line.delete(self.name)


@pytest.fixture
def site(ground: Ground, database_template: str, django_db_blocker, tmp_path) -> Iterator[Site]:
    """A site of which nothing runs but two timetables, started by the same command."""
    with copied(ground.database, name_like(database_template, "crash")) as name:
        made = Site(name, tmp_path, django_db_blocker, static=ground.static, TALENTBOARD_SWEEP_SECONDS="1")
        made.programs = tuple(Program(one, BEAT, made.environment_of("worker"), tmp_path) for one in ("one", "another"))
        try:
            for timetable in made.programs:
                timetable.start()
            yield made
        finally:
            for timetable in made.programs:
                timetable.signal(signal.SIGCONT)
            made.stop()


@pytest.fixture
def queue(site: Site) -> Queue:
    return Queue(site)


def who_is_in_charge(site: Site, queue: Queue) -> tuple[Program, Program]:
    """The timetable that calls, and the one that waits, once the first has come round three times."""
    eventually(lambda: queue.sweeps() >= 3)
    (process,) = queue.callers()
    first, second = site.programs
    return (first, second) if process == first.running.pid else (second, first)


def test_one_calls_everything_once_and_the_other_waits_until_that_one_is_killed(site, queue):
    in_charge, waiting = who_is_in_charge(site, queue)
    times = Counter(task for _process, task in queue.called() if task in SELDOM)
    assert times == dict.fromkeys(SELDOM, 1)

    in_charge.kill()
    queue.empty()
    eventually(lambda: queue.sweeps() >= 2)
    assert {task for _process, task in queue.called()} == EVERYTHING
    assert queue.callers() == {waiting.running.pid}
    assert waiting.said() == in_charge.said() == ""


def test_one_that_freezes_is_passed_by_and_calls_nothing_when_it_wakes_up(site, queue):
    in_charge, waiting = who_is_in_charge(site, queue)
    in_charge.signal(signal.SIGSTOP)
    queue.empty()
    eventually(lambda: queue.sweeps() >= 2)
    assert queue.callers() == {waiting.running.pid}

    in_charge.signal(signal.SIGCONT)
    for _ in range(2):  # what it was about to call when it was frozen may still be among the first
        queue.empty()
        eventually(lambda: queue.sweeps() >= 3)
    assert queue.callers() == {waiting.running.pid}
    assert not in_charge.has_died()
