"""Passwords and keys that the launcher makes up and keeps: one file, for the caller's eyes only."""

import json
import os
import secrets

from .place import Place
from .refusal import Refusal

NAMES = ("superuser", "owner", "web", "worker", "retention", "secret_key")


def credentials(place: Place) -> dict[str, str]:
    """One secret a name, made where missing and kept in a 0600 file.

    Raises Refusal when the file cannot be read, or is gone while the cluster it opens is still there.
    """
    try:
        known = json.loads(place.credentials.read_text())
    except FileNotFoundError:
        known = {}
    except (ValueError, OSError) as problem:
        raise Refusal(f"{place.credentials} cannot be read ({problem}). bin/demo --reset starts afresh.") from None
    if "superuser" not in known and (place.cluster / "PG_VERSION").exists():
        raise Refusal(
            f"{place.credentials} is gone, and with it the password of the database in {place.cluster}. "
            "Put the file back, or start afresh with bin/demo --reset."
        )
    missing = [name for name in NAMES if name not in known]
    if missing:
        known |= {name: secrets.token_urlsafe(48) for name in missing}
        _keep(place, known)
    return known


def _keep(place: Place, known: dict[str, str]) -> None:
    """Write beside and rename: a power cut leaves the old file or the new one, never half."""
    draft = place.credentials.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(known, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place.credentials)
