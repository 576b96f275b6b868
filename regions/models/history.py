"""What every row of the posts was before: each insert, change and removal leaves a row here, by database trigger.

Who said it and in which return is in the rows themselves, so no context of requests is kept beside them.
"""

import pghistory
from django.db import models
from pghistory.models import Context, Event

from talentboard.database.privileges import KEPT, KEPT_ITS_TIME, NOTHING
from talentboard.database.triggers import Until, kept
from talentboard.retention.lasting import Lasts

from .forecast import Forecast
from .post import Occupancy, Post, PostShare

Context.privileges = NOTHING  # of whom a request was is not kept a second time
KEPT_FOR = Lasts(months=72)


class Change(Event):
    """What became of a row. pgh_label: "insert", "update" or "delete"; the columns as they were after it, or before
    their removal. pgh_created_at: when the transaction that did it began."""

    pgh_id = models.BigAutoField(primary_key=True)
    privileges = KEPT

    class Meta:
        abstract = True


def changes_of(
    tracked: type[models.Model], name: str, *, without: tuple[str, ...] = (), removals: bool = True
) -> type[Change]:
    """The model of the history of another one: a trigger for each statement, which writes all its rows at once.

    removals: whether a row that is removed leaves one too; where the history goes with it, it does not.
    """
    referring = {field.name: as_reference(field) for field in tracked._meta.local_fields if field.is_relation}
    return pghistory.create_event_model(
        tracked,
        pghistory.InsertEvent(trigger_name="history_insert"),
        pghistory.UpdateEvent(trigger_name="history_update"),
        *([pghistory.DeleteEvent(trigger_name="history_delete")] if removals else []),
        model_name=f"{name}Fields",
        base_model=Change,
        exclude=list(without),
        obj_field=None,
        context_field=None,
        attrs=referring,
        level=pghistory.Statement,
    )


def as_reference(field: models.ForeignKey) -> models.ForeignKey:
    """The same reference without a rule of its own: history outlives what it refers to."""
    return models.ForeignKey(
        field.remote_field.model,
        on_delete=models.DO_NOTHING,
        null=field.null,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )


class PostChange(changes_of(Post, "PostChange")):
    class Meta:
        indexes = [models.Index(fields=["id", "pgh_id"], name="post_change_of")]
        triggers = kept()


class PostShareChange(changes_of(PostShare, "PostShareChange")):
    class Meta:
        indexes = [models.Index(fields=["post", "pgh_id"], name="post_share_change_of")]
        triggers = kept()


def until_after_change() -> Until:
    """How long a change is kept in which people are named, or what was told in confidence."""
    since = "(OLD.pgh_created_at AT TIME ZONE 'Europe/London')::date"
    return Until(chapter="holder-history", lasts=KEPT_FOR, since=since)


class OccupancyChange(changes_of(Occupancy, "OccupancyChange")):
    privileges = KEPT_ITS_TIME

    class Meta:
        indexes = [models.Index(fields=["post", "pgh_id"], name="occupancy_change_of")]
        triggers = kept(until_after_change())


class ForecastChange(changes_of(Forecast, "ForecastChange", without=("ended_on",))):
    privileges = KEPT_ITS_TIME

    class Meta:
        indexes = [models.Index(fields=["post", "pgh_id"], name="forecast_change_of")]
        triggers = kept(until_after_change())
