"""What nominations hold about a person: those of them, those they made of others, and those they were asked to endorse.

What somebody said of another is in the file of whoever said it, and in the file of whom it was said of once they have
been asked; what the other said, and what became of it beyond the page of whoever asks, is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nominations.models import Nomination, NominatorTraining
from nominations.models.nomination import ENDS
from talentboard.clock import today
from talentboard.nhs.words import count, join_words, long_day
from talentboard.person_file import Deletion, Fact, Part
from talentboard.retention.periods import lasting

from .asked import AskedOfYou
from .by_you import ByYou
from .of_you import OfYou

THEIRS = (
    "What the people whom you nominated or were asked to endorse say of themselves, and what others say of them: that "
    "is in their own files."
)


def part_of(person: Any, whole: bool) -> Part | None:
    """The part about somebody of whom or by whom there is a nomination. Some twenty queries, however many there are."""
    day = today()
    lasts = lasting(day)
    of_you, by_you, asked = OfYou(person, day, lasts), ByYou(person, day, lasts, whole), AskedOfYou(person, whole)
    facts = list(work_of(person))
    rows = [one for part in (of_you, by_you, asked) for one in part.rows() if one.rows]
    if not (facts or rows or of_you.found):
        return None
    return Part(
        key="nominations",
        heading="Nominations",
        facts=facts,
        now=[*of_you.now(), *asked.now()],
        standing=of_you.standing(),
        rows=rows,
        deletions=[*of_you.deletions(), *of_others(by_you, asked, lasts)],
        not_shown=[THEIRS] if by_you.number or asked.number else [],
        looked=list(of_you.looked()),
    )


def work_of(person: Any) -> Iterator[Fact]:
    """What is held of somebody as a nominator, and as a colleague of a regional team."""
    days = list(NominatorTraining.objects.filter(user=person).order_by("-done_on").values_list("done_on", flat=True))
    if days:
        said = f"Done on {join_words(long_day(day) for day in days)}"
        yield Fact("conscious_decision_making", "Conscious decision making module", said, data=days)
    if number := Nomination.objects.filter(assignee=person).exclude(state__in=ENDS).count():
        yield Fact("assigned", "Nominations assigned to you", count(number), data=number)


def of_others(by_you: ByYou, asked: AskedOfYou, lasts: dict) -> Iterator[Deletion]:
    """What goes of the nominations of others."""
    if by_you.number:
        yield Deletion("What you wrote of somebody who declines or does not answer", "at once")
        yield Deletion("The names of those people", f"{lasts['names-of-nominees']} after")
    if by_you.number or asked.number:
        what = "What you wrote of others who agreed to be nominated, and what you said as their endorser"
        yield Deletion(what, f"{lasts['nominations']} after each nomination ended")
