"""When an organisation may be reminded of its return by hand."""

import datetime as dt
from collections.abc import Sequence

from regions.models import Return, RoleAssignment
from regions.models.returns import UNSIGNED
from regions.returns.reminders import is_there, whom_to_ask
from talentboard.access import NotAllowed
from talentboard.nhs.filters import say_weekday
from talentboard.nhs.words import join_words

from .returns import has_a_day


def can_remind(one: Return, *, people: Sequence[RoleAssignment], last: dt.date | None, leaves: dt.date) -> None:
    """While it is not signed, somebody can be asked, and no reminder leaves on the same working day.

    people: who would be asked. last: the day on which the newest reminder left or leaves. leaves: this one's.
    """
    if one.state not in UNSIGNED:
        raise NotAllowed(f"The return of {one.organisation} is {one.get_state_display().lower()}: nothing is to do.")
    if not is_there(one):
        has_a_day(one)
    if not people:
        offices = join_words((role.in_words for role in whom_to_ask(one)), last="or")
        raise NotAllowed(f"{one.organisation} has no {offices} with an account, so nobody there can be reminded.")
    if last == leaves:
        raise NotAllowed(
            f"{one.organisation} has a reminder of {say_weekday(leaves)} already. One a working day is enough."
        )
