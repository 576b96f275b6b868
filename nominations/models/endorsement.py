"""Endorsements: who is asked to support a nomination, and what they answer."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from talentboard.database.privileges import Privileges

from .nomination import Nomination


class Endorsement(models.Model):
    """Somebody asked to endorse a nomination, or the regional team to decide in their place (no endorser).

    One open request a nomination; one that is answered is followed by another where it goes on to somebody else.
    words: what the endorser says, which the nominee sees.
    """

    privileges = Privileges(retention="SELECT, DELETE")

    class Office(models.TextChoices):
        CHIEF_EXECUTIVE = "chief-executive", "Chief executive"
        CHAIR = "chair", "Chair"
        REGIONAL_LEAD = "regional-lead", "Regional lead"
        NAMED = "named", "Named by the regional talent team"
        TEAM = "team", "Regional talent team"

    class Answer(models.TextChoices):
        ENDORSED = "endorsed", "Endorsed"
        NOT_ENDORSED = "not-endorsed", "Not endorsed"
        NO_ANSWER = "no-answer", "No answer in time"
        PASSED_ON = "passed-on", "Passed on by the regional talent team"
        REFUSED = "refused", "Refused by the regional talent team"
        REPLACED = "replaced", "Somebody else was asked"
        OVER = "over", "The nomination ended"

    class Because(models.TextChoices):
        """Why the regional team is asked."""

        OUTSIDE = "outside", "The employer is outside the NHS"
        NOBODY = "nobody", "Nobody who could endorse it has an account"
        SILENT = "silent", "The endorser did not answer in time"
        NOT_ENDORSED = "not-endorsed", "The employer did not endorse it, and the person had nominated themself"
        ASKED = "asked", "The person asked for it"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="endorsements")
    office = models.CharField(max_length=20, choices=Office)
    endorser = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="endorsements_asked"
    )
    because = models.CharField(max_length=15, choices=Because, blank=True)
    asked_at = models.DateTimeField()
    due = models.DateField()
    answer = models.CharField(max_length=15, choices=Answer, blank=True)
    words = models.TextField(max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["nomination"], condition=Q(answer=""), name="endorsement_one_open"),
            models.CheckConstraint(
                condition=Q(office="team", endorser__isnull=True) | (~Q(office="team") & Q(endorser__isnull=False)),
                name="endorsement_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="endorsement_answered_when",
            ),
        ]

    def __str__(self) -> str:
        return f"endorsement {self.pk}"

    @property
    def is_open(self) -> bool:
        return not self.answer

    @property
    def with_team(self) -> bool:
        """Whether the regional talent team answers it."""
        return self.office == self.Office.TEAM
