"""Mails that are to be sent: queued in the transaction of the act they tell of, and sent once."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.db.models.functions import Concat, Now

from talentboard.database.privileges import Privileges
from talentboard.moves import Move, Moves

from .kinds import awaited_kinds, known_kind


class NotificationState(models.TextChoices):
    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"
    DROPPED = "dropped", "Not needed any more"


AGAIN = " again"  # at the end of the key of a mail that was sent another time
QUEUED, SENDING, SENT, FAILED, DROPPED = NotificationState
# A mail is claimed before it is handed to the server, so that nobody hands it over again whatever happens meanwhile.
MOVES = Moves(
    start=[QUEUED, DROPPED],
    moves=[
        Move("hand over", [QUEUED], SENDING),
        Move("take note that the server took", [SENDING], SENT),
        Move("put off", [SENDING], QUEUED),
        Move("give up on", [QUEUED, SENDING], FAILED),
        Move("drop", [QUEUED, SENDING], DROPPED),
    ],
)


class NotificationQuerySet(models.QuerySet):
    def due(self, moment: dt.datetime, *, quiet: bool):
        """Those to be sent now; while it is quiet only those that somebody is waiting for. The oldest first."""
        due = self.filter(state=QUEUED, due__lte=moment).order_by("due", "pk")
        return due.filter(kind__in=awaited_kinds()) if quiet else due

    def with_what_followed(self):
        """`was_sent_again`: whether one that failed has been sent another time."""
        later = Notification.objects.filter(key=Concat(models.OuterRef("key"), models.Value(AGAIN)))
        return self.annotate(was_sent_again=models.Exists(later))

    def of(self, kinds, about_ids):
        """Of these kinds, about these things."""
        return self.filter(kind__in=kinds, about_id__in=[str(one) for one in about_ids])


class Notification(models.Model):
    """One mail to one person: of which kind, and what it is about. Its words are written when it is sent.

    to: the account it goes to; None for somebody without one. address: then where it goes, only while it is to be sent:
    the moment it is sent, given up or dropped, the address is gone. about: the kind of thing and its id, as in the
    audit. facts: what the words need besides, references only. key: one mail a kind, thing, occasion and person. role:
    in which capacity the person is written to, `region` and `organisation` where; the sent-mail list shows these and no
    address. due: not before. why: of one that failed or was dropped.
    """

    privileges = Privileges(web="SELECT, INSERT", worker="SELECT, INSERT, UPDATE", retention="SELECT, DELETE")
    State = NotificationState

    class Why(models.TextChoices):
        AWAY = "server-away", "The mail server could not be reached"
        ADDRESS = "address-refused", "The mail server does not take mail for this address"
        REFUSED = "mail-refused", "The mail server did not take the mail"
        FAULT = "fault", "It could not be written because of a fault that has been logged"
        INTERRUPTED = "interrupted", "Sending was interrupted: it may or may not have arrived"
        OVER = "over", "What it was about had been settled"
        CLOSED = "account-closed", "The account had been closed"
        NOBODY = "telling-nobody", "It was about people who are made up"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=250, unique=True)
    kind = models.CharField(max_length=40)
    to = models.ForeignKey(
        "talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="notifications"
    )
    address = models.EmailField(max_length=254, blank=True)
    role = models.CharField(max_length=25, blank=True)
    region = models.CharField(max_length=20)
    organisation = models.UUIDField(null=True, blank=True)
    about_kind = models.CharField(max_length=60)
    about_id = models.CharField(max_length=60)
    facts = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=NotificationState, default=QUEUED)
    why = models.CharField(max_length=20, choices=Why, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(db_default=Now(), editable=False)
    due = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="notification_sent_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["failed", "dropped"]) | ~models.Q(why=""), name="notification_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "sending"], to=None) & ~models.Q(address="")
                | models.Q(state__in=["queued", "sending"], to__isnull=False, address="")
                | models.Q(state__in=["sent", "failed", "dropped"], address=""),
                name="notification_to_one",
            ),
        ]
        indexes = [
            models.Index(fields=["due"], condition=models.Q(state="queued"), name="notification_due"),
            models.Index(fields=["about_id", "kind"], name="notification_about"),
            models.Index(fields=["region", "-queued_at"], name="notification_region"),
        ]
        triggers = MOVES.triggers()

    def __str__(self) -> str:
        return f"{self.kind} {self.about_kind} {self.about_id}"

    @property
    def access_region(self) -> str:
        return self.region

    @property
    def label(self) -> str:
        """What kind of mail it is, in words."""
        kind = known_kind(self.kind)
        return kind.label if kind else "A mail of an earlier version"
