"""People who are kept and do not know it yet: whom a region's team has to tell, and of what the mail speaks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import CharField, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Cast

from regions.reach import Reach
from talentboard.notifications.models import Notification

from .models import Candidate, Membership
from .models.membership import OPEN
from .reach import candidates

TOLD = "member-told"  # the kind of the mail


@dataclass(frozen=True, slots=True)
class Held:
    """What is held about somebody, as the mail says it: kinds of things, never what they are.

    A mail is read by assistants and shown in previews; the person reads the rest after signing in.
    """

    employer: bool
    post: bool
    pools: int
    mobility: bool

    @property
    def in_words(self) -> list[str]:
        said = ["your name and work e-mail address"]
        if self.employer:
            said.append("where you work")
        if self.post:
            said.append("which post you hold")
        if self.pools:
            pools = "a talent pool" if self.pools == 1 else "talent pools"
            said.append(f"that you are a member of {pools}, and how soon the board thinks you ready for a post")
        if self.mobility:
            said.append("in which regions you would take a post")
        return said


def held_about(person: Candidate) -> Held:
    """What the mail to this person speaks of."""
    return Held(
        employer=bool(person.employer_id or person.employer_outside),
        post=person.current_post_id is not None,
        pools=person.memberships.counting().filter(state__in=OPEN).values("pool").distinct().count(),
        mobility=person.mobilities.exists(),
    )


def to_tell(here: Reach) -> QuerySet[Candidate]:
    """Those of a region who have not been told, or whose mail could not be delivered, by name.

    Of a region are those whose record it keeps, and the members of its pools. Each has `is_undelivered`.
    """
    mails = Notification.objects.filter(kind=TOLD, about_id=OuterRef("id_as_text"))
    failed = mails.filter(state=Notification.State.FAILED)
    other = mails.exclude(state=Notification.State.FAILED)
    return (
        candidates(here)
        .standing()
        .annotate(id_as_text=Cast("pk", CharField()))
        .annotate(is_undelivered=Exists(failed) & ~Exists(other))
        .filter(Q(told_on=None) | Q(is_undelivered=True))
        .order_by("sort_key", "pk")
    )


def with_pools(found: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """With their employer, who keeps them, and their open memberships with pools: two queries more, whatever number."""
    open_ones = (
        Membership.objects.counting().filter(state__in=OPEN).select_related("pool__region").order_by("pool__name")
    )
    return found.select_related("employer", "kept_by").prefetch_related(
        Prefetch("memberships", open_ones, to_attr="open_memberships")
    )


def in_pool(found: QuerySet[Candidate], pool: str) -> QuerySet[Candidate]:
    """Those who are members of a pool now."""
    return found.filter(
        Exists(Membership.objects.counting().filter(candidate=OuterRef("pk"), pool=pool, state__in=OPEN))
    )
