"""Jobs: one alive a key, run once at a time, taken over after a crash, and told truthfully."""

import datetime as dt
import errno

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from talentboard.access import NotAllowed, NotFound, NotPermitted
from talentboard.audit.models import AuditEvent
from talentboard.jobs import kinds
from talentboard.jobs.asking import ask_for
from talentboard.jobs.holding import Hold, is_held
from talentboard.jobs.kinds import Kind, Outcome, register_kind
from talentboard.jobs.models import Job
from talentboard.jobs.running import BROKEN, GONE, run
from talentboard.jobs.tasks import stranded
from tests.factories import RegionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def work():
    """A kind of job whose work is the list of functions put into it, called with the job."""
    steps = []

    def do(job, progress, prepared):
        for step in steps:
            step(job)
        return {"prepared": prepared}

    kind = Kind(
        slug="trial",
        prepare=lambda job, progress: "ready",
        run=do,
        title=lambda job: "Trial",
        outcome=lambda job: Outcome("It is done."),
    )
    register_kind(kind)
    yield steps
    kinds._kinds.pop("trial")


def asked(key="trial east", **facts):
    return Job.objects.create(kind="trial", key=key, region="east", **facts)


def long_ago():
    return timezone.now() - dt.timedelta(minutes=2)


def test_a_job_that_has_run_is_done_with_its_result(work):
    job = asked()
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result, job.attempts, job.failure) == ("done", {"prepared": "ready"}, 1, "")


def test_a_second_delivery_finds_it_done(work):
    job, runs = asked(), []
    work.append(lambda job: runs.append(job.attempts))
    run(job.pk)
    run(job.pk)
    assert runs == [1]


def test_while_somebody_holds_the_key_nobody_else_runs_it(work):
    job, runs = asked(), []
    work.append(lambda job: runs.append(job.attempts))
    with Hold(job.key, job.pk) as hold:
        assert hold.held
        run(job.pk)
    assert runs == []
    run(job.pk)
    assert runs == [1]


def test_a_fault_fails_the_job_with_a_sentence_and_takes_its_writes_back(work):
    def write_and_fall(job):
        RegionFactory()
        raise RuntimeError("a fault")

    job = asked()
    work.append(write_and_fall)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", BROKEN)
    assert not RegionFactory._meta.model.objects.exists()


def test_what_interrupts_a_job_takes_its_writes_back_and_lets_it_wait_to_begin_again(work):
    def write_and_lose_the_database(job):
        RegionFactory()
        raise OperationalError from psycopg.OperationalError("server closed the connection unexpectedly")

    job = asked()
    work.append(write_and_lose_the_database)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.failure, job.doing, job.ended_at) == ("queued", 1, "", "", None)
    assert not RegionFactory._meta.model.objects.exists()
    work.clear()
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)


def test_a_job_that_is_interrupted_for_the_fifth_time_says_so(work):
    def lose_room(job):
        raise OSError(errno.ENOSPC, "No space left on device")

    job = asked(attempts=4)
    work.append(lose_room)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 5)
    assert job.failure.startswith("It was interrupted 5 times")


def test_a_refusal_fails_the_job_with_its_own_sentence(work):
    def refuse(job):
        raise NotAllowed("Choose a day that has passed.")

    job = asked()
    work.append(refuse)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", "Choose a day that has passed.")


def test_a_frozen_run_that_wakes_up_is_turned_away_and_its_writes_are_taken_back(work):
    def another_takes_over(job):
        RegionFactory()
        Job.objects.filter(pk=job.pk).update(attempts=2)

    job = asked()
    work.append(another_takes_over)
    run(job.pk)
    job.refresh_from_db()
    assert job.state == "running"
    assert not RegionFactory._meta.model.objects.exists()


def test_a_job_that_was_interrupted_five_times_does_not_begin_again(work):
    job, runs = asked(state="running", attempts=5), []
    work.append(lambda job: runs.append(1))
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, runs) == ("failed", [])
    assert job.failure.startswith("It was interrupted 5 times")


def test_two_jobs_of_one_key_are_never_alive_together(work):
    asked()
    with pytest.raises(IntegrityError, match="job_one_alive_per_key"), transaction.atomic():
        asked()


def test_asking_for_what_is_under_way_gives_the_same_job(work):
    by = UserFactory()
    first = ask_for("trial", key="trial east", region="east", arguments={}, by=by)
    second = ask_for("trial", key="trial east", region="east", arguments={}, by=by)
    assert second == first
    assert AuditEvent.objects.filter(kind="job-started").count() == 1


def test_asking_again_after_it_has_ended_gives_a_new_job(work):
    first = ask_for("trial", key="trial east", region="east", arguments={}, by=None)
    run(first.pk)
    assert ask_for("trial", key="trial east", region="east", arguments={}, by=None) != first


def test_the_sweep_finds_what_waited_a_minute_or_runs_with_nobody_holding_it(work):
    waiting = asked("waiting", sent_at=long_ago())
    left = asked("left", state="running", sent_at=long_ago(), heartbeat_at=long_ago())
    asked("just sent")
    asked("at work", state="running", sent_at=long_ago(), heartbeat_at=timezone.now())
    asked("ended", state="done", sent_at=long_ago(), heartbeat_at=long_ago())
    assert set(stranded()) == {waiting, left}


def test_the_sweep_waits_longer_for_a_job_each_time_it_was_interrupted(work):
    def interrupted(attempts: int, seconds: int):
        moment = timezone.now() - dt.timedelta(seconds=seconds)
        return asked(f"{attempts} {seconds}", attempts=attempts, sent_at=moment)

    interrupted(1, 14), interrupted(2, 59), interrupted(4, 959)
    due = {interrupted(1, 16), interrupted(2, 61), interrupted(4, 961), interrupted(5, 16)}
    assert set(stranded()) == due


def test_the_sweep_leaves_alone_what_somebody_holds(work):
    job = asked("held", state="running", sent_at=long_ago(), heartbeat_at=long_ago())
    with Hold(job.key, job.pk):
        assert stranded() == []


def test_a_hold_ends_with_its_block(work):
    from django.db import connection

    job = asked()
    with connection.cursor() as cursor:
        with Hold(job.key, job.pk):
            assert is_held(job.key, cursor)
        assert not is_held(job.key, cursor)


@pytest.mark.parametrize(
    ("refusal", "said"),
    [(NotPermitted("Your role does not let you."), "Your role does not let you."), (NotFound("No such thing."), GONE)],
)
def test_a_role_or_a_thing_that_has_gone_meanwhile_is_no_fault(work, caplog, refusal, said):
    def refuse(job):
        raise refusal

    job = asked()
    work.append(refuse)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.failure, caplog.records) == ("failed", said, [])
