"""Merging two records in East, undoing it, and everything that is kept of somebody."""

import datetime as dt

from pools.actions.merging import merge, part
from pools.models import Candidate, Merge
from tests.factories import RegionFactory

TOLD = dt.date(2026, 5, 1)


def merged(kept: Candidate, other: Candidate, *, by, **choices) -> Merge:
    return merge(kept.pk, other.pk, region=RegionFactory(slug="east"), by=by, **choices)


def parted(made: Merge, *, by) -> Merge:
    return part(made.pk, region=RegionFactory(slug="east"), by=by)


def rows(*people: Candidate) -> list[tuple]:
    """Everything that is kept of these people, as it stands in their tables."""
    kept = []
    for person in people:
        fresh = Candidate.objects.get(pk=person.pk)
        own = {field.attname: getattr(fresh, field.attname) for field in Candidate._meta.concrete_fields}
        kept.append((
            own,
            sorted(fresh.mobilities.values_list("region", flat=True)),
            sorted(fresh.memberships.values_list("pk", "state", "set_aside_by")),
            sorted(fresh.find_consents.values_list("pk", flat=True)),
            sorted(fresh.aliases.values_list("pk", flat=True)),
        ))  # fmt: skip
    return kept
