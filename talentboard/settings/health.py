"""Who may read the numbers of `/metrics`: whoever knows the token. Without one there is no such page."""

import os

from django.core.exceptions import ImproperlyConfigured

__all__ = ["METRICS_TOKEN"]

SHORTEST = 20
METRICS_TOKEN = os.environ.get("TALENTBOARD_METRICS_TOKEN", "")

if METRICS_TOKEN and len(METRICS_TOKEN) < SHORTEST:
    raise ImproperlyConfigured(
        f"TALENTBOARD_METRICS_TOKEN is too short; it takes {SHORTEST} or more random characters."
    )
