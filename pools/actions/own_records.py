"""The record of somebody who has an account: found by account or address, or begun."""

from __future__ import annotations

from typing import Any

from pools.models import Candidate, FindConsent
from pools.policies.own_record import is_nobody_elses
from pools.reach import records_of
from regions.models import Organisation, Region
from talentboard.clock import now, today


def record_of(user: Any) -> Candidate | None:
    """The candidate whose owner has this account, held until the end of the act; as in `reach.records_of`."""
    return records_of(user).select_for_update(of=("self",)).first()


def look_after(
    user: Any,
    *,
    name: str,
    job_title: str = "",
    employer: Organisation | None = None,
    employer_outside: str = "",
    region: Region,
) -> Candidate:
    """Give an account the record of its owner: the one that is kept, which stays as it is, or a new one in a region.

    Whoever gets it knows of it from then on. Call it inside the act that needs the record. Raises NotAllowed where
    their address is of a record that another account looks after.
    """
    candidate = record_of(user)
    if candidate is None:
        is_nobody_elses(Candidate.objects.known_by(user.email).select_related("kept_by").first())
    candidate = candidate or Candidate(
        name=name,
        email=user.email,
        job_title=job_title,
        employer=employer,
        employer_outside=employer_outside,
        kept_by=region,
    )
    candidate.user = user
    candidate.told_on = candidate.told_on or today()
    candidate.save()
    return candidate


def agree_to_be_found(candidate: Candidate) -> None:
    """Note from now on that the person agrees to be found; where they did already nothing changes."""
    if not candidate.find_consents.filter(withdrawn_at=None).exists():
        FindConsent.objects.create(candidate=candidate)


def withdraw_from_search(candidate: Candidate) -> None:
    """From now on the person is found no more."""
    candidate.find_consents.filter(withdrawn_at=None).update(withdrawn_at=now())
