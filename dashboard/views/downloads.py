"""The table behind each chart, as a file. The writers are loaded when a file is asked for: Excel's brings NumPy."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dashboard.forms import FocusForm
from dashboard.pages.region import RegionPage, Source
from dashboard.pages.table import Table
from dashboard.reading import edition_for, page_of, place_seen_by, snapshot_asked
from talentboard.access import NotFound
from talentboard.nhs.filters import say_moment
from talentboard.nhs.words import long_day

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@never_cache
def table(request: HttpRequest, region: str, table: str, kind: str) -> HttpResponse:
    """One table of a region's page, filtered alike: `csv`, or `xlsx` with a sheet on what the figures rest on."""
    place = place_seen_by(request.user, region)
    snapshot = snapshot_asked(region, request.GET.get("snapshot", ""))
    if snapshot is None:
        raise NotFound(f"There are no figures of {region} yet.")
    form = FocusForm(request.GET)
    if not form.is_valid():
        raise NotFound("There are no such posts.")
    focus = form.focus
    page = page_of(snapshot, edition_for(request.user, region), focus, place=place)
    found = next((section.table for section in page.every_section if section.key == table), None)
    if found is None:
        raise NotFound(f"There is no table {table} of {region}.")
    named = f"{slugify(page.title.partition(':')[0])}-{slugify(focus.posts) + '-' if page.is_filtered else ''}{table}"
    content = _csv(found, page.source) if kind == "csv" else _excel(found, page)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8" if kind == "csv" else EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{named}-{snapshot.as_of}.{kind}"'
    return response


def _csv(table: Table, source: Source) -> bytes:
    """Every row says where and as of when, for it may be cut out."""
    from talentboard.sheets.writing import csv_lines

    rows = [(source.place, source.as_of, *row) for row in _rows(table)]
    return b"".join(csv_lines(("Region", "As of", *table.file_columns), rows))


def _excel(table: Table, page: RegionPage) -> bytes:
    from talentboard.sheets.writing import Printed, workbook

    about: Sequence[tuple[str, Any]] = (
        ("Table", table.caption),
        ("Page", page.title),
        ("Figures as of", long_day(page.source.as_of)),
        ("Made", say_moment(page.source.made_at)),
        ("Covers", page.covers),
        ("Confidential forecasts", page.confidential),
        *(("Rests on", sentence.plain()) for sentence in page.trust.rests_on),
        *((("Note", table.note),) if table.note else ()),
        ("Snapshot", page.source.snapshot),
    )
    return workbook(
        [
            Printed(table.key.capitalize(), table.file_columns, _rows(table)),
            Printed("About", ("What", "Says"), about),
        ]
    )


def _rows(table: Table) -> list[list[Any]]:
    """Plain numbers, to six decimals: what lies behind is the noise of sums (0.8 - 1 is not -0.19999999999999996)."""
    return [[round(value, 6) if isinstance(value, float) else value for value in row] for row in table.file_rows]
