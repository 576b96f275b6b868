"""When a link can be used, and a new one asked for."""

from __future__ import annotations

import datetime as dt

from talentboard.access import NotAllowed
from talentboard.clock import now

from .models import Link
from .purposes import Over, purpose_of

EVERY = dt.timedelta(minutes=5)
A_DAY = dt.timedelta(days=1)
MOST_A_DAY = 5


def why_over(link: Link, moment: dt.datetime) -> Over | None:
    """Why it opens nothing; None while it can be used."""
    if link.revoked_at:
        return Over.REVOKED
    if link.used_at:
        return Over.USED
    return Over.EXPIRED if link.expires_at <= moment else None


def can_use(link: Link) -> None:
    """Not used, not ended, not taken back."""
    if why := why_over(link, now()):
        raise NotAllowed(purpose_of(link).says(why, link))


def can_ask_again(link: Link) -> None:
    """After it was used or has ended; five minutes after the last, at most five a day; while the address is the same.

    Nobody reads these sentences: whoever asks is told the same in any case.
    """
    moment = now()
    if why_over(link, moment) not in {Over.USED, Over.EXPIRED}:
        raise NotAllowed("This link is open, or has been taken back.")
    made = list(Link.objects.like(link).filter(made_at__gt=moment - A_DAY).values_list("made_at", flat=True))
    if len(made) >= MOST_A_DAY or any(at > moment - EVERY for at in made):
        raise NotAllowed("A new link has been sent already.")
    if not link.user_id and not link.goes_to(purpose_of(link).address_of(link)):
        raise NotAllowed("The address is not the same any more.")
