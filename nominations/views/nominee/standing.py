"""Where a nomination stands, as its nominee is told: its state, what comes next, by when."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from nominations.models import Endorsement, Nomination
from talentboard.nhs.filters import say_weekday
from talentboard.working_days import working_days_before

State, Office, Because = Nomination.State, Endorsement.Office, Endorsement.Because
SOON = 3  # working days before a deadline
WHY_TEAM = {
    Because.OUTSIDE: "Your employer is outside the NHS, so the regional talent team finds who can endorse it",
    Because.NOBODY: "Nobody who could endorse it has an account, so the regional talent team names somebody",
    Because.SILENT: "There was no answer in time, so the regional talent team decides",
    Because.NOT_ENDORSED: "It was not endorsed, so the regional talent team decides",
    Because.ASKED: "The regional talent team decides, as you asked",
}


class Standing(NamedTuple):
    """label: its state in the nominee's words; colour: of its tag. next: a sentence. due: by when, where it is so."""

    label: str
    colour: str
    next: str
    due: dt.date | None = None


def standing(one: Nomination, asked: Endorsement | None, day: dt.date) -> Standing:
    """Where it stands on a day. asked: the newest request to endorse it."""
    by = f" by {say_weekday(one.due)}" if one.due else ""
    match State(one.state):
        case State.DRAFT:
            return Standing("Draft", "white", "Finish it and send it.")
        case State.AWAITING_CONSENT:
            return Standing("Awaiting your answer", colour(one, day), f"Accept or decline{by}.", one.due)
        case State.AWAITING_REGISTRATION:
            if one.is_overdue(day):
                late = f"Your registration was due on {say_weekday(one.due)}. You can still register."
                return Standing("Registration overdue", "purple", late, one.due)
            return Standing("Awaiting your registration", colour(one, day), f"Register{by}.", one.due)
        case State.AWAITING_ENDORSEMENT:
            return Standing("Awaiting endorsement", "blue", f"{asked_of(asked, one)}{by}.", one.due)
        case State.ELIGIBILITY_CHECK:
            checks = f"The regional talent team checks whether you are eligible{by}."
            return Standing("Eligibility check", "blue", checks, one.due)
        case State.ACCEPTED:
            return Standing("Accepted for gateway", "green", "You are told the day of your gateway in good time.")
    return ended(one)


def ended(one: Nomination) -> Standing:
    if one.state == State.NOT_ENDORSED:
        return Standing("Not endorsed", "grey", "It was not endorsed, so it has ended.")
    if one.state == State.INELIGIBLE:
        return Standing("Not eligible", "red", "A criterion is not met, so it has ended.")
    return Standing(one.get_state_display(), "grey", "It has ended, and nothing is to do.")


def colour(one: Nomination, day: dt.date) -> str:
    """Yellow while it is due within 3 working days."""
    return "yellow" if one.due and day >= working_days_before(one.due, SOON) else "blue"


def newest(endorsements: list[Endorsement]) -> Endorsement | None:
    """The newest request to endorse it."""
    return max(endorsements, key=lambda request: request.asked_at, default=None)


def asked_of(asked: Endorsement | None, one: Nomination) -> str:
    """Who is asked to endorse it, in a sentence without its full stop."""
    if asked is None:
        return "Somebody is asked to endorse it"
    if asked.with_team:
        return WHY_TEAM[Because(asked.because)]
    return f"{who(asked.office, asked.endorser.name, one)} is asked to endorse it"


def who(office: str, name: str, one: Nomination) -> str:
    """A person in an office: "Carol Chief, chief executive of Mid Essex"."""
    if office == Office.NAMED:
        return f"{name}, whom the regional talent team named,"
    if office == Office.REGIONAL_LEAD:
        return f"{name}, regional lead,"
    return f"{name}, {Office(office).label.lower()} of {one.employer},"
