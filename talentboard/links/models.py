"""Links that were mailed: what each is for, to whom it went, and what became of it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q

from talentboard.clock import now
from talentboard.database.privileges import Privileges
from talentboard.notifications.addresses import digests_of

WHAT_STAYS = "purpose, about_kind, about_id, user_id, address_digest, made_at, expires_at"
REFUSE = f"""
IF ({", ".join(f"NEW.{name}" for name in WHAT_STAYS.split(", "))})
    IS NOT DISTINCT FROM ({", ".join(f"OLD.{name}" for name in WHAT_STAYS.split(", "))})
    AND (NEW.used_at IS NOT DISTINCT FROM OLD.used_at
        OR (OLD.used_at IS NULL AND OLD.revoked_at IS NULL AND NEW.used_at < OLD.expires_at))
    AND (NEW.revoked_at IS NOT DISTINCT FROM OLD.revoked_at OR OLD.revoked_at IS NULL)
THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_once',
    MESSAGE = 'a link is used once, while it is open, and nothing else of it changes';
"""


class UsedOnce(pgtrigger.Trigger):
    """A link is used once, revoked once, and otherwise stays as it was made (`talentboard_link_once`)."""

    name = "once"
    when = pgtrigger.Before
    operation = pgtrigger.Update
    func = REFUSE


class LinkQuerySet(models.QuerySet):
    def open(self, moment: dt.datetime):
        """Those that can be used."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=moment)

    def about(self, thing: Any):
        """Those that open a thing."""
        return self.filter(about_kind=thing._meta.model_name, about_id=str(thing.pk))

    def like(self, link: Link):
        """Those of the same purpose, about the same thing, to the same person: this one, and what came before."""
        whom = Q(user=link.user_id) if link.user_id else Q(address_digest=link.address_digest)
        return self.filter(whom, purpose=link.purpose, about_kind=link.about_kind, about_id=link.about_id)

    def long_over(self, moment: dt.datetime):
        """What nobody asks for any more."""
        return self.filter(expires_at__lt=moment - Link.REMEMBERED)


class Link(models.Model):
    """A link in a mail: what for, about which thing, and to whom: an account, or an address, of which a digest is kept.

    No secret is kept: what stands in the mail is signed when the mail is written (tokens.py).
    """

    privileges = Privileges(
        web="SELECT, INSERT, UPDATE", worker="SELECT, INSERT, UPDATE, DELETE", retention="SELECT, DELETE"
    )
    REMEMBERED = dt.timedelta(days=30)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.SlugField(max_length=40, db_index=False)
    about_kind = models.CharField(max_length=60)
    about_id = models.CharField(max_length=60)
    user = models.ForeignKey("talentboard.User", null=True, blank=True, on_delete=models.CASCADE, related_name="links")
    address_digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(default=now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None) & ~Q(address_digest="") | Q(user__isnull=False, address_digest=""),
                name="link_to_one",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="link_ends_after_it_began"),
        ]
        indexes = [
            models.Index(fields=["about_id", "purpose"], name="link_about"),
            models.Index(fields=["expires_at"], name="link_expires"),
        ]
        triggers = [UsedOnce()]

    def __str__(self) -> str:
        return f"link {self.pk}"

    @property
    def is_granted(self) -> bool:
        """Whether it was used and not taken back since."""
        return self.used_at is not None and self.revoked_at is None

    def goes_to(self, address: str) -> bool:
        """Whether it went to an address, under whichever secret key that was digested."""
        return bool(address) and self.address_digest in digests_of(address)

    def is_about(self, thing: Any) -> bool:
        return (self.about_kind, self.about_id) == (thing._meta.model_name, str(thing.pk))
