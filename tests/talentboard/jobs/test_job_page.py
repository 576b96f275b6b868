"""The page of a job says what is so: also when whoever ran it is gone."""

import datetime as dt
import re

import pytest

from talentboard.access import Role
from talentboard.clock import LONDON
from talentboard.jobs.models import Job
from tests.fixtures.clock import stands_at
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 2)


def at(hour: int, minute: int, second: int = 0) -> dt.datetime:
    return dt.datetime.combine(DAY, dt.time(hour, minute, second), tzinfo=LONDON)


def said_of(**facts) -> str:
    """What its page says at noon."""
    with_facts = {"queued_at": at(11, 40), "sent_at": at(11, 40), "arguments": {"as_of": "2026-09-30"}, **facts}
    job = Job.objects.create(kind="snapshot", key="snapshot east", region="east", **with_facts)
    team = signed_in(with_role(Role.REGIONAL_TEAM, "east"))
    page = team.get(f"/jobs/{job.pk}/").content.decode()
    status = re.search(r'<div role="status">(.*?)</div>', page, re.S)[1]
    return " ".join(re.sub("<[^>]+>", " ", status).split())


@pytest.fixture(autouse=True)
def _it_is_noon(monkeypatch):
    stands_at(monkeypatch, DAY)


RUNNING = {"state": "running", "attempts": 1, "started_at": at(11, 50), "doing": "storing the figures"}
LEAVE = "You can leave this page and come back."


def test_one_that_was_never_begun_waits():
    assert said_of() == f"Waiting to start, since 11:40. {LEAVE}"


def test_one_that_gives_signs_of_life_runs():
    running = RUNNING | {"heartbeat_at": at(11, 59, 46)}
    assert said_of(**running) == f"Running since 11:50: storing the figures. {LEAVE}"


def test_one_that_was_begun_again_says_so():
    again = RUNNING | {"attempts": 2, "heartbeat_at": at(11, 59, 50)}
    assert said_of(**again) == f"Running since 11:50 (try 2): storing the figures. {LEAVE}"


def test_one_of_which_nothing_is_heard_any_more_is_not_called_running():
    silent = RUNNING | {"heartbeat_at": at(11, 59, 44), "sent_at": at(12, 0)}
    assert said_of(**silent) == (
        "Nothing has been heard of it since 11:59. If it was interrupted, it begins again by itself, and nothing was "
        f"half saved. {LEAVE}"
    )


def test_one_that_was_interrupted_and_waits_to_begin_again_says_both():
    waiting = {"attempts": 1, "heartbeat_at": at(11, 58), "sent_at": at(11, 59)}
    assert said_of(**waiting) == (
        f"It was interrupted at 11:58, and begins again by itself. Nothing was half saved. {LEAVE}"
    )
