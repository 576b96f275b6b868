"""The nightly run is asked for by the timetable and done by the only process that may delete; and by hand."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from prometheus_client import CollectorRegistry

from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from talentboard.clock import start_of, today
from talentboard.health import waiting
from talentboard.jobs.models import Job
from talentboard.jobs.running import work
from talentboard.months import add_months
from talentboard.retention.jobs import ask_for_tonight, outcome
from talentboard.retention.models import RetentionPeriod
from tests.fixtures.people import signed_in, with_role
from tests.fixtures.site import eventually
from tests.talentboard.retention.test_own_chapters import SIX_YEARS_AGO, line

NIGHT = "2026-11-30T03:00"


@pytest.mark.django_db
def test_it_is_asked_for_once_a_night_after_three_in_the_morning(set_clock):
    set_clock("2026-11-30T02:59")
    assert ask_for_tonight() is None
    set_clock(NIGHT)
    job = ask_for_tonight()
    assert (job.kind, job.arguments, job.region, job.by) == ("retention", {"day": "2026-11-30"}, "england", None)
    assert ask_for_tonight() is None

    Job.objects.filter(pk=job.pk).update(state="failed")
    set_clock("2026-11-30T23:00")
    assert ask_for_tonight() is None
    set_clock("2026-12-01T03:00")
    assert ask_for_tonight().arguments == {"day": "2026-12-01"}


def ran(acting) -> Job:
    """A job of today's run, run with the login that deletes."""
    job = Job.objects.create(
        kind="retention", key="retention", region="england", state="running", attempts=1,
        arguments={"day": today().isoformat()},
    )  # fmt: skip
    with acting():
        work(job, lambda *told: None)
    job.refresh_from_db()
    return job


@pytest.mark.django_db
def test_what_was_deleted_stands_on_the_page_of_the_job(as_retention):
    for _ in range(2):
        line(SIX_YEARS_AGO)
    job = ran(as_retention)

    assert (job.state, job.failure) == ("done", "")
    assert outcome(job).sentence == "Deleted: 2 lines of the audit."
    page = signed_in(with_role(Role.SYSTEM_ADMINISTRATOR)).get(f"/jobs/{job.pk}/").content.decode()
    assert "Deleted: 2 lines of the audit." in page
    assert outcome(ran(as_retention)).sentence == "Nothing was due."


@pytest.mark.django_db
def test_a_run_in_which_something_failed_says_so_first_and_does_not_count_as_a_whole_one(as_retention):
    assert done_at() is None
    job = ran(as_retention)
    assert done_at() == pytest.approx(job.ended_at.timestamp())

    Job.objects.filter(pk=job.pk).update(result={"failed": ["audit"], "counts": {"mails": 3}})
    job.refresh_from_db()
    assert outcome(job).sentence == "Nothing of audit could be deleted: the fault has been logged. Deleted: 3 mails."
    assert done_at() is None


def done_at() -> float | None:
    """When, for whoever watches over the site, all that was due was deleted."""
    registry = CollectorRegistry()
    registry.register(waiting.Waiting())
    return registry.get_sample_value("talentboard_retention_done_timestamp_seconds")


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_says_what_would_go_and_what_went(as_retention):
    line(SIX_YEARS_AGO)
    audit = "who did and looked at what (audit)\n  kept 6 years after it was done\n  {} of the audit\n"

    with as_retention():
        dry = said("retention", "--dry-run")
        assert AuditEvent.objects.count() == 1
        wet = said("retention")
    assert audit.format("1 line") in dry
    assert audit.format("1 line") in wet
    assert dry.replace("would be", "was") == wet
    assert audit.format("0 lines") in said("retention", "--dry-run", "--day", str(today() - dt.timedelta(days=1)))


@pytest.mark.django_db
def test_the_command_carries_out_no_day_to_come():
    later = str(add_months(today(), 1))
    assert "What would be deleted" in said("retention", "--dry-run", "--day", later)
    with pytest.raises(CommandError, match="before its time"):
        said("retention", "--day", later)


@pytest.mark.django_db
def test_periods_are_shown_and_set_by_command():
    assert said("retention_period").startswith("audit            Lines of the audit: who did and looked at what: 6 yea")
    tomorrow = today() + dt.timedelta(days=1)

    shown = said("retention_period", "audit", "84 months", "--since", str(tomorrow))
    assert "7 years after it was done" in shown
    assert "6 years after it was done" in said("retention_period")
    assert [str(one) for one in RetentionPeriod.objects.all()] == [f"audit 7 years from {tomorrow}"]
    assert AuditEvent.objects.get().kind == "retention-set"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["audit", "seven years"], "“seven years” is not a period"),
        (["audit"], "“” is not a period"),
        (["sessions", "1 day"], "No period can be set for sessions"),
        (["audit", "1 month", "--since", "2020-01-01"], "counts from"),
    ],
)
def test_what_is_no_period_is_refused_with_a_sentence(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        said("retention_period", *arguments)
    assert not RetentionPeriod.objects.exists()


def test_each_command_signs_in_with_the_login_that_its_work_needs():
    from manage import login_for

    assert (login_for("retention"), login_for("retention_period"), login_for("snapshot")) == (
        "retention", "owner", "worker",
    )  # fmt: skip


def test_a_process_of_its_own_does_what_the_worker_was_asked_for_and_nobody_else(site):
    with site.rows():
        line(SIX_YEARS_AGO)
    done = site.managing("retention", login="retention")()
    assert done.returncode == 0, done.stderr
    assert "1 line of the audit" in done.stdout
    by_worker = site.managing("retention", login="worker")()
    assert by_worker.returncode == 1


def test_the_queue_is_taken_from_by_that_process_alone(site):
    """As in earnest: the timetable's message, the worker that asks, and the process that does."""
    with site.rows():
        line(SIX_YEARS_AGO)
        Job.objects.filter(kind="retention").delete()
        job = Job.objects.create(
            kind="retention", key="retention", region="england", arguments={"day": today().isoformat()}
        )
        Job.objects.filter(pk=job.pk).update(sent_at=job.queued_at - dt.timedelta(minutes=5))
    site.send("talentboard.jobs.sweep")  # the worker sends it on its way, and cannot take it
    site.retention.start()

    def is_done() -> bool:
        with site.rows():
            return Job.objects.get(pk=job.pk).state == "done"

    eventually(is_done)
    with site.rows():
        assert Job.objects.get(pk=job.pk).result == {"failed": [], "counts": {"lines of the audit": 1}}
        assert not AuditEvent.objects.filter(at__lt=start_of(SIX_YEARS_AGO) + dt.timedelta(days=1)).exists()
