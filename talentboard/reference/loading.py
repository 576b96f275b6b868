"""The registry of loaders, and loading them all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from talentboard.access import NotPermitted
from talentboard.audit import Event, record

from .saving import Tally

LOCK = 0x72656665  # one load at a time; a second one waits, then finds everything there


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one loader has to say: its lines for the reader, the same on every run, and what it changed."""

    lines: list[str]
    tally: Tally = field(default_factory=Tally)


Loader = Callable[[], Chapter]
_registered: dict[str, Loader] = {}


def register_reference(name: str, loader: Loader) -> None:
    """Add an app's reference data. Loaders run in the order in which the apps are installed."""
    _registered[name] = loader


@transaction.atomic
def load_reference(*, by: Any) -> dict[str, Chapter]:
    """Bring all reference data to what the files say, or nothing of it. Returns what each loader did, by its name.

    Raises NotPermitted for anybody but the operator of the command line, WrongReference when a file is wrong.
    """
    if not getattr(by, "is_operator", False):
        raise NotPermitted("Reference data is loaded at the command line.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

    chapters = {name: loader() for name, loader in _registered.items()}
    for name, chapter in chapters.items():
        if chapter.tally:
            record(Event.REFERENCE_LOADED, by=by, region="england", ref=name, changed=chapter.tally.kinds())
    return chapters
