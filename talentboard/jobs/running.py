"""Running a job: once at a time, safe to be delivered twice, and told truthfully."""

from __future__ import annotations

import contextlib
import logging
import uuid

from django.db import Error as DatabaseFault
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from talentboard.access import NotAllowed, NotFound, NotPermitted
from talentboard.interruptions import is_interruption

from .holding import Hold
from .kinds import kind_of
from .models import Job

log = logging.getLogger(__name__)
BROKEN = "It stopped because of a fault that has been logged. Nothing was half saved. You can ask for it again."
GONE = "What it was about is not kept any more, or not for whoever asked. Nothing was saved."
STOPPED_TOO_OFTEN = (
    "It was interrupted {attempts} times, so it does not begin again by itself. Nothing was half saved. "
    "You can ask for it again."
)


class TurnedAway(Exception):
    """This run is no longer the job's: another has taken over, and what this one did is taken back."""


class Progress:
    """How a job says how far it is."""

    def __init__(self, hold: Hold | None = None) -> None:
        self.hold = hold

    def __call__(self, done: int, of: int, doing: str = "") -> None:
        """done of so many steps, and what it is doing now in a few words."""
        if self.hold:
            self.hold.tell(done=done, of=of, doing=doing)


def run(job_id: uuid.UUID) -> None:
    """Run a job unless somebody else is running it, or it has ended."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None or not job.is_alive:
        return
    with Hold(job.key, job.pk) as hold:
        if hold.held and claim(job):
            work(job, Progress(hold))


def claim(job: Job) -> bool:
    """Make this run the job's own. False when it has ended meanwhile, or has been stopped too often."""
    most = kind_of(job).most_attempts
    alive = Job.objects.filter(pk=job.pk, state__in=Job.ALIVE)
    moment = timezone.now()
    if not alive.filter(attempts__lt=most).update(
        state=Job.State.RUNNING, attempts=F("attempts") + 1, started_at=moment, heartbeat_at=moment, steps_done=0
    ):
        alive.update(state=Job.State.FAILED, failure=STOPPED_TOO_OFTEN.format(attempts=most), ended_at=timezone.now())
        return False
    job.refresh_from_db()
    return True


def work(job: Job, progress: Progress) -> None:
    """Do the work and write *done* in one transaction, or write why not.

    Where it was interrupted it waits to be begun again; where even that cannot be written, the sweep finds it.
    """
    kind = kind_of(job)
    try:
        prepared = kind.prepare(job, progress) if kind.prepare else None
        with transaction.atomic():
            result = kind.run(job, progress, prepared)
            finish(job, state=Job.State.DONE, result=result)
    except TurnedAway:
        log.warning("job %s: another run has taken over", job.pk)
    except (NotAllowed, NotPermitted) as refusal:
        fail(job, str(refusal))
    except NotFound:
        fail(job, GONE)
    except Exception as problem:
        if is_interruption(problem):
            log.exception("job %s (%s) was interrupted", job.pk, job.kind)
            with contextlib.suppress(DatabaseFault):
                put_back(job)
        else:
            log.exception("job %s (%s) failed", job.pk, job.kind)
            fail(job, BROKEN)


def put_back(job: Job) -> None:
    """Let the job wait again, unless it has been interrupted too often, or another run has taken over."""
    most = kind_of(job).most_attempts
    if job.attempts >= most:
        fail(job, STOPPED_TOO_OFTEN.format(attempts=most))
        return
    mine = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)
    mine.update(state=Job.State.QUEUED, sent_at=timezone.now(), steps_done=0, doing="")


def fail(job: Job, sentence: str) -> None:
    try:
        finish(job, state=Job.State.FAILED, failure=sentence)
    except TurnedAway:
        log.warning("job %s: another run has taken over", job.pk)


def finish(job: Job, **facts) -> None:
    """End the job, only while this run is still its own. Raises TurnedAway otherwise."""
    mine = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)
    if not mine.update(**facts, ended_at=timezone.now()):
        raise TurnedAway
