"""The audit, read page by page, newest first. Reading it leaves a line too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from talentboard.access import NATION

from .describing import describe, region_names
from .filters import AuditFilter
from .kinds import Event
from .models import AuditEvent
from .reach import audited_regions, lines_of
from .recording import record

ROWS = 50


@require_GET
@never_cache
def audit(request: HttpRequest) -> HttpResponse:
    """The lines of the regions that the reader audits; all of them for an auditor of the nation."""
    reach = audited_regions(request.user)
    names = _names_in(reach)
    form = AuditFilter(request.GET, regions=names)
    lines = form.narrow(lines_of(request.user))
    before = request.GET.get("before", "")
    if before.isdecimal():
        lines = lines.filter(pk__lt=min(int(before), 2**63 - 1))
    found = list(lines[: ROWS + 1])
    record(Event.AUDIT_READ, by=request.user, region=_one_of(reach, form), changed=form.asked_for)
    return render(
        request,
        "audit/audit.html",
        {
            "form": form,
            "rows": _rows(found[:ROWS], names),
            "older": _address(request, before=found[ROWS - 1].pk) if len(found) > ROWS else "",
            "newest": _address(request) if before else "",
            "regions": [] if NATION in reach else list(names.values()),
        },
    )


def _names_in(reach: frozenset[str]) -> dict[str, str]:
    names = {**region_names(), NATION: "England"}
    return names if NATION in reach else {slug: name for slug, name in names.items() if slug in reach}


def _one_of(reach: frozenset[str], form: AuditFilter) -> str:
    """The region that was read, for the line: the one asked for, or the only one there is, or the nation."""
    asked = form.cleaned_data.get("region") if form.is_valid() else ""
    return asked or (next(iter(reach)) if len(reach) == 1 else NATION)


def _rows(events: list[AuditEvent], names: dict[str, str]) -> list[dict]:
    about = describe(events)
    labels = dict(Event.choices)
    return [
        {
            "at": event.at,
            "kind": labels.get(event.kind, event.kind),
            "by": event.by.name if event.by else event.operator or "nobody signed in",
            "about": about.get((event.about_kind, event.about_id)),
            "region": names.get(event.region, event.region),
            "changed": event.changed,
        }
        for event in events
    ]


def _address(request: HttpRequest, **changes) -> str:
    query = request.GET.copy()
    query.pop("before", None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"
