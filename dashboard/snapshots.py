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
from .figures import Made, figures
from .models import Figure, Snapshot

SOURCES = ("dashboard/figures.py", "dashboard/frames", "dashboard/metrics", "talentboard/months.py")


@dataclass(frozen=True)
class Computed:
    """A snapshot that is not stored yet."""

    region: str
    as_of: dt.date
    made_at: dt.datetime
    inputs_digest: str
    figures: tuple[Made, ...]


@functools.cache
def code_version() -> str:
    """A digest of the code that computes figures: it changes whenever they could."""
    known = hashlib.sha256()
    root = Path(__file__).resolve().parent.parent
    for name in SOURCES:
        for path in sorted([root / name] if name.endswith(".py") else (root / name).rglob("*.py")):
            known.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return known.hexdigest()[:12]


def compute(region: str, as_of: dt.date, *, tell: Callable[[str], None] = lambda doing: None) -> Computed:
    """Read the facts of a region (a slug, or `england`) as of a day, and compute every figure. Writes nothing."""
    moment = now()
    tell("reading posts and people")
    facts = frames.read(region, as_of)
    made = tuple(figures(facts, tell=tell))
    return Computed(region=region, as_of=as_of, made_at=moment, inputs_digest=facts.digest(), figures=made)


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
