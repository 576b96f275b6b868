"""Worker and timetable touch a file, the web answers: what a container's health check asks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from redis.exceptions import ConnectionError as Away

from talentboard.health import alive, seen
from talentboard.jobs import tasks
from talentboard.jobs.timetable import WAIT_SECONDS, SoleTimetable

ROOT = Path(__file__).resolve().parents[3]


def check(*asked: str, **given: str) -> int:
    environment = {"PATH": os.environ["PATH"], **given}
    command = [sys.executable, "-m", "talentboard.health", *asked]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False).returncode


def test_a_process_that_has_just_touched_its_file_is_alive_and_one_that_was_silent_is_not(tmp_path, monkeypatch):
    file = tmp_path / "alive"
    monkeypatch.setenv("TALENTBOARD_ALIVE", str(file))
    assert not alive.is_alive(file)
    alive.touch()
    touched = file.stat().st_mtime
    assert alive.is_alive(file, now=touched + alive.STALE_SECONDS - 1)
    assert not alive.is_alive(file, now=touched + alive.STALE_SECONDS)
    assert check("worker", TALENTBOARD_ALIVE=str(file)) == 0
    assert check("timetable", TALENTBOARD_ALIVE=str(tmp_path / "other")) == 1


def test_where_no_file_is_named_nothing_is_touched(monkeypatch, tmp_path):
    monkeypatch.delenv("TALENTBOARD_ALIVE", raising=False)
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_mtime_ns
    alive.touch()
    assert (list(tmp_path.iterdir()), tmp_path.stat().st_mtime_ns) == ([], before)


def test_a_health_check_of_something_unknown_or_of_a_web_that_is_not_there_fails():
    assert check("everything") == 2
    assert check("web", PORT="1") == 1


def test_the_health_check_of_the_web_asks_under_a_name_that_the_site_answers_to(monkeypatch):
    asked = []

    class Line:
        def __init__(self, host, port, timeout):
            asked.append((host, port))

        def request(self, method, path, headers):
            asked.append((path, headers["Host"]))

        def getresponse(self):
            return type("Answer", (), {"status": 200})

        def close(self):
            pass

    from talentboard.health import __main__ as checks

    monkeypatch.setattr(checks.http.client, "HTTPConnection", Line)
    monkeypatch.setenv("TALENTBOARD_HOSTS", "boards.example,other.example")
    monkeypatch.setenv("PORT", "8001")
    assert checks.main(["web"]) == 0
    assert asked == [("127.0.0.1", 8001), ("/healthz", "boards.example")]


class Still(SoleTimetable):
    """A timetable without entries, in charge or not as the test says."""

    def __init__(self, in_charge: bool) -> None:
        self._is = in_charge
        self.data = {}

    def in_charge(self) -> bool:
        return self._is


@pytest.fixture
def noted(monkeypatch):
    found = []
    monkeypatch.setattr(seen, "note", found.append)
    monkeypatch.setattr("celery.beat.Scheduler.tick", lambda self: 1.0)
    return found


def test_the_timetable_in_charge_is_seen_and_touches_its_file(noted, tmp_path, monkeypatch):
    monkeypatch.setenv("TALENTBOARD_ALIVE", str(tmp_path / "alive"))
    timetable = Still(in_charge=True)
    assert (timetable.tick(), timetable.tick(), noted) == (1.0, 1.0, ["timetable"])
    assert alive.is_alive(tmp_path / "alive")


def test_a_timetable_that_waits_lives_and_is_not_the_one_seen(noted, tmp_path, monkeypatch):
    monkeypatch.setenv("TALENTBOARD_ALIVE", str(tmp_path / "alive"))
    assert (Still(in_charge=False).tick(), noted) == (WAIT_SECONDS, [])
    assert alive.is_alive(tmp_path / "alive")


@pytest.mark.django_db
def test_a_worker_is_seen_when_it_sweeps(noted):
    tasks.sweep()
    assert noted == ["worker"]


def test_nothing_stops_where_valkey_is_away(monkeypatch):
    asked = []

    def gone(*args):
        asked.append(args)
        raise Away

    monkeypatch.setattr(seen.cache, "set", gone)
    seen.note(seen.WORKER)
    assert len(asked) == 1
