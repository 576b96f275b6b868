"""Candidates: people known to a talent board."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower, Now

from regions.models import Organisation, Post, Region, RoleFamily
from talentboard.database.privileges import Privileges
from talentboard.names import sort_key

ALIASES = """
IF NEW.merged_into_id IS NULL THEN
    RETURN NEW;
END IF;
PERFORM FROM pools_candidate WHERE id = NEW.merged_into_id AND merged_into_id IS NULL FOR SHARE;
IF NOT FOUND OR EXISTS (SELECT FROM pools_candidate WHERE merged_into_id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
        CONSTRAINT = 'candidate_alias_of_standing',
        MESSAGE = 'an alias points at a record that stands by itself, and nothing points at an alias';
END IF;
RETURN NEW;
"""


class AliasesPointAtWhatStands(pgtrigger.Trigger):
    """An alias points at a record that is none, so that one step leads from any address to whoever stands for it."""

    name = "aliases"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id")
    func = ALIASES


class CandidateQuerySet(models.QuerySet):
    """Phrases about people."""

    def standing(self):
        """Those that are no aliases: each person once."""
        return self.filter(merged_into=None)

    def known_by(self, email: str):
        """Whoever has an address, or had it before they were merged. At most one; by the index."""
        named = Candidate.objects.alias(small=Lower("email")).filter(small=email.strip().lower())
        return self.filter(pk__in=named.values(whole=Coalesce("merged_into", "pk")))

    def by_address(self, emails: Iterable[str]) -> dict[str, Candidate]:
        """The records that stand, with their regions, by each of these addresses (in small letters) by which one of
        them is known: one object a person, however many of their addresses are asked for. One query."""
        named = self.alias(small=Lower("email")).filter(small__in=emails)
        known = list(named.select_related("kept_by", "merged_into__kept_by"))
        standing = {person.standing.pk: person.standing for person in known}
        return {person.email.lower(): standing[person.standing.pk] for person in known}


class Candidate(models.Model):
    """A person, known by their work e-mail. Candidates are national; `kept_by` is the region that keeps the record.

    `current_post` is the only link between a person and the post they hold. Until `told_on` the person counts in
    figures and cannot be searched for or introduced. `user` is the account by which they look after the record
    themselves, once they have registered. A duplicate that has been merged points at the record that stands for both
    (`merged_into`): it is an alias from then on, and its e-mail address leads there.
    """

    class WorkingPattern(models.TextChoices):
        FULL_TIME = "full-time", "Full time"
        PART_TIME = "part-time", "Part time"
        JOB_SHARE = "job-share", "Job share"
        FLEXIBLE = "flexible", "Flexible: to be agreed"

    class ClinicalBody(models.TextChoices):
        DENTAL = "gdc", "General Dental Council"
        HEALTH_CARE = "hcpc", "Health and Care Professions Council"
        MEDICAL = "gmc", "General Medical Council"
        NURSING = "nmc", "Nursing and Midwifery Council"
        PHARMACY = "gphc", "General Pharmaceutical Council"
        SOCIAL_WORK = "swe", "Social Work England"

    privileges = Privileges(retention="SELECT, DELETE")

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
    job_title = models.CharField(max_length=150, blank=True)
    role_families = ArrayField(models.CharField(max_length=20, choices=RoleFamily), size=15, default=list, blank=True)
    clinical_body = models.CharField("Registered with", max_length=5, choices=ClinicalBody, blank=True)
    aspirations = models.TextField("What they hope to do next", max_length=4000, blank=True)
    working_pattern = models.CharField(max_length=10, choices=WorkingPattern, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="candidate"
    )
    kept_by = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="candidates_kept")
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="aliases", editable=False
    )
    told_on = models.DateField("Told that the board knows of them", null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="candidate_email_unique",
                violation_error_message="Somebody has this e-mail already.",
            ),
            models.CheckConstraint(
                condition=Q(employer__isnull=True) | Q(employer_outside=""),
                name="candidate_one_employer",
                violation_error_message="An employer is in the NHS or outside it, not both.",
            ),
            models.CheckConstraint(
                condition=Q(role_families__contained_by=RoleFamily.values), name="candidate_role_families_known"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="candidate_not_merged_with_themself"),
        ]
        indexes = [
            GinIndex(fields=["sort_key"], name="candidate_name_trigrams", opclasses=["gin_trgm_ops"], fastupdate=False)
        ]
        triggers = [AliasesPointAtWhatStands()]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.name)[:150]  # a sign may sort as several
        super().save(*args, **kwargs)

    @property
    def access_region(self) -> str:
        return self.kept_by_id

    @property
    def standing(self) -> Candidate:
        """The record that stands for this person: itself, or where it is an alias the one that it was merged into."""
        return self.merged_into or self


class Mobility(models.Model):
    """A region a person would go to."""

    privileges = Privileges(retention="SELECT, DELETE")

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="mobilities")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "region"], name="mobility_once")]

    def __str__(self) -> str:
        return self.region_id


class FindConsent(models.Model):
    """From when until when a person agrees to be found in searches for people. One that is not withdrawn at a time."""

    privileges = Privileges(retention="SELECT, DELETE")

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="find_consents")
    given_at = models.DateTimeField(db_default=Now(), editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"], condition=Q(withdrawn_at__isnull=True), name="find_consent_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")), name="find_consent_period"
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk} of {self.candidate_id}"
