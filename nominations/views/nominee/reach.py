"""Where every query of the nominee's pages starts: from what is said of this very person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from nominations import access
from nominations.actions.people import is_member_of, standing_of
from nominations.models import CurriculumVitae, Endorsement, Nomination, Round
from nominations.models.nomination_queries import NominationQuerySet
from pools.models import Candidate
from talentboard.access import NotFound
from talentboard.accounts.models import User
from talentboard.links.guests import Guest

State = Nomination.State


def yours(by: Any, slug: str, nomination_id: UUID) -> Nomination:
    """A nomination in a region of which this person is the nominee. by: an account, or a guest who came by its link.

    Raises NotFound for everybody else, its nominator included.
    """
    found = whole().filter(pk=nomination_id, round__pool__region=slug).first()
    if found is None or not access.is_nominee(by, found) or is_deleted_draft(found):
        raise NotFound(access.UNKNOWN)
    return found


def is_deleted_draft(one: Nomination) -> bool:
    """A draft of one's own that was given up: nothing of it is left."""
    return one.is_own and not one.has_consent and one.state == State.WITHDRAWN


def whole() -> NominationQuerySet:
    """Nominations with all that their pages say without asking again."""
    found = Nomination.objects.with_people()
    return found.select_related("round__pool__region", "candidate__user", "readiness_view", "consent", "registration")


def of_you(user: User) -> NominationQuerySet:
    """Every nomination of which somebody is the nominee, drafts of their own included, the newest first."""
    asked = Endorsement.objects.select_related("endorser")
    found = whole().of_person(user).order_by("-begun_at", "pk")
    return found.prefetch_related(Prefetch("endorsements", queryset=asked))


def also_asked(one: Nomination) -> QuerySet[Nomination]:
    """The others in the round that ask the same person and are not answered yet."""
    others = Nomination.objects.filter(round=one.round_id, state=State.AWAITING_CONSENT)
    return (
        others.filter(nominee_email__iexact=one.nominee_email)
        .exclude(pk=one.pk)
        .select_related("nominator", "round__pool")
    )


def record_known_of(by: Any, one: Nomination) -> Candidate | None:
    """The record that is kept of whoever is asked: of their account, else of the address; it is not touched."""
    known = Candidate.objects.filter(user=by).first() if isinstance(by, User) else None
    return known or Candidate.objects.known_by(one.nominee_email).filter(user__isnull=True).first()


def what_stands_against(by: Any, one: Nomination) -> dict[str, Any]:
    """What `can_accept` asks: their nomination that goes on in this round, and whether they are in the pool."""
    record = record_known_of(by, one)
    if record is None:
        return {"standing": None, "is_member": False}
    return {
        "standing": standing_of(record, one.round, but=one),
        "is_member": is_member_of(record, one.round.pool),
    }


def account_of(by: Any, one: Nomination) -> User | None:
    """The account with which a guest's address can be signed in to; none where they have yet to make one."""
    known = User.objects.with_address(one.nominee_email) if isinstance(by, Guest) else None
    return known if known is not None and known.state != User.State.INVITED else None


def round_to_begin(slug: str, round_id: UUID) -> Round:
    """A published round of a region. Raises NotFound."""
    found = Round.objects.published().select_related("pool__region").filter(pk=round_id, pool__region=slug).first()
    if found is None:
        raise NotFound("There is no such round.")
    return found


def own_draft_in(round: Round, user: User) -> Nomination | None:
    """The draft of somebody's own nomination in a round."""
    drafts = Nomination.objects.filter(round=round, nominator=user, route=Nomination.Route.SELF, state=State.DRAFT)
    return drafts.select_related("round__pool").first()


def record_of(user: User) -> Candidate | None:
    """The record that an account's owner looks after."""
    return Candidate.objects.filter(user=user).select_related("employer").first()


def cv_of(one: Nomination) -> CurriculumVitae | None:
    """The CV that is kept, without what is in it."""
    return CurriculumVitae.objects.filter(nomination=one).defer("content").first()


def address(one: Nomination, name: str = "yours", *more: Any) -> str:
    """The path of one of the nominee's pages."""
    return reverse(f"nominations:{name}", args=[one.access_region, one.pk, *more])


def caption(one: Nomination) -> str:
    """Which round it is: "Chief nurse pool, East, Autumn 2026"."""
    return f"{one.round.pool}, {one.round.pool.region.name}, {one.round}"
