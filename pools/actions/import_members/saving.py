"""Storing a plan of members: a few statements a table."""

from typing import Any

from django.db import connection

from pools.models import Candidate, Membership, MembershipState, Mobility, Pool, ReadinessDecision
from talentboard.database.rows import add, change, drop

from .plan import Writes

LOCK = 0x6D656D62  # one file of members at a time: people are national
CANDIDATE_FIELDS = ["name", "sort_key", "employer", "employer_outside", "current_post", "accepts_challenged"]


def lock() -> None:
    """Until the transaction ends, nobody else loads a file of members."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def save(writes: Writes, *, by: Any) -> None:
    """Store everything, what others refer to first."""
    author = by if getattr(by, "pk", None) else None
    for state in writes.new_states:
        state.by, state.operator = author, getattr(by, "operator_name", "")[:60]
    for decision in writes.new_decisions:
        decision.by = author
    add(Pool, writes.new_pools)
    change(Pool, writes.changed_pools, ["kind", "role_families", "level"])
    add(Candidate, writes.new_candidates)
    change(Candidate, writes.changed_candidates, CANDIDATE_FIELDS)
    drop(Mobility, writes.dropped_mobility)
    add(Mobility, writes.new_mobility)
    add(Membership, writes.new_memberships)
    change(Membership, writes.changed_memberships, ["state", "joined", "review_due", "ends"])
    add(MembershipState, writes.new_states)
    add(ReadinessDecision, writes.new_decisions)
