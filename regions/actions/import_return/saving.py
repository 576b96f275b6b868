"""Storing a plan: a few statements a table, in an order in which no two holdings of a post ever overlap."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models

from regions.models import Forecast, Occupancy, Organisation, Post, PostShare

from .plan import Writes

LOCKS = 0x72657472  # the space of our advisory locks: one for each organisation's return
AT_ONCE = 1000

LOCK_EACH = """
SELECT pg_advisory_xact_lock(%s, hashtext(code)) FROM (SELECT unnest(%s::text[]) AS code ORDER BY 1) AS codes
"""


def lock(organisations: Sequence[Organisation]) -> None:
    """Until the transaction ends, nobody else loads a file of these organisations; always taken in the same order."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_EACH, [LOCKS, [organisation.code for organisation in organisations]])


def save(writes: Writes, *, by: Any) -> None:
    """Store everything. What is dropped goes first, then what loses days, then what gains some, then what is new."""
    author = by if getattr(by, "pk", None) else None
    for new in (*writes.new_occupancies, *writes.new_forecasts):
        new.recorded_by = author
    drop(Post, writes.dropped_posts)
    drop(PostShare, writes.dropped_shares)
    drop(Occupancy, writes.dropped_occupancies)
    Post.objects.bulk_create(writes.new_posts, batch_size=AT_ONCE)
    change(Post, writes.changed_posts, POST_FIELDS)
    change(Occupancy, writes.shrunk_occupancies, ["since", "until"])
    change(Occupancy, writes.changed_occupancies, OCCUPANCY_FIELDS)
    Occupancy.objects.bulk_create(writes.new_occupancies, batch_size=AT_ONCE)
    PostShare.objects.bulk_create(writes.new_shares, batch_size=AT_ONCE)
    change(Forecast, writes.ended_forecasts, ["withdrawn_on", "superseded_on"])
    Forecast.objects.bulk_create(writes.new_forecasts, batch_size=AT_ONCE)


POST_FIELDS = [
    "title", "role_family", "level", "pay", "board_seat", "clinical", "critical", "established_from",
    "established_until",
]  # fmt: skip
OCCUPANCY_FIELDS = ["since", "until", "expected_end", "returns_on", "signed_off"]


def drop(model: type[models.Model], rows: Sequence[models.Model]) -> None:
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
