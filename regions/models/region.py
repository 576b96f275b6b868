"""Talent boards, the NHS England regions they cover, and systems."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now

from talentboard.names import sort_key

from .periods import DatedQuerySet, no_overlap, until_after_since


class Region(models.Model):
    """One of the six talent boards."""

    slug = models.SlugField(primary_key=True, max_length=20)
    name = models.CharField(max_length=60, unique=True)
    cadence = models.CharField("How often the board meets", max_length=60, default="every three months")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def access_region(self) -> str:
        return self.slug


class RegionCoverage(models.Model):
    """An NHS England region that a talent board covers, for a period."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="coverage")
    code = models.CharField("NHS England region code", max_length=3)
    name = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["code", "since"]
        constraints = [
            until_after_since("region_coverage_period"),
            no_overlap("region_coverage_one_board", "code", message="Another talent board covers this region then."),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class System(models.Model):
    """An integrated care board's area. `code` is its ODS code, or a provisional one until there is a real one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField("ODS code", max_length=10, unique=True)
    provisional = models.BooleanField("The code is provisional", default=False)
    name = models.CharField(max_length=150)
    sort_key = models.CharField(max_length=150, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="systems")
    nhs_region_code = models.CharField(max_length=3)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        constraints = [until_after_since("system_period")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    @property
    def access_region(self) -> str:
        return self.region_id


class SystemAlias(models.Model):
    """Another code by which a system is known."""

    code = models.CharField(max_length=10, unique=True)
    system = models.ForeignKey(System, on_delete=models.CASCADE, related_name="aliases")

    def __str__(self) -> str:
        return self.code


class SystemSuccession(models.Model):
    """What a closed system became: wholly, or in part with others."""

    class Extent(models.TextChoices):
        WHOLE = "whole", "Whole"
        PART = "part", "Part"

    predecessor = models.ForeignKey(System, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(System, on_delete=models.PROTECT, related_name="predecessions")
    extent = models.CharField(max_length=5, choices=Extent)
    on = models.DateField("First day of the successor")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="system_succession_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="system_succession_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} to {self.successor}"
