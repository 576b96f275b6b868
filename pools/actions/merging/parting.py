"""Undoing a merge: both records are again what they were, but for what has been said of the person since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Lower

from pools.merging.comparing import BY_SLUG, MOBILITY, agrees, values_of
from pools.models import Candidate, CorrectionRequest, FindConsent, Membership, Merge, Pool, SelfView
from pools.models.membership import OPEN
from pools.policies import merging as rules
from regions.models import Post, Region
from talentboard.access import NotFound
from talentboard.accounts.models import User
from talentboard.audit import Event, record
from talentboard.clock import now, today
from talentboard.events import publish

from .merging import ADDRESS, first_told, set_mobility, stand_in
from .taking import author, is_held, taken

# Published inside the act, with merge and by: what it raises stops it. account: the one that goes with the record that
# had been merged, where there is one, and with it whatever it has said since.
PARTED = "candidates-parted"
TABLES = {"membership": Membership, "findconsent": FindConsent, "correctionrequest": CorrectionRequest}


@dataclass(frozen=True, slots=True)
class Parting:
    """What undoing a merge would do. back: fields that are again what they were. stay: fields that have been changed
    since, and stay as they are. memberships: how many go back. set_aside: those that count again."""

    back: list[str]
    stay: list[str]
    memberships: int
    set_aside: list[Membership]


@transaction.atomic
def part(merge_id: UUID, *, region: Region, by: Any) -> Merge:
    """Undo a merge. What has been changed since of the record that stood stays as it is now."""
    found = Merge.objects.filter(pk=merge_id).first()
    if found is None:
        raise NotFound("There is no such merge.")
    whole, other = taken(found.kept_id, found.merged_id, region=region, by=by)
    merge = Merge.objects.select_for_update().get(pk=merge_id)
    merge.kept, merge.merged = whole, other
    rules.keeps_them(region.slug, whole, other, take=())
    rules.can_undo(merge, on=today())
    rules.is_not_held(whole, held=is_held(whole))
    rules.memberships_fit(joined_since(merge), name=whole.name)
    rules.address_is_free(merge, taken_by=others_with(merge))

    back = parting_of(merge).back
    other.merged_into = None
    give_back_address(merge)
    restore(whole, merge.was["kept"], back)
    restore_told(merge)
    account = give_back_account(merge)
    whole.save()
    other.save()
    give_back_rows(merge)
    if account:
        give_back_said(merge)
    merge.undone_at, merge.undone_by, merge.was = max(now(), merge.made_at), author(by), {}
    merge.save(update_fields=["undone_at", "undone_by", "was"])
    for person in (whole, other):
        record(Event.CANDIDATES_PARTED, about=person, by=by, changed=back)
    publish(PARTED, merge=merge, by=by, account=account)
    return merge


def parting_of(merge: Merge) -> Parting:
    """What undoing would do, as things are now."""
    whole, other = merge.kept, merge.merged
    noted = merge.was.get("kept", {})
    taken_over = [slug for slug, field in BY_SLUG.items() if was_noted(slug, field.names, noted)]
    back = [slug for slug in taken_over if is_as_merged(merge, whole, other, slug)]
    return Parting(
        back=back,
        stay=[slug for slug in taken_over if slug not in back],
        memberships=Membership.objects.filter(pk__in=merge.moved.get("membership", ()), candidate=whole).count(),
        set_aside=list(merge.set_aside.select_related("pool")),
    )


def was_noted(slug: str, names: tuple[str, ...], noted: Mapping[str, Any]) -> bool:
    return slug in noted if slug == MOBILITY else all(name in noted for name in names)


def is_as_merged(merge: Merge, whole: Candidate, other: Candidate, slug: str) -> bool:
    """Whether the record that stands still says in a field what it took over from the other."""
    if slug == ADDRESS:
        return whole.email == merge.was["merged"][ADDRESS]
    return agrees(whole, slug, values_of(other, [slug]))


def restore(whole: Candidate, noted: Mapping[str, Any], back: list[str]) -> None:
    """Let the record say again what it said. A post or an employer that is gone meanwhile stays away."""
    for slug in back:
        if slug == MOBILITY:
            set_mobility(whole, noted[MOBILITY])
        for name in BY_SLUG[slug].names:
            if slug != ADDRESS:
                setattr(whole, name, still_there(name, noted[name]))


def restore_told(merge: Merge) -> None:
    """Told or not as before, unless somebody has told them since."""
    told_on = merge.was["kept"].get("told_on")
    own = dt.date.fromisoformat(told_on) if told_on else None
    if merge.kept.told_on == first_told(own, merge.merged.told_on):
        merge.kept.told_on = own


def still_there(name: str, value: Any) -> Any:
    if name == "current_post_id" and value and not Post.objects.filter(pk=value).exists():
        return None
    return value


def give_back_address(merge: Merge) -> None:
    """Each its own address again; one that was changed since stays with the record that stood."""
    whole, other = merge.kept, merge.merged
    if ADDRESS not in merge.was["merged"]:
        return
    own, others = merge.was["kept"][ADDRESS], merge.was["merged"][ADDRESS]
    was_changed = whole.email != others
    Candidate.objects.filter(pk=other.pk).update(email=stand_in(other))
    if not was_changed:
        whole.email = own
        Candidate.objects.filter(pk=whole.pk).update(email=own)
    other.email = others


def give_back_account(merge: Merge) -> User | None:
    """The account that somebody has made since by the address of the other record, and that looks after this one: it
    goes with its address, because the two may be two people."""
    whole, other = merge.kept, merge.merged
    if merge.was["kept"].get("user_id") or whole.user is None or whole.user.email.lower() != other.email.lower():
        return None
    other.user, whole.user = whole.user, None
    return other.user


def give_back_said(merge: Merge) -> None:
    """What the owner of that account has said since goes with it. Their own views are never changed: they are said
    again of the other record, and taken back of this one."""
    whole, other = merge.kept, merge.merged
    consents = whole.find_consents.filter(given_at__gte=merge.made_at)
    if other.find_consents.filter(withdrawn_at=None).exists():
        consents = consents.exclude(withdrawn_at=None)
    consents.update(candidate=other)
    if views := list(whole.self_views.filter(given_at__gte=merge.made_at)):
        SelfView.objects.bulk_create(SelfView(candidate=other, band_id=view.band_id) for view in views)
        SelfView.objects.create(candidate=whole, band=None)
    whole.corrections.filter(asked_by=other.user).update(candidate=other)


def give_back_rows(merge: Merge) -> None:
    """What changed hands goes back, and what was set aside counts again."""
    whole, other = merge.kept, merge.merged
    for key, model in TABLES.items():
        model.objects.filter(pk__in=merge.moved.get(key, ()), candidate=whole).update(candidate=other)
    merge.set_aside.update(set_aside_by=None)
    Candidate.objects.filter(pk__in=merge.moved.get("aliases", ()), merged_into=whole).update(merged_into=other)


def others_with(merge: Merge) -> str:
    """The name of whoever else has the address that would go back; empty where nobody has."""
    back = merge.was["merged"].get(ADDRESS, "")
    others = Candidate.objects.exclude(pk__in=[merge.kept_id, merge.merged_id]).alias(small=Lower("email"))
    return others.filter(small=back.lower()).values_list("name", flat=True).first() or ""


def joined_since(merge: Merge) -> list[Pool]:
    """The pools in which the record that stood would have two open memberships."""
    moved = merge.moved.get("membership", ())
    back = merge.set_aside.filter(candidate=merge.kept, state__in=OPEN).exclude(pk__in=moved)
    stay = Membership.objects.counting().filter(candidate=merge.kept, state__in=OPEN).exclude(pk__in=moved)
    return list(Pool.objects.filter(pk__in=back.values("pool")).filter(pk__in=stay.values("pool")).order_by("name"))
