"""Nominations follow the record of their person: when two records are merged, and when that is undone."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from nominations.models import Endorsement, Nomination
from nominations.models.nomination import STANDING
from nominations.policies import merging as rules
from pools.models import Candidate, Merge
from talentboard.accounts.models import User

MOVED = "nomination"  # under which a merge notes the ids of those that changed hands


def follow_merge(*, merge: Merge, by: Any) -> None:
    """The nominations of the record that was merged are of the one that stands. Part of the merge itself, which it
    stops where the two would be one person in a way in which nobody may be."""
    moving = Nomination.objects.filter(candidate=merge.merged)
    moving = moving.select_for_update(of=("self",)).select_related("round__pool__region")
    found = list(moving)
    for one in found:
        rules.takes_no_other_part(one, name=merge.kept.name, region=here(merge), takes_part=takes_part(one, merge.kept))
    going_on = standing_of(merge.kept).filter(round__in=[one.round_id for one in found if one.state in STANDING])
    for other in going_on.select_related("round__pool__region"):
        rules.have_one_nomination(other, name=merge.kept.name, region=here(merge))

    Nomination.objects.filter(pk__in=[one.pk for one in found]).update(candidate=merge.kept)
    merge.moved[MOVED] = [str(one.pk) for one in found]
    merge.save(update_fields=["moved"])


def follow_parting(*, merge: Merge, account: User | None, by: Any) -> None:
    """What followed goes back; and with an account that goes, what its owner has agreed to since."""
    back = Q(pk__in=merge.moved.get(MOVED, ()))
    if account:
        back |= Q(consent__given_at__gte=merge.made_at) | Q(nominator=account, route=Nomination.Route.SELF)
    ids = Nomination.objects.filter(back, candidate=merge.kept).values_list("pk", flat=True)
    Nomination.objects.filter(pk__in=list(ids)).update(candidate=merge.merged)


def here(merge: Merge) -> str:
    """The region whose team merges: it keeps the record that is merged."""
    return merge.merged.kept_by_id


def standing_of(person: Candidate) -> QuerySet[Nomination]:
    return Nomination.objects.filter(candidate=person, state__in=STANDING)


def takes_part(one: Nomination, person: Candidate) -> bool:
    """Whether a person nominated somebody else, or was asked to endorse that: in what goes on it cannot be themself."""
    if person.user_id is None or one.state not in STANDING or one.is_own:
        return False
    endorses = Endorsement.objects.filter(nomination=one, endorser=person.user_id)
    return one.nominator_id == person.user_id or endorses.exists()
