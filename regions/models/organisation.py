"""Organisations: bodies with an ODS code, where they belong and how they stand, each dated."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now

from talentboard.clock import today
from talentboard.names import sort_key

from .periods import DatedQuerySet, no_overlap, until_after_since
from .region import Region, System

ODS_CODE = r"^[A-Z0-9]{3,10}$"


class Organisation(models.Model):
    """A body with an ODS code. Codes are closed, never reused."""

    class Kind(models.TextChoices):
        ACUTE = "acute", "Acute"
        MENTAL_HEALTH = "mental-health", "Mental health"
        COMMUNITY = "community", "Community"
        AMBULANCE = "ambulance", "Ambulance"
        SPECIALIST = "specialist", "Specialist"
        INTEGRATED_CARE_BOARD = "integrated-care-board", "Integrated care board"
        ARMS_LENGTH_BODY = "arms-length-body", "Arm's-length body"
        SOCIAL_CARE = "social-care", "Social care"
        VOLUNTARY = "voluntary", "Voluntary"
        OTHER = "other", "Other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField("ODS code", max_length=10, unique=True, validators=[RegexValidator(ODS_CODE)])
    name = models.CharField(max_length=150)
    sort_key = models.CharField(max_length=150, editable=False)
    kind = models.CharField(max_length=25, choices=Kind)
    since = models.DateField("Opened")
    until = models.DateField("Closed", null=True, blank=True)
    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=ODS_CODE), name="organisation_code_form"),
            until_after_since("organisation_period"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def region_on(self, day: dt.date) -> str:
        """The slug of the region to which it belongs on a day, or last belonged; `england` if to none. One query."""
        placed = self.placements.filter(since__lte=day).order_by("-since")
        return placed.values_list("region_id", flat=True).first() or "england"

    @property
    def access_region(self) -> str:
        return self.region_on(today())

    @property
    def access_organisation(self) -> uuid.UUID:
        return self.pk


class Placement(models.Model):
    """Where an organisation belongs for a period: its region, and its system where it has been placed in one."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="placements")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="placements")
    system = models.ForeignKey(System, null=True, blank=True, on_delete=models.PROTECT, related_name="placements")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.CharField("Why it is placed here", max_length=200, blank=True)
    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            until_after_since("placement_period"),
            no_overlap("placement_one_a_day", "organisation", message="It is placed elsewhere on some of these days."),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.region_id}"


class OrganisationSuccession(models.Model):
    """What a closed organisation became."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="predecessions")
    extent = models.CharField(max_length=5, choices=[("whole", "Whole"), ("part", "Part")])
    on = models.DateField("First day of the successor")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="organisation_succession_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="organisation_succession_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} to {self.successor}"


class Standing(models.Model):
    """How an organisation stands in oversight for a period: its segment, and whether it is challenged."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="standings")
    segment = models.PositiveSmallIntegerField("Oversight segment", null=True, blank=True)
    challenged = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(segment__isnull=True) | models.Q(segment__range=(1, 4)), name="standing_segment"
            ),
            until_after_since("standing_period"),
            no_overlap("standing_one_a_day", "organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: segment {self.segment}"
