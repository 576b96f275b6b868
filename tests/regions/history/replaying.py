"""Today's rows, made again from nothing but what their history says."""

from django.db import models

from regions.models import ForecastChange, OccupancyChange, PostChange, PostShareChange

TRACKED = (PostChange, PostShareChange, OccupancyChange, ForecastChange)


def columns(changes: type[models.Model]) -> list[str]:
    return [field.attname for field in changes._meta.fields if not field.name.startswith("pgh_")]


def replayed(changes: type[models.Model]) -> dict:
    """The rows as the history leaves them, by id: each line puts a row there, changes it or takes it away."""
    rows: dict = {}
    for line in changes.objects.order_by("pgh_id").values("pgh_label", *columns(changes)):
        label = line.pop("pgh_label")
        assert (line["id"] in rows) == (label != "insert")
        if label == "delete":
            assert rows.pop(line["id"]) == line
        else:
            assert rows.get(line["id"]) != line
            rows[line["id"]] = line
    return rows


def kept(changes: type[models.Model]) -> dict:
    """The rows as they are kept, by id."""
    rows = changes.pgh_tracked_model.objects.order_by().values(*columns(changes))
    return {row["id"]: row for row in rows}


def lines() -> int:
    """How much history there is."""
    return sum(changes.objects.count() for changes in TRACKED)
