"""Roles people hold, and seats on boards."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from talentboard.access import Role
from talentboard.access.table import HELD_IN_ORGANISATIONS

from .organisation import Organisation
from .periods import DatedQuerySet, no_overlap, until_after_since
from .region import Region

IN_ORGANISATIONS = sorted(role.value for role in HELD_IN_ORGANISATIONS)


class RoleAssignment(models.Model):
    """A role held in a scope, from a day until a day: in a region, in an organisation, or without either in the nation.

    A role in an organisation lies in whatever region the organisation belongs to on the day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("talentboard.User", on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=25, choices=Role.choices())
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="role_assignments")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="role_assignments"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(
        "talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="roles_granted"
    )
    granted_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_by = models.ForeignKey(
        "talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="roles_ended"
    )
    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="role_known",
                violation_error_message="There is no such role.",
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user")),
                name="role_not_granted_to_oneself",
                violation_error_message="Nobody grants a role to themselves.",
            ),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="role_period"),
            models.CheckConstraint(
                condition=Q(role__in=["national-team", "auditor", "system-administrator", *IN_ORGANISATIONS])
                | Q(region__isnull=False),
                name="role_needs_its_region",
                violation_error_message="This role is held in a region.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=IN_ORGANISATIONS, organisation__isnull=False, region__isnull=True)
                | (~Q(role__in=IN_ORGANISATIONS) & Q(organisation__isnull=True)),
                name="role_needs_its_organisation",
                violation_error_message="This role is held in an organisation, and others are not.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.access_region}"

    @property
    def access_region(self) -> str:
        """The region's slug, `england` for the nation; of a role in an organisation, where that belongs today."""
        if self.organisation:
            return getattr(self, "home", None) or self.organisation.access_region
        return self.region_id or "england"

    @property
    def access_organisation(self) -> uuid.UUID | None:
        return self.organisation_id

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it is held."""
        return self.until and self.until - dt.timedelta(days=1)

    @property
    def place(self) -> Organisation | Region | None:
        """Where it is held: an organisation, a region, or without either the nation."""
        return self.organisation or self.region

    def described(self) -> str:
        """As a sentence says it: "board member in East", "HR director of Barts Health", "auditor for England"."""
        label = Role(self.role).in_words
        if self.organisation:
            return f"{label} of {self.organisation}"
        return f"{label} in {self.region.name}" if self.region else f"{label} for England"


class BoardMembership(models.Model):
    """A seat on a talent board, for a period."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="board_memberships")
    user = models.ForeignKey("talentboard.User", on_delete=models.PROTECT, related_name="board_memberships")
    seat = models.CharField(max_length=100)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            until_after_since("board_membership_period"),
            no_overlap("board_membership_one_seat", "region", "user"),
        ]

    def __str__(self) -> str:
        return self.seat
