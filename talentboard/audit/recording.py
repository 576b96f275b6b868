"""Writing a line of the audit, in the same transaction as the act."""

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

from .kinds import Event

current_request: ContextVar[str] = ContextVar("current_request", default="")


def record(
    kind: Event, *, by: Any, about: Any = None, region: str | None = None, changed: Iterable[str] = (), ref: str = ""
) -> None:
    """Leave a line: who did or read what, where, and which fields changed.

    about: the thing (its model and primary key are kept, never its name), or nothing with `ref` as the reference.
    region: its slug; taken from the thing when not given. by: a user, the operator, or None before sign-in.
    """
    from .models import AuditEvent

    AuditEvent.objects.create(
        kind=kind,
        about_kind=about._meta.model_name if about is not None else "",
        about_id=str(about.pk) if about is not None else ref,
        region=region if region is not None else getattr(about, "access_region", ""),
        by=by if getattr(by, "pk", None) else None,
        operator=getattr(by, "operator_name", "")[:60],
        changed=sorted(changed),
        request_id=current_request.get(),
    )
