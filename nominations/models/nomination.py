"""Nominations: how a person is put forward for a pool, in a round."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from pools.models import Candidate, ReadinessBand
from regions.models import Organisation
from talentboard.database.privileges import KEPT_ITS_TIME, Privileges
from talentboard.database.triggers import Until, kept
from talentboard.moves import Move, Moves, Moving, Step
from talentboard.retention.lasting import Lasts

from .nomination_queries import NominationQuerySet
from .round import Round


class NominationState(models.TextChoices):
    DRAFT = "draft", "Draft"
    AWAITING_CONSENT = "awaiting-consent", "Awaiting consent"
    AWAITING_REGISTRATION = "awaiting-registration", "Awaiting registration"
    AWAITING_ENDORSEMENT = "awaiting-endorsement", "Awaiting endorsement"
    ELIGIBILITY_CHECK = "eligibility-check", "Eligibility check"
    ACCEPTED = "accepted", "Accepted for gateway"
    DECLINED = "declined", "Declined"
    CONSENT_LAPSED = "consent-lapsed", "Consent lapsed"
    NOT_ENDORSED = "not-endorsed", "Not endorsed"
    INELIGIBLE = "ineligible", "Not eligible"
    WITHDRAWN = "withdrawn", "Withdrawn"


KEPT_FOR = Lasts(months=12)
_S = NominationState
BEFORE_CONSENT = (_S.DRAFT, _S.AWAITING_CONSENT)
ON_THE_WAY = (_S.AWAITING_REGISTRATION, _S.AWAITING_ENDORSEMENT, _S.ELIGIBILITY_CHECK)
STANDING = (*ON_THE_WAY, _S.ACCEPTED)  # a candidate has one of these a round
ENDS = (_S.DECLINED, _S.CONSENT_LAPSED, _S.NOT_ENDORSED, _S.INELIGIBLE, _S.WITHDRAWN)
IN_A_SENTENCE = {_S.DRAFT: "a draft", _S.ELIGIBILITY_CHECK: "at its eligibility check", _S.CONSENT_LAPSED: "lapsed"}
UNSAID = (_S.DECLINED, _S.CONSENT_LAPSED)  # of which nothing that was said remains

MOVES = Moves(
    start=[_S.DRAFT],
    moves=[
        Move("send to the nominee", [_S.DRAFT], _S.AWAITING_CONSENT),
        Move("send one's own", [_S.DRAFT], _S.AWAITING_REGISTRATION),
        Move("accept", [_S.AWAITING_CONSENT], _S.AWAITING_REGISTRATION),
        Move("decline", [_S.AWAITING_CONSENT], _S.DECLINED),
        Move("let lapse", [_S.AWAITING_CONSENT], _S.CONSENT_LAPSED),
        Move("register", [_S.AWAITING_REGISTRATION], _S.AWAITING_ENDORSEMENT),
        Move("endorse", [_S.AWAITING_ENDORSEMENT], _S.ELIGIBILITY_CHECK),
        Move("pass on", [_S.AWAITING_ENDORSEMENT], _S.ELIGIBILITY_CHECK),
        Move("refuse to endorse", [_S.AWAITING_ENDORSEMENT], _S.NOT_ENDORSED),
        Move("accept for gateway", [_S.ELIGIBILITY_CHECK], _S.ACCEPTED),
        Move("find not eligible", [_S.ELIGIBILITY_CHECK], _S.INELIGIBLE),
        Move("withdraw", [*BEFORE_CONSENT, *STANDING], _S.WITHDRAWN),
    ],
)


class Nomination(Moving, models.Model):
    """Somebody put forward in a round, by a leader or by themselves.

    Before consent the nominee is a name and an address that the nominator typed, and no candidate: whether the person
    is known to a talent board is told to nobody. From consent on they are `candidate`, and what was typed of them is
    empty. Of one that was declined or lapsed nothing remains but that name, for its nominator.
    readiness_view: the nominator's. version: goes up each time the part about the person is saved. due: by when
    whoever is asked now should answer. to_team_because: why one's own goes to the regional team, not the chief.
    """

    State = NominationState
    moves = MOVES
    privileges = Privileges(retention="SELECT, UPDATE, DELETE")

    class Route(models.TextChoices):
        LEADER = "leader", "By a leader"
        SELF = "self", "By the person"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="nominations")
    route = models.CharField(max_length=6, choices=Route)
    nominator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="nominations_made")
    candidate = models.ForeignKey(
        Candidate, null=True, blank=True, on_delete=models.PROTECT, related_name="nominations"
    )
    nominee_name = models.CharField(max_length=150, blank=True)
    nominee_email = models.EmailField("Work e-mail", max_length=254, blank=True)
    nominee_job_title = models.CharField(max_length=150, blank=True)
    employer = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    employer_outside = models.CharField("Employer outside the NHS", max_length=150, blank=True)
    readiness_view = models.ForeignKey(ReadinessBand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    development_needs = models.TextField(max_length=4000, blank=True)
    to_team_because = models.TextField(max_length=2000, blank=True)
    late_because = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=25, choices=NominationState, default=NominationState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    due = models.DateField(null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="nominations_assigned"
    )
    begun_at = models.DateTimeField(db_default=Now(), editable=False)
    saved_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField("In this state since", db_default=Now())
    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "id"]
        constraints = [
            models.UniqueConstraint(
                "round",
                "nominator",
                Lower("nominee_email"),
                condition=Q(state__in=["draft", "awaiting-consent"]) & ~Q(nominee_email=""),
                name="nomination_once_a_nominator",
                violation_error_message="You have a nomination of this person in this round already.",
            ),
            models.UniqueConstraint(
                fields=["round", "candidate"],
                condition=Q(state__in=[state.value for state in STANDING]),
                name="nomination_one_standing",
                violation_error_message="This person has a nomination in this round already.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in (*BEFORE_CONSENT, *UNSAID, _S.WITHDRAWN)])
                | Q(candidate__isnull=False),
                name="nomination_agreed_to",
            ),
            models.CheckConstraint(
                condition=Q(candidate__isnull=True) | Q(nominee_name="", nominee_email="", nominee_job_title=""),
                name="nomination_person_in_one_place",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in UNSAID])
                | Q(
                    candidate__isnull=True,
                    nominee_email="",
                    nominee_job_title="",
                    readiness_view__isnull=True,
                    development_needs="",
                ),
                name="nomination_unsaid",
            ),
            models.CheckConstraint(
                condition=Q(employer__isnull=True) | Q(employer_outside=""),
                name="nomination_one_employer",
                violation_error_message="An employer is in the NHS or outside it, not both.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="withdrawn") | Q(sent_at__isnull=False),
                name="nomination_sent_when",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state", "due"], name="nomination_queue"),
            models.Index(Lower("nominee_email"), name="nomination_address", condition=~Q(nominee_email="")),
        ]
        triggers = MOVES.triggers()

    def __str__(self) -> str:
        return f"nomination {self.pk}"

    @property
    def access_region(self) -> str:
        return self.round.access_region

    @property
    def is_own(self) -> bool:
        """Whether the person nominated themself."""
        return self.route == self.Route.SELF

    @property
    def person_name(self) -> str:
        """The name of the nominee: as they call themselves, or before consent as the nominator typed it."""
        return self.candidate.name if self.candidate else self.nominee_name

    @property
    def stands(self) -> str:
        """Where it stands, inside a sentence: "This nomination is withdrawn." """
        return IN_A_SENTENCE.get(self.State(self.state), self.get_state_display().lower())

    @property
    def has_ended(self) -> bool:
        return self.state in ENDS

    @property
    def has_consent(self) -> bool:
        return self.candidate_id is not None

    def is_overdue(self, day: dt.date) -> bool:
        return self.due is not None and self.due < day

    @cached_property
    def last_stage(self) -> NominationState:
        """The state it was in before it ended; of one that goes on, the state it is in."""
        if not self.has_ended:
            return self.State(self.state)
        return self.State(self.steps.order_by("-pk").values_list("from_state", flat=True)[0])


# The day on which the nomination of a row ended, and whose it is; for the lock of what goes with it.
ENDED_ON = """SELECT (one.moved_at AT TIME ZONE 'Europe/London')::date FROM nominations_nomination one
    WHERE one.id = OLD.{column} AND one.state IN ({ends})"""
OF_WHOM = "SELECT one.candidate_id FROM nominations_nomination one WHERE one.id = OLD.{column}"


def until_after_end(column: str) -> Until:
    """How long a kept row is kept that belongs to a nomination, whose id stands in the column."""
    ends = ", ".join(f"'{state.value}'" for state in ENDS)
    return Until(
        chapter="nominations",
        lasts=KEPT_FOR,
        since=ENDED_ON.format(column=column, ends=ends),
        person=OF_WHOM.format(column=column),
    )


class NominationStep(Step):
    """A move of a nomination: from, to, by, in which capacity, when, why. The one before consent or a decline has no
    words. code: a reason from the list, of what the regional team does to many at once."""

    class Capacity(models.TextChoices):
        NOMINATOR = "nominator", "Nominator"
        NOMINEE = "nominee", "Nominee"
        ENDORSER = "endorser", "Endorser"
        TEAM = "team", "Regional talent team"
        TIMETABLE = "timetable", "Timetable"
        OPERATOR = "operator", "Command line"

    class Code(models.TextChoices):
        ASKED = "asked", "The person asked for it"
        LEFT = "left", "The person has left or retired"
        TWICE = "twice", "Put forward twice"
        NO_ANSWER = "no-answer", "No answer"
        CANCELLED = "cancelled", "The round was cancelled"
        OTHER = "other", "Another reason"

    privileges = KEPT_ITS_TIME

    of = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="steps")
    capacity = models.CharField(max_length=10, choices=Capacity)
    code = models.CharField(max_length=10, choices=Code, blank=True)

    class Meta(Step.Meta):
        triggers = kept(until_after_end("of_id"))
