"""Candidates: people known to a talent board."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Lower, Now

from regions.models import Organisation, Post, Region
from talentboard.names import sort_key


class Candidate(models.Model):
    """A person, known by their work e-mail. Candidates are national; `kept_by` is the region that keeps the record.

    `current_post` is the only link between a person and the post they hold. Until `told_on` the person counts in
    figures and cannot be searched for or introduced.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=150)
    sort_key = models.CharField(max_length=150, editable=False, db_index=True)
    email = models.EmailField("Work e-mail", max_length=254)
    employer = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    employer_outside = models.CharField("Employer outside the NHS", max_length=150, blank=True)
    current_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.SET_NULL, related_name="known_holders"
    )
    mobility = models.ManyToManyField(Region, through="Mobility", related_name="mobile_candidates")
    accepts_challenged = models.BooleanField("Would go to a challenged organisation", default=False)
    kept_by = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="candidates_kept")
    told_on = models.DateField("Told that the board knows of them", null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="candidate_email_unique",
                violation_error_message="Somebody has this e-mail already.",
            ),
            models.CheckConstraint(
                condition=models.Q(employer__isnull=True) | models.Q(employer_outside=""),
                name="candidate_one_employer",
                violation_error_message="An employer is in the NHS or outside it, not both.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    @property
    def access_region(self) -> str:
        return self.kept_by_id


class Mobility(models.Model):
    """A region a person would go to."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="mobilities")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "region"], name="mobility_once")]

    def __str__(self) -> str:
        return self.region_id
