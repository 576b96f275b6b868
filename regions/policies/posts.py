"""When a post may be corrected between returns, and when it moves to another organisation."""

import datetime as dt

from regions.models import Organisation, Post
from talentboard.access import NotAllowed
from talentboard.clock import today
from talentboard.nhs.words import long_day

A_DAY = dt.timedelta(days=1)


def can_correct(post: Post, day: dt.date) -> None:
    """A post that is there or to come, of an organisation that is open."""
    closed = post.organisation.until
    if closed is not None and closed <= day:
        raise NotAllowed(
            f"{post.organisation} closed on {long_day(closed - A_DAY)}. The regional talent team moves its posts."
        )
    if post.established_until is not None and post.established_until <= day:
        raise NotAllowed(f"There is no such post any more since {long_day(post.established_until)}.")


def can_move(post: Post, to: Organisation, *, on: dt.date) -> None:
    """From an organisation that closes, on the day on which it does or before, to one that is open then."""
    left = post.organisation
    if left.pk == to.pk:
        raise NotAllowed(f"{post.title} is a post of {to} already.")
    if left.until is None:
        raise NotAllowed(f"{left} is open. Posts move when their organisation closes or merges.")
    if on > left.until:
        raise NotAllowed(
            f"{left} closed on {long_day(left.until - A_DAY)}. Its posts move on {long_day(left.until)} at the latest."
        )
    if on > today():
        raise NotAllowed(f"Posts move on the day or after it. Come back on {long_day(on)}.")
    if to.since > on or (to.until is not None and to.until <= on):
        raise NotAllowed(f"{to} is not open on {long_day(on)}. Choose an organisation that is.")
    if post.established_from >= on:
        raise NotAllowed(
            f"{post.title} is a post from {long_day(post.established_from)} on. Choose a later day, or close it."
        )
    if post.established_until is not None and post.established_until <= on:
        raise NotAllowed(f"{post.title} closed on {long_day(post.established_until)}, so it does not move.")
