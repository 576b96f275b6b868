"""What nominations hold back from being deleted: the record of whoever is nominated."""

import datetime as dt

from django.db.models import QuerySet

from pools.retention import register_holding

from .models import Nomination


def nominees(day: dt.date) -> QuerySet:
    """The ids of people with a nomination."""
    return Nomination.objects.filter(candidate__isnull=False).order_by().values("candidate")


def register() -> None:
    register_holding(nominees)
