"""What people with an account say of themselves: their details, whether they may be found, and how ready they are."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from pools.models import Candidate, Mobility, ReadinessBand, SelfView
from pools.policies.own_record import can_change_details, can_say_view, is_as_seen
from regions.models import Organisation
from talentboard.access import NotFound
from talentboard.audit import Event, record
from talentboard.clock import today

from .own_records import agree_to_be_found, record_of, withdraw_from_search


@dataclass(frozen=True, slots=True)
class Details:
    """What a person says of themself. mobility: slugs of regions, in order; employer: in the NHS, or in words."""

    name: str
    job_title: str
    employer: Organisation | None
    employer_outside: str
    role_families: tuple[str, ...]
    clinical_body: str
    mobility: tuple[str, ...]
    accepts_challenged: bool
    working_pattern: str
    aspirations: str

    @property
    def digest(self) -> str:
        """By which it is known whether somebody has changed it."""
        said = asdict(self) | {"employer": str(self.employer.pk) if self.employer else ""}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def differences(self, other: Details) -> list[str]:
        """The names of what the two say differently."""
        return [name for name in self.__slots__ if getattr(self, name) != getattr(other, name)]


class ChangedMeanwhile(Exception):
    """The record was changed since its owner looked at it; `kept` is what it says now."""

    def __init__(self, kept: Details) -> None:
        super().__init__("These details have been changed since you looked at them.")
        self.kept = kept


def details_of(candidate: Candidate) -> Details:
    """What the record says now. Two queries."""
    return Details(
        name=candidate.name,
        job_title=candidate.job_title,
        employer=candidate.employer,
        employer_outside=candidate.employer_outside,
        role_families=tuple(sorted(candidate.role_families)),
        clinical_body=candidate.clinical_body,
        mobility=tuple(sorted(candidate.mobility.values_list("pk", flat=True))),
        accepts_challenged=candidate.accepts_challenged,
        working_pattern=candidate.working_pattern,
        aspirations=candidate.aspirations,
    )


@transaction.atomic
def change_details(said: Details, *, seen: str | None, by: Any) -> list[str]:
    """Keep what somebody says of themself; the names of what was different. They look after the record from then on.

    seen: the digest of what they looked at; none: it does not matter. Raises ChangedMeanwhile where it is another now.
    """
    candidate = own(by)
    kept = details_of(candidate)
    can_change_details(said)
    if not is_as_seen(kept.digest, seen):
        raise ChangedMeanwhile(kept)

    changed = said.differences(kept)
    if not changed:
        return []
    for name in changed:
        if name != "mobility":
            value = getattr(said, name)
            setattr(candidate, name, list(value) if isinstance(value, tuple) else value)
    candidate.save()
    if "mobility" in changed:
        Mobility.objects.filter(candidate=candidate).exclude(region__in=said.mobility).delete()
        there = set(candidate.mobilities.values_list("region_id", flat=True))
        new = [slug for slug in said.mobility if slug not in there]
        Mobility.objects.bulk_create([Mobility(candidate=candidate, region_id=slug) for slug in new])
    record(Event.PROFILE_CHANGED, about=candidate, by=by, changed=changed)
    return changed


@transaction.atomic
def agree(*, to_be_found: bool, by: Any) -> None:
    """Agree to be found for vacancies from now on, or withdraw that. Saying the same again changes nothing."""
    candidate = own(by)
    if to_be_found == candidate.find_consents.filter(withdrawn_at=None).exists():
        return
    if to_be_found:
        agree_to_be_found(candidate)
        record(Event.FIND_CONSENT_GIVEN, about=candidate, by=by)
    else:
        withdraw_from_search(candidate)
        record(Event.FIND_CONSENT_WITHDRAWN, about=candidate, by=by)


@transaction.atomic
def say_view(band: ReadinessBand | None, *, by: Any) -> None:
    """Keep somebody's own view of how soon they are ready; none: they no longer wish to say."""
    candidate = own(by)
    newest = candidate.self_views.order_by("-given_at", "-pk").first()
    can_say_view(band, newest=newest)
    if (newest.band_id if newest else None) == (band.pk if band else None):
        return

    SelfView.objects.create(candidate=candidate, band=band)
    record(Event.SELF_VIEW_GIVEN, about=candidate, by=by)


def own(by: Any) -> Candidate:
    """The record of whoever acts, held until the act is over, and theirs to look after from now on."""
    candidate = record_of(by) if getattr(by, "pk", None) else None
    if candidate is None:
        raise NotFound("No record is kept of this person.")
    if candidate.user_id is None or candidate.told_on is None:
        candidate.user, candidate.told_on = by, candidate.told_on or today()
        candidate.save(update_fields=["user", "told_on"])
    return candidate
