"""Talent pools and bands of readiness."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from regions.models import Level, Region, RoleFamily


class ReadinessBand(models.Model):
    """How soon somebody is ready, with bounds in months. Reference data; `months_to` is empty for developing."""

    code = models.SlugField(primary_key=True, max_length=25)
    label = models.CharField(max_length=40)
    months_from = models.PositiveSmallIntegerField(null=True, blank=True)
    months_to = models.PositiveSmallIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months_to__isnull=True) | Q(months_to__gte=F("months_from")), name="readiness_band_bounds"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Pool(models.Model):
    """People being readied for posts of some role families at a level, kept by a region."""

    class Kind(models.TextChoices):
        ASPIRANT_DIRECTOR = "aspirant-director", "Aspirant director"
        DIRECTOR = "director", "Director"
        CHIEF_EXECUTIVE = "chief-executive", "Chief executive"
        CHAIR = "chair", "Chair"
        CLINICAL_EXECUTIVE = "clinical-executive", "Clinical executive"
        INTERIM = "interim", "Interim"
        OTHER = "other", "Other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="pools")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind)
    role_families = ArrayField(models.CharField(max_length=20, choices=RoleFamily), size=15)
    level = models.CharField("Level aimed at", max_length=20, choices=Level)
    months = models.PositiveSmallIntegerField("Months of membership", default=24)
    review_every = models.PositiveSmallIntegerField("Review every (months)", default=12)

    class Meta:
        ordering = ["region", "name"]
        constraints = [
            models.UniqueConstraint("region", models.functions.Lower("name"), name="pool_name_unique"),
            models.CheckConstraint(condition=Q(role_families__len__gte=1), name="pool_has_a_role_family"),
            models.CheckConstraint(
                condition=Q(role_families__contained_by=RoleFamily.values), name="pool_role_families_known"
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="pool_level_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def access_region(self) -> str:
        return self.region_id
