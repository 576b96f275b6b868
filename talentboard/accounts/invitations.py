"""Invitations: the way to an account for whoever is given a role. The other is a link from a mail (links)."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid

from django.db import models
from django.db.models.functions import Now

from talentboard.clock import now

LASTS = dt.timedelta(days=14)


def new_secret() -> str:
    """What makes a link unguessable: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret: its SHA-256, in hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def with_secret(self, secret: str):
        return self.filter(digest=digest_of(secret))

    def open(self, moment: dt.datetime):
        """Neither used nor ended."""
        return self.filter(accepted_at=None, expires_at__gt=moment)


class Invitation(models.Model):
    """A link sent to an address. Only a digest of the link's secret is kept; it can be used once, within 14 days.

    mailed_at: when the mail server took the mail; mail_failed_at: when it would not. Neither: nobody tried, or the
    server is being asked now.
    """

    class Delivery(models.TextChoices):
        WAITING = "waiting", "Not sent yet"
        MAILED = "mailed", "Sent"
        FAILED = "failed", "The mail could not be sent"
        BY_HAND = "by-hand", "Given out at the command line"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("talentboard.User", on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField("Made", db_default=Now())
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_failed_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @classmethod
    def of_link(cls, secret: str) -> Invitation | None:
        """The invitation whose link holds this secret, with its person and who sent it: the secret is the way in."""
        return cls.objects.select_related("user", "by").with_secret(secret).first()

    @property
    def is_over(self) -> bool:
        """Whether its time has run out."""
        return self.expires_at <= now()

    @property
    def delivery(self) -> Delivery:
        if self.mailed_at:
            return self.Delivery.MAILED
        if self.mail_failed_at:
            return self.Delivery.FAILED
        return self.Delivery.WAITING if self.by_id else self.Delivery.BY_HAND
