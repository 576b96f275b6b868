"""How long a sign of life may be missing: everything goes by how often the timetable sweeps."""

import datetime as dt

from django.conf import settings

SWEEP = dt.timedelta(seconds=settings.JOBS_SWEEP_SECONDS)
HEARTBEAT_SECONDS = SWEEP.total_seconds() / 6
SILENT = SWEEP / 2
UNANSWERED = 2 * SWEEP
FROZEN = 2 * SWEEP


def before_it_is_sent_again(attempts: int, *, most: int) -> dt.timedelta:
    """How long nothing may be heard of a job that was begun so many times: each time four times longer.

    A job that was never begun waits in a queue that may be long; one that was begun for the last time waits for
    nothing but to be told so.
    """
    if not attempts:
        return UNANSWERED
    return SILENT * 4 ** (attempts - 1) if attempts < most else SILENT
