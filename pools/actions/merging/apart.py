"""Two records that look alike are found to be of two people, and are no likely pair any more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from pools.models import FoundApart
from pools.policies import merging as rules
from regions.models import Region
from talentboard.audit import Event, record

from .taking import author, taken


@transaction.atomic
def find_apart(one: UUID, other: UUID, *, region: Region, by: Any) -> None:
    """Note that these are two people. Said twice it is no more than once."""
    people = taken(*sorted({one, other}), region=region, by=by)
    rules.are_two_people(people[0], people[-1])

    FoundApart.objects.get_or_create(one=people[0].pk, other=people[1].pk, defaults={"by": author(by)})
    for person in people:
        record(Event.CANDIDATES_FOUND_APART, about=person, by=by)
