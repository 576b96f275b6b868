"""Memberships of pools, with dated readiness and states."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from talentboard.database.privileges import KEPT_ITS_TIME, Privileges
from talentboard.database.triggers import Until, kept
from talentboard.moves import Move, Moves, Moving, Step
from talentboard.retention.lasting import Lasts

from .candidate import Candidate
from .member_queries import MembershipQuerySet
from .merge import Merge
from .pool import Pool, ReadinessBand


class StateOfMembership(models.TextChoices):
    ACTIVE = "active", "Active"
    ON_HOLD = "on-hold", "On hold"
    PLACED = "placed", "Placed"
    LAPSED = "lapsed", "Lapsed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LEFT = "left", "Left"


OPEN = (StateOfMembership.ACTIVE, StateOfMembership.ON_HOLD)
KEPT_FOR = Lasts(months=24)

MOVES = Moves(
    start=list(StateOfMembership),
    moves=[
        Move("hold", [StateOfMembership.ACTIVE], StateOfMembership.ON_HOLD),
        Move("resume", [StateOfMembership.ON_HOLD], StateOfMembership.ACTIVE),
        Move("place", OPEN, StateOfMembership.PLACED),
        Move("lapse", OPEN, StateOfMembership.LAPSED),
        Move("withdraw", OPEN, StateOfMembership.WITHDRAWN),
        Move("leave", OPEN, StateOfMembership.LEFT),
    ],
)


class Membership(Moving, models.Model):
    """A candidate in a pool. `state` is the newest; the dated rows of MembershipState say what it was on a day.

    One open membership (active or on hold) a pool and candidate; an ended one is followed by a new one. Where two
    records of one person were merged, one of two memberships of a pool may have been set aside: it counts for nothing.
    """

    State = StateOfMembership
    moves = MOVES
    privileges = Privileges(retention="SELECT, DELETE")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="memberships")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="memberships")
    state = models.CharField(max_length=10, choices=StateOfMembership, default=StateOfMembership.ACTIVE)
    joined = models.DateField()
    review_due = models.DateField()
    ends = models.DateField()
    set_aside_by = models.ForeignKey(
        Merge, null=True, blank=True, on_delete=models.PROTECT, related_name="set_aside", editable=False
    )
    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["pool", "candidate"]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "candidate"],
                condition=Q(state__in=["active", "on-hold"], set_aside_by=None),
                name="membership_one_open",
                violation_error_message="They are already a member of this pool.",
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("joined")), name="membership_period"),
            models.CheckConstraint(
                condition=Q(review_due__gt=F("joined"), review_due__lte=F("ends")), name="membership_review_inside"
            ),
        ]
        triggers = MOVES.triggers()

    def __str__(self) -> str:
        return f"membership {self.pk}"

    @property
    def access_region(self) -> str:
        return self.pool.region_id


ENDED_ON = """
    SELECT max(CASE WHEN merge.id IS NULL THEN state.effective_on
                    ELSE (merge.made_at AT TIME ZONE 'Europe/London')::date END)
      FROM pools_membershipstate state
      JOIN pools_membership member ON member.id = state.of_id
      LEFT JOIN pools_merge merge ON merge.id = member.set_aside_by_id
     WHERE member.id = OLD.{column} AND (member.state NOT IN ('active', 'on-hold') OR merge.id IS NOT NULL)"""
OF_WHOM = "SELECT member.candidate_id FROM pools_membership member WHERE member.id = OLD.{column}"


def until_after_membership(column: str) -> Until:
    """How long a kept row of a membership stays: the period begins with the last state of one that has ended, or on the
    day on which it was set aside.

    column: of the row, with the membership's id.
    """
    return Until(
        chapter="members",
        lasts=KEPT_FOR,
        since=ENDED_ON.format(column=column),
        person=OF_WHOM.format(column=column),
    )


class MembershipState(Step):
    """The state of a membership from a day on, with the move that led to it. The newest effective row counts."""

    privileges = KEPT_ITS_TIME

    of = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="steps")
    effective_on = models.DateField()

    class Meta(Step.Meta):
        ordering = ["effective_on", "id"]
        indexes = [models.Index(fields=["of", "-effective_on", "-id"], name="membership_state_newest")]
        triggers = kept(until_after_membership("of_id"))

    def __str__(self) -> str:
        return f"{self.to_state} from {self.effective_on}"


class ReadinessDecision(models.Model):
    """The board's decision on how soon a member is ready. The newest decided on or before a day counts on it."""

    privileges = KEPT_ITS_TIME

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="decisions")
    band = models.ForeignKey(ReadinessBand, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["decided_on", "id"]
        indexes = [models.Index(fields=["membership", "-decided_on", "-id"], name="readiness_newest")]
        triggers = kept(until_after_membership("membership_id"))

    def __str__(self) -> str:
        return f"{self.band_id} from {self.decided_on}"
