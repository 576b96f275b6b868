"""Reading stored figures for a page: which snapshot, which edition, which rows."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse

from dashboard.models import Figure, Snapshot
from dashboard.pages.page import Page, Source
from dashboard.pages.place import place_page
from dashboard.pages.region import region_page
from dashboard.pages.returns import Known
from dashboard.reading.focus import Focus
from dashboard.reading.places import Map, Place, map_from
from dashboard.reading.rows import rows_of
from dashboard.sentences.headlines import Figures
from dashboard.sentences.names import ALL
from regions.models import Organisation, Placement
from regions.reach import reach
from talentboard.access import NATION, NotFound, Permission, permitted, regions_with, require
from talentboard.access.navigation import Entry
from talentboard.clock import LONDON

if TYPE_CHECKING:
    from dashboard.charts.picture import Pictures

UP = "../../"
UP_TO_NATION = "../"


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


def number_asked(asked: str) -> uuid.UUID | None:
    """The id of a snapshot as an address holds it; None where it holds none. NotFound where it is no such number."""
    try:
        return uuid.UUID(asked) if asked else None
    except ValueError:
        raise NotFound("That is not the number of a snapshot.") from None


def snapshot_asked(region: str, asked: str) -> Snapshot | None:
    """The snapshot whose id is asked for; the newest where none is, or None. NotFound where it is not this region's."""
    number = number_asked(asked)
    if number is None:
        return Snapshot.objects.newest(region)
    found = Snapshot.objects.complete().filter(region=region, pk=number).first()
    if found is None:
        raise NotFound(f"There is no such snapshot of {region}.")
    return found


def snapshots_seen_by(user: Any, region: str) -> QuerySet[Snapshot]:
    """Every complete snapshot of a region (or `england`) whose figures somebody may read, the newest first."""
    require(user, Permission.READ_FIGURES, about=region)
    return Snapshot.objects.complete().filter(region=region).order_by("-as_of", "-made_at")


def map_of(region: str, day: dt.date) -> Map:
    """The systems and organisations of a region on a day; of the nation none. One query."""
    if region == NATION:
        return Map()
    placed = Placement.objects.as_of(day).filter(region=region).order_by("organisation__sort_key")
    columns = ("organisation__code", "organisation__name", "system__code", "system__name")
    return map_from(placed.values_list(*columns))


def page_of(
    snapshot: Snapshot,
    edition: str,
    focus: Focus,
    *,
    place: str,
    at: Place | None = None,
    known: Map | None = None,
    pictures: Callable[[Figures, Focus, Place | None], Mapping[str, Pictures]] | None = None,
) -> Page:
    """The page of a snapshot, without pictures unless a function that draws them is given. Up to three queries.

    place: the region's name; at: the system or organisation that the page is of; known: the region's places, where
    they have been read
    """
    known = known or map_of(snapshot.region, snapshot.as_of)
    rows = rows_of(snapshot, edition, focus, at=at, below=known.below(at))
    source = source_of(snapshot, edition, place, up=way_up(snapshot.region, at))
    stated: dict[str, Any] = {
        "organisations": organisations_of(rows.own, known, source) if focus.is_everything else None,
        "pictures": pictures(rows.own, focus, at) if pictures else None,
        "below": (known.below(at), rows.below),
    }
    if at:
        return place_page(rows.own, focus, source, at, **stated)
    return region_page(rows.own, focus, source, compared=rows.before, **stated)


def organisations_of(figures: Figures, known: Map, source: Source) -> dict[str, Known]:
    """What is known of every organisation under data quality, by its code. One query for those not on the map."""
    posts = {row["organisation"]: row.get("posts") for row in figures["quality"] if row["organisation"] != ALL}
    address = {one.code: f"{source.up}{one.address}?snapshot={source.snapshot}" for one in known.organisations}
    names = {one.code: one.name for one in known.organisations}
    if missing := posts.keys() - names.keys():
        names |= dict(Organisation.objects.filter(code__in=missing).values_list("code", "name"))
    return {code: Known(names[code], posts[code], address.get(code, "")) for code in posts if code in names}


def way_up(region: str, at: Place | None = None) -> str:
    """The way from a page of figures to its region's first page: England as one stands below the regions' page."""
    if at:
        return UP
    return UP_TO_NATION if region == NATION else ""


def source_of(made: Snapshot, edition: str, place: str, *, up: str = "") -> Source:
    """What a page says about where its figures come from. place: the region's name; up: the way to its page."""
    return Source(
        place=place,
        as_of=made.as_of,
        made_at=made.made_at.astimezone(LONDON),
        edition=edition,
        snapshot=str(made.pk),
        up=up,
    )
