"""Storing many rows of a table in a few statements."""

from collections.abc import Sequence

from django.db import models

AT_ONCE = 1000


def drop(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Delete kept rows."""
    if rows:
        model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()


def change(model: type[models.Model], rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """Store the fields of kept rows, each row once.

    As rows that are there already, which costs one short statement where one of many conditions costs seconds.
    """
    once = list({row.pk: row for row in rows}.values())
    model._default_manager.bulk_create(
        once, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["pk"], update_fields=fields
    )


def add(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Store new rows. The models' own `save` is not called."""
    model._default_manager.bulk_create(rows, batch_size=AT_ONCE)
