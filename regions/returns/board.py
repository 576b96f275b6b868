"""The regional team's board of returns: where each organisation's return of a quarter stands, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from regions.models import Organisation, Quarter, Return, ReturnStep
from regions.models.returns import UNSIGNED
from regions.reach import Reach
from regions.returns.offices import holders
from regions.returns.reminders import last_reminders
from talentboard.access import Role
from talentboard.clock import LONDON
from talentboard.nhs.words import join_words, long_day, noun_for, plural
from talentboard.notifications.models import Notification

State = Return.State
LATE = "late"
# In the order in which they want attention, each as a filter and as the counts say it.
STANDINGS = {
    LATE: "Late",
    State.OPEN: "Open",
    State.IN_PROGRESS: "In progress",
    State.REOPENED: "Reopened",
    State.SUBMITTED: "With the chief executive",
    State.SIGNED_OFF: "Signed off",
    State.WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation's return. standing: a key of STANDINGS. age: how many days old the figures in use are, which are
    as of `newest` (none: nothing was ever signed)."""

    one: Return
    standing: str
    handed_over: dt.date | None
    signed: dt.date | None
    newest: dt.date | None
    age: int | None
    reminder: Notification | None
    posts: int

    @property
    def label(self) -> str:
        """Late ones say how far they are: "Late, in progress"."""
        if self.standing == LATE:
            return f"Late, {State(self.one.state).label.lower()}"
        return STANDINGS[self.standing]

    @property
    def ago(self) -> str:
        """How old the figures in use are: "92 days old"; empty before they are of the past."""
        return f"{plural(self.age, 'day')} old" if self.age and self.age > 0 else ""

    def is_reminded_of(self, day: dt.date) -> bool:
        """Whether a reminder leaves or left on a day."""
        return self.reminder is not None and _london(self.reminder.due) == day

    @property
    def reminder_said(self) -> str:
        """ "22 September 2026, HR director", "leaves on 28 September 2026, HR director"."""
        mail = self.reminder
        if mail is None:
            return "none"
        day = long_day(_london(mail.sent_at or mail.due))
        return f"{'' if mail.sent_at else 'leaves on '}{day}, {Role(mail.role).in_words}"

    @property
    def is_unsigned(self) -> bool:
        return self.one.state in UNSIGNED


def quarters_with_returns(here: Reach) -> list[Quarter]:
    """The quarters of which there are returns here, the newest first. One query."""
    known = here.returns().order_by().values_list("year", "quarter").distinct()
    return sorted((Quarter(year, number) for year, number in known), reverse=True)


def returns_of(here: Reach, quarter: Quarter) -> QuerySet[Return]:
    """The returns of a quarter, with `home`, `newest` and the moment when each was last handed over."""
    handed_over = ReturnStep.objects.filter(of=OuterRef("pk"), to_state=State.SUBMITTED).order_by("-pk")
    found = here.returns().filter(year=quarter.year, quarter=quarter.number).with_whereabouts()
    return found.annotate(handed_over_at=Subquery(handed_over.values("at")[:1]))


def standing_of(one: Return, day: dt.date) -> str:
    """A key of STANDINGS."""
    return LATE if one.is_late(day) else one.state


def rows_of(here: Reach, quarter: Quarter, day: dt.date) -> list[Row]:
    """Every return of the quarter, what wants attention first. Three queries, however many."""
    found = list(returns_of(here, quarter))
    reminders = last_reminders(found)
    posts = _posts_of(here, day)
    rows = [_row(one, day, reminders.get(one.pk), posts.get(one.organisation_id, 0)) for one in found]
    order = list(STANDINGS)
    return sorted(rows, key=lambda row: (order.index(row.standing), row.one.organisation.sort_key))


def without_a_return(here: Reach, quarter: Quarter, day: dt.date) -> list[Organisation]:
    """The organisations here that are there on the return's day and of which none has been opened. One query."""
    bodies = here.organisations(day).filter(since__lte=quarter.last_day).exclude(until__lte=quarter.last_day)
    return list(bodies.exclude(returns__year=quarter.year, returns__quarter=quarter.number))


def without_a_writer(rows: Iterable[Row], day: dt.date) -> list[Organisation]:
    """Of the returns that are not signed: the organisations without an HR director who has an account. One query."""
    bodies = {row.one.organisation_id: row.one.organisation for row in rows if row.is_unsigned}
    held = holders(bodies, (Role.HR_DIRECTOR,), day)
    lacking = [body for body_id, body in bodies.items() if body_id not in held]
    return sorted(lacking, key=lambda body: body.sort_key)


def counted(standings: Iterable[str]) -> list[tuple[str, str, int]]:
    """(key, label, how many) of every standing that there is."""
    numbers = Counter(standings)
    return [(str(key), label, numbers[key]) for key, label in STANDINGS.items() if numbers[key]]


def sentence(standings: Sequence[str], quarter: Quarter) -> str:
    """ "20 of 25 returns are in for July to September 2026; 3 are late, and 2 await the chief executive's signature."

    In are those that are signed off. Withdrawn ones are not counted: they are asked of nobody.
    """
    numbers = Counter(standing for standing in standings if standing != State.WITHDRAWN)
    total, signed = numbers.total(), numbers[State.SIGNED_OFF]
    if not total:
        return f"No return for {quarter} has been opened."
    told = f"{signed} of {plural(total, 'return')} {'is' if 1 in {signed, total} else 'are'} in for {quarter}"
    rest = []
    if late := numbers[LATE]:
        rest.append(f"{late} {noun_for(late, 'is', 'are')} late")
    if waiting := numbers[State.SUBMITTED]:
        rest.append(f"{waiting} {noun_for(waiting, 'awaits', 'await')} the chief executive’s signature")
    return f"{told}; {join_words(rest)}." if rest else f"{told}."


def _row(one: Any, day: dt.date, reminder: Notification | None, posts: int) -> Row:
    is_handed_over = one.state in {State.SUBMITTED, State.SIGNED_OFF} and one.handed_over_at
    return Row(
        one=one,
        standing=standing_of(one, day),
        handed_over=_london(one.handed_over_at) if is_handed_over else None,
        signed=_london(one.signed_off_at) if one.state == State.SIGNED_OFF else None,
        newest=one.newest,
        age=(day - one.newest).days if one.newest else None,
        reminder=reminder,
        posts=posts,
    )


def _posts_of(here: Reach, day: dt.date) -> dict[Any, int]:
    """How many posts each organisation leads. One query."""
    led = here.posts(day).filter(counted=True).order_by().values_list("organisation").annotate(number=Count("pk"))
    return dict(led)


def _london(moment: dt.datetime) -> dt.date:
    return moment.astimezone(LONDON).date()
