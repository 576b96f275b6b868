"""The page of a job: one progress bar that survives a reload."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from talentboard.access import NotFound, Permission, permitted

from .kinds import kind_of
from .models import Job


def job_for(user, job_id: uuid.UUID) -> Job:
    """A job that its viewer asked for, in a region whose figures they may make, or any for who keeps the site."""
    job = Job.objects.select_related("by").filter(pk=job_id).first()
    if job and (
        job.by_id == user.pk
        or permitted(user, Permission.MAKE_FIGURES, region=job.region)
        or permitted(user, Permission.SEE_JOBS)
    ):
        return job
    raise NotFound("There is no such job for this person.")


@require_GET
@never_cache
def job(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """The whole page; the part that changes for a request that says it is the page's own polling."""
    found = job_for(request.user, job_id)
    kind = kind_of(found)
    is_part = request.headers.get("HX-Request") == "true"
    context = {
        "job": found,
        "title": kind.title(found),
        "outcome": kind.outcome(found) if found.state == Job.State.DONE else None,
        "percent": round(100 * found.steps_done / found.steps) if found.steps else 0,
    }
    return render(request, "jobs/progress.html" if is_part else "jobs/job.html", context)
