"""What is said of data quality: how many organisations have something to mend, and what."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from dashboard.sentences.sentence import Sentence, say
from dashboard.sentences.trust import FRESH_DAYS
from talentboard.nhs.words import count, noun_for, percent_of, plural


class Mendable(Protocol):
    """An organisation with its row of the measure `quality`."""

    @property
    def row(self) -> Mapping[str, Any]: ...

    @property
    def posts(self) -> int: ...

    @property
    def is_late(self) -> bool: ...

    @property
    def has_something(self) -> bool: ...


def lead_of_mending(bodies: Sequence[Mendable], *, place: str, past_end: int) -> Sentence:
    """ "**8 of 25 organisations** in East have something to mend", or that nothing is."""
    have = sum(body.has_something for body in bodies)
    if not bodies:
        return say(f"**No organisation** belongs to {place} on that day.")
    if not have:
        rest = "" if not past_end else " of the organisations"
        return say(f"**Nothing{rest} is stale, overdue, missing or not signed off** in {place}.")
    of = f"{count(have)} of {plural(len(bodies), 'organisation')}"
    return say(f"**{of}** in {place} {noun_for(have, 'has', 'have')} something to mend.")


def findings_of_mending(bodies: Sequence[Mendable], *, past_end: int) -> list[Sentence]:
    """Late returns, forecasts, posts, corrections, memberships; each only where there is something."""
    late = [body for body in bodies if body.is_late]
    stale, overdue, nobody, long_open, unsigned = (
        sum(int(body.row.get(key) or 0) for body in bodies)
        for key in ("stale_forecasts", "overdue_forecasts", "posts_without_occupancy", "open_over_a_year",
                    "corrections_not_signed_off")
    )  # fmt: skip
    said = []
    if late:
        posts, resting = sum(body.posts for body in bodies), sum(body.posts for body in late)
        are = noun_for(len(late), "is", "are")
        rest = f"**{percent_of(resting, posts, 'posts')}** {noun_for(resting, 'rests', 'rest')} on them"
        said.append(f"**{plural(len(late), 'return')}** {are} missing or more than {FRESH_DAYS} days old; {rest}.")
    if stale:
        said.append(f"**{plural(stale, 'forecast')}** {_was(stale)} made more than 90 days before.")
    if overdue:
        said.append(f"**{plural(overdue, 'forecast')}** {_is(overdue)} overdue: the day has come, the post is filled.")
    if nobody:
        said.append(f"**{plural(nobody, 'post')}** {_has(nobody)} nobody recorded, not even as vacant.")
    if long_open:
        said.append(f"**{plural(long_open, 'post')}** {_has(long_open)} been open for more than 12 months.")
    if unsigned:
        said.append(f"**{plural(unsigned, 'correction')}** {_is(unsigned)} not yet signed off in a return.")
    if past_end:
        said.append(f"**{plural(past_end, 'membership')}** {_is(past_end)} past the end and still active.")
    return [say(sentence) for sentence in said]


def trust_of_mending(bodies: Sequence[Mendable]) -> list[Sentence]:
    """How many posts rest on recent returns."""
    posts = sum(body.posts for body in bodies)
    fresh = posts - sum(body.posts for body in bodies if body.is_late)
    if not posts:
        return []
    rest = noun_for(fresh, "rests", "rest")
    return [
        say(f"**{percent_of(fresh, posts, 'posts')}** {rest} on returns no more than {FRESH_DAYS} days old."),
        say("What is late is counted all the same, and marked wherever its figures are shown."),
    ]


def _is(number: int) -> str:
    return noun_for(number, "is", "are")


def _was(number: int) -> str:
    return noun_for(number, "was", "were")


def _has(number: int) -> str:
    return noun_for(number, "has", "have")
