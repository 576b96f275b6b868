"""A draft as it is now, locked for whoever may write in it; and the line that every change of it leaves."""

from typing import Any

from pools.access import require_to_keep_frameworks
from pools.models import Framework
from pools.policies import frameworks as rules
from talentboard.audit import Event, record


def taken(framework: Framework, *, by: Any, seen: int | None = None) -> Framework:
    """The draft, locked until the transaction ends. seen: its number of saves when somebody looked at it.

    Raises NotFound, NotPermitted; NotAllowed for what is no draft, ChangedMeanwhile where somebody has saved it since.
    """
    require_to_keep_frameworks(by, framework.region)
    draft = Framework.objects.select_for_update(of=("self",)).select_related("region").get(pk=framework.pk)
    rules.can_change(draft)
    rules.is_as_seen(draft, seen)
    return draft


def touched(draft: Framework, *fields: str, by: Any) -> None:
    """Save the draft as changed once more."""
    draft.saves += 1
    draft.save()
    record(Event.FRAMEWORK_CHANGED, about=draft, by=by, changed=fields)
