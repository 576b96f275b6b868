"""Who is under a legal hold."""

from __future__ import annotations

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from .models import LegalHold


def held(about_kind: str) -> QuerySet:
    """The ids, as texts, of the things of a kind that are under a hold."""
    return LegalHold.objects.open().filter(about_kind=about_kind).order_by().values("about_id")


def without_held(rows: QuerySet, *, person: str, about_kind: str = "candidate") -> QuerySet:
    """The rows that are about nobody under a hold. person: the path from a row to the person's id."""
    named = rows.alias(held_person=Cast(person, CharField()))
    return named.exclude(held_person__in=held(about_kind))
