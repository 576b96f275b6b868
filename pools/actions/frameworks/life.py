"""A draft is put to use, in place of the version before it; or it is discarded."""

from typing import Any

from django.db import transaction

from pools.models import Framework
from pools.policies import frameworks as rules
from talentboard.audit import Event, record
from talentboard.clock import today

from .taking import taken


@transaction.atomic
def put_to_use(framework: Framework, *, seen: int | None = None, by: Any) -> Framework:
    """From now on it never changes, and rounds may be opened with it; the version in use until now is succeeded.

    seen: its number of saves when its author looked at it.
    """
    draft = taken(framework, by=by, seen=seen)
    rules.can_put_to_use(draft, ratings=list(draft.ratings.all()), criteria=list(draft.criteria.all()), on=today())

    before = Framework.objects.in_use().select_for_update().filter(region=draft.region_id, slug=draft.slug).first()
    if before:
        before.move("succeed", by=by)
    draft.successor_of = before
    draft.effective_from = draft.effective_from or today()
    draft.move("put to use", by=by)
    record(Event.FRAMEWORK_PUT_TO_USE, about=draft, by=by)
    return draft


@transaction.atomic
def discard(framework: Framework, *, by: Any) -> Framework:
    """Leave a draft: nothing comes of it, and it is gone from the lists."""
    draft = taken(framework, by=by)
    draft.move("discard", by=by)
    record(Event.FRAMEWORK_DISCARDED, about=draft, by=by)
    return draft
