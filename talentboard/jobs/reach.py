"""Which jobs somebody may see."""

import uuid
from typing import Any

from django.db.models import Q, QuerySet

from talentboard.access import NATION, NotFound, Permission, permitted, regions_with

from .models import Job


def jobs_of(user: Any) -> QuerySet[Job]:
    """What somebody asked for, and what runs for regions whose figures they may make; for who keeps the site, all."""
    regions = regions_with(user, Permission.MAKE_FIGURES)
    if NATION in regions or permitted(user, Permission.SEE_JOBS):
        return Job.objects.all()
    return Job.objects.filter(Q(by=user) | Q(region__in=regions))


def job_of(user: Any, job_id: uuid.UUID) -> Job:
    """One of them. Raises NotFound for any other."""
    found = jobs_of(user).filter(pk=job_id).first()
    if found is None:
        raise NotFound("There is no such job for this person.")
    return found
