"""How the audit says which framework somebody wrote, and which request somebody made or answered."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from talentboard.audit.describing import Described
from talentboard.nhs.words import long_day

from .models import CorrectionRequest, Framework


def frameworks(ids: Sequence[str]) -> Mapping[str, Described]:
    """Frameworks by id: title and version, and their page where they are written."""
    known = Framework.objects.filter(pk__in=ids).only("title", "version", "region")
    return {
        str(one.pk): Described(str(one), reverse("pools:framework", args=[one.access_region, one.pk])) for one in known
    }


def requests(ids: Sequence[str]) -> Mapping[str, Described]:
    """Requests for corrections by id: of which day, never whose."""
    known = CorrectionRequest.objects.filter(pk__in=ids).select_related("candidate").order_by()
    return {
        str(one.pk): Described(
            f"Request for a correction of {long_day(one.asked_on)}",
            reverse("pools:correction", args=[one.access_region, one.pk]),
        )
        for one in known
    }
