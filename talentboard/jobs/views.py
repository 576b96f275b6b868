"""The page of a job: one progress bar that survives a reload."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from .kinds import kind_of
from .models import Job
from .patience import SILENT
from .reach import job_of


@require_GET
@never_cache
def job(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """The whole page; the part that changes for a request that says it is the page's own polling."""
    found = job_of(request.user, job_id)
    kind = kind_of(found)
    is_part = request.headers.get("HX-Request") == "true"
    context = {
        "job": found,
        "title": kind.title(found),
        "outcome": kind.outcome(found) if found.state == Job.State.DONE else None,
        "unheard": found.state == Job.State.RUNNING and timezone.now() - found.heartbeat_at > SILENT,
        "percent": round(100 * found.steps_done / found.steps) if found.steps else 0,
    }
    return render(request, "jobs/progress.html" if is_part else "jobs/job.html", context)
