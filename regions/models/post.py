"""Posts: senior jobs that exist whoever holds them, and who holds them when."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from .organisation import Organisation
from .periods import DatedQuerySet, no_overlap, until_after_since
from .post_queries import PostQuerySet


class RoleFamily(models.TextChoices):
    """Professions, in the order in which lists and figures show them."""

    CHAIR = "chair", "Chair"
    CHIEF_EXECUTIVE = "chief-executive", "Chief executive"
    NON_EXECUTIVE = "non-executive", "Non-executive"
    FINANCE = "finance", "Finance"
    NURSING = "nursing", "Nursing"
    MEDICAL = "medical", "Medical"
    OPERATIONS = "operations", "Operations"
    PEOPLE = "people", "People"
    STRATEGY = "strategy", "Strategy"
    DIGITAL = "digital", "Digital"
    GOVERNANCE = "governance", "Governance"
    ESTATES = "estates", "Estates"
    ALLIED_HEALTH = "allied-health", "Allied health"
    PLACE = "place", "Place"
    OTHER = "other", "Other"


class Level(models.TextChoices):
    CHAIR = "chair", "Chair"
    CHIEF_EXECUTIVE = "chief-executive", "Chief executive"
    EXECUTIVE_DIRECTOR = "executive-director", "Executive director"
    NON_EXECUTIVE = "non-executive", "Non-executive"
    DIRECTOR = "director", "Director"
    DEPUTY_DIRECTOR = "deputy-director", "Deputy director"
    SENIOR_CLINICAL = "senior-clinical", "Senior clinical"


class Pay(models.TextChoices):
    VSM = "vsm", "Very senior manager"
    AFC_8C = "afc-8c", "Agenda for Change 8c"
    AFC_8D = "afc-8d", "Agenda for Change 8d"
    AFC_9 = "afc-9", "Agenda for Change 9"
    MEDICAL = "medical", "Medical"
    OTHER = "other", "Other"


class BoardSeat(models.TextChoices):
    VOTING = "voting", "Voting"
    NON_VOTING = "non-voting", "Non-voting"
    NONE = "none", "None"


class Post(models.Model):
    """A senior job. It belongs to one lead organisation, which counts it; it may serve others too.

    `established_until` is the first day on which it is no longer a post. `continues`: the post of another organisation
    that became this one, when the post moved. `recorded_by`, `recorded_at`, `stated_in`, `signed_off`: of the newest
    change of its own fields, as of a holding's or a forecast's row. One that was cancelled before its first day ends on
    the day from which it begins, and so was a post on none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    ref = models.CharField("Post reference", max_length=40)
    shared_with = models.ManyToManyField(Organisation, through="PostShare", related_name="shared_posts")
    title = models.CharField(max_length=150)
    role_family = models.CharField(max_length=20, choices=RoleFamily)
    level = models.CharField(max_length=20, choices=Level)
    pay = models.CharField(max_length=10, choices=Pay, blank=True)
    board_seat = models.CharField(max_length=10, choices=BoardSeat, blank=True)
    clinical = models.BooleanField(default=False)
    critical = models.BooleanField(default=False)
    established_from = models.DateField()
    established_until = models.DateField(null=True, blank=True)
    continues = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_as"
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(
        "talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stated_in = models.ForeignKey(
        "regions.Return", null=True, blank=True, on_delete=models.PROTECT, related_name="stated_posts"
    )
    signed_off = models.BooleanField(default=True)
    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "ref"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "ref"], name="post_ref_unique"),
            models.CheckConstraint(condition=Q(role_family__in=RoleFamily.values), name="post_role_family_known"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="post_level_known"),
            models.CheckConstraint(condition=Q(pay__in=[*Pay.values, ""]), name="post_pay_known"),
            models.CheckConstraint(condition=Q(board_seat__in=[*BoardSeat.values, ""]), name="post_board_seat_known"),
            models.CheckConstraint(
                condition=Q(established_until__isnull=True) | Q(established_until__gte=F("established_from")),
                name="post_period",
                violation_error_message="The last day must not be before the first.",
            ),
        ]
        indexes = [models.Index(fields=["role_family", "level"], name="post_family_level")]

    def __str__(self) -> str:
        return self.title

    @property
    def access_region(self) -> str:
        """Where its lead organisation belongs."""
        return self.organisation.access_region

    @property
    def access_organisation(self) -> uuid.UUID:
        return self.organisation_id


class PostShare(models.Model):
    """Another organisation that a post serves. It is shown there, and counted at its lead alone."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="shares")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "organisation"], name="post_share_once")]

    def __str__(self) -> str:
        return f"{self.post} for {self.organisation}"


class Occupancy(models.Model):
    """Who holds a post, and how, for a period. `returns_on`: the holder covers the absence of somebody who returns.

    `stated_in` is the return that said so; none for a file, and for a correction between returns, which is not
    `signed_off` until a return has said it again.
    """

    class Kind(models.TextChoices):
        SUBSTANTIVE = "substantive", "Substantive"
        INTERIM = "interim", "Interim"
        ACTING = "acting", "Acting"
        SECONDMENT_IN = "secondment-in", "Secondment in"
        VACANT = "vacant", "Vacant"

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="occupancies")
    kind = models.CharField(max_length=15, choices=Kind)
    holders = ArrayField(models.CharField(max_length=150), size=2, default=list, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    expected_end = models.DateField(null=True, blank=True)
    returns_on = models.DateField("The absent holder returns on", null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(
        "talentboard.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stated_in = models.ForeignKey(
        "regions.Return", null=True, blank=True, on_delete=models.PROTECT, related_name="stated_occupancies"
    )
    signed_off = models.BooleanField(default=True)
    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["post", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["substantive", "interim", "acting", "secondment-in", "vacant"]),
                name="occupancy_kind_known",
            ),
            models.CheckConstraint(condition=Q(holders__len__lte=2), name="occupancy_two_holders_at_most"),
            models.CheckConstraint(
                condition=~Q(kind="vacant") | Q(holders__len=0, returns_on__isnull=True),
                name="occupancy_vacant_is_empty",
            ),
            until_after_since("occupancy_period"),
            no_overlap("occupancy_one_a_day", "post", message="Somebody else holds the post on some of these days."),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.since}"
