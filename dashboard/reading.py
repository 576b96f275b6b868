"""Reading stored figures for a page: which snapshot, which edition, which rows."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from dashboard.focus import Focus
from dashboard.models import Figure, Snapshot
from dashboard.pages.region import RegionPage, Source, region_page
from dashboard.pages.returns import Known
from dashboard.sentences.headlines import Figures
from dashboard.sentences.names import ALL
from regions.models import Organisation
from regions.reach import reach
from talentboard.access import NATION, NotFound, Permission, permitted, regions_with
from talentboard.access.navigation import Entry
from talentboard.clock import LONDON

if TYPE_CHECKING:
    from dashboard.charts.picture import Pictures

MEASURES = ("posts", "demand", "supply", "gap", "cover", "trust")
OF_ALL = ("choice", "quality")


def place_seen_by(user: Any, region: str) -> str:
    """The name of a region (or `england`) whose figures somebody may read. NotFound outside their reach."""
    return reach(user, Permission.READ_FIGURES).region(region).name


def regions_entry(user: Any, at: str) -> Iterator[Entry]:
    """The figures in the navigation: the page of the only region somebody sees, else the list of them."""
    regions = regions_with(user, Permission.READ_FIGURES)
    if regions:
        only = next(iter(regions)) if len(regions) == 1 and NATION not in regions else None
        url = reverse("dashboard:region", args=[only]) if only else reverse("home")
        yield Entry(label="Regions", url=url, order=10)


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


def page_of(
    snapshot: Snapshot,
    edition: str,
    focus: Focus,
    *,
    place: str,
    pictures: Callable[[Figures, Focus], Mapping[str, Pictures]] | None = None,
) -> RegionPage:
    """The page of a snapshot, without pictures unless a function that draws them is given. Up to two queries."""
    figures = figures_of(snapshot, edition, focus)
    return region_page(
        figures,
        focus,
        source_of(snapshot, edition, place),
        organisations=organisations_of(figures) if focus.is_everything else None,
        pictures=pictures(figures, focus) if pictures else None,
    )


def organisations_of(figures: Figures) -> dict[str, Known]:
    """Name and posts of every organisation under data quality, by its code. One query."""
    posts = {row["organisation"]: row.get("posts") for row in figures["quality"] if row["organisation"] != ALL}
    names = Organisation.objects.filter(code__in=posts).values_list("code", "name")
    return {code: Known(name, posts[code]) for code, name in names}


def source_of(snapshot: Snapshot, edition: str, place: str) -> Source:
    """What a page says about where its figures come from."""
    made_at: dt.datetime = snapshot.made_at.astimezone(LONDON)
    return Source(place=place, as_of=snapshot.as_of, made_at=made_at, edition=edition, snapshot=str(snapshot.pk))
