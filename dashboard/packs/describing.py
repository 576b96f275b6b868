"""How the audit says which pack somebody made or read."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from talentboard.audit.describing import Described, region_names
from talentboard.nhs.words import long_day

from .models import BoardPack


def packs(ids: Sequence[str]) -> Mapping[str, Described]:
    """Packs by id: of which board's meeting, and which revision."""
    names = region_names()
    known = BoardPack.objects.filter(pk__in=ids).only("region", "meeting", "revision")
    return {
        str(one.pk): Described(
            f"Board pack of {names.get(one.region, one.region)} for {long_day(one.meeting)}, revision {one.revision}",
            reverse("dashboard:pack", args=[one.region, one.pk]),
        )
        for one in known
    }
