"""How the audit says which figures somebody made or read."""

from collections.abc import Mapping, Sequence

from talentboard.audit.describing import Described, region_names
from talentboard.nhs.words import long_day

from .models import Snapshot


def snapshots(ids: Sequence[str]) -> Mapping[str, Described]:
    """Snapshots by id: of which region, and as of which day."""
    names = region_names()
    known = Snapshot.objects.filter(pk__in=ids).only("region", "as_of")
    return {
        str(one.pk): Described(f"Figures of {names.get(one.region, 'England')} as of {long_day(one.as_of)}")
        for one in known
    }
