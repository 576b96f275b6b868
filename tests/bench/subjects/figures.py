"""What it costs until one changed membership stands in the region's figures, beside the least that has to be done.

Ours is all of it, web and worker: the file with the change is read, checked and saved, figures are asked for, and the
job makes them, draws its pages and keeps them. The floor is one UPDATE, and the figures computed and stored.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from django.db import connection
from django.db.models import F

from dashboard.jobs import ask_for_snapshot
from dashboard.snapshots import compute, store
from pools.actions.import_members import import_members
from pools.models import Membership
from talentboard.accounts.operator import operator
from talentboard.clock import today
from talentboard.jobs.running import run
from tests.bench.records import Pair

REGION = "east"
COLUMNS = "candidate_ref,name,email,region,pool,readiness,decided_on,mobility"


def measures() -> Iterator[Pair]:
    one = somebody()
    yield Pair(
        "one changed membership", changed_and_counted(one), updated_and_computed(one), 3.0,
        "saved, asked for, computed, stored and drawn; floor: one UPDATE, computed and stored",
        rounds=9, clock=processor_time,
    )  # fmt: skip


def somebody() -> Membership:
    """A member of a pool of the region whose readiness is decided, and who has not said where they would go."""
    decided = Membership.objects.filter(pool__region=REGION, state="active", decisions__isnull=False)
    told = decided.filter(candidate__kept_by=REGION, candidate__user=None).select_related("candidate", "pool")
    return told.order_by("pk").distinct().first()


def changed_and_counted(one: Membership) -> Callable[[], None]:
    decided = one.decisions.latest("decided_on")
    places = cycle((f"{REGION}; midlands", REGION, f"{REGION}; london"))

    def do() -> None:
        cells = ("C-1", one.candidate.name, one.candidate.email, REGION, one.pool.name, decided.band_id,
                 decided.decided_on.isoformat(), next(places))  # fmt: skip
        sheet = f"{COLUMNS}\n{','.join(cells)}\n".encode()
        plan = import_members([("members.csv", sheet)], as_of=today(), by=operator())
        assert plan.changes_anything, list(plan.problems)
        job = ask_for_snapshot(REGION, today(), by=None)
        run(job.pk)
        job.refresh_from_db()
        assert job.state == job.State.DONE, job.failure

    return do


def updated_and_computed(one: Membership) -> Callable[[], None]:
    def do() -> None:
        Membership.objects.filter(pk=one.pk).update(review_due=F("review_due"))
        store(compute(REGION, today()), by=None)

    return do


def processor_time() -> float:
    """Seconds of processor time that this process and its session of the database have used, as Linux counts them."""
    connection.ensure_connection()
    session = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return time.process_time() + int(session.split()[0]) / 1e9
