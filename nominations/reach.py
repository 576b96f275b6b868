"""Where every query of a view about nominations starts.

The regional team's begins with the regions that their roles reach, and finds only what the person has agreed to. An
endorser's begins with what was asked of them.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from nominations.models import Endorsement, Nomination, Round
from nominations.models.nomination_queries import NominationQuerySet
from regions.reach import Reach, reach
from talentboard.access import NotFound, Permission

NONE_SUCH = "There is no such nomination for this person."


def rounds(here: Reach) -> QuerySet[Round]:
    """The rounds of the pools kept here, with their pools."""
    found = Round.objects.select_related("pool")
    return found if here.slugs is None else found.filter(pool__region__in=here.slugs)


def agreed_to(here: Reach) -> NominationQuerySet:
    """The nominations here that their nominee has agreed to."""
    return Nomination.objects.agreed_to().filter(round__in=rounds(here))


def waiting_for_consent(here: Reach) -> int:
    """How many wait for their nominee's answer: the number is all that is told of them."""
    return Nomination.objects.filter(round__in=rounds(here), state=Nomination.State.AWAITING_CONSENT).count()


def numbers(here: Reach) -> list[dict[str, Any]]:
    """Each round here with how many nominations stand in each state, drafts left out: for who may not see names."""
    counts = {
        state.name.lower(): Count("nominations", filter=Q(nominations__state=state))
        for state in Nomination.State
        if state != Nomination.State.DRAFT
    }
    found = rounds(here).exclude(state=Round.State.DRAFT).annotate(**counts).order_by("-opens", "pool__name", "title")
    return [
        {
            "round": round,
            "numbers": [(state, getattr(round, state.name.lower())) for state in Nomination.State if state != "draft"],
        }
        for round in found
    ]


def one_here(user: Any, slug: str, nomination_id: UUID, *, to: Permission = Permission.READ_NOMINATIONS) -> Nomination:
    """A nomination of a region, for somebody with the permission there. Raises NotFound, also before consent."""
    here = reach(user, to).within(slug)
    found = agreed_to(here).with_people().select_related("candidate__user", "readiness_view", "assignee")
    one = found.filter(pk=nomination_id).first()
    if one is None:
        raise NotFound(NONE_SUCH)
    return one


def asked_of(user: Any, slug: str, nomination_id: UUID) -> Endorsement:
    """The newest request to this person to endorse a nomination, open or answered. Raises NotFound."""
    requests = Endorsement.objects.filter(
        endorser=user, nomination=nomination_id, nomination__round__pool__region=slug
    ).select_related("nomination__round__pool", "nomination__candidate__employer", "nomination__nominator")
    request = requests.order_by("-asked_at").first()
    if request is None or not request.nomination.has_consent:
        raise NotFound(NONE_SUCH)
    return request


def endorsements_of(user: Any) -> QuerySet[Endorsement]:
    """What a person is asked to endorse now, the most pressing first."""
    waiting = Endorsement.objects.filter(endorser=user, answer="", nomination__state="awaiting-endorsement")
    return waiting.select_related("nomination__candidate", "nomination__round__pool", "nomination__nominator").order_by(
        "due", "pk"
    )
