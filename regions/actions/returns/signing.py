"""Signing a return: all that it says becomes so, as of its day, at once or not at all."""

from typing import Any

from django.db import transaction

from regions import policies
from regions.actions.import_return.saving import save
from regions.actions.import_return.signing import sign_corrections
from regions.models import Return, ReturnStep
from talentboard.access import Permission
from talentboard.audit import Event, record
from talentboard.clock import now
from talentboard.events import publish

from .book import Book, opened, taken
from .judging.planning import Planned, attribute_lines, plan_lines

AGAIN = "Nothing has been applied. Send the return back, so that they can be looked at again."


@transaction.atomic
def sign_off(one: Return, *, by: Any) -> Return:
    """Apply a return as of its day. Raises NotAllowed, with the list, where a post has changed since it spoke of it."""
    one = taken(one, Permission.SIGN_RETURN, by=by)
    policies.can_sign_off(one, by=by)
    book = opened(one, by=by)
    kept = book.kept.copied()
    planned = plan_lines(one.organisation, lines_here(book), posts=book.posts, kept=kept, day=one.as_of)
    standing = Unsigned(book, planned)
    policies.is_unchanged(standing, then=AGAIN)
    policies.is_whole(standing)

    own = [one.organisation]
    sign_corrections(planned.plan, kept, posts=own, forecasts=own)
    attribute_lines(planned, of=one.pk)
    save(planned.plan.writes)
    sign(one, by=by)
    touched = planned.plan.touched.get(one.organisation_id, ())
    record(Event.RETURN_SIGNED, about=one, by=by, changed=touched)
    publish("return-signed", one=one, by=by, regions=[one.access_region], as_of=one.as_of)
    return one


def lines_here(book: Book) -> list:
    """The lines of posts that are kept, and of new ones."""
    return [line for line in book.lines if line.post_id is None or line.post_id in book.posts]


class Unsigned:
    """How a return stands before it is signed, as policies ask for it: as far as whoever signs may see."""

    def __init__(self, book: Book, planned: Planned) -> None:
        self.to_confirm = [kept.name for key, kept in book.posts.items() if key not in book.line_of]
        lines = {line.pk: line for line in book.line_of.values() if line.post_id in book.posts}
        here = [(book.posts[line.post_id], line) for line in lines.values()]
        self.changed = [kept.name for kept, line in here if not kept.is_as(line.kept_as)]
        self.gone = [line.ref for line in book.line_of.values() if line.post_id not in book.posts]
        self.to_put_right = [
            f"{one.ref}: {problem.wrong}" for one in planned.spoken for problem in one.row.problems
        ] + ["what is said of a forecast" for one in planned.spoken for row in one.forecasts.values() if row.problems]


def sign(one: Return, *, by: Any) -> None:
    """Make the move, with its step: as `Return.move` does, on a row that is locked already."""
    author, operator = (by if getattr(by, "pk", None) else None), getattr(by, "operator_name", "")[:60]
    step = ReturnStep(of=one, from_state=one.state, to_state=Return.State.SIGNED_OFF, by=author, operator=operator)
    one.state, one.source = Return.State.SIGNED_OFF, Return.Source.PAGE
    one.signed_off_at, one.signed_off_by = now(), author
    one.save(update_fields=["state", "source", "signed_off_at", "signed_off_by"])
    step.save(force_insert=True)
