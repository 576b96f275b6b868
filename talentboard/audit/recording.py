"""Writing a line of the audit, in the same transaction as the act."""

from collections.abc import Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from .kinds import Event

if TYPE_CHECKING:
    from .models import AuditEvent

current_request: ContextVar[str] = ContextVar("current_request", default="")


def record(
    kind: Event, *, by: Any, about: Any = None, region: str | None = None, changed: Iterable[str] = (), ref: str = ""
) -> None:
    """Leave a line: who did or read what, where, and which fields changed.

    about: the thing (its model and primary key are kept, never its name), or nothing with `ref` as the reference.
    region: its slug; taken from the thing when not given. by: a user, the operator, or None before sign-in.
    """
    line(kind, by=by, about=about, region=region, changed=changed, ref=ref).save(force_insert=True)


def record_each(kind: Event, *, by: Any, lines: Iterable[tuple[Any, str, Iterable[str]]]) -> None:
    """Leave a line for each (thing, its region's slug, the fields that changed), in one statement for all of them."""
    from .models import AuditEvent

    AuditEvent.objects.bulk_create(
        [line(kind, by=by, about=about, region=region, changed=changed) for about, region, changed in lines]
    )


def line(
    kind: Event, *, by: Any, about: Any = None, region: str | None = None, changed: Iterable[str] = (), ref: str = ""
) -> "AuditEvent":
    """A line of the audit, not stored yet; as in `record`."""
    from .models import AuditEvent

    return AuditEvent(
        kind=kind,
        about_kind=about._meta.model_name if about is not None else "",
        about_id=str(about.pk) if about is not None else ref,
        region=region if region is not None else getattr(about, "access_region", ""),
        by=by if getattr(by, "pk", None) else None,
        operator=getattr(by, "operator_name", "")[:60],
        changed=sorted(changed),
        request_id=current_request.get(),
    )
