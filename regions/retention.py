"""What regions keep for a time: the history of who held posts, and of what was forecast."""

from __future__ import annotations

from django.db.models import QuerySet

from talentboard.retention import Chapter, On, Part, register_retention

from .models import ForecastChange, OccupancyChange
from .models.history import KEPT_FOR


def holdings(on: On) -> QuerySet:
    return OccupancyChange.objects.filter(pgh_created_at__lt=on.end)


def forecasts(on: On) -> QuerySet:
    return ForecastChange.objects.filter(pgh_created_at__lt=on.end)


HOLDER_HISTORY = Chapter(
    slug="holder-history",
    what="Changes of who holds a post, and of forecasts, as they were before",
    lasts=KEPT_FOR,
    since="after the change",
    parts=[
        Part(("change of a holder", "changes of holders"), holdings),
        Part(("change of a forecast", "changes of forecasts"), forecasts),
    ],
)


def register() -> None:
    register_retention(HOLDER_HISTORY)
