"""Storing a plan: a few statements a table, in an order in which no two holdings of a post ever overlap."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from regions.models import Forecast, Occupancy, Organisation, Post, PostShare
from talentboard.clock import now
from talentboard.database.rows import add, change, drop

from .plan import Writes

LOCKS = 0x72657472  # the space of our advisory locks: one for each organisation's return

LOCK_EACH = """
SELECT pg_advisory_xact_lock(%s, hashtext(code))
  FROM (SELECT code FROM regions_organisation WHERE id = ANY(%s) ORDER BY code) AS codes
"""


def lock(organisations: Sequence[Organisation]) -> None:
    """Until the transaction ends, nobody else saves anything of these organisations."""
    lock_by_id([organisation.pk for organisation in organisations])


def lock_by_id(ids: Sequence[object]) -> None:
    """The same of the organisations of these ids; the locks are always taken in the same order."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_EACH, [LOCKS, list(ids)])


def attribute(writes: Writes, *, by: Any) -> None:
    """Everything that is said anew was said by this author, and is signed off."""
    author = getattr(by, "pk", None)
    for one in (*writes.new_posts, *writes.changed_posts, *writes.new_occupancies, *writes.restated_occupancies):
        credit(one, author)
    for forecast in writes.new_forecasts:
        credit(forecast, author)


def credit(one: Post | Occupancy | Forecast, author: Any, *, of: Any = None, signed_off: bool = True) -> None:
    """Note who has said it last (the id of an account), and in which return (its id), and when."""
    one.recorded_by_id, one.recorded_at = author, now()
    one.stated_in_id, one.signed_off = of, signed_off


def save(writes: Writes) -> None:
    """Store everything. What is dropped goes first, then what loses days, then what gains some, then what is new."""
    drop(Post, writes.dropped_posts)
    drop(PostShare, writes.dropped_shares)
    drop(Occupancy, writes.dropped_occupancies)
    change(Post, [*writes.new_posts, *writes.changed_posts, *writes.signed_posts], POST_FIELDS)
    dated = [*writes.shrunk_occupancies, *writes.changed_occupancies, *writes.signed_occupancies]
    gone = {one.pk for one in writes.dropped_occupancies}
    change(Occupancy, [one for one in dated if one.pk not in gone], OCCUPANCY_FIELDS)
    add(Occupancy, writes.new_occupancies)
    add(PostShare, writes.new_shares)
    change(Forecast, [*writes.ended_forecasts, *writes.signed_forecasts], FORECAST_FIELDS)
    add(Forecast, writes.new_forecasts)


POST_FIELDS = [
    "title", "role_family", "level", "pay", "board_seat", "clinical", "critical", "established_from",
    "established_until", "recorded_by", "recorded_at", "stated_in", "signed_off",
]  # fmt: skip
OCCUPANCY_FIELDS = [
    "since", "until", "expected_end", "returns_on", "recorded_by", "recorded_at", "stated_in", "signed_off",
]  # fmt: skip
FORECAST_FIELDS = ["withdrawn_on", "superseded_on", "signed_off"]
