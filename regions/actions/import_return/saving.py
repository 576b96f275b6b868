"""Storing a plan: a few statements a table, in an order in which no two holdings of a post ever overlap."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from regions.models import Forecast, Occupancy, Organisation, Post, PostShare
from talentboard.database.rows import add, change, drop

from .plan import Writes

LOCKS = 0x72657472  # the space of our advisory locks: one for each organisation's return

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
    add(Post, writes.new_posts)
    change(Post, writes.changed_posts, POST_FIELDS)
    change(Occupancy, writes.shrunk_occupancies, ["since", "until"])
    change(Occupancy, writes.changed_occupancies, OCCUPANCY_FIELDS)
    add(Occupancy, writes.new_occupancies)
    add(PostShare, writes.new_shares)
    change(Forecast, writes.ended_forecasts, ["withdrawn_on", "superseded_on"])
    add(Forecast, writes.new_forecasts)


POST_FIELDS = [
    "title", "role_family", "level", "pay", "board_seat", "clinical", "critical", "established_from",
    "established_until",
]  # fmt: skip
OCCUPANCY_FIELDS = ["since", "until", "expected_end", "returns_on", "signed_off"]
