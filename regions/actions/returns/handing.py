"""A return on its way: to the chief executive and back, open again, or withdrawn."""

from typing import Any

from django.db import transaction

from regions import policies
from regions.models import Return
from talentboard.access import Permission
from talentboard.audit import Event, record
from talentboard.events import publish

from .book import opened, taken
from .stating.statement import stated


@transaction.atomic
def hand_over(one: Return, *, by: Any) -> Return:
    """Send a return to the chief executive. It says something right of every post, and nothing has changed since."""
    one = taken(one, Permission.KEEP_RETURN, by=by)
    policies.can_hand_over(one, stated(opened(one, by=by), whole=True))

    one.writers = sorted({*one.writers, by.pk})
    one.move("submit", by=by)
    record(Event.RETURN_HANDED_OVER, about=one, by=by)
    publish("return-handed-over", one=one, by=by)
    return one


@transaction.atomic
def send_back(one: Return, *, why: str, by: Any) -> Return:
    """Give a return back to those who wrote it, with a note."""
    one = taken(one, Permission.SIGN_RETURN, by=by)
    policies.can_send_back(one)
    policies.has_a_reason(why)

    one.move("send back", by=by, why=why.strip())
    record(Event.RETURN_SENT_BACK, about=one, by=by)
    publish("return-sent-back", one=one, by=by, why=why.strip())
    return one


@transaction.atomic
def reopen(one: Return, *, why: str, by: Any) -> Return:
    """Let an organisation write in a signed return again. What was signed holds, and stays as it was said, until the
    new revision is signed."""
    one = taken(one, Permission.RUN_RETURNS, by=by)
    policies.can_reopen(one)
    policies.has_a_reason(why)

    one.revision, one.writers = one.revision + 1, []
    one.move("reopen", by=by, why=why.strip())
    record(Event.RETURN_REOPENED, about=one, by=by)
    publish("return-reopened", one=one, by=by, why=why.strip())
    return one


@transaction.atomic
def withdraw(one: Return, *, why: str, by: Any) -> Return:
    """Ask no return of this organisation for the quarter. What had been signed of it before holds."""
    one = taken(one, Permission.RUN_RETURNS, by=by)
    policies.can_withdraw(one)
    policies.has_a_reason(why)

    one.move("withdraw", by=by, why=why.strip())
    record(Event.RETURN_WITHDRAWN, about=one, by=by)
    publish("return-withdrawn", one=one, by=by, why=why.strip())
    return one
