"""Making a snapshot: facts are read at one moment, figures computed, and all stored in one transaction."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from talentboard import events
from talentboard.access import Permission, require
from talentboard.audit import Event, record
from talentboard.clock import now

from . import frames
from .changes.figures import figures_of_changes
from .changes.since import day_before
from .figures import Made, figures
from .frames.changes import Changed, read_changes
from .frames.reading import one_moment
from .models import Figure, Snapshot

SOURCES = (
    "dashboard/changes",
    "dashboard/figures.py",
    "dashboard/frames",
    "dashboard/metrics",
    "talentboard/months.py",
)


@dataclass(frozen=True)
class Computed:
    """A snapshot that is not stored yet. since: the day from which its changes are counted, if any."""

    region: str
    as_of: dt.date
    made_at: dt.datetime
    inputs_digest: str
    figures: tuple[Made, ...]
    since: dt.date | None = None


@functools.cache
def code_version() -> str:
    """A digest of the code that computes figures: it changes whenever they could."""
    known = hashlib.sha256()
    root = Path(__file__).resolve().parent.parent
    for name in SOURCES:
        for path in sorted([root / name] if name.endswith(".py") else (root / name).rglob("*.py")):
            known.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return known.hexdigest()[:12]


def compute(
    region: str,
    as_of: dt.date,
    *,
    since: dt.date | None = None,
    tell: Callable[[str], None] = lambda doing: None,
) -> Computed:
    """Read the facts of a region (a slug, or `england`) as of a day, and compute every figure. Writes nothing.

    since: the day from which changes are counted, of a snapshot that will be stored by then; when left out, that of
    the one stored about a quarter before
    """
    moment = now()
    since = since or day_before(Snapshot.objects.days(region), as_of)
    tell("reading posts and people")
    with one_moment():
        facts = frames.read(region, as_of)
        changed = read_changes(region, as_of, since=since) if since else None
    made = [*figures(facts, tell=tell), *(figures_of_changes(changed) if changed else ())]
    return Computed(
        region=region,
        as_of=as_of,
        since=since,
        made_at=moment,
        inputs_digest=digest_of(facts, changed),
        figures=tuple(made),
    )


def digest_of(facts: frames.Facts, changed: Changed | None) -> str:
    """A digest of every fact: two snapshots with the same digest and code have the same figures."""
    if changed is None:
        return facts.digest()
    return hashlib.sha256(f"{facts.digest()} {changed.digest()}".encode()).hexdigest()


@transaction.atomic
def store(computed: Computed, *, by: Any) -> Snapshot:
    """Keep a computed snapshot for ever: its figures are written, and then it is complete."""
    if by is not None:  # the timetable makes snapshots in nobody's name
        require(by, Permission.MAKE_FIGURES, about=computed.region)
    snapshot = Snapshot.objects.create(
        region=computed.region,
        as_of=computed.as_of,
        made_at=computed.made_at,
        code_version=code_version(),
        inputs_digest=computed.inputs_digest,
        previous=Snapshot.objects.newest(computed.region, computed.since) if computed.since else None,
    )
    Figure.objects.bulk_create(rows_of(snapshot, computed.figures), batch_size=200)
    snapshot.state = Snapshot.State.COMPLETE
    snapshot.save(update_fields=["state"])
    record(Event.SNAPSHOT_MADE, about=snapshot, by=by)
    events.publish("snapshot-made", snapshot=snapshot)
    return snapshot


def rows_of(snapshot: Snapshot, made: Iterable[Made]) -> list[Figure]:
    return [
        Figure(snapshot=snapshot, edition=one.edition, measure=one.measure, slice=one.slice, payload=one.payload)
        for one in made
    ]
