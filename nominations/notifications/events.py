"""Which mails are queued by which act, in its own transaction."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from nominations.invitations import invite
from nominations.models import Endorsement, Nomination, NominationStep
from talentboard.events import subscribe_within
from talentboard.links.actions import revoke
from talentboard.notifications.queueing import addressed, let_go, queue

from . import kinds

Capacity = NominationStep.Capacity

# What the nominee and the nominator are told of an act. Of one's own nomination there is no nominator to tell.
TOLD: dict[str, tuple[str | None, str | None]] = {
    "nomination-sent-by-the-person": (kinds.REGISTER, None),
    "nomination-agreed-to": (kinds.REGISTER, kinds.STANDS),
    "nomination-declined": (None, kinds.DECLINED),
    "nomination-lapsed": (None, kinds.LAPSED),
    "nomination-ended": (None, kinds.ENDED),
    "nomination-registered": (None, kinds.STANDS),
    "nomination-endorsed": (kinds.ENDORSED, kinds.STANDS),
    "nomination-passed-on": (kinds.PASSED_ON, kinds.STANDS),
    "nomination-with-the-team": (kinds.WITH_TEAM, None),
    "nomination-not-endorsed": (kinds.NOT_ENDORSED, kinds.STANDS),
    "nomination-accepted": (kinds.ACCEPTED, kinds.STANDS),
    "nomination-not-eligible": (kinds.NOT_ELIGIBLE, kinds.STANDS),
}


# After these the nominee is asked no more: what waits to be sent to the address that was typed is dropped.
ANSWERED = (
    "nomination-agreed-to", "nomination-declined", "nomination-lapsed", "nomination-ended", "nomination-withdrawn",
)  # fmt: skip


def subscribe_to_nominations() -> None:
    subscribe_within("nomination-sent", ask)
    for event in ("nomination-agreed-to", "nomination-ended"):
        subscribe_within(event, close_the_way_in)
    subscribe_within("nomination-withdrawn", tell_of_withdrawal)
    for event in ANSWERED:
        subscribe_within(event, forget_what_waits)
    subscribe_within("endorsement-asked-for", tell_endorser)
    for event, (to_nominee, to_nominator) in TOLD.items():
        subscribe_within(event, teller(to_nominee, to_nominator))


def ask(one: Nomination, **facts: Any) -> None:
    invite(one)


def close_the_way_in(one: Nomination, **facts: Any) -> None:
    """Once it is answered or over, no link opens it any more."""
    revoke(about=one)


def forget_what_waits(one: Nomination, **facts: Any) -> None:
    let_go(one)


@cache
def teller(to_nominee: str | None, to_nominator: str | None) -> Callable[..., None]:
    """What queues the two mails of an act; one function a pair."""

    def tell(one: Nomination, **facts: Any) -> None:
        queue([*mails_to_nominee(one, to_nominee), *mails_to_nominator(one, to_nominator)])

    return tell


def mails_to_nominee(one: Nomination, kind: str | None) -> list:
    if kind is None or one.candidate is None or one.candidate.user is None:
        return []
    return [addressed(kind, to=one.candidate.user, about=one, occasion=occasion(one), role="nominee")]


def mails_to_nominator(one: Nomination, kind: str | None) -> list:
    if kind is None or one.is_own:
        return []
    return [addressed(kind, to=one.nominator, about=one, occasion=occasion(one), role="nominator", state=one.state)]


def tell_of_withdrawal(one: Nomination, step: NominationStep, address: str = "", **facts: Any) -> None:
    """Whoever did not do it: the nominee whom the team or the nominator took out, the nominator whose nominee left.

    address: where the nominee was asked, of one that was taken back before they answered.
    """
    revoke(about=one)
    mails = []
    if step.capacity in (Capacity.TEAM, Capacity.OPERATOR):
        mails += mails_to_nominee(one, kinds.WITHDRAWN)
    if step.capacity != Capacity.NOMINATOR:
        mails += mails_to_nominator(one, kinds.ENDED)
    elif address:
        mails.append(addressed(kinds.TAKEN_BACK, address=address, about=one, occasion=step.pk, role="nominee"))
    queue(mails)


def tell_endorser(one: Nomination, request: Endorsement, **facts: Any) -> None:
    queue([addressed(kinds.TO_ENDORSE, to=request.endorser, about=one, occasion=request.pk, role="endorser")])


def occasion(one: Nomination) -> Any:
    """What tells a mail from others of its kind: the newest step, and how often an endorsement has been asked."""
    step = one.steps.order_by("-pk").values_list("pk", flat=True).first()
    return f"{step}.{one.endorsements.count()}"
