"""Where every query of a nominator's pages starts: from what this very person has begun."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import F, Max
from django.db.models.functions import Greatest
from django.urls import reverse

from nominations import access
from nominations.models import Nomination
from nominations.models.nomination_queries import NominationQuerySet
from pools.models import ReadinessBand
from talentboard.access import NotFound

State, Route = Nomination.State, Nomination.Route


def made_by(user: Any) -> NominationQuerySet:
    """What somebody has said of others, drafts that they gave up left out."""
    made = Nomination.objects.made_by(user).filter(route=Route.LEADER)
    return made.exclude(state=State.WITHDRAWN, sent_at=None).with_people().select_related("round__pool__region")


def drafts_of(user: Any) -> NominationQuerySet:
    """Their drafts, each with `last_word`: when anything of it was last saved; the newest first."""
    drafts = made_by(user).filter(state=State.DRAFT).annotate(newest_answer=Max("answers__saved_at"))
    return drafts.annotate(last_word=Greatest(F("saved_at"), F("newest_answer"))).order_by("-last_word", "pk")


def sent_by(user: Any) -> NominationQuerySet:
    """What they have sent: those that go on first, then the ended ones, the newest first in both."""
    return made_by(user).exclude(state=State.DRAFT).prefetch_related("steps").goes_on_first()


def one_made_by(user: Any, slug: str, nomination_id: UUID) -> Nomination:
    """One of them, in a region. Raises NotFound for everybody else's, and for their own of themselves."""
    found = made_by(user).select_related("readiness_view").filter(pk=nomination_id, round__pool__region=slug).first()
    if found is None:
        raise NotFound(access.UNKNOWN)
    return found


def bands() -> list[ReadinessBand]:
    """How soon somebody may be ready, in order."""
    return list(ReadinessBand.objects.all())


def address(one: Nomination, name: str, *more: Any) -> str:
    """The path of one of the nominator's pages."""
    return reverse(f"nominations:{name}", args=[one.access_region, one.pk, *more])


def caption(one: Nomination) -> str:
    """Which round it is: "Chief nurse, East, Autumn 2026"."""
    return f"{one.round.pool}, {one.round.pool.region.name}, {one.round}"


def named(one: Nomination) -> str:
    """The person, as far as anybody is named yet."""
    return one.person_name or "Somebody who is not named yet"
