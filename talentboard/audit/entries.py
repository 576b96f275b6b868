"""The audit in the navigation, for whom the table lets read it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from talentboard.access import Permission, permitted
from talentboard.access.navigation import Entry


def entries(user: Any, at: str) -> Iterator[Entry]:
    if permitted(user, Permission.READ_AUDIT):
        yield Entry("Audit", reverse("audit:audit"), 90)
