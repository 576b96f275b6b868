"""Merging: one record stands for both from then on, and what that changed is noted, so that it can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from pools.merging.accounts import accounts_of
from pools.merging.comparing import BY_SLUG, MOBILITY, Collision, collisions, digest_of, values_of
from pools.models import Candidate, Membership, Merge, Mobility
from pools.policies import merging as rules
from regions.models import Region
from talentboard.access import NotAllowed
from talentboard.audit import Event, record
from talentboard.events import publish

from .taking import author, is_held, taken

MERGED = "candidates-merged"  # published inside the act, with merge and by: what it raises stops the merge
ADDRESS = "email"


@transaction.atomic
def merge(
    kept: UUID,
    merged: UUID,
    *,
    take: Collection[str] = (),
    stands: Mapping[UUID, UUID] | None = None,
    seen: str | None = None,
    region: Region,
    by: Any,
) -> Merge:
    """Let one record stand for both. The other stays as an alias: whoever knows its address finds the one that stands.

    take: the fields (`comparing.FIELDS`) that are taken over from the one that is merged. stands: by pool in which both
    have memberships at one time, the record whose memberships stand; the others are set aside and count for nothing.
    seen: `digest_of` of what somebody looked at. Raises NotAllowed with the sentence of a rule.
    """
    if kept == merged:
        raise NotAllowed("These are one and the same record. Choose two.")
    whole, other = taken(kept, merged, region=region, by=by)
    take = [slug for slug in BY_SLUG if slug in set(take)]
    rules.are_two(whole, other)
    rules.is_as_seen(seen, digest_of(whole, other))
    rules.account_stays(whole, other, accounts={person.pk: accounts_of(person) for person in (whole, other)})
    rules.is_not_held(other, held=is_held(other))
    rules.keeps_them(region.slug, whole, other, take=take)
    collided = collisions(whole, other)
    decided = decisions(collided, stands or {}, both=(kept, merged), region=region)
    rules.every_collision_is_decided([one.pool for one in collided], decided)

    made = Merge(kept=whole, merged=other, made_by=author(by), was=noted(whole, other, take))
    made.save(force_insert=True)
    aliases = ids(other.aliases.values_list("pk", flat=True))
    take_over(whole, other, take)
    made.moved = {"aliases": aliases, **move(made, collided, decided)}
    made.save(update_fields=["moved"])
    for person in (whole, other):
        record(Event.CANDIDATES_MERGED, about=person, by=by, changed=take)
    publish(MERGED, merge=made, by=by)
    return made


def decisions(
    collided: list[Collision], stands: Mapping[UUID, UUID], *, both: tuple[UUID, UUID], region: Region
) -> dict[UUID, UUID]:
    """By pool, whose memberships stand. both: the record that is kept, and the other.

    In a pool of another region, which this one does not see, those of the record that is kept.
    """
    found = {pool: person for pool, person in stands.items() if person in both}
    return found | {one.pool.pk: both[0] for one in collided if one.pool.region_id != region.slug}


def noted(whole: Candidate, other: Candidate, take: Collection[str]) -> dict[str, dict[str, Any]]:
    """What both said in the fields that are about to change."""
    was = {"kept": values_of(whole, take), "merged": values_of(other, [ADDRESS] if ADDRESS in take else [])}
    was["kept"]["told_on"] = str(whole.told_on) if whole.told_on else None
    was["kept"]["user_id"] = str(whole.user_id) if whole.user_id else None
    return was


def take_over(whole: Candidate, other: Candidate, take: Collection[str]) -> None:
    """Set the fields, and let the other one be an alias. Two addresses change places, so that both lead here."""
    own_address, others_address = whole.email, other.email
    for slug in take:
        for name in BY_SLUG[slug].names:
            setattr(whole, name, getattr(other, name))
    if MOBILITY in take:
        set_mobility(whole, other.mobilities.values_list("region", flat=True))
    whole.told_on = first_told(whole.told_on, other.told_on)
    other.aliases.update(merged_into=whole)
    other.merged_into = whole
    if ADDRESS in take:
        other.email = stand_in(other)
        other.save()
        whole.email = others_address
        whole.save()
        other.email = own_address
    else:
        whole.save()
    other.save()


def move(made: Merge, collided: list[Collision], decided: Mapping[UUID, UUID]) -> dict[str, Any]:
    """Give the one that stands what belongs to the other; the ids of it by table."""
    whole, other = made.kept, made.merged
    moving = ids(Membership.objects.counting().filter(candidate=other).values_list("pk", flat=True))
    aside = [member.pk for one in collided for member in one.beside(decided[one.pool.pk])]
    Membership.objects.filter(pk__in=aside).update(set_aside_by=made)
    Membership.objects.filter(pk__in=moving).update(candidate=whole)
    has_open = whole.find_consents.filter(withdrawn_at=None).exists()
    consents = other.find_consents.exclude(withdrawn_at=None) if has_open else other.find_consents.all()
    moved = {
        "membership": moving,
        "findconsent": ids(consents.values_list("pk", flat=True)),
        "correctionrequest": ids(other.corrections.values_list("pk", flat=True)),
    }
    consents.update(candidate=whole)
    other.corrections.update(candidate=whole)
    return moved


def first_told(*days: dt.date | None) -> dt.date | None:
    """When somebody was first told, under whichever address."""
    return min((day for day in days if day), default=None)


def set_mobility(person: Candidate, regions: Collection[str]) -> None:
    """Let them go to exactly these regions."""
    wanted = set(regions)
    person.mobilities.exclude(region__in=wanted).delete()
    there = set(person.mobilities.values_list("region", flat=True))
    Mobility.objects.bulk_create(Mobility(candidate=person, region_id=slug) for slug in sorted(wanted - there))


def stand_in(person: Candidate) -> str:
    """An address that nobody has, for the moment in which two change places."""
    return f"{person.pk}@changing.invalid"


def ids(found: Collection[Any]) -> list[str]:
    return [str(pk) for pk in found]
