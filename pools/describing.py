"""How the audit says which framework somebody wrote."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from talentboard.audit.describing import Described

from .models import Framework


def frameworks(ids: Sequence[str]) -> Mapping[str, Described]:
    """Frameworks by id: title and version, and their page where they are written."""
    known = Framework.objects.filter(pk__in=ids).only("title", "version", "region")
    return {
        str(one.pk): Described(str(one), reverse("pools:framework", args=[one.access_region, one.pk])) for one in known
    }
