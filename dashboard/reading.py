"""Reading stored figures for a page: which snapshot, which edition, which rows."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from dashboard.focus import Focus
from dashboard.models import Figure, Snapshot
from dashboard.pages.region import Source
from dashboard.sentences.headlines import Figures
from regions.reach import reach
from talentboard.access import NotFound, Permission, permitted
from talentboard.clock import LONDON

MEASURES = ("posts", "demand", "supply", "gap", "cover", "trust")
OF_ALL = ("choice", "quality")


def place_seen_by(user: Any, region: str) -> str:
    """The name of a region (or `england`) whose figures somebody may read. NotFound outside their reach."""
    return reach(user, Permission.READ_FIGURES).region(region).name


def edition_for(user: Any, region: str) -> str:
    """The edition somebody sees: with confidential forecasts only where the table of roles says so."""
    is_full = permitted(user, Permission.READ_FULL_FIGURES, region=region)
    return Figure.Edition.FULL if is_full else Figure.Edition.OPEN


def snapshot_asked(region: str, asked: str) -> Snapshot | None:
    """The snapshot whose id is asked for; the newest where none is, or None. NotFound where it is not this region's."""
    if not asked:
        return Snapshot.objects.newest(region)
    try:
        number = uuid.UUID(asked)
    except ValueError:
        raise NotFound("That is not the number of a snapshot.") from None
    found = Snapshot.objects.complete().filter(region=region, pk=number).first()
    if found is None:
        raise NotFound(f"There is no such snapshot of {region}.")
    return found


def figures_of(snapshot: Snapshot, edition: str, focus: Focus) -> Figures:
    """Measure -> rows, as `region_page` takes them. One query."""
    slice_ = "critical" if focus.critical else "all"
    stored = snapshot.figures.filter(edition=edition, slice__in=("all", slice_), measure__in=MEASURES + OF_ALL)
    rows = {(figure.measure, figure.slice): figure.payload for figure in stored}
    wanted = [*((measure, slice_) for measure in MEASURES), *((measure, "all") for measure in OF_ALL)]
    return {measure: rows.get((measure, name), []) for measure, name in wanted}


def source_of(snapshot: Snapshot, edition: str, place: str) -> Source:
    """What a page says about where its figures come from."""
    made_at: dt.datetime = snapshot.made_at.astimezone(LONDON)
    return Source(place=place, as_of=snapshot.as_of, made_at=made_at, edition=edition, snapshot=str(snapshot.pk))
